//! Do the profile and the résumé show the same work?

use crate::excerpt::excerpt;
use crate::organization::Organization;
use crate::{Answer, Check, Finding, months};
use bonafide_application::{PartialDate, ProfileWork, Work};
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "profile-history",
    question: "Do the profile and the résumé contradict each other on work?",
    rationale: "A résumé is rewritten for each advertisement, a profile is not; and a profile \
                that was bought keeps its owner's work. What only one of them leaves out says \
                nothing.",
    source: "Work that differs between résumé and profile corroborates, grade B: US State, \
             Treasury and FBI advisory of 16 May 2022; FBI notice PSA231018 of 18 October \
             2023",
    innocent: &[
        "the profile is out of date, or was filled in from memory",
        "the employer was renamed or bought, or the client is named instead of the agency",
        "a second job beside the main one stands in one of the two only",
        "a date was mistyped",
    ],
    verify: "Go through both together with the applicant, job by job.",
    levels: &["some", "most"],
    ask,
};

/// People misremember dates by a year.
const DATES_APART_MONTHS_MIN: i32 = 13;
/// A job that only the profile shows contradicts the résumé where another one filled this time.
const OTHER_JOB_MONTHS_MIN: i32 = 13;
/// The most jobs that are compared on each side; the longest honest résumés hold some 60.
const JOBS_MAX: usize = 60;
/// The most profiles that are compared.
const PROFILES_MAX: usize = 8;

/// How one job of the profile stands to the résumé.
enum Fit {
    Agrees,
    Contradicts(String),
    Silent,
}

fn ask(subject: &Subject<'_>) -> Answer {
    let application = subject.application;
    let Some(resume) = &application.resume else {
        return Answer::Unknown;
    };
    if application.profiles.iter().all(|profile| profile.work.is_empty()) {
        return Answer::Unknown;
    }
    let claimed: Vec<(&Work, Organization)> = resume
        .work
        .iter()
        .take(JOBS_MAX)
        .filter_map(|work| Some((work, Organization::read(work.name.as_deref()?)?)))
        .collect();
    let now = months::submitted(application);
    let (mut agree, mut contradict, mut first) = (0_u32, 0_u32, None);
    for profile in application.profiles.iter().take(PROFILES_MAX) {
        for shown in profile.work.iter().take(JOBS_MAX) {
            match fit(shown, &claimed, now) {
                Fit::Silent => {}
                Fit::Agrees => agree += 1,
                Fit::Contradicts(why) => {
                    contradict += 1;
                    first = first.or(Some((shown, why)));
                }
            }
        }
    }
    let compared = agree + contradict;
    let Some((shown, why)) = first else {
        return if agree == 0 { Answer::Unknown } else { clear(agree) };
    };
    let employer = shown.name.as_deref().unwrap_or_default();
    Answer::Noted(
        if contradict > agree && contradict > 1 { "most" } else { "some" },
        Finding {
            summary: format!("profile and résumé differ on {contradict} of {compared} jobs"),
            claim: why,
            observed: format!(
                "{}, {} on the profile",
                excerpt(employer),
                months::span(shown.start_date, shown.end_date)
            ),
        },
    )
}

fn clear(agree: u32) -> Answer {
    Answer::Clear(Finding {
        summary: format!("profile and résumé agree on {agree} jobs"),
        claim: "work of the résumé".into(),
        observed: "work of the profile, employers and dates".into(),
    })
}

fn fit(shown: &ProfileWork, claimed: &[(&Work, Organization)], now: PartialDate) -> Fit {
    let Some(employer) = shown.name.as_deref().and_then(Organization::read) else {
        return Fit::Silent;
    };
    let mut nearest: Option<(&Work, i32)> = None;
    for (work, _) in claimed.iter().filter(|(_, name)| name.may_be(&employer)) {
        let apart = dates_apart(shown, work);
        if nearest.is_none_or(|(_, least)| apart < least) {
            nearest = Some((work, apart));
        }
    }
    if let Some((work, apart)) = nearest {
        return if apart < DATES_APART_MONTHS_MIN {
            Fit::Agrees
        } else {
            Fit::Contradicts(show(work))
        };
    }
    let Some(start) = shown.start_date else {
        return Fit::Silent;
    };
    let end = shown.end_date.unwrap_or(now);
    let filled = claimed.iter().find(|(work, _)| {
        work.start_date.is_some_and(|from| {
            let to = work.end_date.unwrap_or(now);
            months::shared((start, end), (from, to)) >= OTHER_JOB_MONTHS_MIN
        })
    });
    filled.map_or(Fit::Silent, |(work, _)| Fit::Contradicts(show(work)))
}

/// Months by which the starts or the ends surely differ, the greater of both; absent dates are
/// equal to any.
fn dates_apart(shown: &ProfileWork, work: &Work) -> i32 {
    let apart = |a: Option<PartialDate>, b: Option<PartialDate>| match (a, b) {
        (Some(a), Some(b)) => months::surely_between(a, b).max(months::surely_between(b, a)),
        _ => 0,
    };
    apart(shown.start_date, work.start_date).max(apart(shown.end_date, work.end_date))
}

fn show(work: &Work) -> String {
    let employer = excerpt(work.name.as_deref().unwrap_or_default());
    format!("{employer}, {}", months::span(work.start_date, work.end_date))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::expect_bare;
    use serde_json::{Value, json};

    fn of(shown: &Value) -> Value {
        json!({
            "resume": {"work": [
                {"name": "Acme, Inc.", "startDate": "2012-01", "endDate": "2017-06"},
                {"name": "Initech", "startDate": "2017-07"}]},
            "profiles": [{"network": "linkedin", "url": "x", "work": shown}]
        })
    }

    #[test]
    fn answers() {
        let acme = json!({"name": "ACME", "startDate": "2012", "endDate": "2017"});
        let late = json!({"name": "ACME", "startDate": "2015-01", "endDate": "2017"});
        let typo = json!({"name": "ACME", "startDate": "2013-01", "endDate": "2017"});
        let other = json!({"name": "Hooli", "startDate": "2012-03", "endDate": "2016-02"});
        let third = json!({"name": "Vandelay", "startDate": "2018-03", "endDate": "2022-02"});
        let before = json!({"name": "Hooli", "startDate": "2005-03", "endDate": "2011-02"});
        expect_bare(
            &CHECK,
            vec![
                (of(&json!([acme])), "clear"),
                (of(&json!([typo])), "clear"),
                (of(&json!([late])), "some"),
                (of(&json!([acme, other])), "some"),
                (of(&json!([other, third])), "most"),
                // What the résumé leaves out, or the profile, is no contradiction.
                (of(&json!([acme, before])), "clear"),
                (of(&json!([before])), "unknown"),
                (of(&json!([acme, {"name": "Hooli", "startDate": "2019-02"}])), "some"),
                (of(&json!([acme, {"name": "Hooli", "startDate": "2026-02"}])), "clear"),
                (of(&json!([{"position": "Engineer"}])), "unknown"),
                (of(&json!([])), "unknown"),
                (json!({}), "unknown"),
            ],
        );
    }
}
