//! Pages: what a browser gets, with and without a session.

use crate::fixture::{Person, ask, get, invite, office, one_case, open, post, sign_in};
use bonafide_server::{Answer, Office, Request};
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

/// Sends a form with a file, as a browser does.
fn attach(office: &mut Office, path: &str, who: &Person, name: &str, bytes: &str) -> Answer {
    let body = format!(
        "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         content-type: text/html\r\n\r\n{bytes}\r\n--x--\r\n"
    );
    let form = [("content-type", "multipart/form-data; boundary=x")];
    let headers = who.headers();
    let headers = headers.iter().chain(&form);
    office.answer(&Request {
        method: "POST".to_owned(),
        path: path.to_owned(),
        headers: headers.map(|(name, value)| ((*name).into(), (*value).into())).collect(),
        body: body.into_bytes(),
        ..Request::default()
    })
}

/// A step of a case that was asked for by its page.
fn asked_for(office: &mut Office, case: &str, who: &Person) -> String {
    let asked = json!({"kind": "employment"});
    post(office, &format!("{case}/steps"), &who.headers(), &asked);
    let page = shown(office, case, who);
    let step = page.split("href=\"/steps/").nth(1).and_then(|rest| rest.split('"').next());
    format!("/steps/{}", step.expect("a step"))
}

#[test]
fn a_file_of_a_step_is_kept_given_back_exported_and_erased() {
    let (_folder, mut office, ana, case) = with_case();
    let eve = sign_in(&mut office, "eve");
    let step = asked_for(&mut office, &case, &ana);
    let text = "<script>alert(1)</script>";
    let done = attach(&mut office, &format!("{step}/files"), &ana, "..\\answer <1>.html", text);
    assert_eq!((done.status, header(&done, "location")), (303, step.as_str()), "{done:?}");
    let page = shown(&mut office, &step, &ana);
    assert!(page.contains("answer &#60;1&#62;.html") && !page.contains("alert(1)"), "{page}");
    assert!(page.contains("25 bytes"), "{page}");
    let file = page.split(&format!("href=\"{step}/files/")).nth(1);
    let file = file.and_then(|rest| rest.split('"').next()).expect("a file");
    let path = format!("{step}/files/{file}");
    let given = get(&mut office, &path, &ana.headers());
    assert_eq!(given.file.as_deref(), Some(text.as_bytes()));
    assert_eq!(header(&given, "content-type"), "application/octet-stream");
    assert_eq!(header(&given, "x-content-type-options"), "nosniff");
    assert!(header(&given, "content-disposition").starts_with("attachment; "));
    let list = get(&mut office, "/api/v1/applications", &eve.headers()).body;
    let one = list["applications"][0].as_str().expect("one").to_owned();
    let all = get(&mut office, &format!("/api/v1/applications/{one}/export"), &eve.headers()).body;
    let kept = &all["applications"][0]["files"][0];
    assert_eq!((&kept["name"], &kept["bytes"]), (&json!("answer <1>.html"), &json!(25)));
    assert_eq!(kept["content"], "PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==");
    let entries = get(&mut office, &format!("/api/v1/applications/{one}/entries"), &eve.headers());
    let hash = kept["sha256"].as_str().expect("a hash");
    assert!(entries.body.to_string().contains(hash), "the log commits to the hash");
    let erase = format!("/applications/{one}/erase");
    assert_eq!(get(&mut office, &erase, &ana.headers()).status, 403);
    let unsure = post(&mut office, &erase, &eve.headers(), &json!({}));
    assert!(unsure.body.as_str().is_some_and(|page| page.contains("Nothing was erased")));
    let sure = post(&mut office, &erase, &eve.headers(), &json!({"sure": "on"}));
    let proof = shown(&mut office, header(&sure, "location"), &eve);
    assert!(proof.contains("is destroyed") && proof.contains("href=\"/audit/"), "{proof}");
    assert_eq!(get(&mut office, &path, &ana.headers()).status, 404);
    assert!(shown(&mut office, &step, &ana).contains("removed when the person was erased"));
    let late = attach(&mut office, &format!("{step}/files"), &ana, "late.txt", "late");
    assert_eq!(late.status, 404, "of somebody who was erased nothing is attached: {late:?}");
}

