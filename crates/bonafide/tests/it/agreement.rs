//! What was kept as it arrived stands as if everything had been screened together.

use crate::program::{bonafide, database, lines, open, temporary, text};
use bonafide_store::MasterKey;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

const PRIOR: [&str; 2] = ["--prior", "1/343"];

/// What of an assessment does not depend on who is asked, or on a budget.
fn said(line: &Value) -> Value {
    let evidence = line["evidence"].as_array().expect("a list");
    let term = |term: &Value| {
        let [check, claim, observed] = ["check", "claim", "observed"].map(|name| &term[name]);
        let bits = term["bits"].as_f64().expect("a number");
        serde_json::json!([check, claim, observed, format!("{bits:.9}")])
    };
    let probability = line["probability"].as_f64().expect("a number");
    serde_json::json!({"evidence": evidence.iter().map(term).collect::<Vec<Value>>(),
        "ring": line["ring"], "probability": format!("{probability:.9}")})
}

#[test]
fn a_history_in_two_parts_stands_as_all_of_it_screened_together() {
    let data = temporary("agreement-data");
    let [population, screened] =
        ["agreement-population", "agreement-screened"].map(|name| data.with_file_name(name));
    for folder in [&data, &population, &screened] {
        let _ = fs::remove_dir_all(folder);
    }
    let out = ["--out", text(&population)];
    bonafide(&[&["simulate", "--seed", "11", "--applications", "400"], &out[..]].concat());
    let all = population.join("applications.jsonl");
    let records = fs::read_to_string(&all).expect("a population");
    let part = population.join("part.jsonl");
    let half = records.lines().count() / 2;
    let first: Vec<&str> = records.lines().take(half).collect();
    fs::write(&part, first.join("\n") + "\n").expect("the input");

    bonafide(&[&["screen", text(&all), "--out", text(&screened)], &PRIOR[..]].concat());
    let database = database(&data);
    for input in [&part, &all] {
        let mut import = vec!["import", text(input), "--data", text(&data)];
        import.extend(PRIOR);
        import.extend(database.iter().map(String::as_str));
        bonafide(&import);
    }

    let key = fs::read_to_string(data.join("master.key")).expect("a key was made");
    let mut store = open(&data, &MasterKey::from_text(&key).expect("a key")).expect("it is closed");
    let expected = lines(&screened.join("screened.jsonl"));
    let expected: BTreeMap<&str, Value> =
        expected.iter().map(|line| (line["id"].as_str().expect("an id"), said(line))).collect();
    let last = store.write(1, |t| t.last_application()).expect("a number");
    assert_eq!(expected.len() as i64, last + 1);
    let mut in_rings = 0;
    for number in 0..=last as u32 {
        let (id, kept) = store
            .write(1, |t| Ok((t.application(number)?.id, t.assessments(number)?.pop())))
            .expect("kept");
        let body = kept.and_then(|kept| kept.body).expect("every arrival is assessed");
        let kept = said(&serde_json::from_slice(&body).expect("JSON"));
        assert_eq!(kept, expected[id.as_str()], "{id}");
        in_rings += usize::from(kept["ring"].is_string());
    }
    assert!(in_rings > 0, "no ring to compare");
}
