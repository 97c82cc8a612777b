//! Pages: what a browser gets, with and without a session.

use crate::fixture::{Person, ask, get, invite, office, one_case, open, post, sign_in};
use bonafide_server::Office;
use serde_json::{Value, json};
use tempfile::TempDir;

fn header<'a>(answer: &'a bonafide_server::Answer, name: &str) -> &'a str {
    let found = answer.headers.iter().find(|(known, _)| *known == name);
    found.map(|(_, value)| value.as_str()).unwrap_or_default()
}

#[test]
fn pages_load_nothing_from_elsewhere_and_their_files_are_kept() {
    let (_folder, mut office) = office();
    let eve = sign_in(&mut office, "eve");
    let queue = get(&mut office, "/queue", &eve.headers());
    assert_eq!(queue.status, 200, "{queue:?}");
    assert!(header(&queue, "content-type").starts_with("text/html"));
    let policy = header(&queue, "content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"));
    let page = queue.body.as_str().expect("a page");
    assert!(page.contains("No case is open"), "{page}");
    for before in ["href=\"/assets/", "src=\"/assets/"] {
        let name = page.split(before).nth(1).and_then(|rest| rest.split('"').next());
        let file = get(&mut office, &format!("/assets/{}", name.expect("a file")), &[]);
        assert_eq!(file.status, 200);
        assert!(header(&file, "cache-control").contains("immutable"));
    }
}

#[test]
fn what_a_form_does_leads_on_and_needs_the_session_to_mean_it() {
    let (_folder, mut office) = office();
    assert_eq!(header(&get(&mut office, "/", &[]), "location"), "/queue");
    assert_eq!(get(&mut office, "/queue", &[]).status, 401);
    let eve = sign_in(&mut office, "eve");
    assert_eq!(ask(&mut office, "POST", "/sign-out", &eve.cookie(), &Value::Null).status, 403);
    let out = post(&mut office, "/sign-out", &eve.headers(), &Value::Null);
    assert_eq!((out.status, header(&out, "location")), (303, "/sign-in"));
    assert_eq!(get(&mut office, "/queue", &eve.headers()).status, 401);
}

/// An office with one open case and a reviewer; the path of the case as the queue shows it.
fn with_case() -> (TempDir, Office, Person, String) {
    let (folder, mut office) = office();
    let eve = sign_in(&mut office, "eve");
    let ana = invite(&mut office, &eve, "ana", "reviewer");
    drop(office);
    one_case(folder.path());
    let (mut office, _) = open(folder.path());
    let queue = shown(&mut office, "/queue", &ana);
    let case = queue.split("href=\"/cases/").nth(1).and_then(|rest| rest.split('"').next());
    let path = format!("/cases/{}", case.expect("a case"));
    (folder, office, ana, path)
}

fn shown(office: &mut Office, path: &str, who: &Person) -> String {
    let answer = get(office, path, &who.headers());
    assert_eq!(answer.status, 200, "{path}: {answer:?}");
    answer.body.as_str().expect("a page").to_owned()
}

#[test]
fn what_is_claimed_is_shown_on_demand_alone() {
    let (_folder, mut office, ana, case) = with_case();
    for tab in ["", "/timeline", "/ring", "/map"] {
        let page = shown(&mut office, &format!("{case}{tab}"), &ana);
        assert!(!page.contains("Given Family"), "{tab}");
        assert!(page.contains("Show what is claimed"), "{tab}");
    }
    assert!(!shown(&mut office, "/queue", &ana).contains("Given Family"));
    let asked = post(&mut office, &format!("{case}/reveal"), &ana.headers(), &json!({}));
    assert!(asked.body.as_str().expect("a page").contains("Given Family"));
}

