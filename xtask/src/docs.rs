//! The generated reference pages: written from the code, and checked against it.

mod checks;
mod cli;
mod markdown;
mod weights;

use crate::process;
use anyhow::{Context, Result, ensure};
use bonafide_evidence::CHECKS;
use bonafide_linkage::KINDS;
use bonafide_score::Weights;
use std::path::Path;

/// Writes every page anew.
pub(crate) fn write(root: &Path) -> Result<()> {
    for (path, text) in pages(root)? {
        let file = root.join(path);
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).with_context(|| format!("making the folder {path}"))?;
        }
        std::fs::write(&file, text).with_context(|| format!("writing {path}"))?;
        println!("wrote {path}");
    }
    Ok(())
}

/// Fails where a page is not what the code would write.
pub(crate) fn check(root: &Path) -> Result<()> {
    for (path, text) in pages(root)? {
        let found = std::fs::read_to_string(root.join(path)).unwrap_or_default();
        ensure!(found == text, "{path} is stale; run `cargo xtask docs`");
    }
    Ok(())
}

fn pages(root: &Path) -> Result<Vec<(&'static str, String)>> {
    let program = process::program(root)?;
    let weights = Weights::shipped();
    Ok(vec![
        ("docs/reference/checks.md", checks::page(CHECKS, KINDS)),
        ("docs/reference/weights.md", weights::page(&weights, CHECKS, KINDS)?),
        ("docs/reference/cli.md", cli::page(root, &program)?),
    ])
}
