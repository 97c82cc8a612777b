//! Cases: the queue, who works on what, notes, and opinions before the score.

use crate::{
    Problem,
    casework::{self, bounded, seen},
    office::{Call, Office},
    paging,
};
use bonafide_store::{Case, Filter, Note, Outcome, Reason};
use bonafide_verification::policy::Stage;
use serde_json::{Value, json};

/// Most cases of the queue that are looked through; who has more open ones begins at the top.
pub(crate) const QUEUE_MAX: u32 = 10_000;

/// How long a claimed case stays one person's: an hour, in microseconds.
pub(crate) const LEASE: i64 = 3_600_000_000;

/// How near a case's time is where it is due soon: a day, in microseconds.
const SOON: i64 = 86_400_000_000;

/// Lists cases, the most urgent first; `mine`, `unclaimed`, `due_soon`, `rings`, `second`, `closed`
/// (each `true`) and `queue` let some of them pass.
pub(crate) fn queue(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let filter = filter(office, call)?;
    let cases = office.work(|t, _, policy| {
        casework::settle_due(t, policy)?;
        t.queue(&filter, QUEUE_MAX)
    })?;
    let place = |case: &Case| {
        if let Some(at) = case.closed_at {
            // The last closed comes first.
            return format!("{} {}", paging::number(i64::MAX - at), case.id);
        }
        let later = u8::from(case.priority != "priority");
        format!("{later} {} {}", paging::number(case.due_at), case.id)
    };
    Ok((200, paging::cut("cases", &cases, call.request, place, shown)?))
}

fn filter(office: &Office, call: &Call<'_>) -> Result<Filter, Problem> {
    let asked = |name: &str| match call.request.asked(name).as_deref() {
        None | Some("" | "false") => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(Problem::new(400, format!("`{name}` is `true` or left out"))),
    };
    let account = || call.account.to_owned();
    let now = (office.functions.now)();
    Ok(Filter {
        queue: call.request.asked("queue").filter(|queue| !queue.is_empty()),
        of: asked("mine")?.then(account),
        unclaimed: asked("unclaimed")?,
        due_before: asked("due_soon")?.then_some(now + SOON),
        rings: asked("rings")?,
        second_for: asked("second")?.then(account),
        closed: asked("closed")?,
        priority: None,
    })
}

/// Shows a case.
pub(crate) fn show(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let case = office.work(|t, _, policy| {
        casework::settle_due(t, policy)?;
        t.case(call.named[0])
    })?;
    Ok((200, shown(&case)))
}

/// Takes a case for an hour.
pub(crate) fn claim(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let case = office.write(|t| t.claim(call.named[0], call.account, LEASE))?;
    Ok((200, shown(&case)))
}

/// Takes the most urgent case that nobody has; the filters are those of the list.
pub(crate) fn claim_next(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let filter = filter(office, call)?;
    let case = office.write(|t| t.claim_next(&filter, call.account, LEASE))?;
    let case =
        case.ok_or_else(|| Problem::new(409, "no case waits for you now; come back later"))?;
    Ok((200, shown(&case)))
}

/// Goes on with a case for an hour.
pub(crate) fn renew(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let case = office.write(|t| t.renew(call.named[0], call.account, LEASE))?;
    Ok((200, shown(&case)))
}

/// Gives a case back.
pub(crate) fn release(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let case = office.write(|t| t.release(call.named[0], call.account))?;
    Ok((200, shown(&case)))
}

/// Names who is to work on a case; nobody, where `to` is left out.
pub(crate) fn assign(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let to = call.request.text_if_any("to")?.filter(|to| !to.is_empty());
    let case = office.write(|t| t.assign(call.named[0], to.as_deref(), call.account))?;
    Ok((200, shown(&case)))
}

/// Adds a note.
pub(crate) fn note(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let text = bounded("text", call.text("text")?)?;
    let note = office.write(|t| t.add_note(call.named[0], call.account, &text))?;
    Ok((201, noted(&note)))
}

/// Lists the notes on a case. Looking is logged.
pub(crate) fn notes(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let notes = office.write(|t| {
        t.case(call.named[0])?;
        t.journal("case.notes-viewed", call.account, call.named[0], b"", None)?;
        t.notes(call.named[0])
    })?;
    let place = |note: &Note| format!("{} {}", paging::number(note.at), note.id);
    Ok((200, paging::cut("notes", &notes, call.request, place, noted)?))
}

/// Keeps what somebody would decide before they see the score.
pub(crate) fn opine(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let outcome = outcome(&call.text("outcome")?)?;
    let note = bounded("note", call.request.text_if_any("note")?.unwrap_or_default())?;
    office.write(|t| t.give_opinion(call.named[0], call.account, outcome, &note))?;
    Ok((201, json!({"case": call.named[0], "by": call.account, "outcome": outcome.as_str()})))
}

/// Says how far an application has come; cases and steps follow.
pub(crate) fn stage(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let stage = Stage::parse(&call.text("stage")?).ok_or_else(|| {
        Problem::new(422, "`stage` is `applied`, `interview`, `offer` or `hired`")
    })?;
    office.work(|t, _, policy| {
        let number = t.number_of(call.named[0])?;
        t.set_stage(number, stage, call.account)?;
        casework::follow(t, policy, number)
    })?;
    Ok((200, json!({"application": call.named[0], "stage": stage.as_str()})))
}

/// What a case is about: what was noted of its applications, and what may explain each of it.
pub(crate) fn findings(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let found = office.write(|t| {
        let mut found = Vec::new();
        for number in t.numbers_of(&t.case(call.named[0])?.id)? {
            found.push((t.pseudonym_of(number)?, seen(t, number)?));
        }
        t.journal("case.viewed", call.account, call.named[0], b"", None)?;
        Ok(found)
    })?;
    let mut all = Vec::new();
    for (application, seen) in &found {
        for doubt in seen.iter().flat_map(|seen| &seen.doubts) {
            all.push(json!({"application": application, "finding": doubt.finding,
                "summary": doubt.summary, "claim": doubt.claim,
                "innocent_explanations":
                    bonafide_verification::decision::innocent(&doubt.finding)}));
        }
    }
    Ok((200, json!({"case": call.named[0], "findings": all})))
}

/// An outcome by its name.
pub(crate) fn outcome(text: &str) -> Result<Outcome, Problem> {
    Outcome::parse(text)
        .ok_or_else(|| Problem::new(422, "`outcome` is `cleared`, `confirmed` or `inconclusive`"))
}

/// Rules that selected something, as they are shown.
pub(crate) fn reasons(reasons: &[Reason]) -> Value {
    let one = |r: &Reason| json!({"rule": r.rule, "by": r.by, "findings": r.findings});
    reasons.iter().map(one).collect()
}

fn noted(note: &Note) -> Value {
    json!({"note": note.id, "by": note.by, "at": note.at, "text": note.text})
}

pub(crate) fn shown(case: &Case) -> Value {
    json!({
        "case": case.id, "about": case.about, "application": case.members.first(),
        "ring": case.ring, "members": case.members, "queue": case.queue,
        "opened_at": case.opened_at, "priority": case.priority, "due_at": case.due_at,
        "closed_at": case.closed_at, "claimed_by": case.leased_to,
        "claimed_until": case.leased_until, "assigned_to": case.assigned_to,
        "reasons": reasons(&case.reasons), "policy": case.policy, "stands": case.stands,
        "settles_at": case.settles_at
    })
}
