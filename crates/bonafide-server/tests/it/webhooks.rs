//! Telling other systems: signed, tried again, laid aside, and never more than ids.

use crate::fixture::{get, now, office, one_case, pass, post, sign_in, text};
use bonafide_server::{Office, send};
use bonafide_store::Due;
use bonafide_verification::{
    signature::{Secret, believe},
    webhook::Reply,
};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

/// Head, in lower case, and body of everything that was received.
type Received = Arc<Mutex<Vec<(String, String)>>>;

/// A receiver on this machine that answers with these statuses in turn, then with the last.
fn receiver(statuses: &'static [u16]) -> (String, Received) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/told", listener.local_addr().expect("an address"));
    let received: Received = Arc::default();
    let kept = Arc::clone(&received);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let mut lines = BufReader::new(stream.try_clone().expect("the same stream"));
            let mut head = String::new();
            while lines.read_line(&mut head).expect("a line") > 2 {}
            let head = head.to_lowercase();
            let length =
                head.lines().find_map(|l| l.strip_prefix("content-length: ")?.parse().ok());
            let mut body = vec![0; length.unwrap_or(0)];
            lines.read_exact(&mut body).expect("a body");
            let mut kept = kept.lock().expect("held");
            let status = statuses.get(kept.len()).or(statuses.last()).expect("a status");
            kept.push((head, String::from_utf8(body).expect("text")));
            drop(kept);
            write!(stream, "HTTP/1.1 {status} x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .expect("answered");
        }
    });
    (address, received)
}

fn due(office: &mut Office) -> Vec<Due> {
    office.messages_due(&|_| false).expect("looked").0.into_iter().flatten().collect()
}

/// Sends what is due, each once; what came of it.
fn send_due(office: &mut Office) -> Vec<Reply> {
    let all = due(office);
    all.iter()
        .map(|due| {
            let reply = send(due, now());
            office.message_tried(due, reply).expect("taken down");
            reply
        })
        .collect()
}

fn told(office: &mut Office, address: &str, topics: &Value) -> (Value, Secret) {
    let eve = sign_in(office, "eve");
    let body = json!({"address": address, "topics": topics});
    let made = post(office, "/api/v1/webhooks", &eve.headers(), &body);
    assert_eq!(made.status, 201, "{}", made.body);
    let secret = Secret::parse(&text(&made.body, "secret")).expect("a secret");
    (made.body, secret)
}

/// A case is opened while the office runs.
fn happen(folder: &std::path::Path, office: Office) -> Office {
    drop(office);
    one_case(folder);
    crate::fixture::open(folder).0
}

#[test]
fn what_happens_is_told_signed_and_by_ids_alone() {
    let (folder, mut office) = office();
    let (address, received) = receiver(&[200]);
    let (made, secret) = told(&mut office, &address, &json!(["case.opened"]));
    assert!(due(&mut office).is_empty(), "what was before it is not told");
    let mut office = happen(folder.path(), office);
    assert_eq!(send_due(&mut office), [Reply::Status(200, None)]);
    assert!(due(&mut office).is_empty(), "once");
    let (head, body) = received.lock().expect("held")[0].clone();
    let header = |name: &str| {
        let line = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
        line.expect("a header").to_owned()
    };
    // Signatures are case-sensitive, and so are taken from what is sent again.
    assert!(head.starts_with("post /told ") && header("content-type") == "application/json");
    let message: Value = serde_json::from_str(&body).expect("JSON");
    assert_eq!(message["type"], "case.opened");
    let data = message["data"].as_object().expect("an object");
    assert_eq!(data.keys().collect::<Vec<_>>(), ["case", "event"]);
    assert!(!body.contains("Given") && !body.contains("A-1"));
    let at = Timestamp::from_microsecond(now()).expect("a time");
    let signed =
        bonafide_verification::signature::sign(&secret, &header("webhook-id"), at, body.as_bytes());
    assert_eq!(header("webhook-signature"), signed.to_lowercase());
    let time = at.as_second().to_string();
    assert!(believe(&[secret], &header("webhook-id"), &time, &signed, body.as_bytes(), at).is_ok());
    let eve = sign_in(&mut office, "eve");
    let path = format!("/api/v1/webhooks/{}/messages", text(&made, "webhook"));
    let listed = get(&mut office, &path, &eve.headers()).body;
    assert_eq!(listed["messages"][0]["state"], "received");
    assert_eq!(listed["messages"][0]["status"], 200);
}

