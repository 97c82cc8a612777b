//! Reads one record in the canonical form, or says what is wrong with it, where, and what to do.

use crate::batch::Span;
use crate::{AttachmentReader, ERROR_CHARS_MAX, Record, Rejected};
use crate::{broken_id::broken_id, documents, json_resume};
use bonafide_application::{Application, LIMITS, without_controls};
use jiff::Timestamp;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::error::Category;
use std::sync::Arc;

/// How records that have no id or time of their own are named.
pub(crate) struct Naming {
    /// The input's name without folder and ending.
    pub(crate) stem: String,
    /// When a record was submitted that does not say it.
    pub(crate) submitted_at: Timestamp,
    /// Whether the input is one document, so that the stem alone names it.
    pub(crate) sole: bool,
    /// Reads what its records attach.
    pub(crate) attachments: Option<Arc<AttachmentReader>>,
}

impl Naming {
    /// The id of the record at a line.
    pub(crate) fn id(&self, line: u64) -> String {
        if self.sole { self.stem.clone() } else { format!("{}-{line}", self.stem) }
    }
}

pub(crate) fn read_piece(span: &Span, bytes: &[u8], naming: &Naming) -> Result<Record, Rejected> {
    let bytes = bytes.trim_ascii();
    let read = match &span.fault {
        Some(fault) => Err(fault.clone()),
        None => read_text(span.line, bytes, naming),
    };
    read.map_err(|error| Rejected {
        line: span.line,
        id: broken_id(bytes),
        error: shorten(&error, ERROR_CHARS_MAX),
    })
}

fn read_text(line: u64, bytes: &[u8], naming: &Naming) -> Result<Record, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let byte = error.valid_up_to() + 1;
        format!("byte {byte} of the record is not UTF-8; write the file again as UTF-8")
    })?;
    if !text.starts_with('{') && serde_json::from_str::<IgnoredAny>(text).is_ok() {
        return Err("the record is no JSON object; write each application as one".to_owned());
    }
    let application = match serde_json::from_str::<Application>(text) {
        Ok(application) => application,
        Err(error) if error.is_data() => match json_resume::read(line, text, naming) {
            Some(record) => return record,
            None => return Err(explain::<Application>(text)),
        },
        Err(_) => return Err(explain::<Application>(text)),
    };
    let mut record = Record { line, application, canonical: one_line(text) };
    sound(&record.application)?;
    if let Some(read) = &naming.attachments
        && !record.application.attachments.is_empty()
    {
        documents::attach(&mut record, &**read);
    }
    Ok(record)
}

/// Whether what was read is within the limits and has what every application must have.
pub(crate) fn sound(application: &Application) -> Result<(), String> {
    if application.id.trim().is_empty() {
        return Err("id is empty; every application needs one".to_owned());
    }
    if application.applicant.name.as_str().trim().is_empty() {
        return Err("applicant.name is empty; every application needs one".to_owned());
    }
    application.beyond_limits(&LIMITS).map_or(Ok(()), Err)
}

/// The text without line breaks, which JSON allows between values only.
fn one_line(text: &str) -> Vec<u8> {
    if text.contains(['\n', '\r']) {
        text.split(['\n', '\r']).map(str::trim).collect::<String>().into_bytes()
    } else {
        text.as_bytes().to_owned()
    }
}

