//! Did a job begin before its employer was founded?

use crate::excerpt::excerpt;
use crate::{Answer, Check, Finding, months};
use bonafide_application::PartialDate;
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "employer-founded",
    question: "Did a job begin before its employer was founded?",
    rationale: "A history that was made up borrows well-known employers, and its dates are \
                seldom held against their age.",
    source: "fonzi.ai on synthetic candidates; the table of founding dates cites each row",
    innocent: &[
        "The employer was bought or renamed, and the résumé gives today's name.",
        "The employer was founded later as a company than its founders' work began.",
        "A year was mistyped.",
        "Another, older employer has the same name.",
    ],
    verify: "Ask what the employer was called at the start and how many worked there; hold it \
             against the company register.",
    levels: &["one", "several"],
    ask,
};

/// A year covers work before incorporation, and a year that was remembered wrongly.
const MONTHS_EARLY_MIN: i32 = 13;

fn ask(subject: &Subject<'_>) -> Answer {
    let Some(resume) = &subject.application.resume else {
        return Answer::Unknown;
    };
    let mut known: Option<(&str, PartialDate)> = None;
    let mut early: Option<(&str, PartialDate, PartialDate, &str)> = None;
    let mut count = 0_u32;
    for work in &resume.work {
        let (Some(name), Some(start)) = (work.name.as_deref(), work.start_date) else {
            continue;
        };
        let Some((founded, _, source)) = subject.tables.employers.founded(name) else {
            continue;
        };
        known = known.or(Some((name, founded)));
        if months::surely_between(start, founded) >= MONTHS_EARLY_MIN
            && early.is_none_or(|(named, ..)| named != name)
        {
            count += 1;
            early = early.or(Some((name, start, founded, source)));
        }
    }
    if let Some((name, start, founded, source)) = early {
        return Answer::Noted(
            if count > 1 { "several" } else { "one" },
            Finding {
                summary: format!(
                    "job at {} starts in {start}, founded in {founded}",
                    excerpt(name)
                ),
                claim: format!("{name}, from {start}"),
                observed: format!("founded {founded}, by {source}"),
            },
        );
    }
    match known {
        None => Answer::Unknown,
        Some((name, founded)) => Answer::Clear(Finding {
            summary: "jobs start after their employers were founded".into(),
            claim: name.to_owned(),
            observed: format!("{} was founded in {founded}", excerpt(name)),
        }),
    }
}
