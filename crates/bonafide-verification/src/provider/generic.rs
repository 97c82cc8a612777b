//! The generic adapter: any provider, in the words of docs/guide/verification.md.

use super::{Refusal, Told, id, text, time, unread};
use crate::step::{Answer, Happening};
use serde_json::Value;

/// Reads a body such as `{"type": "step.changed", "step": "s-1", "status": "clear",
/// "at": "2026-07-01T09:00:00Z"}`. Nothing where it is of no step.
pub(super) fn read(body: &Value, message: &str) -> Result<Option<Told>, Refusal> {
    if text(body, &["type"]).ok_or(Refusal::Unreadable)? != "step.changed" {
        return Ok(None);
    }
    let happening = match text(body, &["status"]).unwrap_or("a message without a status") {
        "in-progress" => Happening::Started,
        "clear" => Happening::Answered(Answer::Clear),
        "consider" => Happening::Answered(Answer::Consider),
        "unable" => Happening::Answered(Answer::Unable),
        "expired" => Happening::Expired,
        "disputed" => Happening::Disputed,
        "reopened" => Happening::Reopened,
        other => unread(other),
    };
    Ok(Some(Told {
        step: id(body, &["step"]).ok_or(Refusal::Unreadable)?.to_owned(),
        at: time(body, &["at"]),
        happening,
        id: message.to_owned(),
    }))
}
