//! Secrets of programs and people: `NAME.SECRET` of a token, of which the store keeps a hash alone.

use crate::Problem;
use bonafide_log::hex;
use bonafide_store::random;
use sha2::{Digest, Sha256};

/// Whether an account may have a name.
pub(crate) fn may_be_name(name: &str) -> Result<(), Problem> {
    const NAME_CHARS_MAX: usize = 64;
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty() || name.len() > NAME_CHARS_MAX || !name.chars().all(allowed) {
        return Err(Problem::new(
            422,
            "a name has up to 64 of the letters a to z, digits and hyphens; choose such a one",
        ));
    }
    Ok(())
}

/// A new secret of 32 random bytes, so that a plain hash of it cannot be guessed back.
pub(crate) fn secret() -> Result<String, Problem> {
    Ok(hex(&random::<32>()?))
}

/// A token of an account, and the hash that is kept of it.
pub(crate) fn issue(account: &str) -> Result<(String, String), Problem> {
    let secret = secret()?;
    Ok((format!("{account}.{secret}"), hashed(&secret)))
}

/// The account that a token names, and the hash of its secret.
pub(crate) fn parts(token: &str) -> Option<(&str, String)> {
    token.split_once('.').map(|(account, secret)| (account, hashed(secret)))
}

/// The hash of a secret.
pub(crate) fn hashed(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}
