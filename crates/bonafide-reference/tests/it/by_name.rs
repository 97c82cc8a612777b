//! A sanctioned institution that is stated exactly, without its place: a question of law where the
//! name is nobody else's, and nothing where many bear it.

use crate::hidden::{led, list};
use bonafide_application::{Application, Country};
use bonafide_lists::{Kind, Reading, Source, import, institutions};
use bonafide_reference::{Places, Subject, Tables};
use serde_json::{Value, json};

/// Of names of a reference's company: those that lead to a sanctions row, those that do so by the
/// name alone, and those that do not.
fn told(names: &[String], tables: &Tables) -> [Vec<String>; 3] {
    let mut told = [Vec::new(), Vec::new(), Vec::new()];
    for name in names {
        let application = json!({"id": "A-1", "submitted_at": "2026-06-15T12:00:00Z",
            "applicant": {"name": "Rita Moss"}, "references": [{"company": name}]});
        let application: Application = serde_json::from_value(application).expect("one");
        let subject = Subject::new(&application, tables);
        let mut law =
            subject.connections.iter().filter(|one| one.tier().is_sanctioned()).peekable();
        let place = match law.peek() {
            None => 2,
            Some(_) => usize::from(law.all(|one| one.by_name_alone)),
        };
        told[place].push(name.clone());
    }
    told
}

fn with_reference(company: &str) -> Value {
    json!({"references": [{"company": company}]})
}

#[test]
fn a_name_that_many_bear_asks_for_its_place() {
    for name in [
        "Fortuna LLC",
        "Fortuna",
        "National Defense University",
        "Ministry of Labor",
        "Foreign Trade Bank",
        "Alis LLC",
    ] {
        assert!(led(Vec::new(), &with_reference(name)).is_empty(), "{name}");
    }
    assert_eq!(
        led(Vec::new(), &with_reference("Fortuna LLC, Moscow")),
        ["bonafide institutions dprk-it-work"]
    );
    // A list says so of its own rows.
    let rows = |common: &str| {
        list(
            "own",
            &format!("name,country,tier,common_name\nVerdanora LLC,PT,sanctioned,{common}\n"),
        )
    };
    assert_eq!(led(vec![rows("")], &with_reference("Verdanora")), ["own sanctioned"]);
    assert!(led(vec![rows("yes")], &with_reference("Verdanora")).is_empty());
    // Stated elsewhere, it is a namesake; spelled otherwise, another; advisory, no duty.
    assert!(led(vec![rows("")], &with_reference("Verdanora, Lisbon, Portugal")).len() == 1);
    assert!(led(vec![rows("")], &with_reference("Verdanora, Berlin, Germany")).is_empty());
    assert!(led(vec![rows("")], &with_reference("Verdanova")).is_empty());
    let advisory = list("own", "name,country\nVerdanora LLC,PT\n");
    assert!(led(vec![advisory], &with_reference("Verdanora")).is_empty());
    // A place, a school or an employer that the tables know is not the listed one.
    let places = "name,tier\nLisbon LLC,sanctioned\nStripe LLC,sanctioned\n";
    for name in ["Lisbon", "Stripe"] {
        assert!(led(vec![list("own", places)], &with_reference(name)).is_empty(), "{name}");
    }
}

#[test]
fn of_sanctioned_institutions_few_are_missed_and_nobody_else_is_told() {
    let tables = Tables::built_in();
    let rows = institutions().entries;
    let own: Vec<String> =
        rows.iter().filter(|row| row.tier.is_sanctioned()).map(|row| row.name.clone()).collect();
    let [certain, alone, missed] = told(&own, &tables);
    assert_eq!(own.len(), 232);
    assert!(certain.len() >= 204 && alone.len() >= 15, "{missed:?}");
    let mut others: Vec<String> =
        tables.employers.all().into_iter().map(|(name, _)| name.to_owned()).collect();
    for code in ["US", "GB", "IN", "DE", "BR", "NG", "KR", "FR", "CN", "RU"] {
        let country = Country::parse(code).expect("a country");
        others.extend(tables.schools.schools(country).take(400).map(|school| school.name));
    }
    let [certain, alone, _] = told(&others, &tables);
    assert!(
        others.len() > 3_000 && certain.is_empty() && alone.is_empty(),
        "{certain:?} {alone:?}"
    );
}

#[test]
fn of_the_official_list_few_are_missed() {
    let folder = std::env::var_os("BONAFIDE_CORPORA").map(std::path::PathBuf::from);
    let folder = folder.map(|folder| folder.join("names/lists")).filter(|folder| folder.is_dir());
    let Some(folder) = folder else {
        eprintln!("skipped: BONAFIDE_CORPORA names no folder with official lists");
        return;
    };
    let names = ["ofac_sdn_2021.csv", "ofac_alt_2021.csv", "ofac_add_2021.csv"];
    let files: Vec<Vec<u8>> =
        names.iter().map(|name| std::fs::read(folder.join(name)).expect("a file")).collect();
    let sources: Vec<Source<'_>> =
        names.iter().zip(&files).map(|(name, bytes)| Source { name, bytes }).collect();
    let places = Places::built_in();
    let country = |text: &str| Country::parse(text).or_else(|| places.country(text));
    let ofac = import("ofac", &sources, Reading { country: &country }).expect("a list");
    let organizations: Vec<String> = ofac
        .entries
        .iter()
        .filter(|entry| entry.kind == Kind::Organization)
        .map(|entry| entry.name.clone())
        .collect();
    let some: Vec<String> =
        organizations.iter().step_by(organizations.len() / 400).take(400).cloned().collect();
    let mut tables = Tables::built_in();
    tables.add_lists(vec![ofac]);
    let [certain, alone, missed] = told(&some, &tables);
    assert!(certain.len() >= 351 && alone.len() >= 31, "{missed:?}");
}
