//! Messages of providers: believed by their signature, once each, and of ordered steps alone.

use crate::fixture::{get, invite, now, office, one_case, open, pass, post, sign_in, text};
use bonafide_server::{Answer, Office, Request};
use bonafide_verification::{
    policy::Policy,
    signature::{Secret, sign},
};
use serde_json::{Value, json};

const POLICY: &str = "[providers.acme]\nsteps = [\"background\"]\nthird-party-report = true\n";

fn told(office: &mut Office, secret: &Secret, id: &str, body: &Value) -> Answer {
    let (body, at) = (body.to_string().into_bytes(), now() / 1_000_000);
    let moment = jiff::Timestamp::from_second(at).expect("a time");
    let headers = [
        ("webhook-id", id.to_owned()),
        ("webhook-timestamp", at.to_string()),
        ("webhook-signature", sign(secret, id, moment, &body)),
    ];
    office.answer(&Request {
        method: "POST".to_owned(),
        path: "/api/v1/providers/acme".to_owned(),
        headers: headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        body,
        ..Request::default()
    })
}

#[test]
fn repeated_late_and_out_of_order_messages_leave_the_right_state() {
    let (folder, mut first) = office();
    let eve = sign_in(&mut first, "eve");
    invite(&mut first, &eve, "ann", "reviewer");
    drop(first);
    one_case(folder.path());
    let (mut office, _) = open(folder.path());
    let policy = Policy::read(POLICY).expect("a policy");
    assert!(!office.put_in_force(policy.clone(), POLICY).expect("kept").is_empty());
    assert!(office.put_in_force(policy, POLICY).expect("kept").is_empty(), "the same again");
    let back = office.put_in_force(Policy::shipped(), "").expect("kept");
    assert!(back.iter().any(|change| change.contains("`acme` is gone")), "{back:?}");
    office.put_in_force(Policy::read(POLICY).expect("a policy"), POLICY).expect("kept");
    let (secret, wrong) = (Secret::of([1; 32]).0, Secret::of([2; 32]).0);
    office.secrets.insert("acme".to_owned(), vec![secret.clone()]);
    let ann = sign_in(&mut office, "ann");
    let cases = get(&mut office, "/api/v1/cases", &ann.cookie()).body;
    let case = text(&cases["cases"][0], "case");
    let path = format!("/api/v1/cases/{case}/steps");
    let step = post(&mut office, &path, &ann.headers(), &json!({"kind": "background"})).body;
    let step = text(&step, "step");
    let body = |status: &str, at: &str| json!({"type": "step.changed", "step": "ref-1", "status": status, "at": at});
    let clear = body("clear", "2027-01-01T10:00:00Z");
    assert_eq!(told(&mut office, &secret, "m-1", &clear).status, 404, "it is not ordered");
    let order = json!({"provider": "acme", "reference": "ref-1"});
    let path = format!("/api/v1/steps/{step}");
    let ordered = post(&mut office, &format!("{path}/order"), &ann.headers(), &order);
    assert_eq!((ordered.status, &ordered.body["state"]), (200, &json!("ordered")));
    pass(60);
    assert_eq!(told(&mut office, &wrong, "m-1", &clear).status, 401);
    assert_eq!(told(&mut office, &secret, "m-1", &clear).body["received"], "new");
    assert_eq!(told(&mut office, &secret, "m-1", &clear).body["received"], "repeated");
    let began = body("in-progress", "2027-01-01T09:00:00Z");
    assert_eq!(told(&mut office, &secret, "m-2", &began).status, 200, "told late");
    let shown = get(&mut office, &path, &ann.cookie()).body;
    assert_eq!((&shown["state"], &shown["answer"]), (&json!("clear"), &json!("clear")));
    assert_eq!(shown["happened"].as_array().map(Vec::len), Some(2));
    let disputed = post(&mut office, &format!("{path}/dispute"), &ann.headers(), &json!({}));
    assert_eq!(
        (&disputed.body["state"], &disputed.body["answer"]),
        (&json!("disputed"), &json!(null))
    );
}
