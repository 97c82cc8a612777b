//! `bonafide import`: history into a data folder, through the path that arrivals take.
//!
//! A run that was interrupted is run again: what is there already changes nothing.

use crate::{
    Outcome,
    arrivals::{Imported, Ready, Screener},
    commands::{
        policy,
        serve::{screener, store},
    },
    inputs,
    server_flags::Import,
    terminal::print,
    unusable::unusable,
};
use anyhow::{Result, anyhow};
use bonafide_application::without_controls;
use bonafide_case::numbers::counted;
use bonafide_ingest::Record;
use bonafide_screen::Input;
use bonafide_store::Store;
use bonafide_verification::policy::Policy;
use jiff::Timestamp;
use std::fs;
use std::panic::resume_unwind;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

/// Records that are kept and screened in one transaction: what is lost of an interrupted run, and
/// what a moment of writing to the disk is shared by.
const AT_A_TIME: usize = 2_048;

/// Runs the command.
pub(crate) fn run(flags: &Import) -> Result<Outcome> {
    let folder = &flags.folder;
    let policy = folder.policy.as_deref().map_or_else(|| Ok(Policy::shipped()), policy::read)?;
    let screener = screener(folder, policy)?;
    let options = screener.options(written(flags)?);
    let opened = inputs::open_all(&flags.inputs, &folder.data, &options)?;
    let mut store = store(folder)?;
    if folder.policy.is_none() {
        // As `serve`: without a file, what two people agreed on in the console goes on.
        let now = Timestamp::now().as_microsecond();
        let agreed = store.write(now, |t| t.agreed_policy()).map_err(|error| anyhow!("{error}"))?;
        if let Some((policy, _)) = agreed {
            screener.use_policy(policy);
        }
    }
    let mut rejected = opened.problems.len() as u64;
    for problem in &opened.problems {
        say(&problem.source, problem.line, &problem.error);
    }
    // One thread writes while the others read on and find what can be found.
    let (give, given) = sync_channel::<(String, Vec<Ready>)>(1);
    let mut all = Imported::default();
    rejected += thread::scope(|scope| -> Result<u64> {
        let (store, screener, all) = (&mut store, &screener, &mut all);
        let writing = scope.spawn(move || -> Result<u64> {
            let mut refused = 0;
            for (source, records) in given {
                refused += take(store, screener, records, &source, all)?;
            }
            Ok(refused)
        });
        let unread = read(opened.inputs, screener, &give);
        drop(give);
        let refused = writing.join().unwrap_or_else(|panic| resume_unwind(panic))?;
        Ok(refused + unread)
    })?;
    let now = Timestamp::now().as_microsecond();
    let weeks = store.write(now, |t| {
        t.go_by_lists(&screener.lists(), "import")?;
        screener.look_at_weeks(t)
    });
    weeks.and_then(|_| store.publish()).map_err(|error| anyhow!("{error}"))?;
    print(&format!(
        "{} imported, {} here already, {} rejected\n",
        counted(all.received, "application", "applications"),
        all.repeated,
        rejected
    ))?;
    Ok(if rejected > 0 { Outcome::SomeRejected } else { Outcome::All })
}

/// Reads everything; gives how many records cannot be read. Ends early where nobody writes.
fn read(inputs: Vec<Input>, screener: &Screener, give: &SyncSender<(String, Vec<Ready>)>) -> u64 {
    let mut rejected = 0;
    for input in inputs {
        let mut records = input.reader;
        loop {
            let mut waiting: Vec<Record> = Vec::with_capacity(AT_A_TIME);
            for record in records.by_ref() {
                match record {
                    Ok(record) => waiting.push(record),
                    Err(problem) => {
                        rejected += 1;
                        say(&input.name, problem.line, &problem.error);
                    }
                }
                if waiting.len() == AT_A_TIME {
                    break;
                }
            }
            if waiting.is_empty() {
                break;
            }
            if give.send((input.name.clone(), screener.prepare(waiting))).is_err() {
                return rejected;
            }
        }
    }
    rejected
}

/// Keeps and screens some records; gives how many were refused.
fn take(
    store: &mut Store,
    screener: &Screener,
    records: Vec<Ready>,
    source: &str,
    all: &mut Imported,
) -> Result<u64> {
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
