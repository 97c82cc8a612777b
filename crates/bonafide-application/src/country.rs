//! A country, as the two letters of ISO 3166-1.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::fmt;

/// Two upper-case ASCII letters; that they are assigned to a country is not checked.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country([u8; 2]);

impl Country {
    /// Reads two letters in either case, with white space around them.
    pub fn parse(text: &str) -> Option<Country> {
        match text.trim().as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(Country([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }

    /// The two letters.
    #[expect(clippy::missing_panics_doc, reason = "two ASCII letters are always UTF-8")]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a country is two ASCII letters")
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Country, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Country::parse(&text)
            .ok_or_else(|| D::Error::custom("a country_code is two letters, as in \"US\""))
    }
}

#[cfg(test)]
mod tests {
    use super::Country;

    #[test]
    fn reads_two_letters_only() {
        assert_eq!(Country::parse(" de ").map(|c| c.to_string()).as_deref(), Some("DE"));
        assert_eq!(Country::parse("USA"), None);
        assert_eq!(Country::parse("U1"), None);
    }
}
