//! Domains of e-mail addresses.

use crate::packed::{Packed, Texts};
use bonafide_application::Country;
use rustc_hash::{FxHashMap, FxHasher};
use std::collections::{HashMap, HashSet};
use std::hash::Hasher;

/// What is known of mail domains.
pub struct MailDomains {
    disposable: Texts,
    /// Index into [`SOURCES`] of each disposable domain.
    disposable_of: Vec<u32>,
    free: Texts,
    schools: Texts,
    school_names: Texts,
    forwarding: HashSet<&'static str>,
    /// Well-known domains, and whether each is a mail provider's rather than an employer's.
    well_known: HashMap<&'static str, bool>,
    /// Well-known domains by a hash of each text that is left when one letter is dropped, and of
    /// themselves. What is found is compared letter by letter, so that equal hashes do no harm.
    near: FxHashMap<u64, Vec<&'static str>>,
    /// The user's own lists, which come first.
    own: HashMap<String, MailDomain>,
}

/// What is known of one domain.
#[derive(Clone, Debug, PartialEq)]
pub enum MailDomain {
    /// A provider where anybody can open a mailbox.
    Free,
    /// A provider of mailboxes that are meant to be thrown away.
    Disposable {
        /// Who says so, with its date.
        source: &'static str,
    },
    /// A service that forwards to a mailbox which it hides, for privacy.
    Forwarding,
    /// A school's.
    School {
        /// Name of the school.
        name: String,
        /// Country of the school.
        country: Option<Country>,
    },
    /// One or two letters away from a well-known domain, and not itself known.
    LookAlike {
        /// The well-known domain.
        of: String,
    },
    /// Nothing is known: a company's or a person's own, most likely.
    Own,
}

/// Who lists a disposable domain, as `tables/src/mail_domains.rs` numbers them.
const SOURCES: [&str; 2] = ["disposable-email-domains 2026-11-09", "fakefilter 2026-02-17"];

/// Signs that look like letters: a digit or a pair in place of one.
const LOOKS_LIKE: &[(&str, &str)] =
    &[("0", "o"), ("1", "l"), ("1", "i"), ("3", "e"), ("5", "s"), ("rn", "m"), ("vv", "w")];

/// Endings that are bought in place of `com`, and hardly ever by the owner of the name.
const CHEAP_ENDINGS: &[&str] =
    &["cm", "om", "con", "info", "biz", "xyz", "site", "online", "top", "careers", "work"];

/// Further endings that are typed in place of a mail provider's (`gmail.co`).
const TYPED_ENDINGS: &[&str] = &["com", "co", "net", "org"];

/// Domains shorter than this, without ending, have too many honest neighbours.
const NAME_MIN: usize = 5;

/// Employers' names shorter than this have neighbours that are other employers': `abode.com` is no
/// slip of `adobe.com`. Mail providers have few honest neighbours.
const EMPLOYER_NAME_MIN: usize = 8;

/// The longest domain that is compared with others (DNS allows 253).
const DOMAIN_MAX: usize = 64;

impl MailDomains {
    /// The domains compiled into the program.
    pub fn built_in() -> MailDomains {
        let mut packed = Packed::open(include_bytes!("../data/mail_domains.zst"));
        let texts = |packed: &mut Packed| {
            let count = packed.number() as usize;
            packed.texts(count)
        };
        let disposable = texts(&mut packed);
        let disposable_of = (0..disposable.len()).map(|_| packed.index()).collect();
        let free = texts(&mut packed);
        let schools = texts(&mut packed);
        let school_names = packed.texts(schools.len());
        let lines = |text: &'static str| text.lines().map(str::trim).filter(|l| !l.is_empty());
        let well_known: HashMap<&str, bool> = lines(include_str!("../data/well_known_domains.csv"))
            .skip(1)
            .filter_map(|row| row.split_once(','))
            .map(|(domain, kind)| (domain, kind == "mail"))
            .collect();
        let forwarding = lines(include_str!("../data/forwarding.csv")).skip(1);
        let mut near: FxHashMap<u64, Vec<&str>> = FxHashMap::default();
        for domain in well_known.keys() {
            for shorter in shortened(domain) {
                near.entry(shorter).or_default().push(domain);
            }
        }
        for of in near.values_mut() {
            of.sort_unstable();
        }
        MailDomains {
            disposable,
            disposable_of,
            free,
            schools,
            school_names,
            forwarding: forwarding.filter_map(|row| Some(row.split_once(',')?.0)).collect(),
            well_known,
            near,
            own: HashMap::new(),
        }
    }

