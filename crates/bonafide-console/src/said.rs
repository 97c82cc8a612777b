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
            format!("{}… ({} characters)", &text[..end], grouped(all))
        }
    }
}

/// A number with its thousands apart, as in `1,048,576`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{grouped, said};

    #[test]
    fn a_long_value_is_shown_by_its_beginning_and_its_length() {
        assert_eq!(said("short", 5), "short");
        let long = said(&"é".repeat(1 << 20), 200);
        assert!(long.len() < 500 && long.ends_with("… (1,048,576 characters)"), "{long}");
        assert_eq!((grouped(12).as_str(), grouped(1_000).as_str()), ("12", "1,000"));
    }
}
