//! Institutions abroad replaced by others, throughout a population, change no probability; and
//! what a listed one does change.

use crate::program::{bonafide, lines, temporary, text};
use bonafide_application::Country;
use bonafide_reference::Tables;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Schools of the tier of research security, which is off, and of no list at all.
const BEFORE: [&str; 8] = [
    "Harbin Institute of Technology",
    "Moscow State University",
    "Sharif University of Technology",
    "Beihang University",
    "Technische Universität Wien",
    "Universidad de Chile",
    "Xidian University",
    "Bauman Moscow State Technical University",
];

/// Names each employer anew of which no table says since when it is there, unless a reference
/// tells its domain: a name beside another company's domain is another claim.
fn employers_renamed(applications: &[Value], tables: &Tables) -> BTreeMap<String, String> {
    const OTHERS: [&str; 5] = ["Werft", "Construcciones", "Kagaku", "Usine", "Udyog"];
    let texts = |application: &Value, list: &str, field: &str| -> Vec<String> {
        let list = application.pointer(list).and_then(Value::as_array);
        let texts = list.into_iter().flatten().filter_map(|one| one[field].as_str());
        texts.map(str::to_owned).collect()
    };
    let lists = |application: &Value| {
        let profiles = texts(application, "/profiles/0/work", "name");
        [texts(application, "/resume/work", "name"), profiles].concat()
    };
    let told: BTreeSet<String> =
        applications.iter().flat_map(|one| texts(one, "/references", "company")).collect();
    let all: BTreeSet<String> = applications.iter().flat_map(lists).collect();
    // The first word alone: one company is written with and without what follows its name, and
    // what follows may say of what kind a job there is, as consulting.
    let first = |name: &str| name.split([' ', ',']).next().unwrap_or_default().to_owned();
    let told: BTreeSet<String> = told.iter().map(|name| first(name)).collect();
    let mut numbers = BTreeMap::new();
    let mut map = BTreeMap::new();
    for name in all {
        let word = first(&name);
        if told.contains(&word) || tables.employers.founded(&name).is_some() {
            continue;
        }
        let next = numbers.len();
        let number = *numbers.entry(word.clone()).or_insert(next);
        let other = format!("{}{}", OTHERS[number % OTHERS.len()], letters(number));
        map.insert(name.clone(), format!("{other}{}", &name[word.len()..]));
    }
    map
}

/// A word for a number.
fn letters(mut number: usize) -> String {
    const SOUNDS: [&str; 16] = [
        "ba", "du", "fe", "gi", "ho", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu",
        "ze",
    ];
    let mut word = String::from("Q");
    for _ in 0..4 {
        word.push_str(SOUNDS[number % SOUNDS.len()]);
        number /= SOUNDS.len();
    }
    word
}

/// Names each school that is not in the United States, and each of [`BEFORE`], anew.
fn renamed(applications: &[Value], tables: &Tables) -> BTreeMap<String, String> {
    let home = Country::parse("US");
    let mut others = ["DE", "BR", "JP", "IN", "NG", "FR", "KR", "MX"]
        .iter()
        .filter_map(|code| Country::parse(code))
        .flat_map(|country| tables.schools.schools(country).take(200))
        .map(|school| school.name);
    let mut map = BTreeMap::new();
    for application in applications {
        for study in application["resume"]["education"].as_array().into_iter().flatten() {
            let Some(name) = study["institution"].as_str() else { continue };
            let known = tables.schools.find(name);
            if known.is_some_and(|school| school.country == home) || map.contains_key(name) {
                continue;
            }
            let other = others.find(|other| other != name && !BEFORE.contains(&other.as_str()));
            map.insert(name.to_owned(), other.expect("enough schools abroad"));
        }
    }
    map
}

/// Renames what stands in fields of this name in any list of this name.
fn rename(value: &mut Value, list: &str, field: &str, map: &BTreeMap<String, String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                for one in value.as_array_mut().filter(|_| key == list).into_iter().flatten() {
                    if let Some(other) = one[field].as_str().and_then(|name| map.get(name)) {
                        one[field] = json!(other);
                    }
                }
                rename(value, list, field, map);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| rename(value, list, field, map)),
        _ => {}
    }
}

