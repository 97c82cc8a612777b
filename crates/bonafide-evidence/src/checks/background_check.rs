//! Did the background check confirm the history?

use crate::provider_result::{LEVELS, answer};
use crate::{Answer, Check};
use bonafide_application::EventKind;
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "background-check",
    question: "Did the background check confirm the history?",
    rationale: "A background check that denies a job or an identity number is strong evidence. That it \
                finds nothing is weak: a borrowed identity has a real history.",
    source: "Stolen identities pass background checks (KnowBe4, 2024); a confirmed negative \
             is grade A: US State, Treasury and FBI advisory of 16 May 2022",
    innocent: &[
        "records of two people of one name were mixed up",
        "a former employer closed, merged, or keeps no records so long",
        "people who came recently have little history in the country",
        "an entry is disputed or out of date",
    ],
    verify: "Give the applicant the report and time to answer it, as the law asks, before anything follows \
             from it.",
    levels: LEVELS,
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    answer(subject, EventKind::BackgroundCheck, "background check")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, expect, summary};

    const FAILED: &str = r#"{"events": [
        {"kind": "background_check", "at": "2026-07-01T09:00:00Z", "result": "failed"}]}"#;
    const MENDED: &str = r#"{"events": [
        {"kind": "background_check", "at": "2026-07-09T09:00:00Z", "result": "clear"},
        {"kind": "background_check", "at": "2026-07-01T09:00:00Z", "result": "failed"},
        {"kind": "background_check", "at": "2026-07-10T09:00:00Z", "result": "unable"}]}"#;
    const CONSIDER: &str = r#"{"events": [
        {"kind": "background_check", "at": "2026-07-01T09:00:00Z", "result": "consider"}]}"#;
    const UNABLE: &str = r#"{"events": [
        {"kind": "background_check", "at": "2026-07-01T09:00:00Z", "result": "unable"}]}"#;
    const PENDING: &str = r#"{"events": [
        {"kind": "background_check", "at": "2026-07-01T09:00:00Z"},
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
        assert_eq!(summary, "background check denied what was claimed");
    }
}
