//! Does a reference's mail domain fit the company that is given?

use crate::domain_label::{is_near, is_of_hiring, registered};
use crate::excerpt::excerpt;
use crate::organization::Organization;
use crate::{Answer, Check, Finding};
use bonafide_application::ProfileAddress;
use bonafide_reference::{MailDomain, Subject};

pub(crate) const CHECK: Check = Check {
    name: "reference-company",
    question: "Does a reference's mail domain fit the company that is given?",
    rationale: "A reference written by the operator comes from a domain that the operator has: \
                any at all, or one made to look like the company's.",
    source: "A contact unlike the one found independently corroborates, grade B, one that \
             looks alike is strong, grade A: US State, Treasury and FBI advisory of 16 May \
             2022; ScamVerify, recruiting guide. A domain that only does not spell the \
             company is judged to be grade C",
    innocent: &[
        "the referee has moved on, and writes from a new employer's address",
        "the company's domain does not spell its name, or it has several",
        "the company was renamed, or belongs to a group under whose domain it writes",
        "the referee writes from a domain of their own",
    ],
    verify: "Find the referee through the company's own switchboard or site, and ask there.",
    levels: &["other-domain", "near-domain"],
    ask,
};

/// The most references, and the most employers, that are compared.
const REFERENCES_MAX: usize = 20;
const EMPLOYERS_MAX: usize = 60;

fn ask(subject: &Subject<'_>) -> Answer {
    let mut fits = None;
    let mut other = None;
    let references = subject.application.references.iter().zip(&subject.references);
    for (reference, referee) in references.take(REFERENCES_MAX) {
        let (Some(company), Some(email)) = (reference.company.as_deref(), &referee.email) else {
            continue;
        };
        let own = matches!(referee.mail_domain, Some(MailDomain::Own | MailDomain::School { .. }));
        let Some(name) = Organization::read(company).filter(|_| own) else {
            continue;
        };
        let domain = email.domain.as_str();
        let site = site_of(subject, &name);
        if let Some(near) = nearly(&name, domain, site.as_deref()) {
            return noted("near-domain", company, domain, near);
        }
        let same = site.is_some_and(|site| registered(&site) == registered(domain));
        if same || may_own(&name, domain, referee.mail_domain.as_ref()) {
            fits = fits.or(Some((company, domain)));
        } else {
            other = other.or(Some((company, domain)));
        }
    }
    if let Some((company, domain)) = other {
        let why = format!("{domain} spells neither name nor initials of the company");
        return noted("other-domain", company, domain, why);
    }
    fits.map_or(Answer::Unknown, |(company, domain)| {
        Answer::Clear(Finding {
            summary: format!("a reference of {} writes from {domain}", excerpt(company)),
            claim: company.to_owned(),
            observed: format!("{domain} is the company's site, or spells its name or initials"),
        })
    })
}

fn noted(level: &'static str, company: &str, domain: &str, observed: String) -> Answer {
    Answer::Noted(
        level,
        Finding {
            summary: format!("a reference of {} writes from {domain}", excerpt(company)),
            claim: company.to_owned(),
            observed,
        },
    )
}

/// The host of the site that the résumé gives for an employer of this name.
fn site_of(subject: &Subject<'_>, name: &Organization) -> Option<String> {
    let jobs = subject.application.resume.iter().flat_map(|resume| &resume.work);
    let mut sites = jobs.take(EMPLOYERS_MAX).filter_map(|work| {
        let site = ProfileAddress::parse(work.url.as_deref()?)?;
        let employer = Organization::read(work.name.as_deref()?)?;
        (site.handle().is_none() && employer.may_be(name)).then_some(site.host)
    });
    sites.next()
}

/// Why the domain is only nearly the company's.
fn nearly(name: &Organization, domain: &str, site: Option<&str>) -> Option<String> {
    if let Some(site) = site
        && is_near(domain, site)
    {
        return Some(format!("{domain} is close to {site}, the site of the résumé, and not it"));
    }
    let (label, _) = registered(domain)?;
    let stated = site.is_some_and(|site| registered(site) == registered(domain));
    (!stated && is_of_hiring(label) && !name.is_of_hiring())
        .then(|| format!("{domain} puts a word of hiring to a name"))
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
    use crate::fixture::{answered, application, subject};
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
            ("Acme, Inc.", "kim@acme-hr.example", own(), "near-domain"),
            ("Acme Careers", "kim@acmecareers.example", own(), "clear"),
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
    #[test]
    fn the_site_of_the_resume_is_the_companys() {
        for (email, want) in [
            ("kim@mail.northmill.com", "clear"),
            ("kim@northmi1l.com", "near-domain"),
            ("kim@northmill.org", "near-domain"),
            ("kim@northmill.de", "clear"),
            ("kim@initech.com", "other-domain"),
        ] {
            let application = application(json!({
                "resume": {"work": [{"name": "North Mill LLC", "url": "https://www.northmill.com"}]},
                "references": [{"email": email, "company": "North Mill"}]}));
            let mut subject = subject(&application);
            subject.references[0].mail_domain = Some(MailDomain::Own);
            assert_eq!(answered(&CHECK, &subject), want, "{email}");
        }
    }
}
