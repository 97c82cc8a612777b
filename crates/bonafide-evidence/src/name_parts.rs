//! The words of a mailbox or profile handle, and whether they are words of the applicant's name.
//!
//! Words are compared whole: equal, or a run of whole words and initials. How common a name is,
//! where it comes from and how much two names look alike is never asked, so that the same address
//! under another name of any origin gets the same answer.

use bonafide_application::{Name, fold};
use bonafide_reference::Subject;

/// Longest handle that is compared, in bytes; RFC 5321 allows 64 before the `@`.
const HANDLE_BYTES_MAX: usize = 100;

/// Words of trades and purposes that people put into handles beside, or instead of, a name.
const TRADE_WORDS: &[&str] = &[
    "admin",
    "ai",
    "analyst",
    "app",
    "apply",
    "backend",
    "blog",
    "career",
    "careers",
    "cloud",
    "code",
    "coder",
    "codes",
    "coding",
    "consulting",
    "contact",
    "cv",
    "data",
    "design",
    "dev",
    "developer",
    "devops",
    "eng",
    "engineer",
    "engineering",
    "family",
    "frontend",
    "fullstack",
    "hello",
    "hire",
    "hiring",
    "home",
    "house",
    "inbox",
    "info",
    "it",
    "job",
    "jobs",
    "js",
    "lab",
    "mail",
    "me",
    "ml",
    "music",
    "my",
    "net",
    "official",
    "online",
    "personal",
    "phd",
    "photo",
    "pro",
    "real",
    "resume",
    "senior",
    "shop",
    "software",
    "studio",
    "tech",
    "the",
    "travel",
    "web",
    "work",
    "works",
    "world",
    "www",
];

/// Words of which people make handles: colors, animals, weather, pastimes.
const HANDLE_WORDS: &[&str] = &[
    "art", "baker", "bass", "bear", "bee", "bike", "bird", "black", "blue", "book", "books",
    "brew", "brown", "builder", "cactus", "camp", "cat", "cats", "chef", "chess", "city", "coffee",
    "comet", "cook", "cosmic", "crow", "cyber", "daily", "dancer", "dark", "day", "digital",
    "disco", "dog", "dogs", "dragon", "dream", "dreamer", "eagle", "earth", "echo", "fan", "fast",
    "field", "fire", "fish", "fly", "forest", "fox", "free", "fun", "gamer", "games", "garden",
    "geek", "ghost", "gold", "golden", "good", "gray", "green", "guitar", "guy", "happy", "hawk",
    "hiker", "hill", "horse", "ice", "iron", "island", "jazz", "king", "kitten", "koala", "lake",
    "lazy", "lemon", "light", "lion", "little", "lover", "lucky", "lunar", "maker", "mango",
    "metal", "mister", "monkey", "moon", "mountain", "night", "ninja", "nova", "ocean", "old",
    "orange", "otter", "owl", "panda", "paper", "pilot", "pink", "pixel", "planet", "player",
    "poet", "power", "punk", "purple", "queen", "quiet", "rabbit", "racer", "rain", "rainy",
    "raven", "reader", "red", "retro", "rider", "river", "road", "rock", "rocket", "rose",
    "runner", "rusty", "sailor", "sea", "shadow", "silent", "silver", "simple", "sky", "small",
    "smart", "snow", "solar", "song", "space", "spark", "spirit", "star", "stone", "storm",
    "street", "summer", "sun", "sunny", "super", "surf", "tea", "tiger", "tiny", "top", "tree",
    "true", "turbo", "turtle", "vinyl", "wander", "warrior", "water", "wave", "whale", "white",
    "wild", "wind", "winter", "wise", "wolf", "wood", "writer", "yellow", "yoga", "zen", "zero",
];

/// How the words of a handle relate to the applicant's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// A whole word of the name is in it.
    Shared,
    /// At least two words that read as a name, and none is of the applicant's.
    Other,
    /// It cannot be told.
    Untold,
}

/// Every name that the applicant gave for themselves, as words that can be compared.
pub(crate) struct Names {
    /// Folded words of two or more letters.
    pub(crate) words: Vec<String>,
    /// Whether all names are typed in Latin letters. One transliteration of many is no reason to
    /// say that two names differ.
    latin: bool,
}

