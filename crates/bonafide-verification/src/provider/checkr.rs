//! Checkr: `{"id", "object": "event", "type": "report.completed", "data": {"object": {…}}}`.

use super::{Refusal, Told, id, text, time, unread};
use crate::step::{Answer, Happening};
use serde_json::Value;

/// Reads a body; nothing where it is of no step.
///
/// An invitation is of the step by its own id until a report takes its place; the id of either may
/// be kept as the provider's id of a step.
pub(super) fn read(body: &Value) -> Result<Option<Told>, Refusal> {
    let kind = text(body, &["type"]).ok_or(Refusal::Unreadable)?;
    let object = body.get("data").and_then(|data| data.get("object"));
    let object = object.ok_or(Refusal::Unreadable)?;
    let happening = match kind.split_once('.') {
        Some(("report", what)) => of_report(what, object),
        Some(("invitation", "created" | "completed")) => Happening::Started,
        Some(("invitation", "expired")) => Happening::Expired,
        Some(("invitation", "deleted")) => Happening::Answered(Answer::Unable),
        _ => return Ok(None),
    };
    Ok(Some(Told {
        step: id(object, &["id"]).ok_or(Refusal::Unreadable)?.to_owned(),
        at: time(body, &["created_at"]),
        happening,
        id: id(body, &["id"]).ok_or(Refusal::Unreadable)?.to_owned(),
    }))
}

fn of_report(what: &str, object: &Value) -> Happening {
    match what {
        "disputed" => Happening::Disputed,
        "canceled" => Happening::Answered(Answer::Unable),
        "created" | "suspended" | "resumed" | "paused" | "engaged" => of_words(object, true),
        _ => of_words(object, false),
    }
}

/// The result, or where none is given, the status; older reports had the result as their status.
fn of_words(object: &Value, going_on: bool) -> Happening {
    let status = text(object, &["status"]);
    let words = text(object, &["result"]).or(status);
    match (status, words) {
        (Some("dispute" | "disputed"), _) => Happening::Disputed,
        (Some("canceled"), _) => Happening::Answered(Answer::Unable),
        // What goes on has no answer, whatever stands in the field that is to hold it.
        (Some("pending" | "suspended" | "paused"), _) => Happening::Started,
        (_, Some("clear")) => Happening::Answered(Answer::Clear),
        (_, Some("consider")) => Happening::Answered(Answer::Consider),
        (_, None) if going_on => Happening::Started,
        (_, Some("complete") | None) => unread("a report without its result"),
        (_, Some(other)) => unread(other),
    }
}
