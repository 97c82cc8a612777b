//! Where a DOCX document comes from: accounts, programs, sessions of editing, templates, names of
//! files put into it.

use super::{Package, Step, attribute};
use bonafide_application::Lineage;

/// Sessions of one document that are kept; a book has some thousands.
const SESSIONS_MAX: usize = 4_000;

/// Characters of one property.
const PROPERTY_MAX: usize = 300;

/// Names of files put into it that are kept.
const EMBEDDED_MAX: usize = 20;

/// The part that holds the text, by the package's own relations.
pub(crate) fn main_part(package: &mut Package<'_>) -> String {
    let mut path = None;
    let walked = package.walk("_rels/.rels", |step| {
        if let Step::Open("Relationship", tag) = step
            && attribute(&tag, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
        {
            path = attribute(&tag, "Target");
        }
    });
    let path = path.filter(|_| walked.is_ok()).map(|path| path.trim_start_matches('/').to_owned());
    path.filter(|path| package.has(path)).unwrap_or_else(|| "word/document.xml".to_owned())
}

/// Reads what the document says of its origin.
pub(crate) fn read(package: &mut Package<'_>, lineage: &mut Lineage) -> Result<(), String> {
    properties(package, lineage)?;
    settings(package, lineage)?;
    let main = main_part(package);
    let embedded = &mut lineage.embedded;
    package.walk(&main, |step| {
        if let Step::Open("cNvPr" | "docPr" | "imagedata", tag) = step {
            for name in ["name", "descr", "title"] {
                let name = attribute(&tag, name).filter(|name| is_file(name));
                if let Some(name) = name.filter(|name| !embedded.contains(name))
                    && embedded.len() < EMBEDDED_MAX
                {
                    embedded.push(name);
                }
            }
        }
    })
}

/// Properties of the file.
fn properties(package: &mut Package<'_>, lineage: &mut Lineage) -> Result<(), String> {
    let mut texts: Vec<(String, String)> = Vec::new();
    for path in ["docProps/core.xml", "docProps/app.xml"] {
        let mut now: Option<(String, String)> = None;
        package.walk(path, |step| match step {
            Step::Open(name, _) => now = Some((name.to_owned(), String::new())),
            Step::Text(part) => {
                if let Some((_, text)) = &mut now {
                    text.extend(part.chars().filter(|c| !c.is_control()).take(PROPERTY_MAX));
                }
            }
            Step::Close(_) => texts.extend(now.take().filter(|(_, text)| !text.trim().is_empty())),
        })?;
    }
    let value = |name: &str| {
        let found = texts.iter().find(|(other, _)| other == name)?;
        Some(found.1.trim().chars().take(PROPERTY_MAX).collect::<String>())
    };
    lineage.author = value("creator");
    lineage.last_modified_by = value("lastModifiedBy");
    lineage.title = value("title");
    lineage.created = value("created");
    lineage.modified = value("modified");
    lineage.revision = value("revision").and_then(|text| text.parse().ok());
    lineage.editing_minutes = value("TotalTime").and_then(|text| text.parse().ok());
    lineage.template = value("Template");
    lineage.company = value("Company");
    lineage.creator_tool = value("Application");
    lineage.application_version = value("AppVersion");
    Ok(())
}

/// Sessions, identifier and template of the settings.
fn settings(package: &mut Package<'_>, lineage: &mut Lineage) -> Result<(), String> {
    package.walk("word/settings.xml", |step| {
        let Step::Open(name, tag) = step else { return };
        match name {
            "rsidRoot" => lineage.first_session = attribute(&tag, "val").and_then(|v| session(&v)),
            "rsid" if lineage.sessions.len() < SESSIONS_MAX => {
                lineage.sessions.extend(attribute(&tag, "val").and_then(|v| session(&v)));
            }
            // Two versions of Word write two; the longer says more.
            "docId" => {
                let id = attribute(&tag, "val").map(|id| {
                    id.chars()
                        .filter(char::is_ascii_alphanumeric)
                        .collect::<String>()
                        .to_lowercase()
                });
                let longer = id.filter(|id| {
                    id.len() >= 8
                        && lineage.document_id.as_ref().is_none_or(|old| old.len() < id.len())
                });
                lineage.document_id = longer.or(lineage.document_id.take());
            }
            _ => {}
        }
    })?;
    package.walk("word/_rels/settings.xml.rels", |step| {
        if let Step::Open("Relationship", tag) = step
            && attribute(&tag, "Type").is_some_and(|kind| kind.ends_with("/attachedTemplate"))
            && let Some(target) = attribute(&tag, "Target")
        {
            lineage.template = Some(target.chars().take(PROPERTY_MAX).collect());
        }
    })
}

/// A session's number; zero is none.
fn session(text: &str) -> Option<String> {
    let number = u32::from_str_radix(text, 16).ok().filter(|number| *number != 0)?;
    Some(format!("{number:08x}"))
}

/// Whether a name ends as names of pictures do.
fn is_file(name: &str) -> bool {
    let name = name.to_lowercase();
    let ends = [".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic", ".svg"];
    name.len() <= 260 && ends.iter().any(|end| name.ends_with(end))
}
