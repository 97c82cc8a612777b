//! The population is hard: rules of the usual kind find some operators, no one field finds many,
//! and nothing is told by what is left out.

use bonafide_application::{Application, Country, Email};
use bonafide_population::{Plan, Population, simulate};
use bonafide_reference::{LineKind, MailDomain, NetworkKind, Tables};
use std::collections::{BTreeMap, BTreeSet};

/// Names of the raw fields, in the order in which [`Rules`] holds them.
const FIELDS: [&str; 8] = [
    "data-centre network",
    "internet line",
    "disposable mail",
    "phone country",
    "shared phone",
    "shared mail",
    "shared device",
    "shared address",
];

/// For each application what each field says, 0 or 1 or, for what is shared, with how many.
fn fields(population: &Population, tables: &Tables) -> Vec<[f64; 8]> {
    let sharers = sharers(population, tables);
    population
        .applications
        .iter()
        .map(|application| {
            let values = shared_values(application, tables);
            let name = tokens(application);
            let mut row = [0.0; 8];
            row[..4].copy_from_slice(&own_fields(application, tables));
            for (kind, value) in values.into_iter().enumerate() {
                let others = value.and_then(|value| sharers[kind].get(&value));
                let strangers = others.is_some_and(|others| strangers(&name, others));
                row[4 + kind] = f64::from(u8::from(strangers));
            }
            row
        })
        .collect()
}

fn own_fields(application: &Application, tables: &Tables) -> [f64; 4] {
    let network = application
        .session
        .as_ref()
        .and_then(|session| tables.networks.find(session.ip.as_deref()?))
        .map(|network| network.kind);
    let home = home(application, tables);
    let phone = application.applicant.phone.as_deref();
    let phone = phone.and_then(|phone| tables.phones.find(phone, home));
    let line = phone.as_ref().map(|phone| phone.line);
    let email = application.applicant.email.as_deref().and_then(Email::parse);
    let domain = email.map(|email| tables.mail_domains.find(&email.domain));
    let abroad = phone.and_then(|phone| Some(phone.country? != home?));
    [
        matches!(network, Some(NetworkKind::Hosting | NetworkKind::Vpn)),
        matches!(line, Some(LineKind::Internet | LineKind::PublicInbox)),
        matches!(domain, Some(MailDomain::Disposable { .. })),
        abroad == Some(true),
    ]
    .map(|says| f64::from(u8::from(says)))
}

fn home(application: &Application, tables: &Tables) -> Option<Country> {
    tables.places.find(&application.applicant.address.place()).map(|place| place.country)
}

/// Phone, mail, device and address, in the forms that are compared.
fn shared_values(application: &Application, tables: &Tables) -> [Option<String>; 4] {
    let applicant = &application.applicant;
    let phone = applicant.phone.as_deref();
    let phone = phone.and_then(|phone| tables.phones.find(phone, home(application, tables)));
    let session = application.session.as_ref();
    [
        phone.map(|phone| phone.e164),
        applicant.email.clone().map(|email| email.to_lowercase()),
        session.and_then(|session| session.device_id.clone()),
        session.and_then(|session| session.ip.clone()),
    ]
}

/// For each kind and value the names under which it was used: the rules forgive the same person
/// applying again, and people of one surname.
fn sharers(
    population: &Population,
    tables: &Tables,
) -> [BTreeMap<String, BTreeSet<Vec<String>>>; 4] {
    let mut sharers: [BTreeMap<String, BTreeSet<Vec<String>>>; 4] = Default::default();
    for application in &population.applications {
        let name = tokens(application);
        for (kind, value) in shared_values(application, tables).into_iter().enumerate() {
            if let Some(value) = value {
                sharers[kind].entry(value).or_default().insert(name.clone());
            }
        }
    }
    sharers
}

/// The words of a name, without initials.
fn tokens(application: &Application) -> Vec<String> {
    let mut tokens = application.applicant.name.token_set();
    tokens.retain(|token| token.chars().count() > 1);
    tokens
}