#[test]
fn what_is_not_received_is_tried_again_laid_aside_and_sent_again_by_a_person() {
    let (folder, mut office) = office();
    let (address, received) = receiver(&[503]);
    let (made, _) = told(&mut office, &address, &json!(["case.opened"]));
    let mut office = happen(folder.path(), office);
    for _ in 0..10 {
        assert_eq!(send_due(&mut office), [Reply::Status(503, None)]);
        assert!(due(&mut office).is_empty(), "not at once");
        // It waits over a restart as well.
        drop(office);
        office = crate::fixture::open(folder.path()).0;
        pass(2 * 86_400);
    }
    assert!(due(&mut office).is_empty(), "given up");
    let ids: Vec<String> =
        received.lock().expect("held").iter().map(|(head, _)| head.clone()).collect();
    let id = |head: &str| {
        let line = head.lines().find(|line| line.starts_with("webhook-id: "));
        line.expect("an id").to_owned()
    };
    assert!(ids.iter().all(|head| id(head) == id(&ids[0])), "one message, one id");
    let eve = sign_in(&mut office, "eve");
    let path = format!("/api/v1/webhooks/{}/messages?state=laid-aside", text(&made, "webhook"));
    let listed = get(&mut office, &path, &eve.headers()).body;
    let message = text(&listed["messages"][0], "message");
    let path = format!("/api/v1/messages/{message}/again");
    assert_eq!(post(&mut office, &path, &eve.headers(), &json!({})).body["state"], "waiting");
    assert_eq!(due(&mut office).len(), 1);
}

#[test]
fn a_receiver_that_is_gone_is_told_nothing_more() {
    let (folder, mut office) = office();
    let (address, _) = receiver(&[410]);
    let (made, _) = told(&mut office, &address, &Value::Null);
    let mut office = happen(folder.path(), office);
    send_due(&mut office);
    assert!(due(&mut office).is_empty());
    let eve = sign_in(&mut office, "eve");
    let listed = get(&mut office, "/api/v1/webhooks", &eve.headers()).body;
    assert_eq!(listed["webhooks"][0]["webhook"], made["webhook"]);
    assert_eq!(listed["webhooks"][0]["ended_why"], "the receiver is gone (410)");
}

#[test]
fn an_administrator_names_where_to_and_nowhere_else_is_asked() {
    let (_folder, mut office) = office();
    let eve = sign_in(&mut office, "eve");
    for address in ["http://ats.example/", "https://10.0.0.7/", "https://localhost/", "ftp://x"] {
        let answer =
            post(&mut office, "/api/v1/webhooks", &eve.headers(), &json!({"address": address}));
        assert_eq!(answer.status, 422, "{address}");
    }
    let body = json!({"address": "https://ats.example/told", "certificates": "none"});
    assert_eq!(post(&mut office, "/api/v1/webhooks", &eve.headers(), &body).status, 422);
    let body = json!({"address": "https://ats.example/told", "topics": ["names"]});
    assert_eq!(post(&mut office, "/api/v1/webhooks", &eve.headers(), &body).status, 422);
    let (made, first) = told(&mut office, "https://ats.example/told", &json!(["case.opened"]));
    let eve = sign_in(&mut office, "eve");
    let listed = get(&mut office, "/api/v1/webhooks", &eve.headers()).body;
    assert_eq!(listed["webhooks"][0].get("secret"), None, "shown once");
    let path = format!("/api/v1/webhooks/{}/secret", text(&made, "webhook"));
    let changed = post(&mut office, &path, &eve.headers(), &json!({})).body;
    assert_ne!(Secret::parse(&text(&changed, "secret")).expect("another"), first);
}
