//! Can the applicant have travelled between the places where they were seen?

use crate::network_place::{shown, tells_place_at_once};
use crate::territory::same_country;
use crate::{Answer, Check};
use bonafide_application::Place;
use bonafide_reference::{Network, Spot, Subject, distance_km};
use jiff::Timestamp;

pub(crate) const CHECK: Check = Check {
    name: "travel",
    question: "Can the applicant have travelled between the places where they were seen?",
    rationale: "One person cannot be on two continents within two hours. Only lines at homes, \
                offices and campuses count: an exit of a VPN, data centre or relay moves at once, \
                and a roaming telephone is seen at home.",
    source: "One account from many countries in short time, grade B: US State, Treasury and \
             FBI advisory of 16 May 2022; 900 km/h is the cruising speed of an airliner",
    innocent: &[
        "a company's or a family's network leaves in another country for some devices",
        "address ranges are re-assigned, and tables of countries are behind",
        "somebody else joined in the applicant's place for a minute, to say that they are late",
        "the time of one session was recorded in a wrong zone",
    ],
    verify: "Ask everyone alike from where they joined each session, and hold the next one at a \
             place of the employer.",
    levels: &["faster-than-flight"],
    ask,
};

/// Cruising speed of an airliner.
const KM_PER_HOUR_MAX: f32 = 900.0;

/// Errors of tables of networks are not held against anyone up to here.
const FARTHER_THAN_KM: f32 = 500.0;

/// Half the circumference of the earth: no two places are farther apart.
const HALF_AROUND_KM: f32 = 20_100.0;

struct Sighting<'a> {
    at: Timestamp,
    network: &'a Network,
    what: &'static str,
}

fn ask(subject: &Subject<'_>) -> Answer {
    let sightings = sightings(subject);
    let mut reachable: Option<&Sighting<'_>> = None;
    for pair in sightings.windows(2) {
        let [before, after] = pair else { continue };
        let farthest_km = hours(before.at, after.at) * KM_PER_HOUR_MAX;
        if farthest_km >= HALF_AROUND_KM
            && before.network.country.and(after.network.country).is_some()
        {
            reachable = Some(after);
            continue;
        }
        match apart_km(subject, before.network, after.network) {
            None => {}
            Some(km) if km > FARTHER_THAN_KM && km > farthest_km => {
                return noted(before, after, km);
            }
            Some(_) => reachable = Some(after),
        }
    }
    reachable.map_or(Answer::Unknown, |last| {
        let summary = "the places of all sessions can be reached in the time between";
        Answer::clear(summary, "", format!("{}: {}", last.what, shown(last.network)))
    })
}

fn sightings<'a>(subject: &'a Subject<'_>) -> Vec<Sighting<'a>> {
    let mut sightings = Vec::new();
    let application = subject.network.as_ref().filter(|_| !subject.by_agency);
    if let Some(network) = application.filter(|network| tells_place_at_once(network)) {
        let at = subject.application.submitted_at;
        sightings.push(Sighting { at, network, what: "application" });
    }
    for (event, network) in subject.application.events.iter().zip(&subject.event_networks) {
        if let Some(network) = network.as_ref().filter(|network| tells_place_at_once(network)) {
            sightings.push(Sighting { at: event.at, network, what: "later session" });
        }
    }
    sightings.sort_by_key(|sighting| sighting.at);
    sightings
}

/// Kilometres at least between two networks: 0 within one country, unless points are known.
fn apart_km(subject: &Subject<'_>, a: &Network, b: &Network) -> Option<f32> {
    let (from, to) = (a.country?, b.country?);
    if let (Some(from), Some(to)) = (a.spot, b.spot) {
        return Some(distance_km(&from, &to));
    }
    if same_country(from, to) {
        return Some(0.0);
    }
    Some(distance_km(&spot(subject, a)?, &spot(subject, b)?))
}

fn spot(subject: &Subject<'_>, network: &Network) -> Option<Spot> {
    let country = Place { city: None, region: None, country_code: network.country };
    network.spot.or_else(|| subject.tables.places.find(&country).map(|place| place.spot))
}

fn hours(before: Timestamp, after: Timestamp) -> f32 {
    after.duration_since(before).as_secs_f32() / 3_600.0
}

fn noted(before: &Sighting<'_>, after: &Sighting<'_>, km: f32) -> Answer {
    let minutes = after.at.duration_since(before.at).as_mins();
    let summary = format!("two sessions at least {km:.0} km apart within {minutes} minutes");
    let claim = format!("{}: {}", before.what, shown(before.network));
    Answer::noted(
        "faster-than-flight",
        summary,
        claim,
        format!("{}: {}", after.what, shown(after.network)),
    )
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, expect, network, summary};
    use bonafide_reference::NetworkKind::{Access, Mobile, Vpn};
    use bonafide_reference::{Network, NetworkKind, Spot, Subject};

    const SOON: &str = r#"{"events": [{"kind": "interview", "at": "2026-06-15T13:00:00Z"}]}"#;
    const LATER: &str = r#"{"events": [{"kind": "interview", "at": "2026-06-17T13:00:00Z"}]}"#;

    fn portland(kind: NetworkKind) -> Option<Network> {
        let spot = Some(Spot { latitude: 45.5, longitude: -122.7, radius_km: 50.0 });
        network("US", kind).map(|network| Network { spot, ..network })
    }

    fn tokyo(kind: NetworkKind) -> Option<Network> {
        let spot = Some(Spot { latitude: 35.7, longitude: 139.7, radius_km: 50.0 });
        network("JP", kind).map(|network| Network { spot, ..network })
    }

    fn two(subject: &mut Subject<'_>) {
        subject.network = portland(Access);
        subject.event_networks = vec![tokyo(Access)];
    }

    #[test]
    fn answers() {
        let agency = r#"{"source": {"agency": "A"},
            "events": [{"kind": "interview", "at": "2026-06-15T13:00:00Z"}]}"#;
        expect(
            &CHECK,
            &[
                ("an ocean in an hour", SOON, two, Want::Noted("faster-than-flight")),
                ("an ocean in two days", LATER, two, Want::Clear),
                (
                    "the same country",
                    SOON,
                    |s| {
                        s.network = network("US", Access);
                        s.event_networks = vec![network("US", Access)];
                    },
                    Want::Clear,
                ),
                (
                    "a VPN in between",
                    SOON,
                    |s| {
                        s.network = portland(Access);
                        s.event_networks = vec![tokyo(Vpn)];
                    },
                    Want::Unknown,
                ),
                (
                    "a telephone that roams",
                    SOON,
                    |s| {
                        s.network = portland(Mobile);
                        s.event_networks = vec![tokyo(Access)];
                    },
                    Want::Unknown,
                ),
                ("seen once", "{}", |s| s.network = portland(Access), Want::Unknown),
                ("the agency applied", agency, two, Want::Unknown),
            ],
        );
    }

    #[test]
    fn says_distance_and_time() {
        let summary = summary(&CHECK, SOON, two);
        assert_eq!(summary, "two sessions at least 7691 km apart within 60 minutes");
    }
}
