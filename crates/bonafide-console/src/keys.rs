//! The keys of the console, as the sheet of keys lists them.

use crate::Frame;
use askama::Template;

/// The page that lists the keys.
#[derive(Clone, Debug, Template)]
#[template(path = "keys.html")]
pub struct KeysPage {
    /// What stands around it.
    pub frame: Frame,
}

/// What keys do, and which they are, with spaces between them.
pub(crate) const KEYS: [(&str, &str); 15] = [
    ("Next, previous row", "j k"),
    ("Open", "o"),
    ("Claim, or claim the next case", "c"),
    ("Select a row", "x"),
    ("Undo what was just done", "z"),
    ("Search", "/"),
    ("Tabs of a case: why, timeline, compare, ring, map", "w t p r m"),
    ("Show what is claimed", "v"),
    ("Choose an outcome", "1 2 3"),
    ("Record and go on", "Ctrl Enter"),
    ("Compare: one operator, not related", "s n"),
    ("Go to the queue, rings, trends", "g q|r|t"),
    ("Go to equal treatment, audit, settings", "g e|a|s"),
    ("Light or dark", "d"),
    ("This sheet", "?"),
];
