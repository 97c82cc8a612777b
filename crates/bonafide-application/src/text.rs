//! Text of applicants made safe to print.

/// The text without characters that a terminal or a reader would obey: controls, escapes,
/// bidirectional overrides and zero-width signs become `�`; line breaks and tabs become a space.
pub fn without_controls(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' => ' ',
            '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            // Marks of Arabic and Mongolian, notes between lines, and tags, which nobody sees.
            | '\u{061C}'
            | '\u{180E}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}' => '\u{FFFD}',
            c if c.is_control() => '\u{FFFD}',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::without_controls;

    #[test]
    fn escapes_and_overrides_are_replaced() {
        assert_eq!(without_controls("\u{61C}a\u{E0041}"), "\u{FFFD}a\u{FFFD}");
        assert_eq!(without_controls("a\u{1b}[31mb\u{202E}c\nd"), "a\u{FFFD}[31mb\u{FFFD}c d");
    }
}
