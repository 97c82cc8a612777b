//! Development tasks: `cargo xtask test` and the rest.
fn main() {}
