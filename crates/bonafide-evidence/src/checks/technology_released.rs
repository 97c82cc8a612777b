//! Does a job name a technology that was released after the job had ended?

use crate::excerpt::excerpt;
use crate::{Answer, Check, Finding, months};
use bonafide_application::{PartialDate, Work};
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "technology-released",
    question: "Does a job name a technology that was released after the job had ended?",
    rationale: "Text that was written to fit an advertisement names its technologies in jobs \
                that ended before them.",
    source: "fonzi.ai on synthetic candidates; the table of first releases cites each row",
    innocent: &[
        "The technology was used before its first public release.",
        "The date of the job is mistyped.",
        "The text describes in today's words what then had another name.",
        "The work went on after the job, as a maintainer or volunteer.",
    ],
    verify: "Ask which version was used for what in that job.",
    levels: &["one", "several"],
    ask,
};

/// Previews are public for about half a year before a first release.
pub(crate) const PREVIEW_MONTHS: i32 = 6;

struct Early<'a> {
    work: &'a Work,
    end: PartialDate,
    technology: &'a str,
    released: PartialDate,
    source: &'a str,
}

fn ask(subject: &Subject<'_>) -> Answer {
    let Some(resume) = &subject.application.resume else {
        return Answer::Unknown;
    };
    let mut named = 0_u32;
    let mut early: Option<Early<'_>> = None;
    let mut several = false;
    for work in &resume.work {
        let Some(end) = work.end_date else {
            continue;
        };
        for text in work.summary.iter().chain(&work.highlights) {
            for (technology, released, source) in subject.tables.technologies.named_in(text) {
                named += 1;
                if months::surely_between(end, released) <= PREVIEW_MONTHS {
                    continue;
                }
                match &early {
                    None => early = Some(Early { work, end, technology, released, source }),
                    Some(first) => several |= first.technology != technology,
                }
            }
        }
    }
    if let Some(early) = early {
        return Answer::Noted(if several { "several" } else { "one" }, finding(&early));
    }
    if named == 0 {
        return Answer::Unknown;
    }
    Answer::Clear(Finding {
        summary: "technologies named in past jobs existed then".into(),
        claim: format!("{named} mentions in jobs that ended"),
        observed: "each was released before the job ended, by the table of first releases".into(),
    })
}

fn finding(early: &Early<'_>) -> Finding {
    let employer = early.work.name.as_deref().unwrap_or("an employer");
    let (technology, released, end) = (early.technology, early.released, early.end);
    Finding {
        summary: format!(
            "job at {} ended in {end}, names {technology} of {released}",
            excerpt(employer)
        ),
        claim: format!("{technology} at {employer} until {end}"),
        observed: format!("{technology} first released {released}, by {}", early.source),
    }
}
