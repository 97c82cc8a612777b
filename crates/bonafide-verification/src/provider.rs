//! Messages of providers: believed or not, then read as something that happened to a step.
//!
//! A provider tells of a step in its own words. What is known of them becomes a [`StepEvent`];
//! what is not known changes nothing but that a person is asked to read it there
//! ([`Happening::Unread`]): an unknown word is neither clear, which would wave somebody through,
//! nor to be looked at, which is evidence against them. And no provider's message says *denied*:
//! that takes a person who has looked.
//!
//! Messages are tellings, not truth: they may be repeated, late and out of order, which
//! [`crate::step`] is made for.

mod checkr;
mod generic;
mod onfido;

use crate::signature::{Disbelief, Secret, believe, believe_hex, hexadecimal};
use crate::step::{Happening, StepEvent};
use bonafide_application::without_controls;
use jiff::Timestamp;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// A provider, by how it speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adapter {
    /// Any, in the words of docs/guide/verification.md, signed as Standard Webhooks.
    Generic,
    /// Onfido (Entrust), header `x-sha2-signature`.
    Onfido,
    /// Checkr, header `x-checkr-signature`.
    Checkr,
}

impl Adapter {
    /// The adapter for a provider of this name: its own, or the generic one.
    pub fn of(provider: &str) -> Adapter {
        match provider {
            "onfido" => Adapter::Onfido,
            "checkr" => Adapter::Checkr,
            _ => Adapter::Generic,
        }
    }

    /// Reads the secret of a provider as it writes it.
    pub fn secret(self, text: &str) -> Result<Secret, &'static str> {
        match self {
            Adapter::Generic => Secret::parse(text),
            Adapter::Onfido | Adapter::Checkr => Secret::plain(text),
        }
    }
}

/// A message that was received.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// Headers as received, names in any case.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body as received, byte for byte.
    pub body: &'a [u8],
}

impl Message<'_> {
    /// The value of a header; none where it stands twice, since then nobody knows which was meant.
    fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        let first = found.next()?;
        found.next().is_none().then_some(first.1)
    }
}

/// What a message says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Something happened to a step.
    OfStep {
        /// The step: its own id, or the id that the provider gave when it was ordered.
        step: String,
        /// What happened.
        event: StepEvent,
    },
    /// It is of no step: a test message, or a matter that concerns nothing here.
    OfNothing,
}

/// Why a message is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is longer than a message may be.
    TooLong,
    /// It is not believed.
    NotBelieved(Disbelief),
    /// It is signed, and cannot be read.
    Unreadable,
}

impl Refusal {
    /// The status of HTTP that says so.
    pub fn status(self) -> u16 {
        match self {
            Refusal::TooLong => 413,
            Refusal::NotBelieved(_) => 401,
            Refusal::Unreadable => 400,
        }
    }

    /// What is wrong and what to do.
    pub fn message(self) -> &'static str {
        match self {
            Refusal::TooLong => "the message is longer than 256 KiB; send what is meant for this",
            Refusal::NotBelieved(disbelief) => disbelief.message(),
            Refusal::Unreadable => {
                "the message is signed and cannot be read; send JSON as documented"
            }
        }
    }
}

/// Longest body, in bytes: messages are a page, not a file.
pub const BODY_MAX: usize = 256 * 1024;

/// Longest id, in characters, that is taken over from a provider.
const ID_MAX: usize = 128;

/// Longest word of a provider that is shown to people, in characters.
const WORD_MAX: usize = 80;

/// Believes a message of a provider and reads it, at the time it was received.
pub fn receive(
    provider: &str,
    secrets: &[Secret],
    message: &Message<'_>,
    now: Timestamp,
) -> Result<Said, Refusal> {
    if message.body.len() > BODY_MAX {
        return Err(Refusal::TooLong);
    }
    let adapter = Adapter::of(provider);
    let unsigned = Refusal::NotBelieved(Disbelief::Unsigned);
    let header = |name| message.header(name).ok_or(unsigned);
    let believed = match adapter {
        Adapter::Generic => {
            let (id, time) = (header("webhook-id")?, header("webhook-timestamp")?);
            let signatures = header("webhook-signature")?;
            believe(secrets, id, time, signatures, message.body, now).map(|_| ())
        }
        Adapter::Onfido => believe_hex(secrets, header("x-sha2-signature")?, message.body),
        Adapter::Checkr => believe_hex(secrets, header("x-checkr-signature")?, message.body),
    };
    believed.map_err(Refusal::NotBelieved)?;
    let body: Value = serde_json::from_slice(message.body).map_err(|_| Refusal::Unreadable)?;
    let told = match adapter {
        Adapter::Generic => generic::read(&body, header("webhook-id")?),
        Adapter::Onfido => onfido::read(&body),
        Adapter::Checkr => checkr::read(&body),
    };
    let Some(told) = told? else { return Ok(Said::OfNothing) };
    // What is said to happen later than it is told, would never be overtaken.
    let at = told.at.unwrap_or(now).min(now);
    let event = StepEvent { at, happening: told.happening, by: provider.to_owned(), id: told.id };
    Ok(Said::OfStep { step: told.step, event })
}

/// What an adapter read.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Told {
    step: String,
    at: Option<Timestamp>,
    happening: Happening,
    id: String,
}

/// A text at a path of a body, where there is one.
fn text<'a>(body: &'a Value, path: &[&str]) -> Option<&'a str> {
    let mut value = body;
    for key in path {
        value = value.get(key)?;
    }
    value.as_str()
}

/// An id at a path of a body; none where it is none that could be kept.
fn id<'a>(body: &'a Value, path: &[&str]) -> Option<&'a str> {
    text(body, path).filter(|id| {
        !id.is_empty() && id.len() <= ID_MAX && id.bytes().all(|byte| byte.is_ascii_graphic())
    })
}

/// A time at a path of a body.
fn time(body: &Value, path: &[&str]) -> Option<Timestamp> {
    text(body, path).and_then(|text| text.parse().ok())
}

/// Words of a provider that are not known, made safe to show.
fn unread(words: &str) -> Happening {
    let cut: String = words.chars().take(WORD_MAX).collect();
    Happening::Unread(without_controls(&cut))
}

/// An id made of what makes a message the same, for providers that give none.
fn made_id(parts: &[&str]) -> String {
    let hash = Sha256::digest(parts.join("\n").as_bytes());
    hexadecimal(&hash[..16])
}