#[test]
fn a_decision_that_is_not_taken_is_shown_again_as_it_was_typed() {
    let (_folder, mut office, ana, case) = with_case();
    let claim = post(&mut office, &format!("{case}/claim"), &ana.headers(), &json!({}));
    assert_eq!(header(&claim, "location"), case);
    let decide = format!("{case}/decide");
    let typed = json!({"version": 0, "outcome": "cleared", "note": "called <them> back"});
    let again = post(&mut office, &decide, &ana.headers(), &typed);
    let page = again.body.as_str().expect("a page");
    assert!(page.contains("Not recorded") && page.contains("called &#60;them&#62; back"), "{page}");
    let stale = json!({"version": 7, "outcome": "cleared", "note": "as typed"});
    let again = post(&mut office, &decide, &ana.headers(), &stale);
    assert!(again.body.as_str().is_some_and(|page| page.contains("as typed")), "{again:?}");
    let whole = json!({"version": 0, "outcome": "cleared", "then": "next",
        "reason:identity-confirmed": "on"});
    let done = post(&mut office, &decide, &ana.headers(), &whole);
    assert_eq!((done.status, header(&done, "location")), (303, "/queue?view=mine"), "{done:?}");
    assert!(shown(&mut office, &case, &ana).contains("The case is decided"));
}

#[test]
fn several_cases_are_acted_on_after_a_preview_and_it_is_undone() {
    let (_folder, mut office, ana, case) = with_case();
    let id = case.trim_start_matches("/cases/");
    let mut form = json!({"do": "claim"});
    form[format!("case:{id}")] = json!("on");
    let preview = post(&mut office, "/queue/preview", &ana.headers(), &form);
    let page = preview.body.as_str().expect("a page").to_owned();
    assert!(page.contains("it is yours for an hour"), "{page}");
    assert!(shown(&mut office, "/queue?view=unclaimed", &ana).contains(id), "nothing is done yet");
    let done = post(&mut office, "/queue/do", &ana.headers(), &form);
    let after = shown(&mut office, header(&done, "location"), &ana);
    assert!(after.contains("1 case claimed") && after.contains("Undo"), "{after}");
    form["do"] = json!("release");
    post(&mut office, "/queue/do", &ana.headers(), &form);
    assert!(shown(&mut office, "/queue?view=unclaimed", &ana).contains(id));
    let nothing = post(&mut office, "/queue/preview", &ana.headers(), &json!({"do": "claim"}));
    assert_eq!(nothing.status, 422);
}

#[test]
fn anything_is_found_by_its_id() {
    let (_folder, mut office, ana, case) = with_case();
    let id = case.trim_start_matches("/cases/");
    let found = post(&mut office, "/search", &ana.headers(), &json!({"q": id}));
    assert_eq!((found.status, header(&found, "location")), (303, case.as_str()));
    let none = post(&mut office, "/search", &ana.headers(), &json!({"q": "<b>none"}));
    let page = none.body.as_str().expect("a page");
    assert!(page.contains("Nothing found") && !page.contains("<b>none"), "{page}");
}

#[test]
fn a_step_is_ordered_answered_and_an_interview_loses_nothing() {
    let (_folder, mut office, ana, case) = with_case();
    let asked = json!({"kind": "interview"});
    post(&mut office, &format!("{case}/steps"), &ana.headers(), &asked);
    let page = shown(&mut office, &case, &ana);
    let step = page.split("href=\"/steps/").nth(1).and_then(|rest| rest.split('"').next());
    let step = format!("/steps/{}", step.expect("a step"));
    assert!(shown(&mut office, &step, &ana).contains("Order it"));
    let ordered = post(&mut office, &format!("{step}/order"), &ana.headers(), &json!({}));
    assert_eq!(header(&ordered, "location"), step);
    let interview = format!("{step}/interview");
    assert!(shown(&mut office, &interview, &ana).contains("Before you begin"));
    let said = json!({"at": 1, "go": "next", "answer:0": "was glad <to> help"});
    let next = post(&mut office, &interview, &ana.headers(), &said);
    let page = next.body.as_str().expect("a page");
    assert!(page.contains("was glad &#60;to&#62; help") && page.contains("Question 2"), "{page}");
    let last = json!({"at": 99, "go": "record", "answer:0": "was glad to help"});
    let again = post(&mut office, &interview, &ana.headers(), &last);
    let page = again.body.as_str().expect("a page");
    assert!(page.contains("choose one of the answers") && page.contains("was glad to help"));
    let last = json!({"at": 99, "go": "record", "answer:0": "was glad to help",
        "answer": "clear"});
    let done = post(&mut office, &interview, &ana.headers(), &last);
    assert_eq!(header(&done, "location"), step);
    assert!(shown(&mut office, &step, &ana).contains("answered: confirmed"));
}
