//! Postal addresses: the house, the street and the rest told apart, spellings of streets made one.

use crate::draft::Draft;
use bonafide_application::fold;

/// What a street is called, and its usual short forms.
const STREETS: &[(&str, &str)] = &[
    ("street", "st"),
    ("str", "st"),
    ("strasse", "st"),
    ("road", "rd"),
    ("avenue", "ave"),
    ("av", "ave"),
    ("lane", "ln"),
    ("drive", "dr"),
    ("place", "pl"),
    ("court", "ct"),
    ("boulevard", "blvd"),
    ("circuit", "cct"),
    ("crescent", "cres"),
    ("terrace", "tce"),
    ("highway", "hwy"),
    ("parade", "pde"),
    ("square", "sq"),
    ("parkway", "pkwy"),
    ("close", "cl"),
];

/// Words that say nothing of where.
const IDLE: [&str; 12] =
    ["n", "s", "e", "w", "north", "south", "east", "west", "no", "unit", "apt", "the"];

fn usual(word: &str) -> &str {
    STREETS.iter().find(|(long, _)| *long == word).map_or(word, |(_, short)| short)
}

/// Reads a line with a street, and perhaps a house number.
pub(crate) fn street(draft: &mut Draft, text: &str) {
    if !draft.street.is_empty() {
        return;
    }
    let found = line(text.split(',').find(|part| part.bytes().any(|b| b.is_ascii_digit())));
    let (house, street) = if found.1.is_empty() { line(Some(text)) } else { found };
    if draft.house.is_empty() {
        draft.house = house;
    }
    draft.street = street;
    rest(draft, text);
}

/// Reads a whole address.
pub(crate) fn whole(draft: &mut Draft, text: &str) {
    street(draft, text);
}

/// House number and street of one part of an address.
fn line(text: Option<&str>) -> (String, String) {
    let folded = fold(text.unwrap_or_default());
    let words: Vec<&str> = folded.split(' ').filter(|word| !IDLE.contains(word)).collect();
    let number = |word: &&str| word.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
    let Some(at) = words.iter().position(number) else {
        return (String::new(), words.iter().map(|word| usual(word)).collect::<Vec<_>>().join(" "));
    };
    let behind: Vec<&str> =
        words[at + 1..].iter().take_while(|word| !number(word)).take(2).map(|w| usual(w)).collect();
    let street = if behind.is_empty() {
        words[..at].iter().map(|word| usual(word)).collect::<Vec<_>>().join(" ")
    } else {
        behind.join(" ")
    };
    (words[at].to_owned(), street)
}

/// The postal code of a whole address: its last word with four digits or more.
fn rest(draft: &mut Draft, text: &str) {
    if !draft.postcode.is_empty() {
        return;
    }
    let folded = fold(text);
    let digits = |word: &&str| word.bytes().filter(u8::is_ascii_digit).count() >= 4;
    let words: Vec<&str> = folded.split(' ').skip(2).collect();
    if let Some(code) = words.iter().rfind(|word| digits(word) && word.len() <= 9) {
        (*code).clone_into(&mut draft.postcode);
    }
}

#[cfg(test)]
mod tests {
    use super::whole;
    use crate::draft::Draft;

    #[test]
    fn parts_of_an_address_are_found() {
        for (text, house, street, postcode) in [
            ("123 Main Street, Las Vegas NV 89132", "123", "main st", "89132"),
            ("123 E Main St", "123", "main st", ""),
            ("Skyline Apartments, 705 Sheppard Ave", "705", "sheppard ave", ""),
            ("Hardenbergstraße 87", "87", "hardenbergstrasse", ""),
            ("wallaby place", "", "wallaby pl", ""),
        ] {
            let mut draft = Draft::default();
            whole(&mut draft, text);
            assert_eq!((draft.house.as_str(), draft.street.as_str()), (house, street), "{text}");
            assert_eq!(draft.postcode, postcode, "{text}");
        }
    }
}
