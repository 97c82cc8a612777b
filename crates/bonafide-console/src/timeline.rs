//! What happened to a case and its application, in order.

use crate::Moment;
use askama::Template;

/// The time line.
#[derive(Clone, Debug, Template)]
#[template(path = "timeline.html")]
pub struct Timeline {
    /// What happened, the last first.
    pub entries: Vec<Entry>,
    /// How many earlier entries are not shown.
    pub more: usize,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When, in microseconds since 1970.
    pub at: i64,
    /// What, as a sentence of the program.
    pub what: String,
    /// More of it, in somebody's words; may be empty.
    pub detail: String,
    /// Who did it; empty where the program did.
    pub by: String,
    /// How the score stands after it, as in `43 %`; empty where it is not shown or not changed.
    pub score: String,
}

impl Entry {
    pub(crate) fn moment(&self) -> String {
        Moment::of(self.at).html()
    }

    pub(crate) fn kind(&self) -> &'static str {
        if self.by.is_empty() { "" } else { "ev-person" }
    }
}
