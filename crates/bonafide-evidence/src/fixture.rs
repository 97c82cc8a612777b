//! Subjects built for tests, so that no test hangs on the data of a table.

#![expect(clippy::unnecessary_wraps, reason = "values are given as a subject holds them")]

use crate::{Answer, Check};
use bonafide_application::{Application, Country, Email, ProfileAddress};
use bonafide_reference::{
    LineKind, Located, Network, NetworkKind, PhoneFacts, Precision, Referee, Spot, Subject, Tables,
};
use serde_json::{Value, json};
use std::sync::LazyLock;

/// What a check should answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Want {
    Unknown,
    Clear,
    Noted(&'static str),
}

/// A situation in words, the application as JSON without what is always there, what the tables
/// say of it, and the answer.
pub(crate) type Row<'r> = (&'r str, &'r str, fn(&mut Subject<'_>), Want);

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::built_in);

/// The application with these fields, submitted on 2026-06-15 by Jane Doe unless they say so.
pub(crate) fn application(fields: Value) -> Application {
    let mut whole = json!({
        "id": "1", "submitted_at": "2026-06-15T12:00:00Z", "applicant": {"name": "Jane Doe"}
    });
    lay_over(&mut whole, fields);
    serde_json::from_value(whole).expect("an application")
}

/// Sets fields of an object, those of objects within it one by one.
fn lay_over(whole: &mut Value, fields: Value) {
    match (whole, fields) {
        (Value::Object(whole), Value::Object(fields)) => {
            for (name, value) in fields {
                lay_over(whole.entry(name).or_insert(Value::Null), value);
            }
        }
        (whole, value) => *whole = value,
    }
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
        connections: Vec::new(),
        indicated: Vec::new(),
    }
}