/// Reads the text once more, with the path to where it stops making sense.
pub(crate) fn explain<T: DeserializeOwned>(text: &str) -> String {
    let mut input = serde_json::Deserializer::from_str(text);
    let (path, error) = match serde_path_to_error::deserialize::<_, T>(&mut input) {
        Ok(_) => match input.end() {
            Ok(()) => return "the record cannot be read".to_owned(),
            Err(error) => (".".to_owned(), error),
        },
        Err(error) => (error.path().to_string(), error.into_inner()),
    };
    let at = if error.line() > 1 {
        format!("line {} of the record, column {}", error.line(), error.column())
    } else {
        format!("column {}", error.column())
    };
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
    match error.classify() {
        Category::Eof => format!("the record is cut off at {at}; give the whole record again"),
        Category::Syntax | Category::Io => {
            format!("this is not JSON: {message} at {at}; write the record again as JSON")
        }
        Category::Data if message.starts_with("missing field") => format!(
            "{message}{}; every application needs id, submitted_at and applicant.name",
            if path == "." { String::new() } else { format!(" in {path}") },
        ),
        Category::Data => {
            let field = if path == "." { "the record" } else { path.as_str() };
            let message = shorten(&without_value(message), ERROR_CHARS_MAX / 2);
            let moment = ["submitted_at", "observed_at", "at"]
                .contains(&field.rsplit('.').next().unwrap_or(field));
            if moment && !message.starts_with("invalid type") {
                return format!(
                    "{field} is not a date-time such as 2026-01-05T10:00:00Z at {at}: {message}"
                );
            }
            format!("{field}: {message} at {at}; correct the value or leave the field out")
        }
    }
}

/// What is said of a value of the wrong type or form, without the text: it may say who wrote it.
fn without_value(message: &str) -> String {
    let begin = ["invalid type: string ", "invalid value: string "];
    let begin = begin.into_iter().find(|begin| message.starts_with(begin));
    let message = match (begin, message.rfind(", expected ")) {
        (Some(begin), Some(end)) => format!("{}{}", begin.trim_end(), &message[end..]),
        _ => message.to_owned(),
    };
    // Names of our own types say nothing to who reads it.
    match message.rsplit_once("expected struct ") {
        Some((head, _)) => format!("{head}expected an object"),
        None => message,
    }
}

/// At most so many characters, none of which a terminal would obey.
pub(crate) fn shorten(text: &str, chars_max: usize) -> String {
    if text.chars().nth(chars_max).is_none() {
        return without_controls(text);
    }
    let half = chars_max / 2;
    let head: String = text.chars().take(half).collect();
    let tail = text.char_indices().rev().nth(half - 2).map_or("", |(at, _)| &text[at..]);
    without_controls(&format!("{head}…{tail}"))
}

#[cfg(test)]
mod tests {
    use super::{Naming, read_piece};
    use crate::batch::Span;
    use crate::{Record, Rejected};
    use jiff::Timestamp;

    fn read(bytes: &[u8]) -> Result<Record, Rejected> {
        let naming = Naming {
            stem: "export".into(),
            submitted_at: Timestamp::UNIX_EPOCH,
            sole: false,
            attachments: None,
        };
        let span = Span { line: 7, start: 0, end: bytes.len(), fault: None };
        read_piece(&span, bytes, &naming)
    }

    #[track_caller]
    fn rejected(text: &str, id: Option<&str>, error: &str) {
        let problem = read(text.as_bytes()).expect_err("a rejected record");
        assert_eq!((problem.line, problem.id.as_deref()), (7, id), "{problem:?}");
        assert_eq!(problem.error, error);
    }

