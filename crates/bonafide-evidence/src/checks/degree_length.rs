//! Was a degree taken in far less time than it needs?

use crate::excerpt::excerpt;
use crate::{Answer, Check, Finding, months};
use bonafide_application::Education;
use bonafide_reference::{Degree, Schools, Subject};

pub(crate) const CHECK: Check = Check {
    name: "degree-length",
    question: "Was a degree taken in far less time than it needs?",
    rationale: "Dates that were squeezed between others' jobs leave a degree too little time. A \
                long time means nothing: people work, care and serve beside their studies.",
    source: "An impossible timeline is a weak indicator, grade C: Fonzi; Goldstone Partners",
    innocent: &[
        "credits of another school or of an earlier degree were transferred",
        "the programme was accelerated, or a one-year completion of a degree",
        "a year was mistyped",
        "only the last part of the studies is given",
    ],
    verify: "Ask for the transcript, which gives every term and what was transferred.",
    levels: &["short", "very-short"],
    ask,
};

/// Fewer months than this are noted, per degree: (`short`, `very-short`). Usual lengths are about
/// twice that and more: 21 for an associate's, 33 to 60 for a bachelor's (and the last 20 of them
/// for one who transfers from a college), 9 to 24 for a master's, 36 to 84 for a doctorate, 33 to
/// 72 for a first professional degree.
fn least_months(degree: Degree) -> Option<(i32, i32)> {
    match degree {
        Degree::Certificate => None,
        Degree::Associate => Some((9, 4)),
        Degree::Bachelor => Some((17, 9)),
        Degree::Master => Some((8, 4)),
        Degree::Doctorate | Degree::Professional => Some((22, 11)),
    }
}

/// Of this many months, no degree is noted as short.
const LEAST_MONTHS_OF_ANY: i32 = 22;

fn ask(subject: &Subject<'_>) -> Answer {
    let Some(resume) = &subject.application.resume else {
        return Answer::Unknown;
    };
    judge(&resume.education, |study| study.study_type.as_deref().and_then(Schools::degree))
}

/// Holds each course of study against the length that its degree needs at the least.
fn judge(studies: &[Education], degree: impl Fn(&Education) -> Option<Degree>) -> Answer {
    let mut fits: Option<(&Education, i32)> = None;
    let mut short: Option<(&Education, i32, &'static str)> = None;
    for study in studies {
        let (Some(start), Some(end)) = (study.start_date, study.end_date) else {
            continue;
        };
        let length = months::at_most_between(start, end);
        // An end before the start is for the check of study dates; and once one course fits, a
        // length that is enough for every degree adds nothing.
        if length < 0 || (fits.is_some() && length >= LEAST_MONTHS_OF_ANY) {
            continue;
        }
        let Some(degree) = degree(study) else {
            continue;
        };
        let Some((least, very)) = least_months(degree) else {
            continue;
        };
        if length >= least {
            fits = fits.or(Some((study, length)));
        } else if short.is_none_or(|(_, shortest, _)| length < shortest) {
            short = Some((study, length, if length < very { "very-short" } else { "short" }));
        }
    }
    if let Some((study, length, level)) = short {
        return Answer::Noted(level, finding(study, length, "too little time for this degree"));
    }
    fits.map_or(Answer::Unknown, |(study, length)| {
        Answer::Clear(finding(study, length, "enough time for this degree"))
    })
}

fn finding(study: &Education, length: i32, judged: &str) -> Finding {
    let degree = excerpt(study.study_type.as_deref().unwrap_or_default());
    Finding {
        summary: format!("{degree} in at most {length} months"),
        claim: format!("{degree}, {}", months::span(study.start_date, study.end_date)),
        observed: format!("{length} months are {judged}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{CHECK, judge};
    use crate::fixture::{expect_bare, level};
    use bonafide_application::{Education, PartialDate};
    use bonafide_reference::Degree;
    use serde_json::json;

    #[test]
    fn answers() {
        for (degree, start, end, want) in [
            (Degree::Bachelor, "2010-09", "2014-06", "clear"),
            (Degree::Bachelor, "2010-09", "2012-01", "short"),
            (Degree::Bachelor, "2010-09", "2011-03", "very-short"),
            (Degree::Master, "2014-09", "2015-01", "short"),
            (Degree::Master, "2014-09", "2014-12", "very-short"),
            (Degree::Doctorate, "2014-09", "2015-06", "very-short"),
            // One who transfers from a college studies the last two academic years.
            (Degree::Bachelor, "2012-09", "2014-05", "clear"),
            // A master's of one academic year, and years without months.
            (Degree::Master, "2014-09", "2015-06", "clear"),
            (Degree::Master, "2014", "2015", "clear"),
            (Degree::Bachelor, "2010", "2011", "clear"),
            // Fourteen years beside work, care or service say nothing.
            (Degree::Bachelor, "2000", "2014", "clear"),
            (Degree::Certificate, "2014-09", "2014-10", "unknown"),
            (Degree::Bachelor, "2014-06", "2010-09", "unknown"),
            (Degree::Bachelor, "", "2014", "unknown"),
        ] {
            let study = Education {
                start_date: PartialDate::parse(start),
                end_date: PartialDate::parse(end),
                ..Education::default()
            };
            let answer = judge(&[study], |_| Some(degree));
            assert_eq!(level(&answer), want, "{degree:?} {start} {end}");
        }
        expect_bare(&CHECK, vec![(json!({}), "unknown")]);
    }
}
