//! Recognizes by its content what an input is, and opens it.

use crate::batch::{DocumentInput, Reader, Source};
use crate::decompress::{packing, unpack};
use crate::encoding::{UTF8_MARK, from_utf16, utf16};
use crate::mapping::Mapping;
use crate::record::Naming;
use crate::table::{Known, Recognized, Row, header, is_known, plan};
use crate::{DocumentReader, Error, Options, PEEK_BYTES, TABLE_BYTES_MAX, TABLE_TITLE_ROWS_MAX};
use crate::{delimited, lines::LineReader, values::ValueReader, workbook};
use serde::de::IgnoredAny;
use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;

/// What an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    Ndjson,
    /// An array of JSON objects.
    JsonArray,
    /// One JSON object, or several, over as many lines as they like.
    JsonDocument,
    /// A table of text.
    Csv,
    /// A workbook.
    Xlsx,
    /// A résumé document.
    Document,
}

/// What is accepted, for messages.
pub(crate) const ACCEPTED: &str = "accepted are NDJSON, a JSON array or document of applications, JSON \
                        Resume documents, CSV and XLSX, each also packed with gzip or zstd";

/// Begins of files that are not accepted, with what people call them.
const OTHERS: [(&[u8], &str); 12] = [
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "a workbook or document of Office before 2007"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"PAR1", "a Parquet file"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "a SQLite database"),
    (b"{\\rtf", "an RTF document"),
    (b"<", "HTML or XML"),
];

/// Recognizes and opens an input; `name` is what messages call it, and without folder and ending
/// names records that have no id.
pub fn open(
    name: &str,
    bytes: Box<dyn BufRead + Send>,
    options: &Options,
) -> Result<Reader, Error> {
    let input = text_of(bytes).map_err(|error| Error(format!("{name}: {error}")))?;
    let named = |what: String| Error(format!("{name}: {what}"));
    let mut naming = Naming {
        stem: stem(name),
        submitted_at: options.submitted_at,
        sole: false,
        attachments: options.attachments.clone(),
    };
    let mut input = input;
    if let Some(read) = &options.documents {
        let document = |bytes| document(name, bytes, options, Arc::clone(read));
        if is_document(&input.head) {
            return Ok(document(all(input.whole()).map_err(named)?));
        }
        // Archives and plain text tell what they are only as a whole.
        if may_be_document(&input.head) {
            let bytes = all(input.whole()).map_err(named)?;
            if is_document_inside(&bytes, options.mapping.as_ref()) {
                return Ok(document(bytes));
            }
            input = peek(Box::new(Cursor::new(bytes)))
                .map_err(|error| Error(format!("{name}: {error}")))?;
        }
    }
    let format = recognize(&input.head).map_err(named)?;
    naming.sole = format == Format::JsonDocument;
    let (source, recognized) = match format {
        Format::Ndjson => (Source::Lines(LineReader::new(input.whole()), Arc::new(naming)), None),
        Format::JsonArray | Format::JsonDocument => {
            (Source::Values(ValueReader::new(input.whole()), Arc::new(naming)), None)
        }
        Format::Csv | Format::Xlsx => {
            let table = all(input.whole())
                .and_then(|bytes| open_table(format, bytes, naming, options))
                .map_err(named)?;
            (table.0, Some(table.1))
        }
        // What is a document was opened above, or is refused by its name.
        Format::Document => return Err(named(format!("this is a document; {ACCEPTED}"))),
    };
    Ok(Reader { format: Some(format), recognized, source, read: VecDeque::new() })
}

/// A document as an input of one record.
fn document(name: &str, bytes: Vec<u8>, options: &Options, read: Arc<DocumentReader>) -> Reader {
    let naming = Naming {
        stem: stem(name),
        submitted_at: options.submitted_at,
        sole: true,
        attachments: None,
    };
    let input = DocumentInput { name: name.to_owned(), bytes, naming, read };
    Reader {
        format: Some(Format::Document),
        recognized: None,
        source: Source::Document(Some(Box::new(input))),
        read: VecDeque::new(),
    }
}

