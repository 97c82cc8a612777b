//! A page that says why something was not done.

use askama::Template;

/// Why something was not done.
#[derive(Clone, Debug, Template)]
#[template(path = "notice.html")]
pub struct Notice {
    /// What happened, in a few words.
    pub title: String,
    /// What to do.
    pub detail: String,
    /// The HTTP status.
    pub status: u16,
}
