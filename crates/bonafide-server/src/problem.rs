//! Why a request was not done: a status and a sentence, sent as problem details (RFC 9457).

use bonafide_store::Error;
use serde_json::{Value, json};

/// What is wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// One sentence that says what to do; never what somebody said of themselves.
    pub detail: String,
}

impl Problem {
    /// A problem with a status.
    pub fn new(status: u16, detail: impl Into<String>) -> Problem {
        Problem { status, detail: detail.into() }
    }

    /// The body of the answer.
    pub(crate) fn body(&self) -> Value {
        let title = match self.status {
            400 => "the request cannot be read",
            401 => "who are you?",
            403 => "you may not do this",
            404 => "there is no such thing",
            405 => "this cannot be done here",
            409 => "the rules do not allow this now",
            413 => "the request is too long",
            422 => "the record cannot be used",
            _ => "the server failed",
        };
        json!({
            "type": "about:blank", "title": title, "status": self.status, "detail": self.detail
        })
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Problem {
        let status = match (error.is_missing(), error.is_refused()) {
            (true, _) => 404,
            (_, true) => 409,
            _ => 500,
        };
        Problem::new(status, error.to_string())
    }
}
