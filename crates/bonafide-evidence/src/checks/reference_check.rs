//! Did the references confirm the work together?

use crate::provider_result::{LEVELS, answer};
use crate::{Answer, Check};
use bonafide_application::EventKind;
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "reference-check",
    question: "Did the references confirm the work together?",
    rationale: "A reference who never worked with the applicant is strong evidence; a warm one is weak, \
                since references are invented along with the rest.",
    source: "References found independently who deny are grade A, confirmations are weak: US \
             State, Treasury and FBI advisory of 16 May 2022",
    innocent: &[
        "the reference mixed up two people, or knew the applicant under another name",
        "company policy allows no more than dates",
        "the two parted in anger",
        "somebody else picked up the telephone",
    ],
    verify: "Call the company at a number that you found yourself, and ask for a second reference from \
             everyone alike.",
    levels: LEVELS,
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    answer(subject, EventKind::ReferenceCheck, "reference check")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::provider_result::expect_answers;

    #[test]
    fn the_latest_answer_counts() {
        expect_answers(&CHECK, "reference_check", "reference check");
    }
}
