//! One application under test, about which the tables know nothing unless a test says so.

use crate::{Answer, Check};
use bonafide_application::{Application, Email, ProfileAddress};
use bonafide_reference::{Located, Precision, Referee, Spot, Subject, Tables};
use serde_json::{Value, json};
use std::sync::LazyLock;

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::built_in);

/// The application with these fields, submitted on 2026-06-15 by Jane Doe unless they say so.
pub(crate) fn application(fields: Value) -> Application {
    let mut whole = json!({
        "id": "1", "submitted_at": "2026-06-15T12:00:00Z", "applicant": {"name": "Jane Doe"}
    });
    if let (Value::Object(whole), Value::Object(fields)) = (&mut whole, fields) {
        whole.extend(fields);
    }
    serde_json::from_value(whole).expect("an application")
}

/// The application parsed, with nothing looked up.
pub(crate) fn subject(application: &Application) -> Subject<'_> {
    let email = |typed: &Option<String>| typed.as_deref().and_then(Email::parse);
    let resume = application.resume.as_ref();
    let links = application.applicant.links.iter();
    Subject {
        application,
        tables: &TABLES,
        name: application.applicant.name.tokens(),
        email: email(&application.applicant.email),
        mail_domain: None,
        phone: None,
        home: None,
        network: None,
        event_networks: application.events.iter().map(|_| None).collect(),
        event_places: application.events.iter().map(|_| None).collect(),
        links: links.filter_map(|link| ProfileAddress::parse(&link.url)).collect(),
        references: application
            .references
            .iter()
            .map(|r| Referee { email: email(&r.email), mail_domain: None, phone: None })
            .collect(),
        work_places: resume.map_or_else(Vec::new, |r| r.work.iter().map(|_| None).collect()),
        schools: resume.map_or_else(Vec::new, |r| r.education.iter().map(|_| None).collect()),
        by_agency: application.source.agency.is_some(),
    }
}

/// A city at these degrees north and east.
pub(crate) fn city(latitude: f32, longitude: f32) -> Located {
    Located {
        spot: Spot { latitude, longitude, radius_km: 10.0 },
        precision: Precision::City,
        country: bonafide_application::Country::parse("US").expect("a country"),
        region: None,
        city: None,
        zones: Vec::new(),
    }
}

/// `unknown`, `clear` or the level of the answer; a level that the check does not list panics.
#[track_caller]
pub(crate) fn answered(check: &Check, subject: &Subject<'_>) -> &'static str {
    match (check.ask)(subject) {
        Answer::Unknown => "unknown",
        Answer::Clear(finding) => {
            assert!(!finding.summary.is_empty() && !finding.summary.ends_with('.'));
            "clear"
        }
        Answer::Noted(level, finding) => {
            assert!(check.levels.contains(&level), "{level} is no level of {}", check.name);
            assert!(!finding.summary.is_empty() && !finding.summary.ends_with('.'));
            assert!(!finding.claim.is_empty() && !finding.observed.is_empty());
            level
        }
    }
}

/// `unknown`, `clear` or the level of the answer.
pub(crate) fn level(answer: &Answer) -> &'static str {
    match answer {
        Answer::Unknown => "unknown",
        Answer::Clear(_) => "clear",
        Answer::Noted(level, _) => level,
    }
}

/// Asks the check about each application as it stands, without tables.
#[track_caller]
pub(crate) fn expect(check: &Check, rows: Vec<(Value, &str)>) {
    for (fields, want) in rows {
        let shown = fields.to_string();
        let application = application(fields);
        assert_eq!(answered(check, &subject(&application)), want, "{}: {shown}", check.name);
    }
}