    /// An application with the required fields and more.
    fn with(more: &str) -> String {
        let (submitted_at, applicant) = ("2026-01-05T10:00:00Z", r#"{"name":"Ana Diaz"}"#);
        format!(r#"{{"id":"a","submitted_at":"{submitted_at}","applicant":{applicant}{more}}}"#)
    }

    #[test]
    fn the_bytes_of_a_record_are_kept_with_unknown_fields() {
        let text = with(r#","x":[1,  2],"session":{"ip":"999.1.1.1","y":null}"#);
        let record = read(format!("{text}\r\n").as_bytes()).expect("a record");
        assert_eq!(record.canonical, text.as_bytes());
        let session = record.application.session.expect("a session");
        assert_eq!(session.ip.as_deref(), Some("999.1.1.1"));
    }

    #[test]
    fn a_record_over_several_lines_becomes_one() {
        let text = with(",\n  \"x\": \"two\\nlines\"\n");
        let record = read(text.as_bytes()).expect("a record");
        assert_eq!(record.canonical, with(",\"x\": \"two\\nlines\"").into_bytes());
    }

    #[test]
    fn controls_and_direction_marks_in_a_name_are_kept() {
        let text = with("").replace("Ana", "A\u{202E}na\\u001b[31m");
        let record = read(text.as_bytes()).expect("a record");
        assert_eq!(record.application.applicant.name.as_str(), "A\u{202E}na\u{1b}[31m Diaz");
    }

    #[test]
    fn what_is_wrong_and_where_is_said() {
        let whole = with("");
        rejected(
            &whole[..40],
            Some("a"),
            "the record is cut off at column 40; give the whole record again",
        );
        rejected(
            r#"{"id":"a"}"#,
            Some("a"),
            "missing field `submitted_at`; every application needs id, submitted_at and \
             applicant.name",
        );
        rejected(
            r#"{"id":5}"#,
            Some("5"),
            "id: invalid type: integer `5`, expected a string at column 7; correct the value or \
             leave the field out",
        );
        rejected(
            &whole.replace("2026-01", "30000-01"),
            Some("a"),
            "submitted_at is not a date-time such as 2026-01-05T10:00:00Z at column 48: failed to \
             parse two digit integer as month: invalid digit, expected 0-9 but got -",
        );
        rejected(
            &with(r#","job":{"location":{"country_code":"USA"}}"#),
            Some("a"),
            "job.location.country_code: a country_code is two letters, as in \"US\" at column 120; \
             correct the value or leave the field out",
        );
        rejected(
            &with(r#","id":"b""#),
            Some("a"),
            "the record: duplicate field `id` at column 84; correct the value or leave the field \
             out",
        );
        rejected(
            &whole.replace(r#"{"name":"Ana Diaz"}"#, r#""Ana Diaz, +1 945 555 0142""#),
            Some("a"),
            "applicant: invalid type: string, expected an object at column 87; correct \
             the value or leave the field out",
        );
        rejected(
            r#"["a","2026-01-05T10:00:00Z"]"#,
            None,
            "the record is no JSON object; write each application as one",
        );
        rejected(
            "{\"id\":\"a\" oops}",
            Some("a"),
            "this is not JSON: expected `,` or `}` at column 11; write the record again as JSON",
        );
        rejected(
            &whole.replace("Ana Diaz", " "),
            Some("a"),
            "applicant.name is empty; every application needs one",
        );
    }

    #[test]
    fn bytes_that_are_no_text_are_named() {
        let problem = read(b"{\"id\":\"b\xff\"}").expect_err("rejected");
        assert_eq!(problem.id.as_deref(), Some("b\u{FFFD}"));
        assert_eq!(
            problem.error,
            "byte 9 of the record is not UTF-8; write the file again as UTF-8"
        );
    }

    #[test]
    fn nothing_that_is_too_much_is_read_or_repeated() {
        let long = "x".repeat(1_000_000);
        let email = with("").replace("Diaz\"", &format!("Diaz\",\"email\":\"{long}\""));
        rejected(&email, Some("a"), "applicant.email is 1000000 bytes long; at most 2048 are read");
        let jobs = vec!["{}"; 10_000].join(",");
        rejected(
            &with(&format!(r#","resume":{{"work":[{jobs}]}}"#)),
            Some("a"),
            "resume.work has 10000 entries; at most 500 are read",
        );
        for deep in [format!("{}1", "[".repeat(100_000)), format!(r#"{{"x":{}"#, "[".repeat(9_999))]
        {
            assert!(read(with(&format!(r#","resume":{deep}"#)).as_bytes()).is_err());
            assert!(read(deep.as_bytes()).is_err());
        }
        let odd = with(&format!(r#","resume":"{long}""#));
        assert!(read(odd.as_bytes()).expect_err("rejected").error.chars().count() <= 300);
    }
}
