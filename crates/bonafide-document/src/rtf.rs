//! RTF: paragraphs and tabs to lines, and what its information group says.

use crate::layout::{Cell, Line, Run};
use crate::{LINES_MAX, Read, code_page, found::note, plain};
use bonafide_application::Hiding;
use encoding_rs::{Decoder, Encoding, WINDOWS_1252};
use std::collections::BTreeMap;

/// Groups within one another.
const DEPTH_MAX: usize = 1_000;

/// Fonts whose code page is remembered; Word's own templates have some hundred.
const FONTS_MAX: usize = 4_096;

/// Characters of one property.
const PROPERTY_MAX: usize = 300;

/// Groups of which nothing is shown.
const UNSEEN: [&str; 25] = [
    "info",
    "rsidtbl",
    "fonttbl",
    "pgdsctbl",
    "stylesheet",
    "pict",
    "object",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "listtable",
    "listoverridetable",
    "generator",
    "xmlnstbl",
    "fldinst",
    "pgptbl",
    "footnote",
    "annotation",
    "nonshppict",
    "revtbl",
    "listtext",
    "pntext",
    "header",
    "footer",
];

/// What is in force within a group.
#[allow(clippy::struct_excessive_bools, reason = "each is one property of its text")]
#[derive(Clone, Default)]
struct Group {
    unseen: bool,
    bold: bool,
    italic: bool,
    hidden: bool,
    color: usize,
    half_points: u32,
    unicode_skip: usize,
    /// The font; where none was chosen, the document's.
    font: Option<usize>,
    property: Option<&'static str>,
    colors: bool,
}

#[derive(Default)]
struct Rtf {
    read: Read,
    line: Line,
    groups: Vec<Group>,
    now: Group,
    skip: usize,
    /// The code page of the document, that of each font that has its own, and the document's font.
    code_page: Option<&'static Encoding>,
    fonts: BTreeMap<usize, &'static Encoding>,
    font: usize,
    /// What reads the second byte of a character, where the first was read.
    begun: Option<Decoder>,
    /// Red, green and blue of each color; the first is the reader's own.
    colors: Vec<[u8; 3]>,
    color: [u8; 3],
    property: String,
    hidden: Vec<(Hiding, String)>,
    item: bool,
    heading: u8,
}

/// Reads RTF.
pub(crate) fn read(bytes: &[u8]) -> Read {
    let mut rtf = Rtf { now: Group { unicode_skip: 1, ..Group::default() }, ..Rtf::default() };
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'{' => {
                if rtf.groups.len() >= DEPTH_MAX {
                    rtf.read.error = Some(format!("more than {DEPTH_MAX} groups are nested"));
                    break;
                }
                rtf.groups.push(rtf.now.clone());
                at += 1;
            }
            b'}' => {
                rtf.close();
                at += 1;
            }
            b'\\' => at = rtf.control(bytes, at + 1),
            b'\r' | b'\n' => at += 1,
            byte => {
                rtf.byte(byte);
                at += 1;
            }
        }
    }
    rtf.end_line();
    for (how, text) in std::mem::take(&mut rtf.hidden) {
        note(&mut rtf.read.facts.hidden, how, 0, &text);
    }
    if rtf.read.layout.lines.is_empty() && rtf.read.error.is_none() {
        rtf.read.error = Some("the document holds no text".to_owned());
    }
    rtf.read
}

impl Rtf {
    fn close(&mut self) {
        self.begun = None;
        if let Some(name) = self.now.property {
            let text = std::mem::take(&mut self.property);
            let text: String = text.trim().chars().take(PROPERTY_MAX).collect();
            let lineage = &mut self.read.facts.lineage;
            let place = match name {
                "author" => &mut lineage.author,
                "operator" => &mut lineage.last_modified_by,
                "company" => &mut lineage.company,
                "title" => &mut lineage.title,
                _ => &mut lineage.producer,
            };
            if !text.is_empty() {
                *place = Some(text);
            }
        }
        self.now = self.groups.pop().unwrap_or_default();
    }

