//! Whether a name that was observed may be the applicant's.
//!
//! Names are compared as sets of folded tokens and in no finer way: nothing here may depend on
//! how common a name is, where it comes from, or how alike two names sound.

use bonafide_application::words;
use bonafide_reference::Subject;

/// The most other names of the applicant that are compared.
const OTHER_NAMES_MAX: usize = 16;

/// How an observed name stands to those that the applicant gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// At least one token is shared with the name or another name that the applicant gave.
    Shared,
    /// No token is shared with any of them.
    Different,
}

/// Compares the name with the applicant's; `None` where they can't be compared: nothing is left
/// after folding, it is one word (a handle, a nickname) or initials that are not in the
/// applicant's name, or the two are in different scripts, between which spellings are not settled.
pub(crate) fn relation(subject: &Subject<'_>, shown: &str) -> Option<Relation> {
    let tokens = words(shown);
    if tokens.is_empty() || subject.name.is_empty() {
        return None;
    }
    let applicant = &subject.application.applicant;
    let shares = |names: &[String]| tokens.iter().any(|token| names.contains(token));
    let mut others = applicant.also_known_as.iter().take(OTHER_NAMES_MAX);
    if shares(&subject.name) || others.any(|other| shares(&other.tokens())) {
        return Some(Relation::Shared);
    }
    let comparable = tokens.len() > 1
        && tokens.iter().any(|token| token.len() > 1)
        && is_latin(shown) == is_latin(applicant.name.as_str());
    comparable.then_some(Relation::Different)
}

/// Whether all letters are of the Latin script (Unicode blocks up to Latin Extended-B, and Latin
/// Extended Additional, which Vietnamese needs).
fn is_latin(text: &str) -> bool {
    text.chars()
        .filter(|c| c.is_alphabetic())
        .all(|c| c <= '\u{024F}' || ('\u{1E00}'..='\u{1EFF}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::{Relation, relation};
    use crate::fixture::{application, subject};
    use serde_json::json;

    #[test]
    fn names_are_compared_as_sets_of_tokens() {
        let doe = json!({"applicant": {"name": "Jane Doe", "also_known_as": ["Jane Novak"]}});
        let application = application(doe);
        let subject = subject(&application);
        for (shown, want) in [
            ("Doe, Jane", Some(Relation::Shared)),
            ("J. DOE", Some(Relation::Shared)),
            ("Karla Novak", Some(Relation::Shared)),
            ("Karla Moreno", Some(Relation::Different)),
            ("K. Moreno", Some(Relation::Different)),
            ("codewright", None),
            ("K. M.", None),
            ("山田 太郎", None),
            ("\u{200B}!", None),
        ] {
            assert_eq!(relation(&subject, shown), want, "{shown:?}");
        }
    }
}
