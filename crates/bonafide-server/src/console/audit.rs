//! The log as pages: its head, its entries with proofs, and what verifying says.

use super::page;
use crate::{
    Problem,
    aside::Aside,
    office::{Call, Office},
};
use bonafide_console::{AuditPage, EntryPage, EntryRow, Moment, html, thousands};
use bonafide_log::{hex, proof};
use bonafide_store::{Event, Sought};
use serde_json::Value;

/// Entries of a page.
const ENTRIES: u32 = 50;

/// Most checkpoints that are compared at a time.
const EARLIER_MAX: usize = 20;

/// Shows the head and the newest entries, or those that are sought.
pub(crate) fn show(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    filled(office, call, None)
}

/// Before the log is verified: it is read while others have the office.
pub(crate) fn prepare_verify(office: &mut Office, call: &Call<'_>) -> Result<Aside, Problem> {
    let text = call.request.text_if_any("earlier")?.unwrap_or_default();
    let earlier = notes(&text)?;
    office.store.publish()?;
    let folder = office.store.log_folder().to_owned();
    Ok(Aside {
        verify: Some((folder, office.store.verifier().clone(), earlier)),
        ..Aside::default()
    })
}

/// Shows what verifying said.
pub(crate) fn verify(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let found = call.done()?.found.unwrap_or_default();
    let said = found["said"].as_str().unwrap_or_default().to_owned();
    let holds = found["holds"].as_bool() == Some(true);
    office.write(|t| t.journal("log.verified", call.account, "log", said.as_bytes(), None))?;
    filled(office, call, Some((holds, said)))
}

/// Shows an entry with its proof.
pub(crate) fn entry(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let position = number(call)?;
    office.store.publish()?;
    let event = office.write(|t| t.events_after(position - 1, 1))?.into_iter().next();
    let event = event.filter(|event| event.position == position).ok_or_else(missing)?;
    let bytes = event.entry.to_bytes();
    let (folder, verifier) = (office.store.log_folder(), office.store.verifier());
    let proved = proof::prove(folder, position.unsigned_abs(), verifier).ok();
    let holds = proved.as_ref().is_some_and(|proved| {
        proof::check(proved, &bytes, verifier).ok() == Some(position.unsigned_abs())
    });
    let hashes = proved.as_ref().and_then(|proved| proved.split_once("\n\n"));
    let filled = EntryPage {
        frame: page::frame(call),
        commitment: event.entry.commitment.clone(),
        bytes: String::from_utf8_lossy(&bytes).into_owned(),
        holds,
        hashes: hashes.map_or(0, |(head, _)| head.lines().count().saturating_sub(2)),
        proof: proved,
        entry: row(event),
    };
    Ok(page::shown(call, html(&filled)))
}

/// Gives the proof of an entry as a file.
pub(crate) fn proved(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let position = number(call)?;
    office.store.publish()?;
    let (folder, verifier) = (office.store.log_folder(), office.store.verifier());
    let proved = proof::prove(folder, position.unsigned_abs(), verifier).map_err(|_| missing())?;
    call.header("content-type", "text/plain; charset=utf-8".to_owned());
    let name = format!("attachment; filename=\"entry-{position}.tlog-proof\"");
    call.header("content-disposition", name);
    Ok((200, Value::String(proved)))
}

fn filled(
    office: &mut Office,
    call: &Call<'_>,
    verified: Option<(bool, String)>,
) -> Result<(u16, Value), Problem> {
    let asked = |name: &str| call.request.asked(name).filter(|text| !text.is_empty());
    let sought = Sought {
        actor: asked("actor"),
        about: asked("about"),
        seen: asked("seen").is_some(),
        before: asked("before").and_then(|text| text.parse().ok()),
    };
    office.store.publish()?;
    let (note, checkpoint) = office.store.checkpoint()?;
    let key = office.store.verifier().to_text();
    let events = office.write(|t| t.traces(&sought, ENTRIES + 1))?;
    let more = events.len() > ENTRIES as usize;
    let entries: Vec<EntryRow> = events.into_iter().take(ENTRIES as usize).map(row).collect();
    let filled = AuditPage {
        frame: page::frame(call),
        size: thousands(checkpoint.size),
        root: hex(&checkpoint.root),
        checkpoint: note,
        key,
        sought: (sought.actor.unwrap_or_default(), sought.about.unwrap_or_default(), sought.seen),
        next: entries.last().filter(|_| more).map(|entry| entry.position),
        entries,
        verified,
    };
    Ok(page::shown(call, html(&filled)))
}

fn row(event: Event) -> EntryRow {
    let leads = match event.entry.about.split_once('-') {
        Some(("c", _)) => Some(format!("/cases/{}", event.entry.about)),
        _ => None,
    };
    EntryRow {
        position: event.position,
        at: Moment::of(event.entry.at),
        kind: event.entry.kind,
        actor: event.entry.actor,
        about: event.entry.about,
        leads,
    }
}

fn number(call: &Call<'_>) -> Result<i64, Problem> {
    call.named[0].parse().ok().filter(|number| *number >= 0).ok_or_else(missing)
}

fn missing() -> Problem {
    Problem::new(404, "the log has no such entry; see its size")
}

/// Checkpoints, each with its signature, one below the other. A browser sends lines as mail does.
fn notes(text: &str) -> Result<Vec<String>, Problem> {
    let text = text.replace("\r\n", "\n");
    let mut notes = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (head, after) = rest.split_once("\n\n").ok_or_else(|| {
            Problem::new(422, "a checkpoint has an empty line and a signature below; give it whole")
        })?;
        let signatures: Vec<&str> =
            after.lines().take_while(|line| line.starts_with('\u{2014}')).collect();
        let length = signatures.iter().map(|line| line.len() + 1).sum::<usize>().min(after.len());
        notes.push(format!("{head}\n\n{}\n", signatures.join("\n")));
        rest = after[length..].trim_start();
        if notes.len() > EARLIER_MAX {
            return Err(Problem::new(422, "give 20 checkpoints at most"));
        }
    }
    Ok(notes)
}

#[cfg(test)]
mod tests {
    use super::notes;

    #[test]
    fn checkpoints_are_taken_apart_as_they_were_kept() {
        let one = "a/log\n7\nroot=\n\n\u{2014} a/log sig=\n";
        assert_eq!(notes("").expect("none"), Vec::<String>::new());
        assert_eq!(notes(one).expect("one"), [one]);
        let two = format!("{one}\n{one}").replace('\n', "\r\n");
        assert_eq!(notes(&two).expect("two"), [one, one]);
        assert!(notes("a/log\n7").is_err());
    }
}
