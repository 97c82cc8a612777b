//! Signatures of messages: HMAC-SHA256, made, and compared in constant time.
//!
//! The scheme in both directions is that of Standard Webhooks: signed is `id.timestamp.body`, the
//! secret is written `whsec_` and base64, and the header holds one or more `v1,` and base64.

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, Mac};
use jiff::{SignedDuration, Timestamp};
use sha2::Sha256;
use std::fmt;

/// How far the time of a message may be from the receiver's clock, either way: what Standard
/// Webhooks' own libraries allow. What was recorded longer ago cannot be played back.
pub const WINDOW: SignedDuration = SignedDuration::from_mins(5);

/// Most signatures of a message that are tried: one for each secret in use while they change.
const SIGNATURES_MAX: usize = 16;

/// Longest id of a message, in bytes.
pub const ID_MAX: usize = 256;

/// Lengths of a secret in bytes, as Standard Webhooks wants them.
const SECRET_BYTES: std::ops::RangeInclusive<usize> = 24..=64;

/// What a sender and a receiver share. It is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    bytes: Vec<u8>,
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

impl Secret {
    /// Reads a secret written `whsec_…`; what to do, where it is none.
    pub fn parse(text: &str) -> Result<Secret, &'static str> {
        let wrong = "a secret is `whsec_` and 24 to 64 random bytes in base64";
        let text = text.trim().strip_prefix("whsec_").ok_or(wrong)?;
        let bytes = STANDARD.decode(text).map_err(|_| wrong)?;
        if SECRET_BYTES.contains(&bytes.len()) { Ok(Secret { bytes }) } else { Err(wrong) }
    }

    /// A secret that a provider gave as plain text, whose bytes are the key.
    pub fn plain(text: &str) -> Result<Secret, &'static str> {
        let bytes = text.trim().as_bytes().to_vec();
        if bytes.len() < 16 {
            return Err("the secret is too short; copy all of it from the provider");
        }
        Ok(Secret { bytes })
    }

    /// Makes a secret of random bytes, and how it is written.
    pub fn of(random: [u8; 32]) -> (Secret, String) {
        (Secret { bytes: random.to_vec() }, format!("whsec_{}", STANDARD.encode(random)))
    }
}

/// The value of the header `webhook-signature` for a message.
pub fn sign(secret: &Secret, id: &str, at: Timestamp, body: &[u8]) -> String {
    let mac = keyed(secret, &[id.as_bytes(), at.as_second().to_string().as_bytes(), body]);
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

/// Why a message is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disbelief {
    /// A header of the signature is missing or cannot be read.
    Unsigned,
    /// It was signed too long ago, or in the future.
    Stale,
    /// No secret in use made the signature.
    Wrong,
}

impl Disbelief {
    /// What is wrong and what to do, for the sender.
    pub fn message(self) -> &'static str {
        match self {
            Disbelief::Unsigned => {
                "the message is not signed; send webhook-id, webhook-timestamp and \
                 webhook-signature, or the provider's own header"
            }
            Disbelief::Stale => {
                "the message was signed more than five minutes ago or ahead; set the clock, and \
                 sign it anew with each try"
            }
            Disbelief::Wrong => "the signature does not fit; use the secret of this provider",
        }
    }
}

/// Whether a message is signed with one of the secrets in use, now. Headers are as received.
pub fn believe(
    secrets: &[Secret],
    id: &str,
    timestamp: &str,
    signatures: &str,
    body: &[u8],
    now: Timestamp,
) -> Result<Timestamp, Disbelief> {
    if id.is_empty() || id.len() > ID_MAX || !id.bytes().all(|b| b.is_ascii_graphic()) {
        return Err(Disbelief::Unsigned);
    }
    let plain = !timestamp.is_empty() && timestamp.bytes().all(|b| b.is_ascii_digit());
    let seconds = timestamp.parse::<i64>().ok().filter(|_| plain);
    let at = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    let at = at.ok_or(Disbelief::Unsigned)?;
    let given: Vec<Vec<u8>> = signatures
        .split(' ')
        .take(SIGNATURES_MAX)
        .filter_map(|one| one.strip_prefix("v1,"))
        .filter_map(|one| STANDARD.decode(one).ok())
        .collect();
    if given.is_empty() {
        return Err(Disbelief::Unsigned);
    }
    let parts = [id.as_bytes(), timestamp.as_bytes(), body];
    if !fits(secrets, &parts, &given) {
        return Err(Disbelief::Wrong);
    }
    if at.duration_since(now).abs() > WINDOW {
        return Err(Disbelief::Stale);
    }
    Ok(at)
}

/// Whether a provider's own header, HMAC-SHA256 of the body in hexadecimal, fits a secret.
pub fn believe_hex(secrets: &[Secret], signature: &str, body: &[u8]) -> Result<(), Disbelief> {
    let given = hex(signature.trim()).ok_or(Disbelief::Unsigned)?;
    if fits(secrets, &[body], &[given]) { Ok(()) } else { Err(Disbelief::Wrong) }
}

