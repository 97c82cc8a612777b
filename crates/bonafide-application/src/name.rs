//! A person's name, as typed.

use crate::fold::words;
use serde::{Deserialize, Serialize};

/// A person's name. Order, case, accents and script differ between honest spellings of one name,
/// so names are compared by their folded tokens as a set, never letter by letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Name(
    /// As typed.
    pub String,
);

impl Name {
    /// As typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Folded tokens in the order typed: `Kim, Min-jun` gives `kim`, `min`, `jun`.
    pub fn tokens(&self) -> Vec<String> {
        words(&self.0)
    }

    /// Folded tokens sorted, so that name order does not matter.
    pub fn token_set(&self) -> Vec<String> {
        let mut tokens = self.tokens();
        tokens.sort_unstable();
        tokens.dedup();
        tokens
    }
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn order_and_accents_do_not_matter() {
        let one = Name("Núñez García, María".into());
        let other = Name("maria nunez garcia".into());
        assert_eq!(one.token_set(), other.token_set());
        assert_eq!(one.tokens(), ["nunez", "garcia", "maria"]);
    }
}
