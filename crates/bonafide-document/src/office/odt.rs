//! ODT: paragraphs, headings, lists and tables, in reading order; properties of the file.

use super::{Package, Step, attribute};
use crate::found::note;
use crate::layout::{Cell, Line, Run};
use crate::{LINES_MAX, Read, picture};
use bonafide_application::{Hiding, Lineage};
use std::collections::HashMap;

/// Styles of one document that are kept.
const STYLES_MAX: usize = 10_000;

/// What a style says.
#[derive(Clone, Debug, Default)]
struct Style {
    bold: Option<bool>,
    italic: Option<bool>,
    hidden: Option<Hiding>,
    parent: Option<String>,
}

/// Reads an ODT document.
pub(crate) fn read(mut package: Package<'_>) -> Read {
    let mut read = Read::default();
    if let Err(error) = parts(&mut package, &mut read) {
        read.error = Some(error);
    }
    if read.layout.lines.is_empty() && read.error.is_none() {
        read.error = Some("the document holds no text, or is encrypted".to_owned());
    }
    read
}

fn parts(package: &mut Package<'_>, read: &mut Read) -> Result<(), String> {
    properties(package, &mut read.facts.lineage)?;
    let mut styles = HashMap::new();
    for path in ["styles.xml", "content.xml"] {
        read_styles(package, path, &mut styles)?;
    }
    let mut body = Body { styles: &styles, ..Body::default() };
    let walked = package.walk("content.xml", |step| body.step(step));
    for (how, text) in body.hidden {
        note(&mut read.facts.hidden, how, 0, &text);
    }
    read.layout.lines = body.lines;
    walked?;
    let pictures: Vec<String> =
        package.names().into_iter().filter(|name| name.starts_with("Pictures/")).take(40).collect();
    for path in pictures {
        let bytes = package.picture(&path).unwrap_or_default();
        if let Some(pixels) = picture::decode(&bytes) {
            picture::add(&mut read.facts.pictures, 0, &pixels);
        }
    }
    Ok(())
}

fn properties(package: &mut Package<'_>, lineage: &mut Lineage) -> Result<(), String> {
    const TEXT_MAX: usize = 300;
    let mut now = String::new();
    package.walk("meta.xml", |step| match step {
        Step::Open("template", tag) => {
            lineage.template = attribute(&tag, "title").or_else(|| attribute(&tag, "href"));
        }
        Step::Open(name, _) => name.clone_into(&mut now),
        Step::Close(_) => now.clear(),
        Step::Text(text) => {
            let text: String = text.trim().chars().take(TEXT_MAX).collect();
            let place = match now.as_str() {
                _ if text.is_empty() => return,
                "generator" => &mut lineage.producer,
                "initial-creator" => &mut lineage.author,
                "creator" => &mut lineage.last_modified_by,
                "creation-date" => &mut lineage.created,
                "date" => &mut lineage.modified,
                "title" => &mut lineage.title,
                "editing-cycles" => {
                    lineage.revision = text.parse().ok();
                    return;
                }
                "editing-duration" => {
                    lineage.editing_minutes = minutes(&text);
                    return;
                }
                _ => return,
            };
            *place = Some(text);
        }
    })
}

/// Minutes of a duration such as `P1DT2H3M4S`.
fn minutes(text: &str) -> Option<u32> {
    let (mut minutes, mut number) = (0_u32, String::new());
    for c in text.chars() {
        if c.is_ascii_digit() {
            number.push(c);
            continue;
        }
        let count: u32 = if number.is_empty() { 0 } else { number.parse().ok()? };
        number.clear();
        let each = match c {
            'D' => 1_440,
            'H' => 60,
            'M' => 1,
            _ => 0,
        };
        minutes = minutes.checked_add(count.checked_mul(each)?)?;
    }
    Some(minutes)
}

fn read_styles(
    package: &mut Package<'_>,
    path: &str,
    styles: &mut HashMap<String, Style>,
) -> Result<(), String> {
    let mut now: Option<String> = None;
    package.walk(path, |step| match step {
        Step::Open("style", tag) if styles.len() < STYLES_MAX => {
            now = attribute(&tag, "name");
            if let Some(name) = &now {
                let parent = attribute(&tag, "parent-style-name");
                styles.insert(name.clone(), Style { parent, ..Style::default() });
            }
        }
        Step::Close("style") => now = None,
        Step::Open("text-properties", tag) => {
            let Some(style) = now.as_ref().and_then(|name| styles.get_mut(name)) else { return };
            style.bold = attribute(&tag, "font-weight").map(|weight| weight == "bold");
            style.italic = attribute(&tag, "font-style").map(|style| style == "italic");
            let grounded = attribute(&tag, "background-color").is_some();
            style.hidden = if attribute(&tag, "display").as_deref() == Some("none") {
                Some(Hiding::NotShown)
            } else if attribute(&tag, "color").is_some_and(|color| is_white(&color)) && !grounded {
                Some(Hiding::PageColor)
            } else if attribute(&tag, "font-size").is_some_and(|size| is_tiny(&size)) {
                Some(Hiding::TooSmall)
            } else {
                None
            };
        }
        _ => {}
    })
}

