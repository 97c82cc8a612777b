//! Telephone numbers of places, and the ways in which people type them.

use crate::random::Random;

/// A number in its parts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Number {
    /// Calling code of the country, without `+`.
    pub(crate) country: &'static str,
    /// Digits after it.
    pub(crate) national: String,
}

impl Number {
    /// As one person types it; the manner is drawn once per person.
    pub(crate) fn typed(&self, manner: usize) -> String {
        let digits = &self.national;
        if self.country != "1" || digits.len() != 10 {
            return match manner % 3 {
                0 => format!("+{}{digits}", self.country),
                1 => format!("+{} {digits}", self.country),
                _ => format!("+{} {} {}", self.country, &digits[..2], &digits[2..]),
            };
        }
        let (area, middle, last) = (&digits[..3], &digits[3..6], &digits[6..]);
        match manner % 8 {
            0 | 1 => format!("+1{digits}"),
            2 => format!("+1 {area}-{middle}-{last}"),
            3 => format!("+1 ({area}) {middle}-{last}"),
            4 => format!("({area}) {middle}-{last}"),
            5 => format!("{area}-{middle}-{last}"),
            6 => format!("+1 {area} {middle} {last}"),
            _ => format!("{area}.{middle}.{last}"),
        }
    }
}

/// A number of North America in an area code.
pub(crate) fn north_american(area: &str, random: &mut Random) -> Number {
    // The second and third digit of an exchange are never both 1, and 555 is not given out.
    let exchange = loop {
        let drawn = random.between(220, 989);
        if drawn % 100 != 11 && drawn != 555 {
            break drawn;
        }
    };
    Number { country: "1", national: format!("{area}{exchange}{:04}", random.below(10_000)) }
}

/// A mobile number of a country other than the United States; `None` where the plan is not known.
pub(crate) fn mobile(country: &str, random: &mut Random) -> Option<Number> {
    drawn(&PLANS, country, random)
}

/// A number of the range that a country's plan has for internet lines; `None` where it has none.
pub(crate) fn internet(country: &str, random: &mut Random) -> Option<Number> {
    drawn(&INTERNET, country, random)
}

/// Country, calling code, beginnings, digits in all.
type Range = (&'static str, &'static str, &'static [&'static str], usize);

fn drawn(ranges: &[Range], country: &str, random: &mut Random) -> Option<Number> {
    let (_, code, starts, digits) = ranges.iter().find(|range| range.0 == country)?;
    let start = random.pick(starts);
    let mut national = String::from(start);
    while national.len() < *digits {
        // Not zero at first, so that no shorter range of special numbers is met.
        let low = i64::from(national.len() == start.len()) * 2;
        national.push(char::from(b'0' + random.between(low, 9) as u8));
    }
    Some(Number { country: code, national })
}

/// Country, calling code, beginnings of mobile numbers, digits in all (ITU-T E.164 national plans).
#[rustfmt::skip]
const PLANS: [Range; 22] = [
    ("GB", "44", &["7400", "7700", "7800", "7911", "7500"], 10),
    ("DE", "49", &["151", "160", "170", "171", "175"], 11),
    ("IN", "91", &["98", "99", "97", "90", "88"], 10),
    ("PL", "48", &["50", "60", "66", "69", "78"], 9),
    ("BR", "55", &["119", "219", "319", "419", "519"], 11),
    ("FR", "33", &["61", "62", "66", "67", "76"], 9),
    ("NL", "31", &["61", "62", "64", "65"], 9),
    ("ES", "34", &["61", "62", "65", "66"], 9),
    ("UA", "380", &["50", "67", "63", "93"], 9),
    ("CN", "86", &["138", "139", "158", "186"], 11),
    ("NG", "234", &["803", "806", "703", "813"], 10),
    ("PH", "63", &["917", "918", "927", "905"], 10),
    ("MX", "52", &["55", "33", "81"], 10),
    ("AU", "61", &["40", "41", "42", "43"], 9),
    ("SG", "65", &["91", "92", "96", "98"], 8),
    ("KR", "82", &["10"], 10),
    ("PK", "92", &["300", "301", "321", "333"], 10),
    ("VN", "84", &["90", "91", "98"], 9),
    ("IE", "353", &["85", "86", "87"], 9),
    ("RO", "40", &["72", "74", "75"], 9),
    ("AE", "971", &["50", "55"], 9),
    ("ZA", "27", &["82", "83", "72"], 9),
];

/// Ranges of internet lines, in the same order of columns (the same plans).
#[rustfmt::skip]
const INTERNET: [Range; 7] = [
    ("GB", "44", &["56"], 10),
    ("FR", "33", &["9"], 9),
    ("NL", "31", &["85"], 9),
    ("IE", "353", &["76"], 9),
    ("KR", "82", &["70"], 10),
    ("PL", "48", &["39"], 9),
    ("SG", "65", &["31"], 8),
];

#[cfg(test)]
mod tests {
    use super::{INTERNET, Random, internet, mobile, north_american};
    use bonafide_reference::{LineKind, Phones};

    #[test]
    fn internet_lines_are_known_as_such() {
        let (phones, mut random) = (Phones::built_in(), Random::at(2, &[]));
        let line = |number: super::Number| phones.find(&number.typed(0), None).map(|f| f.line);
        for (country, ..) in INTERNET {
            for _ in 0..20 {
                let number = internet(country, &mut random).expect("a range");
                assert_eq!(line(number.clone()), Some(LineKind::Internet), "{number:?}");
            }
        }
    }

    #[test]
    fn numbers_are_whole_and_typed_in_several_ways() {
        let mut random = Random::at(1, &[]);
        let number = north_american("512", &mut random);
        assert_eq!(number.national.len(), 10);
        assert!(number.typed(4).starts_with("(512) "));
        let abroad = mobile("GB", &mut random).expect("a plan");
        assert_eq!(abroad.national.len(), 10);
        assert!(abroad.typed(0).starts_with("+447"));
    }
}
