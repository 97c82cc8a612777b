//! Does the profile show the applicant's name?

use crate::excerpt::excerpt;
use crate::observed_profile::is_professional;
use crate::person_name::{Relation, relation};
use crate::{Answer, Check, Finding};
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "profile-person",
    question: "Does the professional profile show the applicant's name?",
    rationale: "The profile named in the application belongs to the person whose history is \
                used, and that person has another name.",
    source: "A name that differs between résumé and profile is strong, grade A, where it is \
             no nickname: US State, Treasury and FBI advisory of 16 May 2022; FBI notice \
             PSA231018 of 18 October 2023",
    innocent: &[
        "the profile shows a nickname, a married name or a name for work",
        "the two names are spellings of one in two alphabets",
        "the address of the profile was mistyped and leads to somebody else",
        "the profile is a company's or a partner's",
    ],
    verify: "Ask the applicant to send a message from the profile, or to open it in a call.",
    levels: &["other-name"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let mut shared = None;
    // Elsewhere people appear under pseudonyms, which say nothing.
    for profile in subject.application.profiles.iter().filter(|p| is_professional(p)) {
        let Some(shown) = profile.name.as_deref() else {
            continue;
        };
        match relation(subject, shown) {
            None => {}
            Some(Relation::Shared) => shared = shared.or(Some((profile, shown))),
            Some(Relation::Different) => {
                let claimed = subject.application.applicant.name.as_str();
                return Answer::Noted(
                    "other-name",
                    Finding {
                        summary: format!(
                            "profile shows {}, the applicant is {}",
                            excerpt(shown),
                            excerpt(claimed)
                        ),
                        claim: claimed.to_owned(),
                        observed: format!("{shown}, on {}", profile.url),
                    },
                );
            }
        }
    }
    shared.map_or(Answer::Unknown, |(profile, shown)| {
        Answer::Clear(Finding {
            summary: "the profile shows the applicant's name".into(),
            claim: subject.application.applicant.name.as_str().to_owned(),
            observed: format!("{shown}, on {}", profile.url),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::expect_bare;
    use serde_json::{Value, json};

    fn of(network: &str, name: &str) -> Value {
        json!({"profiles": [{"network": network, "url": "x", "name": name}]})
    }

    #[test]
    fn answers() {
        expect_bare(
            &CHECK,
            vec![
                (of("linkedin", "Doe, Jane"), "clear"),
                (of("linkedin", "Jane Miller"), "clear"),
                (of("linkedin", "Karla Moreno"), "other-name"),
                (of("linkedin", "..."), "unknown"),
                (of("github", "Karla Moreno"), "unknown"),
                (json!({"profiles": [{"network": "linkedin", "url": "x"}]}), "unknown"),
                (json!({}), "unknown"),
            ],
        );
    }
}
