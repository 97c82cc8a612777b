//! Equal treatment: whether groups are treated alike, as far as people said of themselves.

use crate::{Frame, Moment, Span};
use askama::Template;

/// The page of equal treatment.
#[derive(Clone, Debug, Template)]
#[template(path = "treatment.html")]
pub struct TreatmentPage {
    /// What stands around it.
    pub frame: Frame,
    /// What is to be said, in a sentence or two.
    pub lead: String,
    /// When it was counted, and over which quarters.
    pub counted: Option<(Moment, String)>,
    /// How many said something of themselves.
    pub identified: String,
    /// Of how many.
    pub applications: String,
    /// Groups, by what was asked.
    pub categories: Vec<Groups>,
    /// What the names that were swapped showed: when, and as a sentence.
    pub swapped: Option<(Moment, String)>,
    /// Whether who looks may import and count.
    pub may_change: bool,
    /// What came of what was just done.
    pub done: String,
}

/// Groups of one question.
#[derive(Clone, Debug)]
pub struct Groups {
    /// What was asked.
    pub name: String,
    /// The groups.
    pub rows: Vec<GroupRow>,
}

/// A group.
#[derive(Clone, Debug)]
pub struct GroupRow {
    /// Its name; empty for who did not say.
    pub name: String,
    /// What is shown of it; none where it is too small.
    pub shown: Option<GroupNumbers>,
    /// Whether it is not shown since a smaller one could be found by subtraction.
    pub guards: bool,
}

/// Numbers of a group.
#[derive(Clone, Debug)]
pub struct GroupNumbers {
    /// Applications.
    pub applications: String,
    /// Share of those who moved on without an extra step, and its interval.
    pub selected: (String, String),
    /// Impact ratio, and its interval or why it has none.
    pub impact: (String, String),
    /// Drawing of the impact ratio.
    pub span: Option<Span>,
    /// What the ratio tells, in words.
    pub telling: &'static str,
    /// Whether reasons are to be found.
    pub asks: bool,
    /// Cleared after a review, for 1,000, and its interval.
    pub cleared: (String, String),
    /// Asked for a step, for 1,000, and the ratio to the largest group.
    pub asked: (String, String),
    /// Median hours to a decision.
    pub hours: String,
}
