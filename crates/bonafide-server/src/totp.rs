//! One-time codes of authenticator programs: RFC 6238 with SHA-1, six digits and thirty seconds,
//! which is what all of them do.
//!
//! Written here, as it is one keyed hash and a few bits of it; the vectors of the RFC hold it.

use bonafide_store::random;
use hmac::{Hmac, Mac};
use sha1::Sha1;

/// Seconds of a time step.
const STEP: i64 = 30;

/// Steps before and after now whose codes are taken too: a clock may be off by half a minute.
const EITHER_WAY: i64 = 1;

/// How many recovery codes there are.
pub(crate) const RECOVERY_CODES: usize = 10;

/// A new secret, of the length that RFC 4226 recommends.
pub(crate) fn new_secret() -> Result<[u8; 20], bonafide_store::Error> {
    random()
}

/// The step whose code was given, where there is one near the moment (microseconds since 1970).
pub(crate) fn step_of(secret: &[u8], given: &str, now: i64) -> Option<i64> {
    let given: u32 = Some(given).filter(|text| text.len() == 6)?.parse().ok()?;
    let step = now / 1_000_000 / STEP;
    (step - EITHER_WAY..=step + EITHER_WAY).find(|step| code(secret, *step as u64, 6) == given)
}

/// What an authenticator program reads from a picture or a line (`otpauth:` URI).
pub(crate) fn address(account: &str, secret: &[u8]) -> String {
    format!(
        "otpauth://totp/bonafide:{account}?secret={}&issuer=bonafide&algorithm=SHA1&digits=6&\
         period=30",
        base32(secret)
    )
}

/// A recovery code: 80 random bits, which nobody guesses from a hash.
pub(crate) fn recovery_code() -> Result<String, bonafide_store::Error> {
    let text = base32(&random::<10>()?).to_lowercase();
    Ok(format!("{}-{}-{}-{}", &text[..4], &text[4..8], &text[8..12], &text[12..]))
}

/// Letters and digits in groups of five bits (RFC 4648), without padding.
pub(crate) fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = String::new();
    for chunk in bytes.chunks(5) {
        let mut whole = [0; 8];
        whole[3..3 + chunk.len()].copy_from_slice(chunk);
        let bits = u64::from_be_bytes(whole);
        for group in 0..(chunk.len() * 8).div_ceil(5) {
            text.push(char::from(LETTERS[(bits >> (35 - 5 * group)) as usize & 31]));
        }
    }
    text
}

/// The code of a step (RFC 4226, section 5.3).
fn code(secret: &[u8], step: u64, digits: u32) -> u32 {
    let mut mac = <Hmac<Sha1> as Mac>::new_from_slice(secret).expect("any length is a key");
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let offset = usize::from(hash[19] & 15);
    let four = [hash[offset], hash[offset + 1], hash[offset + 2], hash[offset + 3]];
    (u32::from_be_bytes(four) & 0x7fff_ffff) % 10_u32.pow(digits)
}

#[cfg(test)]
mod tests {
    use super::{address, base32, code, step_of};

    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn the_vectors_of_rfc_6238_hold() {
        for (seconds, expected) in [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000, 65_353_130),
        ] {
            assert_eq!(code(SECRET, seconds / 30, 8), expected, "at {seconds}");
        }
    }

    #[test]
    fn a_code_is_taken_near_its_moment_alone() {
        let at = |seconds: i64| step_of(SECRET, "287082", seconds * 1_000_000);
        assert_eq!([at(29), at(59), at(89)], [Some(1); 3]);
        assert_eq!([at(150), at(1_000)], [None; 2]);
        for given in ["", "28708", "2870820", "28708x", "+87082"] {
            assert_eq!(step_of(SECRET, given, 59_000_000), None, "{given}");
        }
    }

    #[test]
    fn secrets_are_written_as_programs_read_them() {
        for (bytes, text) in [("", ""), ("f", "MY"), ("foob", "MZXW6YQ"), ("foobar", "MZXW6YTBOI")]
        {
            assert_eq!(base32(bytes.as_bytes()), text);
        }
        assert!(address("ann", SECRET).contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&"));
    }
}
