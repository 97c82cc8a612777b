//! Is the name in the e-mail address the applicant's?

use crate::name_parts::{Relation, names, parts, relate};
use crate::{Answer, Check};
use bonafide_reference::Subject;

pub(crate) const CHECK: Check = Check {
    name: "email-name",
    question: "Is the name in the e-mail address the applicant's?",
    rationale: "Mailboxes are used again under the next name, and then still carry the last one. \
                Only an address that reads as a full name, none of whose words is of any name the \
                applicant gave, is noted; nicknames and handles are not.",
    source: "E-mail that belongs to another name corroborates when known from elsewhere, \
             grade B, and is weak when read off the address, grade C: Mandiant, September \
             2024",
    innocent: &[
        "a name changed by marriage, divorce or choice, and the mailbox kept the former one",
        "people go by a name that is on no form, or spell theirs in another alphabet's way",
        "a mailbox is shared with a partner, or set up by a relative",
        "two words of a handle only read as a name",
    ],
    verify: "Ask, as you ask everyone, which other names the applicant has gone by, and for a \
             message from the mailbox.",
    levels: &["other-name"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let Some(email) = subject.email.as_ref().filter(|_| !subject.by_agency) else {
        return Answer::Unknown;
    };
    let local = email.local.split('+').next().unwrap_or_default();
    let claim = || subject.application.applicant.name.as_str();
    let observed = || format!("mailbox {local}");
    match relate(&parts(local), &names(subject)) {
        Relation::Untold => Answer::Unknown,
        Relation::Shared => {
            Answer::clear("e-mail carries the applicant's name", claim(), observed())
        }
        Relation::Other => {
            let summary = "e-mail reads as a name of which no word is the applicant's";
            Answer::noted("other-name", summary, claim(), observed())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, expect};

    #[test]
    fn answers() {
        let agency = r#"{"applicant": {"email": "robert.miller@example.org"},
            "source": {"agency": "A"}}"#;
        let former = r#"{"applicant": {"email": "jane.roe@example.org", "name": "J. Miller",
            "also_known_as": ["Jane Roe"]}}"#;
        expect(
            &CHECK,
            &[
                (
                    "somebody else's",
                    r#"{"applicant": {"email": "robert.miller@example.org"}}"#,
                    |_| {},
                    Want::Noted("other-name"),
                ),
                ("a former name, given", former, |_| {}, Want::Clear),
                (
                    "a former surname",
                    r#"{"applicant": {"email": "jane.roe@example.org"}}"#,
                    |_| {},
                    Want::Clear,
                ),
                (
                    "initial and surname",
                    r#"{"applicant": {"email": "jdoe@example.org"}}"#,
                    |_| {},
                    Want::Clear,
                ),
                (
                    "a handle",
                    r#"{"applicant": {"email": "bluefish@example.org"}}"#,
                    |_| {},
                    Want::Unknown,
                ),
                (
                    "trade words",
                    r#"{"applicant": {"email": "code.works@example.org"}}"#,
                    |_| {},
                    Want::Unknown,
                ),
                (
                    "a short form",
                    r#"{"applicant": {"email": "jan.smith@example.org"}}"#,
                    |_| {},
                    Want::Unknown,
                ),
                (
                    "typed in another script",
                    r#"{"applicant": {"name": "王伟",
                "email": "wei.wang@example.org"}}"#,
                    |_| {},
                    Want::Unknown,
                ),
                ("no address", "{}", |_| {}, Want::Unknown),
                ("the agency's recruiter", agency, |_| {}, Want::Unknown),
            ],
        );
    }
}
