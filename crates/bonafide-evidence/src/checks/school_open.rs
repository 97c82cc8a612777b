//! Was the school open when the course of study ended?

use crate::excerpt::excerpt;
use crate::{Answer, Check};
use bonafide_reference::{Fate, Subject};

pub(crate) const CHECK: Check = Check {
    name: "school-open",
    question: "Was the school open when the course of study ended?",
    rationale: "A school that was closed can confirm nothing, which makes it convenient to name; \
                a degree of a year after its last one cannot be.",
    source: "A degree that the school did not give corroborates, grade B: S. Schmidt (Amazon), \
             December 2025; kept at the low end, since years are mistyped and courses taught out",
    innocent: &[
        "the year is a typing error",
        "another school taught the last courses, and gave degrees in the old name",
        "another school has or had the same name",
    ],
    verify: "Ask whoever keeps the records of the closed school, mostly the state's office of \
             education.",
    levels: &["after-closing"],
    ask,
};

/// Schools teach out for a year, and degrees are dated later.
const YEARS_AFTER: i16 = 2;

fn ask(subject: &Subject<'_>) -> Answer {
    let Some(resume) = &subject.application.resume else {
        return Answer::Unknown;
    };
    for study in &resume.education {
        let (Some(name), Some(end)) = (&study.institution, study.end_date) else { continue };
        let Some(school) = subject.tables.schools.former(name) else { continue };
        if school.fate == Fate::Closed && end.year > school.year + YEARS_AFTER {
            return Answer::noted(
                "after-closing",
                format!("{} {}, the course ended in {}", school.name, school.words(), end.year),
                format!("{}, until {end}", excerpt(name)),
                format!("{} {}, by the table of former schools", school.name, school.words()),
            );
        }
    }
    Answer::Unknown
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::expect_bare;
    use serde_json::json;

    #[test]
    fn answers() {
        let study = |school: &str, end: &str| json!({"resume": {"education": [{"institution": school, "endDate": end}]}});
        expect_bare(
            &CHECK,
            vec![
                (study("Mount Ida College", "2023"), "after-closing"),
                (study("Mount Ida College", "2016"), "unknown"),
                (study("Mount Ida College", "2019"), "unknown"),
                // People use the new name for the old school, and the old one for the new.
                (study("Dixie State University", "2025"), "unknown"),
                (study("Stanford University", "2025"), "unknown"),
                (study("Mount Ida College", ""), "unknown"),
                (json!({}), "unknown"),
            ],
        );
    }
}
