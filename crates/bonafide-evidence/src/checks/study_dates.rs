//! Do the dates of study stand in order?

use crate::excerpt::excerpt;
use crate::{Answer, Check, Finding, months};
use bonafide_application::Education;
use bonafide_reference::{Degree, Schools, Subject};

pub(crate) const CHECK: Check = Check {
    name: "study-dates",
    question: "Do the dates of study stand in order?",
    rationale: "Degrees that were put together from several people's do not build on each other: \
                the higher one ends before the lower one begins.",
    source: "goldstonepartners.com on impossible timelines; weak, since most such dates are typos",
    innocent: &[
        "A year was mistyped, or start and end were put into each other's fields.",
        "The bachelor's is a second one, and the first is left out.",
        "The higher degree was begun without the lower one, as some schools allow.",
    ],
    verify: "Ask for the dates again, and for the degree that admitted to the higher one.",
    levels: &["order", "reversed"],
    ask,
};

/// The most courses of study that are compared.
const ENTRIES_MAX: usize = 60;

fn ask(subject: &Subject<'_>) -> Answer {
    let Some(resume) = &subject.application.resume else {
        return Answer::Unknown;
    };
    let degree = |study: &Education| study.study_type.as_deref().and_then(Schools::degree);
    let studies: Vec<(&Education, Option<Degree>)> =
        resume.education.iter().take(ENTRIES_MAX).map(|study| (study, degree(study))).collect();
    judge(&studies)
}

fn judge(studies: &[(&Education, Option<Degree>)]) -> Answer {
    let mut dated = 0_u32;
    for (study, _) in studies {
        let (Some(start), Some(end)) = (study.start_date, study.end_date) else {
            continue;
        };
        dated += 1;
        if months::surely_between(end, start) > 0 {
            return Answer::Noted(
                "reversed",
                Finding {
                    summary: format!("a course of study ends in {end}, starts in {start}"),
                    claim: show(study),
                    observed: "the end lies before the start".into(),
                },
            );
        }
    }
    if let Some((higher, lower)) = disordered(studies) {
        return Answer::Noted(
            "order",
            Finding {
                summary: "a higher degree ends before the bachelor's begins".into(),
                claim: format!("{}; {}", show(higher), show(lower)),
                observed: "the end of the higher degree lies before the start of the lower".into(),
            },
        );
    }
    if dated == 0 {
        return Answer::Unknown;
    }
    Answer::Clear(Finding {
        summary: "the dates of study stand in order".into(),
        claim: format!("{dated} dated courses of study"),
        observed: "each starts before it ends, and lower degrees come first".into(),
    })
}

/// A master's or doctorate that surely ended a year or more before the only bachelor's began.
fn disordered<'a>(
    studies: &[(&'a Education, Option<Degree>)],
) -> Option<(&'a Education, &'a Education)> {
    let mut bachelors = studies.iter().filter(|(_, degree)| *degree == Some(Degree::Bachelor));
    let (Some((lower, _)), None) = (bachelors.next(), bachelors.next()) else {
        return None;
    };
    let begins = lower.start_date?;
    let (higher, _) = studies.iter().find(|(study, degree)| {
        matches!(degree, Some(Degree::Master | Degree::Doctorate))
            && study.end_date.is_some_and(|end| months::surely_between(end, begins) >= 12)
    })?;
    Some((higher, lower))
}

fn show(study: &Education) -> String {
    let degree = study.study_type.as_deref().or(study.institution.as_deref()).unwrap_or("a course");
    format!("{}, {}", excerpt(degree), months::span(study.start_date, study.end_date))
}

#[cfg(test)]
mod tests {
    use super::{CHECK, judge};
    use crate::trial::{expect, level};
    use bonafide_application::{Education, PartialDate};
    use bonafide_reference::Degree;
    use serde_json::json;

    fn study(start: &str, end: &str) -> Education {
        Education {
            institution: Some("Example University".into()),
            start_date: PartialDate::parse(start),
            end_date: PartialDate::parse(end),
            ..Education::default()
        }
    }

    #[test]
    fn one_course_of_study_starts_before_it_ends() {
        let one = |start: &str, end: &str| {
            json!({"resume": {"education": [
                {"institution": "Example University", "startDate": start, "endDate": end}]}})
        };
        expect(
            &CHECK,
            vec![
                (one("2010-09", "2014-06"), "clear"),
                (one("2014-09", "2010-06"), "reversed"),
                (one("2014-09", "2014"), "clear"),
                // Students name the year in which they will finish.
                (one("2025-09", "2029-06"), "clear"),
                (one("", "2014"), "unknown"),
                (json!({}), "unknown"),
            ],
        );
    }

    #[test]
    fn higher_degrees_come_after_the_bachelors() {
        let bachelor = study("2010-09", "2014-06");
        let later = study("2016-09", "2018-06");
        let earlier = study("2006-09", "2008-06");
        let (b, m) = (Some(Degree::Bachelor), Some(Degree::Master));
        for (rows, want) in [
            (&[(&bachelor, b), (&later, m)][..], "clear"),
            (&[(&bachelor, b), (&earlier, m)], "order"),
            // The second of two bachelor's degrees is often the later.
            (&[(&earlier, b), (&earlier, m), (&bachelor, b)], "clear"),
            (&[(&bachelor, b), (&earlier, None)], "clear"),
        ] {
            assert_eq!(level(&judge(rows)), want, "{rows:?}");
        }
    }
}
