//! Résumé documents: bytes to text, structure, lineage, and what is hidden in them.
//!
//! [`read`] recognizes by its content what a file is, never by its name, and always answers: what
//! cannot be read has an error beside whatever was understood. Documents are hostile input; the
//! bounds here keep honest files in, and the process in which this runs (`bonafide-isolation`)
//! bounds everything else. Nothing is executed, nothing is fetched, nothing is guessed.
//!
//! Not here: what any of it may mean (`bonafide-evidence`), opening files (the binary).

mod code_page;
mod entities;
mod found;
mod html;
mod layout;
mod markdown;
mod office;
mod pdf;
mod picture;
mod plain;
mod recognize;
mod resume;
mod rtf;
mod scan;
mod text;

use bonafide_application::{Document, Resume};
use layout::Layout;
use serde::{Deserialize, Serialize};

/// Lines of one document that are read.
const LINES_MAX: usize = 20_000;

/// A document that was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The text that its reader sees, in reading order, a form feed between pages.
    pub text: String,
    /// The résumé, as far as it was recognized.
    pub resume: Resume,
    /// Where each value of the résumé stands.
    #[serde(default)]
    pub spans: Vec<Span>,
    /// Lineage, what is hidden, pictures; and the error, where there is one.
    pub document: Document,
}

/// Where a value stands in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The value, as in `work.0.position`.
    pub value: String,
    /// Page, counting from 1; 0 where the format has none.
    pub page: u32,
    /// First byte in the text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

/// What a reader of one format found.
#[derive(Default)]
struct Read {
    layout: Layout,
    facts: Document,
    error: Option<String>,
}

/// Reads a document.
pub fn read(bytes: &[u8]) -> Reading {
    let (format, read) = recognize::read(bytes);
    let written = text::written(&read.layout);
    let (resume, spans) = resume::read(&read.layout, &written);
    let mut document = read.facts;
    document.format = format.map(str::to_owned);
    document.error = read.error;
    scan::text(&written.text, &mut document);
    Reading { text: written.text, resume, spans, document }
}
