//! Styles of a DOCX document, as far as reading depends on them.

use super::{Package, Step, attribute, is_on};
use std::collections::HashMap;

/// How far a style may be based on others.
const BASED_MAX: usize = 12;

/// Styles of one document that are kept.
const STYLES_MAX: usize = 5_000;

/// What a style says of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Style {
    /// Level of a heading from 1; 0 where it is none.
    pub(crate) heading: u8,
    /// Whether paragraphs are items of a list.
    pub(crate) item: bool,
    /// Letters.
    pub(crate) letters: Letters,
    based_on: Option<String>,
}

/// How letters look, where it is said.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Letters {
    /// Bold.
    pub(crate) bold: Option<bool>,
    /// Italic.
    pub(crate) italic: Option<bool>,
    /// Not shown.
    pub(crate) vanish: Option<bool>,
    /// Color in hexadecimal, or `auto`.
    pub(crate) color: Option<String>,
    /// Height in half points.
    pub(crate) half_points: Option<u32>,
    /// Color of the ground in hexadecimal, or a name.
    pub(crate) ground: Option<String>,
}

impl Letters {
    /// Takes over what an element says.
    pub(crate) fn set(&mut self, name: &str, tag: &quick_xml::events::BytesStart<'_>) {
        match name {
            "b" => self.bold = Some(is_on(tag)),
            "i" => self.italic = Some(is_on(tag)),
            "vanish" | "webHidden" | "specVanish" => self.vanish = Some(is_on(tag)),
            "color" => self.color = attribute(tag, "val"),
            "sz" => self.half_points = attribute(tag, "val").and_then(|value| value.parse().ok()),
            "shd" => self.ground = attribute(tag, "fill"),
            "highlight" => self.ground = attribute(tag, "val"),
            _ => {}
        }
    }

    /// What is said here, and where nothing is said, what is said there.
    pub(crate) fn over(&self, base: &Letters) -> Letters {
        Letters {
            bold: self.bold.or(base.bold),
            italic: self.italic.or(base.italic),
            vanish: self.vanish.or(base.vanish),
            color: self.color.clone().or_else(|| base.color.clone()),
            half_points: self.half_points.or(base.half_points),
            ground: self.ground.clone().or_else(|| base.ground.clone()),
        }
    }
}

/// The styles of a document, each with what it is based on.
pub(crate) fn read(package: &mut Package<'_>) -> Result<HashMap<String, Style>, String> {
    let mut styles: HashMap<String, Style> = HashMap::new();
    let mut now: Option<(String, Style)> = None;
    package.walk("word/styles.xml", |step| match step {
        Step::Open("style", tag) => {
            now = attribute(&tag, "styleId").map(|id| (id, Style::default()));
        }
        Step::Close("style") => {
            if let Some((id, style)) = now.take()
                && styles.len() < STYLES_MAX
            {
                styles.insert(id, style);
            }
        }
        Step::Open(name, tag) => {
            if let Some((_, style)) = &mut now {
                set(style, name, &tag);
            }
        }
        _ => {}
    })?;
    let ids: Vec<String> = styles.keys().cloned().collect();
    let whole = ids.into_iter().map(|id| (id.clone(), resolved(&styles, &id))).collect();
    Ok(whole)
}

fn set(style: &mut Style, name: &str, tag: &quick_xml::events::BytesStart<'_>) {
    match name {
        "name" => {
            let name = attribute(tag, "val").unwrap_or_default().to_lowercase();
            style.heading = match name.strip_prefix("heading ") {
                Some(level) => level.trim().parse().unwrap_or(0),
                None if name == "title" => 1,
                None => style.heading,
            };
        }
        "basedOn" => style.based_on = attribute(tag, "val"),
        "numId" => style.item = attribute(tag, "val").is_some_and(|id| id != "0"),
        "outlineLvl" => {
            let level = attribute(tag, "val").and_then(|level| level.parse::<u8>().ok());
            if let Some(level) = level.filter(|level| *level < 9) {
                style.heading = level + 1;
            }
        }
        _ => style.letters.set(name, tag),
    }
}

fn resolved(styles: &HashMap<String, Style>, id: &str) -> Style {
    let mut whole = styles.get(id).cloned().unwrap_or_default();
    let mut base = whole.based_on.clone();
    for _ in 0..BASED_MAX {
        let Some(style) = base.as_ref().and_then(|id| styles.get(id)) else { break };
        whole.letters = whole.letters.over(&style.letters);
        whole.item |= style.item;
        if whole.heading == 0 {
            whole.heading = style.heading;
        }
        base.clone_from(&style.based_on);
    }
    whole
}
