//! Pieces of Markdown that several pages are made of.

use std::fmt::Write;

/// Text that stays within one cell of a table.
pub(super) fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

/// A list with one line an item.
pub(super) fn list(items: &[&str]) -> String {
    items.iter().fold(String::new(), |mut list, item| {
        let _ = writeln!(list, "- {item}");
        list
    })
}

/// Bits with their sign.
pub(super) fn bits(bits: f64) -> String {
    if bits == 0.0 { "0".to_owned() } else { format!("{bits:+.2}").replace('-', "−") }
}

#[cfg(test)]
mod tests {
    use super::{bits, cell, list};

    #[test]
    fn pieces_are_markdown() {
        assert_eq!(cell("a|b\nc"), "a\\|b c");
        assert_eq!(list(&["a", "b"]), "- a\n- b\n");
        assert_eq!([bits(1.0), bits(-0.25), bits(0.0)], ["+1.00", "−0.25", "0"]);
    }
}
