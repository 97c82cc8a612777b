//! The places of an application, filled through the function that the program passes in.

use super::{case::Read, page};
use crate::office::{Call, Office};
use bonafide_console::{CELL, Map, PlaceLine, said};

/// Most places on one map.
const PLACES: usize = 60;

/// The map of an application; its places only where what is claimed is shown.
pub(crate) fn of_case(office: &Office, call: &Call<'_>, read: &Read) -> Map {
    let application = read.application.as_ref().filter(|_| read.shows_claims());
    let all = application
        .map(|application| (office.functions.places_of)(application))
        .unwrap_or_default();
    let unlocated = all.unlocated.into_iter().take(PLACES);
    let unlocated = unlocated.map(|(what, place, why)| (what, said(&place, CELL), why)).collect();
    let mut places: Vec<PlaceLine> = all
        .located
        .into_iter()
        .take(PLACES)
        .map(|one| PlaceLine {
            what: one.what,
            said: said(&one.said, CELL),
            at: one.at,
            latitude: one.latitude,
            longitude: one.longitude,
            radius: one.radius_km,
            is_claimed: one.is_claimed,
        })
        .collect();
    places.sort_by_key(|place| (!place.is_claimed, place.at));
    Map {
        are_shown: read.shows_claims(),
        places,
        unlocated,
        csrf: page::frame(call).csrf,
        reveal: format!("/cases/{}/reveal?of={}", read.case.id, read.pseudonym),
    }
}
