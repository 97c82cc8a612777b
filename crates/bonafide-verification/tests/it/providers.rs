//! Messages of providers, of the shapes that they document, with invented contents.

use bonafide_verification::provider::{Adapter, BODY_MAX, Message, Refusal, Said, receive};
use bonafide_verification::signature::{Disbelief, Secret, sign};
use bonafide_verification::step::{
    Answer, Happening, Step, StepEvent, StepKind, StepState, standing,
};
use hmac::{Hmac, Mac};
use jiff::Timestamp;
use proptest::prelude::*;
use sha2::Sha256;
use std::fmt::Write;

const KEY: &str = "an-invented-token-of-a-provider";

fn now() -> Timestamp {
    "2026-07-10T12:00:00Z".parse().expect("a time")
}

fn hex(body: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(KEY.as_bytes()).expect("a key");
    mac.update(body.as_bytes());
    let mut text = String::new();
    for byte in mac.finalize().into_bytes() {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Receives a body that its provider has signed.
fn received(provider: &str, body: &str) -> Result<Said, Refusal> {
    let adapter = Adapter::of(provider);
    let (secret, headers) = match adapter {
        Adapter::Generic => {
            let (secret, _) = Secret::of([9; 32]);
            let signed = sign(&secret, "msg-1", now(), body.as_bytes());
            let time = now().as_second().to_string();
            let headers = vec![
                ("Webhook-Id", "msg-1".to_owned()),
                ("webhook-timestamp", time),
                ("webhook-signature", signed),
            ];
            (secret, headers)
        }
        Adapter::Onfido => {
            (adapter.secret(KEY).expect("one"), vec![("X-SHA2-Signature", hex(body))])
        }
        Adapter::Checkr => {
            (adapter.secret(KEY).expect("one"), vec![("X-Checkr-Signature", hex(body))])
        }
    };
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, v)| (*name, v.as_str())).collect();
    receive(provider, &[secret], &Message { headers: &headers, body: body.as_bytes() }, now())
}

#[track_caller]
fn event(provider: &str, body: &str) -> (String, StepEvent) {
    match received(provider, body) {
        Ok(Said::OfStep { step, event }) => (step, event),
        other => panic!("{body}: {other:?}"),
    }
}

#[track_caller]
fn happening(provider: &str, body: &str) -> Happening {
    event(provider, body).1.happening
}

fn onfido(kind: &str, action: &str, status: &str, at: &str) -> String {
    format!(
        r#"{{"payload": {{"resource_type": "{kind}", "action": "{action}",
            "object": {{"id": "run-0001", "status": "{status}", "completed_at_iso8601": "{at}",
                "href": "https://api.example.com/v3.6/workflow_runs/run-0001"}},
            "resource": {{"id": "run-0001", "applicant_id": "person-1", "reasons": [],
                "workflow_run_id": "run-0001", "output": {{"x": [1, null]}}}}}}}}"#
    )
}

fn checkr(kind: &str, fields: &str) -> String {
    format!(
        r#"{{"id": "event-{kind}", "object": "event", "type": "{kind}",
            "created_at": "2026-07-09T08:00:00Z", "webhook_url": "https://hooks.example.com/c",
            "data": {{"object": {{"id": "report-1", "object": "report", "package": "basic",
                "uri": "/v1/reports/report-1"{fields}}}}}}}"#
    )
}

