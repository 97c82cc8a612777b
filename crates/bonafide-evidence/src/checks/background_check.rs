//! Did the background check confirm the history?

use crate::provider_result::{LEVELS, answer};
use crate::{Answer, Check};
use bonafide_application::EventKind;
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "background-check",
    question: "Did the background check confirm the history?",
    rationale: "A background check that denies a job or an identity number is strong evidence. That it \
                finds nothing is weak: a borrowed identity has a real history.",
    source: "Stolen identities pass background checks (KnowBe4, 2024); a confirmed negative \
             is grade A: US State, Treasury and FBI advisory of 16 May 2022",
    innocent: &[
        "records of two people of one name were mixed up",
        "a former employer closed, merged, or keeps no records so long",
        "people who came recently have little history in the country",
        "an entry is disputed or out of date",
    ],
    verify: "Give the applicant the report and time to answer it, as the law asks, before anything follows \
             from it.",
    levels: LEVELS,
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    answer(subject, EventKind::BackgroundCheck, "background check")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::provider_result::expect_answers;

    #[test]
    fn the_latest_answer_counts() {
        expect_answers(&CHECK, "background_check", "background check");
    }
}