    /// Looks a domain up (lower case).
    pub fn find(&self, domain: &str) -> MailDomain {
        if let Some(known) = self.known(domain) {
            return known;
        }
        match self.look_alike(domain) {
            Some(of) => MailDomain::LookAlike { of: of.to_owned() },
            None => MailDomain::Own,
        }
    }

    /// Takes the user's own domains, in place of what is compiled in for them.
    pub(crate) fn add(&mut self, domains: Vec<String>, as_what: &MailDomain) {
        self.own.extend(domains.into_iter().map(|domain| (domain, as_what.clone())));
    }

    /// How many domains are compiled in: disposable, free and schools'.
    pub(crate) fn rows(&self) -> [usize; 3] {
        [self.disposable.len(), self.free.len(), self.schools.len()]
    }

    /// What a list says of a domain or of a domain above it (`cs.utexas.edu`).
    fn known(&self, domain: &str) -> Option<MailDomain> {
        let own = self.own.contains_key(domain);
        if !own && self.well_known.contains_key(domain) && self.free.equal(domain).is_empty() {
            return Some(MailDomain::Own);
        }
        let mut above = domain;
        loop {
            if let Some(own) = self.own.get(above) {
                return Some(own.clone());
            }
            if self.forwarding.contains(above) {
                return Some(MailDomain::Forwarding);
            }
            if let Some(at) = self.disposable.equal(above).next() {
                let source = SOURCES.get(self.disposable_of[at] as usize)?;
                return Some(MailDomain::Disposable { source });
            }
            if !self.free.equal(above).is_empty() {
                return Some(MailDomain::Free);
            }
            if let Some(at) = self.schools.equal(above).next() {
                let name = self.school_names.get(at).to_owned();
                return Some(MailDomain::School { name, country: country_of(above) });
            }
            above = above.split_once('.').map(|(_, above)| above).filter(|a| a.contains('.'))?;
        }
    }

    /// The well-known domain from which this one is a slip or a trick away.
    fn look_alike(&self, domain: &str) -> Option<&'static str> {
        if domain.len() > DOMAIN_MAX || !domain.is_ascii() {
            return None;
        }
        let (name, ending) = domain.split_once('.')?;
        let tricks = [("-", "")].iter().chain(LOOKS_LIKE);
        let mut spellings: Vec<String> = tricks
            .filter(|(sign, _)| name.contains(sign))
            .map(|(sign, letter)| format!("{}.{ending}", name.replace(sign, letter)))
            .collect();
        if CHEAP_ENDINGS.contains(&ending) {
            spellings.extend(["com", "net"].map(|other| format!("{name}.{other}")));
        }
        let known = |spelling: &String| self.well_known.get_key_value(spelling.as_str());
        let exact = spellings.iter().find_map(known).map(|(of, _)| *of);
        let typed = || {
            if !TYPED_ENDINGS.contains(&ending) {
                return None;
            }
            let other = ["com", "net"].map(|other| format!("{name}.{other}"));
            let of = other.iter().find_map(known).filter(|(_, is_mail)| **is_mail);
            of.map(|(of, _)| *of)
        };
        let trick = exact.or_else(typed).filter(|of| self::name(of).len() >= NAME_MIN);
        trick.or_else(|| self.one_letter_away(domain))
    }

    /// One letter more, less, other, or two neighbours swapped, in the name before the ending.
    fn one_letter_away(&self, domain: &str) -> Option<&'static str> {
        let (name, ending) = domain.split_once('.')?;
        let mut candidates: Vec<&str> = shortened(domain)
            .filter_map(|shorter| self.near.get(&shorter))
            .flatten()
            .copied()
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        candidates.into_iter().find(|of| {
            let Some((well_known, its_ending)) = of.split_once('.') else { return false };
            let is_mail = self.well_known.get(of).copied().unwrap_or_default();
            let long_enough = if is_mail { NAME_MIN } else { EMPLOYER_NAME_MIN };
            let doubled = undoubled(name) == undoubled(well_known);
            ending == its_ending
                && well_known.len() >= NAME_MIN
                && (well_known.len() >= long_enough || doubled)
                && is_one_edit(name, well_known)
        })
    }
}

