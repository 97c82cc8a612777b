//! Words by which parts of a résumé are recognized: titles of jobs, schools, degrees, places.
//!
//! They say what a piece of text is, never what it is worth: no school, place or title counts more
//! than another. The lists stand beside this file, one entry a line.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A list of words.
type Words = LazyLock<HashSet<&'static str>>;

fn words(list: &'static str) -> HashSet<&'static str> {
    list.lines().filter(|line| !line.is_empty()).collect()
}

/// Nouns that make a piece of text a job's title.
static TITLES: Words = LazyLock::new(|| words(include_str!("words/titles.txt")));

/// Words in names of schools.
static SCHOOLS: Words = LazyLock::new(|| words(include_str!("words/schools.txt")));

/// Degrees that are one word, without full stops.
static DEGREES: Words = LazyLock::new(|| words(include_str!("words/degrees.txt")));

/// Degrees of several words, the longest first.
static LONG_DEGREES: Words = LazyLock::new(|| words(include_str!("words/long_degrees.txt")));

/// States, provinces and countries by which a place is recognized, in lower case.
static LANDS: Words = LazyLock::new(|| words(include_str!("words/lands.txt")));

/// Abbreviations of states, provinces and territories; in capitals only.
static SHORT_LANDS: Words = LazyLock::new(|| words(include_str!("words/short_lands.txt")));

/// Endings of companies' names, which belong to what stands before the comma.
static COMPANY_ENDS: Words = LazyLock::new(|| words(include_str!("words/company_ends.txt")));

/// Branches of universities that stand after a comma.
static BRANCHES: Words = LazyLock::new(|| words(include_str!("words/branches.txt")));

/// Whether a piece of text is a job's title.
pub(crate) fn is_title(text: &str) -> bool {
    const WORDS_MAX: usize = 12;
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    text.split_whitespace().count() <= WORDS_MAX && words.any(|word| TITLES.contains(word))
}

/// Whether a piece of text names a school.
pub(crate) fn is_school(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    let joined = ["大学", "大學", "대학교", "学院", "universität", "hochschule", "universiteit"];
    words.any(|word| SCHOOLS.contains(word)) || joined.iter().any(|part| lower.contains(part))
}

/// Length of the degree with which a text begins, where it does.
pub(crate) fn degree(text: &str) -> Option<usize> {
    let lower = text.to_lowercase();
    // Lower case may be longer; then lengths do not compare.
    if lower.len() != text.len() {
        return None;
    }
    let ends = |end: usize| !lower[end..].starts_with(|c: char| c.is_alphanumeric());
    let long = LONG_DEGREES
        .iter()
        .filter(|degree| lower.starts_with(**degree) && ends(degree.len()))
        .max_by_key(|degree| degree.len());
    if let Some(degree) = long {
        return Some(degree.trim_end_matches(" en").len());
    }
    let end = lower.find(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | '/' | ':' | ';'));
    let end = end.unwrap_or(lower.len());
    let word: String = lower[..end].chars().filter(|c| *c != '.').collect();
    // Short words in lower case, such as `be` or `as`, are words.
    let capitals = text.chars().next().is_some_and(char::is_uppercase);
    (DEGREES.contains(word.as_str()) && capitals).then_some(end)
}

/// Whether a word names a state, a province or a country.
pub(crate) fn is_land(text: &str) -> bool {
    let text = text.trim();
    let lower = text.to_lowercase();
    let zip = text.split_once(' ').is_some_and(|(state, zip)| {
        SHORT_LANDS.contains(state) && zip.chars().all(|c| c.is_ascii_digit() || c == '-')
    });
    SHORT_LANDS.contains(text) || LANDS.contains(lower.as_str()) || zip
}

/// Whether a text is a place: a city with its land, or work from anywhere.
pub(crate) fn is_place(text: &str) -> bool {
    let text = text.trim().trim_matches(['(', ')']);
    let lower = text.to_lowercase();
    let anywhere = ["remote", "hybrid", "on-site", "onsite", "télétravail", "remoto"];
    if anywhere.iter().any(|word| lower == *word || lower.starts_with(&format!("{word} "))) {
        return text.split_whitespace().count() <= 4;
    }
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let names = parts.iter().all(|part| {
        part.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_ascii())
            && part.split_whitespace().count() <= 4
    });
    match parts.as_slice() {
        [only] => LANDS.contains(only.to_lowercase().as_str()),
        [city, rest @ ..] if rest.len() <= 2 => {
            names && !is_title(city) && !is_school(city) && rest.iter().any(|part| is_land(part))
        }
        _ => false,
    }
}

/// Whether a part after a comma belongs to the company's name before it.
pub(crate) fn is_company_end(text: &str) -> bool {
    COMPANY_ENDS.contains(text.trim().to_lowercase().as_str())
}

/// Whether a part after a comma belongs to the university's name before it.
pub(crate) fn is_branch(text: &str) -> bool {
    BRANCHES.contains(text.trim().to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::{degree, is_place, is_school, is_title};

    #[test]
    fn words_tell_what_a_piece_is() {
        assert!(is_title("Co-Founder & CTO") && is_title("Softwareentwickler"));
        assert!(!is_title("NVIDIA Research") && !is_title("Nexus AI"));
        assert!(is_school("Boğaziçi University") && is_school("東京大学"));
        assert!(
            is_place("San Francisco, CA") && is_place("Istanbul, Türkiye") && is_place("Remote")
        );
        assert!(!is_place("Nexus AI") && !is_place("Research Intern, UK"));
    }

    #[test]
    fn degrees_end_where_the_field_begins() {
        for (text, want) in [
            ("PhD in Computer Science", Some("PhD")),
            ("B.Sc. Physics", Some("B.Sc.")),
            ("Bachelor of Science Computer Science", Some("Bachelor of Science")),
            ("Bachelor Information Technology", Some("Bachelor")),
            ("Computer Science", None),
            ("as a student", None),
        ] {
            assert_eq!(degree(text).map(|end| &text[..end]), want, "{text}");
        }
    }
}