/// Whether a name that has no word in common is among the others.
fn strangers(name: &[String], others: &BTreeSet<Vec<String>>) -> bool {
    others.iter().any(|other| name.iter().all(|token| !other.contains(token)))
}

/// Average precision, with ties in a score counted as one step.
fn average_precision(scores: &[f64], truth: &[bool]) -> f64 {
    let mut order: Vec<(f64, bool)> = scores.iter().copied().zip(truth.iter().copied()).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let positives = truth.iter().filter(|operator| **operator).count() as f64;
    let (mut seen, mut found, mut sum) = (0.0, 0.0, 0.0);
    for tie in order.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let hits = tie.iter().filter(|(_, operator)| *operator).count() as f64;
        seen += tie.len() as f64;
        found += hits;
        sum += hits / positives * found / seen;
    }
    sum
}

#[test]
fn rules_of_the_usual_kind_find_some_and_no_field_finds_many() {
    let tables = Tables::built_in();
    for seed in [11, 12, 13] {
        let population = simulate(&Plan::new(seed, 20_000), &tables);
        let truth: Vec<bool> = population.truth.iter().map(|truth| truth.operator).collect();
        let rows = fields(&population, &tables);
        let sums: Vec<f64> = rows.iter().map(|row| row.iter().sum()).collect();
        let together = average_precision(&sums, &truth);
        println!("seed {seed}: rules {together:.3}");
        for (field, name) in FIELDS.iter().enumerate() {
            let scores: Vec<f64> = rows.iter().map(|row| row[field]).collect();
            let alone = average_precision(&scores, &truth);
            let of = |wanted: bool| {
                let hits: Vec<f64> =
                    (0..truth.len()).filter(|i| truth[*i] == wanted).map(|i| scores[i]).collect();
                100.0 * hits.iter().sum::<f64>() / hits.len() as f64
            };
            println!(
                "  {name}: {alone:.3} ({:.1}% of operators, {:.1}% of others)",
                of(true),
                of(false)
            );
            assert!(alone < 0.2, "{name} alone reaches {alone:.3}");
        }
        assert!((0.15..=0.35).contains(&together), "rules reach {together:.3} on seed {seed}");
    }
}

#[test]
fn the_same_fields_are_missing_equally_often() {
    let tables = Tables::built_in();
    let population = simulate(&Plan::new(14, 20_000), &tables);
    let missing = |application: &Application| {
        let session = application.session.as_ref();
        [
            ("phone", application.applicant.phone.is_none()),
            ("street", application.applicant.address.street.is_none()),
            ("resume", application.resume.is_none()),
            ("session", session.is_none()),
            ("device", session.is_some_and(|session| session.device_id.is_none())),
            ("profiles", application.profiles.is_empty()),
            ("references", application.references.is_empty()),
            ("events", application.events.is_empty()),
        ]
    };
    let (mut honest, mut others) = ([0.0; 8], [0.0; 8]);
    let mut counts = [0.0; 2];
    for (application, truth) in population.applications.iter().zip(&population.truth) {
        let row = if truth.operator { &mut others } else { &mut honest };
        counts[usize::from(truth.operator)] += 1.0;
        for (sum, (_, absent)) in row.iter_mut().zip(missing(application)) {
            *sum += f64::from(u8::from(absent));
        }
    }
    let names = missing(&population.applications[0]).map(|(name, _)| name);
    for (field, name) in names.iter().enumerate() {
        let (a, b) = (honest[field] / counts[0], others[field] / counts[1]);
        // Four standard errors of the difference.
        let error = 4.0 * (a.max(0.01) * (1.0 - a) * (1.0 / counts[0] + 1.0 / counts[1])).sqrt();
        assert!((a - b).abs() < error, "{name}: {a:.3} of honest, {b:.3} of other applications");
    }
}
