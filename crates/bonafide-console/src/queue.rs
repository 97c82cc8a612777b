//! The queue: open cases, the most urgent first.

use crate::{Bar, Frame, Moment};
use askama::Template;

/// The queue.
#[derive(Clone, Debug, Template)]
#[template(path = "queue.html")]
pub struct QueuePage {
    /// What stands around it.
    pub frame: Frame,
    /// Which cases it shows: `all`, `mine` or `unclaimed`.
    pub view: &'static str,
    /// The cases of this page.
    pub rows: Vec<Row>,
    /// How many cases the view has.
    pub open: usize,
    /// The page before.
    pub before: Option<usize>,
    /// The page after.
    pub after: Option<usize>,
    /// Whether who looks works on cases.
    pub may_work: bool,
}

/// A case of the queue.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// The pseudonym of its application.
    pub about: String,
    /// `review` or `priority`.
    pub priority: String,
    /// As in `93 %`.
    pub probability: String,
    /// Its strongest findings, each with what it contributes.
    pub findings: Vec<(String, Bar)>,
    /// Its ring.
    pub ring: Option<String>,
    /// When it is to be decided.
    pub due: Moment,
    /// Whether that is past.
    pub is_late: bool,
    /// Who works on it.
    pub holder: Option<String>,
}

/// A saved view.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// Its name in the address.
    pub name: &'static str,
    /// Its name on the page.
    pub shown: &'static str,
}

/// The saved views, in the order in which they are shown.
pub(crate) const VIEWS: [View; 3] = [
    View { name: "all", shown: "All open" },
    View { name: "mine", shown: "Mine" },
    View { name: "unclaimed", shown: "Unclaimed" },
];
