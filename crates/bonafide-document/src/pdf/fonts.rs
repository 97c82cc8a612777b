//! Fonts of a PDF document: which characters a code means, how wide it is, whether it is bold.

use super::spelling::spelled;
use hayro_cmap::{BfString, load_embedded};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::object::{Array, Dict, Name};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::rc::Rc;
use std::sync::Arc;

/// Fonts of one document that are kept, at most.
const FONTS_MAX: usize = 4_096;

/// A font and what its name tells.
pub(crate) struct KnownFont<'a> {
    /// The font.
    pub(crate) font: Font<'a>,
    /// Whether it is bold.
    pub(crate) bold: bool,
    /// Whether it is italic.
    pub(crate) italic: bool,
    characters: std::cell::RefCell<HashMap<u32, Rc<str>>>,
}

impl KnownFont<'_> {
    /// What a code means; nothing where that cannot be told.
    pub(crate) fn characters(&self, code: u32) -> Rc<str> {
        let mut known = self.characters.borrow_mut();
        let text = known.entry(code).or_insert_with(|| characters(&self.font, code));
        Rc::clone(text)
    }
}

/// The fonts of one document.
pub(crate) struct Fonts<'a> {
    cache: FontCache<'a>,
    known: HashMap<(u32, i32), Option<Rc<KnownFont<'a>>>>,
    resolver: FontResolverFn,
    maps: CMapResolverFn,
    /// Names of fonts of which the file holds a part, tags included.
    pub(crate) names: Vec<String>,
}

impl<'a> Fonts<'a> {
    /// No font yet.
    pub(crate) fn new() -> Fonts<'a> {
        Fonts {
            cache: FontCache::new(),
            known: HashMap::new(),
            resolver: Arc::new(|query| match query {
                FontQuery::Standard(font) => Some(font.get_font_data()),
                FontQuery::Fallback(query) => Some(query.pick_standard_font().get_font_data()),
            }),
            maps: Arc::new(load_embedded),
            names: Vec::new(),
        }
    }

    /// The font that a dictionary describes.
    pub(crate) fn font(&mut self, dict: &Dict<'a>) -> Option<Rc<KnownFont<'a>>> {
        let key = dict
            .obj_id()
            .map_or((0, dict.data().as_ptr() as usize as i32), |id| (id.obj_number, id.gen_number));
        let full = self.known.len() >= FONTS_MAX;
        match self.known.entry(key) {
            Entry::Occupied(known) => known.get().clone(),
            Entry::Vacant(_) if full => None,
            Entry::Vacant(place) => {
                let font = self.cache.font(dict, &self.resolver, &self.maps);
                let name = name(dict);
                if name.len() > 7
                    && name.as_bytes()[6] == b'+'
                    && !self.names.contains(&name)
                    && self.names.len() < FONTS_MAX
                {
                    self.names.push(name.clone());
                }
                let (bold, italic) = style(dict, &name);
                let characters = std::cell::RefCell::default();
                let font = font.map(|font| Rc::new(KnownFont { font, bold, italic, characters }));
                place.insert(font).clone()
            }
        }
    }
}

fn characters(font: &Font<'_>, code: u32) -> Rc<str> {
    let text = match font.glyph(font.map_code(code), code) {
        FontGlyph::Outline(glyph) => glyph.as_unicode(),
        FontGlyph::Type3(glyph) => glyph.as_unicode(),
    };
    match text {
        Some(BfString::Char(character)) => spelled(&character.to_string()).into(),
        Some(BfString::String(text)) => spelled(&text).into(),
        None => "".into(),
    }
}

fn name(dict: &Dict<'_>) -> String {
    let name = dict.get::<Name<'_>>(b"BaseFont");
    name.map(|name| String::from_utf8_lossy(&name).into_owned()).unwrap_or_default()
}

/// Whether a font is bold, and whether it is italic, by its name, weight and flags.
fn style(dict: &Dict<'_>, name: &str) -> (bool, bool) {
    const ITALIC: i32 = 1 << 6;
    const FORCE_BOLD: i32 = 1 << 18;
    const BOLD: [&str; 7] = ["bold", "black", "heavy", "-medi", "demi", "cmbx", "extrabd"];
    const LEAN: [&str; 4] = ["italic", "oblique", "cmti", "slanted"];
    let inner = dict.get::<Array<'_>>(b"DescendantFonts");
    let inner = inner.and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let described = inner.as_ref().unwrap_or(dict).get::<Dict<'_>>(b"FontDescriptor");
    let flags = described.as_ref().and_then(|d| d.get::<i32>(b"Flags")).unwrap_or(0);
    let weight = described.as_ref().and_then(|d| d.get::<f64>(b"FontWeight")).unwrap_or(0.0);
    let name = name.to_lowercase();
    let bold = BOLD.iter().any(|word| name.contains(word))
        || name.ends_with("-bd")
        || weight >= 600.0
        || flags & FORCE_BOLD != 0;
    let italic = LEAN.iter().any(|word| name.contains(word))
        || name.ends_with("-it")
        || name.ends_with("boldit")
        || flags & ITALIC != 0;
    (bold, italic)
}
