//! Development tasks: `cargo xtask test` and the rest.

mod browser;
mod docs;
mod licenses;
mod process;
mod readme;
mod smoke;
mod stages;
mod tidy;

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

const USAGE: &str = "\
usage: cargo xtask TASK

  test     everything that must pass before a change is merged
  ci       the same, as the continuous integration runs it
  tidy     the house rules alone
  docs     writes docs/reference/ anew; with --check, fails where it is stale
  licenses checks every dependency's licence against deny.toml
  smoke    screens the committed example twice and compares the outputs
  browser  walks the console in a browser
  screenshots  the same, and writes docs/console/ anew
  tables   builds the reference tables from registry packages (needs the network)";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let root = root()?;
    match arguments.as_slice() {
        ["test" | "ci"] => stages::test(&root),
        ["tidy"] => tidy::run(&root),
        ["docs"] => docs::write(&root),
        ["docs", "--check"] => docs::check(&root),
        ["licenses"] => licenses::check(&root),
        ["smoke"] => smoke::run(&root),
        ["browser"] => browser::run(&root),
        ["screenshots"] => browser::screenshots(&root),
        ["tables"] => {
            let manifest = "tables/Cargo.toml";
            process::cargo(&root, &["run", "--release", "--manifest-path", manifest])
        }
        ["--help" | "-h" | "help"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => bail!("unknown task {arguments:?}\n\n{USAGE}"),
    }
}

/// The folder of the workspace.
fn root() -> Result<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    folder.map(Path::to_owned).context("xtask lies in a folder of the workspace")
}
