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
        let Some(claimed) = &study.institution else { continue };
        let known = match school {
            Some(school) => Some(school.name.clone()),
            None => elsewhere(claimed, subject),
        };
        let Some(known) = known else { return Answer::Unknown };
        first = first.or(Some((claimed, known)));
    }
    let Some((claimed, known)) = first else {
        return Answer::Unknown;
    };
    Answer::Clear(Finding {
        summary: format!("{} is in the table of schools", excerpt(claimed)),
        claim: claimed.clone(),
        observed: format!("{known}, by the table of schools"),
    })
}

/// A school under a name that it bore, or inside an affiliation.
fn elsewhere(claimed: &str, subject: &Subject<'_>) -> Option<String> {
    let schools = &subject.tables.schools;
    if let Some(former) = schools.former(claimed) {
        return Some(format!("{}, which {}", former.name, former.words()));
    }
    // A plain name that the table does not hold is unknown; what is written as an affiliation may
    // hold a name that it does.
    let affiliation = claimed.contains([',', ';', '|', '(', '/']);
    let found = affiliation.then(|| schools.find_affiliation(claimed)).flatten();
    found.map(|school| school.name)
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

    #[test]
    fn old_names_and_affiliations_are_known() {
        for (claimed, want) in [
            ("Mount Ida College", "clear"),
            ("Dept. of Physics, Univ. of Waterlooo, Canada", "clear"),
            ("Institute of Nowhere", "unknown"),
        ] {
            let application = application(json!({"resume": {"education": [
                {"institution": claimed}]}}));
            assert_eq!(answered(&CHECK, &subject(&application)), want, "{claimed}");
        }
    }
}
