//! Does the school award this degree in this field?

use crate::excerpt::excerpt;
use crate::{Answer, Check, Finding};
use bonafide_application::Education;
use bonafide_reference::{Programme, Schools, Subject};

pub(crate) const CHECK: Check = Check {
    name: "programme",
    question: "Does the school award this degree in this field?",
    rationale: "Operators name a known school and the field that the advertisement asks for, and \
                do not look whether the school teaches it.",
    source: "A degree in a field that the school does not offer corroborates, grade B: S. \
             Schmidt (Amazon), December 2025; Goldstone Partners",
    innocent: &[
        "the field was renamed, or is a specialization inside another one",
        "the programme was closed, or opened, since the year of the table",
        "the field is translated, or written as people call it",
        "the degree was awarded together with another school, or by a branch of this one",
    ],
    verify: "Ask the registrar, or a degree clearing house, to confirm degree and field.",
    levels: &["other-level", "not-awarded"],
    ask,
};

/// Programmes open and close: of a degree that is this much older than the table it says nothing.
const YEARS_OLD_MAX: i16 = 20;

fn ask(subject: &Subject<'_>) -> Answer {
    let Some(resume) = &subject.application.resume else {
        return Answer::Unknown;
    };
    let mut answer = Answer::Unknown;
    for (study, school) in resume.education.iter().zip(&subject.schools) {
        let (Some(school), Some(field)) = (school, study.area.as_deref()) else {
            continue;
        };
        let Some(level) = study.study_type.as_deref().and_then(Schools::degree) else {
            continue;
        };
        let Some(programme) = subject.tables.schools.programme(school, field, level) else {
            continue;
        };
        answer = stronger(answer, judge(study, &school.name, &programme));
    }
    answer
}

/// What one course of study answers.
fn judge(study: &Education, school: &str, programme: &Programme) -> Answer {
    let field = excerpt(study.area.as_deref().unwrap_or_default());
    let degree = excerpt(study.study_type.as_deref().unwrap_or_default());
    let claim = format!("{degree} in {field}, {school}");
    match programme {
        Programme::Awarded => Answer::Clear(Finding {
            summary: format!("{school} awards this degree in {field}"),
            claim,
            observed: "the field is among its programmes, by the table of schools".into(),
        }),
        Programme::OtherLevel => Answer::Noted(
            "other-level",
            Finding {
                summary: format!("{school} awards {field} at other levels only"),
                claim,
                observed: "the field is there at other levels, by the table of schools".into(),
            },
        ),
        Programme::NotAwarded { year } => {
            if study.end_date.is_some_and(|end| end.year < year - YEARS_OLD_MAX) {
                return Answer::Unknown;
            }
            Answer::Noted(
                "not-awarded",
                Finding {
                    summary: format!("{school} awarded no degree in {field} in {year}"),
                    claim,
                    observed: format!(
                        "not among its programmes of {year}, by the table of schools"
                    ),
                },
            )
        }
    }
}

/// The answer that says more against, then more for.
fn stronger(a: Answer, b: Answer) -> Answer {
    let rank = |answer: &Answer| match answer {
        Answer::Unknown => 0,
        Answer::Clear(_) => 1,
        Answer::Noted("other-level", _) => 2,
        Answer::Noted(..) => 3,
    };
    if rank(&b) > rank(&a) { b } else { a }
}

#[cfg(test)]
mod tests {
    use super::{judge, stronger};
    use crate::Answer;
    use crate::fixture::level;
    use bonafide_application::{Education, PartialDate};
    use bonafide_reference::Programme;

    #[test]
    fn answers() {
        let study = |end: &str| Education {
            area: Some("Computer Science".into()),
            study_type: Some("Bachelor of Science".into()),
            end_date: PartialDate::parse(end),
            ..Education::default()
        };
        let not_awarded = Programme::NotAwarded { year: 2022 };
        for (end, programme, want) in [
            ("2015", &Programme::Awarded, "clear"),
            ("2015", &Programme::OtherLevel, "other-level"),
            ("2015", &not_awarded, "not-awarded"),
            ("", &not_awarded, "not-awarded"),
            ("1995", &not_awarded, "unknown"),
        ] {
            let answer = judge(&study(end), "Example College", programme);
            assert_eq!(level(&answer), want, "{end} {programme:?}");
        }
    }

    #[test]
    fn one_noted_degree_counts_beside_others() {
        let study = Education::default();
        let of = |programme| judge(&study, "Example College", &programme);
        let noted = of(Programme::NotAwarded { year: 2022 });
        assert_eq!(level(&stronger(of(Programme::Awarded), noted.clone())), "not-awarded");
        assert_eq!(level(&stronger(noted, of(Programme::OtherLevel))), "not-awarded");
        assert_eq!(level(&stronger(Answer::Unknown, of(Programme::Awarded))), "clear");
    }
}
