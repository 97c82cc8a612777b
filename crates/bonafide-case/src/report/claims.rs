//! What one application claims, as the report lists it beside the waterfall.

use crate::ScreenedApplication;
use crate::numbers::label;
use crate::report::said::{SHORT, said};
use bonafide_application::{Application, PartialDate, Resume};

/// One group of claims.
pub(crate) struct Group {
    pub(crate) title: &'static str,
    pub(crate) claims: Vec<Claim>,
}

/// One claim, verbatim.
pub(crate) struct Claim {
    pub(crate) label: String,
    /// Where it is stated.
    pub(crate) source: &'static str,
    /// The applicant's words; empty where the program speaks.
    pub(crate) said: String,
    /// An identifier, to be compared letter by letter; empty elsewhere.
    pub(crate) id: String,
}

/// Entries of one list that are shown; the rest is counted.
const ENTRIES: usize = 8;

/// Everything that a reviewer compares, and nothing that stands for origin.
pub(crate) fn claims(screened: &ScreenedApplication) -> Vec<Group> {
    let application = &screened.application;
    let mut groups = vec![contact(application)];
    if let Some(resume) = &application.resume {
        groups.push(work(resume));
        groups.push(education(resume));
    }
    groups.push(references(application));
    groups.push(session(application));
    groups.push(later(application));
    groups.retain(|group| !group.claims.is_empty());
    groups
}

fn claim(label: &str, source: &'static str, text: &str) -> Claim {
    Claim { label: label.to_owned(), source, said: said(text, SHORT), id: String::new() }
}

fn identifier(label: &str, source: &'static str, text: &str) -> Claim {
    Claim { label: label.to_owned(), source, said: String::new(), id: said(text, SHORT) }
}

fn contact(application: &Application) -> Group {
    let applicant = &application.applicant;
    // Who sent a document alone filled in no form.
    let alone = application.source.system.as_deref() == Some("document");
    let (stated, agreed) =
        if alone { ("résumé", "résumé") } else { ("form", "form, résumé") };
    let mut claims = vec![claim("Name", stated, applicant.name.as_str())];
    for other in applicant.also_known_as.iter().take(ENTRIES) {
        claims.push(claim("Also known as", stated, other.as_str()));
    }
    let basics = application.resume.as_ref().map(|resume| &resume.basics);
    let name = basics.and_then(|b| b.name.as_deref());
    if let Some(name) = name.filter(|name| *name != applicant.name.as_str()) {
        claims.push(claim("Name", "résumé", name));
    }
    let mut both = |what: &str, form: Option<&String>, resume: Option<&String>| {
        if let Some(form) = form {
            let source = if resume == Some(form) { agreed } else { stated };
            claims.push(claim(what, source, form));
        }
        if let Some(resume) = resume.filter(|resume| Some(*resume) != form) {
            claims.push(claim(what, "résumé", resume));
        }
    };
    both("E-mail", applicant.email.as_ref(), basics.and_then(|b| b.email.as_ref()));
    both("Phone", applicant.phone.as_ref(), basics.and_then(|b| b.phone.as_ref()));
    if let Some(street) = &applicant.address.street {
        claims.push(claim("Street", stated, street));
    }
    let place = applicant.address.place().show();
    if !place.is_empty() {
        claims.push(claim("Place", stated, &place));
    }
    for link in applicant.links.iter().take(ENTRIES) {
        let network = match link.network.as_deref() {
            None => "Link".to_owned(),
            Some("linkedin") => "LinkedIn".to_owned(),
            Some("github") => "GitHub".to_owned(),
            Some(other) => label(&said(other, 24)),
        };
        claims.push(claim(&network, stated, &link.url));
    }
    if let Some(agency) = &application.source.agency {
        claims.push(claim("Sent by an agency", "source", agency));
    }
    Group { title: "Contact", claims }
}

fn span(start: Option<PartialDate>, end: Option<PartialDate>) -> String {
    match (start, end) {
        (Some(start), Some(end)) => format!("{start} – {end}"),
        (Some(start), None) => format!("since {start}"),
        (None, Some(end)) => format!("until {end}"),
        (None, None) => "no dates".to_owned(),
    }
}

fn joined<'a>(parts: impl IntoIterator<Item = Option<&'a String>>) -> String {
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    parts.join(", ")
}

fn rest(claims: &mut Vec<Claim>, entries: usize) {
    if entries > ENTRIES {
        let more = format!("and {} more, in the application itself", entries - ENTRIES);
        claims.push(Claim { label: more, source: "", said: String::new(), id: String::new() });
    }
}

fn work(resume: &Resume) -> Group {
    let mut claims: Vec<Claim> = resume
        .work
        .iter()
        .take(ENTRIES)
        .map(|job| {
            let text = joined([job.position.as_ref(), job.name.as_ref(), job.location.as_ref()]);
            claim(&span(job.start_date, job.end_date), "résumé", &text)
        })
        .collect();
    rest(&mut claims, resume.work.len());
    Group { title: "Work", claims }
}

fn education(resume: &Resume) -> Group {
    let mut claims: Vec<Claim> = resume
        .education
        .iter()
        .take(ENTRIES)
        .map(|study| {
            let parts =
                [study.study_type.as_ref(), study.area.as_ref(), study.institution.as_ref()];
            claim(&span(study.start_date, study.end_date), "résumé", &joined(parts))
        })
        .collect();
    rest(&mut claims, resume.education.len());
    Group { title: "Education", claims }
}

fn references(application: &Application) -> Group {
    let mut claims: Vec<Claim> = application
        .references
        .iter()
        .take(ENTRIES)
        .map(|referee| {
            let parts = [&referee.name, &referee.company, &referee.email, &referee.phone];
            claim("Reference", "form", &joined(parts.map(Option::as_ref)))
        })
        .collect();
    rest(&mut claims, application.references.len());
    Group { title: "References", claims }
}

fn session(application: &Application) -> Group {
    let session = application.session.as_ref();
    let field = |label, text: Option<&String>| text.map(|text| identifier(label, "observed", text));
    let claims = [
        field("Network address", session.and_then(|s| s.ip.as_ref())),
        field("Time zone", session.and_then(|s| s.time_zone.as_ref())),
        field("Device", session.and_then(|s| s.device_id.as_ref())),
    ];
    Group { title: "Session", claims: claims.into_iter().flatten().collect() }
}

fn later(application: &Application) -> Group {
    let mut claims: Vec<Claim> = application
        .events
        .iter()
        .take(ENTRIES)
        .map(|event| {
            let kind = format!("{:?}", event.kind);
            let day = event.at.strftime("%-d %b %Y").to_string();
            let place = event.address.place().show();
            let parts = [event.ip.as_ref(), event.account.as_ref(), event.signal.as_ref()];
            let mut seen = joined(parts);
            if let Some(result) = event.result {
                seen = format!("{result:?}").to_lowercase();
            } else if seen.is_empty() {
                seen = place;
            }
            identifier(&format!("{}, {day}", words(&kind)), "observed", &seen)
        })
        .collect();
    rest(&mut claims, application.events.len());
    Group { title: "Later stages", claims }
}

/// `IdentityCheck` as `Identity check`.
fn words(name: &str) -> String {
    let mut text = String::with_capacity(name.len() + 2);
    for (i, c) in name.chars().enumerate() {
        if i > 0 && c.is_uppercase() {
            text.push(' ');
        }
        text.push(if i > 0 { c.to_ascii_lowercase() } else { c });
    }
    text
}
