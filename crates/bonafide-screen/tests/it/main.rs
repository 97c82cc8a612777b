//! What a screening promises, whatever the input.

mod online;

use bonafide_case::Screening;
use bonafide_ingest::{Options, open};
use bonafide_reference::Tables;
use bonafide_score::{Weights, bands::Budget};
use bonafide_screen::{Input, Outputs, Settings, screen};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::io::Cursor;
use std::sync::Arc;

/// Everything that a screening writes.
struct Written {
    screened: Vec<u8>,
    rings: Vec<u8>,
    persons: Vec<u8>,
    rejected: Vec<u8>,
    screening: Screening,
}

fn run(lines: &[String], threads: usize, memory_bytes: usize) -> Written {
    let text = lines.join("\n");
    let tables = Arc::new(Tables::built_in());
    let gazetteer = Arc::clone(&tables);
    let options = Options {
        submitted_at: Timestamp::UNIX_EPOCH,
        mapping: None,
        country: Arc::new(move |text| gazetteer.places.country(text)),
        documents: None,
        attachments: None,
    };
    let reader = open("test.jsonl", Box::new(Cursor::new(text.into_bytes())), &options)
        .expect("the test's own lines");
    let settings = Settings {
        weights: Weights::shipped(),
        tables,
        budget: Budget::Share(0.1),
        prior: None,
        threads,
        memory_bytes,
        report_max: 100,
        program: "test".into(),
        tables_date: "2026-11-01".into(),
        dismissed: Vec::new(),
        relations: Vec::new(),
    };
    let (mut screened, mut rings) = (Vec::new(), Vec::new());
    let (mut persons, mut rejected) = (Vec::new(), Vec::new());
    let mut outputs = Outputs {
        screened: &mut screened,
        rings: &mut rings,
        persons: &mut persons,
        rejected: &mut rejected,
    };
    let inputs = vec![Input { name: "test.jsonl".into(), reader }];
    let screening =
        screen(inputs, Vec::new(), &settings, &mut outputs, &|_| {}).expect("nothing to fail on");
    Written { screened, rings, persons, rejected, screening }
}

