//! Is the application one of many more than usual that have something in common?

use crate::{Answer, Check};
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "surge",
    question: "Is the application one of many more than usual that have something in common?",
    rationale: "Operators apply in floods: one week forty applicants worked at an employer that \
                three name in other weeks. Most who arrive with a flood are honest, so it only \
                says where to look.",
    source: "Floods every couple of weeks, 60 applications a day (SentinelOne, May 2025; Insikt, \
             August 2026), graded B for one operator, lowered to C: campus events, job fairs and \
             layoffs look the same. Each is tested against the file's own base rates, with \
             control of false discoveries (Benjamini and Yekutieli, 2001)",
    innocent: &[
        "a campus event, a job fair or a course that ended",
        "a layoff at the employer that all of them name",
        "an advertisement or article that sent many people at once",
        "an agency or a service that fills in forms",
    ],
    verify: "Find out what happened that week; where it explains the surge, dismiss it once, for \
             all of its members.",
    levels: &["surge", "strong"],
    ask,
};

/// Unknown of one application alone: the answer is given once all applications are counted.
fn ask(_: &Subject<'_>) -> Answer {
    Answer::Unknown
}

/// The answer of a member: what it has in common, how many were expected and how many were seen.
pub fn surge(strong: bool, common: &str, week: &str, expected: f64, seen: u64) -> Answer {
    let level = if strong { "strong" } else { "surge" };
    let expected =
        if expected < 10.0 { format!("{expected:.1}") } else { format!("{expected:.0}") };
    Answer::noted(
        level,
        format!("{common}: expected {expected}, seen {seen}, {week}"),
        common.to_owned(),
        format!("{seen} claimed persons {week}, where the file's own rates let expect {expected}"),
    )
}

#[cfg(test)]
mod tests {
    use super::{CHECK, surge};
    use crate::Answer;
    use crate::fixture::{answered, application, subject};
    use serde_json::json;

    #[test]
    fn a_member_of_a_surge_is_noted_and_one_application_alone_says_nothing() {
        let application = application(json!({}));
        assert_eq!(answered(&CHECK, &subject(&application)), "unknown");
        let Answer::Noted(level, finding) = surge(true, "employer Acme", "in one week", 3.04, 41)
        else {
            panic!("a member is noted");
        };
        assert_eq!(level, "strong");
        assert_eq!(finding.summary, "employer Acme: expected 3.0, seen 41, in one week");
    }
}
