//! DOCX: paragraphs, tables, text boxes, headers and footers, in reading order.

use super::docx_styles::{self, Letters, Style};
use super::{Package, Step, attribute, docx_facts};
use crate::found::note;
use crate::layout::{Cell, Line, Run};
use crate::{LINES_MAX, Read, picture};
use bonafide_application::Hiding;
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// Headers and footers that are read.
const MARGINS_MAX: usize = 12;

/// Half points below which nobody reads a letter.
const READABLE_HALF_POINTS_MIN: u32 = 3;

/// Reads a DOCX document.
pub(crate) fn read(mut package: Package<'_>) -> Read {
    let mut read = Read::default();
    if let Err(error) = parts(&mut package, &mut read) {
        read.error = Some(error);
    }
    if read.layout.lines.is_empty() && read.error.is_none() {
        read.error = Some("the document holds no text".to_owned());
    }
    read
}

fn parts(package: &mut Package<'_>, read: &mut Read) -> Result<(), String> {
    docx_facts::read(package, &mut read.facts.lineage)?;
    let styles = docx_styles::read(package)?;
    let names = package.names();
    let margin = |kind: &str| -> Vec<String> {
        let begins = format!("word/{kind}");
        let mut found: Vec<String> = names
            .iter()
            .filter(|name| name.starts_with(&begins) && name.to_lowercase().ends_with("xml"))
            .cloned()
            .collect();
        found.sort();
        found.truncate(MARGINS_MAX);
        found
    };
    let main = docx_facts::main_part(package);
    for path in margin("header").into_iter().chain([main]).chain(margin("footer")) {
        let mut body = Body::new(&styles);
        let walked = package.walk(&path, |step| body.step(step));
        body.end(read);
        walked?;
    }
    for path in names.iter().filter(|name| name.starts_with("word/media/")).take(40) {
        let bytes = package.picture(path).unwrap_or_default();
        let pixels = picture::decode(&bytes);
        if let Some(pixels) = pixels {
            picture::add(&mut read.facts.pictures, 0, &pixels);
        }
    }
    Ok(())
}

/// A paragraph that is being read.
#[allow(clippy::struct_excessive_bools, reason = "each says within which element we are")]
#[derive(Default)]
struct Paragraph {
    style: Style,
    line: Line,
    run: Letters,
    within_run: bool,
    within_text: bool,
    in_properties: bool,
    in_numbering: bool,
    ground: Option<String>,
    in_box: bool,
}

/// A row of a table that is being read: the lines of each cell.
type Row = Vec<Vec<Line>>;

struct Body<'s> {
    styles: &'s HashMap<String, Style>,
    lines: Vec<Line>,
    open: Vec<Paragraph>,
    rows: Vec<Row>,
    grounds: Vec<Option<String>>,
    boxes: usize,
    /// Within what is not shown or shown twice: deleted text, codes of fields, second forms.
    skipped: usize,
    hidden: Vec<(Hiding, String)>,
}

impl<'s> Body<'s> {
    fn new(styles: &'s HashMap<String, Style>) -> Body<'s> {
        Body {
            styles,
            lines: Vec::new(),
            open: Vec::new(),
            rows: Vec::new(),
            grounds: Vec::new(),
            boxes: 0,
            skipped: 0,
            hidden: Vec::new(),
        }
    }

    fn end(self, read: &mut Read) {
        for (how, text) in self.hidden {
            note(&mut read.facts.hidden, how, 0, &text);
        }
        read.layout.lines.extend(self.lines.into_iter().filter(|line| !line.is_blank()));
        read.layout.lines.truncate(LINES_MAX);
    }

    fn step(&mut self, step: Step<'_>) {
        const SKIPPED: [&str; 5] = ["Fallback", "del", "instrText", "delText", "moveFrom"];
        match step {
            Step::Open(name, _) if SKIPPED.contains(&name) => self.skipped += 1,
            Step::Close(name) if SKIPPED.contains(&name) => {
                self.skipped = self.skipped.saturating_sub(1);
            }
            _ if self.skipped > 0 => {}
            Step::Open(name, tag) => self.open(name, &tag),
            Step::Close(name) => self.close(name),
            Step::Text(text) => {
                if self.open.last().is_some_and(|paragraph| paragraph.within_text) {
                    self.text(text);
                }
            }
        }
    }

    fn open(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "p" => {
                let mut paragraph = Paragraph { in_box: self.boxes > 0, ..Paragraph::default() };
                paragraph.line.cells.push(Cell::default());
                self.open.push(paragraph);
                return;
            }
            "tr" => self.rows.push(Vec::new()),
            "tc" => {
                self.grounds.push(None);
                if let Some(row) = self.rows.last_mut() {
                    row.push(Vec::new());
                }
            }
            "txbxContent" => self.boxes += 1,
            _ => {}
        }
        let Some(paragraph) = self.open.last_mut() else {
            if name == "shd"
                && let Some(ground) = self.grounds.last_mut()
            {
                *ground = attribute(tag, "fill");
            }
            return;
        };
        match name {
            "pPr" => paragraph.in_properties = true,
            "numPr" => paragraph.in_numbering = true,
            "numId" if paragraph.in_numbering => {
                paragraph.line.item = attribute(tag, "val").is_some_and(|id| id != "0");
            }
            "pStyle" => {
                let id = attribute(tag, "val").unwrap_or_default();
                paragraph.style = self.styles.get(&id).cloned().unwrap_or_default();
                paragraph.line.heading = paragraph.style.heading;
                paragraph.line.item |= paragraph.style.item;
            }
            "shd" if paragraph.in_properties && !paragraph.within_run => {
                paragraph.ground = attribute(tag, "fill");
            }
            "r" => {
                paragraph.within_run = true;
                paragraph.run = Letters::default();
            }
            "rStyle" => {
                let id = attribute(tag, "val").unwrap_or_default();
                if let Some(style) = self.styles.get(&id) {
                    paragraph.run = paragraph.run.over(&style.letters);
                }
            }
            "t" => paragraph.within_text = true,
            "tab" if paragraph.within_run => paragraph.line.cells.push(Cell::default()),
            "br" | "cr" => self.break_line(),
            "noBreakHyphen" => self.text("-"),
            _ if paragraph.within_run => paragraph.run.set(name, tag),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.close_paragraph(),
            "tc" => {
                self.grounds.pop();
            }
            "tr" => self.close_row(),
            "txbxContent" => self.boxes = self.boxes.saturating_sub(1),
            _ => {}
        }
        let Some(paragraph) = self.open.last_mut() else { return };
        match name {
            "pPr" => paragraph.in_properties = false,
            "numPr" => paragraph.in_numbering = false,
            "r" => paragraph.within_run = false,
            "t" => paragraph.within_text = false,
            _ => {}
        }
    }

