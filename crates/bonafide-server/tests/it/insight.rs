//! Pages about many: trends, equal treatment, the audit, settings and the first run.

use crate::fixture::{Headers, Person, get, invite, now, office, open, pass, post, sign_in};
use bonafide_server::{Answer, Office, Request};
use serde_json::{Value, json};

fn page(answer: &Answer) -> &str {
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.body.as_str().expect("a page")
}

/// Sends a form with a file, as a browser does.
fn send(office: &mut Office, path: &str, who: &Person, fields: &[(&str, &str)]) -> Answer {
    let mut body = String::new();
    for (name, value) in fields {
        let head = format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n");
        body.extend([&head, *value, "\r\n"]);
    }
    body += "--x--\r\n";
    let form = [("content-type", "multipart/form-data; boundary=x")];
    let headers: Headers<'_> = &who.headers();
    office.answer(&Request {
        method: "POST".to_owned(),
        path: path.to_owned(),
        headers: headers
            .iter()
            .chain(&form)
            .map(|(name, value)| ((*name).into(), (*value).into()))
            .collect(),
        body: body.into_bytes(),
        ..Request::default()
    })
}

#[test]
fn pages_hold_nothing_inline_and_their_forms_are_meant() {
    let (_folder, mut office) = office();
    let eve = sign_in(&mut office, "eve");
    for path in [
        "/trends",
        "/trends?until=2026-Q1",
        "/equal-treatment",
        "/audit",
        "/audit?seen=yes&about=%22%3E%3Cscript%3E",
        "/audit/0",
        "/settings",
        "/settings/people",
        "/settings/weights",
        "/settings/connectors",
        "/welcome",
    ] {
        let answer = get(&mut office, path, &eve.headers());
        let text = page(&answer);
        assert!(!text.contains("style=") && !text.contains("\"><script>"), "{path}");
        assert_eq!(text.matches("<h1").count(), 1, "{path}");
        let forms = text.matches("method=\"post\"").count();
        assert_eq!(forms, text.matches("name=\"csrf\"").count(), "{path}");
        assert_eq!(text.matches("aria-current=\"page\"").count() > 0, path != "/welcome", "{path}");
    }
    let csv = get(&mut office, "/trends/csv", &eve.headers());
    assert!(page(&csv).starts_with("quarter,measure,part,count,of,share,low,high\r\n"));
    assert_eq!(get(&mut office, "/audit/99999", &eve.headers()).status, 404);
}

#[test]
fn a_policy_is_tried_then_proposed_and_another_puts_it_in_force() {
    let (folder, mut office) = office();
    let eve = sign_in(&mut office, "eve");
    let sam = invite(&mut office, &eve, "sam", "administrator");
    let text = "[decisions]\nblind-first-opinion = true\n";
    let tried = post(&mut office, "/settings/policy", &eve.headers(), &json!({"text": text}));
    assert!(page(&tried).contains("On the last 90 days"), "{tried:?}");
    let wrong = post(&mut office, "/settings/policy", &eve.headers(), &json!({"text": "[x"}));
    assert!(page(&wrong).contains("It cannot be read"));
    let shown = page(&get(&mut office, "/settings", &eve.headers())).to_owned();
    assert!(!shown.contains("waits for a second"), "trying changes nothing");

    let propose = "/settings/policy/propose";
    assert_eq!(post(&mut office, propose, &eve.headers(), &json!({"text": text})).status, 303);
    let waits = page(&get(&mut office, "/settings", &sam.headers())).to_owned();
    let path = waits.split("action=\"").find(|part| part.contains("/approve\"")).expect("a form");
    let path = path.split('"').next().expect("a path").to_owned();
    let own = post(&mut office, &path, &eve.headers(), &Value::Null);
    assert_eq!(own.status, 409, "who proposed it does not put it in force: {own:?}");
    assert_eq!(post(&mut office, &path, &sam.headers(), &Value::Null).status, 303);
    let force = page(&get(&mut office, "/settings", &eve.headers())).to_owned();
    assert!(force.contains("Put in force here by sam"), "{force}");
    let policy = get(&mut office, "/api/v1/policy", &eve.headers()).body;
    assert_eq!(policy["policy"]["decisions"]["blind_first_opinion"], json!(true), "{policy}");
    drop(office);

    let (mut office, _) = open(folder.path());
    let agreed = office.agreed_policy().expect("asked").expect("it goes on");
    assert_eq!(agreed.1, text);
    office.settings.policy_file = Some("policy.toml".into());
    let eve = sign_in(&mut office, "eve");
    let refused = post(&mut office, propose, &eve.headers(), &json!({"text": ""}));
    assert_eq!(refused.status, 409, "a file is above what is agreed on");
}

