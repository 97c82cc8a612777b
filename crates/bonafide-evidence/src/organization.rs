//! The name of a company or school, made comparable.

use crate::domain_label::is_of_hiring;
use bonafide_application::words;

/// Legal forms and small words, folded: two spellings of one name differ in them.
const DROPPED: [&str; 42] = [
    "ab",
    "ag",
    "and",
    "as",
    "at",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "de",
    "der",
    "et",
    "for",
    "gmbh",
    "group",
    "holding",
    "holdings",
    "in",
    "inc",
    "incorporated",
    "kg",
    "la",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "nv",
    "of",
    "oy",
    "plc",
    "pte",
    "pty",
    "pvt",
    "sa",
    "se",
    "sl",
    "spa",
    "srl",
    "the",
    "und",
];

/// The most words of a name that are compared; the longest official names have about as many.
const WORDS_MAX: usize = 16;

/// The folded words of an organization's name, without legal forms and small words.
pub(crate) struct Organization {
    words: Vec<String>,
}

impl Organization {
    /// Reads a name; `None` where nothing is left to compare.
    pub(crate) fn read(name: &str) -> Option<Organization> {
        let mut words = words(name);
        words.retain(|word| !DROPPED.contains(&word.as_str()));
        words.truncate(WORDS_MAX);
        (!words.is_empty()).then_some(Organization { words })
    }

    /// Whether the two may be one: all words of one stand in the other, in any order, or one is
    /// the initials of the other. It errs towards yes.
    pub(crate) fn may_be(&self, other: &Organization) -> bool {
        let within = |few: &Organization, many: &Organization| {
            few.words.iter().all(|word| many.words.contains(word))
        };
        within(self, other)
            || within(other, self)
            || self.abbreviates(other)
            || other.abbreviates(self)
    }

    /// Whether a label of an internet domain (`acme`, `ibm`, `janewrites`) may be of this
    /// organization: it holds one of its words of three letters or more, is part of them written
    /// together, or is their initials.
    pub(crate) fn may_own(&self, label: &str) -> bool {
        let label: String = label.chars().filter(char::is_ascii_alphanumeric).collect();
        if label.len() < 2 {
            return false;
        }
        let together = self.words.concat();
        self.words.iter().any(|word| word.len() >= 3 && label.contains(word.as_str()))
            || (label.len() >= 3 && together.contains(&label))
            || self.begins(&label)
    }

    /// Whether the name itself is of hiring, as an agency's may be.
    pub(crate) fn is_of_hiring(&self) -> bool {
        self.words.iter().any(|word| is_of_hiring(&format!("name-{word}")))
    }

    /// Whether this is one word, the initials of the other's.
    fn abbreviates(&self, other: &Organization) -> bool {
        self.words.len() == 1 && other.begins(&self.words[0])
    }

    /// Whether the letters are the initials of at least two words.
    fn begins(&self, letters: &str) -> bool {
        self.words.len() >= 2
            && letters.len() == self.words.len()
            && self.words.iter().zip(letters.chars()).all(|(word, c)| word.starts_with(c))
    }
}

#[cfg(test)]
mod tests {
    use super::Organization;

    fn read(name: &str) -> Organization {
        Organization::read(name).expect("a name")
    }

    #[test]
    fn spellings_of_one_organization_meet() {
        for (one, other, want) in [
            ("Acme, Inc.", "ACME GmbH", true),
            ("Acme", "Acme Cloud Services", true),
            ("MIT", "Massachusetts Institute of Technology", true),
            ("The University of Texas at Austin", "University of Texas, Austin", true),
            ("Acme", "Initech", false),
            ("Acme Foods", "Acme Motors", false),
        ] {
            assert_eq!(read(one).may_be(&read(other)), want, "{one} and {other}");
            assert_eq!(read(other).may_be(&read(one)), want, "{other} and {one}");
        }
        assert!(Organization::read("The Company, Ltd.").is_none());
    }

    #[test]
    fn a_domain_holds_a_word_or_the_initials() {
        for (name, label, want) in [
            ("Acme Robotics", "acme", true),
            ("Acme Robotics", "acmerobotics-hq", true),
            ("International Business Machines", "ibm", true),
            ("Acme Robotics", "initech", false),
            ("Acme Robotics", "a", false),
        ] {
            assert_eq!(read(name).may_own(label), want, "{name} and {label}");
        }
    }
}
