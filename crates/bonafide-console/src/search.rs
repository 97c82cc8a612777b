//! Search: by the id of anything, and by exactly a telephone or mailbox.

use crate::Frame;
use askama::Template;

/// What was found.
#[derive(Clone, Debug, Template)]
#[template(path = "search.html")]
pub struct SearchPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was asked for; empty before anything was.
    pub asked: String,
    /// Whether who looks may search by a phone number or an e-mail address.
    pub by_contact: bool,
    /// How it was looked for, in words.
    pub how: &'static str,
    /// What was found: its kind, its id, where it leads, and what else is known.
    pub found: Vec<(&'static str, String, String, String)>,
}
