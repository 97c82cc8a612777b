//! A reader of applications, and the batches that it hands out.

use crate::documents;
use crate::recognize::Format;
use crate::record::{Naming, read_piece, shorten};
use crate::row::read_row;
use crate::table::{Plan, Recognized, Row};
use crate::{BATCH_BYTES, BATCH_RECORDS, DocumentReader, ERROR_CHARS_MAX, Error, Record, Rejected};
use crate::{lines::LineReader, values::ValueReader};
use std::collections::VecDeque;
use std::sync::Arc;

/// Applications of one input, in its order.
pub struct Reader {
    /// What the input was recognized as; `None` before one that is opened later was.
    pub format: Option<Format>,
    /// Which columns are read as what, where the input is a table.
    pub recognized: Option<Recognized>,
    pub(crate) source: Source,
    pub(crate) read: VecDeque<Result<Record, Rejected>>,
}

/// Opens an input when its turn comes.
type Opening = Box<dyn FnOnce() -> Result<Reader, Error> + Send>;

pub(crate) enum Source {
    Later(Option<Opening>),
    Lines(LineReader, Arc<Naming>),
    Values(ValueReader, Arc<Naming>),
    Rows(Box<dyn Iterator<Item = Row> + Send>, Arc<Plan>),
    Document(Option<Box<DocumentInput>>),
}

/// A document that is an input itself.
pub(crate) struct DocumentInput {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) naming: Naming,
    pub(crate) read: Arc<DocumentReader>,
}

/// Some records of an input that are not yet read; [`Batch::read`] may run on any thread.
pub struct Batch(Unread);

enum Unread {
    Pieces(Pieces, Arc<Naming>),
    Rows(Vec<Row>, Arc<Plan>),
    Document(Box<DocumentInput>),
    Failed(String),
}

/// Texts of records, cut but not parsed.
#[derive(Debug, Default)]
pub(crate) struct Pieces {
    pub(crate) bytes: Vec<u8>,
    pub(crate) spans: Vec<Span>,
}

/// Where the text of one record lies.
#[derive(Debug)]
pub(crate) struct Span {
    pub(crate) line: u64,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Why it cannot be read, where that is known without parsing.
    pub(crate) fault: Option<String>,
}

impl Pieces {
    pub(crate) fn is_full(&self) -> bool {
        self.bytes.len() >= crate::BATCH_BYTES || self.spans.len() >= crate::BATCH_RECORDS
    }

    /// Ends the piece that began at `start`.
    pub(crate) fn end(&mut self, line: u64, start: usize, fault: Option<String>) {
        self.spans.push(Span { line, start, end: self.bytes.len(), fault });
    }
}

impl Reader {
    /// A reader of an input that is opened when its turn comes, so that a folder of any number of
    /// files takes one open file. An input that cannot be opened is one rejected record at line 0.
    pub fn later(
        name: &str,
        opening: impl FnOnce() -> Result<Reader, Error> + Send + 'static,
    ) -> Reader {
        let begin = format!("{name}: ");
        let source = Source::Later(Some(Box::new(move || {
            // The list of rejected records names the input beside what is wrong with it.
            opening().map_err(|Error(what)| match what.strip_prefix(&begin) {
                Some(what) => Error(what.to_owned()),
                None => Error(what),
            })
        })));
        Reader { format: None, recognized: None, source, read: VecDeque::new() }
    }

    /// The next records, or `None` at the end of the input.
    pub fn next_batch(&mut self) -> Option<Batch> {
        if let Source::Later(opening) = &mut self.source {
            match opening.take()?() {
                Ok(reader) => *self = reader,
                Err(error) => return Some(Batch(Unread::Failed(error.0))),
            }
        }
        let (pieces, naming) = match &mut self.source {
            // What was opened is never opened later once more.
            Source::Later(_) => return None,
            Source::Document(input) => {
                return input.take().map(|input| Batch(Unread::Document(input)));
            }
            Source::Lines(lines, naming) => (lines.next_pieces(), naming),
            Source::Values(values, naming) => (values.next_pieces(), naming),
            Source::Rows(rows, plan) => {
                let rows = next_rows(rows);
                return (!rows.is_empty()).then(|| Batch(Unread::Rows(rows, Arc::clone(plan))));
            }
        };
        (!pieces.spans.is_empty()).then(|| Batch(Unread::Pieces(pieces, Arc::clone(naming))))
    }
}

fn next_rows(rows: &mut dyn Iterator<Item = Row>) -> Vec<Row> {
    let mut bytes = 0;
    let mut next = Vec::new();
    while bytes < BATCH_BYTES && next.len() < BATCH_RECORDS {
        let Some(row) = rows.next() else { break };
        bytes += row.1.iter().flatten().map(String::len).sum::<usize>();
        next.push(row);
    }
    next
}

impl Batch {
    /// Reads the records, in order.
    pub fn read(self) -> Vec<Result<Record, Rejected>> {
        match self.0 {
            Unread::Failed(error) => {
                let error = shorten(&error, ERROR_CHARS_MAX);
                vec![Err(Rejected { line: 0, id: None, error })]
            }
            Unread::Document(input) => {
                let DocumentInput { name, bytes, naming, read } = *input;
                vec![documents::record(&name, &bytes, &naming, &*read)]
            }
            Unread::Rows(rows, plan) => {
                rows.iter().filter_map(|row| read_row(row, &plan)).collect()
            }
            Unread::Pieces(pieces, naming) => {
                let text = |span: &Span| pieces.bytes.get(span.start..span.end).unwrap_or_default();
                let read = |span| read_piece(span, text(span), &naming);
                pieces.spans.iter().map(read).collect()
            }
        }
    }
}

impl Iterator for Reader {
    type Item = Result<Record, Rejected>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.read.is_empty() {
            self.read = self.next_batch()?.read().into();
        }
        self.read.pop_front()
    }
}

#[cfg(test)]
mod tests {
    use super::Reader;
    use crate::{Options, open};
    use bonafide_application::Country;
    use jiff::Timestamp;
    use std::io::Cursor;
    use std::sync::Arc;

    fn later(text: &'static str) -> Reader {
        let options = Options {
            submitted_at: Timestamp::UNIX_EPOCH,
            mapping: None,
            country: Arc::new(Country::parse),
            documents: None,
            attachments: None,
        };
        Reader::later("list.csv", move || open("list.csv", Box::new(Cursor::new(text)), &options))
    }

    #[test]
    fn what_is_opened_later_is_read_like_any_other() {
        let mut reader = later("Name,City\nAna,Lima\nBo,Oslo\n");
        assert_eq!(reader.by_ref().flatten().count(), 2);
        assert!(reader.recognized.is_some());
    }

    #[test]
    fn what_cannot_be_opened_later_is_one_problem() {
        let read: Vec<_> = later("%PDF-1.7").collect();
        let problem = read[0].as_ref().expect_err("a problem");
        assert_eq!((read.len(), problem.line), (1, 0));
        assert!(problem.error.starts_with("this seems to be a PDF"), "{problem:?}");
    }
}
