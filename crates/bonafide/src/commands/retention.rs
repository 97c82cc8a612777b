//! `bonafide retention`: ends what the policy keeps no longer, or says what that would be.

use crate::{
    Outcome,
    commands::serve::open,
    server_flags::{Folder, Retention},
    terminal::print,
    unusable::unusable,
};
use anyhow::{Result, anyhow};
use bonafide_case::numbers::counted;
use bonafide_server::{Ended, Office};
use bonafide_store::Store;

/// Runs the command.
pub(crate) fn run(flags: &Retention) -> Result<Outcome> {
    let Folder { data, database, .. } = &flags.folder;
    if !Store::holds_data(data, database.as_ref()).map_err(|error| anyhow!("{error}"))? {
        return Err(unusable(format!("{} is no data folder", data.display())));
    }
    let mut office = open(&flags.folder)?.office;
    if flags.dry_run {
        return show(&mut office);
    }
    let mut ended = Ended::default();
    let mut after = Some(-1);
    while let Some(from) = after {
        after = office.end_some(from, &mut ended).map_err(|error| anyhow!("{error}"))?;
    }
    print(&format!("{}\n", summary(&ended)))?;
    Ok(Outcome::All)
}

/// Lists what would end.
fn show(office: &mut Office) -> Result<Outcome> {
    let mut would = Ended::default();
    let mut after = Some(-1);
    while let Some(from) = after {
        let (endings, next) = office.would_end(from).map_err(|error| anyhow!("{error}"))?;
        for ending in &endings {
            let names: Vec<&str> = ending.records.iter().map(|record| record.as_str()).collect();
            let names = names.join(", ");
            if names == "applications" {
                would.persons += 1;
                print(&format!("{} everything about the person\n", ending.application))?;
            } else {
                would.reduced += 1;
                print(&format!("{} {names}\n", ending.application))?;
            }
        }
        after = next;
    }
    let messages = office.messages_would_end().map_err(|error| anyhow!("{error}"))?;
    would.messages = messages.unsigned_abs();
    print(&format!("would end: {}; nothing is changed\n", summary(&would)))?;
    Ok(Outcome::All)
}

fn summary(ended: &Ended) -> String {
    format!(
        "{} erased, {} with less kept, {} removed",
        counted(ended.persons, "person", "persons"),
        counted(ended.reduced, "application", "applications"),
        counted(ended.messages, "message of providers", "messages of providers")
    )
}