#[test]
fn the_generic_words_are_understood() {
    let body = |status: &str| {
        format!(
            r#"{{"type": "step.changed", "step": "s-17", "status": "{status}",
                "at": "2026-07-09T09:00:00+02:00", "more": {{"is": "passed over"}}}}"#
        )
    };
    let (step, told) = event("acme-checks", &body("clear"));
    assert_eq!(step, "s-17");
    assert_eq!(told.happening, Happening::Answered(Answer::Clear));
    assert_eq!((told.by.as_str(), told.id.as_str()), ("acme-checks", "msg-1"));
    assert_eq!(told.at.to_string(), "2026-07-09T07:00:00Z");
    for (status, want) in [
        ("in-progress", Happening::Started),
        ("consider", Happening::Answered(Answer::Consider)),
        ("unable", Happening::Answered(Answer::Unable)),
        ("expired", Happening::Expired),
        ("disputed", Happening::Disputed),
        ("reopened", Happening::Reopened),
        ("denied", Happening::Unread("denied".into())),
        ("CLEAR", Happening::Unread("CLEAR".into())),
    ] {
        assert_eq!(happening("acme-checks", &body(status)), want);
    }
    assert_eq!(received("acme-checks", r#"{"type": "ping"}"#), Ok(Said::OfNothing));
    assert_eq!(received("acme-checks", r#"{"step": "s-17"}"#), Err(Refusal::Unreadable));
}

#[test]
fn onfidos_bodies_are_understood() {
    let day = "2026-07-08T10:00:00Z";
    let run = |status: &str| {
        happening("onfido", &onfido("workflow_run", "workflow_run.completed", status, day))
    };
    assert_eq!(run("approved"), Happening::Answered(Answer::Clear));
    assert_eq!(run("declined"), Happening::Answered(Answer::Consider), "a machine denies nothing");
    assert_eq!(run("review"), Happening::Answered(Answer::Consider));
    assert_eq!(run("processing"), Happening::Started);
    assert_eq!(run("error"), Happening::Answered(Answer::Unable));
    assert_eq!(run("abandoned"), Happening::Expired);
    assert_eq!(run("a_new_word"), Happening::Unread("a_new_word".into()));
    let task = onfido("workflow_task", "workflow_task.completed", "completed", day);
    assert_eq!(happening("onfido", &task), Happening::Started, "a task is not the run");
    let check = onfido("check", "check.completed", "complete", day);
    assert!(matches!(happening("onfido", &check), Happening::Unread(_)), "no result is told");
    let again = onfido("check", "check.reopened", "reopened", day);
    assert_eq!(happening("onfido", &again), Happening::Reopened);
    let log = onfido("audit_log", "audit_log.created", "x", day);
    assert_eq!(received("onfido", &log), Ok(Said::OfNothing));
}

#[test]
fn onfidos_repetitions_are_one_event() {
    let body = onfido("workflow_run", "workflow_run.completed", "approved", "2026-07-08T10:00:00Z");
    let spaced = body.replace(": ", ":   ");
    assert_eq!(event("onfido", &body), event("onfido", &spaced));
    let later = body.replace("07-08", "07-09");
    assert_ne!(event("onfido", &body).1.id, event("onfido", &later).1.id);
}

#[test]
fn checkrs_bodies_are_understood() {
    let report = |what: &str, fields: &str| happening("checkr", &checkr(what, fields));
    let complete = r#", "status": "complete", "result": "clear", "time_zone": "unused""#;
    assert_eq!(report("report.completed", complete), Happening::Answered(Answer::Clear));
    let consider = complete.replace("clear", "consider");
    assert_eq!(report("report.completed", &consider), Happening::Answered(Answer::Consider));
    let old = r#", "status": "clear""#;
    assert_eq!(report("report.completed", old), Happening::Answered(Answer::Clear));
    let thin = r#", "status": "complete", "result": null"#;
    for fields in ["", thin] {
        assert!(matches!(report("report.completed", fields), Happening::Unread(_)), "{fields}");
    }
    let pending = r#", "status": "pending", "result": "clear""#;
    assert_eq!(report("report.updated", pending), Happening::Started, "what goes on is no answer");
    assert_eq!(report("report.created", ""), Happening::Started);
    assert_eq!(report("report.suspended", r#", "status": "suspended""#), Happening::Started);
    assert_eq!(report("report.canceled", ""), Happening::Answered(Answer::Unable));
    assert_eq!(report("report.disputed", complete), Happening::Disputed);
    assert_eq!(report("invitation.expired", ""), Happening::Expired);
    assert_eq!(received("checkr", &checkr("candidate.created", "")), Ok(Said::OfNothing));
    let (step, told) = event("checkr", &checkr("report.completed", complete));
    assert_eq!((step.as_str(), told.id.as_str()), ("report-1", "event-report.completed"));
}

#[test]
fn a_step_told_backwards_stands_as_if_told_in_order() {
    let day = |day: u8| format!("2026-07-0{day}T10:00:00Z");
    let bodies = [
        onfido("workflow_task", "workflow_task.started", "started", &day(2)),
        onfido("workflow_run", "workflow_run.completed", "review", &day(4)),
        onfido("workflow_run", "workflow_run.completed", "approved", &day(5)),
    ];
    let mut events: Vec<StepEvent> = bodies.iter().map(|body| event("onfido", body).1).collect();
    events.extend(events.clone());
    let at = |text: &str| text.parse::<Timestamp>().expect("a time");
    let step = Step {
        kind: StepKind::IdentityDocument,
        ordered_at: at("2026-07-01T00:00:00Z"),
        expires_at: at("2026-07-20T00:00:00Z"),
    };
    let forward = standing(&step, &events, now());
    events.reverse();
    assert_eq!(standing(&step, &events, now()), forward);
    assert_eq!(forward.state, StepState::Clear);
}

#[test]
fn what_is_not_signed_is_not_read() {
    let body = checkr("report.completed", r#", "result": "clear""#);
    let good = hex(&body);
    let secret = Secret::plain(KEY).expect("a secret");
    let told = |headers: &[(&str, &str)], body: &str| {
        let message = Message { headers, body: body.as_bytes() };
        receive("checkr", std::slice::from_ref(&secret), &message, now())
    };
    assert!(told(&[("x-checkr-signature", &good)], &body).is_ok());
    let unsigned = Err(Refusal::NotBelieved(Disbelief::Unsigned));
    assert_eq!(told(&[], &body), unsigned);
    assert_eq!(
        told(&[("x-checkr-signature", "00"), ("X-Checkr-Signature", &good)], &body),
        unsigned,
        "two headers of one name"
    );
    let altered = body.replace("clear", "cleaR");
    let wrong = told(&[("x-checkr-signature", &good)], &altered);
    assert_eq!(wrong, Err(Refusal::NotBelieved(Disbelief::Wrong)));
    let long = " ".repeat(BODY_MAX + 1);
    assert_eq!(told(&[("x-checkr-signature", &good)], &long), Err(Refusal::TooLong));
    for refusal in [Refusal::TooLong, Refusal::Unreadable] {
        assert!((400..500).contains(&refusal.status()) && !refusal.message().is_empty());
    }
}

#[test]
fn hostile_bodies_are_refused_or_made_harmless() {
    let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
    for body in ["", "null", "[]", "7", "\"x\"", "{", deep.as_str(), "{\"payload\": 1}"] {
        for provider in ["acme", "onfido", "checkr"] {
            assert_eq!(received(provider, body), Err(Refusal::Unreadable), "{provider} {body:.20}");
        }
    }
    let body = r#"{"type": "step.changed", "step": "s-1", "status": "\u001b[2J\u202eclear"}"#;
    let Happening::Unread(shown) = happening("acme", body) else { panic!("no answer") };
    assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown:?}");
    let long = body.replace("s-1", &"s".repeat(1000));
    assert_eq!(received("acme", &long), Err(Refusal::Unreadable));
    let ahead = r#"{"type": "step.changed", "step": "s-1", "status": "clear", "at": "9000-01-01T00:00:00Z"}"#;
    assert_eq!(event("acme", ahead).1.at, now(), "nothing happens later than it is told");
}

proptest! {
    /// Whatever stands in a signed body: it is refused, passed over, or says something; and only
    /// the documented words answer.
    #[test]
    fn any_status_is_answered_only_by_documented_words(status in "[a-z_]{0,12}", more in ".{0,40}") {
        let answers = ["approved", "declined", "review", "error", "cancelled"];
        let body = onfido("workflow_run", "workflow_run.completed", &status, "x");
        let said = happening("onfido", &body);
        prop_assert_eq!(
            matches!(said, Happening::Answered(_)),
            answers.contains(&status.as_str())
        );
        let body = serde_json::json!({"type": "step.changed", "step": more, "status": more});
        let _ = received("acme", &body.to_string());
        let _ = received("checkr", &more);
    }
}
