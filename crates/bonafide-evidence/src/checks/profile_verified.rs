//! Does the network say that it verified the person behind the profile?

use crate::person_name::{Relation, relation};
use crate::{Answer, Check, Finding};
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "profile-verified",
    question: "Does the network say that it verified the person behind the profile?",
    rationale: "A network that saw a document says a little for the profile's owner; whether the \
                applicant is the owner it does not say. Most people never asked to be verified, \
                so that is never noted.",
    source: "Passing a check of documents is weak evidence: KnowBe4, July 2024, hired \
             somebody who had passed all of them",
    innocent: &[
        "most people never asked for verification",
        "verification is not offered in every country, or asks for documents that people guard",
    ],
    verify: "Ask the applicant to send a message from the verified profile.",
    levels: &[],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let verified = subject.application.profiles.iter().find(|profile| {
        let other = |name: &String| relation(subject, name) == Some(Relation::Different);
        profile.identity_verified == Some(true) && !profile.name.as_ref().is_some_and(other)
    });
    verified.map_or(Answer::Unknown, |profile| {
        Answer::Clear(Finding {
            summary: "the network verified the profile's owner".into(),
            claim: profile.url.clone(),
            observed: format!("verified, as {} says", profile.network),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::expect_bare;
    use serde_json::{Value, json};

    fn of(verified: &Value, name: &str) -> Value {
        json!({"profiles": [
            {"network": "linkedin", "url": "x", "identity_verified": verified, "name": name}]})
    }

    #[test]
    fn verification_speaks_for_and_its_absence_says_nothing() {
        expect_bare(
            &CHECK,
            vec![
                (of(&json!(true), "Jane Doe"), "clear"),
                (of(&json!(true), ""), "clear"),
                (of(&json!(true), "Karla Moreno"), "unknown"),
                (of(&json!(false), "Jane Doe"), "unknown"),
                (of(&Value::Null, "Jane Doe"), "unknown"),
                (json!({}), "unknown"),
            ],
        );
    }
}