/// A name with runs of one letter made one.
fn undoubled(name: &str) -> String {
    let mut once = String::with_capacity(name.len());
    for c in name.chars() {
        if !once.ends_with(c) {
            once.push(c);
        }
    }
    once
}

fn name(domain: &str) -> &str {
    domain.split_once('.').map_or(domain, |(name, _)| name)
}

/// Hashes of a domain, and of it with each letter of its name left out.
fn shortened(domain: &str) -> impl Iterator<Item = u64> {
    let left_out = name(domain).char_indices().map(|(at, c)| (at, at + c.len_utf8()));
    std::iter::once((0, 0)).chain(left_out).map(|(from, to)| {
        let mut hasher = FxHasher::default();
        let left = domain.bytes().take(from).chain(domain.bytes().skip(to));
        left.for_each(|byte| hasher.write_u8(byte));
        hasher.finish()
    })
}

fn is_one_edit(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let end = a[start..].iter().rev().zip(b[start..].iter().rev()).take_while(|(x, y)| x == y);
    let end = end.count();
    match (a.len() - start - end, b.len() - start - end) {
        (0 | 1, 1) | (1, 0) => true,
        (2, 2) => a[start] == b[start + 1] && a[start + 1] == b[start],
        _ => false,
    }
}

/// The country whose ending a school's domain bears; schools of many countries end in `edu`.
fn country_of(domain: &str) -> Option<Country> {
    match domain.rsplit('.').next()? {
        "uk" => Country::parse("GB"),
        "ac" | "eu" | "io" | "co" | "me" | "tv" | "ai" => None,
        two => Country::parse(two),
    }
}

#[cfg(test)]
mod tests {
    use super::{MailDomain, MailDomains};

    #[test]
    fn known_domains_are_what_they_are() {
        let domains = MailDomains::built_in();
        for domain in ["gmail.com", "outlook.com", "qq.com", "proton.me", "yandex.ru", "gmx.de"] {
            assert_eq!(domains.find(domain), MailDomain::Free, "{domain}");
        }
        for domain in ["mailinator.com", "guerrillamail.com", "10minutemail.com", "x.yopmail.com"] {
            let found = domains.find(domain);
            assert!(matches!(found, MailDomain::Disposable { .. }), "{domain}: {found:?}");
        }
        for domain in ["privaterelay.appleid.com", "duck.com", "mozmail.com"] {
            assert_eq!(domains.find(domain), MailDomain::Forwarding, "{domain}");
        }
        let school = domains.find("cs.utexas.edu");
        assert!(matches!(&school, MailDomain::School { name, .. } if name.contains("Texas")));
    }

    #[test]
    fn slips_and_tricks_are_look_alikes() {
        let domains = MailDomains::built_in();
        for (domain, of) in [
            ("gmaill.com", "gmail.com"),
            ("gmali.com", "gmail.com"),
            ("gmai.com", "gmail.com"),
            ("outlo0k.com", "outlook.com"),
            ("rnicrosoft.com", "microsoft.com"),
            ("micro-soft.com", "microsoft.com"),
            ("paypa1.com", "paypal.com"),
            ("linkedln.com", "linkedin.com"),
            ("microsoft.xyz", "microsoft.com"),
        ] {
            assert_eq!(domains.find(domain), MailDomain::LookAlike { of: of.into() }, "{domain}");
        }
    }

    #[test]
    fn real_domains_are_no_look_alikes() {
        let domains = MailDomains::built_in();
        for domain in [
            "google.com",
            "microsoft.com",
            "ymail.com",
            "mail.com",
            "gmx.com",
            "email.com",
            "hey.com",
            "intuit.com",
            "stride.com",
            "abode.com",
            "apple.co",
            "ibm.com",
            "meta.com",
            "example.com",
            "live.co.uk",
            "yahoo.co.uk",
            "yahoo.fr",
            "hotmail.fr",
            "outlook.de",
            "acme-robotics.io",
            "",
            ".",
            "ß.com",
        ] {
            let found = domains.find(domain);
            assert!(!matches!(found, MailDomain::LookAlike { .. }), "{domain}: {found:?}");
        }
        let long = format!("{}.com", "g".repeat(1_000_000));
        assert_eq!(domains.find(&long), MailDomain::Own);
    }
}
