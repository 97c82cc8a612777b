//! Text of applicants as the report shows it: harmless, bounded, otherwise verbatim.

use bonafide_application::without_controls;

/// Characters of a name or another short value that are shown.
pub const SHORT: usize = 160;

/// Characters of a claim or observation that are shown.
pub const LONG: usize = 600;

/// The text without controls, and no longer than `most` characters.
///
/// Escaping is the templates' work; isolating its direction is the style's.
pub fn said(text: &str, most: usize) -> String {
    let mut shown: String = text.chars().take(most).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    without_controls(&shown)
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn long_text_is_cut_at_a_character() {
        assert_eq!(said("ééé", 2), "éé…");
        assert_eq!(said("a\u{202E}b", 9), "a\u{FFFD}b");
    }
}
