//! A reader of applications, and the batches that it hands out.

use crate::recognize::Format;
use crate::record::{Naming, read_piece};
use crate::{Record, Rejected, lines::LineReader, values::ValueReader};
use std::collections::VecDeque;
use std::sync::Arc;

/// Applications of one input, in its order.
pub struct Reader {
    /// What the input was recognized as.
    pub format: Format,
    pub(crate) source: Source,
    pub(crate) naming: Arc<Naming>,
    pub(crate) read: VecDeque<Result<Record, Rejected>>,
}

pub(crate) enum Source {
    Lines(LineReader),
    Values(ValueReader),
}

/// Some records of an input that are not yet read; [`Batch::read`] may run on any thread.
pub struct Batch {
    pieces: Pieces,
    naming: Arc<Naming>,
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
    /// The next records, or `None` at the end of the input.
    pub fn next_batch(&mut self) -> Option<Batch> {
        let pieces = match &mut self.source {
            Source::Lines(lines) => lines.next_pieces(),
            Source::Values(values) => values.next_pieces(),
        };
        (!pieces.spans.is_empty()).then(|| Batch { pieces, naming: Arc::clone(&self.naming) })
    }
}

impl Batch {
    /// Reads the records, in order.
    pub fn read(self) -> Vec<Result<Record, Rejected>> {
        let text = |span: &Span| self.pieces.bytes.get(span.start..span.end).unwrap_or_default();
        self.pieces.spans.iter().map(|span| read_piece(span, text(span), &self.naming)).collect()
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
