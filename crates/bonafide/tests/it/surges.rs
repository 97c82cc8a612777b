//! Surges in simulated populations: planted ones are found, an event with its own channel explains
//! itself, and one that is dismissed is worth nothing to anybody.

use crate::institutions::{fresh, screened};
use crate::program::{bonafide, lines, text};
use serde_json::{Value, json};
use std::fs;

/// Applications of one week in the middle of the year.
const WEEK: [&str; 7] = [
    "2026-02-02",
    "2026-02-03",
    "2026-02-04",
    "2026-02-05",
    "2026-02-06",
    "2026-02-07",
    "2026-02-08",
];

fn population(name: &str) -> (std::path::PathBuf, Vec<Value>) {
    let folder = fresh(name);
    let population = folder.join("population");
    bonafide(&["simulate", "--seed", "41", "--applications", "3000", "--out", text(&population)]);
    let applications = lines(&population.join("applications.jsonl"));
    (folder, applications)
}

/// A new person who worked at an employer, and shares nothing else with anybody.
fn person(number: usize, employer: &str, like: &Value, channel: Option<&str>) -> Value {
    let mut source = like["source"].clone();
    if let Some(channel) = channel {
        source = json!({"channel": channel});
    }
    json!({
        "id": format!("N-{number}"),
        "submitted_at": format!("{}T{:02}:{:02}:00Z", WEEK[number % 7], number % 24, number % 60),
        "source": source, "job": like["job"],
        "applicant": {"name": format!("Given{number} Family{number}"),
            "email": format!("person{number}@mail{number}.example")},
        "resume": {"work": [{"name": employer, "position": format!("Role {number}"),
            "startDate": format!("20{:02}-01", 10 + number % 10)}]}
    })
}

#[test]
fn a_planted_surge_is_found_with_its_numbers_and_can_be_dismissed() {
    let (folder, mut all) = population("surges-planted");
    // To the same jobs and by the same channels as everybody.
    let like = all[..41].to_vec();
    let new = |number: usize| person(number, "Blue Harbor Staffing", &like[number], None);
    all.extend((0..41).map(new));
    let out = screened(&folder, "out", &all, &[]);
    let surges = lines(&out.join("surges.jsonl"));
    let found: Vec<&Value> =
        surges.iter().filter(|surge| surge["common"] == "employer Blue Harbor Staffing").collect();
    assert_eq!(found.len(), 1, "{surges:?}");
    assert_eq!((&found[0]["seen"], &found[0]["week"]), (&json!(41), &json!("2026-02-02")));
    assert!(found[0]["expected"].as_f64().is_some_and(|expected| expected < 10.0));
    assert_eq!(found[0]["members"].as_array().map(Vec::len), Some(41));
    let member = |place: &std::path::Path| -> Value {
        let screened = lines(&place.join("screened.jsonl"));
        screened.into_iter().find(|line| line["id"] == "N-7").expect("the member")
    };
    let terms = |line: &Value| -> Vec<Value> {
        let terms = line["evidence"].as_array().cloned().unwrap_or_default();
        terms.into_iter().filter(|term| term["check"] == "surge").collect()
    };
    let own = terms(&member(&out));
    assert_eq!(own.len(), 1);
    assert!(own[0]["bits"].as_f64().is_some_and(|bits| bits > 0.0 && bits < 0.6), "{own:?}");
    assert!(!own[0]["innocent_explanations"].as_array().expect("a list").is_empty());
    let page = fs::read_to_string(out.join("report.html")).expect("a report");
    assert!(page.contains("Blue Harbor Staffing"));

    let dismissed = folder.join("dismissed.csv");
    let of_all: Vec<String> = surges
        .iter()
        .map(|surge| format!("{}, A. Moss: layoff", surge["surge"].as_str().unwrap_or("")))
        .collect();
    fs::write(&dismissed, of_all.join("\n")).expect("a file");
    let after = screened(&folder, "after", &all, &["--dismissed", text(&dismissed)]);
    assert!(terms(&member(&after)).is_empty());
    let kept = lines(&after.join("surges.jsonl"));
    assert!(kept.iter().all(|surge| surge["dismissed"] == "A. Moss: layoff"), "{kept:?}");
    assert_eq!(kept.len(), surges.len());
}

