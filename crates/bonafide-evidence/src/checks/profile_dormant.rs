//! Is an old profile nearly without connections?

use crate::observed_profile::{age_days, career_months, is_professional};
use crate::person_name::{Relation, relation};
use crate::{Answer, Check, Finding};
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "profile-dormant",
    question: "Is an old professional profile nearly without connections?",
    rationale: "Operators take over or buy old accounts that were never used, since a network \
                trusts age. Such an account has years and a career, and hardly anybody in it.",
    source: "An old account that was taken over corroborates, grade B: S. Schmidt (Amazon), \
             December 2025; Security Alliance, case studies. Few connections alone are grade \
             C: Endorsed, fraud signals overview",
    innocent: &[
        "the applicant opened an account once and seldom used it",
        "the applicant accepts only people they know well, or removed the others",
        "the applicant comes back after years without looking for work",
        "the name was changed at marriage, at transition, or from a nickname",
    ],
    verify: "Ask the applicant to send a message from the profile, and ask one connection of the \
             earliest years about them.",
    levels: &["quiet", "quiet-renamed"],
    ask,
};

/// An account is old from five years on.
const DAYS_OLD: i32 = 1_826;
/// Fewer connections than this are few, for somebody with a career on a professional network.
const CONNECTIONS_FEW: u64 = 50;
/// As many connections as this speak for an account in use.
const CONNECTIONS_MANY: u64 = 150;
/// Graduates have few connections: only careers of more than three years count.
const CAREER_MONTHS_MIN: i32 = 37;

fn ask(subject: &Subject<'_>) -> Answer {
    let mut answer = Answer::Unknown;
    for profile in subject.application.profiles.iter().filter(|p| is_professional(p)) {
        let (Some(days), Some(connections)) = (age_days(subject, profile), profile.connections)
        else {
            continue;
        };
        if days < DAYS_OLD {
            continue;
        }
        if career_months(subject).is_none_or(|months| months < CAREER_MONTHS_MIN) {
            return Answer::Unknown;
        }
        let years = days / 365;
        let finding = |observed: String| Finding {
            summary: format!("profile is {years} years old and has {connections} connections"),
            claim: profile.url.clone(),
            observed,
        };
        if connections < CONNECTIONS_FEW {
            let other = profile
                .previous_names
                .iter()
                .find(|name| relation(subject, name) == Some(Relation::Different));
            return match other {
                Some(name) => Answer::Noted(
                    "quiet-renamed",
                    finding(format!("under {CONNECTIONS_FEW} connections; it showed {name}")),
                ),
                None => {
                    Answer::Noted("quiet", finding(format!("under {CONNECTIONS_FEW} connections")))
                }
            };
        }
        if connections >= CONNECTIONS_MANY {
            answer = Answer::Clear(finding(format!("{CONNECTIONS_MANY} connections or more")));
        }
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::expect_bare;
    use serde_json::{Value, json};

    fn of(created_on: &str, connections: Option<u64>, previous: &[&str]) -> Value {
        json!({
            "profiles": [{"network": "LinkedIn", "url": "linkedin.com/in/x",
                "created_on": created_on, "connections": connections,
                "previous_names": previous}],
            "resume": {"work": [{"name": "Acme", "startDate": "2012"}]}
        })
    }

    #[test]
    fn answers() {
        let mut graduate = of("2014-02-01", Some(12), &[]);
        graduate["resume"]["work"][0]["startDate"] = json!("2025-02");
        expect_bare(
            &CHECK,
            vec![
                (of("2011-02-01", Some(12), &[]), "quiet"),
                (of("2011-02-01", Some(12), &["Karla Moreno"]), "quiet-renamed"),
                // A name that changed at marriage is no other name.
                (of("2011-02-01", Some(12), &["Jane Moreno"]), "quiet"),
                (of("2011-02-01", Some(400), &["Karla Moreno"]), "clear"),
                (of("2011-02-01", Some(90), &[]), "unknown"),
                (of("2025-02-01", Some(12), &[]), "unknown"),
                (of("2011-02-01", None, &[]), "unknown"),
                (graduate, "unknown"),
                (json!({}), "unknown"),
            ],
        );
    }
}
