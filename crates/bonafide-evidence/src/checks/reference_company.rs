//! Does a reference's mail domain fit the company that is given?

use crate::excerpt::excerpt;
use crate::organization::Organization;
use crate::{Answer, Check, Finding};
use bonafide_reference::{MailDomain, Subject};

pub(crate) const CHECK: Check = Check {
    name: "reference-company",
    question: "Does a reference's mail domain fit the company that is given?",
    rationale: "A reference written by the operator comes from a domain that the operator has, \
                whatever company is given.",
    source: "State, Treasury and FBI advisory of 16 May 2022: references to be confirmed through \
             contacts found independently; weak, since domains seldom spell a company's name",
    innocent: &[
        "The referee has moved on, and writes from a new employer's address.",
        "The company's domain does not spell its name.",
        "The company was renamed, or belongs to a group under whose domain it writes.",
        "The referee writes from a domain of their own.",
    ],
    verify: "Find the referee through the company's own switchboard or site, and ask there.",
    levels: &["other-domain"],
    ask,
};

fn ask(subject: &Subject<'_>) -> Answer {
    let mut fits = None;
    let mut other = None;
    for (reference, referee) in subject.application.references.iter().zip(&subject.references) {
        let (Some(company), Some(email)) = (reference.company.as_deref(), &referee.email) else {
            continue;
        };
        let own = matches!(referee.mail_domain, Some(MailDomain::Own | MailDomain::School { .. }));
        let Some(name) = Organization::read(company).filter(|_| own) else {
            continue;
        };
        if may_own(&name, &email.domain, referee.mail_domain.as_ref()) {
            fits = fits.or(Some((company, &email.domain)));
        } else {
            other = other.or(Some((company, &email.domain)));
        }
    }
    if let Some((company, domain)) = other {
        return Answer::Noted(
            "other-domain",
            Finding {
                summary: format!("a reference of {} writes from {domain}", excerpt(company)),
                claim: company.to_owned(),
                observed: format!("{domain} spells neither name nor initials of the company"),
            },
        );
    }
    fits.map_or(Answer::Unknown, |(company, domain)| {
        Answer::Clear(Finding {
            summary: format!("a reference of {} writes from {domain}", excerpt(company)),
            claim: company.to_owned(),
            observed: format!("{domain} spells the company's name or initials"),
        })
    })
}

/// Whether any label of the domain but the last, or the school that the domain is of, fits.
pub(crate) fn may_own(name: &Organization, domain: &str, known: Option<&MailDomain>) -> bool {
    if let Some(MailDomain::School { name: school, .. }) = known
        && Organization::read(school).is_some_and(|school| school.may_be(name))
    {
        return true;
    }
    let labels = domain.rsplit_once('.').map_or(domain, |(labels, _)| labels);
    labels.split('.').any(|label| name.may_own(label))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::trial::{answered, application, subject};
    use bonafide_reference::MailDomain;
    use serde_json::json;

    #[test]
    fn answers() {
        let own = || Some(MailDomain::Own);
        let school =
            || Some(MailDomain::School { name: "Example University".into(), country: None });
        for (company, email, domain, want) in [
            ("Acme, Inc.", "kim@acme.example", own(), "clear"),
            ("International Widget Works", "kim@mail.iww.co.example", own(), "clear"),
            ("Example University", "kim@exu.example", school(), "clear"),
            ("Acme, Inc.", "kim@initech.example", own(), "other-domain"),
            // Kinds of domain that belong to no company are for another check.
            ("Acme, Inc.", "kim@gmail.com", Some(MailDomain::Free), "unknown"),
            ("Acme, Inc.", "kim", own(), "unknown"),
            ("", "kim@initech.example", own(), "unknown"),
        ] {
            let application =
                application(json!({"references": [{"email": email, "company": company}]}));
            let mut subject = subject(&application);
            subject.references[0].mail_domain = domain;
            assert_eq!(answered(&CHECK, &subject), want, "{company} {email}");
        }
    }
}