fn is_white(color: &str) -> bool {
    let value = color.strip_prefix('#').and_then(|digits| u32::from_str_radix(digits, 16).ok());
    value.is_some_and(|value| [16, 8, 0].iter().all(|at| (value >> at & 255) >= 245))
}

fn is_tiny(size: &str) -> bool {
    size.strip_suffix("pt").and_then(|n| n.parse::<f32>().ok()).is_some_and(|points| points < 1.5)
}

static NO_STYLES: std::sync::LazyLock<HashMap<String, Style>> =
    std::sync::LazyLock::new(HashMap::new);

struct Body<'s> {
    styles: &'s HashMap<String, Style>,
    lines: Vec<Line>,
    line: Option<Line>,
    /// Styles of the paragraph and the spans that are open.
    open: Vec<Option<String>>,
    in_item: usize,
    in_cell: usize,
    cells: Vec<Line>,
    skipped: usize,
    hidden: Vec<(Hiding, String)>,
}

impl Default for Body<'_> {
    fn default() -> Self {
        Body {
            styles: &NO_STYLES,
            lines: Vec::new(),
            line: None,
            open: Vec::new(),
            in_item: 0,
            in_cell: 0,
            cells: Vec::new(),
            skipped: 0,
            hidden: Vec::new(),
        }
    }
}

impl Body<'_> {
    fn step(&mut self, step: Step<'_>) {
        const SKIPPED: [&str; 4] = ["tracked-changes", "annotation", "automatic-styles", "note"];
        match step {
            Step::Open(name, _) if SKIPPED.contains(&name) => self.skipped += 1,
            Step::Close(name) if SKIPPED.contains(&name) => {
                self.skipped = self.skipped.saturating_sub(1);
            }
            _ if self.skipped > 0 => {}
            Step::Open("p" | "h", tag) => {
                let level = attribute(&tag, "outline-level").and_then(|level| level.parse().ok());
                let heading = level.unwrap_or(0);
                let item = self.in_item > 0 && heading == 0;
                let cells = vec![Cell::default()];
                self.line = Some(Line { heading, item, cells, ..Line::default() });
                self.open = vec![attribute(&tag, "style-name")];
            }
            Step::Open("span", tag) => self.open.push(attribute(&tag, "style-name")),
            Step::Close("span") => {
                self.open.pop();
            }
            Step::Open("tab", _) => {
                if let Some(line) = &mut self.line {
                    line.cells.push(Cell::default());
                }
            }
            Step::Open("s", _) => self.text(" "),
            Step::Open("line-break", _) => self.break_line(),
            Step::Open("list-item", _) => self.in_item += 1,
            Step::Close("list-item") => self.in_item = self.in_item.saturating_sub(1),
            Step::Open("table-cell", _) => self.in_cell += 1,
            Step::Close("table-cell") => self.in_cell = self.in_cell.saturating_sub(1),
            Step::Close("table-row") => self.close_row(),
            Step::Close("p" | "h") => {
                if let Some(line) = self.line.take() {
                    self.put(line);
                }
            }
            Step::Text(text) => self.text(text),
            _ => {}
        }
    }

    fn break_line(&mut self) {
        if let Some(line) = self.line.take() {
            let next = Line { cells: vec![Cell::default()], ..line.clone() };
            self.put(line);
            self.line = Some(Line { item: false, ..next });
        }
    }

    fn text(&mut self, text: &str) {
        let (mut bold, mut italic, mut hidden) = (None, None, None);
        for name in self.open.iter().rev().flatten() {
            let mut style = self.styles.get(name);
            for _ in 0..8 {
                let Some(found) = style else { break };
                bold = bold.or(found.bold);
                italic = italic.or(found.italic);
                hidden = hidden.or(found.hidden);
                style = found.parent.as_ref().and_then(|name| self.styles.get(name));
            }
        }
        let Some(line) = &mut self.line else { return };
        if let Some(how) = hidden {
            self.hidden.push((how, text.to_owned()));
            return;
        }
        let run =
            Run { text: text.to_owned(), bold: bold == Some(true), italic: italic == Some(true) };
        if let Some(cell) = line.cells.last_mut() {
            cell.runs.push(run);
        }
    }

    fn put(&mut self, mut line: Line) {
        line.cells.retain(|cell| !cell.text().is_empty());
        crate::plain::mark_item(&mut line);
        let place = if self.in_cell > 0 { &mut self.cells } else { &mut self.lines };
        if line.is_blank() || place.len() >= LINES_MAX {
            return;
        }
        place.push(line);
    }

    /// Two short cells are one line; more lines follow one another.
    fn close_row(&mut self) {
        let mut cells = std::mem::take(&mut self.cells);
        if cells.len() == 2 && self.in_cell == 0 && !cells[1].item {
            let right = cells.pop().map(|line| line.cells).unwrap_or_default();
            if let Some(line) = cells.first_mut() {
                line.cells.extend(right);
            }
        }
        self.lines.extend(cells);
    }
}
