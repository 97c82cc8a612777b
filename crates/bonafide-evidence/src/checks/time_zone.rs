//! Does the browser keep the time of the claimed place?

use crate::place_name::place_name;
use crate::zone::{Apart, apart};
use crate::{Answer, Check};
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "time-zone",
    question: "Does the browser keep the time of the claimed place?",
    rationale: "A VPN changes the address and leaves the clock. A clock far from the claimed place \
                says that the person, or their computer, is or was elsewhere.",
    source: "Clocks unlike the claimed place are weak and easily set, grade C, and \
             corroborate beside network and phone of a third place: US State, Treasury and \
             FBI advisory of 16 May 2022; Security Alliance",
    innocent: &[
        "people apply while they travel, study or visit family elsewhere",
        "a computer keeps the zone of the office or of the home left behind",
        "people who work with another zone's team set their clock to it",
        "people apply before they move to the claimed place",
    ],
    verify: "Offer everyone alike interview times in the claimed zone's working hours, and ask \
             where they will work from.",
    levels: &["near", "far"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let application = subject.application;
    let reported = application.session.as_ref().and_then(|session| session.time_zone.as_deref());
    let (Some(reported), Some(home)) = (reported, &subject.home) else { return Answer::Unknown };
    if subject.by_agency {
        return Answer::Unknown;
    }
    let Some(apart) = apart(reported, &home.zones, application.submitted_at) else {
        return Answer::Unknown;
    };
    let observed = format!("browser's time zone {reported}");
    let (level, hours) = match apart {
        Apart::Same => {
            let summary = "browser keeps the time of the claimed place";
            return Answer::clear(summary, place_name(home), observed);
        }
        Apart::Near(hours) => ("near", hours),
        Apart::Far(hours) => ("far", hours),
    };
    let summary = format!("browser's clock is {hours} h from that of the claimed place");
    Answer::noted(level, summary, place_name(home), observed)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, expect, portland, summary, united_states};

    const TOKYO: &str = r#"{"session": {"time_zone": "Asia/Tokyo"}}"#;

    #[test]
    fn answers() {
        let agency = r#"{"session": {"time_zone": "Asia/Tokyo"}, "source": {"agency": "A"}}"#;
        expect(
            &CHECK,
            &[
                (
                    "at home",
                    r#"{"session": {"time_zone": "America/Los_Angeles"}}"#,
                    |s| s.home = portland(),
                    Want::Clear,
                ),
                (
                    "another city's name, same clock",
                    r#"{"session": {"time_zone": "America/Vancouver"}}"#,
                    |s| s.home = portland(),
                    Want::Clear,
                ),
                (
                    "a zone further",
                    r#"{"session": {"time_zone": "America/Denver"}}"#,
                    |s| s.home = portland(),
                    Want::Noted("near"),
                ),
                ("across the ocean", TOKYO, |s| s.home = portland(), Want::Noted("far")),
                (
                    "any zone of a large country",
                    r#"{"session": {"time_zone": "America/Boise"}}"#,
                    |s| s.home = united_states(),
                    Want::Clear,
                ),
                (
                    "a privacy browser",
                    r#"{"session": {"time_zone": "UTC"}}"#,
                    |s| s.home = portland(),
                    Want::Unknown,
                ),
                (
                    "no zone",
                    r#"{"session": {"time_zone": "nowhere"}}"#,
                    |s| s.home = portland(),
                    Want::Unknown,
                ),
                ("no session", "{}", |s| s.home = portland(), Want::Unknown),
                ("no place", TOKYO, |_| {}, Want::Unknown),
                ("the agency's browser", agency, |s| s.home = portland(), Want::Unknown),
            ],
        );
    }

    #[test]
    fn says_how_far() {
        let summary = summary(&CHECK, TOKYO, |s| s.home = portland());
        assert_eq!(summary, "browser's clock is 16 h from that of the claimed place");
    }
}
