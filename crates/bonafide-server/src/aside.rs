//! What of a request takes long and needs no office, so that nobody else waits for it.

use crate::{Problem, passwords};

/// What is to be done aside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aside {
    /// A password that was given, and the hash that it should fit; without one it fits nothing,
    /// and takes as long.
    pub(crate) fits: Option<(String, Option<String>)>,
    /// A password that is to be hashed, if the other fits.
    pub(crate) hash: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Whether the password fits.
    pub(crate) fits: bool,
    /// The hash of the new password.
    pub(crate) hash: Option<String>,
}

impl Aside {
    /// Does it: some tens of milliseconds for each password.
    pub fn run(self) -> Result<Done, Problem> {
        let fits = match &self.fits {
            Some((given, kept)) => passwords::fits(given, kept.as_deref())?,
            None => true,
        };
        let hash = self.hash.filter(|_| fits);
        Ok(Done { fits, hash: hash.as_deref().map(passwords::hash).transpose()? })
    }
}
