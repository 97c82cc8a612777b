//! Is equipment to be sent to the claimed place?

use crate::place_name::place_name;
use crate::territory::same_country;
use crate::{Answer, Check};
use bonafide_application::{Address, EventKind, fold};
use bonafide_reference::{Located, Precision, Subject, distance_km};

pub(crate) const CHECK: Check = Check {
    name: "shipment-address",
    question: "Is equipment to be sent to the claimed place?",
    rationale: "A laptop that is to work at the claimed place is sent there. Laptop farms receive \
                them in other cities; forwarders send them on, across borders.",
    source: "Equipment to an address other than claimed, changed late, or of a forwarder, \
             grade B: US State, Treasury and FBI advisory of 16 May 2022; Recorded Future \
             Insikt",
    innocent: &[
        "parents, a partner or a neighbor receive parcels for people who are out at work",
        "people move between the application and the first day",
        "people collect parcels where they are on a journey, or at an office",
        "in some places mail comes to a box only, and some streets are named for freight",
    ],
    verify: "Ask everyone alike to receive equipment in person, with an identity document, or to \
             collect it at a place of the employer.",
    levels: &["other-city", "other-region", "other-country", "forwarder"],
    ask,
};

/// Two addresses closer than this are one city and its suburbs.
const NEAR_KM: f32 = 60.0;

/// Words of a street line, folded, that name a rented box or a forwarding service.
const FORWARDING: [&str; 17] = [
    "cargo",
    "consolidator",
    "forwarder",
    "forwarding",
    "freight",
    "logistics",
    "mail center",
    "mailbox",
    "mailboxes",
    "p o box",
    "parcel",
    "pmb",
    "po box",
    "private mailbox",
    "reship",
    "reshipping",
    "ups store",
];

/// How a shipment's place relates to the claimed one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Relation {
    Same,
    OtherCity,
    OtherRegion,
    OtherCountry,
    Forwarder,
}

fn ask(subject: &Subject<'_>) -> Answer {
    let claimed = &subject.application.applicant.address;
    let mut strongest: Option<(Relation, usize)> = None;
    for (n, event) in subject.application.events.iter().enumerate() {
        if event.kind != EventKind::Shipment {
            continue;
        }
        let place = subject.event_places.get(n).and_then(Option::as_ref);
        let relation = relate(subject, claimed, &event.address, place);
        let stronger = |relation: &Relation| strongest.is_none_or(|(most, _)| *relation > most);
        if let Some(relation) = relation.filter(stronger) {
            strongest = Some((relation, n));
        }
    }
    let Some((relation, n)) = strongest else { return Answer::Unknown };
    answer(subject, relation, n)
}

fn relate(
    subject: &Subject<'_>,
    claimed: &Address,
    shipment: &Address,
    place: Option<&Located>,
) -> Option<Relation> {
    let street = shipment.street.as_deref().map(fold).unwrap_or_default();
    let is_claimed =
        !street.is_empty() && joined(claimed.street.as_ref()) == street.replace(' ', "");
    let city = joined(claimed.city.as_ref());
    if is_claimed && !city.is_empty() && city == joined(shipment.city.as_ref()) {
        return Some(Relation::Same);
    }
    if !is_claimed && is_forwarding(&street) {
        return Some(Relation::Forwarder);
    }
    // An agency may have given its own address for the applicant's.
    if subject.by_agency {
        return None;
    }
    let (Some(home), Some(place)) = (&subject.home, place) else { return None };
    if !same_country(home.country, place.country) {
        return Some(Relation::OtherCountry);
    }
    let least = home.precision.min(place.precision);
    let other_region = match (&home.region, &place.region) {
        (Some(a), Some(b)) => a != b,
        _ => false,
    };
    let near = distance_km(&home.spot, &place.spot) <= NEAR_KM;
    match least {
        Precision::Country => None,
        Precision::Region | Precision::City if near => Some(Relation::Same),
        Precision::Region | Precision::City if other_region => Some(Relation::OtherRegion),
        Precision::Region => Some(Relation::Same),
        Precision::City => Some(Relation::OtherCity),
    }
}

/// Folded without spaces, so that `P.O. Box` and `PO Box` are one.
fn joined(text: Option<&String>) -> String {
    text.map(|text| fold(text).replace(' ', "")).unwrap_or_default()
}

fn is_forwarding(street: &str) -> bool {
    let padded = format!(" {street} ");
    FORWARDING.iter().any(|word| {
        padded.match_indices(word).any(|(at, word)| {
            padded[..at].ends_with(' ') && padded[at + word.len()..].starts_with(' ')
        })
    })
}

