//! Text made comparable: case, accents, width and script folded away.

use unicode_normalization::UnicodeNormalization;

/// Lower-case ASCII letters, digits and single spaces: what two spellings have in common.
///
/// Every script is transliterated by one fixed table, so `Łukasz`, `LUKASZ` and `lukasz` are one.
/// Control, zero-width and bidirectional characters vanish; other signs become a space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        for byte in text.bytes() {
            push(&mut folded, char::from(byte));
        }
    } else {
        for c in text.nfkc() {
            if c.is_ascii() {
                push(&mut folded, c);
            } else if c.is_alphanumeric() {
                for t in any_ascii::any_ascii_char(c).chars() {
                    push(&mut folded, t);
                }
            } else if c.is_whitespace() || (!c.is_control() && !is_invisible(c)) {
                push(&mut folded, ' ');
            }
        }
    }
    while folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// The words of [`fold`], in order.
pub fn words(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn push(folded: &mut String, c: char) {
    if c.is_ascii_alphanumeric() {
        folded.push(c.to_ascii_lowercase());
    } else if c != '\'' && !c.is_ascii_control() | c.is_ascii_whitespace() {
        // An apostrophe joins (O'Neill is ONeill); any other sign separates.
        if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
}

/// Characters that are not seen: zero-width, bidirectional controls, soft hyphen, accents alone.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{0300}'..='\u{036F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{2019}')
}

#[cfg(test)]
mod tests {
    use super::{fold, words};

    #[test]
    fn spellings_of_one_word_meet() {
        for spelling in ["Łukasz", "LUKASZ", " lukasz ", "Lu\u{200B}kasz", "\u{202E}lukasz"] {
            assert_eq!(fold(spelling), "lukasz", "{spelling:?}");
        }
        assert_eq!(fold("O'Neill-García"), "oneill garcia");
        assert_eq!(fold("O’Neill"), "oneill");
        assert_eq!(fold("C++ / Rust\tGo"), "c rust go");
    }

    #[test]
    fn words_never_hold_an_empty_one() {
        assert_eq!(words("  a -- b  "), ["a", "b"]);
        assert!(words("\u{200B} !").is_empty());
    }
}
