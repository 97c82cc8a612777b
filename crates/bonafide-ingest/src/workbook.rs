//! Reads the rows of a workbook (XLSX), within bounds on everything that it may state of itself.

use crate::table::{Known, Row, header};
use crate::{TABLE_BYTES_MAX, TABLE_COLUMNS_MAX};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;

type Archive = ZipArchive<Cursor<Vec<u8>>>;

/// The rows of the sheet in whose top most columns are recognized, blank rows left out.
pub(crate) fn rows(bytes: Vec<u8>, known: Known<'_>) -> Result<Vec<Row>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| format!("the archive is damaged: {error}"))?;
    if archive.index_for_name("xl/workbook.xml").is_none() {
        let what = if archive.index_for_name("word/document.xml").is_some() {
            "this seems to be a Word document"
        } else {
            "this is an archive that holds no workbook"
        };
        return Err(format!("{what}; unpack it, or save the table as XLSX or CSV"));
    }
    let mut budget = TABLE_BYTES_MAX;
    let book = book(&mut archive, &mut budget)?;
    let mut best: Option<(usize, Vec<Row>)> = None;
    for path in &book.sheets {
        let rows = sheet(&mut archive, path, &book, &mut budget)?;
        let count = header(rows.iter(), known).map_or(0, |(.., count)| count);
        if best.as_ref().is_none_or(|(most, _)| count > *most) {
            best = Some((count, rows));
        }
    }
    best.map(|(_, rows)| rows).ok_or_else(|| "the workbook has no sheet".to_owned())
}

/// What the cells of all sheets refer to.
struct Book {
    /// Paths of the sheets in the archive, in the order of the workbook.
    sheets: Vec<String>,
    strings: Vec<String>,
    /// Whether cells of a style show dates.
    dates: Vec<bool>,
    /// Days between the two calendars of workbooks, where the later one is used.
    days_later: f64,
}

/// Days from 1899-12-30 to 1904-01-01 (ECMA-376, part 1, section 18.17.4.1).
const DAYS_TO_1904: f64 = 1_462.0;

/// Sheets that are looked at; the table stands on one of the first.
const SHEETS_MAX: usize = 16;

/// What every cell costs besides its text, so that blank cells cannot fill the memory.
const CELL_BYTES: u64 = 24;

fn book(archive: &mut Archive, budget: &mut u64) -> Result<Book, String> {
    let mut named = Vec::new();
    let mut days_later = 0.0;
    walk(archive, "xl/workbook.xml", budget, |step| {
        if let Step::Open("sheet", tag) = &step
            && let Some(id) = attribute(tag, "id")
        {
            named.push(id);
        }
        if let Step::Open("workbookPr", tag) = &step
            && attribute(tag, "date1904").is_some_and(|value| value == "1" || value == "true")
        {
            days_later = DAYS_TO_1904;
        }
        Ok(())
    })?;
    let mut targets = Vec::new();
    walk(archive, "xl/_rels/workbook.xml.rels", budget, |step| {
        if let Step::Open("Relationship", tag) = &step
            && let (Some(id), Some(path)) = (attribute(tag, "Id"), attribute(tag, "Target"))
        {
            let path = path.strip_prefix('/').map_or_else(|| format!("xl/{path}"), str::to_owned);
            targets.push((id, path));
        }
        Ok(())
    })?;
    let path = |id: &String| targets.iter().find(|(other, _)| other == id).map(|(_, p)| p.clone());
    let sheets = named.iter().filter_map(path).take(SHEETS_MAX).collect();
    let dates = styles(archive, budget)?;
    Ok(Book { sheets, strings: strings(archive, budget)?, dates, days_later })
}

fn strings(archive: &mut Archive, budget: &mut u64) -> Result<Vec<String>, String> {
    let mut strings = Vec::new();
    let (mut text, mut within, mut phonetic) = (String::new(), false, false);
    walk(archive, "xl/sharedStrings.xml", budget, |step| {
        match step {
            Step::Open("t", _) => within = !phonetic,
            Step::Open("rPh", _) => phonetic = true,
            Step::Text(part) if within => text.push_str(part),
            Step::Close("t") => within = false,
            Step::Close("rPh") => phonetic = false,
            Step::Close("si") => strings.push(std::mem::take(&mut text)),
            _ => {}
        }
        Ok(())
    })?;
    Ok(strings)
}

