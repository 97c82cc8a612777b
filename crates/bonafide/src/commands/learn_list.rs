//! `bonafide lists learn`: a list of the employer's own, from its decisions.

use crate::{Outcome, flags, inputs, terminal::print, unusable::unusable};
use anyhow::{Context, Result};
use bonafide_anomaly::{Learning, LocalKind, LocalRow};
use bonafide_application::without_controls;
use bonafide_case::numbers::counted;
use bonafide_ingest::Options;
use bonafide_reference::{Subject, Tables};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// Runs the command.
pub(crate) fn run(flags: &flags::ListsLearn) -> Result<Outcome> {
    let decisions = decisions(&flags.decisions)?;
    let tables = Arc::new(Tables::built_in());
    let gazetteer = Arc::clone(&tables);
    let country = Arc::new(move |text: &str| gazetteer.places.country(text));
    let options = Options {
        submitted_at: Timestamp::now(),
        mapping: None,
        country,
        documents: None,
        attachments: None,
    };
    let opened = inputs::open_all(&flags.inputs, &flags.out, &options)?;
    let mut learning = Learning::default();
    let (mut decided, mut rejected) = (0_u64, opened.problems.len() as u64);
    let mut met = BTreeSet::new();
    for mut input in opened.inputs {
        while let Some(batch) = input.reader.next_batch() {
            for record in batch.read() {
                let Ok(record) = record else {
                    rejected += 1;
                    continue;
                };
                let Some((confirmed, case)) = decisions.get(&record.application.id) else {
                    continue;
                };
                decided += 1;
                met.insert(record.application.id.clone());
                let subject = Subject::new(&record.application, &tables);
                learning.add(&subject, *confirmed, case.as_deref());
            }
        }
    }
    let unmet: Vec<&String> = decisions.keys().filter(|id| !met.contains(*id)).collect();
    if let Some(first) = unmet.first() {
        let (count, first) = (unmet.len() as u64, without_controls(first));
        let decisions = counted(count, "decision is of an", "decisions are of an");
        eprintln!(
            "bonafide: {decisions} application that no file holds, the first is {first}; check              that the ids are those of the applications"
        );
    }
    let rows = learning.rows();
    write(&flags.out, &rows)?;
    print(&format!(
        "{} decided; {} written to {}\n",
        counted(decided, "application", "applications"),
        counted(rows.len() as u64, "row", "rows"),
        flags.out.display()
    ))?;
    Ok(if rejected > 0 { Outcome::SomeRejected } else { Outcome::All })
}

/// Decision of each application: whether it was confirmed, and the case that it belongs to.
fn decisions(path: &Path) -> Result<BTreeMap<String, (bool, Option<String>)>> {
    let text = inputs::read_text(path)?;
    let mut decisions = BTreeMap::new();
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || at == 0 && line.starts_with("application") {
            continue;
        }
        let fields: Vec<&str> = line.split(',').map(|f| f.trim().trim_matches('"')).collect();
        let confirmed = match fields.get(1).copied() {
            Some("confirmed") => true,
            Some("cleared") => false,
            _ => {
                return Err(unusable(format!(
                    "{}, line {}: give application, confirmed or cleared, and a case if there is \
                     one",
                    path.display(),
                    at + 1
                )));
            }
        };
        let case = fields.get(2).filter(|case| !case.is_empty()).map(|case| (*case).to_owned());
        decisions.insert(fields[0].to_owned(), (confirmed, case));
    }
    Ok(decisions)
}

/// Writes the rows as a list that `bonafide lists import` reads; the file is complete or absent.
fn write(path: &Path, rows: &[LocalRow]) -> Result<()> {
    let writing = || format!("writing {}", path.display());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut aside = tempfile::NamedTempFile::new_in(folder).with_context(writing)?;
    let mut out =
        String::from("name,kind,tier,authority,basis,source,domains,listed_on,expires_on\n");
    for row in rows {
        let quoted = row.name.replace('"', "\"\"");
        let (kind, domain) = match row.kind {
            LocalKind::School => ("university", ""),
            LocalKind::Employer => ("company", ""),
            LocalKind::Domain => ("organization", quoted.as_str()),
        };
        out.push_str(&format!(
            "\"{quoted}\",{kind},local,own decisions,\"in {} of {} confirmed cases, in {} of {} \
             others\",own decisions,\"{domain}\",{},{}\n",
            row.confirmed.0,
            row.confirmed.1,
            row.others.0,
            row.others.1,
            row.last_seen,
            row.expires_on
        ));
    }
    aside.write_all(out.as_bytes()).with_context(writing)?;
    aside.as_file().sync_all().with_context(writing)?;
    aside.persist(path).with_context(writing)?;
    Ok(())
}
