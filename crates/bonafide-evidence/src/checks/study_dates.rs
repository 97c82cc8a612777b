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
    let mut dated = 0_u32;
    let studies = &resume.education[..resume.education.len().min(ENTRIES_MAX)];
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
fn disordered(studies: &[Education]) -> Option<(&Education, &Education)> {
    if studies.len() < 2 {
        return None;
    }
    let degree = |study: &Education| study.study_type.as_deref().and_then(Schools::degree);
    let mut bachelors = studies.iter().filter(|study| degree(study) == Some(Degree::Bachelor));
    let (lower, None) = (bachelors.next()?, bachelors.next()) else {
        return None;
    };
    let begins = lower.start_date?;
    let higher = studies.iter().find(|study| {
        matches!(degree(study), Some(Degree::Master | Degree::Doctorate))
            && study.end_date.is_some_and(|end| months::surely_between(end, begins) >= 12)
    })?;
    Some((higher, lower))
}

fn show(study: &Education) -> String {
    let degree = study.study_type.as_deref().or(study.institution.as_deref()).unwrap_or("a course");
    format!("{}, {}", excerpt(degree), months::span(study.start_date, study.end_date))
}
