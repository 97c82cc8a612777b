//! What is claimed in an application, by where it stands; and the same of several, row by row.
//!
//! Dates of birth, languages and pictures are left out: nothing is to be concluded from them.

use bonafide_application::{Application, Document, EventKind, Work};
use bonafide_console::{CELL, Claimed, Line, Mark, Section, said};
use bonafide_verification::decision::Outcome;

/// Most claims of one kind that are shown.
const OF_A_KIND: usize = 40;

/// The claims of an application; without their values where these are not to be shown.
pub(crate) fn sections(application: &Application, are_shown: bool) -> Vec<Section> {
    let parts = parts(application).into_iter();
    let sections = parts.map(|(title, source, claims)| Section {
        title,
        source,
        claims: claims
            .into_iter()
            .map(|(name, value)| Claimed {
                name,
                value: if are_shown { said(&value, CELL) } else { String::new() },
            })
            .collect(),
    });
    sections.filter(|section| !section.claims.is_empty()).collect()
}

/// The claims of several applications side by side, by part.
pub(crate) fn rows(applications: &[Application]) -> Vec<(&'static str, Vec<Line>)> {
    let all: Vec<_> = applications.iter().map(parts).collect();
    let Some(first) = all.first() else { return Vec::new() };
    let rows = (0..first.len()).map(|part| {
        let mut names: Vec<&String> = Vec::new();
        for (name, _) in all.iter().flat_map(|parts| &parts[part].2) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let line = |name: &String| {
            let value = |parts: &Vec<Part>| {
                let claims = parts[part].2.iter();
                claims.filter(|claim| claim.0 == *name).map(|claim| claim.1.clone()).next()
            };
            let values: Vec<String> = all.iter().map(|p| value(p).unwrap_or_default()).collect();
            let mark = Mark::of(&values);
            let values = values.iter().map(|value| said(value, CELL)).collect();
            Line { name: name.clone(), values, mark }
        };
        (first[part].0, names.into_iter().map(line).collect())
    });
    rows.collect()
}

/// The job that was applied for.
pub(crate) fn job(application: &Application) -> String {
    said(application.job.title.as_deref().unwrap_or_default(), 100)
}

/// Where an application came from.
pub(crate) fn source(application: &Application) -> String {
    let source = &application.source;
    let channel = source.channel.as_deref().or(source.system.as_deref()).unwrap_or_default();
    said(&channel.replace('_', " "), 60)
}

/// An outcome in words.
pub(crate) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Cleared => "cleared",
        Outcome::Confirmed => "claims not borne out",
        Outcome::Inconclusive => "inconclusive",
    }
}

/// A part: its title, where it stands, and its claims.
type Part = (&'static str, &'static str, Vec<(String, String)>);

/// Every application has the same parts, in the same order.
fn parts(application: &Application) -> Vec<Part> {
    vec![
        ("Contact", "form", contact(application)),
        ("Work", "résumé", work(application)),
        ("Education", "résumé", education(application)),
        ("References", "form", references(application)),
        ("Session", "observed", session(application)),
        ("Later stages", "observed", later(application)),
        ("Documents", "read from files", documents(application)),
    ]
}

fn add(claims: &mut Vec<(String, String)>, name: &str, value: Option<&str>) {
    if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
        claims.push((name.to_owned(), value.to_owned()));
    }
}

fn joined(parts: &[Option<&str>]) -> String {
    let parts = parts.iter().flatten().filter(|part| !part.is_empty());
    parts.copied().collect::<Vec<&str>>().join(", ")
}

fn contact(application: &Application) -> Vec<(String, String)> {
    let (mut claims, who) = (Vec::new(), &application.applicant);
    add(&mut claims, "Name", Some(who.name.as_str()));
    for name in who.also_known_as.iter().take(OF_A_KIND) {
        add(&mut claims, "Also known as", Some(name.as_str()));
    }
    add(&mut claims, "E-mail", who.email.as_deref());
    add(&mut claims, "Phone", who.phone.as_deref());
    let address = &who.address;
    add(&mut claims, "Street", address.street.as_deref());
    add(&mut claims, "Place", Some(&address.place().show()));
    for (link, at) in who.links.iter().take(OF_A_KIND).zip(1..) {
        let name = link.network.clone().unwrap_or_else(|| format!("Link {at}"));
        claims.push((said(&name, 40), link.url.clone()));
    }
    if let Some(resume) = &application.resume {
        let basics = &resume.basics;
        add(&mut claims, "E-mail in the résumé", basics.email.as_deref());
        add(&mut claims, "Phone in the résumé", basics.phone.as_deref());
    }
    claims
}

fn dates(start: Option<String>, end: Option<String>) -> String {
    match (start, end) {
        (None, None) => String::new(),
        (start, end) => format!(
            "{} – {}",
            start.unwrap_or_else(|| "…".to_owned()),
            end.unwrap_or_else(|| "now".to_owned())
        ),
    }
}

fn work(application: &Application) -> Vec<(String, String)> {
    let jobs = application.resume.iter().flat_map(|resume| &resume.work).take(OF_A_KIND);
    let line = |(job, at): (&Work, usize)| {
        let when = dates(
            job.start_date.as_ref().map(ToString::to_string),
            job.end_date.as_ref().map(ToString::to_string),
        );
        let what = joined(&[job.position.as_deref(), job.name.as_deref(), Some(&when)]);
        (format!("Job {at}"), what)
    };
    jobs.zip(1..).map(line).filter(|(_, what)| !what.is_empty()).collect()
}

