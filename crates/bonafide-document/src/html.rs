//! HTML: blocks, headings, lists and tables to lines. Nothing is fetched, no script is run.

use crate::layout::{Cell, Line, Run};
use crate::{LINES_MAX, Read, found::note, plain};
use bonafide_application::Hiding;

/// Elements within one another whose style is kept; deeper ones share the last.
const DEPTH_MAX: usize = 512;

/// Elements of which nothing is shown.
const UNSEEN: [&str; 8] =
    ["script", "style", "head", "template", "noscript", "svg", "select", "object"];

/// Elements that begin and end a line.
const BLOCKS: [&str; 26] = [
    "p",
    "div",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "nav",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "address",
    "pre",
];

/// Elements that have no end.
const EMPTY: [&str; 8] = ["br", "hr", "img", "input", "meta", "link", "wbr", "col"];

/// What is in force within an element.
#[allow(clippy::struct_excessive_bools, reason = "each is one property of its text")]
#[derive(Clone, Default)]
struct Open {
    name: String,
    bold: bool,
    italic: bool,
    hidden: Option<Hiding>,
    heading: u8,
    item: bool,
    unseen: bool,
    grounded: bool,
}

/// Reads HTML.
pub(crate) fn read(text: &str) -> Read {
    let mut page = Page { open: vec![Open::default()], ..Page::default() };
    let mut rest = text;
    let mut closed = true;
    while let Some(at) = rest.find('<') {
        page.text(&rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("-->").unwrap_or(comment.len());
            note(&mut page.read.facts.hidden, Hiding::NotShown, 0, &comment[..end]);
            rest = comment.get(end + 3..).unwrap_or_default();
            continue;
        }
        let named = rest[1..]
            .starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        // Once there is no end of a tag ahead, there is none further on either.
        let end = if named && closed { rest.find('>') } else { None };
        closed &= !named || end.is_some();
        let Some(end) = end else {
            page.text("<");
            rest = &rest[1..];
            continue;
        };
        page.tag(&rest[1..end]);
        rest = &rest[end + 1..];
    }
    page.text(rest);
    page.end_line();
    let mut read = page.read;
    if read.layout.lines.is_empty() {
        read.error = Some("the document holds no text".to_owned());
    }
    read
}

#[derive(Default)]
struct Page {
    open: Vec<Open>,
    line: Line,
    hidden: String,
    read: Read,
}

impl Page {
    fn now(&self) -> Open {
        self.open.last().cloned().unwrap_or_default()
    }

    fn tag(&mut self, tag: &str) {
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        let name = name.as_str();
        if BLOCKS.contains(&name) || name == "br" || name == "hr" {
            self.end_line();
        }
        if tag.starts_with('/') {
            if let Some(at) = self.open.iter().rposition(|open| open.name == name)
                && at > 0
            {
                self.open.truncate(at);
            }
            return;
        }
        if matches!(name, "td" | "th") && !self.line.is_blank() {
            self.line.cells.push(Cell::default());
        }
        if EMPTY.contains(&name) || tag.ends_with('/') || self.open.len() >= DEPTH_MAX {
            return;
        }
        let mut inner = self.now();
        name.clone_into(&mut inner.name);
        inner.bold |= matches!(name, "b" | "strong" | "th");
        inner.italic |= matches!(name, "i" | "em");
        inner.unseen |= UNSEEN.contains(&name);
        inner.item = name == "li" || inner.item && !BLOCKS.contains(&name);
        if let Some(level) = name.strip_prefix('h').and_then(|level| level.parse().ok()) {
            inner.heading = level;
        }
        style(&mut inner, tag);
        self.open.push(inner);
    }

    fn text(&mut self, text: &str) {
        let now = self.now();
        if now.unseen || text.is_empty() {
            return;
        }
        let text = crate::entities::decoded(text);
        if let Some(how) = now.hidden {
            self.hidden.push_str(&text);
            note(&mut self.read.facts.hidden, how, 0, &self.hidden);
            self.hidden.clear();
            return;
        }
        let mut words = String::new();
        let mut blank = true;
        let said = |cell: &Cell| cell.runs.iter().any(|run| !run.text.trim().is_empty());
        if self.line.cells.iter().any(said) {
            blank = false;
        }
        for character in text.chars() {
            if character.is_whitespace() {
                if !blank {
                    words.push(' ');
                }
                blank = true;
            } else {
                words.push(character);
                blank = false;
            }
        }
        if words.is_empty() {
            return;
        }
        self.line.heading = now.heading;
        self.line.item |= now.item;
        let same = |run: &&mut Run| run.bold == now.bold && run.italic == now.italic;
        let last = self.line.cells.last_mut().and_then(|cell| cell.runs.last_mut());
        if let Some(run) = last.filter(same) {
            run.text.push_str(&words);
            return;
        }
        let run = Run { text: words, bold: now.bold, italic: now.italic };
        if self.line.cells.is_empty() {
            self.line.cells.push(Cell::default());
        }
        if let Some(cell) = self.line.cells.last_mut() {
            cell.runs.push(run);
        }
    }

    fn end_line(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        line.cells.retain(|cell| !cell.text().is_empty());
        plain::mark_item(&mut line);
        if !line.is_blank() && self.read.layout.lines.len() < LINES_MAX {
            self.read.layout.lines.push(line);
        }
    }
}

/// What the element's own style says, where it says it beside the element.
fn style(open: &mut Open, tag: &str) {
    const TAG_MAX: usize = 2_000;
    let mut end = tag.len().min(TAG_MAX);
    while !tag.is_char_boundary(end) {
        end -= 1;
    }
    let style: String = tag[..end].to_ascii_lowercase().split_whitespace().collect();
    let says = |what: &str| style.contains(what);
    open.grounded |= says("background");
    let white =
        ["color:#fff;", "color:#fff\"", "color:#ffffff", "color:white", "color:rgb(255,255,255)"];
    let own = if says("display:none") || says("visibility:hidden") || says("opacity:0;") {
        Some(Hiding::NotShown)
    } else if says("font-size:0") || says("font-size:1px") {
        Some(Hiding::TooSmall)
    } else if says("left:-9999") || says("text-indent:-9999") {
        Some(Hiding::OffPage)
    } else if white.iter().any(|white| says(white)) && !says("-color:#fff") && !open.grounded {
        Some(Hiding::PageColor)
    } else {
        None
    };
    open.bold |= says("font-weight:bold") || says("font-weight:700");
    open.hidden = open.hidden.or(own);
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn blocks_are_lines_and_hidden_text_is_set_aside() {
        let read = read(
            "<html><head><title>t</title></head><h1>Ana &amp; Co</h1><p>One <b>bold</b>\n word<br>next\
             <ul><li>item</ul><span style='color: #FFFFFF'>white words here</span><script>x</script>",
        );
        let texts: Vec<String> = read.layout.lines.iter().map(crate::layout::Line::text).collect();
        assert_eq!(texts, ["Ana & Co", "One bold word", "next", "item"]);
        assert!(read.layout.lines[3].item);
        assert_eq!(read.facts.hidden[0].text, "white words here");
    }
}
