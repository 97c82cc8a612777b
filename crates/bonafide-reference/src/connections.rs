//! Which rows of lists an application leads to, and by which of its claims.
//!
//! An institution's name is matched as people write it, and told from its namesakes by its place;
//! a person's only where something else of theirs is the same. A name alone leads nowhere.

use crate::listed_people::people;
use crate::meant::{Meant, meant};
use crate::{MailDomain, Subject, Tables};
use bonafide_application::{Application, Email, ProfileAddress, fold};
use bonafide_lists::{Entry, Indicator, IndicatorKind, Kind, List, Lists, Match, Tier, normalized};
use jiff::civil;

/// What of an application leads to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Path {
    /// A course of study.
    Study,
    /// A job, paid or not.
    Job,
    /// A project.
    Project,
    /// A certificate.
    Certificate,
    /// The company of a reference.
    ReferenceCompany,
    /// The applicant's mailbox, or its domain.
    MailDomain,
    /// A reference's mailbox, or its domain.
    ReferenceDomain,
    /// A site that the applicant names.
    Site,
    /// The applicant's own name, together with something else.
    Person,
}

/// One row that an application leads to.
#[derive(Clone, Debug)]
pub struct Connection<'a> {
    /// By what.
    pub path: Path,
    /// What is claimed, verbatim.
    pub claim: String,
    /// The list.
    pub list: &'a List,
    /// The row.
    pub entry: &'a Entry,
    /// Which of its names or values fits.
    pub matched: &'a str,
    /// How well, in `[0, 1]`.
    pub score: f64,
    /// What else agrees, of a person.
    pub corroboration: Option<&'static str>,
    /// Whether an institution's name alone fits, and no place is known of it: what the law asks is
    /// told, and nothing is counted.
    pub by_name_alone: bool,
}

/// One indicator whose value an application states.
#[derive(Clone, Debug)]
pub struct Indicated<'a> {
    /// The list.
    pub list: &'a List,
    /// The row.
    pub indicator: &'a Indicator,
    /// What is claimed, verbatim.
    pub claim: String,
}

/// For which roles rows of the tier of research security count, and why: off without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResearchSecurity {
    /// Titles or departments of jobs; a job is meant whose title or department holds one.
    pub roles: Vec<String>,
    /// The reason, in writing; every report shows it.
    pub reason: String,
}

/// A name below this is another one. At this score one in two hundred names that only share words
/// with a listed one is taken for it (`bench/runs`).
const SCORE_MIN: f64 = 0.93;

/// The most rows that one application leads to; further ones say nothing new.
const CONNECTIONS_MAX: usize = 24;

/// The most claims of each kind that are looked at.
const CLAIMS_MAX: usize = 60;

impl Connection<'_> {
    /// Why the row is listed.
    pub fn tier(&self) -> Tier {
        self.entry.tier
    }

    /// The path as a sentence without a full stop.
    pub fn sentence(&self) -> String {
        let name = &self.entry.name;
        let by = match self.path {
            Path::MailDomain if self.claim.contains('@') => "the mailbox is one of",
            Path::ReferenceDomain if self.claim.contains('@') => "a reference's mailbox is one of",
            Path::Study => "a course of study names",
            Path::Job => "a job names",
            Path::Project => "a project names",
            Path::Certificate => "a certificate names",
            Path::ReferenceCompany => "a reference is said to be of",
            Path::MailDomain => "the mailbox has a domain of",
            Path::ReferenceDomain => "a reference's mailbox has a domain of",
            Path::Site => "a site that the applicant names is of",
            Path::Person => "the applicant's name agrees with that of",
        };
        let with = self.corroboration.map_or(String::new(), |what| format!(", and so does {what}"));
        let alone = if self.by_name_alone { "; of which place is not known" } else { "" };
        format!("{by} {name}, {}{with}{alone}", self.tier().words())
    }

    /// Where the row can be read: list, version and row.
    pub fn reference(&self) -> String {
        let id =
            if self.entry.id.is_empty() { String::new() } else { format!(" ({})", self.entry.id) };
        format!("{}, version {}, row {}{id}", self.list.name, self.list.version, self.entry.row)
    }
}

