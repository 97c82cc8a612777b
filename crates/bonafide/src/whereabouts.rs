//! The places of an application, looked up in the tables: claimed ones, and where it was seen.

use crate::arrivals::Screener;
use bonafide_application::{Application, Country, EventKind, Place};
use bonafide_reference::{NetworkKind, Spot, Tables};
use bonafide_server::{Places, Whereabouts};

/// Most events whose places are looked up.
const EVENTS: usize = 60;

impl Screener {
    /// Where an application says it is, and where it was seen, as far as the tables tell.
    pub(crate) fn places_of(&self, application: &Application) -> Places {
        whereabouts(application, self.tables())
    }
}

fn whereabouts(application: &Application, tables: &Tables) -> Places {
    let sent = Some(application.submitted_at.as_microsecond());
    let home = application.applicant.address.place();
    let mut all = Places::default();
    place(&mut all, tables, ("claimed home", true), &home, None);
    if let Some(resume) = &application.resume {
        let of = &resume.basics.location;
        let (city, region) = (of.city.clone(), of.region.clone());
        let said = Place { city, region, country_code: of.country_code };
        if said != home {
            place(&mut all, tables, ("place in the résumé", true), &said, None);
        }
    }
    let phone = application.applicant.phone.as_deref();
    let what = ("area of the phone number", true);
    match phone.map(|phone| (phone, tables.phones.find(phone, home.country_code))) {
        Some((_, Some(facts))) if facts.spot.is_some() => {
            let area = facts.area.unwrap_or_else(|| "area of the number".to_owned());
            all.located.extend(facts.spot.map(|spot| at(what, area, &spot, None)));
        }
        Some((phone, _)) => all.lack(what.0, phone, "the number belongs to no area"),
        None => {}
    }
    let session = application.session.as_ref().and_then(|session| session.ip.as_deref());
    if let Some(address) = session {
        network(&mut all, tables, "network of the form", address, sent);
    }
    for event in application.events.iter().take(EVENTS) {
        let when = Some(event.at.as_microsecond());
        let (what, of) = match event.kind {
            EventKind::Interview => ("interview", "network of an interview"),
            EventKind::Shipment => ("shipment", "network of a shipment"),
            EventKind::Device => ("device", "network of the device"),
            _ => continue,
        };
        place(&mut all, tables, (what, false), &event.address.place(), when);
        if let Some(address) = event.ip.as_deref() {
            network(&mut all, tables, of, address, when);
        }
    }
    all
}

fn at((what, is_claimed): (&str, bool), said: String, spot: &Spot, at: Option<i64>) -> Whereabouts {
    Whereabouts {
        what: what.to_owned(),
        said,
        at,
        latitude: f64::from(spot.latitude),
        longitude: f64::from(spot.longitude),
        radius_km: f64::from(spot.radius_km),
        is_claimed,
    }
}

fn place(all: &mut Places, tables: &Tables, what: (&str, bool), said: &Place, when: Option<i64>) {
    match tables.places.find(said) {
        Some(located) => all.located.push(at(what, said.show(), &located.spot, when)),
        None if *said == Place::default() => {}
        None => {
            all.lack(
                what.0,
                &said.show(),
                "the table of places does not hold it, or holds several",
            );
        }
    }
}

/// A network that hides where it is used says nothing of a place.
fn network(all: &mut Places, tables: &Tables, what: &str, address: &str, when: Option<i64>) {
    let Some(found) = tables.networks.find(address) else {
        return all.lack(what, address, "the table of networks does not hold it");
    };
    if matches!(found.kind, NetworkKind::Vpn | NetworkKind::Relay) {
        return all.lack(what, address, "a relay or VPN says nothing of where it is used");
    }
    let country = found.country;
    let of = |country: Country| Place { country_code: Some(country), ..Place::default() };
    let spot = found.spot.or_else(|| {
        country.and_then(|country| tables.places.find(&of(country))).map(|located| located.spot)
    });
    let Some(spot) = spot else {
        return all.lack(what, address, "the network is not of one place");
    };
    let said = found.operator.unwrap_or_else(|| "operator not known".to_owned());
    all.located.push(at((what, false), format!("{address}, {said}"), &spot, when));
}

#[cfg(test)]
mod tests {
    use super::whereabouts;
    use bonafide_application::Application;
    use bonafide_reference::Tables;
    use serde_json::json;

    #[test]
    fn places_are_claimed_ones_and_those_from_which_somebody_was_seen() {
        let application = json!({"id": "A-1", "submitted_at": "2026-01-01T00:00:00Z",
            "applicant": {"name": "Ana Lindqvist",
                "address": {"city": "Austin", "region": "TX", "country_code": "US"}},
            "events": [{"kind": "shipment", "at": "2026-02-01T00:00:00Z",
                "address": {"city": "Portland", "region": "OR", "country_code": "US"}}]});
        let application: Application = serde_json::from_value(application).expect("it is one");
        let places = whereabouts(&application, &Tables::built_in()).located;
        let said: Vec<(&str, bool)> =
            places.iter().map(|place| (place.what.as_str(), place.is_claimed)).collect();
        assert_eq!(said, [("claimed home", true), ("shipment", false)]);
        assert!(places[0].longitude > -99.0 && places[1].longitude < -120.0);
    }

    #[test]
    fn what_cannot_be_located_is_told_with_why() {
        let application = json!({"id": "A-1", "submitted_at": "2026-01-01T00:00:00Z",
            "applicant": {"name": "Ana Lindqvist", "address": {"city": "Nowhere at all"}}});
        let application: Application = serde_json::from_value(application).expect("it is one");
        let places = whereabouts(&application, &Tables::built_in());
        assert_eq!((places.located.len(), places.unlocated.len()), (0, 1), "{places:?}");
        assert_eq!(places.unlocated[0].1, "Nowhere at all");
    }
}
