//! Prints what is known of every application as CSV, for other learners.
//!
//! `features DIR...` prints one row an application: folder, id, operator; for each check a column
//! for clear and for each level, 1 or 0; for each kind of value, how many others hold it.

use anyhow::{Result, bail};
use bonafide_evidence::CHECKS;
use bonafide_linkage::KINDS;
use bonafide_reference::Tables;
use bonafide_score::Weights;
use bonafide_score::learn::Given;
use std::io::{BufWriter, Write};
use std::path::Path;

fn main() -> Result<()> {
    let folders: Vec<String> = std::env::args().skip(1).collect();
    if folders.is_empty() {
        bail!("name the folders of `bonafide simulate`: features DIR...");
    }
    let (weights, tables) = (Weights::shipped(), Tables::built_in());
    let mut out = BufWriter::new(std::io::stdout().lock());
    let columns = columns();
    let names: Vec<String> = columns.iter().map(name).collect();
    let shared: Vec<String> = KINDS.iter().map(|kind| format!("held:{}", kind.value)).collect();
    writeln!(out, "folder,id,operator,{},{}", names.join(","), shared.join(","))?;
    for folder in &folders {
        for row in features::read(Path::new(folder), &weights, &tables)? {
            write!(out, "{folder},{},{}", row.truth.id, u8::from(row.truth.operator))?;
            for column in &columns {
                write!(out, ",{}", u8::from(row.given.contains(column)))?;
            }
            for kind in KINDS {
                write!(out, ",{}", row.shares.get(kind.value).copied().unwrap_or(0))?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

/// Every answer that a check can give, but unknown.
fn columns() -> Vec<Given> {
    let mut columns = Vec::new();
    for check in CHECKS {
        columns.push(Given::Clear(check.name.to_owned()));
        for level in check.levels {
            columns.push(Given::Noted(check.name.to_owned(), (*level).to_owned()));
        }
    }
    columns
}

fn name(column: &Given) -> String {
    match column {
        Given::Clear(check) => format!("{check}:clear"),
        Given::Noted(check, level) => format!("{check}:{level}"),
        Given::Elsewhere(check, level) => format!("{check}:{level} elsewhere"),
        Given::Shared(kind, _) => kind.clone(),
    }
}
