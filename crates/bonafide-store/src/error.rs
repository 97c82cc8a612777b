//! Why the store refused or failed.

use std::fmt;

/// What is wrong, as one sentence that says what to do.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    sentence: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Failed,
    Missing,
    Refused,
}

impl Error {
    /// Something that should work did not.
    pub fn failed(sentence: impl Into<String>) -> Error {
        Error { kind: Kind::Failed, sentence: sentence.into() }
    }

    /// What was asked for is not there.
    pub fn missing(sentence: impl Into<String>) -> Error {
        Error { kind: Kind::Missing, sentence: sentence.into() }
    }

    /// The rules do not allow it.
    pub fn refused(sentence: impl Into<String>) -> Error {
        Error { kind: Kind::Refused, sentence: sentence.into() }
    }

    /// Whether what was asked for is not there.
    pub fn is_missing(&self) -> bool {
        self.kind == Kind::Missing
    }

    /// Whether the rules do not allow it.
    pub fn is_refused(&self) -> bool {
        self.kind == Kind::Refused
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for Error {}

impl From<bonafide_log::Error> for Error {
    fn from(error: bonafide_log::Error) -> Error {
        Error::failed(error.to_string())
    }
}