/// Every row that an application leads to.
pub(crate) fn connections<'a>(subject: &Subject<'a>) -> Vec<Connection<'a>> {
    let lists = &subject.tables.lists;
    if lists.is_empty() {
        return Vec::new();
    }
    let day = jiff::tz::Offset::UTC.to_datetime(subject.application.submitted_at).date();
    let research = concerns(subject.tables.research_security.as_ref(), subject);
    let speaks = |entry: &Entry| {
        in_force(entry.expires_on, day) && (research || entry.tier != Tier::ResearchSecurity)
    };
    let mut found = Vec::new();
    for claim in claims(subject.application) {
        found.extend(named(&claim, subject.tables, lists, &speaks));
    }
    found.extend(of_contacts(subject, lists));
    if lists.holds_people() {
        found.extend(people(subject.application, subject.email.as_ref(), lists, &speaks));
    }
    found.retain(|connection| speaks(connection.entry));
    found.dedup_by(|a, b| a.path == b.path && a.claim == b.claim && std::ptr::eq(a.entry, b.entry));
    found.sort_by_key(|connection| !connection.tier().is_sanctioned());
    found.truncate(CONNECTIONS_MAX);
    found
}

/// Whether a row has not aged out on a day.
fn in_force(expires_on: Option<civil::Date>, day: civil::Date) -> bool {
    expires_on.is_none_or(|last| day < last)
}

/// Whether the job is one for which the tier was turned on.
fn concerns(policy: Option<&ResearchSecurity>, subject: &Subject<'_>) -> bool {
    let Some(policy) = policy else { return false };
    let job = &subject.application.job;
    let texts = [job.title.as_deref(), job.department.as_deref()];
    let texts: Vec<String> = texts.into_iter().flatten().map(fold).collect();
    policy.roles.iter().map(|role| fold(role)).any(|role| {
        !role.is_empty()
            && texts.iter().any(|text| format!(" {text} ").contains(&format!(" {role} ")))
    })
}

/// One name of an institution that an application states.
struct Claim<'a> {
    path: Path,
    text: &'a str,
    /// Where the claim itself says that it was.
    place: Option<&'a str>,
}

fn claims<'a>(application: &'a Application) -> Vec<Claim<'a>> {
    let mut claims = Vec::new();
    let mut add = |path, text: Option<&'a String>, place: Option<&'a String>| {
        if let Some(text) = text.filter(|text| text.chars().any(char::is_alphanumeric)) {
            claims.push(Claim { path, text, place: place.map(String::as_str) });
        }
    };
    if let Some(resume) = &application.resume {
        for study in resume.education.iter().take(CLAIMS_MAX) {
            add(Path::Study, study.institution.as_ref(), None);
        }
        for work in resume.work.iter().take(CLAIMS_MAX) {
            add(Path::Job, work.name.as_ref(), work.location.as_ref());
        }
        for work in resume.volunteer.iter().take(CLAIMS_MAX) {
            add(Path::Job, work.organization.as_ref(), None);
        }
        for project in resume.projects.iter().take(CLAIMS_MAX) {
            add(Path::Project, project.name.as_ref(), None);
        }
        for certificate in resume.certificates.iter().take(CLAIMS_MAX) {
            add(Path::Certificate, certificate.issuer.as_ref(), None);
        }
    }
    for reference in application.references.iter().take(CLAIMS_MAX) {
        add(Path::ReferenceCompany, reference.company.as_ref(), None);
    }
    claims
}

/// The rows that a claim names: of those that speak, the best of a list whose duty none has yet,
/// and where there is none, one whose name alone fits.
fn named<'a>(
    claim: &Claim<'_>,
    tables: &Tables,
    lists: &'a Lists,
    speaks: &dyn Fn(&Entry) -> bool,
) -> Vec<Connection<'a>> {
    let (mut found, mut by_name): (Vec<Connection<'a>>, Vec<Connection<'a>>) = Default::default();
    for fit in lists.institution(claim.text, SCORE_MIN) {
        let can_count = fit.entry.kind != Kind::Thing && speaks(fit.entry);
        if !can_count || says_no_more(&found, &fit) {
            continue;
        }
        let meant = meant(claim.text, claim.place, &fit, tables);
        let by_name_alone = meant == Meant::ByName;
        let among = if by_name_alone { &mut by_name } else { &mut found };
        if meant != Meant::No && !says_no_more(among, &fit) {
            among.push(Connection {
                path: claim.path,
                claim: claim.text.to_owned(),
                list: fit.list,
                entry: fit.entry,
                matched: fit.matched,
                score: fit.score,
                corroboration: None,
                by_name_alone,
            });
        }
    }
    for one in by_name {
        if !found.iter().any(|other| is_of(other, one.list, one.entry)) {
            found.push(one);
        }
    }
    found
}

