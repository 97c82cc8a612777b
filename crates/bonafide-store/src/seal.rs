//! Keys, what is sealed under them, and keyed hashes.

use crate::Error;
use bonafide_log::hex;
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The key that everything else depends on. It is never written to the database.
#[derive(Clone)]
pub struct MasterKey(pub(crate) [u8; 32]);

impl MasterKey {
    /// A new key.
    pub fn new() -> Result<MasterKey, Error> {
        Ok(MasterKey(random()?))
    }

    /// Reads 64 hexadecimal digits.
    pub fn from_text(text: &str) -> Option<MasterKey> {
        let text = text.trim();
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        let mut key = [0; 32];
        for (index, byte) in key.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * index..2 * index + 2], 16).ok()?;
        }
        Some(MasterKey(key))
    }

    /// 64 hexadecimal digits.
    pub fn to_text(&self) -> String {
        hex(&self.0)
    }
}

/// Random bytes of the system.
pub fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| Error::failed(format!("the system has no randomness: {error}")))?;
    Ok(bytes)
}

const NONCE_BYTES: usize = 24;

/// Encrypts; `place` binds what is sealed to where it stands, so that it cannot be put elsewhere.
pub(crate) fn seal(key: &[u8; 32], place: &str, plain: &[u8]) -> Result<Vec<u8>, Error> {
    let nonce: [u8; NONCE_BYTES] = random()?;
    let cipher = XChaCha20Poly1305::new(key.into());
    let payload = Payload { msg: plain, aad: place.as_bytes() };
    let sealed = cipher
        .encrypt(XNonce::from_slice(&nonce), payload)
        .map_err(|_| Error::failed("what was to be sealed is too long"))?;
    Ok([&nonce[..], &sealed].concat())
}

/// Decrypts what [`seal`] made.
pub(crate) fn open(key: &[u8; 32], place: &str, sealed: &[u8]) -> Result<Vec<u8>, Error> {
    let wrong = || {
        Error::failed(
            "what is stored does not open with the master key; start with the one that the data \
             folder was last sealed under",
        )
    };
    let (nonce, sealed) = sealed.split_at_checked(NONCE_BYTES).ok_or_else(wrong)?;
    let payload = Payload { msg: sealed, aad: place.as_bytes() };
    let cipher = XChaCha20Poly1305::new(key.into());
    cipher.decrypt(XNonce::from_slice(nonce), payload).map_err(|_| wrong())
}

/// Keyed hashes for one purpose, begun once: most of the work of a short one is its beginning.
pub(crate) struct Hashing(Hmac<Sha256>);

impl Hashing {
    /// Begins.
    pub(crate) fn new(key: &[u8; 32], purpose: &str) -> Hashing {
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(key).expect("any length is a key");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        Hashing(mac)
    }

    /// The hash of a value.
    pub(crate) fn of(&self, value: &[u8]) -> [u8; 32] {
        self.0.clone().chain_update(value).finalize().into_bytes().into()
    }
}

/// A keyed hash: equal for equal values, and telling nothing without the key.
pub(crate) fn keyed(key: &[u8; 32], purpose: &str, value: &[u8]) -> [u8; 32] {
    Hashing::new(key, purpose).of(value)
}
