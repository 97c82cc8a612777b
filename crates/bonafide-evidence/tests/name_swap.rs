//! Swapping a name for one of another origin, throughout an application, changes no answer.

use bonafide_application::Application;
use bonafide_evidence::{Answer, CHECKS};
use bonafide_reference::{Subject, Tables};

/// First and last names as typed, and as they stand in mailboxes and addresses of profiles.
const NAMES: [[&str; 4]; 8] = [
    ["Jane", "Miller", "jane", "miller"],
    ["Wei", "Zhang", "wei", "zhang"],
    ["Aisha", "Mohammed", "aisha", "mohammed"],
    ["Olena", "Kovalenko", "olena", "kovalenko"],
    ["José", "Núñez", "jose", "nunez"],
    ["Linh", "Nguyễn", "linh", "nguyen"],
    ["Oluwaseun", "Adébáyò", "oluwaseun", "adebayo"],
    ["Łukasz", "Wójcik", "lukasz", "wojcik"],
];

/// Applications in which `FIRST LAST` is the applicant, and Robin Sample somebody else.
const APPLICATIONS: [&str; 4] = [
    // A profile that agrees in everything.
    r#"{"applicant": {"name": "FIRST LAST", "email": "first.last@gmail.com",
            "links": [{"url": "https://linkedin.com/in/first-last"}, {"url": "first-last.example"}]},
        "resume": {"work": [{"name": "Acme", "startDate": "2015", "endDate": "2020"}]},
        "profiles": [{"network": "linkedin", "url": "https://linkedin.com/in/first-last",
            "created_on": "2012-03-01", "name": "LAST, FIRST", "connections": 300,
            "work": [{"name": "Acme", "startDate": "2015", "endDate": "2020"}]}],
        "references": [{"email": "robin@acme.example", "company": "Acme"}]}"#,
    // A profile, a mailbox and a reference of somebody else.
    r#"{"applicant": {"name": "FIRST LAST", "email": "robin.sample@gmail.com",
            "links": [{"url": "https://linkedin.com/in/robin-sample"}]},
        "resume": {"work": [{"name": "Acme", "startDate": "2015", "endDate": "2020"}]},
        "profiles": [{"network": "linkedin", "url": "https://linkedin.com/in/robin-sample",
            "created_on": "2026-03-01", "name": "Robin Sample"}],
        "references": [{"email": "robin.sample@gmail.com", "company": "Acme"}]}"#,
    // A name that changed at marriage.
    r#"{"applicant": {"name": "FIRST LAST", "email": "first@first-last.example"},
        "profiles": [{"network": "linkedin", "url": "x", "name": "FIRST LAST",
            "previous_names": ["FIRST Sample"]}],
        "references": [{"email": "robin@first-last.example", "company": "Acme"}]}"#,
    // An account that somebody else had before.
    r#"{"applicant": {"name": "LAST FIRST", "email": "firstlast84@gmail.com"},
        "resume": {"work": [{"name": "Acme", "startDate": "2012"}]},
        "profiles": [{"network": "linkedin", "url": "x", "name": "FIRST LAST", "connections": 9,
            "created_on": "2011-03-01", "previous_names": ["Robin Sample"]}]}"#,
];

#[test]
fn a_name_of_any_origin_gets_the_same_answers() {
    let tables = Tables::built_in();
    for application in APPLICATIONS {
        let [first, others @ ..] = NAMES;
        let want = answers(&tables, application, first);
        for name in others {
            assert_eq!(answers(&tables, application, name), want, "{name:?}: {application}");
        }
    }
}

fn answers(
    tables: &Tables,
    application: &str,
    [first, last, mail_first, mail_last]: [&str; 4],
) -> Vec<(&'static str, &'static str)> {
    let text = application.replace("FIRST", first).replace("LAST", last);
    let text = text.replace("first", mail_first).replace("last", mail_last);
    let text = text.replacen('{', r#"{"id": "1", "submitted_at": "2026-06-15T12:00:00Z", "#, 1);
    let application: Application = serde_json::from_str(&text).expect("an application");
    let subject = Subject::new(&application, tables);
    CHECKS
        .iter()
        .map(|check| match (check.ask)(&subject) {
            Answer::Unknown => (check.name, "unknown"),
            Answer::Clear(_) => (check.name, "clear"),
            Answer::Noted(level, _) => (check.name, level),
        })
        .collect()
}