    /// Does what a control says; where the text goes on.
    fn control(&mut self, bytes: &[u8], at: usize) -> usize {
        let Some(first) = bytes.get(at) else { return at };
        if *first != b'\'' {
            self.begun = None;
        }
        if !first.is_ascii_alphabetic() {
            return self.symbol(bytes, at);
        }
        let letters = bytes[at..].iter().take(40).take_while(|b| b.is_ascii_alphabetic()).count();
        let name = std::str::from_utf8(&bytes[at..at + letters]).unwrap_or_default();
        let mut end = at + letters;
        let negative = bytes.get(end) == Some(&b'-');
        let digits_at = end + usize::from(negative);
        let digits =
            bytes[digits_at..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let mut number = None;
        if digits > 0 {
            let text = std::str::from_utf8(&bytes[digits_at..digits_at + digits]);
            number = text.ok().and_then(|text| text.parse::<i64>().ok());
            number = number.map(|number| if negative { -number } else { number });
            end = digits_at + digits;
        }
        if bytes.get(end) == Some(&b' ') {
            end += 1;
        }
        if name == "bin" {
            return end.saturating_add(number.unwrap_or(0).max(0) as usize).min(bytes.len());
        }
        self.word(name, number);
        end
    }

    fn symbol(&mut self, bytes: &[u8], at: usize) -> usize {
        match bytes[at] {
            b'\'' => {
                let digits = bytes.get(at + 1..at + 3).and_then(|d| std::str::from_utf8(d).ok());
                if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                    self.byte(byte);
                }
                return (at + 3).min(bytes.len());
            }
            b'~' => self.character(' '),
            b'_' => self.character('-'),
            byte @ (b'{' | b'}' | b'\\') => self.character(char::from(byte)),
            b'\n' | b'\r' => self.end_line(),
            _ => {}
        }
        at + 1
    }

    fn word(&mut self, name: &str, number: Option<i64>) {
        let on = number != Some(0);
        let unsigned = number.unwrap_or(0).max(0) as usize;
        match name {
            "par" | "line" | "sect" | "page" | "row" => self.end_line(),
            "pard" => (self.item, self.heading) = (false, 0),
            "ls" => self.item = unsigned > 0,
            // Levels of headings count from 0; 9 is that of other text.
            "outlinelevel" if unsigned < 9 => self.heading = unsigned as u8 + 1,
            "tab" | "cell" => self.line.cells.push(Cell::default()),
            "plain" => {
                let Group { unseen, unicode_skip, property, .. } = self.now.clone();
                self.now = Group { unseen, unicode_skip, property, ..Group::default() };
            }
            "b" => self.now.bold = on,
            "i" => self.now.italic = on,
            "v" => self.now.hidden = on,
            "cf" => self.now.color = unsigned,
            "fs" => self.now.half_points = unsigned as u32,
            "ansicpg" => self.code_page = code_page::of_number(unsigned),
            "mac" => self.code_page = Some(encoding_rs::MACINTOSH),
            "deff" => self.font = unsigned,
            "f" => self.now.font = Some(unsigned),
            "fcharset" if self.fonts.len() < FONTS_MAX => {
                if let (Some(font), Some(own)) = (self.now.font, code_page::of_charset(unsigned)) {
                    self.fonts.insert(font, own);
                }
            }
            "uc" => self.now.unicode_skip = unsigned.min(8),
            "u" => {
                let code = number.unwrap_or(63).rem_euclid(65_536) as u32;
                self.skip = 0;
                self.character(char::from_u32(code).unwrap_or(' '));
                self.skip = self.now.unicode_skip;
            }
            "bullet" => self.character('•'),
            "endash" => self.character('–'),
            "emdash" => self.character('—'),
            "lquote" | "rquote" => self.character('’'),
            "ldblquote" | "rdblquote" => self.character('"'),
            "colortbl" => self.now.colors = true,
            "red" => self.color[0] = unsigned.min(255) as u8,
            "green" => self.color[1] = unsigned.min(255) as u8,
            "blue" => self.color[2] = unsigned.min(255) as u8,
            "rsidroot" => self.read.facts.lineage.first_session = session(unsigned),
            "rsid" if self.read.facts.lineage.sessions.len() < 4_000 => {
                self.read.facts.lineage.sessions.extend(session(unsigned));
            }
            "version" => self.read.facts.lineage.revision = Some(unsigned as u32),
            "edmins" => self.read.facts.lineage.editing_minutes = Some(unsigned as u32),
            "author" | "operator" | "company" | "title" | "generator" => {
                let known = ["author", "operator", "company", "title", "generator"];
                self.now.property = known.into_iter().find(|known| *known == name);
            }
            _ if UNSEEN.contains(&name) => self.now.unseen = true,
            _ => {}
        }
    }