/// Whether the first bytes are those of a document.
fn is_document(head: &[u8]) -> bool {
    const BEGINS: [&[u8]; 5] =
        [b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0"];
    let start = head.trim_ascii_start();
    let near = &head[..head.len().min(1_024)];
    BEGINS.iter().any(|begin| start.starts_with(begin))
        || start.starts_with(b"<")
        || near.windows(5).any(|window| window == b"%PDF-")
}

/// Whether the whole has to be looked at: archives, and text that is no JSON.
fn may_be_document(head: &[u8]) -> bool {
    let first = head.iter().find(|byte| !byte.is_ascii_whitespace());
    head.starts_with(b"PK\x03\x04") || first.is_some_and(|byte| !matches!(byte, b'{' | b'['))
}

/// Whether an archive holds a text document, or text is a résumé and no table.
fn is_document_inside(bytes: &[u8], mapping: Option<&Mapping>) -> bool {
    const RESUME_BYTES_MAX: usize = 1 << 20;
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    if bytes.starts_with(b"PK") {
        return holds(b"word/document.xml") || holds(b"application/vnd.oasis.opendocument.text");
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    // A table names its columns in one of its first lines, whatever texts stand in its cells.
    let names_columns = |line: &&str| {
        let cells = |mark: char| line.split(mark).map(|cell| cell.trim().trim_matches('"'));
        let count = |mark| cells(mark).filter(|cell| is_known(cell, mapping)).count();
        [',', ';', '\t', '|'].into_iter().any(|mark| count(mark) >= 2)
    };
    if lines.iter().take(TABLE_TITLE_ROWS_MAX).any(names_columns) {
        return false;
    }
    // Or it has the same count of one mark in every line.
    let table = [',', ';', '\t', '|'].iter().any(|mark| {
        let counts: Vec<usize> = lines.iter().take(20).map(|l| l.matches(*mark).count()).collect();
        counts.first().is_some_and(|first| *first > 0 && counts.iter().all(|c| c == first))
    });
    let said = ["experience", "education", "skills", "employment", "work"];
    let lower = text.get(..text.len().min(20_000)).unwrap_or(text).to_lowercase();
    let known = said.iter().filter(|word| lower.contains(**word)).count();
    bytes.len() <= RESUME_BYTES_MAX && lines.len() >= 4 && !table && known >= 2
}

/// All bytes of a table.
pub(crate) fn all(input: Box<dyn BufRead + Send>) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    input
        .take(TABLE_BYTES_MAX + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("the table cannot be read to its end: {error}"))?;
    if bytes.len() as u64 > TABLE_BYTES_MAX {
        let most = TABLE_BYTES_MAX >> 20;
        return Err(format!("the table is larger than {most} MiB; split it, or use NDJSON"));
    }
    Ok(bytes)
}

fn open_table(
    format: Format,
    bytes: Vec<u8>,
    naming: Naming,
    options: &Options,
) -> Result<(Source, Recognized), String> {
    let mapping = options.mapping.as_ref();
    let known: Known<'_> = &|name| is_known(name, mapping);
    let below = |(place, cells, _): (usize, &[String], usize)| (place + 1, cells.to_owned());
    let nothing = || format!("no row at the top of the table names its columns; {ACCEPTED}");
    if format == Format::Xlsx {
        let rows = workbook::rows(bytes, known)?;
        let (below, cells) = header(rows.iter(), known).map(below).ok_or_else(nothing)?;
        let read = rows[below..].iter().filter_map(|(_, cells)| cells.as_deref().ok());
        let (plan, recognized) = plan(naming, &cells, read, options)?;
        let rows = Box::new(rows.into_iter().skip(below));
        return Ok((Source::Rows(rows, Arc::new(plan)), recognized));
    }
    let table = delimited::find(bytes, known)
        .ok_or_else(|| format!("this is text of no known form; {ACCEPTED}"))?;
    let mut rows = table.rows();
    let top: Vec<Row> = rows.by_ref().take(TABLE_TITLE_ROWS_MAX).collect();
    let first = || {
        let cells = top.first().and_then(|(_, cells)| cells.clone().ok());
        (1, cells.unwrap_or_default())
    };
    let (below, cells) = header(top.iter(), known).map_or_else(first, below);
    let mut rows = rows.again();
    // The orders of dates are decided by all rows, which are then read once more.
    let dates = rows.by_ref().skip(below).filter_map(|(_, cells)| cells.ok());
    let (plan, recognized) = plan(naming, &cells, dates, options)?;
    let rows = Box::new(rows.again().skip(below));
    Ok((Source::Rows(rows, Arc::new(plan)), recognized))
}

/// An input of which the first bytes are known.
pub(crate) struct Peeked {
    pub(crate) head: Vec<u8>,
    rest: Box<dyn BufRead + Send>,
}

impl Peeked {
    pub(crate) fn whole(self) -> Box<dyn BufRead + Send> {
        Box::new(Cursor::new(self.head).chain(self.rest))
    }
}

/// Looks at the first bytes. An error behind them is met again where they end.
fn peek(mut input: Box<dyn BufRead + Send>) -> io::Result<Peeked> {
    let mut head = Vec::new();
    match input.by_ref().take(PEEK_BYTES as u64).read_to_end(&mut head) {
        // What was read to its end is closed, so that many small files can be held.
        Ok(bytes) if bytes < PEEK_BYTES => Ok(Peeked { head, rest: Box::new(io::empty()) }),
        Ok(_) => Ok(Peeked { head, rest: input }),
        Err(error) if head.is_empty() => Err(error),
        Err(error) => Ok(Peeked { head, rest: Box::new(BufReader::new(Failed(Some(error)))) }),
    }
}

/// Repeats an error that was met while looking ahead.
struct Failed(Option<io::Error>);

impl Read for Failed {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// The input unpacked and as UTF-8 without mark.
pub(crate) fn text_of(bytes: Box<dyn BufRead + Send>) -> io::Result<Peeked> {
    let mut input = peek(bytes)?;
    if let Some(kind) = packing(&input.head) {
        input = peek(unpack(kind, input.whole())?)?;
        if packing(&input.head).is_some() {
            return Err(io::Error::other("this is packed twice; unpack it once yourself"));
        }
    }
    if let Some(order) = utf16(&input.head) {
        input.head.drain(..2);
        return peek(from_utf16(order, input.whole()));
    }
    if input.head.starts_with(UTF8_MARK) {
        input.head.drain(..UTF8_MARK.len());
    }
    Ok(input)
}

pub(crate) fn recognize(head: &[u8]) -> Result<Format, String> {
    let Some(first) = head.iter().find(|byte| !byte.is_ascii_whitespace()) else {
        let what = if head.len() < PEEK_BYTES { "the file is empty" } else { "it begins blank" };
        return Err(format!("this holds no applications: {what}; {ACCEPTED}"));
    };
    if let Some((_, what)) = OTHERS.iter().find(|(begin, _)| head.starts_with(begin)) {
        return Err(format!("this seems to be {what}; {ACCEPTED}"));
    }
    match first {
        b'[' => Ok(Format::JsonArray),
        b'{' if is_by_line(head) => Ok(Format::Ndjson),
        b'{' => Ok(Format::JsonDocument),
        _ if head.starts_with(b"PK\x03\x04") => Ok(Format::Xlsx),
        _ if head.contains(&0) => Err(format!("this is binary data; {ACCEPTED}")),
        _ => Ok(Format::Csv),
    }
}

/// Whether objects stand on a line each: the first line is one, or a later line that is not
/// indented, where the first is broken.
fn is_by_line(head: &[u8]) -> bool {
    let ends = head.len() < PEEK_BYTES;
    let mut lines = head.split(|byte| *byte == b'\n').peekable();
    let mut number = 0;
    while let Some(line) = lines.next() {
        // The last line of what is looked at may go on behind it.
        let cut = lines.peek().is_none() && !ends;
        if cut {
            return number == 0;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let begins = line.first() == Some(&b'{') || number == 0;
        if begins && serde_json::from_slice::<IgnoredAny>(line).is_ok() {
            let only = number == 0 && lines.all(|line| line.trim_ascii().is_empty()) && ends;
            return !only;
        }
        number += 1;
    }
    false
}

/// The name without folder and endings.
fn stem(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let mut stem = file;
    for ending in [".gz", ".zst", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".xlsx", ".resume"]
    {
        stem = stem.strip_suffix(ending).filter(|stem| !stem.is_empty()).unwrap_or(stem);
    }
    if stem.is_empty() { "input".to_owned() } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{Format, open, recognize, stem};
    use crate::{Options, Record, Rejected};
    use bonafide_application::Country;
    use flate2::{Compression, write::GzEncoder};
    use jiff::Timestamp;
    use std::io::{Cursor, Write};
    use std::sync::Arc;

    #[track_caller]
    fn is(text: &str, format: Format) {
        assert_eq!(recognize(text.as_bytes()), Ok(format), "{text}");
    }

    #[test]
    fn the_content_tells_the_format() {
        is("{\"id\":\"1\"}\n{\"id\":\"2\"}", Format::Ndjson);
        is("\n {\"id\":\"1\"}\r\n\n{\"id\":\"2\"", Format::Ndjson);
        is("{\"id\":\"1\",\"applic\n{\"id\":\"2\"}\n", Format::Ndjson);
        is("{\"id\":\"1\"}\n", Format::JsonDocument);
        is("{\n  \"basics\": {}\n}", Format::JsonDocument);
        is("{ \"basics\": {\n  \"location\":\n   {}\n}}", Format::JsonDocument);
        is("{\"id\":\"1", Format::JsonDocument);
        is(" [\n{}]", Format::JsonArray);
    }

    #[test]
    fn what_is_not_accepted_is_named() {
        for (text, want) in [
            ("", "this holds no applications: the file is empty; accepted are"),
            (" \n\n", "this holds no applications: the file is empty"),
            ("%PDF-1.7", "this seems to be a PDF document; accepted are NDJSON"),
            ("\x01\0", "this is binary data"),
        ] {
            let error = recognize(text.as_bytes()).expect_err("not accepted");
            assert!(error.starts_with(want), "{error}");
        }
    }

    fn all(bytes: Vec<u8>) -> Vec<Result<Record, Rejected>> {
        let options = Options {
            submitted_at: Timestamp::UNIX_EPOCH,
            mapping: None,
            country: Arc::new(Country::parse),
            documents: None,
            attachments: None,
        };
        open("in/cv.json.gz", Box::new(Cursor::new(bytes)), &options).expect("opened").collect()
    }

    const ONE: &str =
        r#"{"id":"1","submitted_at":"2026-01-05T10:00:00Z","applicant":{"name":"A"}}"#;

    #[test]
    fn packed_marked_and_wide_input_is_read() {
        let lines = format!("{ONE}\n{ONE}\n");
        let wide: Vec<u8> =
            format!("\u{feff}{lines}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let packed = |bytes: &[u8]| zstd::encode_all(bytes, 1).expect("memory takes everything");
        for bytes in [
            lines.clone().into_bytes(),
            format!("\u{feff}{lines}").into_bytes(),
            packed(lines.as_bytes()),
            packed(&wide),
            wide.clone(),
            format!("[{ONE},\n{ONE}]").into_bytes(),
        ] {
            let read = all(bytes);
            assert_eq!(read.len(), 2);
            assert!(read.iter().all(Result::is_ok), "{read:?}");
        }
    }

    #[test]
    fn input_that_ends_early_is_never_silent() {
        let lines: String =
            (0..9_999).map(|id| ONE.replace("\"1\"", &format!("\"{id}\"")) + "\n").collect();
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(lines.as_bytes()).expect("memory takes everything");
        let mut packed = encoder.finish().expect("memory takes everything");
        packed.truncate(packed.len() / 2);
        let read = all(packed);
        assert!(read.len() > 1_000);
        let last = read.last().expect("a last record").as_ref().expect_err("a problem");
        assert!(
            last.error.starts_with("reading stopped here: the gzip data are damaged"),
            "{last:?}"
        );
    }

    #[test]
    fn one_document_is_named_by_its_file() {
        let read = all(b"{\n\"basics\":{\"name\":\"Ana\"}\n}".to_vec());
        assert_eq!(read[0].as_ref().expect("a record").application.id, "cv");
        assert_eq!(stem("a/b.resume.json"), "b");
        assert_eq!(stem(".json"), ".json");
    }
}
