//! Was the interview held over a network like that of the application?

use crate::interviews::interviews;
use crate::network_place::{is_chosen_exit, shown, tells_place};
use crate::territory::same_country;
use crate::{Answer, Check};
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "interview-network",
    question: "Was the interview held over a network like that of the application?",
    rationale: "Where one person applies and another is interviewed, the two sit in different \
                places. Where the application came over an agency, a relay or no known network, \
                the claimed country stands in for it.",
    source: "Network unlike the claimed place corroborates when it repeats across sessions, \
             grades C to B: LevelBlue; Recorded Future Insikt; DTEX",
    innocent: &[
        "people are interviewed while they travel or visit family",
        "an interview is taken at work, through the employer's VPN or data centre",
        "a VPN kept on for privacy was off when the form was filled in",
        "people move between the application and the interview",
    ],
    verify: "Ask everyone alike from where they join, and hold one session at a place of the \
             employer.",
    levels: &["hosted", "other-country"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let form =
        subject.network.as_ref().filter(|network| !subject.by_agency && tells_place(network));
    let form = form.and_then(|network| Some((network, network.country?)));
    let home = subject.home.as_ref().map(|home| home.country);
    let before = form.map(|(_, country)| country).or(home);
    let claim = || match (form, before) {
        (Some((network, _)), _) => shown(network),
        (None, Some(country)) => format!("claimed place in {country}"),
        (None, None) => String::new(),
    };
    let mut hosted = None;
    let mut same = None;
    for (_, network) in interviews(subject) {
        let Some(network) = network else { continue };
        if is_chosen_exit(network) {
            hosted = hosted.or(Some(network));
        } else if let (Some(before), Some(now)) = (before, network.country)
            && tells_place(network)
        {
            if !same_country(before, now) {
                let what =
                    if form.is_some() { "the form was sent from" } else { "claimed place is in" };
                let summary = format!("interview was held from {now}, {what} {before}");
                return Answer::noted("other-country", summary, claim(), shown(network));
            }
            same = same.or(Some(network));
        }
    }
    if let Some(network) = hosted.filter(|_| form.is_some()) {
        let summary = "interview was held through a VPN or data centre, the form was not sent so";
        return Answer::noted("hosted", summary, claim(), shown(network));
    }
    same.map_or(Answer::Unknown, |network| {
        let summary = "interview was held from the country of the application";
        Answer::clear(summary, claim(), shown(network))
    })
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, expect, network, portland, summary};
    use bonafide_reference::NetworkKind::{Access, Campus, Mobile, Relay, Vpn};
    use bonafide_reference::Subject;

    const ONE: &str = r#"{"events": [{"kind": "interview", "at": "2026-07-01T09:00:00Z"}]}"#;
    const BY_AGENCY: &str = r#"{"source": {"agency": "A"},
        "events": [{"kind": "interview", "at": "2026-07-01T09:00:00Z"}]}"#;
    const SHIPPED: &str = r#"{"events": [{"kind": "shipment", "at": "2026-07-01T09:00:00Z"}]}"#;

    fn abroad(subject: &mut Subject<'_>) {
        subject.network = network("US", Access);
        subject.event_networks = vec![network("DE", Access)];
    }

    #[test]
    fn answers() {
        expect(
            &CHECK,
            &[
                ("from another country", ONE, abroad, Want::Noted("other-country")),
                (
                    "from home, by telephone",
                    ONE,
                    |s| {
                        s.network = network("US", Access);
                        s.event_networks = vec![network("US", Mobile)];
                    },
                    Want::Clear,
                ),
                (
                    "through an employer's VPN",
                    ONE,
                    |s| {
                        s.network = network("US", Access);
                        s.event_networks = vec![network("US", Vpn)];
                    },
                    Want::Noted("hosted"),
                ),
                (
                    "a VPN both times",
                    ONE,
                    |s| {
                        s.network = network("US", Vpn);
                        s.event_networks = vec![network("NL", Vpn)];
                    },
                    Want::Unknown,
                ),
                (
                    "a relay",
                    ONE,
                    |s| {
                        s.network = network("US", Access);
                        s.event_networks = vec![network("CA", Relay)];
                    },
                    Want::Unknown,
                ),
                (
                    "the agency applied, the applicant was at home",
                    BY_AGENCY,
                    |s| {
                        (s.home, s.network) = (portland(), network("IN", Access));
                        s.event_networks = vec![network("US", Campus)];
                    },
                    Want::Clear,
                ),
                (
                    "the agency applied, the applicant was elsewhere",
                    BY_AGENCY,
                    |s| {
                        (s.home, s.network) = (portland(), network("IN", Access));
                        s.event_networks = vec![network("DE", Access)];
                    },
                    Want::Noted("other-country"),
                ),
                ("no interview", SHIPPED, abroad, Want::Unknown),
            ],
        );
    }

    #[test]
    fn says_both_countries() {
        let summary = summary(&CHECK, ONE, abroad);
        assert_eq!(summary, "interview was held from DE, the form was sent from US");
    }
}
