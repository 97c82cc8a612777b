//! The latest answer of a provider, registrar or reference to one kind of question.

use crate::Answer;
use crate::day::day;
use bonafide_application::{CheckResult, Event, EventKind};
use bonafide_reference::Subject;

/// Levels that a provider's answer can have.
pub(crate) const LEVELS: &[&str] = &["consider", "failed"];

/// Turns the latest answer of a kind into a check's. An answer that could not be had says
/// nothing, and does not undo one that was.
pub(crate) fn answer(subject: &Subject<'_>, kind: EventKind, what: &str) -> Answer {
    let Some((event, result)) = latest(&subject.application.events, kind) else {
        return Answer::Unknown;
    };
    let observed = format!("{what} of {}", day(event.at));
    match result {
        CheckResult::Unable => Answer::Unknown,
        CheckResult::Clear => {
            Answer::clear(format!("{what} confirmed what was claimed"), "", observed)
        }
        CheckResult::Consider => {
            let summary = format!("{what} found something to be looked at");
            Answer::noted("consider", summary, "", observed)
        }
        CheckResult::Failed => {
            Answer::noted("failed", format!("{what} denied what was claimed"), "", observed)
        }
    }
}

fn latest(events: &[Event], kind: EventKind) -> Option<(&Event, CheckResult)> {
    events
        .iter()
        .filter(|event| event.kind == kind)
        .filter_map(|event| Some((event, event.result?)))
        .filter(|(_, result)| *result != CheckResult::Unable)
        .max_by_key(|(event, _)| event.at)
}
