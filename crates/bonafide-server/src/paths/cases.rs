//! Cases: the queue, and who works on what.

use crate::{
    Problem,
    office::{Call, Office},
    paging,
};
use bonafide_store::Case;
use serde_json::{Value, json};

/// Most cases of the queue that are looked through; who has more open ones begins at the top.
const QUEUE_MAX: u32 = 10_000;

/// How long a claimed case stays one person's: an hour, in microseconds.
const LEASE: i64 = 3_600_000_000;

/// Lists open cases, the most urgent first.
pub(crate) fn queue(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let cases = office.write(|t| t.queue(QUEUE_MAX))?;
    let place = |case: &Case| {
        let later = u8::from(case.priority != "priority");
        format!("{later} {} {}", paging::number(case.due_at), case.id)
    };
    Ok((200, paging::cut("cases", &cases, call.request, place, shown)?))
}

/// Shows a case.
pub(crate) fn show(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let case = office.write(|t| t.case(call.named[0]))?;
    Ok((200, shown(&case)))
}

/// Takes a case for an hour.
pub(crate) fn claim(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let case = office.write(|t| t.claim(call.named[0], call.account, LEASE))?;
    Ok((200, shown(&case)))
}

/// Gives a case back.
pub(crate) fn release(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let case = office.write(|t| t.release(call.named[0], call.account))?;
    Ok((200, shown(&case)))
}

fn shown(case: &Case) -> Value {
    json!({
        "case": case.id, "application": case.about, "opened_at": case.opened_at,
        "priority": case.priority, "due_at": case.due_at, "closed_at": case.closed_at,
        "claimed_by": case.leased_to
    })
}
