//! Keys of accounts for pay.

use crate::{
    key::{Key, Said},
    kind::Kind,
};
use bonafide_application::EventKind;
use bonafide_reference::Subject;

/// Shortest token that can tell accounts apart; one without a digit ("pending") is none.
const TOKEN_LENGTH_MIN: usize = 4;

pub(crate) fn keys(subject: &Subject<'_>, said: Said<'_>) {
    for event in &subject.application.events {
        if event.kind == EventKind::Payroll
            && let Some(account) = event.account.as_deref()
            && account.len() >= TOKEN_LENGTH_MIN
            && account.bytes().any(|b| b.is_ascii_digit())
        {
            said(Key::new(Kind::Account, account), account);
        }
    }
}
