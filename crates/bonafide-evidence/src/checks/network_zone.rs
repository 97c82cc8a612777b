//! Do the network and the browser's time zone tell of one place?

use crate::network_place::{shown, tells_place_at_once};
use crate::territory::same_country;
use crate::zone::{Apart, apart, is_placeless};
use crate::{Answer, Check};
use bonafide_application::Place;
use bonafide_reference::{Network, Subject};
use jiff::Timestamp;

pub(crate) const CHECK: Check = Check {
    name: "network-zone",
    question: "Do the network and the browser's time zone tell of one place?",
    rationale: "A line at somebody's home that another person uses from afar carries the clock of \
                the person. VPNs, data centres and relays are left out, since there the two differ \
                by design, and so are carriers, through which travellers' telephones roam.",
    source: "Use of a computer from afar is the core of a laptop farm (Recorded Future \
             Insikt; DTEX); the disagreement of clock and line alone is our judgement, grade \
             C",
    innocent: &[
        "a traveller's computer keeps the zone of home",
        "people who work with another zone's team set their clock to it",
        "the form was filled in on a computer used from afar, at work or for lack of an own one",
        "address ranges are re-assigned, and tables of countries are behind",
    ],
    verify: "Compare with network and zone of the interview; ask everyone alike where they will \
             work from.",
    levels: &["near", "far"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let session = subject.application.session.as_ref();
    let reported = session.and_then(|session| session.time_zone.as_deref());
    let (Some(reported), Some(network)) = (reported, &subject.network) else {
        return Answer::Unknown;
    };
    let Some(country) = network.country.filter(|_| tells_place_at_once(network)) else {
        return Answer::Unknown;
    };
    if subject.by_agency || is_placeless(reported) {
        return Answer::Unknown;
    }
    let at = subject.application.submitted_at;
    // Most people apply from home: its zones spare a look into the gazetteer.
    let home = subject.home.as_ref().filter(|home| same_country(home.country, country));
    if home.is_some_and(|home| apart(reported, &home.zones, at) == Some(Apart::Same)) {
        return compare(reported, home.map_or(&[], |home| &home.zones), network, at);
    }
    let place = Place { region: network.region.clone(), country_code: Some(country), city: None };
    let located = subject.tables.places.find(&place);
    compare(reported, located.as_ref().map_or(&[], |place| &place.zones), network, at)
}

fn compare(reported: &str, zones: &[String], network: &Network, at: Timestamp) -> Answer {
    let claim = format!("browser's time zone {reported}");
    let (level, hours) = match apart(reported, zones, at) {
        None => return Answer::Unknown,
        Some(Apart::Same) => {
            let summary = "browser keeps the time of the network's place";
            return Answer::clear(summary, claim, shown(network));
        }
        Some(Apart::Near(hours)) => ("near", hours),
        Some(Apart::Far(hours)) => ("far", hours),
    };
    let summary = format!("browser's clock is {hours} h from that of the network's place");
    Answer::noted(level, summary, claim, shown(network))
}

#[cfg(test)]
mod tests {
    use super::{CHECK, compare};
    use crate::Answer;
    use crate::fixture::{Want, expect, network, portland, united_states};
    use bonafide_reference::NetworkKind::{Access, Mobile, Relay, Vpn};
    use jiff::Timestamp;

    const PACIFIC: &str = r#"{"session": {"time_zone": "America/Los_Angeles"}}"#;
    const TOKYO: &str = r#"{"session": {"time_zone": "Asia/Tokyo"}}"#;

    #[test]
    fn answers() {
        let agency = r#"{"session": {"time_zone": "America/Los_Angeles"},
            "source": {"agency": "A"}}"#;
        expect(
            &CHECK,
            &[
                (
                    "at home",
                    PACIFIC,
                    |s| (s.home, s.network) = (portland(), network("US", Access)),
                    Want::Clear,
                ),
                (
                    "a VPN abroad and the clock of home",
                    PACIFIC,
                    |s| (s.home, s.network) = (portland(), network("NL", Vpn)),
                    Want::Unknown,
                ),
                (
                    "a privacy relay",
                    PACIFIC,
                    |s| (s.home, s.network) = (portland(), network("CA", Relay)),
                    Want::Unknown,
                ),
                (
                    "a telephone that roams",
                    TOKYO,
                    |s| (s.home, s.network) = (portland(), network("US", Mobile)),
                    Want::Unknown,
                ),
                (
                    "a privacy browser",
                    r#"{"session": {"time_zone": "UTC"}}"#,
                    |s| (s.home, s.network) = (portland(), network("US", Access)),
                    Want::Unknown,
                ),
                ("no network", TOKYO, |s| s.home = portland(), Want::Unknown),
                ("no zone", "{}", |s| s.network = network("US", Access), Want::Unknown),
                (
                    "the agency's",
                    agency,
                    |s| (s.home, s.network) = (portland(), network("US", Access)),
                    Want::Unknown,
                ),
            ],
        );
    }

    #[test]
    fn a_clock_far_from_the_line_is_noted() {
        let line = network("US", Access).expect("a network");
        let zones = united_states().expect("a country").zones;
        let at: Timestamp = "2026-06-15T12:00:00Z".parse().expect("a time");
        let level = |zone| match compare(zone, &zones, &line, at) {
            Answer::Noted(level, _) => level,
            Answer::Clear(_) => "clear",
            Answer::Unknown => "unknown",
        };
        assert_eq!(level("Asia/Tokyo"), "far");
        assert_eq!(level("America/Halifax"), "near");
        assert_eq!(level("America/Chicago"), "clear");
    }
}
