//! Tokens: `NAME.SECRET`, of which the store keeps a hash alone.

use crate::Problem;
use bonafide_log::hex;
use bonafide_store::{Account, Role, random};
use sha2::{Digest, Sha256};

/// A new account with its token, which is shown once and never stored. The secret is 32 random
/// bytes, so that a plain hash of it cannot be guessed back.
pub(crate) fn issue(name: &str, role: Role) -> Result<(Account, String), Problem> {
    const NAME_CHARS_MAX: usize = 64;
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty() || name.len() > NAME_CHARS_MAX || !name.chars().all(allowed) {
        return Err(Problem::new(
            422,
            "a name has up to 64 of the letters a to z, digits and hyphens; choose such a one",
        ));
    }
    let secret = hex(&random::<32>()?);
    let account = Account { name: name.to_owned(), role, secret: hashed(&secret) };
    Ok((account, format!("{name}.{secret}")))
}

/// Whether a secret is the one of an account.
pub(crate) fn fits(account: &Account, secret: &str) -> bool {
    // Both are hashes: how far they agree tells nothing of a secret.
    account.secret == hashed(secret)
}

/// The hash of a secret.
pub(crate) fn hashed(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}
