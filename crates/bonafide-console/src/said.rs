//! Long values: their beginning, and how long they are.

/// Most characters of a value that a cell shows.
pub const CELL: usize = 200;

/// Most characters of a passage that is read, as what was claimed and observed.
pub const PASSAGE: usize = 1_200;

/// A value as it is shown: of one that is longer than so many characters, its beginning and its
/// length.
pub fn said(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => {
            let all = text.chars().count();
            format!("{}… ({} characters)", &text[..end], crate::thousands(all as u64))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn a_long_value_is_shown_by_its_beginning_and_its_length() {
        assert_eq!(said("short", 5), "short");
        let long = said(&"é".repeat(1 << 20), 200);
        assert!(long.len() < 500 && long.ends_with("… (1,048,576 characters)"), "{long}");
    }
}
