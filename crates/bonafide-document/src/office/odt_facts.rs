//! Where an ODT document comes from: accounts, programs, dates, template, sessions of editing.

use super::{Package, Step, attribute};
use bonafide_application::Lineage;

/// Sessions of one document that are kept; a book has some hundreds.
const SESSIONS_MAX: usize = 4_000;

/// Reads what the document says of its origin.
pub(crate) fn read(package: &mut Package<'_>, lineage: &mut Lineage) -> Result<(), String> {
    properties(package, lineage)?;
    sessions(package, lineage)
}

/// Sessions: the first and the last in the settings, those between at what they changed.
fn sessions(package: &mut Package<'_>, lineage: &mut Lineage) -> Result<(), String> {
    let mut item = String::new();
    package.walk("settings.xml", |step| match step {
        Step::Open("config-item", tag) => item = attribute(&tag, "name").unwrap_or_default(),
        Step::Text(text) => {
            let number = text.trim().parse::<u32>().ok().filter(|number| *number != 0);
            let session = number.map(|number| format!("{number:08x}"));
            match item.as_str() {
                "RsidRoot" => lineage.first_session = session,
                "Rsid" => lineage.sessions.extend(session),
                _ => {}
            }
        }
        Step::Close(_) => item.clear(),
        Step::Open(..) => {}
    })?;
    package.walk("content.xml", |step| {
        let Step::Open("text-properties" | "paragraph-properties", tag) = step else { return };
        for name in ["rsid", "paragraph-rsid"] {
            let number = attribute(&tag, name).and_then(|v| u32::from_str_radix(&v, 16).ok());
            let session = number.filter(|n| *n != 0).map(|n| format!("{n:08x}"));
            if let Some(session) = session.filter(|session| !lineage.sessions.contains(session))
                && lineage.sessions.len() < SESSIONS_MAX
            {
                lineage.sessions.push(session);
            }
        }
    })
}

/// Properties of the file.
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