    /// Text of a run; the part of it that is not seen goes to the list of what is hidden.
    fn text(&mut self, text: &str) {
        let grounds = &self.grounds;
        let Some(paragraph) = self.open.last_mut() else { return };
        let letters = paragraph.run.over(&paragraph.style.letters);
        if let Some(how) = hiding(&letters, paragraph, grounds) {
            self.hidden.push((how, text.to_owned()));
            return;
        }
        let run = Run {
            text: text.to_owned(),
            bold: letters.bold == Some(true),
            italic: letters.italic == Some(true),
        };
        if let Some(size) = letters.half_points {
            paragraph.line.size = paragraph.line.size.max(size as f32 / 2.0);
        }
        if let Some(cell) = paragraph.line.cells.last_mut() {
            cell.runs.push(run);
        }
    }

    fn break_line(&mut self) {
        let Some(paragraph) = self.open.last_mut() else { return };
        let next = Line {
            heading: paragraph.line.heading,
            cells: vec![Cell::default()],
            ..Line::default()
        };
        let line = std::mem::replace(&mut paragraph.line, next);
        self.put(line);
    }

    fn close_paragraph(&mut self) {
        if let Some(paragraph) = self.open.pop() {
            self.put(paragraph.line);
        }
    }

    fn put(&mut self, mut line: Line) {
        line.cells.retain(|cell| !cell.text().is_empty());
        crate::plain::mark_item(&mut line);
        let place = match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(lines) => lines,
            None => &mut self.lines,
        };
        if place.len() >= LINES_MAX {
            return;
        }
        if line.is_blank() {
            // An empty paragraph is space before the next one.
            place.push(Line { gap: true, ..Line::default() });
            return;
        }
        if place.last().is_some_and(Line::is_blank) {
            place.pop();
            line.gap = true;
        }
        place.push(line);
    }

    /// A row of single lines is one line of cells; otherwise each cell is read to its end, and
    /// those after the first stand beside it.
    fn close_row(&mut self) {
        let Some(mut row) = self.rows.pop() else { return };
        for cell in &mut row {
            cell.retain(|line| !line.is_blank());
        }
        row.retain(|cell| !cell.is_empty());
        let place = match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(lines) => lines,
            None => &mut self.lines,
        };
        if place.len() >= LINES_MAX {
            return;
        }
        if row.len() > 1 && row.iter().all(|cell| cell.len() == 1) {
            let mut cells = row.into_iter().flatten();
            if let Some(mut line) = cells.next() {
                line.cells.extend(cells.flat_map(|line| line.cells));
                place.push(line);
            }
            return;
        }
        // Dates and places at the margin are short; columns of a page are not.
        for (index, cell) in row.into_iter().enumerate() {
            let beside = index > 0 && cell.len() <= 3;
            place.extend(cell.into_iter().map(|line| Line { beside, ..line }));
        }
    }
}

/// Whether and how letters are hidden.
fn hiding(letters: &Letters, paragraph: &Paragraph, grounds: &[Option<String>]) -> Option<Hiding> {
    if letters.vanish == Some(true) {
        return Some(Hiding::NotShown);
    }
    if letters.half_points.is_some_and(|size| size < READABLE_HALF_POINTS_MIN) {
        return Some(Hiding::TooSmall);
    }
    let color = letters.color.as_deref()?;
    // The ground of a text box is drawn elsewhere.
    if paragraph.in_box {
        return None;
    }
    let own = letters.ground.as_deref().or(paragraph.ground.as_deref());
    let cell = grounds.iter().rev().find_map(Option::as_deref);
    let ground = own.or(cell).unwrap_or("auto");
    let ground = if ground == "auto" || ground == "none" { "FFFFFF" } else { ground };
    let near = |a: &str, b: &str| {
        let value = |text: &str| u32::from_str_radix(text, 16).ok().filter(|_| text.len() == 6);
        let (Some(a), Some(b)) = (value(a), value(b)) else { return a.eq_ignore_ascii_case(b) };
        [16, 8, 0].iter().all(|at| (a >> at & 255).abs_diff(b >> at & 255) <= 10)
    };
    near(color, ground).then_some(Hiding::PageColor)
}
