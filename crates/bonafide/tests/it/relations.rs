//! What people find out of two applications moves what the screening finds, the same online and in
//! a file.

use crate::{
    program::{bonafide, temporary, text},
    serve::{Server, member, start, token},
};
use serde_json::{Value, json};
use std::fs;

/// The newest assessment.
fn newest(server: &Server, application: &str, who: &str) -> Value {
    let path = format!("/api/v1/applications/{application}/assessments");
    let versions = server.done("GET", &path, who, &json!({}));
    versions["assessments"].as_array().and_then(|all| all.last()).expect("one").clone()
}

fn has(assessment: &Value, term: &str) -> bool {
    let terms = assessment["assessment"]["evidence"].as_array().expect("a list");
    terms.iter().any(|one| one["check"] == term)
}

/// The log2 odds before any evidence, of which the two engines estimate different ones.
fn evidence(line: &Value) -> Vec<(String, i64)> {
    let terms = line["evidence"].as_array().expect("a list");
    let term = |term: &Value| {
        let bits = term["bits"].as_f64().expect("a number");
        (term["check"].as_str().expect("a name").to_owned(), (bits * 1e6).round() as i64)
    };
    terms.iter().map(term).collect()
}

#[test]
fn what_people_find_out_moves_the_score_both_ways_and_is_taken_back() {
    let data = temporary("relations-data");
    let _ = fs::remove_dir_all(&data);
    let server = start(&data);
    let code = server.code.clone().expect("a code");
    let admin =
        token(&server.done("POST", "/api/v1/setup", "", &json!({"code": code, "name": "admin"})));
    let (ats, ann) =
        (server.account(&admin, "ats", "integration"), server.account(&admin, "ann", "approver"));
    let stranger = json!({"id": "S-1", "submitted_at": "2026-03-02T10:00:00Z",
        "applicant": {"name": "Quite Another", "email": "quite@another.example"}});
    let all = [member(0), member(1), stranger];
    let received: Vec<String> = all
        .iter()
        .map(|one| {
            let answer = server.done("POST", "/api/v1/applications", &ats, one);
            answer["application"].as_str().expect("a pseudonym").to_owned()
        })
        .collect();
    let before = newest(&server, &received[0], &ann);
    assert!(has(&before, "shared-device") && before["ring"].is_string(), "{before}");

    let relate = |one: usize, other: usize, says: &str| {
        let body = json!({"one": received[one], "other": received[other], "says": says,
            "why": "met both in person"});
        server.done("POST", "/api/v1/relations", &ann, &body)
    };
    let apart = relate(0, 1, "not-related");
    let after = newest(&server, &received[0], &ann);
    assert_eq!(after["cause"], "relation");
    assert!(!has(&after, "shared-device") && after["ring"].is_null(), "{after}");
    let odds = |one: &Value| one["probability"].as_f64().expect("a number");
    assert!(odds(&after) < odds(&before));

    relate(0, 2, "same-operator");
    let found = newest(&server, &received[2], &ann);
    assert!(has(&found, "same-operator") && found["ring"].is_string(), "{found}");

    // All together, from files, it is the same.
    let (status, _) = server.ask("GET", "/api/v1/relations.csv", &ats, "{}");
    assert_eq!(status, 403, "it names applications by their own ids");
    let folder = temporary("relations-together");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let lines: Vec<String> = all.iter().map(Value::to_string).collect();
    fs::write(folder.join("all.jsonl"), lines.join("\n")).expect("written");
    let csv = "one,other,says\nR-0,R-1,not-related\nR-0,S-1,same-operator\n";
    fs::write(folder.join("relations.csv"), csv).expect("written");
    bonafide(&[
        "screen",
        text(&folder.join("all.jsonl")),
        "--relations",
        text(&folder.join("relations.csv")),
        "--out",
        text(&folder.join("out")),
    ]);
    let screened = fs::read_to_string(folder.join("out/screened.jsonl")).expect("written");
    let screened: Vec<Value> =
        screened.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    for (line, application) in screened.iter().zip(&received) {
        let online = newest(&server, application, &ann);
        assert_eq!(evidence(line), evidence(&online["assessment"]), "{}", line["id"]);
    }

    let id = apart["relation"].as_str().expect("an id");
    server.done("POST", &format!("/api/v1/relations/{id}/end"), &ann, &json!({}));
    let again = newest(&server, &received[0], &ann);
    assert!(has(&again, "shared-device"), "{again}");
}

#[test]
fn cases_are_merged_and_a_member_is_taken_out_with_what_was_found() {
    let data = temporary("merges-data");
    let _ = fs::remove_dir_all(&data);
    let server = start(&data);
    let code = server.code.clone().expect("a code");
    let admin =
        token(&server.done("POST", "/api/v1/setup", "", &json!({"code": code, "name": "admin"})));
    let (ats, ann) =
        (server.account(&admin, "ats", "integration"), server.account(&admin, "ann", "approver"));
    let received: Vec<String> = (0..3)
        .map(|number| {
            let answer = server.done("POST", "/api/v1/applications", &ats, &member(number));
            answer["application"].as_str().expect("a pseudonym").to_owned()
        })
        .collect();
    let of = |case: &Value| format!("/api/v1/cases/{}", case["case"].as_str().expect("an id"));
    let open = || {
        let cases = server.done("GET", "/api/v1/cases?rings=true", &ann, &json!({}));
        cases["cases"].as_array().expect("a list").clone()
    };
    let ring = open().first().cloned().expect("the ring's case");
    assert_eq!(ring["members"], json!(received), "{ring}");
    let split = json!({"application": received[2], "why": "a colleague met her"});
    let (status, _) = server.ask("POST", &format!("{}/split", of(&ring)), &ann, &split.to_string());
    assert_eq!(status, 409, "claim it first");
    server.done("POST", &format!("{}/claim", of(&ring)), &ann, &json!({}));
    let own = server.done("POST", &format!("{}/split", of(&ring)), &ann, &split);
    assert_eq!(own["members"], json!([received[2]]), "{own}");
    let rest = server.done("GET", &of(&ring), &ann, &json!({}));
    assert_eq!(rest["members"], json!(received[..2]), "{rest}");
    let found = newest(&server, &received[2], &ann);
    assert!(found["ring"].is_null() && !has(&found, "shared-device"), "{found}");
    let path = format!("/api/v1/applications/{}/relations", received[2]);
    let said = server.done("GET", &path, &ann, &json!({}));
    assert_eq!(said["relations"].as_array().map(Vec::len), Some(2), "{said}");

    let note = json!({"text": "it was her cousin"});
    server.done("POST", &format!("{}/notes", of(&own)), &ann, &note);
    let with = json!({"with": own["case"], "why": "the cousin was invented"});
    let merged = server.done("POST", &format!("{}/merge", of(&ring)), &ann, &with);
    assert_eq!(merged["members"], json!(received), "{merged}");
    let gone = server.done("GET", &of(&own), &ann, &json!({}));
    assert!(gone["closed_at"].is_number() && gone["stands"] == "merged", "{gone}");
    let notes = server.done("GET", &format!("{}/notes", of(&ring)), &ann, &json!({}));
    assert_eq!(notes["notes"][0]["text"], "it was her cousin");
    let found = newest(&server, &received[2], &ann);
    assert!(has(&found, "same-operator") && found["ring"].is_string(), "{found}");
}
