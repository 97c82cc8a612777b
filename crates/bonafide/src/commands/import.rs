//! `bonafide import`: history into a data folder, through the path that arrivals take.
//!
//! A run that was interrupted is run again: what is there already changes nothing.

use crate::{
    Outcome,
    arrivals::{Imported, Screener},
    commands::serve::master,
    inputs,
    server_flags::Import,
    terminal::print,
    unusable::unusable,
};
use anyhow::{Context, Result, anyhow};
use bonafide_application::without_controls;
use bonafide_case::numbers::counted;
use bonafide_ingest::Record;
use bonafide_store::Store;
use jiff::Timestamp;
use std::fs;

/// Records that are kept and screened in one transaction: what is lost of an interrupted run, and
/// what a moment of writing to the disk is shared by.
const AT_A_TIME: usize = 256;

/// Runs the command.
pub(crate) fn run(flags: &Import) -> Result<Outcome> {
    let screener = Screener::new(flags.prior);
    let opened = inputs::open_all(&flags.inputs, &flags.data, &screener.options(written(flags)?))?;
    fs::create_dir_all(&flags.data).with_context(|| format!("making {}", flags.data.display()))?;
    let master = master(&flags.data, flags.key.as_deref())?;
    let mut store = Store::open(&flags.data, &master).map_err(|error| anyhow!("{error}"))?;
    let mut all = Imported::default();
    let mut rejected = opened.problems.len() as u64;
    for problem in &opened.problems {
        say(&problem.source, problem.line, &problem.error);
    }
    for input in opened.inputs {
        let mut waiting: Vec<Record> = Vec::with_capacity(AT_A_TIME);
        for record in input.reader {
            match record {
                Ok(record) => waiting.push(record),
                Err(problem) => {
                    rejected += 1;
                    say(&input.name, problem.line, &problem.error);
                }
            }
            if waiting.len() == AT_A_TIME {
                rejected += take(&mut store, &screener, &waiting, &input.name, &mut all)?;
                waiting.clear();
            }
        }
        rejected += take(&mut store, &screener, &waiting, &input.name, &mut all)?;
    }
    let now = Timestamp::now().as_microsecond();
    let weeks = store.write(now, |t| screener.look_at_weeks(t));
    weeks.and_then(|_| store.publish()).map_err(|error| anyhow!("{error}"))?;
    print(&format!(
        "{} imported, {} here already, {} rejected\n",
        counted(all.received, "application", "applications"),
        all.repeated,
        rejected
    ))?;
    Ok(if rejected > 0 { Outcome::SomeRejected } else { Outcome::All })
}

/// Keeps and screens some records; gives how many were refused.
fn take(
    store: &mut Store,
    screener: &Screener,
    records: &[Record],
    source: &str,
    all: &mut Imported,
) -> Result<u64> {
    if records.is_empty() {
        return Ok(0);
    }
    let now = Timestamp::now().as_microsecond();
    let done = store.write(now, |t| screener.import(t, records));
    let done = done.map_err(|error| anyhow!("{error}"))?;
    store.publish().map_err(|error| anyhow!("{error}"))?;
    for (line, why) in &done.refused {
        say(source, *line, why);
    }
    all.received += done.received;
    all.repeated += done.repeated;
    Ok(done.refused.len() as u64)
}

/// When the first input was written: where records do not say when they were sent, the same as on
/// another day that they are imported.
fn written(flags: &Import) -> Result<Timestamp> {
    let first = flags.inputs.first().ok_or_else(|| unusable("name a file"))?;
    let written = fs::metadata(first).and_then(|about| about.modified());
    let written = written.map_err(|error| unusable(format!("{}: {error}", first.display())))?;
    Ok(Timestamp::try_from(written).unwrap_or(Timestamp::UNIX_EPOCH))
}

fn say(source: &str, line: u64, why: &str) {
    eprintln!("bonafide: {}", without_controls(&format!("{source}, line {line}: {why}")));
}
