//! Did the structured interview bear out the claims in doubt?

use crate::provider_result::{LEVELS, answer};
use crate::{Answer, Check};
use bonafide_application::EventKind;
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "interview-check",
    question: "Did the structured interview bear out the claims in doubt?",
    rationale: "Who did the work can tell of it in detail. Somebody who holds a script, a help at the \
                elbow or another person's history does so less well; nerves do not count, and a good \
                interview is weak, for operators of known cases gave several.",
    source: "Another person at the next interview is grade A, a thin answer grade C (FBI, 18 October \
             2023); one hire of a known case passed four interviews (KnowBe4, 2024)",
    innocent: &[
        "nerves, illness, a bad line or an interviewer who did not know the field",
        "the work lies years back, or is under a duty of secrecy",
        "the claim was a slip in the form, which the applicant set right when asked",
        "the question was understood in another sense",
    ],
    verify: "Hold a second interview with another interviewer and the same script, and offer everyone \
             alike one at a place of the employer.",
    levels: LEVELS,
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    answer(subject, EventKind::InterviewCheck, "structured interview")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::provider_result::expect_answers;

    #[test]
    fn the_latest_answer_counts() {
        expect_answers(&CHECK, "interview_check", "structured interview");
    }
}
