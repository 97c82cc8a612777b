//! The pages of somebody who is not signed in: signing in, and the first administrator.

use askama::Template;

/// Signing in.
#[derive(Clone, Debug, Template)]
#[template(path = "sign_in.html")]
pub struct SignInPage {
    /// Why it is shown again; empty at first.
    pub why: String,
}

/// Making the first administrator.
#[derive(Clone, Debug, Template)]
#[template(path = "set_up.html")]
pub struct SetUpPage {
    /// The code of the link.
    pub code: String,
    /// Why it is shown again; empty at first.
    pub why: String,
}
