//! What is sent again, and what was changed meanwhile.

use crate::fixture::{Person, get, invite, office, one_case, open, pass, post, sign_in, text};
use bonafide_server::Office;
use serde_json::json;
use std::path::Path;

fn with<'a>(person: &'a Person, more: (&'a str, &'a str)) -> Vec<(&'a str, &'a str)> {
    let mut headers = person.headers().to_vec();
    headers.push(more);
    headers
}

#[test]
fn a_request_with_a_key_is_done_once_and_answered_as_often_as_it_is_sent() {
    let (folder, mut office) = office();
    let eve = sign_in(&mut office, "eve");
    let make = |office: &mut Office, key: &str, label: &str| {
        let body = json!({"label": label});
        post(office, "/api/v1/tokens", &with(&eve, ("idempotency-key", key)), &body)
    };
    let first = make(&mut office, "k-1", "export");
    let again = make(&mut office, "k-1", "export");
    assert_eq!((first.status, &first.body), (again.status, &again.body));
    assert_eq!(again.headers, [("idempotent-replayed", "true".to_owned())]);
    let other = make(&mut office, "k-1", "another");
    assert_eq!(
        (other.status, &other.body["type"]),
        (422, &json!("/api/v1/problems/key-of-another"))
    );
    drop(office);
    let (mut office, _) = open(folder.path());
    assert_eq!(make(&mut office, "k-1", "export").body, first.body, "also after a restart");
    assert_ne!(make(&mut office, "k-2", "export").body, first.body);
    let all = get(&mut office, "/api/v1/tokens", &eve.cookie()).body;
    assert_eq!(all["tokens"].as_array().map(Vec::len), Some(2));
    let secret = text(&first.body, "secret");
    let bytes = stored(folder.path());
    assert!(!bytes.windows(64).any(|part| secret.as_bytes().ends_with(part)), "it is sealed");
    // What was refused is no answer to keep.
    assert_eq!(make(&mut office, "k-3", &"x".repeat(200)).status, 422);
    assert_eq!(make(&mut office, "k-3", "x").status, 201);
    assert_eq!(make(&mut office, &"k".repeat(256), "x").status, 400);
    for _ in 0..48 {
        pass(30 * 60);
        get(&mut office, "/api/v1/me", &eve.cookie());
    }
    let eve = sign_in(&mut office, "eve");
    let headers = with(&eve, ("idempotency-key", "k-1"));
    let later = post(&mut office, "/api/v1/tokens", &headers, &json!({"label": "another"}));
    assert_eq!(later.status, 201, "a day later the key is free");
}

#[test]
fn a_key_is_of_who_sends_it() {
    let (_folder, mut office) = office();
    let eve = sign_in(&mut office, "eve");
    let ann = invite(&mut office, &eve, "ann", "reviewer");
    let body = json!({"label": "x"});
    let made = [&eve, &ann].map(|person| {
        post(&mut office, "/api/v1/tokens", &with(person, ("idempotency-key", "k")), &body)
    });
    assert!(made[0].status == 201 && made[1].status == 201 && made[0].body != made[1].body);
}

#[test]
fn who_saw_an_older_version_of_a_case_changes_nothing() {
    let (folder, mut office) = office();
    let eve = sign_in(&mut office, "eve");
    let ann = invite(&mut office, &eve, "ann", "reviewer");
    let bob = invite(&mut office, &eve, "bob", "reviewer");
    drop(office);
    one_case(folder.path());
    let (mut office, _) = open(folder.path());
    let listed = get(&mut office, "/api/v1/cases", &ann.cookie()).body;
    let case = format!("/api/v1/cases/{}", text(&listed["cases"][0], "case"));
    let seen = get(&mut office, &case, &ann.cookie());
    let (_, etag) = seen.headers.iter().find(|(name, _)| *name == "etag").expect("a version");
    let claim = format!("{case}/claim");
    let bobs = post(&mut office, &claim, &with(&bob, ("if-match", etag)), &json!({}));
    assert_eq!(bobs.status, 200, "{}", bobs.body);
    let anns = post(&mut office, &claim, &with(&ann, ("if-match", etag)), &json!({}));
    assert_eq!(
        (anns.status, &anns.body["type"]),
        (412, &json!("/api/v1/problems/changed-meanwhile"))
    );
    let any =
        post(&mut office, &format!("{case}/release"), &with(&bob, ("if-match", "*")), &json!({}));
    assert_eq!(any.status, 200);
    let none =
        post(&mut office, "/api/v1/tokens", &with(&bob, ("if-match", "*")), &json!({"label": "x"}));
    assert_eq!(none.status, 412, "a condition that cannot be held is not ignored");
}

/// Every byte of the database, wherever it is.
fn stored(folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut folders = bonafide_testbed::files(folder);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                bytes.extend(std::fs::read(path).expect("a file"));
            }
        }
    }
    assert!(!bytes.is_empty(), "a database has files");
    bytes
}
