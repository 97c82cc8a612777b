//! Keys of the contacts of references.

use crate::{
    key::{Key, Said},
    kind::Kind,
};
use bonafide_reference::{LineKind, Subject};

pub(crate) fn keys(subject: &Subject<'_>, said: Said<'_>) {
    for (reference, referee) in subject.application.references.iter().zip(&subject.references) {
        if let (Some(email), Some(typed)) = (&referee.email, &reference.email) {
            said(Key::new(Kind::ReferenceEmail, &email.mailbox), typed);
        }
        if let (Some(phone), Some(typed)) = (&referee.phone, &reference.phone)
            && phone.line != LineKind::Special
        {
            said(Key::of_phone(Kind::ReferencePhone, phone), typed);
        }
    }
}