/// An empty folder.
pub(crate) fn fresh(name: &str) -> PathBuf {
    let folder = temporary(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// The folder of a screening of these applications.
pub(crate) fn screened(folder: &Path, name: &str, all: &[Value], more: &[&str]) -> PathBuf {
    let input = folder.join(format!("{name}.jsonl"));
    let records: Vec<String> = all.iter().map(Value::to_string).collect();
    fs::write(&input, records.join("\n") + "\n").expect("the input");
    let out = folder.join(name);
    let command: Vec<&str> = ["screen", text(&input), "--out", text(&out)]
        .into_iter()
        .chain(more.iter().copied())
        .collect();
    bonafide(&command);
    out
}

#[test]
fn no_probability_depends_on_which_institution_abroad_is_named() {
    let folder = fresh("institutions-abroad");
    let population = folder.join("population");
    bonafide(&["simulate", "--seed", "31", "--applications", "1000", "--out", text(&population)]);
    let mut before = lines(&population.join("applications.jsonl"));
    for (at, application) in before.iter_mut().enumerate().filter(|(at, _)| at % 3 == 0) {
        let school = json!(BEFORE[at / 3 % BEFORE.len()]);
        for list in ["/resume/education/0", "/profiles/0/education/0"] {
            if let Some(study) = application.pointer_mut(list) {
                study["institution"] = school.clone();
            }
        }
    }
    let tables = Tables::built_in();
    let schools = renamed(&before, &tables);
    assert!(BEFORE.iter().all(|name| schools.contains_key(*name)), "{schools:?}");
    let employers = employers_renamed(&before, &tables);
    assert!(employers.len() > 100, "{}", employers.len());
    let mut after = before.clone();
    for application in &mut after {
        rename(application, "education", "institution", &schools);
        rename(application, "work", "name", &employers);
    }
    assert_ne!(before, after);
    let before = lines(&screened(&folder, "before", &before, &[]).join("screened.jsonl"));
    let after = lines(&screened(&folder, "after", &after, &[]).join("screened.jsonl"));
    for (a, b) in before.iter().zip(&after) {
        assert_eq!(a["probability"], b["probability"], "{a}\n{b}");
    }
}

fn application(id: &str, resume: &Value) -> Value {
    json!({"id": id, "submitted_at": "2026-06-15T12:00:00Z", "job": {"title": "Radar Engineer"},
        "applicant": {"name": format!("Rita Moss {id}"), "born_on": "1970-02-26"},
        "resume": resume})
}

#[test]
fn a_listed_institution_is_a_notice_apart_from_the_score() {
    let folder = fresh("institutions-listed");
    let employer = "Yanbian Silverstar Network Technology Co., Ltd.";
    let all = [
        application("school", &json!({"education": [{"institution": "김책공업종합대학"}]})),
        application("work", &json!({"work": [{"name": employer}]})),
        application("namesake", &json!({"work": [{"name": "Fortuna LLC", "location": "Lisbon"}]})),
        application("research", &json!({"education": [{"institution": "Beihang University"}]})),
    ];
    let out = screened(&folder, "out", &all, &[]);
    let notices = lines(&out.join("notices.jsonl"));
    let of = |id: &str| notices.iter().find(|notice| notice["application"] == id);
    assert_eq!(notices.len(), 2, "{notices:?}");
    assert_eq!(of("school").expect("a notice")["duty"], "advisory");
    let work = of("work").expect("a notice");
    assert_eq!(work["duty"], "sanctions");
    for field in ["list", "version", "row", "path", "claim", "score"] {
        assert!(!work[field].is_null(), "{field}");
    }
    assert_eq!(work["reports"]["ofac"]["listed_name"], employer);
    assert!(work["reports"]["ofsi"]["reported_by"].is_null());
    assert_eq!(work["reports"]["ic3"]["subject_name"], "Rita Moss work");
    let page = fs::read_to_string(out.join("report.html")).expect("a report");
    assert!(page.contains("The tier of research security is off."));
    assert!(page.contains("Yanbian Silverstar"));
    // A school is no evidence; a job is little.
    let screened = lines(&out.join("screened.jsonl"));
    let bits = |at: usize| -> f64 {
        let terms = screened[at]["evidence"].as_array().expect("terms");
        let listed =
            |term: &&Value| term["check"].as_str().is_some_and(|check| check.starts_with("listed"));
        terms.iter().filter(listed).filter_map(|term| term["bits"].as_f64()).sum()
    };
    assert!(bits(0) == 0.0 && bits(1) > 0.0 && bits(1) <= 2.5 && bits(2) == 0.0);
}

#[test]
fn research_security_is_turned_on_for_named_roles_and_every_report_says_why() {
    let folder = fresh("institutions-policy");
    let school = json!({"education": [{"institution": "Beihang University"}]});
    let mut other = application("other-role", &school);
    other["job"]["title"] = json!("Accountant");
    let all = [application("role", &school), other];
    let policy = folder.join("policy.toml");
    let reason = "License 0000 under 22 CFR 120 covers the radar laboratory";
    let on = format!("[research-security]\nroles = [\"radar engineer\"]\nreason = \"{reason}\"\n");
    fs::write(&policy, on).expect("a policy");
    let out = screened(&folder, "out", &all, &["--policy", text(&policy)]);
    let notices = lines(&out.join("notices.jsonl"));
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert_eq!(notices[0]["application"], "role");
    assert_eq!(notices[0]["duty"], "research-security");
    let page = fs::read_to_string(out.join("report.html")).expect("a report");
    assert!(page.contains(reason));
}
