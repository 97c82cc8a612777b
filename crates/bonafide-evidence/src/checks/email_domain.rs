//! Is the e-mail address at a domain where a person keeps a mailbox?

use crate::{Answer, Check};
use bonafide_reference::{MailDomain, Subject};

pub(crate) const CHECK: Check = Check {
    name: "email-domain",
    question: "Is the e-mail address at a domain where a person keeps a mailbox?",
    rationale: "A mailbox meant to be thrown away serves one application and nobody after it. A \
                domain one letter away from a well-known one is mostly a typing slip, and now and \
                then a domain bought to pass for the other.",
    source: "Disposable e-mail is grade C alone: Greenhouse, fraud detection help; Gem, fraud \
             detection agent help",
    innocent: &[
        "a throw-away address keeps advertising away after a job search",
        "a letter was left out or doubled while typing",
        "a small provider stands on a list of disposable ones by mistake",
        "the domain is a family's or firm's own and only resembles another",
    ],
    verify: "Ask everyone alike to confirm the address from the mailbox itself, and for a second \
             one that they will still read in a year.",
    levels: &["look-alike", "disposable"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let (Some(email), Some(domain)) = (&subject.email, &subject.mail_domain) else {
        return Answer::Unknown;
    };
    if subject.by_agency {
        return Answer::Unknown;
    }
    let claim = || subject.application.applicant.email.clone().unwrap_or_default();
    let at = &email.domain;
    match domain {
        // It hides the mailbox for privacy, and says nothing about it.
        MailDomain::Forwarding => Answer::Unknown,
        MailDomain::Free => {
            Answer::clear("e-mail is at a public provider", claim(), format!("{at}: public"))
        }
        MailDomain::School { name, .. } => {
            Answer::clear("e-mail is at a school", claim(), format!("{at}: {name}"))
        }
        MailDomain::Own => {
            Answer::clear("e-mail is at a domain of its own", claim(), format!("{at}: on no list"))
        }
        MailDomain::LookAlike { of } => {
            let summary = format!("e-mail domain {at} is spelled nearly like {of}");
            Answer::noted("look-alike", summary, claim(), format!("well-known domain: {of}"))
        }
        MailDomain::Disposable { source } => {
            let summary = format!("e-mail domain {at} gives mailboxes meant to be thrown away");
            Answer::noted("disposable", summary, claim(), *source)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{Want, expect};
    use bonafide_reference::MailDomain;

    const TYPED: &str = r#"{"applicant": {"email": "jane.doe@example.org"}}"#;

    #[test]
    fn answers() {
        let agency = r#"{"applicant": {"email": "a@example.org"}, "source": {"agency": "A"}}"#;
        expect(
            &CHECK,
            &[
                (
                    "meant to be thrown away",
                    TYPED,
                    |s| s.mail_domain = Some(MailDomain::Disposable { source: "a list, 2026-01" }),
                    Want::Noted("disposable"),
                ),
                (
                    "a slip while typing",
                    TYPED,
                    |s| s.mail_domain = Some(MailDomain::LookAlike { of: "example.com".into() }),
                    Want::Noted("look-alike"),
                ),
                ("public provider", TYPED, |s| s.mail_domain = Some(MailDomain::Free), Want::Clear),
                ("own domain", TYPED, |s| s.mail_domain = Some(MailDomain::Own), Want::Clear),
                (
                    "a school's",
                    TYPED,
                    |s| {
                        s.mail_domain =
                            Some(MailDomain::School { name: "A".into(), country: None });
                    },
                    Want::Clear,
                ),
                (
                    "hidden for privacy",
                    TYPED,
                    |s| s.mail_domain = Some(MailDomain::Forwarding),
                    Want::Unknown,
                ),
                ("no address", "{}", |_| {}, Want::Unknown),
                (
                    "the agency's",
                    agency,
                    |s| s.mail_domain = Some(MailDomain::LookAlike { of: "example.com".into() }),
                    Want::Unknown,
                ),
            ],
        );
    }
}
