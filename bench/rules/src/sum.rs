//! The rules that applicant tracking systems advertise, one point each, and their sum.
//!
//! Greenhouse and Ashby name these signals in their help pages: data-centre and VPN networks,
//! internet telephone lines, disposable mailboxes, a phone of another country than claimed, and
//! contacts, devices or addresses that equal those of another applicant.

use crate::Population;
use bonafide_application::{Country, Name};
use bonafide_reference::{LineKind, MailDomain, NetworkKind, Tables};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// One rule: its name and whether it applies to each application.
type Rule = (&'static str, Vec<bool>);

/// Average precision of the sum, then of each rule.
pub(crate) fn rules(population: &Population) -> Vec<(String, f64)> {
    let tables = Tables::built_in();
    let every = |ask: &dyn Fn(&Value) -> bool| -> Vec<bool> {
        population.applications.iter().map(ask).collect()
    };
    let rules: Vec<Rule> = vec![
        ("network of a data centre or VPN", every(&|application| network(application, &tables))),
        ("internet telephone line", every(&|application| internet_line(application, &tables))),
        ("disposable mailbox", every(&|application| disposable(application, &tables))),
        ("phone of another country", every(&|application| phone_abroad(application, &tables))),
        ("same phone under another name", shared(population, "/applicant/phone", &digits)),
        ("same mailbox under another name", shared(population, "/applicant/email", &lower)),
        ("same device under another name", shared(population, "/session/device_id", &lower)),
        ("same network address under another name", shared(population, "/session/ip", &lower)),
    ];
    let sum: Vec<f64> = (0..population.applications.len())
        .map(|index| rules.iter().filter(|(_, applies)| applies[index]).count() as f64)
        .collect();
    let mut precisions = vec![("sum of rules".to_owned(), population.average_precision(&sum))];
    for (name, applies) in &rules {
        let scores: Vec<f64> =
            applies.iter().map(|applies| f64::from(u8::from(*applies))).collect();
        precisions.push(((*name).to_owned(), population.average_precision(&scores)));
    }
    precisions
}

fn text<'a>(application: &'a Value, pointer: &str) -> Option<&'a str> {
    application.pointer(pointer)?.as_str()
}

fn home(application: &Value) -> Option<Country> {
    text(application, "/applicant/address/country_code").and_then(Country::parse)
}

fn network(application: &Value, tables: &Tables) -> bool {
    text(application, "/session/ip")
        .and_then(|ip| tables.networks.find(ip))
        .is_some_and(|network| matches!(network.kind, NetworkKind::Hosting | NetworkKind::Vpn))
}

fn internet_line(application: &Value, tables: &Tables) -> bool {
    text(application, "/applicant/phone")
        .and_then(|phone| tables.phones.find(phone, home(application)))
        .is_some_and(|phone| matches!(phone.line, LineKind::Internet | LineKind::PublicInbox))
}

fn disposable(application: &Value, tables: &Tables) -> bool {
    text(application, "/applicant/email")
        .and_then(|email| email.rsplit_once('@'))
        .map(|(_, domain)| tables.mail_domains.find(&domain.to_lowercase()))
        .is_some_and(|domain| matches!(domain, MailDomain::Disposable { .. }))
}

fn phone_abroad(application: &Value, tables: &Tables) -> bool {
    let (Some(phone), Some(home)) = (text(application, "/applicant/phone"), home(application))
    else {
        return false;
    };
    let country = tables.phones.find(phone, Some(home)).and_then(|phone| phone.country);
    country.is_some_and(|country| country != home)
}

fn digits(typed: &str) -> String {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    // One number with and without the country's code.
    digits.chars().rev().take(10).collect()
}

fn lower(typed: &str) -> String {
    typed.trim().to_lowercase()
}

/// Whether applicants hold the same value whose name has no word in common.
fn shared(population: &Population, pointer: &str, normal: &dyn Fn(&str) -> String) -> Vec<bool> {
    let value = |application: &Value| text(application, pointer).map(normal);
    let mut names: BTreeMap<String, BTreeSet<Vec<String>>> = BTreeMap::new();
    for application in &population.applications {
        if let Some(value) = value(application) {
            names.entry(value).or_default().insert(name(application));
        }
    }
    let another = |application: &Value| {
        let own = name(application);
        let others = value(application).and_then(|value| names.get(&value));
        let differs = |other: &Vec<String>| own.iter().all(|word| !other.contains(word));
        others.is_some_and(|others| others.iter().any(differs))
    };
    population.applications.iter().map(another).collect()
}

/// Words of a name; an initial is no word.
fn name(application: &Value) -> Vec<String> {
    let name = Name(text(application, "/applicant/name").unwrap_or_default().to_owned());
    let mut words = name.token_set();
    words.retain(|word| word.chars().count() > 1);
    words
}