    /// One byte of text, by the code page of its font.
    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        if byte.is_ascii() && self.begun.is_none() {
            return self.character(char::from(byte));
        }
        let own = self.fonts.get(&self.now.font.unwrap_or(self.font)).copied();
        let page = own.or(self.code_page).unwrap_or(WINDOWS_1252);
        let mut decoder =
            self.begun.take().unwrap_or_else(|| page.new_decoder_without_bom_handling());
        let mut text = [0; 16];
        let (_, _, written, _) = decoder.decode_to_utf8(&[byte], &mut text, false);
        if written == 0 {
            self.begun = Some(decoder);
            return;
        }
        for character in std::str::from_utf8(&text[..written]).unwrap_or_default().chars() {
            self.character(character);
        }
    }

    fn character(&mut self, character: char) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        if self.now.property.is_some() {
            if self.property.len() < PROPERTY_MAX * 4 {
                self.property.push(character);
            }
            return;
        }
        if self.now.colors {
            if character == ';' {
                self.colors.push(std::mem::take(&mut self.color));
            }
            return;
        }
        if self.now.unseen || character.is_control() {
            return;
        }
        if let Some(how) = self.hiding() {
            match self.hidden.last_mut() {
                Some((last, text)) if *last == how => text.push(character),
                _ => self.hidden.push((how, character.to_string())),
            }
            return;
        }
        let (bold, italic) = (self.now.bold, self.now.italic);
        if self.line.cells.is_empty() {
            self.line.cells.push(Cell::default());
        }
        self.line.item |= self.item && self.heading == 0;
        self.line.heading = self.heading;
        let Some(cell) = self.line.cells.last_mut() else { return };
        match cell.runs.last_mut() {
            Some(run) if run.bold == bold && run.italic == italic => run.text.push(character),
            _ => cell.runs.push(Run { text: character.to_string(), bold, italic }),
        }
    }

    fn hiding(&self) -> Option<Hiding> {
        let color = self.colors.get(self.now.color).filter(|_| self.now.color > 0);
        if self.now.hidden {
            Some(Hiding::NotShown)
        } else if (1..3).contains(&self.now.half_points) {
            Some(Hiding::TooSmall)
        } else if color.is_some_and(|color| color.iter().all(|level| *level >= 245)) {
            Some(Hiding::PageColor)
        } else {
            None
        }
    }

    fn end_line(&mut self) {
        if self.now.unseen || self.now.property.is_some() {
            return;
        }
        let mut line = std::mem::take(&mut self.line);
        line.cells.retain(|cell| !cell.text().is_empty());
        plain::mark_item(&mut line);
        if !line.is_blank() && self.read.layout.lines.len() < LINES_MAX {
            self.read.layout.lines.push(line);
        }
    }
}

fn session(number: usize) -> Option<String> {
    let number = u32::try_from(number).ok().filter(|number| *number > 0)?;
    Some(format!("{number:08x}"))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn text_properties_and_hidden_text_are_told_apart() {
        let read = read(
            br"{\rtf1\ansi{\colortbl;\red255\green255\blue255;}{\info{\author Ana}{\edmins7}}\
{\*\rsidtbl \rsid123\rsid456}{\fonttbl{\f0 Arial;}}\b Acme\b0\tab 2019\'96 2020\par\
{\v secret words}\u233?t\'e9\par {\cf1 white text}}",
        );
        let texts: Vec<String> = read.layout.lines.iter().map(crate::layout::Line::text).collect();
        assert_eq!(texts, ["Acme  2019– 2020", "été"]);
        let lineage = &read.facts.lineage;
        assert_eq!(lineage.author.as_deref(), Some("Ana"));
        assert_eq!(lineage.sessions, ["0000007b", "000001c8"]);
        assert_eq!(read.facts.hidden.len(), 2);
    }

    #[track_caller]
    fn lines(bytes: &[u8]) -> Vec<String> {
        read(bytes).layout.lines.iter().map(crate::layout::Line::text).collect()
    }

    #[test]
    fn bytes_are_read_by_the_code_page_of_their_font_or_document() {
        let russian = br"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0 Arial;}}\f0\'c0\'ed\'ed\'e0\par}";
        assert_eq!(lines(russian), ["Анна"]);
        let of_fonts =
            br"{\rtf1\ansi\ansicpg1252\deff1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}
{\f2\fcharset128 C;}}\'c0\'ed\'ed\'e0\par{\f0 t\'e9}\par\f2\'8eR\'93\'63\par}";
        assert_eq!(lines(of_fonts), ["Анна", "té", "山田"]);
    }

    #[test]
    fn what_stands_for_a_character_is_skipped_byte_by_byte() {
        let both = br"{\rtf1\ansi\ansicpg932\uc2\u23665\'8e\'52\u30000\'93\'63 x\par\'8e}";
        assert_eq!(lines(both), ["山田 x"]);
    }

    #[test]
    fn styles_of_pages_are_no_text_and_headings_no_items() {
        let read = read(
            br"{\rtf1\ansi{\*\pgdsctbl{\pgdsc0\pgdscuse451\pgwsxn11906 Default Page Style;}
{\pgdsc1 HTML;}}\pard\ilvl1\outlinelevel1 Education\par\pard Acme\par\pard\ls1\ilvl0 built it\par}",
        );
        let lines = &read.layout.lines;
        let told: Vec<_> = lines.iter().map(|l| (l.text(), l.heading, l.item)).collect();
        let want = [("Education", 2, false), ("Acme", 0, false), ("built it", 0, true)];
        assert_eq!(told, want.map(|(text, heading, item)| (text.to_owned(), heading, item)));
    }
}
