//! The words of a mailbox or profile handle, and whether they are words of the applicant's name.
//!
//! Words are compared whole: equal, or a run of whole words and initials. How common a name is,
//! where it comes from and how much two names look alike is never asked, so that the same address
//! under another name of any origin gets the same answer.

use bonafide_application::{Name, fold};
use bonafide_reference::Subject;

/// Longest handle that is compared, in bytes; RFC 5321 allows 64 before the `@`.
const HANDLE_BYTES_MAX: usize = 100;

/// Words that people put into handles beside, or instead of, a name.
const OTHER_WORDS: &[&str] = &[
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
    "frontend",
    "fullstack",
    "hello",
    "hire",
    "hiring",
    "info",
    "inbox",
    "it",
    "job",
    "jobs",
    "js",
    "lab",
    "mail",
    "me",
    "ml",
    "my",
    "official",
    "online",
    "personal",
    "phd",
    "pro",
    "real",
    "resume",
    "senior",
    "software",
    "tech",
    "the",
    "web",
    "work",
    "works",
    "world",
    "www",
    "xyz",
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
    let mut words: Vec<String> = typed().flat_map(bonafide_application::words).collect();
    words.retain(|word| word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic()));
    Names { words, latin: !typed().any(|name| name.chars().any(is_other_script)) }
}

/// Relates the parts of a handle to the applicant's names.
pub(crate) fn relate(parts: &[String], names: &Names) -> Relation {
    if names.words.is_empty() || parts.is_empty() {
        return Relation::Untold;
    }
    let whole = parts.concat();
    let mut runs = parts.iter().chain(std::iter::once(&whole));
    if runs.any(|run| is_made_of(run, names, None)) {
        return Relation::Shared;
    }
    let like_names: Vec<&String> = parts
        .iter()
        .filter(|part| part.len() > 1 && !OTHER_WORDS.contains(&part.as_str()))
        .collect();
    let shortened = |part: &&String| names.words.iter().any(|name| name.starts_with(part.as_str()));
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

/// Letters outside the Latin alphabet and its extensions (which end at U+024F, and have an
/// additional block at U+1E00).
fn is_other_script(c: char) -> bool {
    c.is_alphabetic() && c > '\u{024F}' && !('\u{1E00}'..='\u{1EFF}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::{Names, Relation, is_made_of, parts, relate};

    fn of(name: &str) -> Names {
        Names { words: bonafide_application::words(name), latin: true }
    }

    #[test]
    fn whole_words_and_initials_of_a_name_are_found() {
        for handle in ["jane.doe", "jdoe", "doe.j84", "janedoe1990", "d_jane", "doe.codes"] {
            assert_eq!(relate(&parts(handle), &of("Jane Doe")), Relation::Shared, "{handle}");
        }
        for handle in ["minjun.kim", "mkim", "kim.min.jun", "mjkim"] {
            assert_eq!(relate(&parts(handle), &of("Kim Min-jun")), Relation::Shared, "{handle}");
        }
    }

    #[test]
    fn two_words_of_no_name_given_are_another_name() {
        assert_eq!(relate(&parts("robert.miller84"), &of("Jane Doe")), Relation::Other);
    }

    #[test]
    fn what_may_be_no_name_cannot_be_told() {
        for handle in ["rmiller", "code.monkey", "jd", "dev.jobs", "jan.miller", "x7f.3a", "42"] {
            assert_eq!(relate(&parts(handle), &of("Jane Doe")), Relation::Untold, "{handle}");
        }
        let foreign = Names { latin: false, ..of("wangwei") };
        assert_eq!(relate(&parts("wei.wang"), &foreign), Relation::Untold);
    }

    #[test]
    fn an_other_word_beside_the_name_is_told_from_a_name_that_holds_it() {
        assert!(is_made_of("janedev", &of("Jane Doe"), Some("dev")));
        assert!(!is_made_of("devin", &of("Jane Doe"), Some("dev")));
        assert!(is_made_of("devin", &of("Devin Roe"), None));
    }
}
