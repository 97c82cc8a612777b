//! Keys of the claimed identity: the name with an employer, and the name with the date of birth.

use crate::{
    history::employer,
    key::{Key, Said},
    kind::Kind,
};
use bonafide_reference::Subject;

/// Most employers with which a name gives keys.
const EMPLOYERS_MAX: usize = 8;

pub(crate) fn keys(subject: &Subject<'_>, said: Said<'_>) {
    let applicant = &subject.application.applicant;
    let mut name = applicant.name.token_set();
    // With and without the middle initial it is one name.
    if name.iter().any(|token| token.len() > 1) {
        name.retain(|token| token.len() > 1);
    }
    let name = name.join(" ");
    if name.is_empty() {
        return;
    }
    if let Some(born_on) = applicant.born_on {
        said(Key::new(Kind::Birth, &format!("{name}|{born_on}")), applicant.name.as_str());
    }
    let Some(resume) = &subject.application.resume else {
        return;
    };
    for work in resume.work.iter().take(EMPLOYERS_MAX) {
        if let Some(typed) = work.name.as_deref()
            && let Some(employer) = employer(typed)
        {
            let shown = format!("{}, {typed}", applicant.name.as_str());
            said(Key::new(Kind::Identity, &format!("{name}|{employer}")), &shown);
        }
    }
}
