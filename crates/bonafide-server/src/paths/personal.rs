//! What is kept about one person: all of it, the log's entries about them, the proof that they were
//! erased, and what ends by the policy.

use crate::{
    Problem,
    office::{Call, Office},
    paging,
    paths::{decisions, relations, steps},
};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use bonafide_store::{Assessed, Ending, Error, Transaction};
use bonafide_verification::policy::{Policy, Record};
use serde_json::{Value, json};

/// Most entries of the log that are looked at for one page.
const LOOKED_AT_MAX: u32 = 50_000;

/// Most applications that are looked at for one page of what ends.
const ENDINGS_LOOKED_AT_MAX: u32 = 2_000;

/// Shows everything that is kept about the claimed person of an application, but for the log's
/// entries, which have pages of their own. Logged.
pub(crate) fn export(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let shown = office.work(|t, _, policy| {
        let number = t.number_of(call.named[0])?;
        let members = t.applications_of(t.person(number)?)?;
        if members.is_empty() {
            return Err(Error::missing("this person was erased"));
        }
        t.journal("person.exported", call.account, call.named[0], b"", None)?;
        let all: Result<Vec<Value>, Error> =
            members.iter().map(|member| application(t, policy, *member)).collect();
        Ok(json!({"application": call.named[0], "applications": all?}))
    })?;
    Ok((200, shown))
}

fn application(t: &Transaction<'_>, policy: &Policy, number: u32) -> Result<Value, Error> {
    let claimed: Option<Value> = serde_json::from_slice(&t.canonical(number)?).ok();
    let body = |body: &Option<Vec<u8>>| -> Option<Value> {
        body.as_ref().and_then(|body| serde_json::from_slice(body).ok())
    };
    let assessed = |one: &Assessed| {
        json!({"version": one.version, "at": one.at, "cause": one.cause, "band": one.band,
            "log2_odds": one.log_odds, "ring": one.ring, "assessment": body(&one.body),
            "made_by": {"program": one.versions.program, "weights": one.versions.weights,
                "lists": one.versions.lists, "policy": one.versions.policy}})
    };
    let assessments: Vec<Value> = t.assessments(number)?.iter().map(assessed).collect();
    let steps: Vec<Value> = t.steps_of(number)?.iter().map(steps::shown).collect();
    let messages: Vec<Value> = t
        .messages_of(number)?
        .into_iter()
        .map(|(step, at, body)| {
            let body = body.map(|body| String::from_utf8_lossy(&body).into_owned());
            json!({"step": step, "at": at, "body": body})
        })
        .collect();
    let mut files = Vec::new();
    for step in t.steps_of(number)? {
        for file in t.step_files(&step.id)? {
            let (name, hash) = file.said.unwrap_or_default();
            files.push(json!({"file": file.id, "step": step.id, "by": file.by, "at": file.at,
                "name": name, "sha256": hash, "bytes": file.bytes,
                "content": BASE64.encode(t.step_file(&step.id, &file.id)?)}));
        }
    }
    let related: Vec<Value> = t.relations_of(number)?.iter().map(relations::shown).collect();
    let mut cases = Vec::new();
    for case in t.cases_of(number)? {
        let notes = t.notes(&case.id)?;
        let notes = notes
            .iter()
            .map(|note| json!({"note": note.id, "by": note.by, "at": note.at, "text": note.text}));
        let opinions = t.opinions(&case.id)?;
        let opinions = opinions.iter().map(|(one, at)| {
            json!({"by": one.by, "at": at, "outcome": one.outcome.as_str(), "note": one.note})
        });
        let all = t.decisions(&case.id)?;
        let decided = all.iter().map(|one| decisions::shown(policy, t.now, one));
        cases.push(json!({
            "case": case.id, "queue": case.queue, "ring": case.ring, "priority": case.priority,
            "opened_at": case.opened_at, "due_at": case.due_at, "closed_at": case.closed_at,
            "stands": case.stands, "policy": case.policy, "reasons": case.reasons,
            "notes": notes.collect::<Vec<Value>>(), "opinions": opinions.collect::<Vec<Value>>(),
            "decisions": decided.collect::<Vec<Value>>()
        }));
    }
    Ok(json!({
        "application": t.pseudonym_of(number)?, "stage": t.stage(number)?.as_str(),
        "claimed": claimed, "assessments": assessments, "steps": steps, "files": files, "messages": messages,
        "relations": related, "cases": cases
    }))
}

/// Lists the log's entries about the claimed person, with what their commitments are made of. A
/// page may be empty and have a next one. Logged.
pub(crate) fn entries(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let page = paging::page(call.request)?;
    let after = page.after.map_or(Ok(-1), |after| after.parse());
    let after = after.map_err(|_| Problem::new(400, "`after` is no cursor of this list"))?;
    let (mut found, mut next) = office.write(|t| {
        let person = t.person(t.number_of(call.named[0])?)?;
        let found = t.entries_about(person, after, LOOKED_AT_MAX)?;
        t.journal("entries.viewed", call.account, call.named[0], b"", None)?;
        Ok(found)
    })?;
    if found.len() > page.limit {
        found.truncate(page.limit);
        next = found.last().map(|last| last.position);
    }
    let entries = found.iter().map(|one| {
        json!({
            "number": one.position, "at": one.entry.at, "kind": one.entry.kind,
            "by": one.entry.actor, "about": one.entry.about,
            "commitment": one.entry.commitment,
            "salt": one.opening.as_ref().map(|(salt, _)| salt),
            "details": one.opening.as_ref().map(|(_, details)| details)
        })
    });
    let entries: Vec<Value> = entries.collect();
    let next = next.map(|last| paging::cursor(&last.to_string()));
    Ok((200, json!({"entries": entries, "next": next})))
}

/// Shows that an application was erased: its entry of the log, the proof that it is in it, and
/// whether the keys are destroyed.
pub(crate) fn erasure(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let erasure = office.write(|t| {
        t.erasure(t.number_of(call.named[0])?)?
            .ok_or_else(|| Error::missing("this application was not erased"))
    })?;
    office.follow();
    let (entry, proof) = office.store.prove(erasure.position as u64)?;
    Ok((
        200,
        json!({
            "application": call.named[0], "erased_at": erasure.at,
            "keys_destroyed": erasure.keys_destroyed, "number": erasure.position,
            "entry": entry, "proof": proof, "key": office.store.verifier().to_text()
        }),
    ))
}

/// Lists what would end now by the policy in force, and changes nothing. A page may be empty and
/// have a next one.
pub(crate) fn endings(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let page = paging::page(call.request)?;
    let after = page.after.map_or(Ok(-1), |after| after.parse());
    let after = after.map_err(|_| Problem::new(400, "`after` is no cursor of this list"))?;
    let ((mut found, mut next), messages) = office.work(|t, _, policy| {
        Ok((t.endings(policy, after, ENDINGS_LOOKED_AT_MAX)?, t.messages_past(policy)?))
    })?;
    if found.len() > page.limit {
        found.truncate(page.limit);
        next = found.last().map(|last| i64::from(last.number));
    }
    let ending = |one: &Ending| {
        let records: Vec<&str> = one.records.iter().map(|record| record.as_str()).collect();
        json!({"application": one.application, "records": records,
            "person": one.records.contains(&Record::Applications)})
    };
    let endings: Vec<Value> = found.iter().map(ending).collect();
    let next = next.map(|last| paging::cursor(&last.to_string()));
    Ok((200, json!({"endings": endings, "messages": messages, "next": next})))
}
