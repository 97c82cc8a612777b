//! An office without an engine, a clock that tests turn, and people who sign in.

use bonafide_server::{Answer, Functions, Office, PROBLEMS, ROUTES, Request, Route};
use bonafide_store::{Arrival, DatabaseAddress, MasterKey, NewCase, Store};
use serde_json::{Value, json};
use std::cell::Cell;
use std::path::Path;
use tempfile::TempDir;

thread_local! {
    static NOW: Cell<i64> = const { Cell::new(1_800_000_000_000_000) };
}

/// A second, in microseconds.
pub(crate) const SECOND: i64 = 1_000_000;

/// A password that may be chosen.
pub(crate) const PASSWORD: &str = "correct horse battery";

/// Lets so many seconds pass.
pub(crate) fn pass(seconds: i64) {
    NOW.set(NOW.get() + seconds * SECOND);
}

/// The time of the tests, in microseconds since 1970.
pub(crate) fn now() -> i64 {
    NOW.get()
}

/// Opens a data folder, with its database on a server where the tests run on one.
pub(crate) fn store(folder: &Path) -> Store {
    let key = MasterKey::from_text(&"5a".repeat(32)).expect("a key");
    let server = bonafide_testbed::address(folder);
    let server = server.map(|text| DatabaseAddress::parse(&text, None).expect("an address"));
    Store::open_at(folder, server.as_ref(), &key).expect("a data folder")
}

/// Opens the office of a folder; the code of the set-up where there is no account yet.
pub(crate) fn open(folder: &Path) -> (Office, Option<String>) {
    Office::open(store(folder), functions()).expect("opened")
}

/// No engine.
pub(crate) fn functions() -> Functions {
    Functions {
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
        now,
    }
}

/// An office with an administrator `eve`, who has a password.
pub(crate) fn office() -> (TempDir, Office) {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut office, code) = open(folder.path());
    let body = json!({"code": code, "name": "eve", "password": PASSWORD});
    let made = post(&mut office, "/api/v1/setup", &[], &body);
    assert_eq!((made.status, made.body.get("token")), (201, None), "{}", made.body);
    (folder, office)
}

/// Headers of a request that shows who asks.
pub(crate) type Headers<'a> = &'a [(&'a str, &'a str)];

/// Asks with headers.
pub(crate) fn ask(
    office: &mut Office,
    method: &str,
    path: &str,
    headers: Headers<'_>,
    body: &Value,
) -> Answer {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let token = headers.iter().find(|(name, _)| *name == "token").map(|(_, value)| *value);
    let answer = office.answer(&Request {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        token: token.map(str::to_owned),
        headers: headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect(),
        address: Some([127, 0, 0, 1].into()),
        body: if headers.contains(&FORM) { as_form(body) } else { as_json(body) },
    });
    is_described(&answer, method);
    answer
}

/// The header of what a page's form sends.
pub(crate) const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

fn as_json(body: &Value) -> Vec<u8> {
    if *body == Value::Null { Vec::new() } else { body.to_string().into_bytes() }
}

/// Texts by their names, as a browser sends them.
fn as_form(body: &Value) -> Vec<u8> {
    let coded = |text: &str| {
        let bytes: Vec<String> = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
        bytes.concat()
    };
    let fields = body.as_object().into_iter().flatten();
    let pairs = fields
        .map(|(name, value)| format!("{}={}", coded(name), coded(value.as_str().expect("a text"))));
    pairs.collect::<Vec<String>>().join("&").into_bytes()
}

/// Whether an answer is as the API's description says.
fn is_described(answer: &Answer, method: &str) {
    let of = |route: &&Route| route.path == answer.route && route.method == method;
    let Some(route) = ROUTES.iter().find(of).filter(|_| answer.status < 400) else {
        let kind = answer.body["type"].as_str().and_then(|kind| kind.rsplit('/').next());
        let known = PROBLEMS.iter().find(|known| Some(known.name) == kind).expect("a known kind");
        assert_eq!(known.status, answer.status, "{answer:?}");
        return;
    };
    let (statuses, shape) = route.gives;
    assert!(statuses.contains(&answer.status), "{answer:?}");
    assert!(shape.fits(&answer.body), "{answer:?} is no {shape:?}");
}

/// Asks for something.
pub(crate) fn get(office: &mut Office, path: &str, headers: Headers<'_>) -> Answer {
    ask(office, "GET", path, headers, &Value::Null)
}

/// Sends something.
pub(crate) fn post(office: &mut Office, path: &str, headers: Headers<'_>, body: &Value) -> Answer {
    ask(office, "POST", path, headers, body)
}

/// Somebody's session.
pub(crate) struct Person {
    cookie: String,
    csrf: String,
}

impl Person {
    /// What the browser sends.
    pub(crate) fn headers(&self) -> [(&str, &str); 2] {
        [("cookie", &self.cookie), ("x-csrf-token", &self.csrf)]
    }

    /// What it sends with a page's form.
    pub(crate) fn form(&self) -> [(&str, &str); 3] {
        let [cookie, csrf] = self.headers();
        [cookie, csrf, FORM]
    }

    /// What it sends where somebody else made the form.
    pub(crate) fn cookie(&self) -> [(&str, &str); 1] {
        [("cookie", &self.cookie)]
    }
}

/// Signs in with the password of the tests.
pub(crate) fn sign_in(office: &mut Office, name: &str) -> Person {
    let body = json!({"name": name, "password": PASSWORD});
    let answer = post(office, "/api/v1/sign-in", &[], &body);
    assert_eq!(answer.status, 201, "{}", answer.body);
    person(&answer)
}

/// The session that an answer gave.
pub(crate) fn person(answer: &Answer) -> Person {
    let (_, set) = answer.headers.iter().find(|(name, _)| *name == "set-cookie").expect("a cookie");
    let cookie = set.split(';').next().expect("a pair").to_owned();
    Person { cookie, csrf: text(&answer.body, "csrf") }
}

/// Makes a person's account by invitation, with the password of the tests, and signs in.
pub(crate) fn invite(office: &mut Office, eve: &Person, name: &str, role: &str) -> Person {
    let body = json!({"name": name, "role": role, "by": "invitation"});
    let made = post(office, "/api/v1/accounts", &eve.headers(), &body);
    assert_eq!((made.status, made.body.get("token")), (201, None), "{}", made.body);
    let body = json!({"code": text(&made.body, "invitation"), "password": PASSWORD});
    assert_eq!(post(office, "/api/v1/invitations", &[], &body).status, 200);
    assert_eq!(post(office, "/api/v1/invitations", &[], &body).status, 403, "once");
    sign_in(office, name)
}

/// A text of an answer.
pub(crate) fn text(body: &Value, name: &str) -> String {
    body[name].as_str().unwrap_or_else(|| panic!("`{name}` in {body}")).to_owned()
}

/// An application with an open case.
pub(crate) fn one_case(folder: &Path) {
    let mut store = store(folder);
    let canonical = json!({"id": "A-1", "submitted_at": "2026-03-01T10:00:00Z",
        "applicant": {"name": "Given Family"}})
    .to_string();
    let application = serde_json::from_str(&canonical).expect("a record");
    let arrival = Arrival {
        application: &application,
        canonical: canonical.as_bytes(),
        keys: &[],
        traits: &[],
        actor: "ats",
    };
    store.write(1, |t| t.receive(&arrival)).expect("received");
    let new = NewCase {
        number: 0,
        ring: None,
        queue: "review",
        priority: "review",
        due_in: 1_000,
        reasons: &[],
        policy: "1",
    };
    store.write(1, |t| t.open_case(&new)).expect("opened");
}
