//! Witnesses (C2SP tlog-cosignature): somebody else than who keeps the log saw a checkpoint, and
//! that the log grew to it from all that they saw before.

use crate::{
    Error,
    note::{divided, encoded, id, parts},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

/// The algorithm's number in keys: Ed25519 with a time.
const COSIGNATURE: u8 = 4;

/// Who witnesses: a name and a secret key.
pub struct Witness {
    /// The name under which it cosigns.
    pub name: String,
    key: SigningKey,
}

/// A witness who is believed: a name and a public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WitnessKey {
    /// The name under which it cosigns.
    pub name: String,
    key: VerifyingKey,
}

impl Witness {
    /// A new witness; `seed` is 32 bytes of randomness.
    pub fn new(name: &str, seed: [u8; 32]) -> Witness {
        Witness { name: name.to_owned(), key: SigningKey::from_bytes(&seed) }
    }

    /// Reads a secret key as [`Witness::to_text`] writes it.
    pub fn from_text(text: &str) -> Result<Witness, Error> {
        let rest = text.trim().strip_prefix("PRIVATE+KEY+");
        let (name, key) = rest
            .and_then(|rest| parts(COSIGNATURE, rest))
            .ok_or_else(|| Error::new("this is not the secret key of a witness"))?;
        Ok(Witness::new(name, key))
    }

    /// The secret key as text.
    pub fn to_text(&self) -> String {
        let secret = encoded(COSIGNATURE, self.key.to_bytes().as_slice());
        format!("PRIVATE+KEY+{}+{:08x}+{secret}", self.name, self.public().id())
    }

    /// Who verifies what it cosigns.
    pub fn public(&self) -> WitnessKey {
        WitnessKey { name: self.name.clone(), key: self.key.verifying_key() }
    }

    /// The note with a cosignature under it, at a time in seconds since 1970. That the log grew is
    /// for the caller to have seen.
    pub fn cosign(&self, note: &str, seconds: u64) -> Result<String, Error> {
        let (text, _) = divided(note).ok_or_else(|| Error::new("this is no signed checkpoint"))?;
        let signature = self.key.sign(signed(text, seconds).as_bytes()).to_bytes();
        let mut bytes = self.public().id().to_be_bytes().to_vec();
        bytes.extend(seconds.to_be_bytes());
        bytes.extend(signature);
        let end = if note.ends_with('\n') { "" } else { "\n" };
        Ok(format!("{note}{end}\u{2014} {} {}\n", self.name, STANDARD.encode(bytes)))
    }
}

impl WitnessKey {
    /// Reads a public key such as `witness.example+1234abcd+BA…`.
    pub fn from_text(text: &str) -> Result<WitnessKey, Error> {
        let wrong = || Error::new("this is not the public key of a witness: NAME+ID+KEY");
        let (name, bytes) = parts(COSIGNATURE, text.trim()).ok_or_else(wrong)?;
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| wrong())?;
        let witness = WitnessKey { name: name.to_owned(), key };
        if witness.to_text() == text.trim() { Ok(witness) } else { Err(wrong()) }
    }

    /// The public key as text.
    pub fn to_text(&self) -> String {
        let key = encoded(COSIGNATURE, self.key.as_bytes());
        format!("{}+{:08x}+{key}", self.name, self.id())
    }

    fn id(&self) -> u32 {
        id(COSIGNATURE, &self.name, self.key.as_bytes())
    }

    /// When this witness cosigned a note, in seconds since 1970.
    pub fn saw(&self, note: &str) -> Result<u64, Error> {
        let wrong =
            || Error::new(format!("{} did not cosign this checkpoint; compare the key", self.name));
        let (text, lines) = divided(note).ok_or_else(wrong)?;
        let begin = format!("\u{2014} {} ", self.name);
        for line in lines.lines().filter_map(|line| line.strip_prefix(&begin)) {
            let Ok(bytes) = STANDARD.decode(line) else { continue };
            let Some((id, rest)) = bytes.split_first_chunk::<4>() else { continue };
            let Some((seconds, signature)) = rest.split_first_chunk::<8>() else { continue };
            let Ok(signature) = Signature::from_slice(signature) else { continue };
            let seconds = u64::from_be_bytes(*seconds);
            let message = signed(text, seconds);
            if *id == self.id().to_be_bytes()
                && self.key.verify_strict(message.as_bytes(), &signature).is_ok()
            {
                return Ok(seconds);
            }
        }
        Err(wrong())
    }
}

/// What is signed: the time, and all of the checkpoint's text.
fn signed(text: &str, seconds: u64) -> String {
    format!("cosignature/v1\ntime {seconds}\n{text}")
}

#[cfg(test)]
mod tests {
    use super::{Witness, WitnessKey};
    use crate::note::Signer;

    #[test]
    fn a_cosigned_note_shows_who_saw_it_and_when_and_is_the_logs_as_before() {
        let log = Signer::new("example.com/log", [7; 32]);
        let note = log.sign("example.com/log\n3\nabc=\n");
        let (one, other) = (Witness::new("w.example", [1; 32]), Witness::new("v.example", [2; 32]));
        let cosigned = one.cosign(&note, 1_780_000_000).expect("a note");
        let cosigned = other.cosign(&cosigned, 1_780_000_100).expect("a note");
        assert!(cosigned.starts_with(&note));
        assert!(log.verifier().open(&cosigned).is_ok());
        assert_eq!(one.public().saw(&cosigned).expect("seen"), 1_780_000_000);
        assert_eq!(other.public().saw(&cosigned).expect("seen"), 1_780_000_100);
        assert!(one.public().saw(&note).is_err());
        assert!(one.public().saw(&cosigned.replacen('3', "4", 1)).is_err(), "another checkpoint");
        assert!(Witness::new("w.example", [3; 32]).public().saw(&cosigned).is_err());
    }

    #[test]
    fn keys_come_back_from_their_text_and_are_no_keys_of_logs() {
        let witness = Witness::new("w.example", [9; 32]);
        let public = witness.public();
        assert_eq!(WitnessKey::from_text(&public.to_text()).expect("a key"), public);
        assert_eq!(Witness::from_text(&witness.to_text()).expect("a key").public(), public);
        let log = Signer::new("w.example", [9; 32]).verifier();
        assert!(WitnessKey::from_text(&log.to_text()).is_err());
    }
}
