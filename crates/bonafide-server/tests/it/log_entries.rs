//! Everything that somebody does to records, or looks at, is an entry of the log, by pseudonyms.

use crate::fixture::{PASSWORD, Person, get, invite, office, one_case, open, post, sign_in, text};
use bonafide_log::{Entry, note::Verifier, proof};
use bonafide_server::Office;
use bonafide_verification::policy::Policy;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Every entry of a log's files.
fn entries(folder: &Path) -> Vec<Entry> {
    let key = fs::read_to_string(folder.join("log.pub")).expect("a key");
    let verifier = Verifier::from_text(&key).expect("a key");
    let entry = |number| proof::entry(&folder.join("log"), number, &verifier).ok();
    let all = (0..).map_while(entry);
    all.map(|bytes| Entry::from_bytes(&bytes).expect("an entry")).collect()
}

/// Looks at everything; the kinds of entries that this makes.
fn looks(office: &mut Office, ann: &Person, of: &str, case: &str) -> Vec<&'static str> {
    let mut kinds = Vec::new();
    for (path, kind) in [
        (of.to_owned(), "application.viewed"),
        (format!("{of}/assessments"), "assessments.viewed"),
        (format!("{of}/relations"), "relations.viewed"),
        (format!("{case}/findings"), "case.viewed"),
        (format!("{case}/notes"), "case.notes-viewed"),
        (format!("{case}/steps"), "case.steps-viewed"),
        (format!("{case}/decisions"), "case.decisions-viewed"),
        ("/api/v1/relations.csv".to_owned(), "relations.exported"),
    ] {
        assert_eq!(get(office, &path, &ann.headers()).status, 200, "{path}");
        kinds.push(kind);
    }
    kinds
}

/// Works on a case; the kinds of entries that this makes.
fn works(office: &mut Office, ann: &Person, case: &str) -> Vec<&'static str> {
    let mut kinds = Vec::new();
    for (path, body, kind) in [
        ("/claim", json!({}), "case.claimed"),
        ("/notes", json!({"text": "Given Family called"}), "case.noted"),
        ("/assign", json!({"to": "ann"}), "case.assigned"),
        ("/opinions", json!({"outcome": "cleared"}), "case.opinion"),
        ("/steps", json!({"kind": "interview"}), "step.needed"),
        (
            "/decisions",
            json!({"outcome": "cleared", "reasons": ["claims-confirmed"]}),
            "decision.recorded",
        ),
    ] {
        let done = post(office, &format!("{case}{path}"), &ann.headers(), &body);
        assert!(done.status < 300, "{path}: {}", done.body);
        kinds.push(kind);
    }
    kinds
}

#[test]
fn what_is_done_and_what_is_looked_at_is_logged() {
    let (folder, office) = office();
    drop(office);
    one_case(folder.path());
    let mut office = open(folder.path()).0;
    let eve = sign_in(&mut office, "eve");
    let ann = invite(&mut office, &eve, "ann", "approver");
    let wrong = json!({"name": "ann", "password": "not at all right"});
    assert_eq!(post(&mut office, "/api/v1/sign-in", &[], &wrong).status, 401);
    let listed = get(&mut office, "/api/v1/applications", &ann.headers()).body;
    let application = listed["applications"][0].as_str().expect("one").to_owned();
    let of = format!("/api/v1/applications/{application}");
    let cases = get(&mut office, "/api/v1/cases", &ann.headers()).body;
    let case = format!("/api/v1/cases/{}", text(&cases["cases"][0], "case"));
    let mut kinds: BTreeSet<&str> = ["application.received", "case.opened", "account.made"].into();
    kinds.extend(["session.begun", "sign-in.refused"]);
    kinds.extend(looks(&mut office, &ann, &of, &case));
    kinds.extend(works(&mut office, &ann, &case));
    let steps = get(&mut office, &format!("{case}/steps"), &ann.headers()).body;
    let step = format!("/api/v1/steps/{}", text(&steps["steps"][0], "step"));
    get(&mut office, &step, &ann.headers());
    post(&mut office, &format!("{step}/order"), &ann.headers(), &json!({}));
    post(&mut office, &format!("{step}/result"), &ann.headers(), &json!({"answer": "clear"}));
    kinds.extend(["step.viewed", "step.ordered", "step.changed"]);
    let search = json!({"email": "given@family.example"});
    post(&mut office, "/api/v1/search", &ann.headers(), &search);
    post(&mut office, "/api/v1/tokens", &ann.headers(), &json!({"label": "x"}));
    kinds.extend(["search.made", "token.made"]);
    let told = json!({"address": "https://ats.example/told"});
    post(&mut office, "/api/v1/webhooks", &eve.headers(), &told);
    get(&mut office, &format!("{of}/export"), &eve.headers());
    get(&mut office, &format!("{of}/entries"), &eve.headers());
    kinds.extend(["webhook.made", "person.exported", "entries.viewed"]);
    let written = "[retention]\napplications = \"100 days\"\n";
    office.put_in_force(Policy::read(written).expect("a policy"), written).expect("in force");
    assert!(office.go_by_lists("2026-11, ofac 7").expect("logged"));
    assert!(!office.go_by_lists("2026-11, ofac 7").expect("as before"));
    kinds.extend(["policy.changed", "lists.changed"]);
    post(&mut office, &format!("{of}/erase"), &eve.headers(), &json!({}));
    post(&mut office, "/api/v1/sign-out", &ann.headers(), &json!({}));
    kinds.extend(["person.erased", "session.ended"]);
    assert_eq!(get(&mut office, "/ready", &[]).body, json!({"status": "ready"}));

    let entries = entries(folder.path());
    for kind in kinds {
        assert!(entries.iter().any(|entry| entry.kind == kind), "{kind} is not logged");
    }
    let all: String = entries
        .iter()
        .map(|entry| String::from_utf8(entry.to_bytes()).expect("text"))
        .collect::<Vec<String>>()
        .concat();
    for personal in ["Given", "Family", "A-1\"", "family.example", PASSWORD] {
        assert!(!all.contains(personal), "{personal}");
    }
    let unknown = |entry: &&Entry| entry.kind == "person.erased" && entry.about == application;
    assert_eq!(entries.iter().filter(unknown).count(), 1);
    let shown: Value = get(&mut office, &format!("{of}/erasure"), &eve.headers()).body;
    assert_eq!(shown["keys_destroyed"], true);
}
