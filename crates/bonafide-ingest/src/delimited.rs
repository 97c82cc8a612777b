//! Reads tables of text: CSV with comma, semicolon, tab or bar, in UTF-8 or Windows-1252.

use crate::table::{Known, Row, header};
use crate::text_row::{Unclosed, behind_break, is_break, text_row};
use crate::{PEEK_BYTES, QUOTES_UNCLOSED_MAX, TABLE_COLUMNS_MAX, TABLE_TITLE_ROWS_MAX};

/// A table of text, with the delimiter that was found.
pub(crate) struct Delimited {
    pub(crate) bytes: Vec<u8>,
    pub(crate) delimiter: u8,
    /// Bytes before the table: the line `sep=;` that Excel writes.
    pub(crate) skipped: usize,
}

/// Rows of a table of text.
pub(crate) struct Rows {
    bytes: Vec<u8>,
    delimiter: u8,
    first_line: u64,
    /// Where the next row begins, and its line.
    at: usize,
    line: u64,
    /// Quotes without end that were met.
    unclosed: u64,
}

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Finds the delimiter with which most columns are recognized; `None` where the text is no table.
pub(crate) fn find(bytes: Vec<u8>, known: Known<'_>) -> Option<Delimited> {
    let bytes = in_utf8(bytes);
    if let Some((delimiter, skipped)) = announced(&bytes) {
        return Some(Delimited { bytes, delimiter, skipped });
    }
    let head = &bytes[..bytes.len().min(PEEK_BYTES)];
    let score = |delimiter: &u8| {
        let mut rows = rows_of(head.to_owned(), *delimiter, 1);
        let rows: Vec<Row> = rows.by_ref().take(TABLE_TITLE_ROWS_MAX).collect();
        let count = header(rows.iter(), known).map_or(0, |(.., count)| count);
        let cells = rows.iter().filter_map(|(_, cells)| cells.as_ref().ok()).map(Vec::len).max();
        (count, cells.unwrap_or(0))
    };
    let scored = DELIMITERS.iter().map(|delimiter| (score(delimiter), *delimiter));
    // The first of equals, so that a table of one column is taken for CSV.
    let ((count, cells), delimiter) = scored.rev().max()?;
    (count > 0 || cells > 1).then_some(Delimited { bytes, delimiter, skipped: 0 })
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
    Rows { bytes, delimiter, first_line, at: 0, line: first_line, unclosed: 0 }
}

impl Rows {
    /// The same rows from the top again.
    pub(crate) fn again(self) -> Rows {
        rows_of(self.bytes, self.delimiter, self.first_line)
    }
}

impl Iterator for Rows {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        while self.at < self.bytes.len() && is_break(self.bytes[self.at]) {
            self.at = behind_break(&self.bytes, self.at);
            self.line += 1;
        }
        if self.at == self.bytes.len() {
            return None;
        }
        let row = text_row(&self.bytes, self.at, self.delimiter);
        let first = self.line;
        (self.at, self.line) = (row.next, self.line + row.lines);
        Some(match row.cells {
            Ok(found) => (first, cells(found)),
            Err(Unclosed { cell, line }) => {
                self.unclosed += 1;
                let mut what =
                    format!("the quote that opens cell {cell} is never closed; close it");
                if self.unclosed == QUOTES_UNCLOSED_MAX {
                    self.at = self.bytes.len();
                    what = format!(
                        "reading stopped here: {QUOTES_UNCLOSED_MAX} quotes of this table are \
                         never closed; export it again"
                    );
                }
                (first + line, Err(what))
            }
        })
    }
}

fn cells(found: Vec<Vec<u8>>) -> Result<Vec<String>, String> {
    if found.len() > TABLE_COLUMNS_MAX {
        let has = found.len();
        return Err(format!("the row has {has} cells; at most {TABLE_COLUMNS_MAX} are read"));
    }
    let read = |(at, cell): (usize, Vec<u8>)| {
        let text = String::from_utf8(cell);
        text.map_err(|_| format!("cell {} is not UTF-8; write the file again as UTF-8", at + 1))
    };
    found.into_iter().enumerate().map(read).collect()
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
    use super::{find, rows_of};
    use crate::table::{Known, is_known};
    use proptest::prelude::proptest;

    const KNOWN: Known<'_> = &|name| is_known(name, None);

    #[track_caller]
    fn rows(text: &[u8]) -> Vec<(u64, Vec<String>)> {
        let table = find(text.to_owned(), KNOWN).expect("a table");
        table.rows().map(|(line, cells)| (line, cells.expect("cells"))).collect()
    }

    #[test]
    fn the_delimiter_is_found() {
        for text in ["Name,Email\nA;B,c\n", "Name;Email\nA;B,c\n", "sep=|\r\nName|Email\nA|B,c\n"] {
            assert!(rows(text.as_bytes()).iter().all(|(_, cells)| cells.len() == 2), "{text}");
        }
        assert_eq!(rows(b"Name\tEmail\n\nA\t\"x\ny\"\nB\tz\n").last().expect("a row").0, 5);
        assert!(find(b"a poem\nof no kind".to_vec(), KNOWN).is_none());
    }

    #[test]
    fn windows_text_is_turned() {
        assert_eq!(rows(b"Name,City\nJos\xe9,\x80\n")[1].1, ["José", "€"]);
        let table = find("Name,City\nJosé,Zoë\n".bytes().chain(*b"\xff,x\n").collect(), KNOWN);
        let last = table.expect("a table").rows().last().expect("a row");
        assert!(last.1.expect_err("damaged").starts_with("cell 1 is not UTF-8"));
    }

    #[test]
    fn rows_below_an_unclosed_quote_are_read() {
        let text = "Name,City\nAna,\"Lima\nBo,Oslo\n\r\nCy,Rome\n".as_bytes();
        let rows: Vec<_> = find(text.to_owned(), KNOWN).expect("a table").rows().collect();
        let problem = "the quote that opens cell 2 is never closed; close it".to_owned();
        assert_eq!(rows[1], (2, Err(problem)));
        assert_eq!(rows[2], (3, Ok(vec!["Bo".to_owned(), "Oslo".to_owned()])));
        assert_eq!((rows[3].0, rows.len()), (5, 4));
    }

    #[test]
    fn a_table_of_unclosed_quotes_is_given_up() {
        let text = format!("Name,City\n{}", "Ana,\"x\n".repeat(5_000));
        let rows: Vec<_> = find(text.into_bytes(), KNOWN).expect("a table").rows().collect();
        let last = rows.last().expect("a row").1.clone().expect_err("given up");
        assert!(last.starts_with("reading stopped here: 1000 quotes"), "{last}");
        assert!(rows.len() < 1_100, "{}", rows.len());
    }

    proptest! {
        #[test]
        fn rows_are_those_of_the_standard_reader(text in "[a;\"\r\n]{0,40}") {
            let ours: Vec<_> = rows_of(text.clone().into_bytes(), b';', 1).collect();
            // A quote that swallows rows is where the two differ on purpose.
            if ours.iter().all(|(_, cells)| cells.is_ok()) {
                let mut standard = csv::ReaderBuilder::new();
                standard.has_headers(false).flexible(true).delimiter(b';');
                let mut standard = standard.from_reader(text.as_bytes());
                let theirs = standard.records().map(|row| row.expect("text"));
                let theirs: Vec<Vec<String>> =
                    theirs.map(|row| row.iter().map(str::to_owned).collect()).collect();
                let ours = ours.into_iter().map(|(_, cells)| cells.expect("cells"));
                assert_eq!(ours.collect::<Vec<_>>(), theirs);
            }
        }
    }
}
