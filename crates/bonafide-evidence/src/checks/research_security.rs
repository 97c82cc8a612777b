//! Does an application for a role that the policy names lead to an institution that is named for
//! research security?

use crate::listed::{Strongest, strongest};
use crate::{Answer, Check};
use bonafide_reference::{Path, Subject};

pub(crate) const CHECK: Check = Check {
    name: "research-security",
    question: "Does the application for a role that the policy names lead to an institution that \
               is named for research security?",
    rationale: "Export control binds employers of some roles to look. It is no evidence of \
                identity, and never asked unless the employer's policy names the role and the \
                reason, which every report then shows.",
    source: "Section 1286 of the US National Defense Authorization Act for 2019, list of 2025; \
             judged at the least that is still shown",
    innocent: &[
        "nearly all of those who studied or worked there are no concern of anybody's",
        "another institution has the same or a similar name",
    ],
    verify: "Let those who answer for export control decide, by the rule that the policy names, \
             the same for every applicant to the role.",
    levels: &["named"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let paths = [
        Path::Study,
        Path::Job,
        Path::Project,
        Path::Certificate,
        Path::ReferenceCompany,
        Path::MailDomain,
        Path::ReferenceDomain,
        Path::Site,
    ];
    strongest(subject, &paths, Strongest::ResearchSecurity)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::listed::fixture::{answer, answer_under, with_school};

    #[test]
    fn it_is_off_unless_a_policy_names_the_role() {
        let mut fields = with_school("Harbin Institute of Technology");
        assert_eq!(answer(&CHECK, &fields), "unknown");
        fields["job"] = serde_json::json!({"title": "Radar Engineer"});
        assert_eq!(answer(&CHECK, &fields), "unknown");
        assert_eq!(answer_under(&CHECK, &fields, &["radar engineer"]), "named");
        assert_eq!(answer_under(&CHECK, &fields, &["accountant"]), "unknown");
    }
}
