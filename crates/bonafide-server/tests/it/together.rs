//! Applications that arrive at the same moment.

use crate::fixture::{functions, get, post, store};
use bonafide_server::{Functions, Office, Request};
use bonafide_store::Arrival;
use serde_json::{Value, json};

/// Keeps what it reads, and screens nothing.
fn keeping() -> Functions {
    Functions {
        receive: Box::new(|t, body, actor| {
            let Ok(application) = serde_json::from_slice(body) else {
                return Ok(Err("the body holds no application".to_owned()));
            };
            let (application, canonical) = (&application, body);
            let arrival = Arrival { application, canonical, keys: &[], traits: &[], actor };
            t.receive(&arrival).map(Ok)
        }),
        ..functions()
    }
}

#[test]
fn each_of_those_that_arrive_together_has_its_own_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut office, code) = Office::open(store(folder.path()), keeping()).expect("opened");
    let made = post(&mut office, "/api/v1/setup", &[], &json!({"code": code, "name": "eve"}));
    let token = made.body["token"].as_str().expect("a token").to_owned();
    let record = |id: &str, name: &str| json!({"id": id, "submitted_at": "2026-03-01T10:00:00Z", "applicant": {"name": name}});
    let request = |body: Value, key: &str, token: Option<&str>| Request {
        method: "POST".to_owned(),
        path: "/api/v1/applications".to_owned(),
        token: token.map(str::to_owned),
        headers: vec![("idempotency-key".to_owned(), key.to_owned())],
        body: body.to_string().into_bytes(),
        ..Request::default()
    };
    let headers = [("token", token.as_str())];
    let token = Some(token.as_str());
    let requests = [
        request(record("A-1", "Ann"), "k-1", token),
        request(json!([]), "k-2", token),
        request(record("A-1", "Another"), "k-3", token),
        request(record("A-2", "Bob"), "k-4", None),
        request(record("A-3", "Cid"), "k-5", token),
        request(record("A-1", "Ann"), "k-1", token),
    ];
    let answers = office.answer_together(&requests);
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses, [201, 422, 409, 401, 201, 201]);
    assert_eq!(answers[5].body, answers[0].body, "the same key, and so the same answer");
    assert_ne!(answers[4].body["application"], answers[0].body["application"]);
    let listed = get(&mut office, "/api/v1/applications", &headers);
    let kept: Vec<&Value> = [0, 4].map(|at: usize| &answers[at].body["application"]).to_vec();
    let listed = listed.body["applications"].as_array().cloned().unwrap_or_default();
    assert_eq!(listed.iter().collect::<Vec<&Value>>(), kept);
}
