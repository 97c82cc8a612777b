//! What stands around every page of somebody who is signed in.

/// What stands around a page.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Who is signed in; empty where nobody is.
    pub account: String,
    /// What the forms of the session hold.
    pub csrf: String,
}
