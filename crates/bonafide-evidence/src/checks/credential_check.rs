//! Did the school or registrar confirm the credential?

use crate::provider_result::{LEVELS, answer};
use crate::{Answer, Check};
use bonafide_application::EventKind;
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "credential-check",
    question: "Did the school or registrar confirm the credential?",
    rationale: "A registrar who has no such graduate is strong evidence that the credential was not \
                earned, though not of whose identity it is.",
    source: "A school that will not confirm is grade A if it denies and nothing if it does \
             not answer: US State, Treasury and FBI advisory of 16 May 2022",
    innocent: &[
        "the registrar searched under another name or spelling",
        "the school was renamed, merged or closed",
        "the degree was finished and is withheld for a fee",
        "privacy rules forbade a full answer",
    ],
    verify: "Ask the applicant for the certificate or a verification link of the school, and the registrar \
             under every name given.",
    levels: LEVELS,
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    answer(subject, EventKind::CredentialCheck, "credential check")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, expect, summary};

    const FAILED: &str = r#"{"events": [
        {"kind": "credential_check", "at": "2026-07-01T09:00:00Z", "result": "failed"}]}"#;
    const MENDED: &str = r#"{"events": [
        {"kind": "credential_check", "at": "2026-07-09T09:00:00Z", "result": "clear"},
        {"kind": "credential_check", "at": "2026-07-01T09:00:00Z", "result": "failed"},
        {"kind": "credential_check", "at": "2026-07-10T09:00:00Z", "result": "unable"}]}"#;
    const CONSIDER: &str = r#"{"events": [
        {"kind": "credential_check", "at": "2026-07-01T09:00:00Z", "result": "consider"}]}"#;
    const UNABLE: &str = r#"{"events": [
        {"kind": "credential_check", "at": "2026-07-01T09:00:00Z", "result": "unable"}]}"#;
    const PENDING: &str = r#"{"events": [
        {"kind": "credential_check", "at": "2026-07-01T09:00:00Z"},
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
        assert_eq!(summary, "credential check denied what was claimed");
    }
}
