//! Did the school or registrar confirm the credential?

use crate::provider_result::{LEVELS, answer};
use crate::{Answer, Check};
use bonafide_application::EventKind;
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "credential-check",
    question: "Did the school or registrar confirm the credential?",
    rationale: "A registrar who has no such graduate is strong evidence that the credential was not \
                earned, though not of whose identity it is.",
    source: "A school that will not confirm is grade A if it denies and nothing if it does \
             not answer: US State, Treasury and FBI advisory of 16 May 2022",
    innocent: &[
        "the registrar searched under another name or spelling",
        "the school was renamed, merged or closed",
        "the degree was finished and is withheld for a fee",
        "privacy rules forbade a full answer",
    ],
    verify: "Ask the applicant for the certificate or a verification link of the school, and the registrar \
             under every name given.",
    levels: LEVELS,
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    answer(subject, EventKind::CredentialCheck, "credential check")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::provider_result::expect_answers;

    #[test]
    fn the_latest_answer_counts() {
        expect_answers(&CHECK, "credential_check", "credential check");
    }
}
