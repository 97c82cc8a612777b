//! A checkpoint (C2SP tlog-checkpoint): how large the log was, and the root of its tree then.

use crate::{
    Error,
    note::{Signer, Verifier},
    tree::Hash,
};
use base64::{Engine, engine::general_purpose::STANDARD};

/// Size and root of a log at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Number of entries.
    pub size: u64,
    /// Root of the tree over them.
    pub root: Hash,
}

impl Checkpoint {
    /// The signed note.
    pub fn sign(&self, signer: &Signer) -> String {
        let root = STANDARD.encode(self.root);
        signer.sign(&format!("{}\n{}\n{root}\n", signer.name, self.size))
    }

    /// Reads a note that the key signed.
    pub fn open(note: &str, verifier: &Verifier) -> Result<Checkpoint, Error> {
        let text = verifier.open(note)?;
        let wrong = || Error::new("the signed note is no checkpoint of this log");
        let mut lines = text.lines();
        if lines.next() != Some(verifier.name.as_str()) {
            return Err(wrong());
        }
        let size = lines.next().and_then(|line| line.parse().ok()).ok_or_else(wrong)?;
        let root = lines.next().and_then(|line| STANDARD.decode(line).ok()).ok_or_else(wrong)?;
        Ok(Checkpoint { size, root: root.try_into().map_err(|_| wrong())? })
    }
}
