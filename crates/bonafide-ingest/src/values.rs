//! Cuts a JSON array, or JSON documents one after the other, into values without parsing them.

use crate::batch::Pieces;
use crate::lines::too_long;
use crate::{RECORD_BYTES_MAX, RECORD_BYTES_SHOWN};
use std::io::BufRead;

/// Hands out the elements of an array, or the documents of a stream.
pub(crate) struct ValueReader {
    input: Option<Box<dyn BufRead + Send>>,
    place: Place,
    line: u64,
    began: u64,
    depth: usize,
    quoted: bool,
    escaped: bool,
    long: bool,
}

/// Where in the input the reader stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before the first value.
    Start,
    /// In an array, where an element or its end is due.
    Between,
    /// In an array, where a comma or its end is due.
    After,
    /// Outside arrays, where another document may follow.
    Outside,
    /// After the end of the array.
    Closed,
    /// Within an element of an array.
    Element,
    /// Within a document outside arrays.
    Document,
}

impl ValueReader {
    pub(crate) fn new(input: Box<dyn BufRead + Send>) -> ValueReader {
        ValueReader {
            input: Some(input),
            place: Place::Start,
            line: 1,
            began: 1,
            depth: 0,
            quoted: false,
            escaped: false,
            long: false,
        }
    }

    /// The next values; none at the end of the input.
    pub(crate) fn next_pieces(&mut self) -> Pieces {
        let mut pieces = Pieces::default();
        let mut start = 0;
        while let Some(mut input) = self.input.take() {
            let buffer = match input.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {
                    self.input = Some(input);
                    continue;
                }
                Err(error) => {
                    let fault = format!(
                        "reading stopped here: {error}; what follows is missing, so give the \
                         whole file again"
                    );
                    pieces.end(self.line, start, Some(fault));
                    break;
                }
            };
            if buffer.is_empty() {
                self.at_end(&mut pieces, start);
                break;
            }
            let mut used = 0;
            let mut fault = None;
            for &byte in buffer {
                used += 1;
                fault = self.step(byte, &mut pieces, &mut start).err();
                let between = !matches!(self.place, Place::Element | Place::Document);
                if fault.is_some() || (between && pieces.is_full()) {
                    break;
                }
            }
            input.consume(used);
            if let Some(fault) = fault {
                pieces.end(self.line, start, Some(fault));
                break;
            }
            self.input = Some(input);
            let between = !matches!(self.place, Place::Element | Place::Document);
            if between && pieces.is_full() {
                break;
            }
        }
        pieces
    }

    fn at_end(&mut self, pieces: &mut Pieces, start: usize) {
        let fault = match self.place {
            Place::Outside | Place::Closed | Place::Start => return,
            Place::Element | Place::Document => None,
            Place::Between | Place::After => Some(
                "the array has no end; the file is cut off, so give the whole file again"
                    .to_owned(),
            ),
        };
        let line = if fault.is_none() { self.began } else { self.line };
        pieces.end(line, start, fault.or_else(|| self.long.then(too_long)));
    }

    fn step(&mut self, byte: u8, pieces: &mut Pieces, start: &mut usize) -> Result<(), String> {
        if byte == b'\n' {
            self.line += 1;
        }
        match (self.place, byte) {
            (Place::Element | Place::Document, _) => self.within(byte, pieces, start),
            (_, b' ' | b'\t' | b'\r' | b'\n') => {}
            (Place::Start, b'[') | (Place::After, b',') => self.place = Place::Between,
            (Place::Between | Place::After, b']') => self.place = Place::Closed,
            (Place::Between, b'{') => self.begin(Place::Element, byte, pieces, start),
            (Place::Start | Place::Outside, b'{') => {
                self.begin(Place::Document, byte, pieces, start);
            }
            (place, byte) => {
                let due = match place {
                    Place::After => "a comma or the end of the array",
                    Place::Closed => "nothing after the end of the array",
                    _ => "an object, which begins with {",
                };
                let found = char::from(byte).escape_default();
                return Err(format!(
                    "there should be {due}, but there is `{found}`; it and what follows are not \
                     read"
                ));
            }
        }
        Ok(())
    }

    fn begin(&mut self, place: Place, byte: u8, pieces: &mut Pieces, start: &mut usize) {
        (self.place, self.began, self.depth) = (place, self.line, 1);
        (self.quoted, self.escaped, self.long) = (false, false, false);
        *start = pieces.bytes.len();
        pieces.bytes.push(byte);
    }

    fn within(&mut self, byte: u8, pieces: &mut Pieces, start: &mut usize) {
        if !self.long {
            pieces.bytes.push(byte);
            if pieces.bytes.len() - *start > RECORD_BYTES_MAX {
                self.long = true;
                pieces.bytes.truncate(*start + RECORD_BYTES_SHOWN);
            }
        }
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' if self.quoted => self.escaped = true,
            b'"' => self.quoted = !self.quoted,
            b'{' | b'[' if !self.quoted => self.depth += 1,
            b'}' | b']' if !self.quoted => self.depth -= 1,
            _ => {}
        }
        if self.depth == 0 {
            pieces.end(self.began, *start, self.long.then(too_long));
            *start = pieces.bytes.len();
            self.place = if self.place == Place::Element { Place::After } else { Place::Outside };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ValueReader;
    use std::io::{BufReader, Cursor};

    fn values(text: &str) -> Vec<(u64, String, Option<String>)> {
        let small = BufReader::with_capacity(3, Cursor::new(text.to_owned()));
        let mut reader = ValueReader::new(Box::new(small));
        let mut found = Vec::new();
        loop {
            let pieces = reader.next_pieces();
            if pieces.spans.is_empty() {
                return found;
            }
            for span in &pieces.spans {
                let text = String::from_utf8_lossy(&pieces.bytes[span.start..span.end]);
                found.push((span.line, text.into_owned(), span.fault.clone()));
            }
        }
    }

    #[test]
    fn elements_and_documents_are_cut_at_their_ends() {
        let want = |line, text: &str| (line, text.to_owned(), None);
        assert_eq!(
            values("[\n {\"a\":\"]}\\\"\"},\n{\n}]\n"),
            [want(2, "{\"a\":\"]}\\\"\"}"), want(3, "{\n}")]
        );
        assert_eq!(values("{\n}\n{}"), [want(1, "{\n}"), want(3, "{}")]);
        assert_eq!(values(" [ ] "), []);
    }

    #[test]
    fn what_is_cut_off_or_out_of_place_is_said_once() {
        let last = |text| values(text).pop().expect("a value");
        assert_eq!(last("[{},\n{\"a\":1"), (2, "{\"a\":1".into(), None));
        assert!(last("[{},\n").2.is_some_and(|fault| fault.starts_with("the array has no end")));
        assert!(last("[1]").2.is_some_and(|fault| fault.starts_with("there should be an object")));
        assert_eq!(values("[{}]}}}}").len(), 2);
    }
}
