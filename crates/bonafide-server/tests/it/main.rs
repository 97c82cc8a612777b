//! Who may do what, and what the answers are.

mod accounts;
mod events;
mod fixture;
mod http;
mod insight;
mod log_entries;
mod pages;
mod personal;
mod problems;
mod providers;
mod repeats;
mod single_sign_on;
mod together;
mod walk;
mod webhooks;

use bonafide_server::{Answer, Functions, Office, Permission, Request};
use bonafide_store::Role;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tempfile::TempDir;

#[test]
fn all_of_it_on_postgresql() {
    bonafide_testbed::run_again(&[], "all_of_it_on_postgresql");
}

/// An office with an account of every role, and no engine behind it.
fn office() -> (TempDir, Office, BTreeMap<&'static str, String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = fixture::store(folder.path());
    let functions = Functions {
        receive: Box::new(|_, _, _| Ok(Err("nothing is read here".to_owned()))),
        rescreen: Box::new(|_, _, _| Ok(())),
        reassess: Box::new(|_, _, _| Ok(())),
        keep_less: Box::new(|_, _, _| Ok(())),
        keys_of: Box::new(|_, _| Vec::new()),
        load: Box::new(|_, _, _| Ok(Err("nothing is read here".to_owned()))),
        example: b"{}\n",
        use_policy: Box::new(|_| ()),
        keys_said: Box::new(|_| Vec::new()),
        places_of: Box::new(|_| bonafide_server::Places::default()),
        look_at_weeks: Box::new(|_| Ok(0)),
        look_ahead: Box::new(|_, _, _| Ok(None)),
        now: || 1,
    };
    let (mut office, code) = Office::open(store, functions).expect("opened");
    let code = code.expect("a code, as there is no account");
    let token_of = |answer: &Answer| answer.body["token"].as_str().expect("a token").to_owned();
    let body = json!({"code": code, "name": "admin"});
    let first = post(&mut office, "/api/v1/setup", None, &body);
    assert_eq!(first.status, 201);
    let second = post(&mut office, "/api/v1/setup", None, &body);
    assert_eq!(second.status, 403, "the code is used");
    let admin = token_of(&first);
    let mut tokens = BTreeMap::new();
    for role in Role::ALL {
        let body = json!({"name": format!("the-{}", role.as_str()), "role": role.as_str()});
        let made = post(&mut office, "/api/v1/accounts", Some(&admin), &body);
        assert_eq!(made.status, 201);
        tokens.insert(role.as_str(), token_of(&made));
    }
    (folder, office, tokens)
}

fn ask(office: &mut Office, method: &str, path: &str, token: Option<&str>, body: &Value) -> Answer {
    office.answer(&Request {
        method: method.to_owned(),
        path: path.to_owned(),
        query: String::new(),
        token: token.map(str::to_owned),
        body: body.to_string().into_bytes(),
        ..Request::default()
    })
}

fn post(office: &mut Office, path: &str, token: Option<&str>, body: &Value) -> Answer {
    ask(office, "POST", path, token, body)
}

#[test]
fn duties_are_apart() {
    for (permission, role, given) in [
        (Permission::Work, Role::Administrator, false),
        (Permission::Sign, Role::Reviewer, false),
        (Permission::Administer, Role::Approver, false),
        (Permission::Post, Role::Reviewer, false),
        (Permission::Audit, Role::Auditor, true),
    ] {
        assert_eq!(permission.is_given_to(Some(role)), given, "{permission:?} {role:?}");
    }
}

#[test]
fn what_is_wrong_is_said_as_problem_details() {
    let (_folder, mut office, tokens) = office();
    let answer = ask(&mut office, "GET", "/api/v1/none", None, &json!({}));
    assert_eq!((answer.status, answer.body["status"].as_u64()), (404, Some(404)));
    let answer = ask(&mut office, "DELETE", "/health", None, &json!({}));
    assert_eq!(answer.status, 405);
    let token = Some(tokens["integration"].as_str());
    let answer = post(&mut office, "/api/v1/applications", token, &json!({}));
    assert_eq!(answer.status, 422);
    assert_eq!(answer.body["detail"], "nothing is read here");
    let answer =
        post(&mut office, "/api/v1/cases/c-0/claim", Some(&tokens["reviewer"]), &json!({}));
    assert_eq!(answer.status, 404);
}