/// For each style of cells, whether it shows numbers as dates.
fn styles(archive: &mut Archive, budget: &mut u64) -> Result<Vec<bool>, String> {
    let mut own = Vec::new();
    let mut dates = Vec::new();
    let mut of_cells = false;
    walk(archive, "xl/styles.xml", budget, |step| {
        match step {
            Step::Open("numFmt", tag) => {
                let id = attribute(&tag, "numFmtId").and_then(|id| id.parse::<u32>().ok());
                let code = attribute(&tag, "formatCode").unwrap_or_default();
                own.extend(id.filter(|_| shows_dates(&code)));
            }
            Step::Open("cellXfs", _) => of_cells = true,
            Step::Close("cellXfs") => of_cells = false,
            Step::Open("xf", tag) if of_cells => {
                let id = attribute(&tag, "numFmtId").and_then(|id| id.parse::<u32>().ok());
                // Built-in forms of dates (ECMA-376, part 1, section 18.8.30).
                let built_in = |id: u32| matches!(id, 14..=17 | 22 | 27..=36 | 50..=58);
                dates.push(id.is_some_and(|id| built_in(id) || own.contains(&id)));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(dates)
}

/// Whether a number's form has days or years in it, outside quotation marks and brackets.
fn shows_dates(code: &str) -> bool {
    let (mut quoted, mut bracketed) = (false, false);
    code.chars().any(|c| {
        match c {
            '"' => quoted = !quoted,
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ => {}
        }
        !quoted && !bracketed && matches!(c, 'd' | 'D' | 'y' | 'Y')
    })
}

/// The row that is being read.
#[derive(Default)]
struct Building {
    line: u64,
    cells: Vec<String>,
    too_wide: bool,
    column: usize,
    kind: String,
    style: usize,
    text: String,
    within: bool,
}

fn sheet(
    archive: &mut Archive,
    path: &str,
    book: &Book,
    budget: &mut u64,
) -> Result<Vec<Row>, String> {
    let mut rows = Vec::new();
    let mut now = Building::default();
    let mut left = TABLE_BYTES_MAX;
    walk(archive, path, budget, |step| {
        match step {
            Step::Open("row", tag) => {
                let line = attribute(&tag, "r").and_then(|line| line.parse().ok());
                now = Building { line: line.unwrap_or(now.line + 1), ..Building::default() };
            }
            Step::Open("c", tag) => {
                let at = attribute(&tag, "r").and_then(|place| column(&place));
                now.column = at.unwrap_or(now.column);
                now.kind = attribute(&tag, "t").unwrap_or_default();
                now.style = attribute(&tag, "s").and_then(|s| s.parse().ok()).unwrap_or(0);
                now.text.clear();
            }
            Step::Open("v" | "t", _) => now.within = true,
            Step::Close("v" | "t") => now.within = false,
            Step::Text(part) if now.within => now.text.push_str(part),
            Step::Close("c") => {
                left = close_cell(&mut now, book, left)?;
            }
            Step::Close("row") => {
                let cells = std::mem::take(&mut now.cells);
                let wide = format!("the row has more than {TABLE_COLUMNS_MAX} cells");
                let read = if now.too_wide { Err(wide) } else { Ok(cells) };
                if read.as_ref().map_or(true, |cells| cells.iter().any(|cell| !cell.is_empty())) {
                    rows.push((now.line, read));
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(rows)
}

/// Puts the cell in its place; what is left of the bytes that a sheet may take.
fn close_cell(now: &mut Building, book: &Book, left: u64) -> Result<u64, String> {
    let at = now.column;
    now.column += 1;
    let text = value(now, book);
    if text.is_empty() {
        return Ok(left);
    }
    if at >= TABLE_COLUMNS_MAX {
        now.too_wide = true;
        return Ok(left);
    }
    let new = (at + 1).saturating_sub(now.cells.len()) as u64;
    let cost = text.len() as u64 + new * CELL_BYTES;
    if now.cells.len() <= at {
        now.cells.resize(at + 1, String::new());
    }
    now.cells[at] = text;
    left.checked_sub(cost).ok_or_else(too_large)
}

fn value(now: &Building, book: &Book) -> String {
    match now.kind.as_str() {
        "s" => {
            let string = now.text.trim().parse::<usize>().ok().and_then(|at| book.strings.get(at));
            string.cloned().unwrap_or_default()
        }
        "" | "n" => number(now.text.trim(), now, book),
        _ => now.text.clone(),
    }
}

/// A number as text: a date where the style says so, and never with an exponent.
fn number(text: &str, now: &Building, book: &Book) -> String {
    let Some(number) = text.parse::<f64>().ok().filter(|number| number.is_finite()) else {
        return text.to_owned();
    };
    if book.dates.get(now.style).copied().unwrap_or(false) {
        let seconds = (number + book.days_later - 25_569.0) * 86_400.0;
        let at = jiff::Timestamp::from_second(seconds.round() as i64);
        let local = at.map(|at| jiff::tz::Offset::UTC.to_datetime(at).to_string());
        return local.unwrap_or_else(|_| text.to_owned());
    }
    // Whole numbers up to here are exact.
    let whole = number.fract() == 0.0 && number.abs() < 9e15;
    if whole { format!("{number:.0}") } else { text.to_owned() }
}

/// The column of a place such as `AB12`, counting from 0.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.take(4).fold(0, |number, letter| {
        number * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    number.checked_sub(1)
}

/// One step through a part of the workbook.
enum Step<'a> {
    Open(&'a str, BytesStart<'a>),
    Close(&'a str),
    Text(&'a str),
}

/// Walks through a part; one that is not there has no steps.
fn walk(
    archive: &mut Archive,
    path: &str,
    budget: &mut u64,
    mut step: impl FnMut(Step<'_>) -> Result<(), String>,
) -> Result<(), String> {
    let damaged =
        |error: &dyn std::fmt::Display| format!("{path} of the workbook is damaged: {error}");
    if archive.index_for_name(path).is_none() {
        return Ok(());
    }
    let part = archive.by_name(path).map_err(|error| damaged(&error))?;
    let mut reader = Reader::from_reader(BufReader::new(part.take(*budget + 1)));
    let mut buffer = Vec::new();
    loop {
        let event = reader.read_event_into(&mut buffer);
        if reader.buffer_position() > *budget {
            return Err(too_large());
        }
        match event.map_err(|error| damaged(&error))? {
            Event::Start(tag) => step(Step::Open(tag.local_name().as_ref(), tag.borrow()))?,
            Event::Empty(tag) => {
                step(Step::Open(tag.local_name().as_ref(), tag.borrow()))?;
                step(Step::Close(tag.local_name().as_ref()))?;
            }
            Event::End(tag) => step(Step::Close(tag.local_name().as_ref()))?,
            Event::Text(text) => step(Step::Text(&text.xml10_content()))?,
            Event::CData(text) => step(Step::Text(&text))?,
            Event::GeneralRef(name) => {
                let known = quick_xml::escape::resolve_predefined_entity(&name);
                match (known, name.resolve_char_ref()) {
                    (Some(text), _) => step(Step::Text(text))?,
                    (None, Ok(Some(c))) => step(Step::Text(c.encode_utf8(&mut [0; 4])))?,
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    *budget -= reader.buffer_position().min(*budget);
    Ok(())
}

fn too_large() -> String {
    let most = TABLE_BYTES_MAX >> 20;
    format!("the workbook holds more than {most} MiB when unpacked; split it, or use NDJSON")
}

/// The value of an attribute, whatever its prefix.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes();
    let mut all = all.with_checks(false).flatten();
    let found = all.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found
        .normalized_value(quick_xml::XmlVersion::Implicit1_0)
        .ok()
        .map(std::borrow::Cow::into_owned)
}
