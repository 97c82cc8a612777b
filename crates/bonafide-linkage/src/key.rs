//! A key: a normalised identifier by which applications can meet.

use crate::kind::Kind;
use bonafide_reference::{PhoneFacts, Subject};
use xxhash_rust::xxh3::xxh3_64;

/// A kind and a 59-bit hash of the normalised value, in one number. It tells who else holds a
/// value without telling the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(
    /// The kind in the upper five bits, the hash in the rest.
    pub u64,
);

const HASH_BITS: u32 = 59;

impl Key {
    /// The key of a normalised value.
    pub fn new(kind: Kind, normal: &str) -> Key {
        Key::of_hash(kind, xxh3_64(normal.as_bytes()))
    }

    /// The key of a value that is hashed already.
    pub fn of_hash(kind: Kind, hash: u64) -> Key {
        Key((kind as u64) << HASH_BITS | hash >> (64 - HASH_BITS))
    }

    /// The key of a telephone number: its last nine digits, so that it is one number whether the
    /// country was typed, left out, or guessed wrong from where somebody lives.
    pub(crate) fn of_phone(kind: Kind, phone: &PhoneFacts) -> Key {
        const DIGITS: usize = 9;
        let number = phone.e164.get(phone.e164.len().saturating_sub(DIGITS)..);
        Key::new(kind, number.unwrap_or(&phone.e164))
    }

    /// Its kind.
    pub fn kind(self) -> Kind {
        Kind::ALL[(self.0 >> HASH_BITS) as usize % Kind::ALL.len()]
    }
}

/// A key with what the application says, verbatim, where it comes from.
pub type Said<'a> = &'a mut dyn FnMut(Key, &str);

/// Every key of an application, each with the claim it comes from; one may be said twice.
pub fn keys(subject: &Subject<'_>, said: Said<'_>) {
    crate::keys::contact::keys(subject, said);
    crate::keys::delivery::keys(subject, said);
    crate::keys::web::keys(subject, said);
    crate::keys::place::keys(subject, said);
    crate::keys::session::keys(subject, said);
    crate::keys::references::keys(subject, said);
    crate::keys::history::keys(subject, said);
    crate::keys::identity::keys(subject, said);
    crate::keys::lineage::keys(subject, said);
    crate::keys::passages::keys(subject, said);
}
