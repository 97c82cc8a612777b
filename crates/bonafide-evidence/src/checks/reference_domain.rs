//! At what kind of mail domain does a reference write?

use crate::excerpt::excerpt;
use crate::{Answer, Check, Finding};
use bonafide_application::Reference;
use bonafide_reference::{MailDomain, Referee, Subject};

pub(crate) const CHECK: Check = Check {
    name: "reference-domain",
    question: "Is a reference's address at a throw-away or look-alike domain, or a personal one?",
    rationale: "Operators write their own references: from mailboxes made for it, or from a \
                domain one letter away from a company's.",
    source: "A look-alike domain is strong, grade A: US State, Treasury and FBI advisory of \
             16 May 2022; ScamVerify, recruiting guide. Personal mailboxes are judged to be \
             grade C",
    innocent: &[
        "the referee has left the company and writes from a private mailbox",
        "companies forbid references, so that people give them privately",
        "the company is small and uses a free provider",
        "the domain was mistyped",
    ],
    verify: "Find the referee through the company's own switchboard or site, and ask there.",
    levels: &["personal", "all-personal", "disposable", "look-alike"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let mut answer = Answer::Unknown;
    let (mut personal, mut others) = (0_u32, 0_u32);
    for (reference, referee) in subject.application.references.iter().zip(&subject.references) {
        let one = judge(subject, reference, referee);
        match one {
            Answer::Noted("personal", _) => personal += 1,
            Answer::Clear(_) => others += 1,
            _ => {}
        }
        answer = stronger(answer, one);
    }
    match answer {
        Answer::Noted("personal", finding) if personal > 1 && others == 0 => Answer::Noted(
            "all-personal",
            Finding {
                summary: format!("all {personal} references of companies have personal mailboxes"),
                ..finding
            },
        ),
        answer => answer,
    }
}

fn judge(subject: &Subject<'_>, reference: &Reference, referee: &Referee) -> Answer {
    let (Some(email), Some(domain)) = (&referee.email, &referee.mail_domain) else {
        return Answer::Unknown;
    };
    let company = reference.company.as_deref().filter(|company| !company.trim().is_empty());
    let finding = |summary: String, observed: String| Finding {
        summary,
        claim: reference.email.clone().unwrap_or_default(),
        observed,
    };
    match (domain, company) {
        (MailDomain::Disposable { source }, _) => Answer::Noted(
            "disposable",
            finding(
                format!("a reference writes from a throw-away mailbox at {}", email.domain),
                format!("listed as disposable, by {source}"),
            ),
        ),
        (MailDomain::LookAlike { of }, Some(company)) => {
            // A slip in a provider's name is a typo of the applicant; in a company's it is not
            // often one.
            let free = matches!(subject.tables.mail_domains.find(of), MailDomain::Free);
            let level = if free { "personal" } else { "look-alike" };
            let summary =
                format!("a reference of {} writes from {}", excerpt(company), email.domain);
            Answer::Noted(level, finding(summary, format!("close to {of}, and not it")))
        }
        (MailDomain::Free, Some(company)) => Answer::Noted(
            "personal",
            finding(
                format!("a reference of {} writes from a personal mailbox", excerpt(company)),
                format!("{} is a provider open to anybody", email.domain),
            ),
        ),
        (MailDomain::Own | MailDomain::School { .. }, Some(_)) => Answer::Clear(finding(
            "a reference writes from an organization's domain".into(),
            format!("{} is no public provider", email.domain),
        )),
        _ => Answer::Unknown,
    }
}

/// The answer that says more against, then more for.
fn stronger(a: Answer, b: Answer) -> Answer {
    let rank = |answer: &Answer| match answer {
        Answer::Unknown => 0,
        Answer::Clear(_) => 1,
        Answer::Noted("personal", _) => 2,
        Answer::Noted("disposable", _) => 3,
        Answer::Noted(..) => 4,
    };
    if rank(&b) > rank(&a) { b } else { a }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{answered, application, subject};
    use bonafide_reference::MailDomain;
    use serde_json::json;

    #[test]
    fn answers() {
        let look_alike = MailDomain::LookAlike { of: "acme-example.com".into() };
        for (company, domain, want) in [
            ("Acme", Some(MailDomain::Own), "clear"),
            ("Acme", Some(MailDomain::Free), "personal"),
            ("Acme", Some(MailDomain::Disposable { source: "a list" }), "disposable"),
            ("Acme", Some(look_alike.clone()), "look-alike"),
            ("Acme", Some(MailDomain::Forwarding), "unknown"),
            // A neighbor or friend has no company, and a private mailbox.
            ("", Some(MailDomain::Free), "unknown"),
            ("", Some(look_alike), "unknown"),
            ("", Some(MailDomain::Disposable { source: "a list" }), "disposable"),
            ("Acme", None, "unknown"),
        ] {
            let application = application(json!({
                "references": [{"email": "kim@acme-example.org", "company": company}]}));
            let mut subject = subject(&application);
            let shown = format!("{company:?} {domain:?}");
            subject.references[0].mail_domain = domain;
            assert_eq!(answered(&CHECK, &subject), want, "{shown}");
        }
    }

    #[test]
    fn the_strongest_of_several_counts() {
        let one = json!({"email": "kim@acme.example", "company": "Acme"});
        let application = application(json!({"references": [one, one]}));
        let mut subject = subject(&application);
        subject.references[0].mail_domain = Some(MailDomain::Disposable { source: "a list" });
        subject.references[1].mail_domain = Some(MailDomain::Own);
        assert_eq!(answered(&CHECK, &subject), "disposable");
    }
    #[test]
    fn personal_mailboxes_of_all_are_more_than_of_one() {
        let one = json!({"email": "kim@mail.example", "company": "Acme"});
        let application = application(json!({"references": [one, one]}));
        let mut subject = subject(&application);
        subject.references[0].mail_domain = Some(MailDomain::Free);
        for (second, want) in [
            (Some(MailDomain::Free), "all-personal"),
            (Some(MailDomain::Own), "personal"),
            (None, "personal"),
        ] {
            subject.references[1].mail_domain = second;
            assert_eq!(answered(&CHECK, &subject), want);
        }
    }
}
