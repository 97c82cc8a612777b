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

/// Holds the check of one kind of event to the answers that each sequence of results asks for.
#[cfg(test)]
#[track_caller]
pub(crate) fn expect_answers(check: &crate::Check, kind: &str, what: &str) {
    use crate::fixture::{Want, expect, summary};

    let events = |results: &[(&str, &str)]| {
        let event = |(day, result): &(&str, &str)| {
            format!(r#"{{"kind": "{kind}", "at": "2026-07-{day}T09:00:00Z"{result}}}"#)
        };
        let events: Vec<String> = results.iter().map(event).collect();
        format!(r#"{{"events": [{}]}}"#, events.join(", "))
    };
    let (clear, consider) = (r#", "result": "clear""#, r#", "result": "consider""#);
    let (failed, unable) = (r#", "result": "failed""#, r#", "result": "unable""#);
    let denied = events(&[("01", failed)]);
    expect(
        check,
        &[
            ("denied", &denied, |_| {}, Want::Noted("failed")),
            ("to be looked at", &events(&[("01", consider)]), |_| {}, Want::Noted("consider")),
            (
                "confirmed at the second try",
                &events(&[("09", clear), ("01", failed), ("10", unable)]),
                |_| {},
                Want::Clear,
            ),
            ("no answer could be had", &events(&[("01", unable)]), |_| {}, Want::Unknown),
            ("no answer yet", &events(&[("01", "")]), |_| {}, Want::Unknown),
            (
                "another kind of event",
                r#"{"events": [{"kind": "interview", "at": "2026-07-02T09:00:00Z",
                    "result": "failed"}]}"#,
                |_| {},
                Want::Unknown,
            ),
            ("never asked", "{}", |_| {}, Want::Unknown),
        ],
    );
    assert_eq!(summary(check, &denied, |_| {}), format!("{what} denied what was claimed"));
}
