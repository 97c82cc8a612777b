//! Did a job begin before its employer was founded?

use crate::excerpt::excerpt;
use crate::{Answer, Check, Finding, months};
use bonafide_application::{PartialDate, Work};
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "employer-founded",
    question: "Did a job begin before its employer was founded?",
    rationale: "A history that was made up borrows well-known employers, and its dates are \
                seldom held against their age.",
    source: "Work at a company before it was founded corroborates, grade B: Fonzi; the table \
             cites a source for each date",
    innocent: &[
        "the employer was bought or renamed, and the résumé gives today's name",
        "the employer was founded later as a company than its founders' work began",
        "a year was mistyped",
        "another, older employer has the same name",
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
    judge(&resume.work, |name| subject.tables.employers.founded(name))
}

/// Holds each job against the founding date, name and source that the table has of its employer.
fn judge<'t>(
    jobs: &[Work],
    founded: impl Fn(&str) -> Option<(PartialDate, &'t str, &'t str)>,
) -> Answer {
    let mut known: Option<(&str, PartialDate)> = None;
    let mut early: Option<(&str, PartialDate, PartialDate, &str)> = None;
    let mut several = false;
    for work in jobs {
        let (Some(name), Some(start)) = (work.name.as_deref(), work.start_date) else {
            continue;
        };
        let Some((founded, _, source)) = founded(name) else {
            continue;
        };
        known = known.or(Some((name, founded)));
        if months::surely_between(start, founded) >= MONTHS_EARLY_MIN {
            several |= early.is_some_and(|(first, ..)| first != name);
            early = early.or(Some((name, start, founded, source)));
        }
    }
    if let Some((name, start, founded, source)) = early {
        return Answer::Noted(
            if several { "several" } else { "one" },
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
    known.map_or(Answer::Unknown, |(name, founded)| {
        Answer::Clear(Finding {
            summary: "jobs start after their employers were founded".into(),
            claim: name.to_owned(),
            observed: format!("{} was founded in {founded}", excerpt(name)),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{CHECK, judge};
    use crate::fixture::{expect_bare, level};
    use bonafide_application::{PartialDate, Work};
    use serde_json::json;

    fn jobs(rows: &[(&str, &str)]) -> Vec<Work> {
        let work = |(name, start): &(&str, &str)| Work {
            name: Some((*name).into()),
            start_date: PartialDate::parse(start),
            ..Work::default()
        };
        rows.iter().map(work).collect()
    }

    #[test]
    fn answers() {
        let founded = |name: &str| match name {
            "Acme" | "Hooli" => Some((PartialDate::parse("2012-06")?, "Acme", "a register")),
            _ => None,
        };
        for (rows, want) in [
            (&[("Acme", "2015-01")][..], "clear"),
            // A year early may be the founders' work before the company, or a typo.
            (&[("Acme", "2011-06")], "clear"),
            (&[("Acme", "2011")], "clear"),
            (&[("Acme", "2010-03")], "one"),
            (&[("Acme", "2010-03"), ("Acme", "2011-01")], "one"),
            (&[("Acme", "2010-03"), ("Hooli", "2008")], "several"),
            (&[("Acme", "2010-03"), ("Initech", "1998")], "one"),
            (&[("Initech", "1998")], "unknown"),
            (&[("Acme", "")], "unknown"),
            (&[], "unknown"),
        ] {
            assert_eq!(level(&judge(&jobs(rows), founded)), want, "{rows:?}");
        }
        expect_bare(&CHECK, vec![(json!({}), "unknown")]);
    }
}
