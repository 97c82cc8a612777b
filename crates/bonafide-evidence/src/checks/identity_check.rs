//! Was the identity document confirmed?

use crate::provider_result::{LEVELS, answer};
use crate::{Answer, Check};
use bonafide_application::EventKind;
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "identity-check",
    question: "Was the identity document confirmed?",
    rationale: "An identity provider that finds a document altered, or another person before the camera, is \
                strong evidence. That it finds nothing is weak: borrowed documents pass.",
    source: "Passing is not exculpatory, applicants of known cases passed (KnowBe4, 2024; \
             c/side); a confirmed negative is grade A",
    innocent: &[
        "the camera or the light was poor, or the document worn",
        "the document is of a kind or country that the provider reads badly",
        "a name changed since the document was issued",
    ],
    verify: "Read the provider's reasons, and offer everyone alike a second try in person or with another \
             document.",
    levels: LEVELS,
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    answer(subject, EventKind::IdentityCheck, "identity check")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::provider_result::expect_answers;

    #[test]
    fn the_latest_answer_counts() {
        expect_answers(&CHECK, "identity_check", "identity check");
    }
}
