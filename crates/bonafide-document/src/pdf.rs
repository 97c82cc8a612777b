//! PDF: text in reading order, what is hidden, lineage, pictures.

mod floating;
mod fonts;
mod hidden;
mod lineage;
mod lines;
mod matrix;
mod order;
mod page;
mod pictures;
mod spelling;
mod state;

pub(crate) use lines::DOTS;

use crate::{Read, layout::Layout};
use fonts::Fonts;
use hayro_syntax::object::{Array, Dict, Object};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

/// Pages that are read; nobody's résumé is longer.
const PAGES_MAX: usize = 200;

/// Bounds on all pages together.
pub(crate) struct Limits {
    steps: u32,
    letters: u32,
    surfaces: u32,
    comparisons: u32,
    forms: u32,
}

impl Limits {
    const ALL: Limits = Limits {
        steps: 20_000_000,
        letters: 2_000_000,
        surfaces: 200_000,
        // A page of 4,000 letters on 100 surfaces takes 400,000; these take a sixth of a second.
        comparisons: 60_000_000,
        // A form is unpacked each time it is drawn, and may draw others, or itself.
        forms: 5_000,
    };

    /// One more instruction.
    fn step(&mut self) -> bool {
        take(&mut self.steps)
    }

    /// One more letter.
    fn letter(&mut self) -> bool {
        take(&mut self.letters)
    }

    /// One letter held against so many surfaces.
    fn compare(&mut self, surfaces: usize) -> bool {
        let left = self.comparisons.checked_sub(surfaces as u32);
        self.comparisons = left.unwrap_or(0);
        left.is_some()
    }

    /// One more form.
    fn form(&mut self) -> bool {
        take(&mut self.forms)
    }

    /// One more surface.
    fn surface(&mut self) -> bool {
        take(&mut self.surfaces)
    }
}

fn take(left: &mut u32) -> bool {
    let any = *left > 0;
    *left = left.saturating_sub(1);
    any
}

/// Reads a PDF document.
pub(crate) fn read(bytes: &[u8]) -> Read {
    let mut read = Read::default();
    read.facts.lineage.updates = lineage::updates(bytes);
    let pdf = match Pdf::new(bytes.to_vec()) {
        Ok(pdf) => pdf,
        Err(error) => {
            read.error = Some(why(error).to_owned());
            return read;
        }
    };
    lineage::read(&pdf, bytes, &mut read);
    let (layout, letters, pictured) = pages(&pdf, &mut read);
    if letters == 0 && read.error.is_none() {
        read.error = Some(if layout.pages == 0 {
            "the document has no page".to_owned()
        } else {
            if pictured {
                "the pages are pictures without text, as of a scan; read them yourself"
            } else {
                "the pages hold no text"
            }
            .to_owned()
        });
    }
    read.layout = layout;
    read
}

fn pages(pdf: &Pdf, read: &mut Read) -> (Layout, usize, bool) {
    let mut fonts = Fonts::new();
    let mut limits = Limits::ALL;
    let layers_off = layers_off(pdf);
    let mut layout = Layout::default();
    let (mut letters, mut cut, mut pictured) = (0, false, false);
    let all = pdf.pages();
    for (index, page) in all.iter().take(PAGES_MAX).enumerate() {
        let number = index as u32 + 1;
        let mut drawn = page::draw(page, &mut fonts, &layers_off, &mut limits);
        pictured |= !drawn.covers.is_empty() || !drawn.pictures.is_empty();
        letters += drawn.letters.len();
        hidden::take(&mut drawn, number, &mut read.facts.hidden, &mut limits);
        cut |= drawn.cut;
        layout.lines.extend(lines::lines(&drawn.letters, number));
        layout.links.append(&mut drawn.links);
        pictures::read(&drawn.pictures, number, &mut read.facts.pictures);
    }
    layout.pages = all.len().min(u32::MAX as usize) as u32;
    read.facts.lineage.fonts = fonts.names;
    read.facts.lineage.fonts.sort();
    if all.len() > PAGES_MAX {
        read.error = Some(format!("only the first {PAGES_MAX} of {} pages were read", all.len()));
    } else if cut {
        read.error = Some("a page draws more than is read; the rest was left out".to_owned());
    }
    (layout, letters, pictured)
}

/// Layers that are switched off when the document is opened.
fn layers_off(pdf: &Pdf) -> Vec<(u32, i32)> {
    const LAYERS_MAX: usize = 10_000;
    let mut off = Vec::new();
    let xref = pdf.xref();
    let Some(root) = xref.get::<Dict<'_>>(xref.root_id()) else { return off };
    let Some(layers) = root.get::<Dict<'_>>(b"OCProperties") else { return off };
    let Some(shown) = layers.get::<Dict<'_>>(b"D") else { return off };
    let Some(list) = shown.get::<Array<'_>>(b"OFF") else { return off };
    for entry in list.raw_iter().take(LAYERS_MAX) {
        if let hayro_syntax::object::MaybeRef::Ref(layer) = entry {
            off.push((layer.obj_number, layer.gen_number));
        }
    }
    off
}

fn why(error: LoadPdfError) -> &'static str {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            "the document is encrypted and asks for a password; ask for a copy without one"
        }
        LoadPdfError::Decryption(_) => {
            "the document is encrypted in a way that is not known; ask for a copy without it"
        }
        LoadPdfError::Invalid => {
            "the document is broken: no page can be found in it; ask for a new copy"
        }
    }
}

/// The text of an object that is a string, as PDF writes text.
fn text(object: Option<Object<'_>>) -> Option<String> {
    match object? {
        Object::String(bytes) => decoded(&bytes),
        Object::Name(name) => decoded(&name),
        _ => None,
    }
}

/// Text as PDF writes it: UTF-16 or UTF-8 with a mark, otherwise Latin letters.
fn decoded(bytes: &[u8]) -> Option<String> {
    const TEXT_MAX: usize = 10_000;
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units: Vec<u16> =
                rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    };
    let text: String = text.chars().filter(|c| !c.is_control()).take(TEXT_MAX).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::Limits;

    #[test]
    fn letters_and_forms_are_bounded_together() {
        let mut limits = Limits { comparisons: 10, forms: 1, ..Limits::ALL };
        assert!(limits.compare(10) && !limits.compare(1), "no more than ten comparisons");
        assert!(limits.form() && !limits.form(), "no more than one form");
    }
}
