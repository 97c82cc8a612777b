//! An argument or input that cannot be used: exit status 2.

use std::fmt;

/// What cannot be used, why, and what to do.
#[derive(Debug)]
pub(crate) struct Unusable(pub(crate) String);

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unusable {}

/// An error of the arguments or inputs.
pub(crate) fn unusable(message: impl Into<String>) -> anyhow::Error {
    anyhow::Error::new(Unusable(message.into()))
}
