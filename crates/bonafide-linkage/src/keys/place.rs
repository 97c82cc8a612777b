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
    let words: Vec<&str> = street.split(' ').map(abbreviated).collect();
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
        "apartment" | "unit" | "suite" => "apt",
        "north" => "n",
        "south" => "s",
        "east" => "e",
        "west" => "w",
        other => other,
    }
}

fn shown(address: &Address) -> String {
    let place = address.place().show();
    format!("{}, {place}", address.street.as_deref().unwrap_or_default())
}
