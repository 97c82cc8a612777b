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
    source: "An impossible timeline is a weak indicator, grade C: Fonzi; Goldstone Partners",
    innocent: &[
        "a year was mistyped, or start and end were put into each other's fields",
        "the bachelor's is a second one, and the first is left out",
        "the higher degree was begun without the lower one, as some schools allow",
    ],
    verify: "Ask for the dates again, and for the degree that admitted to the higher one.",
    levels: &["reversed", "order"],
    ask,
};

/// The most courses of study that are compared.
const ENTRIES_MAX: usize = 60;

fn ask(subject: &Subject<'_>) -> Answer {
    let Some(resume) = &subject.application.resume else {
        return Answer::Unknown;
    };
    let studies = &resume.education[..resume.education.len().min(ENTRIES_MAX)];
    judge(studies, |study| study.study_type.as_deref().and_then(Schools::degree))
}

fn judge(studies: &[Education], degree: impl Fn(&Education) -> Option<Degree>) -> Answer {
    if let Some((higher, lower)) = disordered(studies, degree) {
        return Answer::Noted(
            "order",
            Finding {
                summary: "a higher degree ends before the bachelor's begins".into(),
                claim: format!("{}; {}", show(higher), show(lower)),
                observed: "the end of the higher degree lies before the start of the lower".into(),
            },
        );
    }
    let mut dated = 0_u32;
    for study in studies {
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
fn disordered(
    studies: &[Education],
    degree: impl Fn(&Education) -> Option<Degree>,
) -> Option<(&Education, &Education)> {
    let after = |later: &Education, earlier: &Education| match (earlier.end_date, later.start_date)
    {
        (Some(end), Some(start)) => months::surely_between(end, start) >= 12,
        _ => false,
    };
    // Most courses follow one another closely: degrees are read only where two lie apart.
    if !studies.iter().any(|later| studies.iter().any(|earlier| after(later, earlier))) {
        return None;
    }
    let is = |study: &Education, of: &[Degree]| degree(study).is_some_and(|d| of.contains(&d));
    let mut bachelors = studies.iter().filter(|study| is(study, &[Degree::Bachelor]));
    let (Some(lower), None) = (bachelors.next(), bachelors.next()) else {
        return None;
    };
    let mut higher = studies.iter().filter(|earlier| after(lower, earlier));
    let higher = higher.find(|study| is(study, &[Degree::Master, Degree::Doctorate]))?;
    Some((higher, lower))
}

fn show(study: &Education) -> String {
    let degree = study.study_type.as_deref().or(study.institution.as_deref()).unwrap_or("a course");
    format!("{}, {}", excerpt(degree), months::span(study.start_date, study.end_date))
}

#[cfg(test)]
mod tests {
    use super::{CHECK, judge};
    use crate::fixture::{expect_bare, level};
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
        expect_bare(
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
        let course = |degree: &str, start: &str, end: &str| Education {
            study_type: Some(degree.into()),
            ..study(start, end)
        };
        let bachelor = || course("Bachelor", "2010-09", "2014-06");
        let earlier = |degree: &str| course(degree, "2006-09", "2008-06");
        let degree = |study: &Education| match study.study_type.as_deref() {
            Some("Bachelor") => Some(Degree::Bachelor),
            Some("Master") => Some(Degree::Master),
            _ => None,
        };
        for (rows, want) in [
            (vec![bachelor(), course("Master", "2016-09", "2018-06")], "clear"),
            (vec![bachelor(), earlier("Master")], "order"),
            // The second of two bachelor's degrees is often the later.
            (vec![earlier("Bachelor"), earlier("Master"), bachelor()], "clear"),
            (vec![bachelor(), earlier("Diploma")], "clear"),
        ] {
            assert_eq!(level(&judge(&rows, degree)), want, "{rows:?}");
        }
    }
}
