//! The tables that are compiled in reach the checks that ask them.

use bonafide_application::Application;
use bonafide_evidence::{Answer, check};
use bonafide_reference::{Subject, Tables};
use serde_json::{Value, json};

#[test]
fn answers_by_the_tables_compiled_in() {
    let tables = Tables::built_in();
    let job = |name: &str, from: &str, to: &str, text: &str| json!({"work": [{"name": name, "startDate": from, "endDate": to, "summary": text}]});
    let study = |school: &str, degree: &str, field: &str, from: &str, to: &str| {
        json!({"education": [{"institution": school, "studyType": degree, "area": field,
            "startDate": from, "endDate": to}]})
    };
    let stanford = |field: &str| study("Stanford University", "BS", field, "2010-09", "2014-06");
    let certified = |date: &str| json!({"certificates": [{"name": "Certified Kubernetes Administrator", "date": date}]});
    for (name, resume, want) in [
        ("employer-founded", job("OpenAI", "2012-02", "2018", ""), "one"),
        ("employer-founded", job("OpenAI", "2016-02", "2018", ""), "clear"),
        ("technology-released", job("Acme", "2008", "2011-03", "Ran Kubernetes."), "one"),
        ("technology-released", job("Acme", "2015", "2019-03", "Ran Kubernetes."), "clear"),
        ("certificate-date", certified("2011"), "early"),
        ("certificate-date", certified("2019"), "clear"),
        ("school-known", stanford("Computer Science"), "clear"),
        ("programme", stanford("Computer Science"), "clear"),
        (
            "programme",
            study("Amherst College", "BS", "Electrical Engineering", "", ""),
            "not-awarded",
        ),
        ("programme", study("Amherst College", "MS", "Computer Science", "", ""), "other-level"),
        ("programme", study("University of Nowhere", "BS", "Computer Science", "", ""), "unknown"),
        ("degree-length", stanford("Computer Science"), "clear"),
        ("degree-length", study("Example", "B.Sc.", "", "2010-09", "2011-03"), "very-short"),
    ] {
        assert_eq!(answer(&tables, name, &resume), want, "{name}: {resume}");
    }
}

fn answer(tables: &Tables, name: &str, resume: &Value) -> &'static str {
    let application: Application = serde_json::from_value(json!({
        "id": "1", "submitted_at": "2026-06-15T12:00:00Z",
        "applicant": {"name": "Jane Doe"}, "resume": resume,
    }))
    .expect("an application");
    let check = check(name).expect("a check");
    match (check.ask)(&Subject::new(&application, tables)) {
        Answer::Unknown => "unknown",
        Answer::Clear(_) => "clear",
        Answer::Noted(level, _) => level,
    }
}
