//! Why the log could not be written, read or believed.

use std::{fmt, io};

/// What is wrong, as one sentence that says what to do.
#[derive(Debug)]
pub struct Error {
    sentence: String,
    cause: Option<io::Error>,
}

impl Error {
    /// The log is not what it should be.
    pub fn new(sentence: impl Into<String>) -> Error {
        Error { sentence: sentence.into(), cause: None }
    }

    /// The system refused something.
    pub fn io(doing: impl Into<String>, cause: io::Error) -> Error {
        Error { sentence: doing.into(), cause: Some(cause) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            Some(cause) => write!(f, "{}: {cause}", self.sentence),
            None => f.write_str(&self.sentence),
        }
    }
}

impl std::error::Error for Error {}