/// The applicant's names: of the form, former or other ones, and of the résumé.
pub(crate) fn names(subject: &Subject<'_>) -> Names {
    let applicant = &subject.application.applicant;
    let stated = subject.application.resume.as_ref().and_then(|r| r.basics.name.as_deref());
    let typed = || {
        let known_as = applicant.also_known_as.iter().map(Name::as_str);
        std::iter::once(applicant.name.as_str()).chain(known_as).chain(stated)
    };
    let mut words: Vec<String> = Vec::with_capacity(4);
    for name in typed() {
        words.extend(bonafide_application::words(name));
        if !name.is_ascii() {
            words.extend(bonafide_application::words(&without_accented(name)));
            words.extend(bonafide_application::words(&spelled_out(name)));
        }
    }
    words.retain(|word| word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic()));
    Names { words, latin: !typed().any(|name| name.chars().any(is_other_script)) }
}

/// The name without its accented letters: providers that know none drop them (`Núñez`, `nez`).
fn without_accented(name: &str) -> String {
    name.chars().filter(char::is_ascii).collect()
}

/// The name with the letters of northern Europe spelled out as their people do (`Müller`,
/// `mueller`); other accents are dropped by folding.
fn spelled_out(name: &str) -> String {
    let mut spelled = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            'ä' | 'Ä' | 'æ' | 'Æ' => spelled.push_str("ae"),
            'ö' | 'Ö' | 'ø' | 'Ø' => spelled.push_str("oe"),
            'ü' | 'Ü' => spelled.push_str("ue"),
            'å' | 'Å' => spelled.push_str("aa"),
            c => spelled.push(c),
        }
    }
    spelled
}

/// Relates the parts of a handle to the applicant's names.
pub(crate) fn relate(parts: &[String], names: &Names) -> Relation {
    if names.words.is_empty() || parts.is_empty() {
        return Relation::Untold;
    }
    let whole = parts.concat();
    let mut runs = parts.iter().chain(std::iter::once(&whole));
    if runs.any(|run| is_made_of(run, names, None) || has_initials_beside(run, names)) {
        return Relation::Shared;
    }
    let like_names: Vec<&String> =
        parts.iter().filter(|part| part.len() > 1 && !is_other_word(part)).collect();
    let shortened = |part: &&String| {
        part.len() > 2 && names.words.iter().any(|name| name.starts_with(part.as_str()))
    };
    if like_names.len() < 2 || !names.latin || like_names.iter().any(shortened) {
        return Relation::Untold;
    }
    Relation::Other
}

/// The words of a handle, folded: split at `.`, `_` and `-`, up to four digits at their end
/// dropped; what then is not all letters is left out. `jane.doe84` gives `jane` and `doe`.
pub(crate) fn parts(handle: &str) -> Vec<String> {
    if handle.len() > HANDLE_BYTES_MAX {
        return Vec::new();
    }
    let letters = |part: &str| {
        let folded = fold(part).replace(' ', "");
        let word = folded.trim_end_matches(|c: char| c.is_ascii_digit());
        let plain = word.bytes().all(|b| b.is_ascii_alphabetic());
        (!word.is_empty() && plain && folded.len() - word.len() <= 4).then(|| word.to_owned())
    };
    handle.split(['.', '_', '-']).filter_map(letters).collect()
}

/// Whether a run of letters consists of words of the name, their initials and `other`, at least
/// one word being whole: `jdoe`, `janedoe`, with `other` also `janedev`.
pub(crate) fn is_made_of(run: &str, names: &Names, other: Option<&str>) -> bool {
    if run.len() > HANDLE_BYTES_MAX {
        return false;
    }
    // Bit n: the first n letters are explained; in `whole` at least one word of them is whole.
    let (mut begun, mut whole) = (1_u128, 0_u128);
    for at in 0..run.len() {
        let (is_begun, is_whole) = (begun >> at & 1 == 1, whole >> at & 1 == 1);
        if !is_begun && !is_whole {
            continue;
        }
        let Some(rest) = run.get(at..) else { continue };
        for name in &names.words {
            if rest.starts_with(name.as_str()) {
                whole |= 1 << (at + name.len());
            }
            if rest.as_bytes().first() == name.as_bytes().first() {
                begun |= u128::from(is_begun) << (at + 1);
                whole |= u128::from(is_whole) << (at + 1);
            }
        }
        if let Some(other) = other.filter(|other| rest.starts_with(*other)) {
            begun |= u128::from(is_begun) << (at + other.len());
            whole |= u128::from(is_whole) << (at + other.len());
        }
    }
    whole >> run.len() & 1 == 1
}