/// Whether one of the signatures is one that one of the secrets makes of the parts, joined by dots.
/// The comparison takes the same time wherever they differ.
fn fits(secrets: &[Secret], parts: &[&[u8]], given: &[Vec<u8>]) -> bool {
    secrets
        .iter()
        .any(|secret| given.iter().any(|given| keyed(secret, parts).verify_slice(given).is_ok()))
}

fn keyed(secret: &Secret, parts: &[&[u8]]) -> Hmac<Sha256> {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(&secret.bytes).expect("a key of any length will do");
    for (n, part) in parts.iter().enumerate() {
        if n > 0 {
            mac.update(b".");
        }
        mac.update(part);
    }
    mac
}

/// Bytes in hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    let digits = b"0123456789abcdef";
    let two = |byte: &u8| [digits[usize::from(byte >> 4)], digits[usize::from(byte & 15)]];
    bytes.iter().flat_map(two).map(char::from).collect()
}

fn hex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || text.is_empty() || text.len() > 128 {
        return None;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    text.as_bytes().chunks(2).map(|two| Some(digit(two[0])? << 4 | digit(two[1])?)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Disbelief, Secret, believe, believe_hex, sign};
    use jiff::Timestamp;

    const BODY: &[u8] = br#"{"test": 2432232314}"#;
    const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a time")
    }

    fn secret() -> Secret {
        Secret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").expect("a secret")
    }

    /// The example that the libraries of Standard Webhooks are tested with; computed again with
    /// Python's `hmac`.
    const SIGNED: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    #[test]
    fn a_message_is_signed_as_the_standard_says() {
        assert_eq!(sign(&secret(), ID, at(1_614_265_330), BODY), SIGNED);
    }

    #[test]
    fn a_signed_message_is_believed_for_five_minutes() {
        let told = |seconds| believe(&[secret()], ID, "1614265330", SIGNED, BODY, at(seconds));
        for near in [1_614_265_030, 1_614_265_330, 1_614_265_630] {
            assert_eq!(told(near), Ok(at(1_614_265_330)));
        }
        for far in [1_614_265_029, 1_614_265_631, 0] {
            assert_eq!(told(far), Err(Disbelief::Stale), "{far}");
        }
    }

    #[test]
    fn nothing_else_is_believed() {
        let now = at(1_614_265_330);
        let two = format!("v1,AAAA v2,xyz {SIGNED}");
        let (other, written) = Secret::of([7; 32]);
        assert_eq!(Secret::parse(&written), Ok(other.clone()));
        let secrets = [other.clone(), secret()];
        assert!(believe(&secrets, ID, "1614265330", &two, BODY, now).is_ok(), "secrets change");
        for (secret, id, time, signed, body, wrong) in [
            (other, ID, "1614265330", SIGNED, BODY, Disbelief::Wrong),
            (secret(), "msg_2", "1614265330", SIGNED, BODY, Disbelief::Wrong),
            (secret(), ID, "1614265331", SIGNED, BODY, Disbelief::Wrong),
            (secret(), ID, "1614265330", SIGNED, b"{}".as_slice(), Disbelief::Wrong),
            (secret(), ID, "1614265330", "v1,", BODY, Disbelief::Wrong),
            (secret(), ID, "1614265330", "", BODY, Disbelief::Unsigned),
            (secret(), ID, "+1614265330", SIGNED, BODY, Disbelief::Unsigned),
            (secret(), ID, "99999999999999999999", SIGNED, BODY, Disbelief::Unsigned),
            (secret(), "", "1614265330", SIGNED, BODY, Disbelief::Unsigned),
        ] {
            assert_eq!(believe(&[secret], id, time, signed, body, now), Err(wrong), "{id} {time}");
        }
        assert_eq!(believe(&[], ID, "1614265330", SIGNED, BODY, now), Err(Disbelief::Wrong));
    }

    #[test]
    fn a_body_alone_may_be_signed_in_hexadecimal() {
        // Computed with Python's
        // `hmac.new(b"0123456789abcdef", b'{"a":1}', "sha256").hexdigest()`.
        let secret = Secret::plain("0123456789abcdef").expect("a secret");
        let signed = "1c76fbb930d3aa8b1633728fae212c68ca68a6752bb319b98be6fe17e86cf5b8";
        assert_eq!(believe_hex(std::slice::from_ref(&secret), signed, br#"{"a":1}"#), Ok(()));
        for (signed, wrong) in
            [("", Disbelief::Unsigned), ("zz", Disbelief::Unsigned), ("00", Disbelief::Wrong)]
        {
            let secrets = std::slice::from_ref(&secret);
            assert_eq!(believe_hex(secrets, signed, br#"{"a":1}"#), Err(wrong));
        }
    }

    #[test]
    fn a_secret_is_long_and_never_shown() {
        assert!(Secret::parse("whsec_MfKQ").is_err() && Secret::parse("secret").is_err());
        assert!(Secret::plain("short").is_err());
        assert_eq!(format!("{:?}", secret()), "Secret");
    }
}
