//! Keys of the applicant's own contacts: phone and mailbox.

use crate::{
    key::{Key, Said},
    kind::Kind,
};
use bonafide_reference::{LineKind, Subject};

pub(crate) fn keys(subject: &Subject<'_>, said: Said<'_>) {
    let applicant = &subject.application.applicant;
    if let (Some(phone), Some(typed)) = (&subject.phone, &applicant.phone)
        && phone.line != LineKind::Special
    {
        said(Key::new(Kind::Phone, &phone.e164), typed);
    }
    if let (Some(email), Some(typed)) = (&subject.email, &applicant.email) {
        said(Key::new(Kind::Email, &email.mailbox), typed);
    }
}
