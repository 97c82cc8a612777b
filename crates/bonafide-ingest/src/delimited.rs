//! Reads tables of text: CSV with comma, semicolon, tab or bar, in UTF-8 or Windows-1252.

use crate::mapping::Mapping;
use crate::table::{Row, header};
use crate::{PEEK_BYTES, TABLE_COLUMNS_MAX, TABLE_TITLE_ROWS_MAX};
use std::io::Cursor;

/// A table of text, with the delimiter that was found.
pub(crate) struct Delimited {
    pub(crate) bytes: Vec<u8>,
    pub(crate) delimiter: u8,
    /// Bytes before the table: the line `sep=;` that Excel writes.
    pub(crate) skipped: usize,
}

/// Rows of a table of text.
pub(crate) struct Rows {
    reader: csv::Reader<Cursor<Vec<u8>>>,
    delimiter: u8,
    first_line: u64,
}

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Finds the delimiter with which most columns are recognized; `None` where the text is no table.
pub(crate) fn find(bytes: Vec<u8>, mapping: Option<&Mapping>) -> Option<Delimited> {
    let bytes = in_utf8(bytes);
    if let Some((delimiter, skipped)) = announced(&bytes) {
        return Some(Delimited { bytes, delimiter, skipped });
    }
    let head = &bytes[..bytes.len().min(PEEK_BYTES)];
    let score = |delimiter: &u8| {
        let mut rows = rows_of(head.to_owned(), *delimiter, 1);
        let rows: Vec<Row> = rows.by_ref().take(TABLE_TITLE_ROWS_MAX).collect();
        let known = header(rows.iter(), mapping).map_or(0, |(.., known)| known);
        let cells = rows.iter().filter_map(|(_, cells)| cells.as_ref().ok()).map(Vec::len).max();
        (known, cells.unwrap_or(0))
    };
    let scored = DELIMITERS.iter().map(|delimiter| (score(delimiter), *delimiter));
    // The first of equals, so that a table of one column is taken for CSV.
    let ((known, cells), delimiter) = scored.rev().max()?;
    (known > 0 || cells > 1).then_some(Delimited { bytes, delimiter, skipped: 0 })
}

/// The delimiter that a first line such as `sep=;` announces, with that line's length.
fn announced(bytes: &[u8]) -> Option<(u8, usize)> {
    let end = bytes.iter().take(16).position(|byte| *byte == b'\n')?;
    match bytes[..end].trim_ascii_end() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] => {
            DELIMITERS.contains(delimiter).then_some((*delimiter, end + 1))
        }
        _ => None,
    }
}

impl Delimited {
    /// The rows from the top.
    pub(crate) fn rows(self) -> Rows {
        let mut bytes = self.bytes;
        bytes.drain(..self.skipped);
        rows_of(bytes, self.delimiter, if self.skipped > 0 { 2 } else { 1 })
    }
}

fn rows_of(bytes: Vec<u8>, delimiter: u8, first_line: u64) -> Rows {
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(delimiter);
    Rows { reader: builder.from_reader(Cursor::new(bytes)), delimiter, first_line }
}

impl Rows {
    /// The same rows from the top again.
    pub(crate) fn again(self) -> Rows {
        let (delimiter, first_line) = (self.delimiter, self.first_line);
        rows_of(self.reader.into_inner().into_inner(), delimiter, first_line)
    }
}

impl Iterator for Rows {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let mut record = csv::ByteRecord::new();
        let more = self.reader.read_byte_record(&mut record);
        let line = record.position().map_or(0, csv::Position::line) + self.first_line - 1;
        match more {
            Ok(false) => None,
            Err(error) => Some((line, Err(error.to_string()))),
            Ok(true) => Some((line, cells(&record))),
        }
    }
}

fn cells(record: &csv::ByteRecord) -> Result<Vec<String>, String> {
    if record.len() > TABLE_COLUMNS_MAX {
        let has = record.len();
        return Err(format!("the row has {has} cells; at most {TABLE_COLUMNS_MAX} are read"));
    }
    let read = |(at, cell): (usize, &[u8])| {
        let text = std::str::from_utf8(cell).map(str::to_owned);
        text.map_err(|_| format!("cell {} is not UTF-8; write the file again as UTF-8", at + 1))
    };
    record.iter().enumerate().map(read).collect()
}

/// The text as it is where it is UTF-8, also where single records are damaged; turned from
/// Windows-1252, which spreadsheets write, where its signs beyond ASCII make no sense as UTF-8.
fn in_utf8(bytes: Vec<u8>) -> Vec<u8> {
    let (mut valid, mut invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    if invalid <= valid {
        return bytes;
    }
    bytes.iter().map(|byte| windows_1252(*byte)).collect::<String>().into_bytes()
}

/// A byte of Windows-1252 (WHATWG Encoding, index windows-1252).
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    #[track_caller]
    fn rows(text: &[u8]) -> Vec<(u64, Vec<String>)> {
        let table = find(text.to_owned(), None).expect("a table");
        table.rows().map(|(line, cells)| (line, cells.expect("cells"))).collect()
    }

    #[test]
    fn the_delimiter_is_found() {
        for text in ["Name,Email\nA;B,c\n", "Name;Email\nA;B,c\n", "sep=|\r\nName|Email\nA|B,c\n"] {
            assert!(rows(text.as_bytes()).iter().all(|(_, cells)| cells.len() == 2), "{text}");
        }
        assert_eq!(rows(b"Name\tEmail\n\nA\t\"x\ny\"\nB\tz\n").last().expect("a row").0, 5);
        assert!(find(b"a poem\nof no kind".to_vec(), None).is_none());
    }

    #[test]
    fn windows_text_is_turned() {
        assert_eq!(rows(b"Name,City\nJos\xe9,\x80\n")[1].1, ["José", "€"]);
        let table = find("Name,City\nJosé,Zoë\n".bytes().chain(*b"\xff,x\n").collect(), None);
        let last = table.expect("a table").rows().last().expect("a row");
        assert!(last.1.expect_err("damaged").starts_with("cell 1 is not UTF-8"));
    }
}
