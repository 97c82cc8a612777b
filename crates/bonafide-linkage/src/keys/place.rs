//! Keys of street addresses: home, and where equipment was to be sent.

use crate::{
    key::{Key, Said},
    kind::Kind,
};
use bonafide_application::{Address, EventKind, fold};
use bonafide_reference::Subject;

pub(crate) fn keys(subject: &Subject<'_>, said: Said<'_>) {
    let application = subject.application;
    let home = normal(&application.applicant.address);
    if let Some(home) = &home {
        said(Key::new(Kind::Address, home), &shown(&application.applicant.address));
    }
    for event in &application.events {
        if event.kind == EventKind::Shipment
            && let Some(normal) = normal(&event.address)
            && home.as_ref() != Some(&normal)
        {
            said(Key::new(Kind::Shipment, &normal), &shown(&event.address));
        }
    }
}

/// Street with number, and city; `None` without a number: a street alone is no home.
pub(crate) fn normal(address: &Address) -> Option<String> {
    let street = fold(address.street.as_deref()?);
    let city = fold(address.city.as_deref()?);
    let numbered = street.bytes().any(|b| b.is_ascii_digit());
    if !numbered || city.is_empty() || street.len() < 4 {
        return None;
    }
    let words: Vec<&str> =
        street.split(' ').filter(|word| !is_designator(word)).map(abbreviated).collect();
    Some(format!("{}|{city}", words.join(" ")))
}

/// The short form of a street word, as the United States Postal Service abbreviates it
/// (Publication 28, appendix C1), so that `Street` and `St` meet.
fn abbreviated(word: &str) -> &str {
    match word {
        "street" => "st",
        "avenue" => "ave",
        "road" => "rd",
        "drive" => "dr",
        "lane" => "ln",
        "boulevard" => "blvd",
        "court" => "ct",
        "place" => "pl",
        "north" => "n",
        "south" => "s",
        "east" => "e",
        "west" => "w",
        other => other,
    }
}

/// Whether a word says only that the number of a dwelling follows: `Apt 2`, `Unit 2` and `#2` are
/// one (Publication 28, appendix C2).
fn is_designator(word: &str) -> bool {
    matches!(word, "apartment" | "apt" | "unit" | "suite" | "ste" | "flat" | "no" | "number")
}

fn shown(address: &Address) -> String {
    let place = address.place().show();
    format!("{}, {place}", address.street.as_deref().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::normal;
    use bonafide_application::Address;

    #[test]
    fn a_dwelling_is_one_however_it_is_written() {
        let address = |street: &str| {
            let (street, city) = (Some(street.to_owned()), Some("Akron".to_owned()));
            normal(&Address { street, city, ..Address::default() })
        };
        let flat = address("100 Main Street, Apt 2");
        assert!(flat.is_some());
        assert_eq!(flat, address("100 main st #2"));
        assert_eq!(flat, address("100 Main St. Unit 2"));
        assert_ne!(flat, address("100 Main St. Unit 3"));
        assert_eq!(address("Main Street"), None);
    }
}
