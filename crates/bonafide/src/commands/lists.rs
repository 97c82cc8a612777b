//! `bonafide lists`: lists of institutions, people and indicators, imported, compared and searched.

use crate::{Outcome, flags, inputs, terminal::print, unusable::unusable};
use anyhow::Result;
use bonafide_lists::{List, Lists, Naming, Reading, Source, import};
use bonafide_reference::Places;
use serde::Serialize;
use std::path::PathBuf;

/// Runs the command.
pub(crate) fn run(flags: &flags::Lists) -> Result<Outcome> {
    match &flags.what {
        flags::ListsCommand::Search(flags) => search(flags),
    }
}

/// One line of the answer.
#[derive(Serialize)]
struct Line<'a> {
    query: &'a str,
    matches: Vec<MatchLine<'a>>,
}

#[derive(Serialize)]
struct MatchLine<'a> {
    list: &'a str,
    version: &'a str,
    row: u32,
    id: &'a str,
    name: &'a str,
    matched: &'a str,
    score: f64,
}

fn search(flags: &flags::ListsSearch) -> Result<Outcome> {
    let naming = match flags.kind {
        flags::NameKind::Person => Naming::Person,
        flags::NameKind::Institution => Naming::Institution,
    };
    let lists = Lists::of(vec![read(&flags.lists)?], naming);
    let names = inputs::read_text(&flags.names)?;
    let mut out = String::new();
    for query in names.lines().filter(|line| !line.trim().is_empty()) {
        let found = lists.search(query, naming, flags.top, flags.least);
        let matches = found.iter().map(|found| MatchLine {
            list: &found.list.name,
            version: &found.list.version,
            row: found.entry.row,
            id: &found.entry.id,
            name: &found.entry.name,
            matched: found.matched,
            score: found.score,
        });
        let line = Line { query, matches: matches.collect() };
        if flags.json {
            out.push_str(&serde_json::to_string(&line)?);
            out.push('\n');
            continue;
        }
        out.push_str(&format!("{query}\n"));
        for found in line.matches {
            out.push_str(&format!(
                "  {:.3}  {} ({}, row {})\n",
                found.score, found.name, found.list, found.row
            ));
        }
    }
    print(&out)?;
    Ok(Outcome::All)
}

/// Reads the files of one list.
fn read(paths: &[PathBuf]) -> Result<List> {
    let files: Vec<(String, Vec<u8>)> = paths
        .iter()
        .map(|path| Ok((path.display().to_string(), inputs::read_bytes(path)?)))
        .collect::<Result<_>>()?;
    let sources: Vec<Source<'_>> =
        files.iter().map(|(name, bytes)| Source { name, bytes }).collect();
    let name = files.first().map_or("", |(name, _)| name.as_str());
    let places = Places::built_in();
    let country = |text: &str| places.country(text);
    import(name, &sources, Reading { country: &country }).map_err(unusable)
}
