//! Requests that may be sent again without being done again, by the header `Idempotency-Key`.
//!
//! Of whoever is known, the key and a hash of all that is asked are kept before anything is done,
//! and the answer after it. What was interrupted between the two is not done again: only a person
//! can see whether it was done.

use crate::{Problem, Request, office::Office};
use bonafide_log::hex;
use bonafide_store::Repeat;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// How long an answer is kept, in microseconds: a day.
const KEPT: i64 = 86_400_000_000;

/// Most characters of a key.
const KEY_CHARS_MAX: usize = 255;

/// What is to be done with a request that has a key.
pub(crate) enum Begun {
    /// Do it, and keep the answer.
    New,
    /// It was done: answer so again.
    Done(u16, Value),
}

/// The key of a request that changes something, where it has one.
pub(crate) fn key_of(request: &Request) -> Result<Option<&str>, Problem> {
    let key = request.header("idempotency-key").filter(|_| request.method == "POST");
    if key.is_some_and(|key| key.is_empty() || key.len() > KEY_CHARS_MAX) {
        return Err(Problem::new(400, "`Idempotency-Key` has 1 to 255 characters"));
    }
    Ok(key)
}

/// Begins a request of an account.
pub(crate) fn begin(
    office: &mut Office,
    account: &str,
    key: &str,
    request: &Request,
) -> Result<Begun, Problem> {
    let hash = hash(request);
    match office.write(|t| t.begin_request(account, key, &hash, KEPT))? {
        Repeat::New => Ok(Begun::New),
        Repeat::Done(status, answer) => {
            let answer = serde_json::from_slice(&answer)
                .map_err(|_| Problem::new(500, "a kept answer cannot be read"))?;
            Ok(Begun::Done(status, answer))
        }
        Repeat::Another => Err(Problem::new(
            422,
            "this `Idempotency-Key` was sent with another request; use a new one",
        )
        .of("key-of-another")),
        Repeat::Begun => Err(Problem::new(
            409,
            "a request with this `Idempotency-Key` was begun, and its answer is not kept; see \
             whether it was done, then use a new one",
        )
        .of("begun-before")),
    }
}

/// Keeps the answer of what was done; what was not done may be sent again.
pub(crate) fn end(
    office: &mut Office,
    account: &str,
    key: &str,
    done: &Result<(u16, Value), Problem>,
) -> Result<(), Problem> {
    office.write(|t| match done {
        Ok((status, answer)) => {
            t.end_request(account, key, *status, json!(answer).to_string().as_bytes())
        }
        Err(_) => t.drop_request(account, key),
    })
}

/// A hash of all that is asked. Lengths stand before the parts, so that none runs into the next.
fn hash(request: &Request) -> String {
    let kind = request.header("content-type").unwrap_or_default();
    let mut hash = Sha256::new();
    for part in [request.path.as_bytes(), request.query.as_bytes(), kind.as_bytes(), &request.body]
    {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}
