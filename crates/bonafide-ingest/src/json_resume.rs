//! Makes an application of a JSON Resume document (jsonresume.org, 1.0.0 and the older spelling).

use crate::Record;
use crate::record::{Naming, explain, sound};
use bonafide_application::{
    Address, Applicant, Application, Job, Link, Name, Reference, Resume, Source,
};
use jiff::{Timestamp, civil, tz::TimeZone};
use serde_json::{Map, Value};

/// Reads the text if it is a document of this kind; `None` where it is something else.
pub(crate) fn read(line: u64, text: &str, naming: &Naming) -> Option<Result<Record, String>> {
    let Ok(Value::Object(mut document)) = serde_json::from_str::<Value>(text) else { return None };
    if is_fresh(&document) {
        let error = "this is a FRESH résumé, which is not read; convert it to JSON Resume";
        return Some(Err(error.to_owned()));
    }
    let claims = ["id", "submitted_at", "applicant"];
    let parts = ["basics", "work", "education", "skills"];
    let is_resume = !claims.iter().any(|claim| document.contains_key(*claim))
        && parts.iter().any(|part| document.contains_key(*part));
    if !is_resume {
        return None;
    }
    renew(&mut document);
    Some(convert(line, document, naming))
}

/// FRESH documents say so in `meta.format`.
fn is_fresh(document: &Map<String, Value>) -> bool {
    let format = document.get("meta").and_then(|meta| meta.get("format")).and_then(Value::as_str);
    format.is_some_and(|format| format.starts_with("FRESH"))
}

/// Gives the fields of the versions before 1.0.0 their present names.
fn renew(document: &mut Map<String, Value>) {
    let rename = |entry: &mut Value, old: &str, new: &str| {
        let Some(entry) = entry.as_object_mut() else { return };
        if !entry.contains_key(new)
            && let Some(value) = entry.remove(old)
        {
            entry.insert(new.to_owned(), value);
        }
    };
    if let Some(basics) = document.get_mut("basics") {
        rename(basics, "website", "url");
    }
    for (list, old, new) in [("work", "company", "name"), ("work", "website", "url")] {
        for entry in document.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
            rename(entry, old, new);
        }
    }
}

fn convert(line: u64, document: Map<String, Value>, naming: &Naming) -> Result<Record, String> {
    let document = Value::Object(document);
    let resume: Resume = serde_json::from_value(document.clone())
        .map_err(|_| explain::<Resume>(&document.to_string()))?;
    let mut application = application(line, &document, &resume, naming)?;
    // The whole document is kept, with the fields that are not read.
    let Ok(Value::Object(mut canonical)) = serde_json::to_value(&application) else {
        return Err("the document cannot be written as an application".to_owned());
    };
    canonical.insert("resume".to_owned(), document);
    application.resume = Some(resume);
    sound(&application)?;
    Ok(Record { line, application, canonical: Value::Object(canonical).to_string().into_bytes() })
}

fn application(
    line: u64,
    document: &Value,
    resume: &Resume,
    naming: &Naming,
) -> Result<Application, String> {
    let basics = &resume.basics;
    let name = filled(basics.name.as_ref())
        .ok_or("basics.name is missing; a résumé without a name cannot be screened")?;
    let modified = document.pointer("/meta/lastModified").and_then(Value::as_str);
    let site = filled(basics.url.as_ref()).map(|url| Link { network: None, url });
    let profiles = basics.profiles.iter().filter_map(|profile| {
        let url = filled(profile.url.as_ref())?;
        Some(Link { network: profile.network.as_ref().map(|n| n.to_lowercase()), url })
    });
    let location = &basics.location;
    let entries = document.get("references").and_then(Value::as_array).into_iter().flatten();
    let references = entries
        .filter_map(|entry| entry.get("name").and_then(Value::as_str))
        .map(|name| Reference { name: Some(name.to_owned()), ..Reference::default() })
        .collect();
    Ok(Application {
        id: naming.id(line),
        submitted_at: modified.and_then(instant).unwrap_or(naming.submitted_at),
        source: Source { system: Some("jsonresume".to_owned()), ..Source::default() },
        job: Job::default(),
        applicant: Applicant {
            name: Name(name),
            email: filled(basics.email.as_ref()),
            phone: filled(basics.phone.as_ref()),
            address: Address {
                street: filled(location.address.as_ref()),
                city: filled(location.city.as_ref()),
                region: filled(location.region.as_ref()),
                postal_code: filled(location.postal_code.as_ref()),
                country_code: location.country_code,
            },
            links: site.into_iter().chain(profiles).collect(),
            ..Applicant::default()
        },
        resume: None,
        attachments: Vec::new(),
        documents: Vec::new(),
        session: None,
        profiles: Vec::new(),
        references,
        events: Vec::new(),
    })
}

fn filled(text: Option<&String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty()).cloned()
}

/// A date-time with or without its offset, or a date; without offset it is read as UTC.
fn instant(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    text.parse::<Timestamp>().ok().or_else(|| {
        let local = text.parse::<civil::DateTime>().ok()?;
        TimeZone::UTC.to_timestamp(local).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::{Record, record::Naming};
    use jiff::Timestamp;

    fn resume(text: &str) -> Option<Result<Record, String>> {
        let naming = Naming {
            stem: "cv".into(),
            submitted_at: Timestamp::UNIX_EPOCH,
            sole: true,
            attachments: None,
        };
        read(1, text, &naming)
    }

    #[test]
    fn a_resume_becomes_an_application_and_keeps_its_fields() {
        let record = resume(
            r#"{"basics":{"name":"Ana Diaz","email":"a@x.org","website":"https://ana.dev",
                "location":{"city":"Lima","countryCode":"pe"},
                "profiles":[{"network":"GitHub","url":"github.com/ana"}]},
                "work":[{"company":"Acme"}],"languages":[{"language":"Quechua"}],
                "references":[{"name":"Bo","reference":"good"}],
                "meta":{"lastModified":"2025-12-24T18:53:00"}}"#,
        );
        let record = record.expect("a résumé").expect("a record");
        let application = &record.application;
        assert_eq!(application.id, "cv");
        assert_eq!(application.submitted_at.to_string(), "2025-12-24T18:53:00Z");
        assert_eq!(application.applicant.address.place().show(), "Lima, PE");
        assert_eq!(application.applicant.links.len(), 2);
        assert_eq!(application.references[0].name.as_deref(), Some("Bo"));
        let again = serde_json::from_slice(&record.canonical).expect("the canonical form");
        assert_eq!(*application, again);
        assert_eq!(
            application.resume.as_ref().expect("a résumé").work[0].name.as_deref(),
            Some("Acme")
        );
        assert!(String::from_utf8_lossy(&record.canonical).contains("Quechua"));
    }

    #[test]
    fn what_cannot_be_screened_says_why() {
        let error = |text| resume(text).expect("a résumé").expect_err("an error");
        assert!(error(r#"{"basics":{"name":""}}"#).starts_with("basics.name is missing"));
        assert!(error(r#"{"name":"A","meta":{"format":"FRESH@0.6.0"}}"#).contains("FRESH"));
        assert!(
            error(r#"{"basics":{"name":"A","phone":5}}"#).starts_with("basics.phone: invalid type")
        );
        assert!(resume(r#"{"id":"1","work":[]}"#).is_none());
        assert!(resume("{}").is_none());
        assert!(resume("[").is_none());
    }
}
