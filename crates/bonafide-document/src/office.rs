//! Archives of XML parts: what DOCX and ODT are packed in, read within bounds.

pub(crate) mod docx;
mod docx_facts;
mod docx_styles;
pub(crate) mod odt;
mod odt_facts;

use crate::code_page;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufRead, BufReader, Cursor, Read};
use zip::ZipArchive;

/// Bytes of all parts together when unpacked.
const UNPACKED_MAX: u64 = 96 << 20;

/// Bytes of one picture.
const PICTURE_MAX: u64 = 16 << 20;

/// Elements within one another; documents that people write have some thirty.
const DEPTH_MAX: usize = 1_000;

/// An archive, and how much of it may still be unpacked.
pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

/// One step through a part.
pub(crate) enum Step<'a> {
    /// An element begins.
    Open(&'a str, BytesStart<'a>),
    /// An element ends.
    Close(&'a str),
    /// Text.
    Text(&'a str),
}

impl<'b> Package<'b> {
    /// Opens an archive.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Package<'b>, String> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| "the document is broken: its archive cannot be opened".to_owned())?;
        Ok(Package { archive, left: UNPACKED_MAX })
    }

    /// Whether there is a part of this name.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.archive.index_for_name(path).is_some()
    }

    /// Names of all parts.
    pub(crate) fn names(&self) -> Vec<String> {
        const PARTS_MAX: usize = 4_096;
        let names = self.archive.file_names().take(PARTS_MAX).flatten();
        names.map(std::borrow::Cow::into_owned).collect()
    }

    /// The bytes of a picture.
    pub(crate) fn picture(&mut self, path: &str) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let part = self.archive.by_name(path).ok()?;
        part.take(PICTURE_MAX.min(self.left)).read_to_end(&mut bytes).ok()?;
        self.left -= bytes.len() as u64;
        Some(bytes)
    }

    /// The text of a small part.
    pub(crate) fn text(&mut self, path: &str) -> Option<String> {
        const TEXT_MAX: u64 = 4_096;
        let mut text = String::new();
        self.archive.by_name(path).ok()?.take(TEXT_MAX).read_to_string(&mut text).ok()?;
        Some(text)
    }

    /// Walks through a part; one that is not there has no steps.
    pub(crate) fn walk(&mut self, path: &str, step: impl FnMut(Step<'_>)) -> Result<(), String> {
        if !self.has(path) {
            return Ok(());
        }
        let part = match self.archive.by_name(path) {
            Ok(part) => part,
            Err(error) => return Err(format!("the part {path} is damaged: {error}")),
        };
        let used = decoded(BufReader::new(part.take(self.left + 1)))
            .and_then(|input| walk(input, self.left, step))
            .map_err(|error| format!("the part {path} {error}"))?;
        self.left -= used.min(self.left);
        Ok(())
    }
}

/// A part as UTF-8; the standard allows UTF-16 as well.
fn decoded<'p>(mut part: impl BufRead + 'p) -> Result<Box<dyn BufRead + 'p>, String> {
    let damaged = |error: std::io::Error| format!("is damaged: {error}");
    if !matches!(part.fill_buf().map_err(damaged)?, [0xfe, 0xff, ..] | [0xff, 0xfe, ..]) {
        return Ok(Box::new(part));
    }
    let mut bytes = Vec::new();
    part.read_to_end(&mut bytes).map_err(damaged)?;
    Ok(Box::new(Cursor::new(code_page::wide(&bytes).unwrap_or_default().into_bytes())))
}

/// Walks through XML; how many bytes it had. Entities that the document itself declares stand for
/// nothing, so that they can neither grow nor lead anywhere.
pub(crate) fn walk(
    input: impl BufRead,
    bytes_max: u64,
    mut step: impl FnMut(Step<'_>),
) -> Result<u64, String> {
    let mut reader = Reader::from_reader(input);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut buffer = Vec::new();
    let mut depth = 0;
    loop {
        let event = reader.read_event_into(&mut buffer);
        if reader.buffer_position() > bytes_max {
            return Err(format!("is larger than {} MiB when unpacked", bytes_max >> 20));
        }
        match event.map_err(|error| format!("is damaged: {error}"))? {
            Event::Start(tag) => {
                depth += 1;
                if depth > DEPTH_MAX {
                    return Err(format!("has more than {DEPTH_MAX} elements within one another"));
                }
                step(Step::Open(tag.local_name().as_ref(), tag.borrow()));
            }
            Event::Empty(tag) => {
                step(Step::Open(tag.local_name().as_ref(), tag.borrow()));
                step(Step::Close(tag.local_name().as_ref()));
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                step(Step::Close(tag.local_name().as_ref()));
            }
            Event::Text(text) => step(Step::Text(&text.xml10_content())),
            Event::CData(text) => step(Step::Text(&text)),
            Event::GeneralRef(name) => {
                let known = quick_xml::escape::resolve_predefined_entity(&name);
                match (known, name.resolve_char_ref()) {
                    (Some(text), _) => step(Step::Text(text)),
                    (None, Ok(Some(c))) => step(Step::Text(c.encode_utf8(&mut [0; 4]))),
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    Ok(reader.buffer_position())
}

/// The value of an attribute, whatever its prefix.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    const ATTRIBUTES_MAX: usize = 200;
    let mut all = tag.attributes();
    let mut all = all.with_checks(false).flatten().take(ATTRIBUTES_MAX);
    let found = all.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

/// Whether a property that is switched by its presence is on.
pub(crate) fn is_on(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "val")
        .is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off" | "none"))
}
