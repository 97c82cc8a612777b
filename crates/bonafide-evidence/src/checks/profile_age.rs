//! Is the professional profile younger than the career that it shows?

use crate::observed_profile::{age_days, career_months, is_professional};
use crate::{Answer, Check, Finding};
use bonafide_application::Profile;
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "profile-age",
    question: "Is the profile much younger than the career that it shows?",
    rationale: "An identity that was made for applications has no older trace than itself.",
    source: "A profile made within one or two years is a weak indicator, grade C: Endorsed, \
             fraud signals overview; Gem, fraud detection agent help",
    innocent: &[
        "the applicant had no profile before, or closed an older one",
        "the applicant worked where such profiles are unusual or not allowed",
        "access to an older account was lost",
        "the applicant left a network for privacy and came back",
    ],
    verify: "Ask for another trace of the earlier career: an employer's page, a publication, a \
             former colleague found independently.",
    levels: &["under-a-year", "under-90-days"],
    ask,
};

/// Graduates have new accounts and thin profiles: only careers of more than three years count.
const CAREER_MONTHS_MIN: i32 = 37;
/// Younger than this is level `under-90-days`.
const DAYS_NEW: i32 = 90;
/// Younger than this is level `under-a-year`.
const DAYS_YOUNG: i32 = 365;
/// Older than this, three years, is clear; between the two the age says nothing.
const DAYS_OLD: i32 = 1_096;

fn ask(subject: &Subject<'_>) -> Answer {
    let Some((profile, days)) = subject_profile(subject) else {
        return Answer::Unknown;
    };
    let Some(career) = career_months(subject).filter(|months| *months >= CAREER_MONTHS_MIN) else {
        return Answer::Unknown;
    };
    let finding = |judged: &str| Finding {
        summary: format!("profile is {}, the career shown {} years", age(days), career / 12),
        claim: format!("work for {career} months before the application"),
        observed: format!("{} account made {days} days before, {judged}", profile.network),
    };
    match days {
        ..DAYS_NEW => Answer::Noted("under-90-days", finding("under 90 days")),
        DAYS_NEW..DAYS_YOUNG => Answer::Noted("under-a-year", finding("under a year")),
        DAYS_YOUNG..DAYS_OLD => Answer::Unknown,
        DAYS_OLD.. => Answer::Clear(finding("more than three years")),
    }
}

/// The oldest professional profile, else the oldest of the others.
fn subject_profile<'a>(subject: &Subject<'a>) -> Option<(&'a Profile, i32)> {
    let aged = subject
        .application
        .profiles
        .iter()
        .filter_map(|profile| age_days(subject, profile).map(|days| (profile, days)));
    aged.max_by_key(|(profile, days)| (is_professional(profile), *days))
}

fn age(days: i32) -> String {
    if days < DAYS_YOUNG { format!("{days} days old") } else { format!("{} years old", days / 365) }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::expect_bare;
    use serde_json::{Value, json};

    fn of(created_on: &str, started: &str) -> Value {
        json!({
            "profiles": [{"network": "linkedin", "url": "x", "created_on": created_on}],
            "resume": {"work": [{"name": "Acme", "startDate": started}]}
        })
    }

    #[test]
    fn answers() {
        let two = json!({
            "profiles": [
                {"network": "github", "url": "x", "created_on": "2012-01-01"},
                {"network": "linkedin", "url": "y", "created_on": "2026-05-01"}],
            "resume": {"work": [{"name": "Acme", "startDate": "2015"}]}
        });
        expect_bare(
            &CHECK,
            vec![
                (of("2026-05-01", "2016-01"), "under-90-days"),
                (of("2025-09-01", "2016-01"), "under-a-year"),
                (of("2024-09-01", "2016-01"), "unknown"),
                (of("2012-09-01", "2016-01"), "clear"),
                // A graduate has a new account, and nothing is said of it.
                (of("2026-05-01", "2025-07"), "unknown"),
                (of("2026-05-01", ""), "unknown"),
                (of("2027-05-01", "2016-01"), "unknown"),
                (two, "under-90-days"),
                (json!({}), "unknown"),
            ],
        );
    }
}