/// Whether one word of the name is whole and only a letter or two stand beside it, whichever they
/// are: `xdoe`, `doexy`. They may be initials of a name that was not given.
fn has_initials_beside(run: &str, names: &Names) -> bool {
    names.words.iter().any(|name| {
        let rest = run.strip_prefix(name.as_str()).or_else(|| run.strip_suffix(name.as_str()));
        rest.is_some_and(|rest| rest.len() <= 2 && rest.len() < name.len())
    })
}

fn is_other_word(part: &str) -> bool {
    TRADE_WORDS.binary_search(&part).is_ok() || HANDLE_WORDS.binary_search(&part).is_ok()
}

/// Letters outside the Latin alphabet and its extensions (which end at U+024F, and have an
/// additional block at U+1E00).
fn is_other_script(c: char) -> bool {
    c.is_alphabetic() && c > '\u{024F}' && !('\u{1E00}'..='\u{1EFF}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::{HANDLE_WORDS, Names, Relation, TRADE_WORDS, is_made_of, names, parts, relate};
    use crate::fixture::with_subject;

    fn of(name: &str) -> Names {
        Names { words: bonafide_application::words(name), latin: true }
    }

    #[test]
    fn whole_words_and_initials_of_a_name_are_found() {
        let handles =
            ["jane.doe", "jdoe", "doe.j84", "janedoe1990", "d_jane", "doe.codes", "xdoe", "janemk"];
        for handle in handles {
            assert_eq!(relate(&parts(handle), &of("Jane Doe")), Relation::Shared, "{handle}");
        }
        for handle in ["minjun.kim", "mkim", "kim.min.jun", "mjkim"] {
            assert_eq!(relate(&parts(handle), &of("Kim Min-jun")), Relation::Shared, "{handle}");
        }
    }

    #[test]
    fn accents_may_be_folded_dropped_or_spelled_out() {
        let fragment = r#"{"applicant": {"name": "Ondřej Müller-Núñez"}}"#;
        let names = with_subject(fragment, |_| {}, names);
        for handle in ["ondrej.x", "ondej.x", "mueller.x", "mller.x", "muller.x", "nez.x"] {
            assert_eq!(relate(&parts(handle), &names), Relation::Shared, "{handle}");
        }
        assert_eq!(relate(&parts("rita.moss"), &names), Relation::Other);
    }

    #[test]
    fn two_words_of_no_name_given_are_another_name() {
        assert_eq!(relate(&parts("robert.miller84"), &of("Jane Doe")), Relation::Other);
    }

    #[test]
    fn what_may_be_no_name_cannot_be_told() {
        for handle in ["rmiller", "code.monkey", "jd", "blue.otter", "jan.miller", "x7f.3a", "42"] {
            assert_eq!(relate(&parts(handle), &of("Jane Doe")), Relation::Untold, "{handle}");
        }
        let foreign = Names { latin: false, ..of("wangwei") };
        assert_eq!(relate(&parts("wei.wang"), &foreign), Relation::Untold);
    }

    #[test]
    fn the_words_are_in_order() {
        for words in [TRADE_WORDS, HANDLE_WORDS] {
            assert!(words.is_sorted());
        }
    }

    #[test]
    fn an_other_word_beside_the_name_is_told_from_a_name_that_holds_it() {
        assert!(is_made_of("janedev", &of("Jane Doe"), Some("dev")));
        assert!(!is_made_of("devin", &of("Jane Doe"), Some("dev")));
        assert!(is_made_of("devin", &of("Devin Roe"), None));
    }
}
