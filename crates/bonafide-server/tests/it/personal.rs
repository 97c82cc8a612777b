//! What is kept about a person: shown whole, ended by the policy, and proven to be erased.

use crate::fixture::{get, invite, office, one_case, open, pass, post, sign_in, text};
use bonafide_log::{note::Verifier, proof};
use bonafide_server::Ended;
use serde_json::{Value, json};

/// The first application.
fn first(office: &mut bonafide_server::Office, eve: &crate::fixture::Person) -> String {
    let listed = get(office, "/api/v1/applications", &eve.headers()).body;
    listed["applications"][0].as_str().expect("one").to_owned()
}

#[test]
fn everything_about_a_person_is_shown_and_the_log_can_be_checked_with_it() {
    let (folder, office) = office();
    drop(office);
    one_case(folder.path());
    let mut office = open(folder.path()).0;
    let eve = sign_in(&mut office, "eve");
    let ann = invite(&mut office, &eve, "ann", "approver");
    let cases = get(&mut office, "/api/v1/cases", &ann.headers()).body;
    let case = text(&cases["cases"][0], "case");
    let note = json!({"text": "called back on Tuesday"});
    post(&mut office, &format!("/api/v1/cases/{case}/notes"), &ann.headers(), &note);
    let application = first(&mut office, &eve);
    let path = format!("/api/v1/applications/{application}");
    let all = get(&mut office, &format!("{path}/export"), &eve.headers()).body;
    let one = &all["applications"][0];
    assert_eq!(one["claimed"]["applicant"]["name"], "Given Family");
    assert_eq!(one["cases"][0]["notes"][0]["text"], "called back on Tuesday");
    let entries = get(&mut office, &format!("{path}/entries"), &eve.headers()).body;
    let entries = entries["entries"].as_array().expect("a list");
    let kinds: Vec<&str> = entries.iter().filter_map(|entry| entry["kind"].as_str()).collect();
    for kind in ["application.received", "case.opened", "case.noted", "person.exported"] {
        assert!(kinds.contains(&kind), "{kind} in {kinds:?}");
    }
    let noted = entries.iter().find(|entry| entry["kind"] == "case.noted").expect("noted");
    assert_eq!(noted["details"], "called back on Tuesday");
    let salt: Vec<u8> = (0..16)
        .map(|at| {
            let salt = noted["salt"].as_str().expect("a salt");
            u8::from_str_radix(&salt[2 * at..2 * at + 2], 16).expect("digits")
        })
        .collect();
    let salt: [u8; 16] = salt.try_into().expect("16 bytes");
    let made = bonafide_log::commitment(&salt, b"called back on Tuesday");
    assert_eq!(noted["commitment"], made.as_str());
}

#[test]
fn an_erasure_is_proven_by_the_log_and_leaves_no_key() {
    let (folder, office) = office();
    drop(office);
    one_case(folder.path());
    let mut office = open(folder.path()).0;
    let eve = sign_in(&mut office, "eve");
    let application = first(&mut office, &eve);
    let path = format!("/api/v1/applications/{application}");
    assert_eq!(get(&mut office, &format!("{path}/erasure"), &eve.headers()).status, 404);
    post(&mut office, &format!("{path}/erase"), &eve.headers(), &json!({}));
    let proven = get(&mut office, &format!("{path}/erasure"), &eve.headers()).body;
    assert_eq!(proven["keys_destroyed"], true);
    let verifier = Verifier::from_text(&text(&proven, "key")).expect("a key");
    let (entry, shown) = (text(&proven, "entry"), text(&proven, "proof"));
    let number = proof::check(&shown, entry.as_bytes(), &verifier).expect("it holds");
    assert_eq!(proven["number"], number);
    let entry: Value = serde_json::from_str(&entry).expect("an entry");
    assert_eq!((&entry["kind"], &entry["about"]), (&json!("person.erased"), &json!(application)));
    assert_eq!(get(&mut office, &format!("{path}/export"), &eve.headers()).status, 404);
}

/// Ends all that is past.
fn end(office: &mut bonafide_server::Office) -> Ended {
    let (mut ended, mut after) = (Ended::default(), Some(-1));
    while let Some(from) = after {
        after = office.end_some(from, &mut ended).expect("ended");
    }
    ended
}

#[test]
fn what_the_policy_keeps_no_longer_ends_and_nothing_while_a_case_is_open() {
    let (folder, office) = office();
    drop(office);
    one_case(folder.path());
    let mut office = open(folder.path()).0;
    let eve = sign_in(&mut office, "eve");
    let application = first(&mut office, &eve);
    // It arrived in 1970, as the fixture has it; but its case is open.
    let none = get(&mut office, "/api/v1/retention", &eve.headers()).body;
    assert_eq!(none["endings"], json!([]));
    assert_eq!(end(&mut office), Ended::default());
    let ann = invite(&mut office, &eve, "ann", "approver");
    let cases = get(&mut office, "/api/v1/cases", &ann.headers()).body;
    let case = format!("/api/v1/cases/{}", text(&cases["cases"][0], "case"));
    post(&mut office, &format!("{case}/claim"), &ann.headers(), &json!({}));
    let body =
        json!({"outcome": "cleared", "reasons": ["claims-confirmed"], "note": "met in person"});
    let decided = post(&mut office, &format!("{case}/decisions"), &ann.headers(), &body);
    assert_eq!(decided.status, 201, "{}", decided.body);
    // Documents and sessions are kept half a year, decisions four years from the last act.
    let eve = sign_in(&mut office, "eve");
    let would = get(&mut office, "/api/v1/retention", &eve.headers()).body;
    assert_eq!(would["endings"][0]["records"], json!(["documents", "sessions"]));
    assert_eq!(end(&mut office).reduced, 1);
    pass(1_400 * 86_400);
    assert_eq!(end(&mut office).persons, 0, "the decision is kept");
    pass(100 * 86_400);
    let eve = sign_in(&mut office, "eve");
    let would = get(&mut office, "/api/v1/retention", &eve.headers()).body;
    assert_eq!(
        would["endings"][0],
        json!({"application": application,
        "records": ["applications"], "person": true})
    );
    let path = format!("/api/v1/applications/{application}");
    assert_eq!(get(&mut office, &path, &eve.headers()).status, 200, "a dry run changes nothing");
    assert_eq!(end(&mut office).persons, 1);
    assert_eq!(get(&mut office, &path, &eve.headers()).status, 404);
    let proven = get(&mut office, &format!("{path}/erasure"), &eve.headers()).body;
    assert_eq!(proven["keys_destroyed"], true);
}
