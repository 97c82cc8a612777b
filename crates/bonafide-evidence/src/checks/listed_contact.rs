//! Is a reference, a mailbox or a site of an institution that governments list?

use crate::listed::{Strongest, strongest};
use crate::{Answer, Check};
use bonafide_reference::{Path, Subject};

pub(crate) const CHECK: Check = Check {
    name: "listed-contact",
    question: "Is a reference, a mailbox or a site of an institution that governments list?",
    rationale: "Who vouches for an applicant, and through whose domain they write, is chosen \
                today; an employer of years ago is not.",
    source: "Front companies gave references for their own workers (US State, Treasury and FBI \
             advisory of 16 May 2022, graded B), lowered for namesakes",
    innocent: &[
        "another institution has the same or a similar name",
        "the reference worked there years ago",
        "the domain was given up, and is somebody else's now",
    ],
    verify: "Look the reference up independently, and compare the institution's place with the \
             row of the list.",
    levels: &["advisory", "listed"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let paths = [Path::ReferenceCompany, Path::MailDomain, Path::ReferenceDomain, Path::Site];
    strongest(subject, &paths, Strongest::Government)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::listed::fixture::answer;
    use serde_json::json;

    #[test]
    fn answers() {
        for (company, want) in [
            ("Yanbian Silverstar Network Technology", "listed"),
            ("Silver Star Bakery", "unknown"),
            ("", "unknown"),
        ] {
            let fields = json!({"references": [{"name": "A. Moss", "company": company}]});
            assert_eq!(answer(&CHECK, &fields), want, "{company}");
        }
    }
}
