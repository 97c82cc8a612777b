//! Does each school exist in the table of schools?

use crate::excerpt::excerpt;
use crate::{Answer, Check, Finding};
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "school-known",
    question: "Is each school in the table of schools?",
    rationale: "A school that a public list holds can be asked for a confirmation. One that no \
                list holds is only unverified: lists are better for some countries than for \
                others, so this is never noted.",
    source: "A school that does not exist corroborates, grade B: Goldstone Partners; that a \
             table does not hold it shows nothing",
    innocent: &[
        "the school is young, small, closed, merged or renamed",
        "its name is translated or abbreviated",
        "the table holds fewer schools of its country",
    ],
    verify: "Ask the school's registrar, or the clearing house of its country, to confirm.",
    levels: &[],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let Some(resume) = &subject.application.resume else {
        return Answer::Unknown;
    };
    let mut first = None;
    for (study, school) in resume.education.iter().zip(&subject.schools) {
        match (&study.institution, school) {
            (None, _) => {}
            (Some(_), None) => return Answer::Unknown,
            (Some(claimed), Some(school)) => first = first.or(Some((claimed, school))),
        }
    }
    let Some((claimed, school)) = first else {
        return Answer::Unknown;
    };
    Answer::Clear(Finding {
        summary: format!("{} is in the table of schools", excerpt(claimed)),
        claim: claimed.clone(),
        observed: format!("{}, by the table of schools", school.name),
    })
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{answered, application, subject};
    use bonafide_reference::School;
    use serde_json::json;

    #[test]
    fn known_schools_are_clear_and_unknown_ones_unknown() {
        let application = application(json!({"resume": {"education": [
            {"institution": "Example State University"}, {"institution": "Other College"}]}}));
        let known = |name: &str| {
            Some(School { name: name.into(), country: None, region: None, programmes: None })
        };
        let mut subject = subject(&application);
        assert_eq!(answered(&CHECK, &subject), "unknown");
        subject.schools = vec![known("Example State University"), None];
        assert_eq!(answered(&CHECK, &subject), "unknown");
        subject.schools = vec![known("Example State University"), known("Other College")];
        assert_eq!(answered(&CHECK, &subject), "clear");
    }
}
