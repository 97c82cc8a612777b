//! `bonafide lists`: lists of institutions, people and indicators, imported, updated, compared,
//! shown, searched, and learned from the employer's own decisions.

use crate::{Outcome, flags, inputs, list_folder, terminal::print, unusable::unusable};
use anyhow::Result;
use bonafide_application::without_controls;
use bonafide_case::numbers::counted;
use bonafide_lists::{Entry, List, Lists, Naming, Reading, Source, import};
use bonafide_reference::{Places, Tables};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Runs the command.
pub(crate) fn run(flags: &flags::Lists) -> Result<Outcome> {
    match &flags.what {
        flags::ListsCommand::Import(flags) => take(flags, false),
        flags::ListsCommand::Update(flags) => take(flags, true),
        flags::ListsCommand::Diff(flags) => diff(flags),
        flags::ListsCommand::Show(flags) => show(flags),
        flags::ListsCommand::Search(flags) => search(flags),
        flags::ListsCommand::Learn(flags) => super::learn_list::run(flags),
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
    let lists = Lists::of(vec![read(&flags.lists, None)?], naming);
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
        push_line(&mut out, query);
        for found in line.matches {
            let (name, list) = (found.name, found.list);
            push_line(
                &mut out,
                &format!("  {:.3}  {name} ({list}, row {})", found.score, found.row),
            );
        }
    }
    print(&out)?;
    Ok(Outcome::All)
}

/// Reads the files of one list, and says what of them is passed over; its name is the first file's
/// unless it is given.
fn read(paths: &[PathBuf], name: Option<&str>) -> Result<List> {
    let files: Vec<(String, Vec<u8>)> = paths
        .iter()
        .map(|path| Ok((path.display().to_string(), inputs::read_bytes(path)?)))
        .collect::<Result<_>>()?;
    let sources: Vec<Source<'_>> =
        files.iter().map(|(name, bytes)| Source { name, bytes }).collect();
    let first = paths.first().and_then(|path| path.file_name());
    let first = first.map_or(String::new(), |name| name.to_string_lossy().into_owned());
    let places = Places::built_in();
    let country =
        |text: &str| bonafide_application::Country::parse(text).or_else(|| places.country(text));
    let reading = Reading { country: &country };
    let list = import(name.unwrap_or(&first), &sources, reading).map_err(unusable)?;
    for passed in &list.passed_over {
        eprintln!("bonafide: {}", without_controls(&passed.to_string()));
    }
    Ok(list)
}

/// A list may lose this share of its rows; beyond it, a file was cut short more likely than not.
const LOST_MAX: f64 = 0.5;

fn take(flags: &flags::ListsTake, again: bool) -> Result<Outcome> {
    let path = list_folder::path_of(&flags.into, &flags.name)?;
    if path.exists() != again {
        return Err(unusable(if again {
            format!("there is no list {}; use `bonafide lists import`", flags.name)
        } else {
            format!("there is a list {} already; use `bonafide lists update`", flags.name)
        }));
    }
    let list = read(&flags.files, Some(&flags.name)).map_err(|error| {
        if again { unusable(format!("{error}; the list in force stays as it is")) } else { error }
    })?;
    let rows = list.entries.len() + list.indicators.len();
    let mut said = format!("{}, version {}: {} rows", list.name, list.version, rows);
    if again {
        let (_, old) = list_folder::read(&path)?;
        let before = old.entries.len() + old.indicators.len();
        if (rows as f64) < before as f64 * (1.0 - LOST_MAX) && !flags.shrink {
            return Err(unusable(format!(
                "the new list has {rows} rows where the one in force has {before}, so it may have \
                 been cut short; the list in force stays as it is; give --shrink if it is right"
            )));
        }
        let changes = changes(&old, &list);
        said.push_str(&format!(
            "; {} new, {} gone, {} changed",
            changes.added.len(),
            changes.gone.len(),
            changes.changed.len()
        ));
    }
    let files = flags.files.iter().map(|path| path.display().to_string()).collect();
    list_folder::write(&flags.into, &list, files, jiff::Timestamp::now().to_string())?;
    print(&format!("{said}\n"))?;
    Ok(Outcome::All)
}

/// How one version differs from another: rows as people read them.
struct Changes {
    added: Vec<String>,
    gone: Vec<String>,
    changed: Vec<String>,
}

