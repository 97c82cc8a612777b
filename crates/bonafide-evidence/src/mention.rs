//! Whether a text mentions one of some phrases.

/// Whether one of the phrases (ASCII) stands in the text, in either case and within longer words
/// too: `freelanc` is mentioned by `Freelancer`.
pub(crate) fn mentions(text: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        let mut windows = text.as_bytes().windows(phrase.len());
        windows.any(|window| window.eq_ignore_ascii_case(phrase.as_bytes()))
    })
}

#[cfg(test)]
mod tests {
    use super::mentions;

    #[test]
    fn case_and_endings_do_not_matter() {
        assert!(mentions("Senior FREELANCER", &["part-time", "freelanc"]));
        assert!(!mentions("Engineer", &["part-time", "freelanc"]));
        assert!(!mentions("", &["remote"]));
    }
}
