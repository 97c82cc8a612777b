//! The first run: applications to look at, people to look at them, and where to go.

use crate::Frame;
use askama::Template;

/// What is to be done first.
#[derive(Clone, Debug, Template)]
#[template(path = "welcome.html")]
pub struct WelcomePage {
    /// What stands around it.
    pub frame: Frame,
    /// Applications so far.
    pub applications: u64,
    /// Open cases.
    pub cases: u64,
    /// Accounts that decide, and those that sign as the second person.
    pub people: (usize, usize),
    /// What came of what was just done.
    pub done: String,
    /// Records that were refused: line and why.
    pub refused: Vec<(u64, String)>,
    /// Applications of the example.
    pub example: usize,
}
