//! Passwords: which may be chosen, and their hashes, which are slow to make and large to try.

use crate::Problem;
use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::SaltString,
};
use bonafide_store::random;
use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicUsize, Ordering},
};

/// Memory, passes and lanes of Argon2id: the first of the equal settings in the Password Storage
/// Cheat Sheet of OWASP (19 MiB, 2, 1), read in November 2026.
const KIBIBYTES: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Fewest characters: NIST SP 800-63B asks for 8 beside a second factor and for 15 without one; it
/// asks for no digits or signs, and neither do we.
pub(crate) const CHARS_MIN: usize = 12;

/// Most bytes, so that nobody has a megabyte hashed.
const BYTES_MAX: usize = 1_024;

/// Most requests that wait for a hash; each has 19 MiB in its turn.
const WAITING_MAX: usize = 16;

static WAITING: AtomicUsize = AtomicUsize::new(0);
static TURN: Mutex<()> = Mutex::new(());

/// Whether a password may be chosen by an account of a name.
pub(crate) fn may_be(password: &str, name: &str) -> Result<(), Problem> {
    if password.chars().count() < CHARS_MIN || password.len() > BYTES_MAX {
        return Err(Problem::new(422, "a password has 12 to 1,000 characters; choose such a one")
            .of("password-refused"));
    }
    let mut different: Vec<char> = password.chars().collect();
    different.sort_unstable();
    different.dedup();
    let holds_name =
        !name.is_empty() && password.to_lowercase().replace(name, "").len() < CHARS_MIN;
    if different.len() < 5 || holds_name {
        return Err(Problem::new(422, "the password is easily guessed; choose another one")
            .of("password-refused"));
    }
    Ok(())
}

/// The hash of a password, with its settings and a salt of its own.
pub(crate) fn hash(password: &str) -> Result<String, Problem> {
    let salt: [u8; 16] = random()?;
    let salt = SaltString::encode_b64(&salt).map_err(|_| failed())?;
    in_turn(|| {
        hasher()
            .hash_password(password.as_bytes(), &salt)
            .map(|hash| hash.to_string())
            .map_err(|_| failed())
    })?
}

/// Whether a password is that of a hash. Where there is no hash, it takes as long, and is not.
pub(crate) fn fits(password: &str, hash: Option<&str>) -> Result<bool, Problem> {
    // Of no password: nothing that was hashed gives it.
    let nobody = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$\
                  AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    if password.len() > BYTES_MAX {
        return Ok(false);
    }
    let kept = PasswordHash::new(hash.unwrap_or(nobody)).map_err(|_| failed())?;
    in_turn(|| hasher().verify_password(password.as_bytes(), &kept).is_ok())
}

fn hasher() -> Argon2<'static> {
    let settings = Params::new(KIBIBYTES, PASSES, LANES, None);
    let settings = settings.expect("the settings are within the bounds of Argon2");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, settings)
}

/// One hash at a time, so that a crowd at the door takes neither all memory nor all processors.
fn in_turn<T>(work: impl FnOnce() -> T) -> Result<T, Problem> {
    let before = WAITING.fetch_add(1, Ordering::SeqCst);
    let done = if before >= WAITING_MAX {
        Err(Problem::new(503, "too many sign in at this moment; try again in a few seconds")
            .after(2))
    } else {
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(work())
    };
    WAITING.fetch_sub(1, Ordering::SeqCst);
    done
}

fn failed() -> Problem {
    Problem::new(500, "a password cannot be hashed or its hash not read; restore a backup")
}

#[cfg(test)]
mod tests {
    use super::{fits, hash, may_be};

    #[test]
    fn a_password_fits_its_own_hash_alone() {
        let kept = hash("correct horse battery").expect("hashed");
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert_ne!(kept, hash("correct horse battery").expect("hashed"), "each has a salt");
        assert!(fits("correct horse battery", Some(&kept)).expect("tried"));
        assert!(!fits("correct horse batterx", Some(&kept)).expect("tried"));
        assert!(!fits("correct horse battery", None).expect("tried"));
    }

    #[test]
    fn what_is_short_or_easily_guessed_is_refused() {
        for password in ["short", "aaaaaaaaaaaaaaaa", "ann-ann-ann-1", "\u{1F600}\u{1F600}"] {
            assert!(may_be(password, "ann").is_err(), "{password}");
        }
        assert!(may_be("correct horse battery", "ann").is_ok());
        assert!(may_be("żółć gęślą jaźń", "ann").is_ok());
    }
}