#[test]
fn a_file_is_bounded() {
    let (_folder, mut office, ana, case) = with_case();
    let step = asked_for(&mut office, &case, &ana);
    for (bytes, why) in [(String::new(), "no file came"), ("x".repeat(9 << 20), "longer than 8 MB")]
    {
        let done = attach(&mut office, &format!("{step}/files"), &ana, "a.bin", &bytes);
        assert!(done.body.as_str().is_some_and(|page| page.contains(why)), "{why}");
    }
}

#[test]
fn a_draft_of_a_decision_outlives_a_look_a_note_and_a_step() {
    let (_folder, mut office, ana, case) = with_case();
    post(&mut office, &format!("{case}/claim"), &ana.headers(), &json!({}));
    let draft = json!({"version": "0", "of": "", "outcome": "cleared", "note": "typed so far",
        "reason:identity-confirmed": "on", "text": "asked twice", "kind": "reference"});
    for (path, holds) in [
        ("reveal", "Given Family"),
        ("notes", "asked twice</bdi>"),
        ("steps", "href=\"/steps/"),
        ("steps", "waits for its answer already"),
    ] {
        let page = post(&mut office, &format!("{case}/{path}"), &ana.form(), &draft);
        let page = page.body.as_str().expect("a page");
        assert!(page.contains(holds) && page.contains("typed so far</textarea>"), "{path}: {page}");
        assert!(
            page.contains("value=\"cleared\" id=\"o-cleared\" required data-key=\"1\" checked")
        );
    }
    let again = post(&mut office, &format!("{case}/notes"), &ana.form(), &draft);
    let page = again.body.as_str().expect("a page");
    assert_eq!(page.matches("asked twice</bdi>").count(), 1, "loaded again, it is added once");
}

#[test]
fn an_assignment_that_is_undone_is_whose_it_was() {
    let (_folder, mut office, ana, case) = with_case();
    let eve = sign_in(&mut office, "eve");
    invite(&mut office, &eve, "bo-co", "reviewer");
    let id = case.trim_start_matches("/cases/");
    let mut form = json!({"do": "assign", "to": "bo-co", "back": "/queue?view=unclaimed"});
    form[format!("case:{id}")] = json!("on");
    post(&mut office, "/queue/do", &ana.form(), &form);
    form["to"] = json!("ana");
    let done = post(&mut office, "/queue/do", &ana.form(), &form);
    let after = shown(&mut office, header(&done, "location"), &ana);
    let was = format!("name=\"was:{id}\" value=\"bo-co\"");
    assert!(after.contains(&was) && after.contains("assigned to</span> you"), "{after}");
    form["do"] = json!("unassign");
    form[format!("was:{id}")] = json!("bo-co");
    post(&mut office, "/queue/do", &ana.form(), &form);
    let queue = shown(&mut office, "/queue", &ana);
    assert!(queue.contains("assigned to</span> <bdi>bo-co</bdi>"), "{queue}");
    // What somebody else did meanwhile is not undone.
    form[format!("was:{id}")] = json!("");
    post(&mut office, "/queue/do", &ana.form(), &form);
    assert!(shown(&mut office, "/queue", &ana).contains("<bdi>bo-co</bdi>"));
}

#[test]
fn the_next_case_is_one_of_the_view() {
    let (_folder, mut office, ana, case) = with_case();
    for (view, leads) in [("sanctions", "/queue?view=sanctions&priority=&none=1"), ("all", &case)] {
        let next = json!({"view": view});
        let next = post(&mut office, "/queue/claim-next", &ana.form(), &next);
        assert_eq!(header(&next, "location"), leads);
    }
}
