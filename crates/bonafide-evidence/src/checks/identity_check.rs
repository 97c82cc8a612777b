//! Was the identity document confirmed?

use crate::provider_result::{LEVELS, answer};
use crate::{Answer, Check};
use bonafide_application::EventKind;
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "identity-check",
    question: "Was the identity document confirmed?",
    rationale: "An identity provider that finds a document altered, or another person before the camera, is \
                strong evidence. That it finds nothing is weak: borrowed documents pass.",
    source: "Passing is not exculpatory, applicants of known cases passed (KnowBe4, 2024; \
             c/side); a confirmed negative is grade A",
    innocent: &[
        "the camera or the light was poor, or the document worn",
        "the document is of a kind or country that the provider reads badly",
        "a name changed since the document was issued",
    ],
    verify: "Read the provider's reasons, and offer everyone alike a second try in person or with another \
             document.",
    levels: LEVELS,
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    answer(subject, EventKind::IdentityCheck, "identity check")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, expect, summary};

    const FAILED: &str = r#"{"events": [
        {"kind": "identity_check", "at": "2026-07-01T09:00:00Z", "result": "failed"}]}"#;
    const MENDED: &str = r#"{"events": [
        {"kind": "identity_check", "at": "2026-07-09T09:00:00Z", "result": "clear"},
        {"kind": "identity_check", "at": "2026-07-01T09:00:00Z", "result": "failed"},
        {"kind": "identity_check", "at": "2026-07-10T09:00:00Z", "result": "unable"}]}"#;
    const CONSIDER: &str = r#"{"events": [
        {"kind": "identity_check", "at": "2026-07-01T09:00:00Z", "result": "consider"}]}"#;
    const UNABLE: &str = r#"{"events": [
        {"kind": "identity_check", "at": "2026-07-01T09:00:00Z", "result": "unable"}]}"#;
    const PENDING: &str = r#"{"events": [
        {"kind": "identity_check", "at": "2026-07-01T09:00:00Z"},
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
        assert_eq!(summary, "identity check denied what was claimed");
    }
}
