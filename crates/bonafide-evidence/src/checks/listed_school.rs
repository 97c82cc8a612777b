//! Does a course of study name an institution that governments list?

use crate::listed::{Strongest, strongest};
use crate::{Answer, Check};
use bonafide_reference::{Path, Subject};

pub(crate) const CHECK: Check = Check {
    name: "listed-school",
    question: "Does a course of study name an institution that governments list?",
    rationale: "An employer may have to look at it under sanctions law. It says nothing of \
                whether an applicant is who they say they are: operators do not name such schools, \
                honest alumni do. So it is worth nothing, and stands in notices.jsonl alone.",
    source: "Profiles of operators claim schools in other countries (SC World, 2024; US State, \
             Treasury and FBI advisory of 16 May 2022)",
    innocent: &[
        "the applicant studied there and says so openly",
        "another school has the same or a similar name",
    ],
    verify: "Let those who answer for sanctions law read the row; ask the applicant nothing that \
             others are not asked.",
    levels: &["advisory", "listed"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    strongest(subject, &[Path::Study], Strongest::Government)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::listed::fixture::{answer, with_school};

    #[test]
    fn answers() {
        for (school, want) in [
            ("Kimchaek Univ. of Tech., Pyongyang", "advisory"),
            ("김책공업종합대학", "advisory"),
            ("Pyongyang University of Automation", "listed"),
            // Research security is off, and namesakes are told apart by their place.
            ("Harbin Institute of Technology", "unknown"),
            ("National Defense University, Washington, DC", "unknown"),
            ("Stanford University", "unknown"),
            ("KUT", "unknown"),
        ] {
            assert_eq!(answer(&CHECK, &with_school(school)), want, "{school}");
        }
    }
}
