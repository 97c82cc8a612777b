//! Telephone numbers: what a numbering plan says of one.

use crate::Spot;
use crate::packed::{Packed, Texts};
use bonafide_application::Country;

/// Numbering plans of the world: one automaton over the digits of all numbers.
pub struct Phones {
    prefixes: Vec<Prefixes>,
    verdicts: Vec<(Option<Country>, LineKind)>,
    /// Ten next states each; 0 is none.
    next: Vec<[u32; 10]>,
    /// Index into `verdicts` less one; 0 is none.
    says: Vec<u16>,
    area_names: Texts,
    areas: Vec<(String, Option<Spot>)>,
    /// Calling code and first digits, and index into `areas`.
    area_prefixes: Vec<u64>,
    area_of: Vec<u32>,
    inboxes: Vec<u64>,
}

/// What people dial before a number.
struct Prefixes {
    country: Country,
    /// The calling code (`49`).
    code: String,
    /// Before a national number (`0`).
    national: String,
    /// Before an international number (`00`).
    international: String,
}

/// The shortest and the longest number, with calling code (ITU-T E.164).
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// Letters and signs of a typed number that are read; the rest is an extension or prose.
const TYPED_MAX: usize = 40;

/// What the numbering plan says of one number.
#[derive(Clone, Debug, PartialEq)]
pub struct PhoneFacts {
    /// `+` and digits: equal for two spellings of one number.
    pub e164: String,
    /// Country that the number belongs to; `None` where several share it and it can't be told.
    pub country: Option<Country>,
    /// State or province code (`TX`) of a geographic number of the North American plan.
    pub region: Option<String>,
    /// Locality or area as the plan names it (`Dallas, TX`).
    pub area: Option<String>,
    /// Middle of the area, with its radius.
    pub spot: Option<Spot>,
    /// Kind of line.
    pub line: LineKind,
}

/// Kind of telephone line, as far as the number itself says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// A mobile line.
    Mobile,
    /// A landline.
    Fixed,
    /// A landline or a mobile line: the plan does not tell (all of North America).
    FixedOrMobile,
    /// An internet line, or a number known to belong to an internet provider.
    Internet,
    /// A number of which messages can be read by anybody on a public site.
    PublicInbox,
    /// Toll-free, premium, pager or another special number.
    Special,
    /// A valid number of which the plan does not tell the kind.
    Unknown,
}

impl Phones {
    /// The numbering plans compiled into the program.
    pub fn built_in() -> Phones {
        let mut packed = Packed::open(include_bytes!("../data/phones.zst"));
        let prefixes = (0..packed.number()).filter_map(|_| prefixes(&mut packed)).collect();
        let verdicts = (0..packed.number())
            .map(|_| (packed.country(), line(packed.bytes(1).first().copied())))
            .collect();
        let mut next = vec![[0; 10]];
        let mut says = vec![0];
        for _ in 0..packed.number() {
            says.push(packed.index() as u16);
            next.push(std::array::from_fn(|_| packed.index()));
        }
        let count = packed.number() as usize;
        let mut names = Vec::with_capacity(count);
        let mut areas = Vec::with_capacity(count);
        for _ in 0..count {
            names.push(packed.text());
            areas.push((packed.text(), packed.spot()));
        }
        let area_prefixes = packed.rising();
        let area_of = area_prefixes.iter().map(|_| packed.index()).collect();
        let inboxes = packed.rising();
        let area_names = Texts::of(&names);
        Phones {
            prefixes,
            verdicts,
            next,
            says,
            area_names,
            areas,
            area_prefixes,
            area_of,
            inboxes,
        }
    }

