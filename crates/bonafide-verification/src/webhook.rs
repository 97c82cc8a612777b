//! Outgoing webhooks: what is told to an employer's other systems, how it is signed, and when it
//! is tried again.
//!
//! Messages follow Standard Webhooks: headers `webhook-id`, `webhook-timestamp` and
//! `webhook-signature`, a body of `type`, `timestamp` and `data`. They hold ids and never a name,
//! a contact or a finding: who may know more asks the interface, and that is logged.

use crate::signature::{Secret, sign};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// An application has a new assessment.
    ApplicationAssessed,
    /// A case was opened.
    CaseOpened,
    /// A case was decided; the decision is in force.
    CaseDecided,
    /// A decision was disputed, upheld, overturned or reversed.
    DecisionChanged,
    /// A step was ordered.
    StepOrdered,
    /// A step stands otherwise than before.
    StepChanged,
}

impl Topic {
    /// Every topic.
    pub const ALL: [Topic; 6] = [
        Topic::ApplicationAssessed,
        Topic::CaseOpened,
        Topic::CaseDecided,
        Topic::DecisionChanged,
        Topic::StepOrdered,
        Topic::StepChanged,
    ];

    /// Its name, as the standard writes them: `case.opened`.
    pub fn as_str(self) -> &'static str {
        match self {
            Topic::ApplicationAssessed => "application.assessed",
            Topic::CaseOpened => "case.opened",
            Topic::CaseDecided => "case.decided",
            Topic::DecisionChanged => "decision.changed",
            Topic::StepOrdered => "step.ordered",
            Topic::StepChanged => "step.changed",
        }
    }

    /// Reads what [`Topic::as_str`] writes.
    pub fn parse(text: &str) -> Option<Topic> {
        Topic::ALL.into_iter().find(|topic| topic.as_str() == text)
    }
}

/// A message as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its id, the same at every try.
    pub id: String,
    /// The body, the same at every try.
    pub body: String,
}

/// Makes a message of ids and states: `[("case", "c-1"), ("state", "opened")]`.
pub fn message(id: &str, topic: Topic, at: Timestamp, data: &[(&str, &str)]) -> Message {
    let data: BTreeMap<&str, &str> = data.iter().copied().collect();
    let body = json!({"type": topic.as_str(), "timestamp": at.to_string(), "data": data});
    Message { id: id.to_owned(), body: body.to_string() }
}

/// The headers of one try; each try is signed anew, at its own time. While secrets change, the
/// message is signed with each of them.
pub fn headers(
    message: &Message,
    secrets: &[Secret],
    now: Timestamp,
) -> [(&'static str, String); 4] {
    let signed = |secret| sign(secret, &message.id, now, message.body.as_bytes());
    let signatures: Vec<String> = secrets.iter().map(signed).collect();
    [
        ("content-type", "application/json".to_owned()),
        ("webhook-id", message.id.clone()),
        ("webhook-timestamp", now.as_second().to_string()),
        ("webhook-signature", signatures.join(" ")),
    ]
}

/// What a receiver answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// An HTTP status, and the seconds of `retry-after` where it had them.
    Status(u16, Option<u32>),
    /// No answer within [`PATIENCE`], or no connection.
    Nothing,
}

/// What is to be done after a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It was received.
    Received,
    /// Try again then.
    Again(Timestamp),
    /// It is given up and laid aside, where a person can read it and send it again.
    GivenUp,
    /// The receiver is gone (status 410): give this up, and send it nothing more.
    Gone,
}

/// How long a try waits for an answer.
pub const PATIENCE: SignedDuration = SignedDuration::from_secs(15);

/// How long after each try the next one comes, as Standard Webhooks suggests: nine tries more after
/// the first, over three days.
pub const PAUSES: [SignedDuration; 9] = [
    SignedDuration::from_secs(5),
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(30),
    SignedDuration::from_hours(2),
    SignedDuration::from_hours(5),
    SignedDuration::from_hours(10),
    SignedDuration::from_hours(14),
    SignedDuration::from_hours(20),
    SignedDuration::from_hours(24),
];

/// What is to be done after the try of this number, from 1, at this time.
///
/// Each pause is longer by up to a fifth, by the message's id, so that what failed together does
/// not come back together; a receiver that says how long it wants to be left alone is left alone,
/// for a day at most. Redirects are not followed: a status of 3xx is a try that failed.
pub fn next(message: &Message, tries: u32, reply: Reply, now: Timestamp) -> Next {
    let asked = match reply {
        Reply::Status(200..=299, _) => return Next::Received,
        Reply::Status(410, _) => return Next::Gone,
        Reply::Status(_, asked) => asked,
        Reply::Nothing => None,
    };
    let index = (tries as usize).saturating_sub(1);
    let Some(pause) = PAUSES.get(index) else { return Next::GivenUp };
    let asked = SignedDuration::from_secs(i64::from(asked.unwrap_or(0)));
    let pause = (*pause + spread(message, tries, *pause)).max(asked.min(PAUSES[8]));
    Next::Again(now.checked_add(pause).unwrap_or(Timestamp::MAX))
}

/// Up to a fifth of a pause, the same for the same message and try.
fn spread(message: &Message, tries: u32, pause: SignedDuration) -> SignedDuration {
    let hash = Sha256::digest(format!("{}.{tries}", message.id).as_bytes());
    SignedDuration::from_millis(pause.as_millis() as i64 / 5 * i64::from(hash[0]) / 255)
}