fn answer(subject: &Subject<'_>, relation: Relation, n: usize) -> Answer {
    let home = subject.home.as_ref().map(place_name).unwrap_or_default();
    let address = subject.application.events.get(n).map(|event| &event.address);
    let observed = address.map(shown).unwrap_or_default();
    let to = subject.event_places.get(n).and_then(Option::as_ref).map(place_name);
    let to = to.unwrap_or_default();
    let level = match relation {
        Relation::Same => {
            return Answer::clear("equipment goes to the claimed place", home, observed);
        }
        Relation::Forwarder => {
            let summary = "equipment goes to a rented box or a forwarding service";
            return Answer::noted("forwarder", summary, home, observed);
        }
        Relation::OtherCity => "other-city",
        Relation::OtherRegion => "other-region",
        Relation::OtherCountry => "other-country",
    };
    let summary = format!("equipment goes to {to}, claimed place is {home}");
    Answer::noted(level, summary, home, observed)
}

fn shown(address: &Address) -> String {
    let place = address.place().show();
    match address.street.as_deref() {
        Some(street) if place.is_empty() => street.to_owned(),
        Some(street) => format!("{street}, {place}"),
        None => place,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, austin, berlin, city, expect, portland, summary, united_states};
    use bonafide_reference::Located;

    const SENT: &str = r#"{"events": [{"kind": "shipment", "at": "2026-07-01T09:00:00Z",
        "address": {"street": "12 Elm Street", "city": "X"}}]}"#;
    const BOX: &str = r#"{"events": [{"kind": "shipment", "at": "2026-07-01T09:00:00Z",
        "address": {"street": "900 Commerce Way, Suite #B-104 PMB 7"}}]}"#;
    const OWN_BOX: &str = r#"{"applicant": {"address": {"street": "P.O. Box 12", "city": "Bly"}},
        "events": [{"kind": "shipment", "at": "2026-07-01T09:00:00Z",
        "address": {"street": "PO Box 12", "city": "bly"}}]}"#;
    const BY_AGENCY: &str = r#"{"source": {"agency": "A"}, "events": [{"kind": "shipment",
        "at": "2026-07-01T09:00:00Z", "address": {"street": "12 Elm Street"}}]}"#;

    fn eugene() -> Option<Located> {
        city("US", "OR", "Eugene", (44.05, -123.09), "America/Los_Angeles")
    }

    fn vancouver() -> Option<Located> {
        city("US", "WA", "Vancouver", (45.63, -122.67), "America/Los_Angeles")
    }

    #[test]
    fn answers() {
        expect(
            &CHECK,
            &[
                (
                    "home",
                    SENT,
                    |s| (s.home, s.event_places) = (portland(), vec![portland()]),
                    Want::Clear,
                ),
                (
                    "a suburb in the next state",
                    SENT,
                    |s| (s.home, s.event_places) = (portland(), vec![vancouver()]),
                    Want::Clear,
                ),
                (
                    "to parents in another city",
                    SENT,
                    |s| (s.home, s.event_places) = (portland(), vec![eugene()]),
                    Want::Noted("other-city"),
                ),
                (
                    "another state",
                    SENT,
                    |s| (s.home, s.event_places) = (portland(), vec![austin()]),
                    Want::Noted("other-region"),
                ),
                (
                    "another country",
                    SENT,
                    |s| (s.home, s.event_places) = (portland(), vec![berlin()]),
                    Want::Noted("other-country"),
                ),
                ("mail comes to a box only, as claimed", OWN_BOX, |_| {}, Want::Clear),
                ("a rented box", BOX, |_| {}, Want::Noted("forwarder")),
            ],
        );
    }

    #[test]
    fn unknown_where_nothing_can_be_compared() {
        expect(
            &CHECK,
            &[
                (
                    "only the country claimed",
                    SENT,
                    |s| (s.home, s.event_places) = (united_states(), vec![austin()]),
                    Want::Unknown,
                ),
                ("no place claimed", SENT, |s| s.event_places = vec![austin()], Want::Unknown),
                (
                    "the agency's address",
                    BY_AGENCY,
                    |s| (s.home, s.event_places) = (portland(), vec![austin()]),
                    Want::Unknown,
                ),
                ("nothing sent", "{}", |s| s.home = portland(), Want::Unknown),
            ],
        );
    }

    #[test]
    fn says_both_places() {
        let summary = summary(&CHECK, SENT, |s| {
            (s.home, s.event_places) = (portland(), vec![austin()]);
        });
        assert_eq!(summary, "equipment goes to Austin, TX, US, claimed place is Portland, OR, US");
    }
}
