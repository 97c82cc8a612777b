//! One application reduced to what two can be compared by: a few hashes and dates.

use crate::{
    history::{self, Job},
    key::Key,
    keys,
    kind::Kind,
};
use bonafide_application::fold;
use bonafide_reference::{Precision, Spot, Subject};
use std::net::IpAddr;

/// What is kept in memory of an application while links are sought: about 300 bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sketch {
    /// Hashes of the folded tokens of the name and of other names given, sorted.
    pub name: Box<[u32]>,
    /// Whether the name is typed in Latin letters. Two scripts of one name share no token, so
    /// that names in different scripts are not compared.
    pub latin: bool,
    /// Hash of the name's own token set; `None` where it has no letters.
    pub name_set: Option<u32>,
    /// Date of birth as days since year 0.
    pub born: Option<i32>,
    /// Phone.
    pub phone: Option<Key>,
    /// Mailbox.
    pub email: Option<Key>,
    /// Street address.
    pub address: Option<Key>,
    /// Where the claimed home lies, where it is known to a city.
    pub home: Option<Spot>,
    /// Device of the form.
    pub device: Option<Key>,
    /// Network of the form by its prefix: 24 bits of IPv4, 48 of IPv6.
    pub prefix: Option<u32>,
    /// Profiles.
    pub profiles: Box<[Key]>,
    /// Mailboxes and phones of references.
    pub references: Box<[Key]>,
    /// Agency that submitted.
    pub agency: Option<u32>,
    /// Jobs, the latest first.
    pub jobs: Box<[Job]>,
    /// Schools.
    pub schools: Box<[u32]>,
    /// When it was submitted, in seconds since 1970.
    pub submitted: i64,
}

impl Sketch {
    /// Reduces an application.
    pub fn of(subject: &Subject<'_>) -> Sketch {
        let application = subject.application;
        let applicant = &application.applicant;
        let resume = application.resume.as_ref();
        let given = applicant.also_known_as.iter().flat_map(bonafide_application::Name::tokens);
        let tokens: Vec<String> = subject.name.iter().cloned().chain(given).collect();
        // An initial, or a stray letter, is no name in common.
        let whole: Vec<&String> = tokens.iter().filter(|token| token.len() > 1).collect();
        let compared = if whole.is_empty() { tokens.iter().collect() } else { whole };
        let mut name: Vec<u32> = compared.into_iter().map(|token| history::hash(token)).collect();
        name.sort_unstable();
        name.dedup();
        let mut name_set = applicant.name.token_set();
        if name_set.iter().any(|token| token.len() > 1) {
            name_set.retain(|token| token.len() > 1);
        }
        let mut schools: Vec<u32> = resume.map_or_else(Vec::new, |resume| {
            let schools = resume.education.iter().filter_map(|e| e.institution.as_deref());
            schools.map(|school| history::hash(&fold(school))).collect()
        });
        schools.sort_unstable();
        let mut profiles: Vec<Key> = subject
            .links
            .iter()
            .filter(|link| link.handle().is_some())
            .map(|link| Key::new(Kind::Profile, &link.normal()))
            .collect();
        profiles.sort_unstable();
        let device = application.session.as_ref().and_then(|s| s.device_id.as_deref());
        Sketch {
            name: name.into(),
            latin: is_latin(applicant.name.as_str()),
            name_set: (!name_set.is_empty()).then(|| history::hash(&name_set.join(" "))),
            born: applicant.born_on.map(|day| {
                i32::from(day.year()) * 372 + i32::from(day.month()) * 31 + i32::from(day.day())
            }),
            phone: subject.phone.as_ref().map(|phone| Key::of_phone(Kind::Phone, phone)),
            email: subject.email.as_ref().map(|email| Key::new(Kind::Email, &email.mailbox)),
            address: keys::place::normal(&applicant.address)
                .map(|address| Key::new(Kind::Address, &address)),
            home: subject
                .home
                .as_ref()
                .filter(|home| home.precision == Precision::City)
                .map(|home| home.spot),
            device: device.map(|device| Key::new(Kind::Device, device)),
            prefix: subject.network.as_ref().map(|network| prefix(network.address)),
            profiles: profiles.into(),
            references: references(subject),
            agency: agency(subject),
            jobs: resume.map_or_else(Vec::new, history::jobs).into(),
            schools: schools.into(),
            submitted: application.submitted_at.as_second(),
        }
    }
}

/// The agency by its name; where only the channel says that there is one, by its mail domain.
fn agency(subject: &Subject<'_>) -> Option<u32> {
    let source = &subject.application.source;
    if let Some(name) = &source.agency {
        return Some(history::hash(&fold(name)));
    }
    let by_channel = source.channel.as_deref() == Some("agency");
    let domain = subject.email.as_ref().map(|email| email.domain.as_str());
    by_channel.then(|| history::hash(domain.unwrap_or("agency")))
}

fn references(subject: &Subject<'_>) -> Box<[Key]> {
    let emails = subject.references.iter().filter_map(|referee| referee.email.as_ref());
    let phones = subject.references.iter().filter_map(|referee| referee.phone.as_ref());
    let mut keys: Vec<Key> = emails
        .map(|email| Key::new(Kind::ReferenceEmail, &email.mailbox))
        .chain(phones.map(|phone| Key::of_phone(Kind::ReferencePhone, phone)))
        .collect();
    keys.sort_unstable();
    keys.into()
}

/// Whether all letters are of the Latin alphabet and its extensions (which end at U+024F, and have
/// an additional block at U+1E00).
fn is_latin(name: &str) -> bool {
    let other = |c: char| c > '\u{024F}' && !('\u{1E00}'..='\u{1EFF}').contains(&c);
    !name.chars().any(|c| c.is_alphabetic() && other(c))
}

fn prefix(address: IpAddr) -> u32 {
    match address {
        IpAddr::V4(v4) => u32::from(v4) >> 8,
        IpAddr::V6(v6) => history::hash(&format!("{:x}", u128::from(v6) >> 80)),
    }
}
