//! How many rare values the members of a ring hold in common, counted on what was written.

use bonafide_application::{Application, Email, ProfileAddress};
use std::collections::{BTreeMap, BTreeSet};

/// Rare values of one ring.
#[derive(Default)]
pub(crate) struct RareValues {
    /// How many at least two members hold.
    pub(crate) shared: u32,
    /// How many of these each member holds.
    pub(crate) held: BTreeMap<u32, u32>,
}

/// Counts the distinct values that at least two persons among these hold: contacts, devices,
/// networks, streets, accounts, references' contacts, profiles and sites, and one for a history.
pub(crate) fn rare_values(members: &[(u32, &Application)]) -> RareValues {
    let mut holders: BTreeMap<(&str, String), BTreeSet<u32>> = BTreeMap::new();
    for (person, application) in members {
        for value in values(application) {
            holders.entry(value).or_default().insert(*person);
        }
    }
    let shared = holders.iter().filter(|(_, persons)| persons.len() > 1);
    let (histories, others): (Vec<_>, Vec<_>) = shared.partition(|((kind, _), _)| *kind == "text");
    let mut held: BTreeMap<u32, u32> = BTreeMap::new();
    for person in others.iter().flat_map(|(_, persons)| persons.iter()) {
        *held.entry(*person).or_default() += 1;
    }
    let tellers: BTreeSet<u32> =
        histories.iter().flat_map(|(_, persons)| persons.iter().copied()).collect();
    for person in tellers {
        *held.entry(person).or_default() += 1;
    }
    RareValues { shared: others.len() as u32 + u32::from(!histories.is_empty()), held }
}

fn values(application: &Application) -> Vec<(&'static str, String)> {
    let applicant = &application.applicant;
    let mut values = Vec::new();
    // What an agency puts in is common to all whom it submits.
    if application.source.agency.is_none() {
        values.extend(applicant.phone.as_deref().map(|phone| ("phone", digits(phone))));
        let email = applicant.email.as_deref().and_then(Email::parse);
        values.extend(email.map(|email| ("email", format!("{email:?}"))));
        let ip = application.session.as_ref().and_then(|session| session.ip.clone());
        values.extend(ip.map(|ip| ("network", ip)));
    }
    let device = application.session.as_ref().and_then(|session| session.device_id.clone());
    values.extend(device.map(|device| ("device", device)));
    values.extend(applicant.address.street.clone().map(|street| ("street", street)));
    for link in &applicant.links {
        let address = ProfileAddress::parse(&link.url);
        values.extend(address.map(|address| ("link", format!("{address:?}"))));
    }
    for reference in &application.references {
        values.extend(reference.email.clone().map(|email| ("reference", email)));
        values.extend(reference.phone.as_deref().map(|phone| ("reference", digits(phone))));
    }
    for event in &application.events {
        values.extend(event.account.clone().map(|account| ("account", account)));
        values.extend(event.address.street.clone().map(|street| ("street", street)));
    }
    if let Some(resume) = &application.resume {
        let lines = resume.work.iter().flat_map(|work| &work.highlights);
        values.extend(lines.map(|line| ("text", line.clone())));
        let lines = resume.projects.iter().flat_map(|project| &project.highlights);
        values.extend(lines.map(|line| ("text", line.clone())));
    }
    values
}

fn digits(text: &str) -> String {
    let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    // A number of ten digits was typed without the country's code.
    let from = digits.len().saturating_sub(10);
    digits[from..].iter().collect()
}
