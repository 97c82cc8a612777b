//! Does the interview's clock agree with that of the application?

use crate::interviews::interviews;
use crate::zone::{Apart, apart, is_placeless};
use crate::{Answer, Check};
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "interview-zone",
    question: "Does the interview's clock agree with that of the application?",
    rationale: "Where one person applies and another is interviewed, their clocks often differ. \
                Where the application's clock is not known, or an agency's, the claimed place's \
                stands in for it.",
    source: "Clocks unlike the claimed place are weak and easily set, grade C: Security \
             Alliance",
    innocent: &[
        "people are interviewed while they travel, study or visit family",
        "form and interview were done on two computers, one of them set to another zone",
        "people move between the application and the interview",
    ],
    verify: "Ask everyone alike from where they join, and offer times in the claimed zone's \
             working hours.",
    levels: &["near", "far"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let session = subject.application.session.as_ref().filter(|_| !subject.by_agency);
    let of_form = session
        .and_then(|session| session.time_zone.as_deref())
        .filter(|zone| !is_placeless(zone))
        .map(|zone| [zone.to_owned()]);
    let of_home = subject.home.as_ref().map_or(&[][..], |home| &home.zones);
    let zones = of_form.as_ref().map_or(of_home, |zone| &zone[..]);
    if zones.is_empty() {
        return Answer::Unknown;
    }
    let mut found: Option<(Apart, &str)> = None;
    for (event, _) in interviews(subject) {
        let Some(zone) = event.time_zone.as_deref() else { continue };
        let Some(apart) = apart(zone, zones, event.at) else { continue };
        if found.is_none_or(|(most, _)| hours(apart) > hours(most)) {
            found = Some((apart, zone));
        }
    }
    let Some((apart, zone)) = found else { return Answer::Unknown };
    let claim = match &of_form {
        Some([zone]) => format!("application: time zone {zone}"),
        None => "time of the claimed place".to_owned(),
    };
    let observed = format!("interview: time zone {zone}");
    let level = match apart {
        Apart::Same => {
            return Answer::clear("interview kept the application's time", claim, observed);
        }
        Apart::Near(_) => "near",
        Apart::Far(_) => "far",
    };
    let summary = format!("interview's clock is {} h from the application's", hours(apart));
    Answer::noted(level, summary, claim, observed)
}

fn hours(apart: Apart) -> f64 {
    match apart {
        Apart::Same => 0.0,
        Apart::Near(hours) | Apart::Far(hours) => hours,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, expect, portland, summary};

    const MOVED: &str = r#"{"session": {"time_zone": "America/Los_Angeles"}, "events": [
        {"kind": "interview", "at": "2026-07-01T09:00:00Z", "time_zone": "America/Los_Angeles"},
        {"kind": "interview", "at": "2026-07-02T09:00:00Z", "time_zone": "Asia/Tokyo"}]}"#;
    const SAME: &str = r#"{"session": {"time_zone": "America/Los_Angeles"}, "events": [
        {"kind": "interview", "at": "2026-07-01T09:00:00Z", "time_zone": "America/Vancouver"}]}"#;
    const JOURNEY: &str = r#"{"session": {"time_zone": "America/Los_Angeles"}, "events": [
        {"kind": "interview", "at": "2026-07-01T09:00:00Z", "time_zone": "America/Denver"}]}"#;
    const PRIVATE: &str = r#"{"session": {"time_zone": "America/Los_Angeles"}, "events": [
        {"kind": "interview", "at": "2026-07-01T09:00:00Z", "time_zone": "UTC"}]}"#;
    const BY_AGENCY: &str = r#"{"session": {"time_zone": "Asia/Kolkata"}, "events": [
        {"kind": "interview", "at": "2026-07-01T09:00:00Z", "time_zone": "America/Los_Angeles"}],
        "source": {"agency": "A"}}"#;

    #[test]
    fn answers() {
        expect(
            &CHECK,
            &[
                ("across the ocean once", MOVED, |_| {}, Want::Noted("far")),
                ("a short journey", JOURNEY, |_| {}, Want::Noted("near")),
                ("same clock", SAME, |_| {}, Want::Clear),
                ("a privacy browser", PRIVATE, |_| {}, Want::Unknown),
                ("the agency applied, home", BY_AGENCY, |s| s.home = portland(), Want::Clear),
                ("the agency applied, no place", BY_AGENCY, |_| {}, Want::Unknown),
                ("no interview", "{}", |s| s.home = portland(), Want::Unknown),
            ],
        );
    }

    #[test]
    fn says_how_far() {
        let summary = summary(&CHECK, MOVED, |_| {});
        assert_eq!(summary, "interview's clock is 16 h from the application's");
    }
}
