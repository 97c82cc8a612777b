//! Does a job, project or certificate name an institution that governments list?

use crate::listed::{Strongest, strongest};
use crate::{Answer, Check};
use bonafide_reference::{Path, Subject};

pub(crate) const CHECK: Check = Check {
    name: "listed-employer",
    question: "Does a job, project or certificate name an institution that governments list?",
    rationale: "Operators have worked for front companies that sanctions lists name, and some say \
                so. Whether the employer may deal with the applicant at all is a question of law, \
                apart from this one: it stands in notices.jsonl.",
    source: "Sanctions lists name front companies that place such workers (OFAC, July 2018 to \
             November 2025; UN resolution 1718; Regulation (EU) 2017/1509); graded A for the duty, \
             C for the identity, since those who say so openly hide nothing",
    innocent: &[
        "another institution has the same or a similar name",
        "the institution was listed after the applicant had left it",
        "the applicant says openly where they worked, as defectors, academics and local staff do",
        "the project was about the institution, not for it",
    ],
    verify: "Compare place, years and registration of the institution with the row of the list, \
             before anything is concluded from its name; ask the applicant for what it did.",
    levels: &["advisory", "listed"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    strongest(subject, &[Path::Job, Path::Project, Path::Certificate], Strongest::Government)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::listed::fixture::{answer, with_work};

    #[test]
    fn answers() {
        for (employer, place, want) in [
            ("Yanbian Silverstar Network Technology Co., Ltd.", None, "listed"),
            ("Yanbian Silver Star Network Tech", Some("Yanji, China"), "listed"),
            ("Korea Computer Center", Some("Pyongyang"), "listed"),
            // The innocent cases: namesakes elsewhere, and names that many bear.
            ("Fortuna LLC", None, "unknown"),
            ("Fortuna LLC", Some("Lisbon, Portugal"), "unknown"),
            ("Ministry of Labor", Some("Amman, Jordan"), "unknown"),
            ("Office 39 Coworking", None, "unknown"),
            ("General Trading Corporation", None, "unknown"),
            ("Stripe", None, "unknown"),
        ] {
            assert_eq!(answer(&CHECK, &with_work(employer, place)), want, "{employer}");
        }
    }
}