/// Whether a row of the same list with the same duty is found already.
pub(crate) fn says_no_more(found: &[Connection<'_>], fit: &Match<'_>) -> bool {
    found.iter().any(|one| is_of(one, fit.list, fit.entry))
}

/// Whether a connection is to this list, with the duty of this row.
fn is_of(one: &Connection<'_>, list: &List, entry: &Entry) -> bool {
    let duty = |tier: Tier| tier.is_sanctioned().then_some(()).ok_or(tier);
    duty(one.tier()) == duty(entry.tier) && one.list.name == list.name
}

/// Rows that own a mailbox or a domain of the applicant, of a reference or of a named site.
fn of_contacts<'a>(subject: &Subject<'a>, lists: &'a Lists) -> Vec<Connection<'a>> {
    let own = subject.email.iter().map(|email| (Path::MailDomain, email));
    let references = subject.references.iter().filter_map(|r| r.email.as_ref());
    let references = references.map(|email| (Path::ReferenceDomain, email));
    let emails: Vec<(Path, &Email)> = own.chain(references).take(CLAIMS_MAX).collect();
    let mut found = Vec::new();
    let mut add = |path, claim: &str, place: u32, matched: &str| {
        let (list, entry) = lists.at(place);
        let own = entry.domains.iter().chain(&entry.emails).find(|own| *own == matched);
        found.push(Connection {
            path,
            claim: claim.to_owned(),
            list,
            entry,
            matched: own.map_or(entry.name.as_str(), String::as_str),
            score: 1.0,
            corroboration: None,
            by_name_alone: false,
        });
    };
    for (path, email) in &emails {
        let written = format!("{}@{}", email.local, email.domain);
        for place in lists.of_mailbox(&email.mailbox) {
            add(*path, &written, *place, &written);
        }
    }
    let domains = emails.iter().map(|(path, email)| (*path, email.domain.as_str()));
    let sites = subject.links.iter().map(|link| (Path::Site, link.host.as_str()));
    for (path, domain) in domains.chain(sites).take(CLAIMS_MAX) {
        if is_everybodys(domain, subject.tables) {
            continue;
        }
        // A part of a domain is its owner's as well.
        let mut part = domain;
        loop {
            lists.of_domain(part).iter().for_each(|place| add(path, domain, *place, part));
            match part.split_once('.') {
                Some((_, rest)) if rest.contains('.') => part = rest,
                _ => break,
            }
        }
    }
    found
}

/// Whether anybody can open a mailbox at a domain: it says nothing of who holds it.
fn is_everybodys(domain: &str, tables: &Tables) -> bool {
    matches!(tables.mail_domains.find(domain), MailDomain::Free | MailDomain::Forwarding)
}

/// Every indicator whose value an application states, and that has not aged out.
pub(crate) fn indicated<'a>(subject: &Subject<'a>) -> Vec<Indicated<'a>> {
    let lists = &subject.tables.lists;
    if !lists.holds_indicators() {
        return Vec::new();
    }
    let day = jiff::tz::Offset::UTC.to_datetime(subject.application.submitted_at).date();
    let mut found = Vec::new();
    for (kind, value, claim) in values(subject) {
        for (list, indicator) in lists.indicators(kind, &value) {
            if in_force(indicator.expires_on, day) {
                found.push(Indicated { list, indicator, claim: claim.clone() });
            }
        }
    }
    found.truncate(CONNECTIONS_MAX);
    found
}

/// The values that indicators may name, normalized as they are.
fn values(subject: &Subject<'_>) -> Vec<(IndicatorKind, String, String)> {
    let mut values = Vec::new();
    let mut add = |kind, claim: &str| {
        if let Some(value) = normalized(kind, claim) {
            values.push((kind, value, claim.to_owned()));
        }
    };
    let application = subject.application;
    let references = application.references.iter().take(CLAIMS_MAX);
    let emails = references.clone().filter_map(|reference| reference.email.as_ref());
    for email in application.applicant.email.iter().chain(emails) {
        add(IndicatorKind::Email, email);
        let domain = email.rsplit_once('@').map(|(_, domain)| domain.to_lowercase());
        if let Some(domain) = domain.filter(|domain| !is_everybodys(domain, subject.tables)) {
            add(IndicatorKind::Domain, &domain);
        }
    }
    let phones = references.filter_map(|reference| reference.phone.as_ref());
    for phone in application.applicant.phone.iter().chain(phones) {
        add(IndicatorKind::Phone, phone);
    }
    for link in &subject.links {
        add(IndicatorKind::Handle, &link.normal());
        if let Some((_, handle)) = ProfileAddress::handle(link) {
            add(IndicatorKind::Handle, handle);
        } else {
            add(IndicatorKind::Domain, &link.host);
        }
    }
    let events = application.events.iter().take(CLAIMS_MAX);
    let session = application.session.iter().filter_map(|session| session.ip.as_ref());
    for ip in session.chain(events.clone().filter_map(|event| event.ip.as_ref())) {
        add(IndicatorKind::Address, ip);
    }
    for account in events.filter_map(|event| event.account.as_ref()) {
        add(IndicatorKind::Wallet, account);
    }
    values
}
