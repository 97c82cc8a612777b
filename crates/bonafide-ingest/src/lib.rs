//! The door through which applications enter: bytes in, applications and problems out.
//!
//! [`open`] recognizes what the bytes are by their content (never by a file's name), whether
//! compressed or not, and returns a [`Reader`]. A reader hands out [`Batch`]es, which are cheap to
//! cut and may be read on any thread; it is also a plain iterator for who has one thread only.
//!
//! A record that cannot be read becomes a [`Rejected`] with the line and the reason; it never
//! stops what comes after it. Only input of which nothing can be read is an [`Error`].
//!
//! Not here: opening files and listing folders (the binary), duplicate ids across records (the
//! engine), what a résumé document says (`bonafide-document`).

mod batch;
mod broken_id;
mod decompress;
mod delimited;
mod documents;
mod encoding;
mod field;
mod json_resume;
mod limits;
mod lines;
mod list;
mod mapping;
mod moment;
mod recognize;
mod record;
mod row;
mod table;
mod text_row;
mod values;
mod whereabouts;
mod workbook;

pub use batch::{Batch, Reader};
pub use documents::{AttachmentReader, DocumentReader, ReadDocument};
pub use limits::*;
pub use list::{List, ListRow, list};
pub use mapping::Mapping;
pub use recognize::{Format, open};
pub use table::Recognized;
pub use whereabouts::CountryLookup;

use bonafide_application::Application;
use jiff::Timestamp;
use std::fmt;
use std::sync::Arc;

/// One application that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Line (of a workbook: row) of the input where it begins, counting from 1.
    pub line: u64,
    /// What was understood.
    pub application: Application,
    /// One line of JSON in the canonical form, without its line break. For input that is in this
    /// form already these are the very bytes of the input, so that unknown fields are kept.
    pub canonical: Vec<u8>,
}

/// One record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Line (of a workbook: row) of the input where it begins, counting from 1.
    pub line: u64,
    /// Its id, where even the broken record shows one.
    pub id: Option<String>,
    /// What is wrong, where, and what to do.
    pub error: String,
}

/// What an input does not say of itself.
#[derive(Clone)]
pub struct Options {
    /// When an application was submitted that does not say it; the caller passes the time at which
    /// the file was last changed.
    pub submitted_at: Timestamp,
    /// Which column of a table holds what, where its name does not tell.
    pub mapping: Option<Mapping>,
    /// The country that a name or code means; the caller passes the gazetteer's.
    pub country: Arc<CountryLookup>,
    /// Reads documents; without it, a document is an input of a kind that is not accepted.
    pub documents: Option<Arc<DocumentReader>>,
    /// Reads what records of this input attach; without it, attachments are not read.
    pub attachments: Option<Arc<AttachmentReader>>,
}

/// Why nothing of an input can be read, as one sentence that names the input.
#[derive(Debug)]
pub struct Error(String);

impl Error {
    /// An error of who opens an input; the sentence begins with the input's name and a colon.
    pub fn new(sentence: impl Into<String>) -> Error {
        Error(sentence.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}
