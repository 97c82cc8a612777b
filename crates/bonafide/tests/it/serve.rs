//! The server as a stranger uses it: post, decide with a second person, kill, prove, erase.

use crate::program::{bonafide, database, open, temporary, text};
use serde_json::{Value, json};
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A server that runs; it is killed where the test ends.
pub(crate) struct Server {
    process: Child,
    pub(crate) address: String,
    pub(crate) code: Option<String>,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have been killed before.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub(crate) fn start(data: &Path) -> Server {
    start_with(data, &[])
}

fn start_with(data: &Path, more: &[&str]) -> Server {
    let mut process = Command::new(env!("CARGO_BIN_EXE_bonafide"))
        .args(["serve", "--data", text(data), "--listen", "127.0.0.1:0"])
        .args(database(data))
        .args(more)
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let stderr = process.stderr.take().expect("its words are read");
    let mut lines = BufReader::new(stderr).lines().map_while(Result::ok);
    let (mut address, mut code) = (String::new(), None);
    for line in &mut lines {
        if let Some(given) = line.strip_prefix("bonafide: listening on ") {
            given.clone_into(&mut address);
            break;
        }
        if let Some((_, rest)) = line.split_once("with the code ") {
            code = Some(rest.trim_end_matches(':').to_owned());
        }
    }
    // What it says of requests must not stop it.
    std::thread::spawn(move || lines.for_each(drop));
    Server { process, address, code }
}

impl Server {
    pub(crate) fn ask(&self, method: &str, path: &str, token: &str, body: &str) -> (u16, Value) {
        ask(&self.address, method, path, token, body).expect("it answers")
    }

    pub(crate) fn done(&self, method: &str, path: &str, token: &str, body: &Value) -> Value {
        let (status, answer) = self.ask(method, path, token, &body.to_string());
        assert!(status < 300, "{method} {path}: {status} {answer}");
        answer
    }

