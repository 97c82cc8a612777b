//! Is a reference reached at the applicant's own contact?

use crate::checks::reference_company::may_own;
use crate::organization::Organization;
use crate::{Answer, Check, Finding};
use bonafide_application::Reference;
use bonafide_reference::{MailDomain, Referee, Subject};

pub(crate) const CHECK: Check = Check {
    name: "reference-self",
    question: "Is a reference reached at the applicant's own mailbox, number or domain?",
    rationale: "Operators answer for themselves, and for one another, from contacts that they \
                already have.",
    source: "References linked to the applicant's own contacts are grade B to A: US State, \
             Treasury and FBI advisory of 16 May 2022; Security Alliance, techniques",
    innocent: &[
        "the applicant put their own contact into the wrong field",
        "the referee is family, or a partner in the same small company",
        "the form asked for the applicant's contact beside that of the reference",
    ],
    verify: "Ask for another contact, and find the referee through the company.",
    levels: &["domain", "contact"],
    ask,
};

/// The most references that are compared; people name three.
const REFERENCES_MAX: usize = 20;
/// The most employers that are compared with a domain.
const EMPLOYERS_MAX: usize = 60;

fn ask(subject: &Subject<'_>) -> Answer {
    if subject.by_agency {
        return Answer::Unknown;
    }
    let references = &subject.application.references;
    let references = &references[..references.len().min(REFERENCES_MAX)];
    let mut compared = false;
    let mut domain = None;
    for (reference, referee) in references.iter().zip(&subject.references) {
        if let (Some(theirs), Some(own)) = (&referee.email, &subject.email) {
            compared = true;
            if theirs.mailbox == own.mailbox {
                return contact("mailbox", &theirs.mailbox);
            }
        }
        if let (Some(theirs), Some(own)) = (&referee.phone, &subject.phone) {
            compared = true;
            if theirs.e164 == own.e164 {
                return contact("number", &theirs.e164);
            }
        }
        domain = domain.or_else(|| shared_domain(subject, reference, referee));
    }
    if let Some(domain) = domain {
        return Answer::Noted(
            "domain",
            Finding {
                summary: format!("a reference writes from {domain}, the applicant's own domain"),
                claim: domain.to_owned(),
                observed: "the same domain in the applicant's contacts or sites".into(),
            },
        );
    }
    if !compared {
        return Answer::Unknown;
    }
    Answer::Clear(Finding {
        summary: "references have contacts of their own".into(),
        claim: "contacts of the references".into(),
        observed: "none is the applicant's".into(),
    })
}

fn contact(kind: &str, value: &str) -> Answer {
    Answer::Noted(
        "contact",
        Finding {
            summary: format!("a reference has the applicant's {kind}"),
            claim: value.to_owned(),
            observed: format!("the same {kind} in the applicant's contacts"),
        },
    )
}

/// The domain that a reference shares with the applicant's mailbox or site. A domain of the
/// company that is given, of an employer of the résumé, or of which no company is given, is shared
/// by all who work there and says nothing.
fn shared_domain<'a>(
    subject: &Subject<'_>,
    reference: &Reference,
    referee: &'a Referee,
) -> Option<&'a str> {
    let domain = match (&referee.email, &referee.mail_domain) {
        (Some(email), Some(MailDomain::Own)) => email.domain.as_str(),
        _ => return None,
    };
    let mailbox = subject.email.as_ref().is_some_and(|email| email.domain == domain);
    let site = subject.links.iter().any(|link| link.host == domain && link.handle().is_none());
    let company = Organization::read(reference.company.as_deref()?)?;
    if !(mailbox || site) || may_own(&company, domain, None) {
        return None;
    }
    let resume = subject.application.resume.as_ref();
    let mut employers = resume.into_iter().flat_map(|r| &r.work).take(EMPLOYERS_MAX);
    let employer = employers.any(|work| {
        let name = work.name.as_deref().and_then(Organization::read);
        name.is_some_and(|name| may_own(&name, domain, None))
    });
    (!employer).then_some(domain)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::fixture::{answered, application, subject};
    use bonafide_reference::{LineKind, MailDomain, PhoneFacts};
    use serde_json::{Value, json};

    fn of(email: &str, company: &str) -> Value {
        json!({
            "applicant": {"name": "Jane Doe", "email": "jane@janedoe.example",
                "links": [{"url": "https://janedoe.example/work"}]},
            "resume": {"work": [{"name": "Initech"}]},
            "references": [{"email": email, "company": company}]
        })
    }

    #[test]
    fn answers() {
        let mut agency = of("jane@janedoe.example", "Acme");
        agency["source"] = json!({"agency": "Staff & Co"});
        for (fields, want) in [
            (of("jane+ref@janedoe.example", "Acme"), "contact"),
            (of("kim@janedoe.example", "Acme"), "domain"),
            // Partners of one small company write from one domain.
            (of("kim@janedoe.example", "Jane Doe Design"), "clear"),
            (of("kim@janedoe.example", ""), "clear"),
            (of("kim@acme.example", "Acme"), "clear"),
            (of("none", "Acme"), "unknown"),
            (agency, "unknown"),
        ] {
            let application = application(fields);
            let mut subject = subject(&application);
            subject.references[0].mail_domain = Some(MailDomain::Own);
            assert_eq!(answered(&CHECK, &subject), want, "{:?}", application.references);
        }
    }

    #[test]
    fn one_number_of_both_is_a_shared_contact() {
        let phone = |e164: &str| {
            Some(PhoneFacts {
                e164: e164.into(),
                country: None,
                region: None,
                area: None,
                spot: None,
                line: LineKind::Mobile,
            })
        };
        let application = application(json!({"references": [{}]}));
        let mut subject = subject(&application);
        subject.phone = phone("+15125550142");
        subject.references[0].phone = phone("+15125550142");
        assert_eq!(answered(&CHECK, &subject), "contact");
        subject.references[0].phone = phone("+15035550142");
        assert_eq!(answered(&CHECK, &subject), "clear");
    }
}
