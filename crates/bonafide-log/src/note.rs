//! Signed notes (C2SP signed-note): a text, and under it who vouches for it.

use crate::Error;
use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// The algorithm's number in keys.
const ED25519: u8 = 1;

/// Who signs: a name and a secret key.
pub struct Signer {
    /// The name under which it signs; the log's origin.
    pub name: String,
    key: SigningKey,
}

/// Who is believed: a name and a public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verifier {
    /// The name under which it signs; the log's origin.
    pub name: String,
    key: VerifyingKey,
}

impl Signer {
    /// A new signer; `seed` is 32 bytes of randomness.
    pub fn new(name: &str, seed: [u8; 32]) -> Signer {
        Signer { name: name.to_owned(), key: SigningKey::from_bytes(&seed) }
    }

    /// Reads a secret key as [`Signer::to_text`] writes it.
    pub fn from_text(text: &str) -> Result<Signer, Error> {
        let wrong = || Error::new("the log's secret key cannot be read; restore it from a backup");
        let rest = text.trim().strip_prefix("PRIVATE+KEY+").ok_or_else(wrong)?;
        let (name, bytes) = parts(ED25519, rest).ok_or_else(wrong)?;
        Ok(Signer::new(name, bytes))
    }

    /// The secret key as text.
    pub fn to_text(&self) -> String {
        let verifier = self.verifier();
        format!(
            "PRIVATE+KEY+{}+{:08x}+{}",
            self.name,
            verifier.id(),
            encoded(ED25519, self.key.to_bytes().as_slice())
        )
    }

    /// Who verifies what it signs.
    pub fn verifier(&self) -> Verifier {
        Verifier { name: self.name.clone(), key: self.key.verifying_key() }
    }

    /// A text with a signature under it. The text ends with a line break.
    pub fn sign(&self, text: &str) -> String {
        let signature = self.key.sign(text.as_bytes()).to_bytes();
        let mut bytes = self.verifier().id().to_be_bytes().to_vec();
        bytes.extend(signature);
        format!("{text}\n\u{2014} {} {}\n", self.name, STANDARD.encode(bytes))
    }
}

impl Verifier {
    /// Reads a public key such as `example.com/log+1234abcd+AQ…`.
    pub fn from_text(text: &str) -> Result<Verifier, Error> {
        let wrong = || Error::new("this is not the public key of a log: NAME+ID+KEY on one line");
        let (name, bytes) = parts(ED25519, text.trim()).ok_or_else(wrong)?;
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| wrong())?;
        let verifier = Verifier { name: name.to_owned(), key };
        if verifier.to_text() == text.trim() { Ok(verifier) } else { Err(wrong()) }
    }

    /// The public key as text.
    pub fn to_text(&self) -> String {
        format!("{}+{:08x}+{}", self.name, self.id(), encoded(ED25519, self.key.as_bytes()))
    }

    /// The number by which signatures name the key.
    fn id(&self) -> u32 {
        id(ED25519, &self.name, self.key.as_bytes())
    }

    /// The text of a note that this key signed.
    pub fn open<'a>(&self, note: &'a str) -> Result<&'a str, Error> {
        let wrong = || {
            Error::new(format!(
                "no signature of {} is valid; compare the key with the one you were given",
                self.name
            ))
        };
        let (text, signatures) = divided(note).ok_or_else(wrong)?;
        let begin = format!("\u{2014} {} ", self.name);
        for line in signatures.lines().filter_map(|line| line.strip_prefix(&begin)) {
            let Ok(bytes) = STANDARD.decode(line) else { continue };
            let Some((id, signature)) = bytes.split_at_checked(4) else { continue };
            let Ok(signature) = Signature::from_slice(signature) else { continue };
            if id == self.id().to_be_bytes()
                && self.key.verify_strict(text.as_bytes(), &signature).is_ok()
            {
                return Ok(text);
            }
        }
        Err(wrong())
    }
}

/// A note's text, with the last line break that is signed as well, and its lines of signatures.
pub(crate) fn divided(note: &str) -> Option<(&str, &str)> {
    let (text, signatures) = note.rsplit_once("\n\n")?;
    Some((&note[..=text.len()], signatures))
}

/// The number by which signatures name a key.
pub(crate) fn id(algorithm: u8, name: &str, key: &[u8; 32]) -> u32 {
    let hash = Sha256::new()
        .chain_update(name.as_bytes())
        .chain_update([b'\n', algorithm])
        .chain_update(key)
        .finalize();
    u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]])
}

pub(crate) fn encoded(algorithm: u8, key: &[u8]) -> String {
    let bytes: Vec<u8> = std::iter::once(algorithm).chain(key.iter().copied()).collect();
    STANDARD.encode(bytes)
}

/// Name and key of `NAME+ID+KEY`; a key in base64 may hold a plus itself.
pub(crate) fn parts(algorithm: u8, text: &str) -> Option<(&str, [u8; 32])> {
    let (name, rest) = text.split_once('+')?;
    let (_, key) = rest.split_once('+')?;
    let bytes = STANDARD.decode(key).ok()?;
    let (known, key) = bytes.split_first()?;
    (*known == algorithm && !name.is_empty()).then_some((name, key.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{Signer, Verifier};

    #[test]
    fn what_was_signed_is_opened_and_nothing_else() {
        let signer = Signer::new("example.com/log", [7; 32]);
        let note = signer.sign("example.com/log\n3\nabc=\n");
        let verifier = signer.verifier();
        assert_eq!(verifier.open(&note).unwrap(), "example.com/log\n3\nabc=\n");
        assert!(verifier.open(&note.replace('3', "4")).is_err());
        let other = Signer::new("example.com/log", [8; 32]).verifier();
        assert!(other.open(&note).is_err());
    }

    #[test]
    fn keys_come_back_from_their_text() {
        let signer = Signer::new("example.com/log", [9; 32]);
        let again = Signer::from_text(&signer.to_text()).unwrap();
        assert_eq!(again.verifier(), signer.verifier());
        let text = signer.verifier().to_text();
        assert_eq!(Verifier::from_text(&text).unwrap(), signer.verifier());
        assert!(Verifier::from_text("example.com/log+00000000+AQ==").is_err());
    }
}
