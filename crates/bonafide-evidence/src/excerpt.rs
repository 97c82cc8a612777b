//! A value of an application, short enough to stand in a sentence.

/// The most characters of a value that a summary quotes; the claim holds it whole.
const CHARACTERS_MAX: usize = 60;

/// The text on one line, cut to [`CHARACTERS_MAX`] characters.
pub(crate) fn excerpt(text: &str) -> String {
    let text = text.trim();
    let mut short: String = text
        .chars()
        .take(CHARACTERS_MAX)
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    if text.chars().nth(CHARACTERS_MAX).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn long_values_are_cut_and_lines_joined() {
        assert_eq!(excerpt(" Acme\nWorks "), "Acme Works");
        assert_eq!(excerpt(&"x".repeat(1_000)).chars().count(), 61);
    }
}
