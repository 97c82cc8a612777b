//! Was the interview taken on the device of the application?

use crate::interviews::interviews;
use crate::{Answer, Check};
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "interview-device",
    question: "Was the interview taken on the device of the application?",
    rationale: "The same device at both stages speaks for the same person. Another device says \
                little, since most people own several and device prints change with every update.",
    source: "Our judgement, grade C: no published figure; the same device is the observation that \
             counts",
    innocent: &[
        "the form was filled in on a telephone, the interview taken on a computer",
        "an update of the browser changed the print of the device",
        "one of the two was a work, school or borrowed computer",
    ],
    verify: "Nothing alone; beside other findings, hold the next session at a place of the \
             employer.",
    levels: &["other-device"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let session = subject.application.session.as_ref().filter(|_| !subject.by_agency);
    let device = session.and_then(|session| session.device_id.as_deref()).map(str::trim);
    let Some(device) = device.filter(|device| !device.is_empty()) else { return Answer::Unknown };
    let mut other = None;
    for (event, _) in interviews(subject) {
        let Some(seen) = event.device_id.as_deref().map(str::trim) else { continue };
        if seen == device {
            let summary = "interview was taken on the device of the application";
            return Answer::clear(summary, device, seen);
        }
        other = other.or(Some(seen).filter(|seen| !seen.is_empty()));
    }
    other.map_or(Answer::Unknown, |seen| {
        let summary = "interview was taken on another device than the application";
        Answer::noted("other-device", summary, device, seen)
    })
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, expect};

    const OTHER: &str = r#"{"session": {"device_id": "d1"}, "events": [
        {"kind": "interview", "at": "2026-07-01T09:00:00Z", "device_id": "d2"}]}"#;
    const ONCE: &str = r#"{"session": {"device_id": "d1"}, "events": [
        {"kind": "interview", "at": "2026-07-01T09:00:00Z", "device_id": "d2"},
        {"kind": "interview", "at": "2026-07-02T09:00:00Z", "device_id": "d1"}]}"#;
    const EMPTY: &str = r#"{"session": {"device_id": "d1"}, "events": [
        {"kind": "interview", "at": "2026-07-01T09:00:00Z", "device_id": ""}]}"#;
    const BY_AGENCY: &str = r#"{"session": {"device_id": "d1"}, "source": {"agency": "A"},
        "events": [{"kind": "interview", "at": "2026-07-01T09:00:00Z", "device_id": "d2"}]}"#;

    #[test]
    fn answers() {
        expect(
            &CHECK,
            &[
                ("a telephone, then a computer", OTHER, |_| {}, Want::Noted("other-device")),
                ("the same device at one of two", ONCE, |_| {}, Want::Clear),
                ("no print", EMPTY, |_| {}, Want::Unknown),
                ("the agency's computer", BY_AGENCY, |_| {}, Want::Unknown),
                ("no interview", "{}", |_| {}, Want::Unknown),
            ],
        );
    }
}
