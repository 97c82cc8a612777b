//! Did the former employers confirm the employment?

use crate::provider_result::{LEVELS, answer};
use crate::{Answer, Check};
use bonafide_application::EventKind;
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "employment-check",
    question: "Did the former employers confirm the employment?",
    rationale: "A former employer, reached at a contact found independently, who knows no such employee is \
                strong evidence. A confirmation is weak: a borrowed history was really lived by somebody.",
    source: "An employer that denies is grade A, one that does not answer is nothing: US State, \
             Treasury and FBI advisory of 16 May 2022; histories of real people are borrowed: S. \
             Schmidt, December 2025",
    innocent: &[
        "the employer was renamed, merged or closed, and its records went elsewhere",
        "the work was done through an agency, a subsidiary or as a contractor",
        "the records stand under an earlier name",
        "who answered may give dates only, or nobody at all",
    ],
    verify: "Ask the employer at a number that you found yourself, under every name given, and the \
             applicant for a pay slip or tax form of those years.",
    levels: LEVELS,
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    answer(subject, EventKind::EmploymentCheck, "employment check")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::provider_result::expect_answers;

    #[test]
    fn the_latest_answer_counts() {
        expect_answers(&CHECK, "employment_check", "employment check");
    }
}
