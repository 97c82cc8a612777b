//! A place of the gazetteer in words.

use bonafide_reference::Located;

/// City, region and country as far as they are known: `Portland, OR, US`.
pub(crate) fn place_name(place: &Located) -> String {
    let parts = [place.city.as_deref(), place.region.as_deref(), Some(place.country.as_str())];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
