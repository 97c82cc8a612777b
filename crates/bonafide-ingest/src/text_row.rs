//! One row of a table of text: its cells, or the quote in it that is never closed.
//!
//! Rows are read as RFC 4180 has them, and as leniently as its readers do: any line break ends a
//! row, and a quote within a cell that does not begin with one is an ordinary sign. Only where a
//! quote swallowed rows is the row refused, so that the rows below it are read.

use crate::{QUOTED_BYTES_MAX, QUOTED_LINES_MAX};

/// One row that was cut.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TextRow {
    /// Its cells without quotes, or why they cannot be told.
    pub(crate) cells: Result<Vec<Vec<u8>>, Unclosed>,
    /// Where the next row begins.
    pub(crate) next: usize,
    /// Line breaks before it.
    pub(crate) lines: u64,
}

/// A quote whose end is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unclosed {
    /// Number of its cell, from 1.
    pub(crate) cell: usize,
    /// Lines below the row's first on which the quote opens; 0 where no cell before it is quoted.
    pub(crate) line: u64,
}

/// Where a cell ends.
struct Cell {
    text: Vec<u8>,
    end: usize,
    lines: u64,
}

/// Cuts the row that begins at `start`, which is no line break.
pub(crate) fn text_row(bytes: &[u8], start: usize, delimiter: u8) -> TextRow {
    let mut cells = Vec::new();
    let (mut at, mut lines) = (start, 0);
    loop {
        let cell = if bytes.get(at) == Some(&b'"') {
            let Some(cell) = quoted(bytes, at, delimiter) else {
                return refused(bytes, at, Unclosed { cell: cells.len() + 1, line: lines });
            };
            cell
        } else {
            let end = plain_end(bytes, at, delimiter);
            Cell { text: bytes[at..end].to_owned(), end, lines: 0 }
        };
        cells.push(cell.text);
        lines += cell.lines;
        at = cell.end;
        if bytes.get(at) != Some(&delimiter) {
            let next = behind_break(bytes, at);
            return TextRow { cells: Ok(cells), next, lines: lines + u64::from(next > at) };
        }
        at += 1;
    }
}

/// A row with an unclosed quote ends on the line on which the quote opens.
fn refused(bytes: &[u8], quote: usize, unclosed: Unclosed) -> TextRow {
    let end = bytes[quote..].iter().position(|byte| is_break(*byte));
    let end = end.map_or(bytes.len(), |end| quote + end);
    let next = behind_break(bytes, end);
    TextRow { cells: Err(unclosed), next, lines: unclosed.line + u64::from(next > end) }
}

/// A cell that begins with a quote; `None` where the quote that closes it is missing: at the end
/// of the input, beyond what a cell may hold, or where, lines below, it turns out to open another
/// cell.
fn quoted(bytes: &[u8], start: usize, delimiter: u8) -> Option<Cell> {
    let (mut text, mut lines) = (Vec::new(), 0);
    let mut at = start + 1;
    loop {
        let byte = *bytes.get(at)?;
        if text.len() > QUOTED_BYTES_MAX || lines > QUOTED_LINES_MAX {
            return None;
        }
        if byte != b'"' {
            // A carriage return and its line feed are one break.
            lines +=
                u64::from(byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')));
            text.push(byte);
            at += 1;
        } else if bytes.get(at + 1) == Some(&b'"') {
            text.push(byte);
            at += 2;
        } else {
            at += 1;
            break;
        }
    }
    let end = plain_end(bytes, at, delimiter);
    let rest = &bytes[at..end];
    if lines > 0 && !rest.trim_ascii().is_empty() {
        return None;
    }
    text.extend_from_slice(rest);
    Some(Cell { text, end, lines })
}

fn plain_end(bytes: &[u8], start: usize, delimiter: u8) -> usize {
    let end = bytes[start..].iter().position(|byte| *byte == delimiter || is_break(*byte));
    end.map_or(bytes.len(), |end| start + end)
}

pub(crate) fn is_break(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}

/// Where the line break at a place ends; the place itself where there is none.
pub(crate) fn behind_break(bytes: &[u8], at: usize) -> usize {
    match bytes[at..] {
        [b'\r', b'\n', ..] => at + 2,
        [b'\r' | b'\n', ..] => at + 1,
        _ => at,
    }
}

#[cfg(test)]
mod tests {
    use super::{Unclosed, text_row};

    #[track_caller]
    fn cells(text: &str, want: &[&str]) {
        let row = text_row(text.as_bytes(), 0, b';');
        let cells = row.cells.expect("cells");
        let cells: Vec<&str> =
            cells.iter().map(|cell| std::str::from_utf8(cell).expect("text")).collect();
        assert_eq!(cells, want, "{text}");
        assert!(text[..row.next].ends_with(['\n', '\r']) || row.next == text.len(), "{text}");
    }

    #[test]
    fn cells_lose_their_quotes_and_nothing_else() {
        cells("a;b\nc", &["a", "b"]);
        cells(";\r\n", &["", ""]);
        cells("\"a;\"\"b\"\"\n\";c", &["a;\"b\"\n", "c"]);
        cells("5\" disk;\"\";x", &["5\" disk", "", "x"]);
        cells("\"said \"hi\" twice\";x\n", &["said hi\" twice\"", "x"]);
        cells("\"a\nb\" ;x", &["a\nb ", "x"]);
    }

    #[test]
    fn a_quote_that_swallows_rows_is_refused_on_its_line() {
        for text in ["a;\"b;c\nd;e\n", "a;\"b;c\nd;\"e\"\n", "a;\"b\n\"\"\n"] {
            let row = text_row(text.as_bytes(), 0, b';');
            assert_eq!(row.cells, Err(Unclosed { cell: 2, line: 0 }), "{text}");
            assert_eq!(&text[..row.next], text.split_inclusive('\n').next().expect("a line"));
            assert_eq!(row.lines, 1);
        }
        let row = text_row(b"\"x\ny\";\"z\r\nnext", 0, b';');
        assert_eq!(row.cells, Err(Unclosed { cell: 2, line: 1 }));
        assert_eq!((row.next, row.lines), (10, 2));
        let endless = format!("\"{}\"", "x\n".repeat(2_000));
        assert!(text_row(endless.as_bytes(), 0, b';').cells.is_err());
        let long = format!("\"{}\"", "x".repeat(2 << 20));
        assert!(text_row(long.as_bytes(), 0, b';').cells.is_err());
    }
}