    /// Looks a number up. `home` is the country assumed where the number has no `+`; a number of
    /// ten digits without either is not guessed. `None` where it is no possible number.
    pub fn find(&self, typed: &str, home: Option<Country>) -> Option<PhoneFacts> {
        let (digits, international) = digits(typed)?;
        if international {
            return self.facts(&digits).or_else(|| self.facts(&without_trunk_zero(typed)?));
        }
        let home = home.and_then(|home| self.prefixes.iter().find(|p| p.country == home));
        let Some(home) = home else {
            // Eleven digits that begin with 1 are written so in North America alone.
            let american = digits.len() == 11 && digits.starts_with('1');
            return if american {
                self.facts(&digits)
            } else {
                self.facts(dialled("00", &digits)?)
            };
        };
        if let Some(abroad) =
            dialled(&home.international, &digits).or_else(|| dialled("00", &digits))
        {
            return self.facts(abroad);
        }
        let national = |digits: &str| self.facts(&format!("{}{digits}", home.code));
        let known = |facts: &PhoneFacts| facts.line != LineKind::Unknown;
        let whole = national(&digits);
        if whole.as_ref().is_some_and(known) {
            return whole;
        }
        let trimmed = dialled(&home.national, &digits).and_then(national);
        let coded = || self.facts(&digits).filter(|_| digits.starts_with(&home.code));
        trimmed.or(whole).or_else(coded)
    }

    /// Calling codes and area codes of a country of the North American plan, with the region code
    /// of each: `("1512", "TX")`. In order of digits.
    pub fn area_codes(&self, country: Country) -> impl Iterator<Item = (String, &str)> {
        self.area_prefixes.iter().zip(&self.area_of).filter_map(move |(prefix, area)| {
            let code = prefix.to_string();
            let of = self.facts(&format!("{code}5550100"))?.country;
            let region = self.areas.get(*area as usize)?.0.as_str();
            (code.len() == 4 && of == Some(country)).then_some((code, region))
        })
    }

    /// How many areas and public inboxes are compiled in.
    pub(crate) fn rows(&self) -> [usize; 2] {
        [self.area_prefixes.len(), self.inboxes.len()]
    }

    /// A number with its calling code.
    fn facts(&self, digits: &str) -> Option<PhoneFacts> {
        if !DIGITS.contains(&digits.len()) {
            return None;
        }
        let mut state = self.next.len() - 1;
        for digit in digits.bytes() {
            state = self.next[state][usize::from(digit - b'0')] as usize;
            if state == 0 {
                return None;
            }
        }
        let verdict = usize::from(self.says[state]).checked_sub(1)?;
        let (country, mut line) = self.verdicts[verdict];
        let number: u64 = digits.parse().ok()?;
        if self.inboxes.binary_search(&number).is_ok() {
            line = LineKind::PublicInbox;
        }
        let area = if line == LineKind::Special { None } else { self.area(digits) };
        Some(PhoneFacts {
            e164: format!("+{digits}"),
            country,
            region: area.map(|area| self.areas[area].0.clone()).filter(|region| !region.is_empty()),
            area: area.map(|area| self.area_names.get(area).to_owned()),
            spot: area.and_then(|area| self.areas[area].1),
            line,
        })
    }

    /// The narrowest area of a North American number.
    fn area(&self, digits: &str) -> Option<usize> {
        if !digits.starts_with('1') || digits.len() != 11 {
            return None;
        }
        [7, 4].into_iter().find_map(|length| {
            let prefix: u64 = digits[..length].parse().ok()?;
            let at = self.area_prefixes.binary_search(&prefix).ok()?;
            Some(self.area_of[at] as usize).filter(|area| *area < self.areas.len())
        })
    }
}

fn prefixes(packed: &mut Packed) -> Option<Prefixes> {
    let country = packed.country();
    let (code, national, international) = (packed.text(), packed.text(), packed.text());
    Some(Prefixes { country: country?, code, national, international })
}

fn line(kind: Option<u8>) -> LineKind {
    match kind {
        Some(1) => LineKind::Fixed,
        Some(2) => LineKind::Mobile,
        Some(3) => LineKind::FixedOrMobile,
        Some(4) => LineKind::Internet,
        Some(5) => LineKind::Special,
        _ => LineKind::Unknown,
    }
}

/// The digits of a typed number, and whether it begins with `+`. Signs of every script's keyboard
/// separate; a letter ends the number (an extension), and letters before it are no number.
fn digits(typed: &str) -> Option<(String, bool)> {
    let typed = typed.trim();
    let typed = typed.strip_prefix("tel:").unwrap_or(typed);
    let mut digits = String::with_capacity(16);
    let mut international = false;
    for c in typed.chars().take(TYPED_MAX) {
        match c {
            '0'..='9' => digits.push(c),
            // Full-width digits of East Asian keyboards.
            '０'..='９' => digits.push(char::from(b'0' + (c as u32 - '０' as u32) as u8)),
            '+' | '＋' if digits.is_empty() => international = true,
            ';' | ',' | '#' => break,
            c if c.is_alphabetic() => break,
            _ => {}
        }
    }
    (!digits.is_empty()).then_some((digits, international))
}

