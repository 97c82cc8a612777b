//! Do the dates of each job stand in order?

use crate::excerpt::excerpt;
use crate::{Answer, Check, Finding, months};
use bonafide_application::{PartialDate, Work};
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "job-order",
    question: "Do the dates of each job stand in order?",
    rationale: "Dates that were shifted to fit an advertisement end before they start, or start \
                after the application.",
    source: "Judged, grade C: such dates are typos nearly always",
    innocent: &[
        "a year was mistyped",
        "start and end were put into each other's fields",
        "the job was accepted and starts later",
    ],
    verify: "Ask for the dates of that job again.",
    levels: &["future", "reversed"],
    ask,
};

/// People name a job that they have accepted; two months is a usual notice.
const MONTHS_AHEAD_MAX: i32 = 2;

fn ask(subject: &Subject<'_>) -> Answer {
    let Some(resume) = &subject.application.resume else {
        return Answer::Unknown;
    };
    let now = months::submitted(subject.application);
    let mut dated = 0_u32;
    let mut future: Option<(&Work, PartialDate)> = None;
    for work in &resume.work {
        let Some(start) = work.start_date else {
            continue;
        };
        dated += 1;
        if let Some(end) = work.end_date
            && months::surely_between(end, start) > 0
        {
            return Answer::Noted(
                "reversed",
                Finding {
                    summary: format!("a job ends in {end}, before it starts in {start}"),
                    claim: format!("{}, {start} to {end}", employer(work)),
                    observed: "the end lies before the start".into(),
                },
            );
        }
        if months::surely_between(now, start) > MONTHS_AHEAD_MAX {
            future = Some((work, start));
        }
    }
    if let Some((work, start)) = future {
        return Answer::Noted(
            "future",
            Finding {
                summary: format!("a job starts in {start}, after the application"),
                claim: format!("{}, from {start}", employer(work)),
                observed: format!("the application is of {now}"),
            },
        );
    }
    if dated == 0 {
        return Answer::Unknown;
    }
    Answer::Clear(Finding {
        summary: "the dates of each job stand in order".into(),
        claim: format!("{dated} dated jobs"),
        observed: "each starts before it ends, and before the application".into(),
    })
}

fn employer(work: &Work) -> String {
    work.name.as_deref().map_or_else(|| "a job".to_owned(), excerpt)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::expect_bare;
    use serde_json::json;

    #[test]
    fn answers() {
        let job = |start: &str, end: &str| {
            let work = json!({"name": "Acme", "startDate": start, "endDate": end});
            json!({"resume": {"work": [work]}})
        };
        expect_bare(
            &CHECK,
            vec![
                (job("2019-04", "2021-03"), "clear"),
                (job("2021-04", "2019-03"), "reversed"),
                (job("2027-01", ""), "future"),
                (job("2026-08", ""), "clear"),
                (job("2021", "2021"), "clear"),
                (job("2021-09", "2021"), "clear"),
                (job("", "2021"), "unknown"),
                (json!({}), "unknown"),
            ],
        );
    }
}