#[test]
fn what_people_said_is_counted_and_a_small_group_stays_hidden() {
    let (folder, office) = office();
    drop(office);
    crate::fixture::one_case(folder.path());
    let (mut office, _) = open(folder.path());
    let eve = sign_in(&mut office, "eve");
    let csv = "id,sex\r\nA-1,female\r\nA-2,male\r\n";
    let told = send(&mut office, "/equal-treatment/import", &eve, &[("file", csv)]);
    let told = page(&told).to_owned();
    assert!(told.contains("1 answers are kept") && told.contains("1 rows name no"), "{told}");
    let counted = post(&mut office, "/equal-treatment/count", &eve.headers(), &json!({}));
    assert!(!page(&counted).contains("0.0 %"), "one person makes no rate");
    let packed = get(&mut office, "/equal-treatment/pack", &eve.headers());
    let packed = page(&packed);
    assert!(packed.contains("audit-pack/equal-treatment.csv") && !packed.contains("Given Family"));
    pass(1);
    let bob = invite(&mut office, &eve, "bob", "reviewer");
    assert_eq!(get(&mut office, "/equal-treatment", &bob.headers()).status, 403);
}

#[test]
fn the_log_is_verified_and_each_entry_has_its_proof() {
    let (_folder, mut office) = office();
    let eve = sign_in(&mut office, "eve");
    let verified = post(&mut office, "/audit/verify", &eve.headers(), &json!({}));
    assert!(page(&verified).contains("It holds."), "{verified:?}");
    let head = get(&mut office, "/api/v1/log", &eve.headers()).body;
    let kept = head["checkpoint"].as_str().expect("a note").replace('\n', "\r\n");
    let body = json!({"earlier": kept});
    let again = post(&mut office, "/audit/verify", &eve.headers(), &body);
    assert!(page(&again).contains("It grew from the checkpoint that was kept"), "{again:?}");
    let entry = get(&mut office, "/audit/0", &eve.headers());
    assert!(page(&entry).contains("It holds:"), "{entry:?}");
    let proof = get(&mut office, "/audit/0/proof", &eve.headers());
    assert!(page(&proof).starts_with("c2sp.org/tlog-proof@v1\nindex 0\n"));
    assert!(now() > 0);
}

#[test]
fn somebody_is_invited_by_a_link_and_comes_in() {
    let (_folder, mut office) = office();
    let eve = sign_in(&mut office, "eve");
    let body = json!({"name": "ann", "role": "reviewer", "by": "invitation"});
    let made = post(&mut office, "/settings/people", &eve.headers(), &body);
    let link = page(&made).split("/join?code=").nth(1).expect("a link").to_owned();
    let code: String = link.chars().take_while(char::is_ascii_alphanumeric).collect();
    assert!(page(&get(&mut office, &format!("/join?code={code}"), &[])).contains(&code));
    let body = json!({"code": code, "password": crate::fixture::PASSWORD});
    assert_eq!(post(&mut office, "/join", &[], &body).status, 303);
    sign_in(&mut office, "ann");
    let refused = send(&mut office, "/welcome/upload", &eve, &[("file", "x")]);
    assert_eq!(refused.status, 422, "what cannot be read is told: {refused:?}");
}
