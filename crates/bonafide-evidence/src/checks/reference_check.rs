//! Did the references confirm the work together?

use crate::provider_result::{LEVELS, answer};
use crate::{Answer, Check};
use bonafide_application::EventKind;
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "reference-check",
    question: "Did the references confirm the work together?",
    rationale: "A reference who never worked with the applicant is strong evidence; a warm one is weak, \
                since references are invented along with the rest.",
    source: "References found independently who deny are grade A, confirmations are weak: US \
             State, Treasury and FBI advisory of 16 May 2022",
    innocent: &[
        "the reference mixed up two people, or knew the applicant under another name",
        "company policy allows no more than dates",
        "the two parted in anger",
        "somebody else picked up the telephone",
    ],
    verify: "Call the company at a number that you found yourself, and ask for a second reference from \
             everyone alike.",
    levels: LEVELS,
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    answer(subject, EventKind::ReferenceCheck, "reference check")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, expect, summary};

    const FAILED: &str = r#"{"events": [
        {"kind": "reference_check", "at": "2026-07-01T09:00:00Z", "result": "failed"}]}"#;
    const MENDED: &str = r#"{"events": [
        {"kind": "reference_check", "at": "2026-07-09T09:00:00Z", "result": "clear"},
        {"kind": "reference_check", "at": "2026-07-01T09:00:00Z", "result": "failed"},
        {"kind": "reference_check", "at": "2026-07-10T09:00:00Z", "result": "unable"}]}"#;
    const CONSIDER: &str = r#"{"events": [
        {"kind": "reference_check", "at": "2026-07-01T09:00:00Z", "result": "consider"}]}"#;
    const UNABLE: &str = r#"{"events": [
        {"kind": "reference_check", "at": "2026-07-01T09:00:00Z", "result": "unable"}]}"#;
    const PENDING: &str = r#"{"events": [
        {"kind": "reference_check", "at": "2026-07-01T09:00:00Z"},
        {"kind": "interview", "at": "2026-07-02T09:00:00Z", "result": "failed"}]}"#;

    #[test]
    fn answers() {
        expect(
            &CHECK,
            &[
                ("denied", FAILED, |_| {}, Want::Noted("failed")),
                ("to be looked at", CONSIDER, |_| {}, Want::Noted("consider")),
                ("confirmed at the second try", MENDED, |_| {}, Want::Clear),
                ("no answer could be had", UNABLE, |_| {}, Want::Unknown),
                ("no answer yet", PENDING, |_| {}, Want::Unknown),
                ("never asked", "{}", |_| {}, Want::Unknown),
            ],
        );
    }

    #[test]
    fn says_what_was_asked() {
        let summary = summary(&CHECK, FAILED, |_| {});
        assert_eq!(summary, "reference check denied what was claimed");
    }
}
