//! Does an application that is linked to this one lead to a listed institution?

use crate::{Answer, Check};
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "linked-institution",
    question: "Does an application that is linked to this one lead to a listed institution?",
    rationale: "Who shares rare values with somebody who leads to a listed institution is two \
                steps from it: a hint where to look, no more. Three steps say nothing.",
    source: "Judged: a tenth of what one step is worth, since the link has its own bits already",
    innocent: &[
        "the link itself is innocent: a household, a team, an agency",
        "the other applicant's connection is a namesake's",
    ],
    verify: "Look at the link first; where it is explained, so is this.",
    levels: &["hint"],
    ask,
};

/// Unknown of one application alone: the answer is given once all applications are linked.
fn ask(_: &Subject<'_>) -> Answer {
    Answer::Unknown
}

/// The answer of an application that shares a value with one that leads to an institution.
pub fn linked_institution(other: &str, shares: &str, institution: &str) -> Answer {
    Answer::noted(
        "hint",
        format!("an application that shares {shares} with this one leads to {institution}"),
        format!("shares {shares} with {other}"),
        format!("{other} leads to {institution}"),
    )
}

#[cfg(test)]
mod tests {
    use super::{CHECK, linked_institution};
    use crate::fixture::{answered, application, level, subject};
    use serde_json::json;

    #[test]
    fn two_steps_are_a_hint_and_one_application_alone_says_nothing() {
        let application = application(json!({}));
        assert_eq!(answered(&CHECK, &subject(&application)), "unknown");
        let answer = linked_institution("A-2", "the device", "Yanbian Silverstar");
        assert_eq!(level(&answer), "hint");
    }
}
