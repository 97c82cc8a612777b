//! Audit: the log's head, its entries with their proofs, and who saw what.

use crate::{Frame, Moment};
use askama::Template;

/// The log.
#[derive(Clone, Debug, Template)]
#[template(path = "audit.html")]
pub struct AuditPage {
    /// What stands around it.
    pub frame: Frame,
    /// Number of entries that the checkpoint signs.
    pub size: String,
    /// Root of the tree, in hexadecimal.
    pub root: String,
    /// The checkpoint, as signed.
    pub checkpoint: String,
    /// The public key.
    pub key: String,
    /// What is sought: actor, about, and whether only who saw what.
    pub sought: (String, String, bool),
    /// The entries, the newest first.
    pub entries: Vec<EntryRow>,
    /// The number before which the next page begins.
    pub next: Option<i64>,
    /// What was just verified, and whether it held.
    pub verified: Option<(bool, String)>,
}

/// An entry.
#[derive(Clone, Debug)]
pub struct EntryRow {
    /// Its number.
    pub position: i64,
    /// When.
    pub at: Moment,
    /// What happened.
    pub kind: String,
    /// Who did it.
    pub actor: String,
    /// What it is about.
    pub about: String,
    /// Where that is shown, if anywhere.
    pub leads: Option<String>,
}

/// An entry with its proof.
#[derive(Clone, Debug, Template)]
#[template(path = "entry.html")]
pub struct EntryPage {
    /// What stands around it.
    pub frame: Frame,
    /// The entry.
    pub entry: EntryRow,
    /// The commitment to its details.
    pub commitment: String,
    /// Its bytes, as they were logged.
    pub bytes: String,
    /// The proof; none until the log's files have it.
    pub proof: Option<String>,
    /// Whether the proof holds.
    pub holds: bool,
    /// Number of hashes on the way to the root.
    pub hashes: usize,
}
