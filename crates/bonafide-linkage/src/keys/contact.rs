//! Keys of the applicant's own contacts: phone and mailbox.

use crate::{
    key::{Key, Said},
    kind::Kind,
};
use bonafide_reference::{LineKind, Subject};

/// Whether a number only fills the field: its last seven digits are one digit.
fn is_filler(e164: &str) -> bool {
    let digits: Vec<u8> = e164.bytes().rev().take(7).collect();
    digits.windows(2).all(|pair| pair[0] == pair[1])
}

pub(crate) fn keys(subject: &Subject<'_>, said: Said<'_>) {
    let applicant = &subject.application.applicant;
    if let (Some(phone), Some(typed)) = (&subject.phone, &applicant.phone)
        && phone.line != LineKind::Special
        && !is_filler(&phone.e164)
    {
        said(Key::of_phone(Kind::Phone, phone), typed);
    }
    if let (Some(email), Some(typed)) = (&subject.email, &applicant.email) {
        said(Key::new(Kind::Email, &email.mailbox), typed);
    }
}