/// Builds the subject and gives it to `see`.
///
/// Whatever tables would have looked up is absent until `know` sets it.
pub(crate) fn with_subject<T>(
    fragment: &str,
    know: impl FnOnce(&mut Subject<'_>),
    see: impl FnOnce(&Subject<'_>) -> T,
) -> T {
    let application = application(serde_json::from_str(fragment).expect("a fragment of JSON"));
    let mut subject = subject(&application);
    know(&mut subject);
    see(&subject)
}

/// What a check answers to one subject.
pub(crate) fn answer(check: &Check, fragment: &str, know: fn(&mut Subject<'_>)) -> Answer {
    with_subject(fragment, know, check.ask)
}

/// The summary of a check's answer; empty for *unknown*.
pub(crate) fn summary(check: &Check, fragment: &str, know: fn(&mut Subject<'_>)) -> String {
    match answer(check, fragment, know) {
        Answer::Unknown => String::new(),
        Answer::Clear(finding) | Answer::Noted(_, finding) => finding.summary,
    }
}

/// Holds a check to a table of answers; each noted level must be a declared one.
#[track_caller]
pub(crate) fn expect(check: &Check, rows: &[Row<'_>]) {
    for (situation, fragment, know, want) in rows {
        let answer = answer(check, fragment, *know);
        let got = match &answer {
            Answer::Unknown => Want::Unknown,
            Answer::Clear(_) => Want::Clear,
            Answer::Noted(level, _) => Want::Noted(level),
        };
        assert_eq!(got, *want, "{}: {situation}: {answer:?}", check.name);
        if let Want::Noted(level) = want {
            assert!(check.levels.contains(level), "{} declares no level {level}", check.name);
        }
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
pub(crate) fn expect_bare(check: &Check, rows: Vec<(Value, &str)>) {
    for (fields, want) in rows {
        let shown = fields.to_string();
        let application = application(fields);
        assert_eq!(answered(check, &subject(&application)), want, "{}: {shown}", check.name);
    }
}

pub(crate) fn country(code: &str) -> Country {
    Country::parse(code).expect("two letters")
}

/// A city.
pub(crate) fn city(
    code: &str,
    region: &str,
    name: &str,
    point: (f32, f32),
    zone: &str,
) -> Option<Located> {
    Some(Located {
        spot: Spot { latitude: point.0, longitude: point.1, radius_km: 10.0 },
        precision: Precision::City,
        country: country(code),
        region: Some(region.to_owned()),
        city: Some(name.to_owned()),
        zones: vec![zone.to_owned()],
    })
}

/// A city at these degrees north and east.
pub(crate) fn city_at(latitude: f32, longitude: f32) -> Located {
    Located {
        spot: Spot { latitude, longitude, radius_km: 10.0 },
        precision: Precision::City,
        country: bonafide_application::Country::parse("US").expect("a country"),
        region: None,
        city: None,
        zones: Vec::new(),
    }
}

pub(crate) fn portland() -> Option<Located> {
    city("US", "OR", "Portland", (45.52, -122.68), "America/Los_Angeles")
}

pub(crate) fn austin() -> Option<Located> {
    city("US", "TX", "Austin", (30.27, -97.74), "America/Chicago")
}

pub(crate) fn berlin() -> Option<Located> {
    city("DE", "BE", "Berlin", (52.52, 13.40), "Europe/Berlin")
}

/// The United States, known to no more than the country.
pub(crate) fn united_states() -> Option<Located> {
    Some(Located {
        spot: Spot { latitude: 39.8, longitude: -98.6, radius_km: 2_500.0 },
        precision: Precision::Country,
        country: country("US"),
        region: None,
        city: None,
        zones: ["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"]
            .map(str::to_owned)
            .to_vec(),
    })
}

/// A number of the North American plan in one state.
pub(crate) fn phone_in(region: &str, area: &str, point: (f32, f32)) -> Option<PhoneFacts> {
    Some(PhoneFacts {
        e164: "+15035550123".into(),
        country: Some(country("US")),
        region: Some(region.to_owned()),
        area: Some(area.to_owned()),
        spot: Some(Spot { latitude: point.0, longitude: point.1, radius_km: 60.0 }),
        line: LineKind::FixedOrMobile,
    })
}

/// A number of which only country and line are known.
pub(crate) fn phone_of(code: &str, line: LineKind) -> Option<PhoneFacts> {
    Some(PhoneFacts {
        e164: "+490000000000".into(),
        country: Some(country(code)),
        region: None,
        area: None,
        spot: None,
        line,
    })
}

/// A network of which country and kind are known.
pub(crate) fn network(code: &str, kind: NetworkKind) -> Option<Network> {
    Some(Network {
        address: std::net::IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 7)),
        country: Some(country(code)),
        region: None,
        spot: None,
        system: None,
        operator: Some("Example Networks".into()),
        kind,
    })
}

/// An application whose every field is as odd as the form allows.
pub(crate) const HOSTILE: &str = r#"{
    "id": "\u202e", "submitted_at": "9999-12-30T22:00:00Z",
    "source": {"system": "\u0000", "channel": "\u001b[2J"},
    "job": {"title": "\u200b"},
    "applicant": {
        "name": "\u202e\u0000 a a aa aaa aaaa aaaaa aaaaaa 王伟 ' '' \ud83d\ude00 0 ",
        "also_known_as": ["", "\u0000", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"],
        "email": "aaaaaaaaaaaaaaaaaaaaaaaa.-_..aaaaaaaaaaaaaaaab2026@xn--\u00fc.example",
        "phone": "+1+1+1 (((\u0661\u0662", "address": {"street": "", "city": "\u0000",
            "region": "💥", "country_code": "ZZ"},
        "links": [{"url": "https://www.linkedin.com/in/%E7%8E%8B%/%zz%"},
            {"url": "github.com/--__.."}, {"url": "linkedin.com/in/%f0%9f%98-\u00e9-aa-bb"}]
    },
    "resume": {"basics": {"name": "", "location": {"city": ""}},
        "work": [{"startDate": "2200-12-31", "endDate": "1900"}, {"location": "\u0000"},
            {"name": "", "position": "", "startDate": "2024", "location": "x"}],
        "education": [{"studyType": "", "area": "", "institution": "", "startDate": "2200",
            "endDate": "1900"}]},
    "session": {"ip": "999.1.1.1", "user_agent": "", "time_zone": "../../etc/passwd",
        "device_id": "", "fill_seconds": -1e308},
    "profiles": [{"network": "", "url": "", "name": "", "previous_names": ["", "\u0000"],
        "created_on": "9999-12-31", "connections": 18446744073709551615,
        "observed_at": "-009999-01-03T00:00:00Z", "work": [{}], "education": [{}]}],
    "references": [{"name": "", "email": "@", "phone": "+", "company": ""}, {}],
    "events": [
        {"kind": "interview", "at": "-009999-01-03T00:00:00Z", "time_zone": "\u0000",
            "ip": "::", "device_id": ""},
        {"kind": "interview", "at": "9999-12-30T22:00:00Z", "time_zone": "Asia/Tokyo",
            "ip": "", "device_id": "\u202e"},
        {"kind": "shipment", "at": "9999-12-30T22:00:00Z", "address": {"street": "PMB # # #\u0000"}},
        {"kind": "shipment", "at": "9999-12-30T22:00:00Z"},
        {"kind": "payroll", "at": "2026-01-01T00:00:00Z", "account": ""},
        {"kind": "device", "at": "2026-01-01T00:00:00Z", "signal": "", "value": ""},
        {"kind": "device", "at": "2026-01-01T00:00:00Z", "signal": "kvm_over_ip", "value": -1e308},
        {"kind": "device", "at": "2026-01-01T00:00:00Z", "signal": "input_latency_ms",
            "value": 1e308},
        {"kind": "device", "at": "2026-01-01T00:00:00Z", "signal": "input_latency_ms",
            "value": "NaN"},
        {"kind": "identity_check", "at": "9999-12-30T22:00:00Z"},
        {"kind": "reference_check", "at": "-009999-01-03T00:00:00Z", "result": "unable"}
    ]
}"#;
