//! Why a request was not done: a kind, a status and a sentence, sent as problem details (RFC 9457).

use bonafide_store::Error;
use serde_json::{Value, json};

/// What is wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// The name of its kind, in [`PROBLEMS`]; a program may rely on it.
    pub kind: &'static str,
    /// A sentence that says what to do, or a line for each of several; never what somebody said of
    /// themselves.
    pub detail: String,
    /// Seconds after which it may be tried again, where time helps.
    pub wait: Option<u32>,
    /// The methods of a path that is there with others than the one asked for.
    pub allow: Vec<&'static str>,
}

/// A kind of problem.
pub struct Kind {
    /// Its name: `type` is `/api/v1/problems/` and this.
    pub name: &'static str,
    /// The status with which it is sent.
    pub status: u16,
    /// What it says to a person.
    pub title: &'static str,
    /// When it is sent, and what helps.
    pub means: &'static str,
}

const fn kind(name: &'static str, status: u16, title: &'static str, means: &'static str) -> Kind {
    Kind { name, status, title, means }
}

/// Every kind; the first of a status is sent where nothing more exact is known.
pub const PROBLEMS: &[Kind] = &[
    kind(
        "unreadable",
        400,
        "the request cannot be read",
        "A query, a cursor or a header is not of the form that the API's description states.",
    ),
    kind(
        "unknown-caller",
        401,
        "who are you?",
        "Nothing says who asks, or the token or session has ended, was taken back or is wrong.",
    ),
    kind(
        "wrong-password",
        401,
        "name or password are wrong",
        "Which of the two is not said. After a few of them the answers come slower.",
    ),
    kind(
        "code-needed",
        401,
        "a one-time code is needed",
        "The password is right; send it again with `code`, of the authenticator or a recovery \
         code.",
    ),
    kind(
        "not-allowed",
        403,
        "you may not do this",
        "The role, or the scope of the token, does not have the permission of the route.",
    ),
    kind(
        "forged-request",
        403,
        "the request does not come from this site",
        "A session may change things from pages of this server alone: send its `csrf` in the \
         header `X-CSRF-Token` or the field `csrf`.",
    ),
    kind(
        "not-secure",
        403,
        "people sign in over TLS",
        "Put a server that speaks TLS in front, and name its address with `--url`.",
    ),
    kind(
        "code-refused",
        403,
        "the code is used, too old or wrong",
        "A set-up code is for one use and one start of the server, an invitation for one use and \
         seven days.",
    ),
    kind(
        "sign-on-refused",
        403,
        "the other house did not let you in",
        "It was not reached, says nothing of you, gives you no role, or the way back is too old.",
    ),
    kind("not-found", 404, "there is no such thing", "No such path, or nothing of this id."),
    kind(
        "wrong-method",
        405,
        "this cannot be done here",
        "The path is known, with the methods of the header `Allow`.",
    ),
    kind(
        "conflict",
        409,
        "the rules do not allow this now",
        "What is there does not allow it; `detail` says what to do first.",
    ),
    kind(
        "begun-before",
        409,
        "this was begun before",
        "A request with this `Idempotency-Key` was interrupted, or its answer is kept no longer. \
         See whether it was done; then use another key.",
    ),
    kind(
        "changed-meanwhile",
        412,
        "somebody changed it meanwhile",
        "`If-Match` names an older version; read it again, then decide anew.",
    ),
    kind("too-long", 413, "the request is too long", "A body has at most a million bytes."),
    kind(
        "unusable",
        422,
        "the content cannot be used",
        "The body is no JSON object, a field is missing or wrong, or the record cannot be read.",
    ),
    kind(
        "password-refused",
        422,
        "choose another password",
        "It is too short, too long or easily guessed.",
    ),
    kind(
        "key-of-another",
        422,
        "the key belongs to another request",
        "An `Idempotency-Key` was sent with another body or path before; use a new one.",
    ),
    kind("too-often", 429, "too many requests", "Wait as many seconds as `Retry-After` says."),
    kind(
        "failed",
        500,
        "the server failed",
        "A fault of the server or of its disk; its own log says which.",
    ),
    kind(
        "busy",
        503,
        "the server is not ready",
        "Too much at this moment, or the log's files are behind; try again.",
    ),
];

impl Problem {
    /// A problem with a status, of the kind that is usual for it.
    pub fn new(status: u16, detail: impl Into<String>) -> Problem {
        let known = PROBLEMS.iter().find(|kind| kind.status == status);
        let kind = known.map_or("failed", |kind| kind.name);
        Problem { status, kind, detail: detail.into(), wait: None, allow: Vec::new() }
    }

    /// The same, of a more exact kind.
    #[must_use]
    pub fn of(self, kind: &'static str) -> Problem {
        Problem { kind, ..self }
    }

    /// The same, for which time helps.
    #[must_use]
    pub fn after(self, seconds: u32) -> Problem {
        Problem { wait: Some(seconds), ..self }
    }

    /// Headers of the answer: what a program goes by.
    pub(crate) fn headers(&self) -> Vec<(&'static str, String)> {
        let wait = self.wait.map(|wait| ("retry-after", wait.to_string()));
        let scheme = "Bearer realm=\"bonafide\"".to_owned();
        let scheme = (self.status == 401).then_some(("www-authenticate", scheme));
        let allow = (self.status == 405).then_some(("allow", self.allow.join(", ")));
        wait.into_iter().chain(scheme).chain(allow).collect()
    }

    /// The body of the answer.
    pub(crate) fn body(&self) -> Value {
        let known = PROBLEMS.iter().find(|kind| kind.name == self.kind);
        json!({
            "type": format!("/api/v1/problems/{}", self.kind),
            "title": known.map_or("the server failed", |kind| kind.title),
            "status": self.status,
            "detail": self.detail.replace('\n', "; ")
        })
    }

    /// What is wanting, each as a sentence: of a decision it may be several things.
    pub(crate) fn wanting(&self) -> Vec<String> {
        self.detail.lines().map(str::to_owned).collect()
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

#[cfg(test)]
mod tests {
    use super::{PROBLEMS, Problem};

    #[test]
    fn every_kind_has_its_own_name_and_a_sentence() {
        for (index, kind) in PROBLEMS.iter().enumerate() {
            assert!(PROBLEMS[..index].iter().all(|other| other.name != kind.name));
            assert!(kind.means.ends_with('.') && !kind.title.ends_with('.'), "{}", kind.name);
        }
        assert_eq!(Problem::new(404, "x").kind, "not-found");
        assert_eq!(Problem::new(418, "x").kind, "failed");
    }
}
