//! A folder of imported lists, one file each: complete or absent, and the old one in force until a
//! new one is whole.

use crate::unusable::unusable;
use anyhow::{Context, Result};
use bonafide_lists::{Entry, Indicator, List};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// How the files of lists end.
const ENDING: &str = ".list.jsonl";

/// The first line of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Head {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) imported_at: String,
    pub(crate) files: Vec<String>,
    pub(crate) rows: usize,
}

/// Every other line.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Row {
    Entry(Box<Entry>),
    Indicator(Indicator),
}

/// The file of a list.
pub(crate) fn path_of(folder: &Path, name: &str) -> Result<PathBuf> {
    let fit = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    if name.is_empty() || name.starts_with('.') || name.len() > 60 || !name.chars().all(fit) {
        return Err(unusable("give --name letters, digits, hyphens and dots, as in ofac-sdn"));
    }
    Ok(folder.join(format!("{name}{ENDING}")))
}

/// Writes a list aside and puts it in its place.
pub(crate) fn write(folder: &Path, list: &List, files: Vec<String>, at: String) -> Result<()> {
    let path = path_of(folder, &list.name)?;
    fs::create_dir_all(folder)
        .map_err(|error| unusable(format!("making the folder {}: {error}", folder.display())))?;
    let writing = || format!("writing {}", path.display());
    let aside = tempfile::NamedTempFile::new_in(folder).with_context(writing)?;
    let mut out = BufWriter::new(&aside);
    let head = Head {
        name: list.name.clone(),
        version: list.version.clone(),
        imported_at: at,
        files,
        rows: list.entries.len() + list.indicators.len(),
    };
    serde_json::to_writer(&mut out, &head).with_context(writing)?;
    let entries = list.entries.iter().map(|entry| Row::Entry(Box::new(entry.clone())));
    let indicators = list.indicators.iter().cloned().map(Row::Indicator);
    for row in entries.chain(indicators) {
        out.write_all(b"\n").with_context(writing)?;
        serde_json::to_writer(&mut out, &row).with_context(writing)?;
    }
    out.write_all(b"\n").and_then(|()| out.flush()).with_context(writing)?;
    drop(out);
    aside.as_file().sync_all().with_context(writing)?;
    aside.persist(&path).with_context(writing)?;
    Ok(())
}

/// Reads one list.
pub(crate) fn read(path: &Path) -> Result<(Head, List)> {
    let text = fs::read_to_string(path)
        .map_err(|error| unusable(format!("reading {}: {error}", path.display())))?;
    let wrong = |line: usize, error: &dyn std::fmt::Display| {
        unusable(format!("{}, line {line}: {error}; import the list anew", path.display()))
    };
    let mut lines = text.lines().enumerate();
    let head = lines.next().map_or("", |(_, line)| line);
    let head: Head = serde_json::from_str(head).map_err(|error| wrong(1, &error))?;
    let mut list = List {
        name: head.name.clone(),
        version: head.version.clone(),
        entries: Vec::new(),
        indicators: Vec::new(),
        passed_over: Vec::new(),
    };
    for (at, line) in lines {
        match serde_json::from_str(line).map_err(|error| wrong(at + 1, &error))? {
            Row::Entry(entry) => list.entries.push(*entry),
            Row::Indicator(indicator) => list.indicators.push(indicator),
        }
    }
    let rows = list.entries.len() + list.indicators.len();
    if rows != head.rows {
        return Err(wrong(rows + 1, &format!("{} rows are missing", head.rows.abs_diff(rows))));
    }
    Ok((head, list))
}

/// Reads every list of a folder, by name.
pub(crate) fn read_all(folder: &Path) -> Result<Vec<(Head, List)>> {
    let entries = fs::read_dir(folder)
        .map_err(|error| unusable(format!("reading the folder {}: {error}", folder.display())))?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(ENDING))
        .collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}