fn education(application: &Application) -> Vec<(String, String)> {
    let resume = application.resume.iter();
    let mut claims = Vec::new();
    for (one, at) in resume.clone().flat_map(|r| &r.education).take(OF_A_KIND).zip(1..) {
        let when = dates(
            one.start_date.as_ref().map(ToString::to_string),
            one.end_date.as_ref().map(ToString::to_string),
        );
        let award = joined(&[one.study_type.as_deref(), one.area.as_deref()]);
        let what = joined(&[Some(&award), one.institution.as_deref(), Some(&when)]);
        add(&mut claims, &format!("Degree {at}"), Some(&what));
    }
    for (one, at) in resume.flat_map(|r| &r.certificates).take(OF_A_KIND).zip(1..) {
        let what = joined(&[one.name.as_deref(), one.issuer.as_deref()]);
        add(&mut claims, &format!("Certificate {at}"), Some(&what));
    }
    claims
}

fn references(application: &Application) -> Vec<(String, String)> {
    let mut claims = Vec::new();
    for (one, at) in application.references.iter().take(OF_A_KIND).zip(1..) {
        let who = joined(&[one.name.as_deref(), one.company.as_deref()]);
        add(&mut claims, &format!("Reference {at}"), Some(&who));
        add(&mut claims, &format!("Reference {at}, e-mail"), one.email.as_deref());
        add(&mut claims, &format!("Reference {at}, phone"), one.phone.as_deref());
    }
    claims
}

fn session(application: &Application) -> Vec<(String, String)> {
    let mut claims = Vec::new();
    add(&mut claims, "Sent", Some(&application.submitted_at.strftime("%F %H:%M UTC").to_string()));
    if let Some(session) = &application.session {
        add(&mut claims, "Network", session.ip.as_deref());
        add(&mut claims, "Device", session.device_id.as_deref());
        add(&mut claims, "Time zone", session.time_zone.as_deref());
        add(&mut claims, "Browser", session.user_agent.as_deref());
        let seconds = session.fill_seconds.map(|seconds| format!("{seconds:.0} s"));
        add(&mut claims, "Filled in within", seconds.as_deref());
    }
    claims
}

fn later(application: &Application) -> Vec<(String, String)> {
    let mut claims = Vec::new();
    for (event, at) in application.events.iter().take(OF_A_KIND).zip(1..) {
        let when = event.at.strftime("%F %H:%M UTC").to_string();
        let place = event.address.place().show();
        let what = joined(&[
            Some(&when),
            event.ip.as_deref(),
            event.time_zone.as_deref(),
            event.device_id.as_deref(),
            event.address.street.as_deref(),
            Some(&place),
        ]);
        claims.push((format!("{at}: {}", kind(event.kind)), what));
    }
    claims
}

/// A kind of event in words.
pub(crate) fn kind(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Interview => "interview",
        EventKind::IdentityCheck => "identity check",
        EventKind::BackgroundCheck => "background check",
        EventKind::CredentialCheck => "credential check",
        EventKind::ReferenceCheck => "reference check",
        EventKind::Shipment => "shipment",
        EventKind::Payroll => "payroll",
        EventKind::Device => "device",
        EventKind::InterviewCheck => "interview result",
        EventKind::EmploymentCheck => "employment check",
        EventKind::EquipmentCheck => "equipment check",
    }
}

fn documents(application: &Application) -> Vec<(String, String)> {
    let mut claims = Vec::new();
    let document = |(one, at): (&Document, usize)| {
        let (name, lineage) = (format!("File {at}"), &one.lineage);
        add(&mut claims, &name, Some(&one.file));
        for (what, value) in [
            ("made with", &lineage.producer),
            ("tool", &lineage.creator_tool),
            ("author", &lineage.author),
            ("last saved by", &lineage.last_modified_by),
            ("template", &lineage.template),
            ("made", &lineage.created),
            ("saved", &lineage.modified),
            ("permanent id", &lineage.permanent_id),
            ("document id", &lineage.document_id),
            ("original id", &lineage.original_id),
            ("first session", &lineage.first_session),
        ] {
            add(&mut claims, &format!("{name}, {what}"), value.as_deref());
        }
    };
    application.documents.iter().take(OF_A_KIND).zip(1..).for_each(document);
    claims
}

#[cfg(test)]
mod tests {
    use super::{rows, sections};
    use bonafide_application::Application;
    use bonafide_console::Mark;
    use serde_json::json;

    fn application(phone: &str, born: &str) -> Application {
        let text = json!({"id": "A-1", "submitted_at": "2026-01-01T00:00:00Z",
            "applicant": {"name": "Ana <b>", "phone": phone, "born_on": born}});
        serde_json::from_value(text).expect("an application")
    }

    #[test]
    fn values_are_shown_where_they_are_asked_for_and_dates_of_birth_never() {
        let one = application("+1 212 555 0142", "1990-01-02");
        let hidden = format!("{:?}", sections(&one, false));
        assert!(hidden.contains("Phone") && !hidden.contains("555"));
        let shown = format!("{:?}", sections(&one, true));
        assert!(shown.contains("555 0142") && !shown.contains("1990"));
    }

    #[test]
    fn applications_stand_side_by_side_with_how_they_compare() {
        let all = [
            application("+1 212 555 0142", "1990-01-02"),
            application("12125550142", "1980-01-02"),
        ];
        let lines = rows(&all).into_iter().flat_map(|(_, lines)| lines);
        let marks: Vec<(String, Mark)> = lines.map(|line| (line.name, line.mark)).collect();
        assert!(marks.contains(&("Name".into(), Mark::Equal)));
        assert!(marks.contains(&("Phone".into(), Mark::Near)));
    }
}
