//! The page by which somebody who was invited comes in.

use askama::Template;

/// Asks who was invited for a password.
#[derive(Clone, Debug, Template)]
#[template(path = "join.html")]
pub struct JoinPage {
    /// The code of the link.
    pub code: String,
}
