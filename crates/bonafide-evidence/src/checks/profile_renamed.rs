//! Did the profile show another person's name before?

use crate::excerpt::excerpt;
use crate::person_name::{Relation, relation};
use crate::{Answer, Check, Finding};
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "profile-renamed",
    question: "Did the profile show a name before that shares nothing with the applicant's?",
    rationale: "Accounts that were bought or taken over bear their earlier owner's name in \
                their history.",
    source: "Bought and hijacked accounts corroborate, grade B: S. Schmidt (Amazon), December \
             2025; Security Alliance, case studies",
    innocent: &[
        "the whole name was changed, as at transition, conversion or naturalization",
        "the profile first showed a pseudonym, a stage name or a company",
        "the earlier name is the same name in another spelling",
        "a provider mixed up two accounts",
    ],
    verify: "Ask for the history of the account, and for a record of the name change only if the \
             applicant offers one.",
    levels: &["other-name"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let mut shared = None;
    for profile in &subject.application.profiles {
        for name in &profile.previous_names {
            match relation(subject, name) {
                None => {}
                Some(Relation::Shared) => shared = shared.or(Some((profile, name))),
                Some(Relation::Different) => {
                    let now = subject.application.applicant.name.as_str();
                    return Answer::Noted(
                        "other-name",
                        Finding {
                            summary: format!(
                                "profile showed {} before, the applicant is {}",
                                excerpt(name),
                                excerpt(now)
                            ),
                            claim: now.to_owned(),
                            observed: format!("{name}, a former name of {}", profile.url),
                        },
                    );
                }
            }
        }
    }
    shared.map_or(Answer::Unknown, |(profile, name)| {
        Answer::Clear(Finding {
            summary: "the profile's former name shares a part with the applicant's".into(),
            claim: subject.application.applicant.name.as_str().to_owned(),
            observed: format!("{name}, a former name of {}", profile.url),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::expect_bare;
    use serde_json::{Value, json};

    fn of(previous: &[&str]) -> Value {
        json!({"profiles": [{"network": "linkedin", "url": "x", "previous_names": previous}]})
    }

    #[test]
    fn answers() {
        expect_bare(
            &CHECK,
            vec![
                (of(&["Karla Moreno"]), "other-name"),
                (of(&["Jane Miller", "Karla Moreno"]), "other-name"),
                (of(&["Jane Miller"]), "clear"),
                (of(&["codewright"]), "unknown"),
                (of(&[""]), "unknown"),
                (of(&[]), "unknown"),
                (json!({}), "unknown"),
            ],
        );
    }

    #[test]
    fn a_former_name_that_the_applicant_gave_is_clear() {
        let mut fields = of(&["Karla Moreno"]);
        fields["applicant"] = json!({"name": "Jane Doe", "also_known_as": ["Karla Moreno"]});
        expect_bare(&CHECK, vec![(fields, "clear")]);
    }
}
