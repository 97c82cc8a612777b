//! Does the application name what the employer's own confirmed cases named more than others?

use crate::listed::{Strongest, strongest};
use crate::{Answer, Check};
use bonafide_reference::{Path, Subject};

pub(crate) const CHECK: Check = Check {
    name: "local-list",
    question: "Does the application name what the employer's own confirmed cases named more often?",
    rationale: "Operators use what worked: an employer that cannot be asked, a domain of \
                references. Which ones, an employer's own decisions say best. Each row states the \
                counts that justify it, and ages out.",
    source: "Judged C: the row itself states how often it stood in confirmed cases and in others; \
             a school counts least, since many honest people went there",
    innocent: &[
        "many honest people studied or worked there as well; the row says how many",
        "the confirmed cases only borrowed the name of a real institution",
    ],
    verify: "Read the counts of the row, then verify this claim with the institution itself.",
    levels: &["study", "work", "contact"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let contact = [Path::ReferenceCompany, Path::MailDomain, Path::ReferenceDomain, Path::Site];
    let work = [Path::Job, Path::Project, Path::Certificate];
    let by = [("contact", &contact[..]), ("work", &work[..]), ("study", &[Path::Study][..])];
    for (level, paths) in by {
        let answer = strongest(subject, paths, Strongest::Local(level));
        if answer != Answer::Unknown {
            return answer;
        }
    }
    Answer::Unknown
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::listed::fixture::{answer_with, with_work};
    use bonafide_lists::{Entry, Kind, Tier};

    #[test]
    fn answers() {
        let row = Entry {
            row: 2,
            kind: Kind::Company,
            name: "Blue Harbor Staffing".into(),
            tier: Tier::Local,
            basis: "in 9 of 40 confirmed cases, in 2 of 5,000 others".into(),
            expires_on: Some(jiff::civil::date(2026, 12, 1)),
            ..Entry::default()
        };
        let old = Entry { expires_on: Some(jiff::civil::date(2026, 1, 1)), ..row.clone() };
        let work = with_work("Blue Harbor Staffing LLC", None);
        assert_eq!(answer_with(&CHECK, &work, row.clone()), "work");
        assert_eq!(answer_with(&CHECK, &work, old), "unknown");
        assert_eq!(answer_with(&CHECK, &with_work("Harbor Staffing", None), row), "unknown");
    }
}
