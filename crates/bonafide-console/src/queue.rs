//! The queue: cases by view, the most urgent first, a page at a time.

use crate::{Bar, Beside, Frame, Moment};
use askama::Template;

/// The queue.
#[derive(Clone, Debug, Template)]
#[template(path = "queue.html")]
pub struct QueuePage {
    /// What stands around it.
    pub frame: Frame,
    /// The view that is shown.
    pub view: &'static str,
    /// The order: `urgent`, `due`, `newest` or `likeliest`.
    pub order: &'static str,
    /// The priority that is shown alone; empty where all are.
    pub priority: &'static str,
    /// The views, each with how many cases it holds; none where that is not counted.
    pub views: Vec<(View, Option<i64>)>,
    /// How many cases are open, and how many of them in priority.
    pub open: (i64, i64),
    /// How many cases the view holds.
    pub total: i64,
    /// The number of the first row, from 1.
    pub first: usize,
    /// The cases of this page.
    pub rows: Vec<Row>,
    /// The page before.
    pub before: Option<usize>,
    /// The page after.
    pub after: Option<usize>,
    /// Whether who looks works on cases.
    pub may_work: bool,
    /// Whether scores are kept from who looks until their opinion is given.
    pub is_blind: bool,
    /// What was just done, and how it is undone.
    pub done: Option<Done>,
    /// Whether the next case of this view was asked for, and none is free.
    pub none_free: bool,
}

impl QueuePage {
    /// The address of a page of this view, with an order and a priority.
    pub(crate) fn address(&self, order: &str, priority: &str, page: &usize) -> String {
        format!("/queue?view={}&order={order}&priority={priority}&page={page}", self.view)
    }

    /// The address of this page, to which what is done leads back.
    pub(crate) fn back(&self) -> String {
        let page = self.before.map_or(1, |before| before + 1);
        self.address(self.order, self.priority, &page)
    }

    /// The name of the view.
    pub(crate) fn title(&self) -> &'static str {
        VIEWS.iter().find(|view| view.name == self.view).map_or("Queue", |view| view.shown)
    }

    /// The number of the last row.
    pub(crate) fn last(&self) -> usize {
        (self.first + self.rows.len()).saturating_sub(1)
    }
}

/// A case of the queue.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// The pseudonym of its application, or its ring.
    pub about: String,
    /// The job, and how many applications it is about where there are several.
    pub job: String,
    /// Where the application came from.
    pub source: String,
    /// `review` or `priority`.
    pub priority: String,
    /// As in `93 %`, of a ring as in `40 – 93 %`; none where it is not shown.
    pub probability: Option<String>,
    /// Its place on the axis; none where it is not shown.
    pub strip: Option<Strip>,
    /// Its strongest findings, or what ties a ring, each with what it contributes.
    pub findings: Vec<(String, Option<Bar>)>,
    /// Its ring.
    pub ring: Option<String>,
    /// What the case waits for, where it is decided but not in force; else empty.
    pub stands: &'static str,
    /// When it was opened.
    pub opened: Beside,
    /// When it is to be decided.
    pub due: Beside,
    /// When it was decided.
    pub closed: Option<Moment>,
    /// Who works on it, or is to.
    pub holder: Option<String>,
    /// Whether that is who looks.
    pub is_mine: bool,
    /// Whether they claimed it, rather than that it was assigned to them.
    pub is_claimed: bool,
}

/// One application on the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// Where it starts before looking; of a ring, where its least likely member stands.
    pub from: String,
    /// Where it stands; of a ring, where its likeliest member does.
    pub to: String,
}

/// What was done to cases at once, and the form that undoes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// What was done, as in `3 cases claimed`.
    pub said: String,
    /// What undoes it; empty where nothing does.
    pub undo: &'static str,
    /// The cases; of an assignment, each with whose it was before, empty for nobody's.
    pub cases: Vec<(String, String)>,
    /// To whom they were assigned; empty where they were not.
    pub to: String,
}

/// A saved view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// Its name in the address.
    pub name: &'static str,
    /// Its name on the page.
    pub shown: &'static str,
}

/// The saved views, in the order in which they are shown.
pub const VIEWS: [View; 8] = [
    View { name: "all", shown: "All open" },
    View { name: "mine", shown: "Mine" },
    View { name: "unclaimed", shown: "Unclaimed" },
    View { name: "due-soon", shown: "Due soon" },
    View { name: "rings", shown: "Rings" },
    View { name: "second", shown: "Second opinion" },
    View { name: "sanctions", shown: "Sanctions notice" },
    View { name: "decided", shown: "Decided" },
];

/// What can be done to several cases at once: the name in the form, and on the button.
pub const BULK: [(&str, &str); 4] = [
    ("claim", "Claim"),
    ("release", "Give back"),
    ("assign", "Assign to"),
    ("step", "Ask for a step"),
];

/// A preview of what would be done to several cases.
#[derive(Clone, Debug, Template)]
#[template(path = "preview.html")]
pub struct PreviewPage {
    /// What stands around it.
    pub frame: Frame,
    /// What is to be done, as in `claim`.
    pub action: &'static str,
    /// The same in words, as in `Claim 3 cases`.
    pub title: String,
    /// To whom they are assigned; empty where they are not.
    pub to: String,
    /// The kind of step that is asked for; empty where none is.
    pub kind: String,
    /// Each case: its id, what it is about, what will happen, and whether anything will.
    pub cases: Vec<(String, String, String, bool)>,
    /// Where it leads back to.
    pub back: String,
}

impl PreviewPage {
    /// How many cases something happens to.
    pub(crate) fn touched(&self) -> usize {
        self.cases.iter().filter(|case| case.3).count()
    }
}
