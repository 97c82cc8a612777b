//! Erasing a claimed person: what goes and what stays, and the proof that it is done.

use crate::{Frame, Moment};
use askama::Template;

/// What would be erased, and the form that does it.
#[derive(Clone, Debug, Template)]
#[template(path = "erase.html")]
pub struct ErasePage {
    /// What stands around it.
    pub frame: Frame,
    /// The pseudonym of the application from which one came.
    pub application: String,
    /// Every application of the claimed person.
    pub applications: Vec<String>,
    /// Cases of theirs, and whether each is open.
    pub cases: Vec<(String, bool)>,
    /// Why nothing was done; empty where nothing was asked.
    pub why_not: String,
}

/// That it is done.
#[derive(Clone, Debug, Template)]
#[template(path = "erased.html")]
pub struct ErasedPage {
    /// What stands around it.
    pub frame: Frame,
    /// The pseudonym of the application.
    pub application: String,
    /// When it was erased.
    pub at: Moment,
    /// The number of its entry in the log.
    pub entry: i64,
    /// Whether every key under which it was sealed is destroyed.
    pub keys_destroyed: bool,
    /// Whether who looks may read the log.
    pub may_audit: bool,
}

impl ErasePage {
    /// How many cases are open.
    pub(crate) fn open(&self) -> usize {
        self.cases.iter().filter(|case| case.1).count()
    }
}
