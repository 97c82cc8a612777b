//! The page of the weights, from the newest table in `weights/`.

use anyhow::{Context, Result};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The newest table, whole: it is short, and its comments say where each number comes from.
pub(crate) fn page(root: &Path) -> Result<String> {
    let table = newest(&root.join("weights"))?;
    let name = table.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(&table).with_context(|| format!("reading {name}"))?;
    let mut page = String::from(
        "# Weights\n\n\
         Written by `cargo xtask docs` from `weights/`; do not edit.\n\n\
         A weight is the log2 of a likelihood ratio, in bits: +1 doubles the odds, −1 halves \
         them.\n\
         The bits of one group stay under its cap, so that one fact is not counted many times.\n",
    );
    let _ = write!(page, "\n## {name}\n\n```toml\n{}\n```\n", text.trim_end());
    Ok(page)
}

/// Versions are dates, so the last name is the newest table.
fn newest(folder: &Path) -> Result<PathBuf> {
    let mut tables = Vec::new();
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("opening {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            tables.push(path);
        }
    }
    tables.into_iter().max().context("weights/ holds no table")
}
