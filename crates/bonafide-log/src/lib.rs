//! A transparency log: entries that nobody can change, drop, insert or re-order unseen.
//!
//! Entries are the leaves of a Merkle tree (RFC 6962). The tree lies in a folder as plain files in
//! the layout of C2SP tlog-tiles, under a checkpoint, a note signed with Ed25519 (C2SP signed-note
//! and tlog-checkpoint), so that programs of other people can verify it. [`verify`] needs nothing
//! but the files and the public key; [`proof::prove`] exports the proof that one entry is in the
//! log, and whoever keeps a checkpoint can have it shown later that the log only grew.
//!
//! The log holds no personal data: an [`Entry`] names people by pseudonyms and its details by a
//! salted commitment. When salt and details are destroyed, the entry says nothing of anybody.
//!
//! Here is everything but the primitives (SHA-256 and Ed25519, of well-kept crates): the tree is
//! two hundred lines, and the crates that have it bring a URL parser and its Unicode tables.

pub mod checkpoint;
mod entry;
mod error;
pub mod folder;
pub mod note;
pub mod proof;
pub mod tree;
mod verify;
pub mod witness;

pub use entry::{Entry, commitment, hex};
pub use error::Error;
pub use folder::Folder;
pub use verify::{Verified, verify};
