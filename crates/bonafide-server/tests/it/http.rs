//! The server over a socket: cookies, streams, and whom a server in front speaks for.

use crate::fixture::{PASSWORD, office, one_case, open, post, sign_in, text};
use bonafide_server::{Office, serve};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc;
use std::time::Duration;

/// Serves an office until the tests end.
fn start(office: Office) -> SocketAddr {
    let (sender, address) = mpsc::channel();
    std::thread::spawn(move || {
        let opened = move |address| sender.send(address).expect("somebody waits");
        serve(office, SocketAddr::from(([127, 0, 0, 1], 0)), &opened, |_| {})
    });
    address.recv().expect("it listens")
}

fn send(address: SocketAddr, head: &str, body: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("set");
    let length = body.len();
    write!(stream, "{head}\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n{body}")
        .expect("sent");
    stream
}

/// The head of an answer, and its body.
fn ask(address: SocketAddr, head: &str, body: &str) -> (String, Value) {
    let mut stream = send(address, &format!("{head}\r\nConnection: close"), body);
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("answered");
    let (head, body) = answer.split_once("\r\n\r\n").expect("head and body");
    (head.to_ascii_lowercase(), serde_json::from_str(body).unwrap_or(Value::Null))
}

#[test]
fn a_browser_gets_a_cookie_and_goes_by_it() {
    let (_folder, office) = office();
    let address = start(office);
    let body = json!({"name": "eve", "password": PASSWORD}).to_string();
    let (head, signed) = ask(address, "POST /api/v1/sign-in HTTP/1.1", &body);
    let line = head.lines().find(|line| line.starts_with("set-cookie: ")).expect("a cookie");
    assert!(line.ends_with("; path=/; httponly; samesite=strict"), "{line}");
    let cookie = line["set-cookie: ".len()..].split(';').next().expect("a pair");
    let me = format!("GET /api/v1/me HTTP/1.1\r\nCookie: {cookie}");
    assert_eq!(ask(address, &me, "").1["account"], "eve");
    let out = format!("POST /api/v1/sign-out HTTP/1.1\r\nCookie: {cookie}");
    assert!(ask(address, &out, "").0.starts_with("http/1.1 403"), "without what forms hold");
    let out = format!("{out}\r\nX-CSRF-Token: {}", text(&signed, "csrf"));
    assert!(ask(address, &out, "").0.starts_with("http/1.1 200"));
    assert!(ask(address, &me, "").0.starts_with("http/1.1 401"));
    let (head, _) = ask(address, "GET /metrics HTTP/1.1", "");
    assert!(head.contains("content-type: application/problem+json"), "{head}");
}

#[test]
fn events_come_as_they_happen_to_who_may_read() {
    let (folder, mut office) = office();
    let eve = sign_in(&mut office, "eve");
    let made = post(&mut office, "/api/v1/tokens", &eve.headers(), &json!({"label": "watch"})).body;
    let revoke = format!("/api/v1/tokens/{}/revoke", text(&made, "token"));
    drop(office);
    one_case(folder.path());
    let (office, _) = open(folder.path());
    let address = start(office);
    let stream = "GET /api/v1/events HTTP/1.1\r\nAccept: text/event-stream\r\nLast-Event-ID: -1";
    assert!(ask(address, stream, "").0.starts_with("http/1.1 401"));
    let stream =
        format!("{stream}\r\nAuthorization: Bearer {}\r\nConnection: close", text(&made, "secret"));
    let mut lines = BufReader::new(send(address, &stream, "")).lines().map_while(Result::ok);
    let head = lines.next().expect("a head");
    assert!(head.ends_with("200 OK"), "{head}");
    let mut events = lines.by_ref().filter(|line| line.starts_with("event: "));
    assert_eq!(events.next().as_deref(), Some("event: application.received"));
    assert_eq!(events.next().as_deref(), Some("event: case.opened"));
    let [cookie, csrf] = eve.headers();
    let head =
        format!("POST {revoke} HTTP/1.1\r\n{}: {}\r\n{}: {}", cookie.0, cookie.1, csrf.0, csrf.1);
    assert!(ask(address, &head, "").0.starts_with("http/1.1 200"));
    let rest: Vec<String> = lines.collect();
    assert!(!rest.iter().any(|line| line.starts_with("event: ")), "{rest:?}");
    assert_eq!(
        rest.iter().rfind(|line| !line.is_empty()).map(String::as_str),
        Some("0"),
        "the end"
    );
}