fn objects(bytes: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(bytes).expect("outputs are UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("one object a line")).collect()
}

/// An application of a person who shares nothing with anybody.
fn ordinary(number: usize) -> Value {
    json!({
        "id": format!("O-{number}"), "submitted_at": "2026-03-01T10:00:00Z",
        "applicant": {
            "name": format!("Given{number} Family{number}"),
            "email": format!("person{number}@mail{number}.example"),
            "address": {"street": format!("{number} Main St"), "city": "Austin",
                "region": "TX", "country_code": "US"}
        },
        "resume": {"work": [
            {"name": format!("Employer {number}"), "startDate": "2020-01", "endDate": "2023-01"},
            {"name": format!("Company {number}"), "startDate": "2016-05", "endDate": "2019-12"}
        ]},
        "session": {"device_id": format!("device-{number}")}
    })
}

/// Two jobs in one person's words, and a line more.
fn writer(number: usize, own: &str) -> Value {
    let mut writer = ordinary(2_000 + number);
    writer["id"] = json!(format!("W-{number}"));
    let lines = [
        "Moved the billing of 600 tenants from nightly files to an event log without downtime",
        "Wrote the admission controller that keeps unsigned images off four clusters",
        "Cut the build of the monorepo from 48 to 11 minutes with remote caching",
        "Ran the migration of 70 services from one data center to two regions",
        own,
    ];
    writer["resume"]["work"][0]["highlights"] = json!(lines);
    writer
}

/// Members of one ring: other names, cities and histories, one device and one reference.
fn ring_member(number: usize) -> Value {
    let mut member = ordinary(1_000 + number);
    member["id"] = json!(format!("R-{number}"));
    let (city, region) =
        [("Austin", "TX"), ("Denver", "CO"), ("Miami", "FL"), ("Seattle", "WA")][number];
    member["applicant"]["address"] = json!({"street": format!("{number} Elm St"), "city": city,
        "region": region, "country_code": "US"});
    member["session"]["device_id"] = json!("device-7-of-the-ring");
    member["references"] = json!([{"name": "Ann Other", "email": "ann.other@mail.example"}]);
    member
}

fn population() -> Vec<String> {
    let members = (0..4).map(ring_member);
    (0..300).map(ordinary).chain(members).map(|application| application.to_string()).collect()
}

#[test]
fn threads_and_memory_change_no_byte() {
    let one = run(&population(), 1, 1 << 30);
    let two = run(&population(), 2, 1 << 30);
    let spilled = run(&population(), 2, 1_000);
    for other in [&two, &spilled] {
        assert_eq!(one.screened, other.screened);
        assert_eq!(one.rings, other.rings);
        assert_eq!(one.persons, other.persons);
    }
}

#[test]
fn the_terms_add_up_to_the_probability() {
    for application in objects(&run(&population(), 2, 1 << 30).screened) {
        let probability = application["probability"].as_f64().expect("a number");
        let prior = application["prior_bits"].as_f64().expect("a number");
        let terms = application["evidence"].as_array().expect("a list");
        let bits: f64 = terms.iter().filter_map(|term| term["bits"].as_f64()).sum();
        let log_odds = (probability / (1.0 - probability)).log2();
        assert!((prior + bits - log_odds).abs() < 1e-9, "{application}");
    }
}

#[test]
fn one_device_and_one_reference_under_four_names_are_a_ring() {
    let result = run(&population(), 2, 1 << 30);
    let rings = objects(&result.rings);
    assert_eq!(rings.len(), 1, "{rings:?}");
    assert_eq!(rings[0]["members"], json!(["R-0", "R-1", "R-2", "R-3"]));
    assert_eq!(rings[0]["applicants"], json!(4));
    assert_eq!(rings[0]["pattern"], json!("shared_infrastructure"));
    let of_ring = |application: &Value| application["ring"] == rings[0]["ring"];
    let members = objects(&result.screened).iter().filter(|a| of_ring(a)).count();
    assert_eq!(members, 4);
    assert_eq!(result.screening.rings[0].members.len(), 4);
}

#[test]
fn required_fields_alone_give_the_prior_and_nothing_else() {
    let mut lines = population();
    let bare = json!({"id": "bare", "submitted_at": "2026-01-01T00:00:00Z",
        "applicant": {"name": "Ann Example"}});
    lines.push(bare.to_string());
    let result = objects(&run(&lines, 2, 1 << 30).screened);
    let bare = result.last().expect("an application");
    assert_eq!(bare["evidence"], json!([]));
    let prior = bare["prior_bits"].as_f64().expect("a number");
    let probability = bare["probability"].as_f64().expect("a number");
    assert!((probability - 1.0 / (1.0 + (-prior).exp2())).abs() < 1e-12);
    assert_eq!(bare["band"], json!("clear"));
}

#[test]
fn a_second_record_of_one_id_is_rejected_and_named() {
    let mut lines = population();
    lines.push(ordinary(7).to_string());
    lines.insert(3, "{\"id\": \"broken".to_owned());
    let result = run(&lines, 2, 1 << 30);
    let rejected = objects(&result.rejected);
    assert_eq!(objects(&result.screened).len(), 304);
    assert_eq!(rejected.len(), 2);
    assert_eq!(rejected[0]["line"], json!(4));
    assert_eq!(rejected[1]["id"], json!("O-7"));
    assert_eq!(rejected[1]["line"], json!(306));
    let error = rejected[1]["error"].as_str().expect("a sentence");
    assert!(error.contains("line 9"), "{error}");
}

#[test]
fn who_applies_again_is_one_claimed_person_and_no_ring() {
    let mut lines = population();
    let mut again = ordinary(5);
    again["id"] = json!("again");
    again["applicant"]["email"] = json!("another@mail.example");
    lines.push(again.to_string());
    let result = run(&lines, 2, 1 << 30);
    let persons = objects(&result.persons);
    assert_eq!(persons.len(), 1);
    assert_eq!(persons[0]["applications"], json!(["O-5", "again"]));
    assert_eq!(result.screening.counts.applied_again, 2);
}

#[test]
fn a_text_under_two_names_is_shown_as_it_reads_on_both_sides() {
    let mut lines = population();
    let other = writer(1, "Planted an orchard behind the office, and kept it alive for years");
    lines.push(writer(0, "Taught twelve developers to lead incidents on their own").to_string());
    let mut other = other.to_string();
    let edits = [
        ("600 tenants", "450 customers"),
        ("four clusters", "five groups of servers"),
        ("48 to 11", "52 to 12"),
        ("70 services", "85 services"),
    ];
    for (word, instead) in edits {
        other = other.replace(word, instead);
    }
    lines.insert(9, other);
    let result = objects(&run(&lines, 2, 1 << 30).screened);
    let written = result.last().expect("an application");
    let terms = written["evidence"].as_array().expect("a list");
    let term = terms.iter().find(|term| term["check"] == "shared-passages");
    let term = term.expect("the text is noted");
    let (claim, observed) = (term["claim"].to_string(), term["observed"].to_string());
    assert!(claim.contains("600 tenants from nightly files"), "{claim}");
    assert!(observed.contains("W-1: Moved the billing of 450 customers from"), "{observed}");
    for thread in [1, 3] {
        assert_eq!(objects(&run(&lines, thread, 1_000).screened), result);
    }
}
