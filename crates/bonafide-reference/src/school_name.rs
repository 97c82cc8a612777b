//! The name of a school made comparable; the lookups and the compiler of the tables share it.

use bonafide_application::fold;

/// Words that people leave out.
const FILLERS: &[&str] = &[
    "the", "of", "at", "in", "and", "for", "de", "la", "le", "di", "da", "do", "del", "der", "des",
    "du", "el", "y", "und", "campus", "main", "inc", "llc",
];

/// Words that many schools bear: a name of these alone tells no school.
const GENERIC: &[&str] = &[
    "university",
    "college",
    "school",
    "institute",
    "technology",
    "technical",
    "state",
    "national",
    "community",
    "academy",
    "science",
    "sciences",
    "engineering",
    "business",
    "computer",
    "medical",
    "medicine",
    "law",
    "arts",
    "high",
    "international",
    "center",
    "faculty",
    "department",
    "graduate",
    "education",
    "training",
    "art",
    "design",
    "nursing",
    "public",
    "polytechnic",
    "management",
    "online",
    "degree",
];

/// The words that tell, written out, in order, separated by spaces.
pub(crate) fn key(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').filter(|word| !FILLERS.contains(word)).collect();
    let words: Vec<&str> = words
        .iter()
        .enumerate()
        .map(|(at, word)| match *word {
            "u" if at == 0 && words.len() > 1 => "university",
            "univ" | "uni" => "university",
            "universitat" | "universitaet" | "universite" | "universidad" | "universidade"
            | "universita" | "universiteit" | "uniwersytet" => "university",
            "inst" => "institute",
            "coll" => "college",
            "saint" => "st",
            "centre" => "center",
            other => other,
        })
        .collect();
    words.join(" ")
}

/// Whether a key holds a word that tells one school from another.
pub(crate) fn tells(key: &str) -> bool {
    key.len() >= 3 && key.split(' ').any(|word| word.len() > 1 && !GENERIC.contains(&word))
}