#[test]
fn a_surge_that_is_dismissed_later_is_taken_from_those_who_are_kept() {
    let (folder, all) = population("surges-kept");
    let step = all.len() / 600;
    let mut all: Vec<Value> = all.into_iter().step_by(step).collect();
    let (before, like) = (all.len(), all[..41].to_vec());
    let new = |number: usize| person(number, "Blue Harbor Staffing", &like[number], None);
    all.extend((0..41).map(new));
    let out = screened(&folder, "out", &all, &[]);
    let surges = lines(&out.join("surges.jsonl"));
    let ids: Vec<String> = surges
        .iter()
        .map(|surge| format!("{}, A. Moss: layoff", surge["surge"].as_str().unwrap_or("")))
        .collect();
    let (history, dismissed) = (folder.join("out.jsonl"), folder.join("dismissed.csv"));
    fs::write(&dismissed, ids.join("\n")).expect("a file");
    let data = folder.join("data");
    let import = ["import", text(&history), "--data", text(&data)];
    let surged = || {
        let key = fs::read_to_string(data.join("master.key")).expect("a key was made");
        let key = bonafide_store::MasterKey::from_text(&key).expect("a key");
        let mut store = bonafide_store::Store::open(&data, &key).expect("it is closed");
        let versions = store.write(1, |t| t.assessments(before as u32 + 7)).expect("assessments");
        let body = versions.last().and_then(|last| last.body.clone()).unwrap_or_default();
        String::from_utf8_lossy(&body).contains("\"surge\"")
    };
    bonafide(&import);
    assert!(surged());
    bonafide(&[import[0], import[1], import[2], import[3], "--dismissed", text(&dismissed)]);
    assert!(!surged());
}

#[test]
fn a_population_without_a_surge_and_one_with_a_job_fair_show_none() {
    let (folder, mut all) = population("surges-none");
    let before = lines(&screened(&folder, "before", &all, &[]).join("surges.jsonl"));
    assert!(before.is_empty(), "{before:?}");
    // All of the fair comes by its own channel in its own week: that explains it.
    let like = all[..41].to_vec();
    let new = |n: usize| person(n, "Blue Harbor Staffing", &like[n], Some("spring_job_fair"));
    all.extend((0..41).map(new));
    let after = lines(&screened(&folder, "after", &all, &[]).join("surges.jsonl"));
    let of_fair = after.iter().filter(|surge| surge["kind"] == "employer").count();
    assert_eq!(of_fair, 0, "{after:?}");
}

#[test]
fn events_are_shown_for_what_they_are_and_little_else_is() {
    let folder = fresh("surges-events");
    let population = folder.join("population");
    bonafide(&[
        "simulate",
        "--seed",
        "42",
        "--applications",
        "6000",
        "--events",
        "3",
        "--out",
        text(&population),
    ]);
    let truth = lines(&population.join("truth.jsonl"));
    let brought = |id: &Value, by: &str| {
        let own = truth.iter().find(|truth| truth["id"] == *id).expect("its truth");
        own["kinds"].as_array().is_some_and(|kinds| kinds.contains(&json!(by)))
    };
    let all = lines(&population.join("applications.jsonl"));
    let out = screened(&folder, "out", &all, &[]);
    // A bootcamp's class is a crowd that every population has, and comes in company as well.
    let (mut shown, mut of_events) = (0, std::collections::BTreeMap::new());
    for surge in lines(&out.join("surges.jsonl")) {
        let members = surge["members"].as_array().expect("members");
        let by = ["job_fair", "campus_event", "layoff", "flood", "bootcamp"]
            .into_iter()
            .find(|by| 2 * members.iter().filter(|id| brought(id, by)).count() > members.len());
        shown += 1;
        *of_events.entry(by.unwrap_or("chance")).or_insert(0) += 1;
    }
    // Layoffs and floods look alike and are all shown, one by one, with the employer in common.
    assert!(of_events["layoff"] >= 3 && of_events["flood"] >= 3, "{of_events:?}");
    let chance = of_events.get("chance").copied().unwrap_or(0);
    assert!(chance * 20 <= shown, "{of_events:?}");
    // Nobody whom an innocent event brought is looked at because of it.
    for line in lines(&out.join("screened.jsonl")) {
        let terms = line["evidence"].as_array().cloned().unwrap_or_default();
        let surges = terms.iter().filter(|term| term["check"] == "surge");
        let bits: f64 = surges.filter_map(|term| term["bits"].as_f64()).sum();
        assert!(bits <= 0.6, "{line}");
    }
}