fn changes(old: &List, new: &List) -> Changes {
    let rows = |list: &List| -> BTreeMap<String, (String, String)> {
        let entries = list.entries.iter().map(|entry| {
            let key = if entry.id.is_empty() { entry.name.clone() } else { entry.id.clone() };
            let same = Entry { row: 0, ..entry.clone() };
            (key, (entry.name.clone(), serde_json::to_string(&same).unwrap_or_default()))
        });
        let indicators = list.indicators.iter().map(|indicator| {
            let key = format!("{} {}", indicator.kind.as_str(), indicator.value);
            let said = format!(
                "{} {:?} {:?} {}",
                indicator.confidence,
                indicator.last_seen,
                indicator.expires_on,
                indicator.of_a_victim
            );
            (key.clone(), (key, said))
        });
        entries.chain(indicators).collect()
    };
    let (old, new) = (rows(old), rows(new));
    let only = |a: &BTreeMap<String, (String, String)>, b: &BTreeMap<String, (String, String)>| {
        a.iter().filter(|(key, _)| !b.contains_key(*key)).map(|(_, row)| row.0.clone()).collect()
    };
    Changes {
        added: only(&new, &old),
        gone: only(&old, &new),
        changed: new
            .iter()
            .filter(|(key, row)| old.get(*key).is_some_and(|before| before.1 != row.1))
            .map(|(_, row)| row.0.clone())
            .collect(),
    }
}

fn diff(flags: &flags::ListsDiff) -> Result<Outcome> {
    let (_, old) = list_folder::read(&list_folder::path_of(&flags.folder, &flags.name)?)?;
    let new = read(&flags.files, Some(&flags.name))?;
    let changes = changes(&old, &new);
    let mut out = String::new();
    push_line(&mut out, &format!("{} to {}", old.version, new.version));
    for (sign, rows) in [("+", &changes.added), ("-", &changes.gone), ("~", &changes.changed)] {
        for row in rows {
            push_line(&mut out, &format!("{sign} {row}"));
        }
    }
    if changes.added.is_empty() && changes.gone.is_empty() && changes.changed.is_empty() {
        push_line(&mut out, "no row differs");
    }
    print(&out)?;
    Ok(Outcome::All)
}

fn show(flags: &flags::ListsShow) -> Result<Outcome> {
    let own = flags.folder.as_deref().map_or_else(|| Ok(Vec::new()), list_folder::read_all)?;
    if let Some(name) = &flags.name {
        let built_in = bonafide_lists::institutions();
        let list = own.iter().map(|(_, list)| list).chain([&built_in]);
        let Some(list) = list.into_iter().find(|list| list.name == *name) else {
            return Err(unusable(format!("there is no list {name:?} here")));
        };
        print(&rows(list))?;
        return Ok(Outcome::All);
    }
    let mut out = String::new();
    for list in Tables::built_in().lists.in_force() {
        let (name, version, rows) = (list.name, list.version, list.rows);
        push_line(&mut out, &format!("{name}  version {version}  {rows} rows"));
    }
    for (head, _) in &own {
        let line = format!(
            "{}  version {}  {}  imported {} from {}",
            head.name,
            head.version,
            counted(head.rows as u64, "row", "rows"),
            head.imported_at,
            head.files.join(", ")
        );
        push_line(&mut out, &line);
    }
    print(&out)?;
    Ok(Outcome::All)
}

/// One line, made safe to print: what a list writes into it starts none of its own.
fn push_line(out: &mut String, line: &str) {
    out.push_str(without_controls(line).trim_end());
    out.push('\n');
}

/// The rows of a list, as people read them.
fn rows(list: &List) -> String {
    let mut out = String::new();
    for entry in &list.entries {
        let tier = entry.tier.as_str();
        let (row, name, authority) = (entry.row, &entry.name, &entry.authority);
        let mut line = format!("row {row}  {name}  {tier}  {authority}");
        if !entry.aliases.is_empty() {
            line.push_str(&format!("  also {}", entry.aliases.join("; ")));
        }
        push_line(&mut out, &line);
    }
    for indicator in &list.indicators {
        let victim = if indicator.of_a_victim { "  of a victim" } else { "" };
        let line = format!(
            "row {}  {} {}  {} %{victim}  {}",
            indicator.row,
            indicator.kind.as_str(),
            indicator.value,
            indicator.confidence,
            indicator.source
        );
        push_line(&mut out, &line);
    }
    out
}

/// The lists of a folder, for a screening.
pub(crate) fn of_folder(folder: &Path) -> Result<Vec<List>> {
    Ok(list_folder::read_all(folder)?.into_iter().map(|(_, list)| list).collect())
}