/// The number without `(0)`, as in `+44 (0)20 7946 0000`.
fn without_trunk_zero(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let shorter = typed.replacen("(0)", "", 1);
    if shorter.len() == typed.len() {
        return None;
    }
    digits(&shorter).map(|(digits, _)| digits)
}

fn dialled<'a>(prefix: &str, digits: &'a str) -> Option<&'a str> {
    if prefix.is_empty() { None } else { digits.strip_prefix(prefix) }
}

#[cfg(test)]
mod tests {
    use super::{LineKind, Phones};
    use bonafide_application::Country;

    fn country(code: &str) -> Option<Country> {
        Country::parse(code)
    }

    #[test]
    fn spellings_of_one_number_meet() {
        let phones = Phones::built_in();
        for (typed, home) in [
            ("+1 512 555 0100", None),
            ("+1 (512) 555-0100", None),
            ("1-512-555-0100", None),
            ("(512) 555.0100", country("US")),
            ("512-555-0100 ext. 7", country("US")),
            ("tel:+1-512-555-0100;ext=7", None),
            ("001 512 555 0100", country("DE")),
            ("+１５１２５５５０１００", None),
        ] {
            let found = phones.find(typed, home).map(|facts| facts.e164);
            assert_eq!(found.as_deref(), Some("+15125550100"), "{typed:?}");
        }
        for (typed, home, want) in [
            ("+44 (0)20 7946 0000", None, "+442079460000"),
            ("020 7946 0000", country("GB"), "+442079460000"),
            ("0049 30 901820", None, "+4930901820"),
            ("030 901820", country("DE"), "+4930901820"),
            ("98765 43210", country("IN"), "+919876543210"),
            ("06 6982", country("IT"), "+39066982"),
        ] {
            let found = phones.find(typed, home).map(|facts| facts.e164);
            assert_eq!(found.as_deref(), Some(want), "{typed:?}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        let phones = Phones::built_in();
        for typed in ["", "n/a", "+", "12345", "+999 123 4567", "+1 012 555 0100", "5125550100"] {
            assert_eq!(phones.find(typed, None), None, "{typed:?}");
        }
        assert_eq!(phones.find(&"9".repeat(1_000_000), country("US")), None);
    }

    #[test]
    fn an_area_code_tells_country_and_region() {
        let phones = Phones::built_in();
        for (typed, want) in [
            ("+15125550100", Some(("US", Some("TX")))),
            ("+14165550100", Some(("CA", Some("ON")))),
            ("+18765550100", Some(("JM", None))),
            ("+12025550100", Some(("US", Some("DC")))),
            ("+16465550100", Some(("US", Some("NY")))),
        ] {
            let facts = phones.find(typed, None).expect("a number");
            let country = facts.country.map(|c| c.to_string());
            assert_eq!(
                country.as_deref().map(|c| (c, facts.region.as_deref())),
                want,
                "{typed}: {facts:?}"
            );
        }
        let dallas = phones.find("+1 214 220 0100", None).expect("a number");
        assert_eq!(dallas.area.as_deref(), Some("Dallas, TX"));
        let spot = dallas.spot.expect("a spot");
        assert!((spot.latitude - 32.8).abs() < 0.3 && (spot.longitude + 96.8).abs() < 0.3);
    }

    #[test]
    fn a_number_tells_its_line() {
        let phones = Phones::built_in();
        for (typed, want) in [
            ("+15125550100", LineKind::FixedOrMobile),
            ("+18005550100", LineKind::Special),
            ("+447911123456", LineKind::Mobile),
            ("+442079460000", LineKind::Fixed),
            ("+445600123456", LineKind::Internet),
            ("+46200231", LineKind::PublicInbox),
        ] {
            assert_eq!(phones.find(typed, None).map(|f| f.line), Some(want), "{typed}");
        }
    }
}