/// Whether messages may be sent to an address; what to do, where not. Only `https`, only names, and
/// no user or password in it, or a port of the machine itself by `http`. A name that leads
/// elsewhere gains nothing: who answers must have the name's certificate.
pub fn receiver(address: &str) -> Result<(), &'static str> {
    let here = ["http://127.0.0.1:", "http://[::1]:", "http://localhost:"];
    let here = here.iter().find_map(|here| address.strip_prefix(here));
    if let Some(rest) = here {
        let port = rest.split('/').next().unwrap_or_default().parse::<u16>();
        let plain = address.len() <= 2000 && address.bytes().all(|b| b.is_ascii_graphic());
        return match port {
            Ok(1..) if plain => Ok(()),
            _ => Err("give a port of this machine, as in http://127.0.0.1:8080/told"),
        };
    }
    let rest =
        address.strip_prefix("https://").ok_or("give an address that begins with https://")?;
    if address.len() > 2000 || !address.bytes().all(|b| b.is_ascii_graphic()) {
        return Err("give an address of plain characters, 2000 at most");
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains(['@', '\\']) {
        return Err("give an address without a user or password; messages are signed");
    }
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let last = host.rsplit('.').next().unwrap_or_default();
    let numeric = last.bytes().all(|b| b.is_ascii_digit()) || last.starts_with("0x");
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'.';
    if host.is_empty() || numeric || host.starts_with('[') || !host.bytes().all(plain) {
        return Err("give the name of a host, not a number");
    }
    if host == "localhost" || ["localhost", "local", "internal"].contains(&last) {
        return Err("the address is of this machine or its own network; give another");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Message, Next, PAUSES, Reply, Topic, headers, message, next, receiver};
    use crate::signature::{Secret, believe};
    use jiff::Timestamp;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a time")
    }

    fn opened() -> Message {
        message("m-1", Topic::CaseOpened, at(1_780_000_000), &[("case", "c-1")])
    }

    #[test]
    fn a_message_holds_ids_and_can_be_believed() {
        let message = opened();
        assert_eq!(
            message.body,
            r#"{"data":{"case":"c-1"},"timestamp":"2026-05-28T20:26:40Z","type":"case.opened"}"#
        );
        let (old, new) = (Secret::of([1; 32]).0, Secret::of([2; 32]).0);
        let now = at(1_780_000_100);
        let sent = headers(&message, &[new, old.clone()], now);
        let of = |name| &sent.iter().find(|(known, _)| *known == name).expect("a header").1;
        let (id, time) = (of("webhook-id"), of("webhook-timestamp"));
        let signed = of("webhook-signature");
        assert!(believe(&[old], id, time, signed, message.body.as_bytes(), now).is_ok());
    }

    #[test]
    fn what_fails_is_tried_again_later_and_later_and_then_laid_aside() {
        let message = opened();
        let mut now = at(1_780_000_000);
        let start = now;
        for tries in 1..=9 {
            let Next::Again(then) = next(&message, tries, Reply::Status(503, None), now) else {
                panic!("try {tries} is not the last")
            };
            let pause = PAUSES[tries as usize - 1];
            let waited = then.duration_since(now);
            assert!(waited >= pause && waited <= pause + pause / 5, "{tries}: {waited:?}");
            assert_eq!(next(&message, tries, Reply::Nothing, now), Next::Again(then), "the same");
            now = then;
        }
        assert_eq!(next(&message, 10, Reply::Nothing, now), Next::GivenUp);
        assert!(now.duration_since(start).as_hours() < 24 * 4);
    }

    #[test]
    fn a_receiver_may_ask_for_time_and_may_be_gone() {
        let (message, now) = (opened(), at(1_780_000_000));
        assert_eq!(next(&message, 1, Reply::Status(204, None), now), Next::Received);
        assert_eq!(next(&message, 1, Reply::Status(410, None), now), Next::Gone);
        let asked = next(&message, 1, Reply::Status(429, Some(3600)), now);
        assert_eq!(asked, Next::Again(at(1_780_003_600)));
        let forever = next(&message, 1, Reply::Status(503, Some(u32::MAX)), now);
        assert_eq!(forever, Next::Again(at(1_780_086_400)));
        assert!(matches!(next(&message, 1, Reply::Status(302, None), now), Next::Again(_)));
    }

    #[test]
    fn topics_are_read_as_they_are_written() {
        for topic in Topic::ALL {
            assert_eq!(Topic::parse(topic.as_str()), Some(topic));
        }
    }

    #[test]
    fn messages_go_to_named_hosts_over_https_only() {
        assert_eq!(receiver("https://ats.example.com/hooks?x=1"), Ok(()));
        assert_eq!(receiver("http://127.0.0.1:9000/told"), Ok(()));
        for address in [
            "http://ats.example.com/",
            "http://127.0.0.1:80@ats.example.com/",
            "http://127.0.0.1/",
            "http://127.0.0.1:0/",
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://0x7f000001/",
            "https://[::1]/",
            "https://localhost:8080/",
            "https://db.internal/",
            "https://user:word@ats.example.com/",
            "https://ats.example.com\\@x/",
            "https://",
            "https://a b/",
        ] {
            assert!(receiver(address).is_err(), "{address}");
        }
    }
}
