//! Onfido: `payload.resource_type`, `action`, `object`, `resource`, after its published
//! description of version 3.6.

use super::{Refusal, Told, id, made_id, text, time, unread};
use crate::step::{Answer, Happening};
use serde_json::Value;

/// Reads a body; nothing where it is of no step.
///
/// A workflow run tells its outcome. A check or report tells only that it is complete: its result
/// has to be read at the provider, so it is [`Happening::Unread`]. Tasks of a workflow say that it
/// goes on.
pub(super) fn read(body: &Value) -> Result<Option<Told>, Refusal> {
    let payload = body.get("payload").ok_or(Refusal::Unreadable)?;
    let kind = text(payload, &["resource_type"]).ok_or(Refusal::Unreadable)?;
    let action = text(payload, &["action"]).unwrap_or_default();
    let object = id(payload, &["object", "id"]).ok_or(Refusal::Unreadable)?;
    let status = text(payload, &["object", "status"]);
    let status = status.or_else(|| text(payload, &["resource", "status"]));
    let (step, happening) = match kind {
        "workflow_run" => (object, of_run(status)),
        "workflow_task" => {
            (id(payload, &["resource", "workflow_run_id"]).unwrap_or(object), Happening::Started)
        }
        "check" | "report" => (object, of_check(action, status)),
        _ => return Ok(None),
    };
    let paths: [&[&str]; 4] = [
        &["object", "completed_at_iso8601"],
        &["resource", "updated_at"],
        &["object", "started_at_iso8601"],
        &["resource", "created_at"],
    ];
    let found = paths.iter().find_map(|path| text(payload, path));
    // Onfido gives a message no id: what it tells of whom and when makes it the same.
    let id =
        made_id(&[kind, action, object, status.unwrap_or_default(), found.unwrap_or_default()]);
    let at = paths.iter().find_map(|path| time(payload, path));
    Ok(Some(Told { step: step.to_owned(), at, happening, id }))
}

fn of_run(status: Option<&str>) -> Happening {
    match status.unwrap_or("a workflow run without a status") {
        "processing" | "awaiting_input" | "awaiting_client_input" | "started" => Happening::Started,
        "approved" => Happening::Answered(Answer::Clear),
        // A document declined by a machine is for a person to look at, not a denial.
        "declined" | "review" => Happening::Answered(Answer::Consider),
        "error" | "cancelled" => Happening::Answered(Answer::Unable),
        "abandoned" => Happening::Expired,
        other => unread(other),
    }
}

fn of_check(action: &str, status: Option<&str>) -> Happening {
    match (action, status.unwrap_or("a check without a status")) {
        ("check.reopened" | "report.resumed", _) | (_, "reopened") => Happening::Reopened,
        ("check.withdrawn" | "report.withdrawn" | "report.cancelled", _)
        | (_, "withdrawn" | "cancelled") => Happening::Answered(Answer::Unable),
        (
            _,
            "in_progress" | "awaiting_applicant" | "awaiting_data" | "awaiting_approval" | "paused"
            | "started",
        ) => Happening::Started,
        (_, "complete" | "completed") => unread("complete; its result stands at the provider"),
        (_, other) => unread(other),
    }
}
