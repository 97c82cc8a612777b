//! Why the work on many records could not be finished.

use std::{fmt, io};

/// What could not be done, with the reason of the system.
#[derive(Debug)]
pub struct Error {
    doing: String,
    cause: io::Error,
}

impl Error {
    /// An error met while doing something.
    pub fn new(doing: impl Into<String>, cause: io::Error) -> Error {
        Error { doing: doing.into(), cause }
    }

    /// Whether the reader of the output went away, as with `| head`.
    pub fn is_closed_pipe(&self) -> bool {
        self.cause.kind() == io::ErrorKind::BrokenPipe
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.doing, self.cause)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}