    pub(crate) fn account(&self, admin: &str, name: &str, role: &str) -> String {
        let body = json!({"name": name, "role": role});
        token(&self.done("POST", "/api/v1/accounts", admin, &body))
    }
}

pub(crate) fn token(answer: &Value) -> String {
    answer["token"].as_str().expect("a token").to_owned()
}

/// Asks a server that may be killed before it answers.
pub(crate) fn ask(
    address: &str,
    method: &str,
    path: &str,
    token: &str,
    body: &str,
) -> io::Result<(u16, Value)> {
    let mut stream = TcpStream::connect(address)?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let cut_off = || io::Error::from(io::ErrorKind::UnexpectedEof);
    let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(cut_off)?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.ok_or_else(cut_off)?;
    Ok((status, serde_json::from_str(body).map_err(|_| cut_off())?))
}

/// Members of one ring: other names and cities, one device, one reference, one account for pay.
pub(crate) fn member(number: usize) -> Value {
    let (city, region) = [("Austin", "TX"), ("Denver", "CO"), ("Miami", "FL")][number];
    json!({
        "id": format!("R-{number}"), "submitted_at": "2026-03-01T10:00:00Z",
        "applicant": {
            "name": format!("Given{number} Family{number}"),
            "email": format!("person{number}@mail{number}.example"),
            "phone": format!("+1 512 555 010{number}"),
            "address": {"street": format!("{number} Elm St"), "city": city, "region": region,
                "country_code": "US"}
        },
        "session": {"device_id": "device-7-of-the-ring"},
        "references": [{"name": "Ann Other", "email": "ann.other@mail.example"}]
    })
}

/// A decision against somebody, with every innocent explanation of what it rests on ruled out.
fn against(findings: &Value) -> Value {
    let finding = &findings["findings"][0];
    let explanations = finding["innocent_explanations"].as_array().expect("a list");
    let ruled_out: Vec<Value> = explanations
        .iter()
        .map(|explanation| {
            json!({"finding": finding["finding"], "explanation": explanation,
            "how": "called those who must know, at their own numbers"})
        })
        .collect();
    json!({"outcome": "confirmed", "reasons": ["one-operator"],
        "rests_on": [finding["finding"]], "ruled_out": ruled_out, "note": "by video"})
}

/// The step that the policy asks for is taken, and its answer is evidence.
fn takes_a_step(server: &Server, case: &str, path: &str, (ann, bob): (&str, &str)) {
    let steps = server.done("GET", &format!("{case}/steps"), ann, &json!({}));
    let interview = steps["steps"].as_array().expect("a list");
    let interview = interview.iter().find(|step| step["kind"] == "interview").expect("asked for");
    assert_eq!(interview["state"], "needed", "{interview}");
    let step = format!("/api/v1/steps/{}", interview["step"].as_str().expect("an id"));
    let guide = server.done("GET", &format!("{step}/guide"), ann, &json!({}));
    assert!(guide["script"]["asked"].as_array().is_some_and(|asked| !asked.is_empty()), "{guide}");
    server.done("POST", &format!("{step}/order"), ann, &json!({}));
    let result = json!({"answer": "consider", "note": "a doubt was left open"});
    let answered = server.done("POST", &format!("{step}/result"), ann, &result);
    assert_eq!(answered["state"], "consider");
    let versions = server.done("GET", path, ann, &json!({}));
    let last = versions["assessments"].as_array().and_then(|all| all.last()).expect("one");
    assert_eq!(last["cause"], "step");
    assert!(last.to_string().contains("interview-check"), "the answer is evidence: {last}");
    assert_eq!(server.ask("POST", &format!("{step}/sign"), ann, "{}").0, 409, "her own answer");
    server.done("POST", &format!("{step}/sign"), bob, &json!({}));
}

/// The applicant is told, disputes, and somebody else than who decided answers.
fn is_told_and_disputes(server: &Server, second: &str, (ann, bob): (&str, &str)) {
    let told = server.done("POST", &second.replace("/second", "/notice"), ann, &json!({}));
    assert_eq!(told["stands"], "waiting", "the applicant has time to answer: {told}");
    let disputed = server.done("POST", &second.replace("/second", "/dispute"), ann, &json!({}));
    assert_eq!(disputed["stands"], "disputed");
    let answer = second.replace("/second", "/answer");
    assert_eq!(server.ask("POST", &answer, ann, "{\"answer\": \"uphold\"}").0, 409, "hers");
    let fell = server.done("POST", &answer, bob, &json!({"answer": "overturn"}));
    assert_eq!(fell["stands"], "undone");
}

#[test]
fn a_stranger_goes_all_the_way() {
    let data = temporary("serve-data");
    let _ = fs::remove_dir_all(&data);
    let server = start(&data);
    let code = server.code.clone().expect("a code, as there is no account");
    let admin =
        token(&server.done("POST", "/api/v1/setup", "", &json!({"code": code, "name": "admin"})));
    let ats = server.account(&admin, "ats", "integration");
    let (ann, bob) =
        (server.account(&admin, "ann", "approver"), server.account(&admin, "bob", "approver"));
    let received: Vec<String> = (0..3)
        .map(|number| {
            let answer = server.done("POST", "/api/v1/applications", &ats, &member(number));
            answer["application"].as_str().expect("a pseudonym").to_owned()
        })
        .collect();

    // Killed without warning, it has everything that it acknowledged.
    drop(server);
    let server = start(&data);
    let again = server.done("POST", "/api/v1/applications", &ats, &member(0));
    assert_eq!(again["application"], json!(received[0]));
    let path = format!("/api/v1/applications/{}/assessments", received[0]);
    let versions = server.done("GET", &path, &ann, &json!({}));
    let versions = versions["assessments"].as_array().expect("a list").clone();
    assert!(versions.len() >= 2, "others arrived who share with it: {versions:?}");
    let last = &versions[versions.len() - 1];
    assert!(last["ring"].is_string() && last["cause"] == "others", "{last}");
    let (status, _) = server.ask("POST", "/api/v1/applications", &ats, "{\"id\": 7}");
    assert_eq!(status, 422);

    let cases = server.done("GET", "/api/v1/cases", &ann, &json!({}));
    let of_first = |case: &&Value| case["application"] == json!(received[0]);
    let cases = cases["cases"].as_array().expect("a list").clone();
    let case = cases.iter().find(of_first).expect("a ring's member is a case");
    let case = format!("/api/v1/cases/{}", case["case"].as_str().expect("an id"));
    server.done("POST", &format!("{case}/claim"), &ann, &json!({}));
    let findings = server.done("GET", &format!("{case}/findings"), &ann, &json!({}));
    let body = against(&findings);
    let stage = format!("/api/v1/applications/{}/stage", received[0]);
    let (status, refused) =
        server.ask("POST", &format!("{case}/decisions"), &ann, &body.to_string());
    assert_eq!(status, 409, "nobody is confirmed on a score alone: {refused}");
    server.done("POST", &stage, &ats, &json!({"stage": "interview"}));
    takes_a_step(&server, &case, &path, (&ann, &bob));
    let decision = server.done("POST", &format!("{case}/decisions"), &ann, &body);
    assert_eq!(decision["final"], json!(false));
    let second =
        format!("/api/v1/decisions/{}/second", decision["decision"].as_str().expect("an id"));
    assert_eq!(server.ask("POST", &second, &ann, "{}").0, 409, "her own decision");
    let signed = server.done("POST", &second, &bob, &json!({}));
    assert_eq!((&signed["stands"], &signed["final"]), (&json!("untold"), &json!(false)));
    is_told_and_disputes(&server, &second, (&ann, &bob));
    let found = server.done("POST", "/api/v1/search", &ann, &json!({"phone": "+1 512-555-0100"}));
    assert_eq!(found["applications"], json!([received[0]]));

    let kept = data.with_file_name("serve-checkpoint");
    fs::copy(data.join("log/checkpoint"), &kept).expect("kept");
    let erase = format!("/api/v1/applications/{}/erase", received[1]);
    server.done("POST", &erase, &admin, &json!({}));
    let shown = format!("/api/v1/applications/{}", received[1]);
    assert_eq!(server.ask("GET", &shown, &ann, "").0, 404);
    let versions = server.done("GET", &path, &ann, &json!({}));
    let causes: Vec<&str> = versions["assessments"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|version| version["cause"].as_str())
        .collect();
    assert_eq!(causes.last(), Some(&"erasure"), "{causes:?}");
    drop(server);
    let key = data.join("log.pub");
    bonafide(&["audit", "verify", text(&data), "--key", text(&key), "--earlier", text(&kept)]);
    bonafide(&["audit", "prove", text(&data), "3", "--key", text(&key)]);
    is_witnessed(&data, &key);
}

/// Somebody else keeps cosigned checkpoints, from which the log must have grown.
fn is_witnessed(data: &Path, key: &Path) {
    let folder = temporary("serve-witness");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let (with, kept) = (folder.join("witness.key"), folder.join("cosigned"));
    let watch = ["audit", "witness", text(data), "--key", text(key)];
    let watch = [&watch[..], &["--with", text(&with), "--kept", text(&kept)]].concat();
    bonafide(&watch);
    bonafide(&watch);
    let public = folder.join("witness.key.pub");
    let asked = ["audit", "verify", text(data), "--key", text(key), "--earlier", text(&kept)];
    bonafide(&[&asked[..], &["--witness", text(&public)]].concat());
    let note = fs::read_to_string(&kept).expect("kept");
    let unsigned: Vec<&str> = note.lines().filter(|line| !line.contains("witness-")).collect();
    fs::write(&kept, unsigned.join("\n") + "\n").expect("written");
    let refused = Command::new(env!("CARGO_BIN_EXE_bonafide"))
        .args([&asked[..], &["--witness", text(&public)]].concat())
        .output()
        .expect("the program starts");
    assert_eq!(refused.status.code(), Some(1), "nobody saw it");
}

#[test]
fn arrivals_and_history_are_held_against_the_employers_own_lists() {
    let data = temporary("serve-lists");
    let _ = fs::remove_dir_all(&data);
    let (file, lists) = (data.with_file_name("own.csv"), data.with_file_name("serve-own-lists"));
    let _ = fs::remove_dir_all(&lists);
    fs::write(&file, "kind,value,source\nemail,operator@example.com,exchange\n").expect("a file");
    bonafide(&["lists", "import", text(&file), "--into", text(&lists), "--name", "own"]);
    let one = |id: &str| {
        json!({"id": id, "submitted_at": "2026-03-01T10:00:00Z",
            "applicant": {"name": "Jane Doe", "email": "operator@example.com"}})
    };
    let history = data.with_file_name("serve-lists.jsonl");
    fs::write(&history, one("earlier").to_string() + "\n").expect("the input");
    let lists = ["--lists", text(&lists)];
    let database = database(&data);
    let mut import = vec!["import", text(&history), "--data", text(&data), lists[0], lists[1]];
    import.extend(database.iter().map(String::as_str));
    bonafide(&import);
    let server = start_with(&data, &lists);
    let code = server.code.clone().expect("a code, as there is no account");
    let admin =
        token(&server.done("POST", "/api/v1/setup", "", &json!({"code": code, "name": "admin"})));
    let ats = server.account(&admin, "ats", "integration");
    let ann = server.account(&admin, "ann", "approver");
    let posted = server.done("POST", "/api/v1/applications", &ats, &one("later"));
    let path = format!(
        "/api/v1/applications/{}/assessments",
        posted["application"].as_str().expect("a pseudonym")
    );
    let versions = server.done("GET", &path, &ann, &json!({}));
    let last = versions["assessments"].as_array().and_then(|all| all.last()).expect("a version");
    let checks = last["assessment"]["evidence"].to_string();
    assert!(checks.contains("listed-indicator"), "{last}");
    let made_by = last["made_by"]["lists"].as_str().unwrap_or_default();
    assert!(made_by.contains(", own "), "it names the list and its version: {made_by}");
    drop(server);
    let key = fs::read_to_string(data.join("master.key")).expect("a key was made");
    let key = bonafide_store::MasterKey::from_text(&key).expect("a key");
    let mut store = open(&data, &key).expect("it is closed");
    let all = store.write(1, |t| t.assessments(0)).expect("assessments");
    let body = all.first().and_then(|first| first.body.clone()).unwrap_or_default();
    assert!(String::from_utf8_lossy(&body).contains("listed-indicator"), "history as well");
}

#[test]
fn history_is_imported_once_however_often_it_is_run() {
    let data = temporary("import-data");
    let _ = fs::remove_dir_all(&data);
    let history = data.with_file_name("import-history.jsonl");
    let write = |records: &[Value]| {
        let lines: Vec<String> = records.iter().map(Value::to_string).collect();
        fs::write(&history, lines.join("\n") + "\n").expect("the input");
    };
    // As if a first run had been interrupted after two.
    write(&[member(0), member(1)]);
    let database = database(&data);
    let mut import = vec!["import", text(&history), "--data", text(&data)];
    import.extend(database.iter().map(String::as_str));
    bonafide(&import);
    write(&[member(0), member(1), member(2)]);
    bonafide(&import);
    bonafide(&import);
    let key = fs::read_to_string(data.join("master.key")).expect("a key was made");
    let key = bonafide_store::MasterKey::from_text(&key).expect("a key");
    let open = || open(&data, &key);
    let mut store = open().expect("it is closed");
    for number in 0..3 {
        let all = store.write(1, |t| t.assessments(number)).expect("assessments");
        assert!(all.last().is_some_and(|last| last.ring.is_some()), "{all:?}");
    }
    assert_eq!(store.write(1, |t| t.last_application()).expect("a number"), 2);
    assert!(open().is_err(), "one process at a time");
}
