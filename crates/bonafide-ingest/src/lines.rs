//! Cuts NDJSON into lines, whatever their length, without parsing them.

use crate::batch::Pieces;
use crate::{RECORD_BYTES_MAX, RECORD_BYTES_SHOWN};
use std::io::{BufRead, Read};

/// Hands out the lines of an input that are not blank.
pub(crate) struct LineReader {
    input: Option<Box<dyn BufRead + Send>>,
    line: u64,
}

/// What one attempt to read a line found.
enum Found {
    Line,
    End,
}

impl LineReader {
    pub(crate) fn new(input: Box<dyn BufRead + Send>) -> LineReader {
        LineReader { input: Some(input), line: 0 }
    }

    /// The next lines; none at the end of the input.
    pub(crate) fn next_pieces(&mut self) -> Pieces {
        let mut pieces = Pieces::default();
        while !pieces.is_full() {
            let Some(input) = &mut self.input else { break };
            self.line += 1;
            let start = pieces.bytes.len();
            match next_line(input, self.line, &mut pieces) {
                Ok(Found::Line) => {}
                Ok(Found::End) => self.input = None,
                Err(error) => {
                    self.input = None;
                    pieces.bytes.truncate(start);
                    let fault = format!(
                        "reading stopped here: {error}; this line and what follows are missing, \
                         so give the whole file again"
                    );
                    pieces.end(self.line, start, Some(fault));
                }
            }
        }
        pieces
    }
}

fn next_line(
    input: &mut Box<dyn BufRead + Send>,
    line: u64,
    pieces: &mut Pieces,
) -> std::io::Result<Found> {
    let start = pieces.bytes.len();
    let most = RECORD_BYTES_MAX as u64 + 1;
    if input.by_ref().take(most).read_until(b'\n', &mut pieces.bytes)? == 0 {
        return Ok(Found::End);
    }
    let ended = pieces.bytes.ends_with(b"\n");
    if !ended && pieces.bytes.len() - start > RECORD_BYTES_MAX {
        pieces.bytes.truncate(start + RECORD_BYTES_SHOWN);
        pieces.bytes.shrink_to(crate::BATCH_BYTES * 2);
        pieces.end(line, start, Some(too_long()));
        input.skip_until(b'\n')?;
        return Ok(Found::Line);
    }
    if pieces.bytes[start..].trim_ascii().is_empty() {
        pieces.bytes.truncate(start);
    } else {
        pieces.end(line, start, None);
    }
    Ok(Found::Line)
}

/// What is said of a record that is longer than any that is read.
pub(crate) fn too_long() -> String {
    format!("the record is longer than {RECORD_BYTES_MAX} bytes, the most that is read of one")
}

#[cfg(test)]
mod tests {
    use super::LineReader;
    use std::io::{BufReader, Cursor, Read};

    fn lines(input: impl Read + Send + 'static) -> Vec<(u64, usize, bool)> {
        let mut reader = LineReader::new(Box::new(BufReader::new(input)));
        let mut found = Vec::new();
        loop {
            let pieces = reader.next_pieces();
            if pieces.spans.is_empty() {
                return found;
            }
            let spans = pieces.spans.iter();
            found.extend(spans.map(|s| (s.line, s.end - s.start, s.fault.is_some())));
        }
    }

    #[test]
    fn blank_lines_are_passed_over_and_counted() {
        assert_eq!(
            lines(Cursor::new("{}\n\r\n \n{1}\r\n{2}")),
            [(1, 3, false), (4, 5, false), (5, 3, false)]
        );
        assert_eq!(lines(Cursor::new("")), []);
    }

    #[test]
    fn a_longer_line_is_named_and_the_next_is_read() {
        let long = std::io::repeat(b'x').take(40 << 20);
        let found = lines(Cursor::new("{}\n").chain(long).chain(Cursor::new("\n{}\n")));
        assert_eq!(found, [(1, 3, false), (2, 64 << 10, true), (3, 3, false)]);
    }
}
