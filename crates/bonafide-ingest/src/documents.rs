//! Applications of résumé documents, whether they are inputs themselves or attached to records.
//!
//! Reading a document is the caller's: it runs confined, in a process of its own. What comes back
//! is data like any other claim.

use crate::record::{Naming, sound};
use crate::{Record, Rejected};
use bonafide_application::{
    Address, Applicant, Application, AttachmentRole, Document, Job, Link, Name, Resume, Source,
};
use serde_json::Value;

/// A document that was read: its résumé, and what it says besides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadDocument {
    /// The résumé, as far as it was recognized.
    pub resume: Resume,
    /// Lineage, what is hidden, pictures; and the error, where there is one.
    pub document: Document,
}

/// Reads a document of these bytes.
pub type DocumentReader = dyn Fn(&[u8]) -> ReadDocument + Send + Sync;

/// Reads the document that an attachment of the input names, by its path.
pub type AttachmentReader = dyn Fn(&str) -> ReadDocument + Send + Sync;

/// Attachments of one record that are read.
const ATTACHMENTS_MAX: usize = 16;

/// Endings of documents' names, which their ids leave out.
const ENDINGS: [&str; 13] = [
    ".pdf",
    ".docx",
    ".odt",
    ".rtf",
    ".html",
    ".htm",
    ".md",
    ".markdown",
    ".txt",
    ".doc",
    ".jpg",
    ".jpeg",
    ".png",
];

/// The application of a document that is an input itself.
pub(crate) fn record(
    name: &str,
    bytes: &[u8],
    naming: &Naming,
    read: &DocumentReader,
) -> Result<Record, Rejected> {
    let ReadDocument { resume, mut document } = read(bytes);
    name.clone_into(&mut document.file);
    document.role = Some(AttachmentRole::Resume);
    let rejected = |error: String| Rejected { line: 0, id: Some(id(name)), error };
    let filled = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let Some(person) = filled(&resume.basics.name) else {
        let error = document.error.take().unwrap_or_else(|| {
            "no name was recognized in the document; enter the application with one, and attach \
             the document"
                .to_owned()
        });
        return Err(rejected(error));
    };
    let location = &resume.basics.location;
    let profiles = resume.basics.profiles.iter().filter_map(|profile| {
        let network = profile.network.as_ref().map(|network| network.to_lowercase());
        Some(Link { network, url: filled(&profile.url)? })
    });
    let site = filled(&resume.basics.url).map(|url| Link { network: None, url });
    let application = Application {
        id: id(name),
        submitted_at: naming.submitted_at,
        source: Source { system: Some("document".to_owned()), ..Source::default() },
        job: Job::default(),
        applicant: Applicant {
            name: Name(person),
            email: filled(&resume.basics.email),
            phone: filled(&resume.basics.phone),
            address: Address {
                street: filled(&location.address),
                city: filled(&location.city),
                region: filled(&location.region),
                postal_code: filled(&location.postal_code),
                country_code: location.country_code,
            },
            links: site.into_iter().chain(profiles).collect(),
            ..Applicant::default()
        },
        resume: Some(resume),
        attachments: Vec::new(),
        documents: vec![document],
        session: None,
        profiles: Vec::new(),
        references: Vec::new(),
        events: Vec::new(),
    };
    sound(&application).map_err(&rejected)?;
    let canonical = serde_json::to_vec(&application)
        .map_err(|_| rejected("the document cannot be written as an application".to_owned()))?;
    Ok(Record { line: 0, application, canonical })
}

/// The name without its ending; with its folder, since names repeat in folders of applicants.
fn id(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let ending = ENDINGS.iter().find(|ending| lower.ends_with(**ending));
    let stem = &name[..name.len() - ending.map_or(0, |ending| ending.len())];
    let stem = stem.trim_start_matches("./");
    if stem.is_empty() { name.to_owned() } else { stem.to_owned() }
}

/// Reads the documents that a record names. Its résumé is taken from them where it states none;
/// the record is kept whatever becomes of them.
pub(crate) fn attach(record: &mut Record, read: &AttachmentReader) {
    let mut documents = Vec::new();
    let mut resume = None;
    for attachment in record.application.attachments.iter().take(ATTACHMENTS_MAX) {
        let ReadDocument { resume: found, mut document } = read(&attachment.path);
        attachment.path.clone_into(&mut document.file);
        document.role = Some(attachment.role);
        if attachment.role == AttachmentRole::Resume && found != Resume::default() {
            resume.get_or_insert(found);
        }
        documents.push(document);
    }
    let before = (record.application.documents.clone(), record.application.resume.clone());
    record.application.documents = documents;
    if record.application.resume.is_none() {
        record.application.resume = resume;
    }
    // What is read must keep the limits that hold for what is stated.
    if sound(&record.application).is_err() {
        (record.application.documents, record.application.resume) = before;
        return;
    }
    if let Some(canonical) = with_documents(record) {
        record.canonical = canonical;
    }
}

/// The record's own text with what was read beside it, so that unknown fields are kept.
fn with_documents(record: &Record) -> Option<Vec<u8>> {
    let Ok(Value::Object(mut fields)) = serde_json::from_slice(&record.canonical) else {
        return None;
    };
    let documents = serde_json::to_value(&record.application.documents).ok()?;
    fields.insert("documents".to_owned(), documents);
    let stated = fields.get("resume").is_some_and(|resume| !resume.is_null());
    if let Some(resume) = record.application.resume.as_ref().filter(|_| !stated) {
        fields.insert("resume".to_owned(), serde_json::to_value(resume).ok()?);
    }
    Some(Value::Object(fields).to_string().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::{ReadDocument, attach, id, record};
    use crate::record::{Naming, read_piece};
    use bonafide_application::Resume;
    use jiff::Timestamp;

    fn naming() -> Naming {
        Naming {
            stem: "x".to_owned(),
            submitted_at: Timestamp::UNIX_EPOCH,
            sole: true,
            attachments: None,
        }
    }

    fn read_of(name: Option<&str>) -> ReadDocument {
        let mut read = ReadDocument::default();
        read.resume.basics.name = name.map(str::to_owned);
        read.document.lineage.producer = Some("Typesetter 1".to_owned());
        read
    }

    #[test]
    fn a_document_is_an_application() {
        let read = record("in/ana.pdf", b"", &naming(), &|_| read_of(Some("Ana Example")));
        let read = read.expect("an application");
        assert_eq!(read.application.id, "in/ana");
        assert_eq!(read.application.documents[0].file, "in/ana.pdf");
        let unnamed = record("in/ana.pdf", b"", &naming(), &|_| read_of(None));
        assert!(unnamed.expect_err("no name").error.starts_with("no name was recognized"));
        assert_eq!(id("a/B.PDF"), "a/B");
    }

    #[test]
    fn attachments_fill_what_a_record_does_not_state() {
        let text = r#"{"id":"1","submitted_at":"2026-01-05T10:00:00Z","applicant":{"name":"A"},
            "attachments":[{"role":"resume","path":"a.pdf"}],"own":1}"#;
        let span = crate::batch::Span { line: 1, start: 0, end: text.len(), fault: None };
        let mut read = read_piece(&span, text.as_bytes(), &naming()).expect("a record");
        attach(&mut read, &|_| read_of(Some("Ana Example")));
        assert_ne!(read.application.resume, Some(Resume::default()));
        let canonical = String::from_utf8(read.canonical).expect("text");
        assert!(canonical.contains("\"own\":1") && canonical.contains("Typesetter 1"));
    }
}
