//! Notes what is hidden in a document: within bounds, once, and only where it says something.

use bonafide_application::{Hidden, Hiding};

/// Things hidden in one document that are kept.
const HIDDEN_MAX: usize = 40;

/// Characters of one of them that are kept.
const TEXT_MAX: usize = 600;

/// Letters and digits below which it says nothing: a dot or a rule in the color of the page.
const LETTERS_MIN: usize = 4;

/// Adds text that is hidden to a document's list.
pub(crate) fn note(hidden: &mut Vec<Hidden>, how: Hiding, page: u32, text: &str) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    if letters < LETTERS_MIN || hidden.len() >= HIDDEN_MAX {
        return;
    }
    let mut kept: String = text.chars().filter(|c| !c.is_control()).take(TEXT_MAX).collect();
    if text.chars().count() > TEXT_MAX {
        kept.push('…');
    }
    let known = hidden.iter().any(|other| other.how == how && other.text == kept);
    if !known {
        hidden.push(Hidden { how, page, text: kept });
    }
}
