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
    source: "A technology used before it existed corroborates, grade B: Fonzi; the table \
             cites a source for each release",
    innocent: &[
        "the technology was used before its first public release",
        "the date of the job is mistyped",
        "the text describes in today's words what then had another name",
        "the work went on after the job, as a maintainer or volunteer",
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
    judge(&resume.work, |text| subject.tables.technologies.named_in(text))
}

/// Holds the end of each job against the first releases, with their sources, of the technologies
/// that its text names. A job that goes on can't be too early.
fn judge<'t>(
    jobs: &[Work],
    named_in: impl Fn(&str) -> Vec<(&'t str, PartialDate, &'t str)>,
) -> Answer {
    let mut named = 0_u32;
    let mut early: Option<Early<'_>> = None;
    let mut several = false;
    for work in jobs {
        let Some(end) = work.end_date else {
            continue;
        };
        for text in work.summary.iter().chain(&work.highlights) {
            for (technology, released, source) in named_in(text) {
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

#[cfg(test)]
mod tests {
    use super::{CHECK, judge};
    use crate::fixture::{expect_bare, level};
    use bonafide_application::{PartialDate, Work};
    use serde_json::json;

    #[test]
    fn answers() {
        let named_in = |text: &str| {
            let all = [("Kiln", "2014-06", "release notes"), ("Loom", "2016", "release notes")];
            let named = all.into_iter().filter(|(name, ..)| text.contains(name));
            named
                .filter_map(|(name, date, source)| Some((name, PartialDate::parse(date)?, source)))
                .collect::<Vec<_>>()
        };
        for (end, text, want) in [
            ("2018-03", "Moved it to Kiln.", "clear"),
            ("2013-09", "Moved it to Kiln.", "one"),
            ("2013-09", "Moved it to Kiln and Loom.", "several"),
            // Previews are public for half a year before, and a year may be any of its months.
            ("2013-12", "Moved it to Kiln.", "clear"),
            ("2013", "Moved it to Kiln.", "clear"),
            ("", "Moved it to Kiln.", "unknown"),
            ("2013-09", "Moved it to a cellar.", "unknown"),
        ] {
            let work = Work {
                end_date: PartialDate::parse(end),
                highlights: vec![text.into()],
                ..Work::default()
            };
            assert_eq!(level(&judge(&[work], named_in)), want, "{end} {text}");
        }
        expect_bare(&CHECK, vec![(json!({}), "unknown")]);
    }
}
