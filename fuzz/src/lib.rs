//! What the fuzz targets share: reading an input to its end, and what must hold of every record.

use bonafide_application::{Application, Country, LIMITS};
use bonafide_ingest::{ERROR_CHARS_MAX, Mapping, Options, open};
use jiff::Timestamp;
use std::io::Cursor;
use std::sync::Arc;

/// Reads the input to its end and checks what was read.
pub fn read(bytes: Vec<u8>, mapping: Option<Mapping>) {
    let options = Options {
        submitted_at: Timestamp::UNIX_EPOCH,
        mapping,
        country: Arc::new(Country::parse),
        documents: None,
        attachments: None,
    };
    let Ok(reader) = open("input", Box::new(Cursor::new(bytes)), &options) else { return };
    for read in reader {
        match read {
            Ok(record) => {
                assert!(!record.canonical.contains(&b'\n'), "the canonical form is one line");
                let again: Application = serde_json::from_slice(&record.canonical)
                    .expect("the canonical form is an application");
                assert_eq!(again, record.application);
                assert_eq!(again.beyond_limits(&LIMITS), None);
            }
            Err(rejected) => {
                assert!(!rejected.error.is_empty());
                assert!(rejected.error.chars().count() <= ERROR_CHARS_MAX);
                assert!(!rejected.error.chars().any(char::is_control));
            }
        }
    }
}
