//! One entry: what happened, when, who did it, to what; details as a salted commitment alone.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What the log holds of one thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When, in microseconds since 1970.
    pub at: i64,
    /// What happened, as in `decision.recorded`.
    pub kind: String,
    /// Who did it, by pseudonym.
    pub actor: String,
    /// What it was done to, by pseudonym.
    pub about: String,
    /// SHA-256 over salt and details, in hexadecimal.
    pub commitment: String,
}

impl Entry {
    /// The bytes that become a leaf: JSON with the fields in the order of the struct.
    ///
    /// # Panics
    ///
    /// Never: numbers and texts become JSON.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("numbers and texts become JSON")
    }

    /// Reads what [`Entry::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Option<Entry> {
        serde_json::from_slice(bytes).ok()
    }
}

/// Binds an entry to details that may be shown with their salt, or destroyed with it. Without the
/// salt, of 16 random bytes, details cannot be guessed and tried.
pub fn commitment(salt: &[u8; 16], details: &[u8]) -> String {
    let hash = Sha256::new().chain_update(salt).chain_update(details).finalize();
    hex(&hash)
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
