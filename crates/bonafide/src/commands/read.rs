//! `bonafide read`: what a document says, where it comes from, and what is hidden in it.

use crate::documents::Documents;
use crate::terminal::{Ink, Terminal};
use crate::{Outcome, flags};
use anyhow::Result;
use bonafide_application::{Hiding, without_controls};
use bonafide_document::Reading;
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;

/// Runs the command.
pub(crate) fn run(flags: &flags::Read) -> Result<Outcome> {
    let documents = Documents::new()?;
    let mut output = std::io::stdout().lock();
    let mut outcome = Outcome::All;
    for file in &flags.files {
        let reading = documents.read_file(file).unwrap_or_else(|error| {
            let mut reading = Reading::default();
            reading.document.error = Some(format!("it cannot be opened: {error}"));
            reading
        });
        if reading.document.error.is_some() {
            outcome = Outcome::SomeRejected;
        }
        if flags.json {
            serde_json::to_writer(&mut output, &record(file, &reading))?;
            output.write_all(b"\n")?;
        } else {
            output.write_all(page(file, &reading, Terminal::stdout()).as_bytes())?;
        }
    }
    Ok(outcome)
}

/// A document in the form of the contract.
fn record(file: &Path, reading: &Reading) -> Value {
    json!({
        "file": file.display().to_string(),
        "format": reading.document.format,
        "text": reading.text,
        "resume": reading.resume,
        "spans": reading.spans,
        "lineage": reading.document.lineage,
        "hidden": reading.document.hidden,
        "pictures": reading.document.pictures,
        "error": reading.document.error,
    })
}

/// A document for people.
fn page(file: &Path, reading: &Reading, terminal: Terminal) -> String {
    let mut page = String::new();
    let head = |page: &mut String, text: &str| {
        *page += &format!("{}\n", terminal.ink(Ink::Strong, &without_controls(text)));
    };
    head(&mut page, &file.display().to_string());
    if let Some(error) = &reading.document.error {
        page += &terminal.wrap("  error", 16, error);
    }
    if !reading.text.is_empty() {
        head(&mut page, "Text");
        for line in reading.text.split(['\n', '\u{c}']) {
            page += &format!("  {}\n", without_controls(line));
        }
    }
    head(&mut page, "Structure");
    page += &values(&json!(reading.resume), terminal);
    head(&mut page, "Lineage");
    page += &values(&json!(reading.document.lineage), terminal);
    if !reading.document.hidden.is_empty() {
        head(&mut page, "Not seen by its reader");
        for hidden in &reading.document.hidden {
            page += &terminal.wrap(&format!("  {}", said(hidden.how)), 24, &hidden.text);
        }
    }
    for picture in &reading.document.pictures {
        let size = format!("{} × {}, hash {}", picture.width, picture.height, picture.hash);
        page += &terminal.wrap("  picture", 16, &size);
    }
    page.push('\n');
    page
}

/// Every value under its path, as in `work.0.position`.
fn values(value: &Value, terminal: Terminal) -> String {
    let mut rows = Vec::new();
    flatten("", value, &mut rows);
    if rows.is_empty() {
        return "  nothing was recognized\n".to_owned();
    }
    rows.iter().map(|(path, value)| terminal.wrap(&format!("  {path}"), 28, value)).collect()
}

fn flatten(path: &str, value: &Value, rows: &mut Vec<(String, String)>) {
    let under =
        |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                flatten(&under(name), value, rows);
            }
        }
        Value::Array(items) if items.iter().all(Value::is_string) && items.len() > 6 => {
            let first = items.iter().take(6).filter_map(Value::as_str).collect::<Vec<_>>();
            let more = format!("{}, and {} more", first.join(", "), items.len() - 6);
            rows.push((path.to_owned(), more));
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                flatten(&under(&index.to_string()), item, rows);
            }
        }
        Value::String(text) => rows.push((path.to_owned(), text.clone())),
        other => rows.push((path.to_owned(), other.to_string())),
    }
}

/// How something is hidden, in words.
fn said(how: Hiding) -> &'static str {
    match how {
        Hiding::PageColor => "in the page's color",
        Hiding::TooSmall => "too small to read",
        Hiding::OffPage => "off the page",
        Hiding::BehindPicture => "under a picture",
        Hiding::NotShown => "marked not shown",
        Hiding::Metadata => "in the properties",
        Hiding::InvisibleCharacters => "invisible characters",
        Hiding::MixedScripts => "mixed scripts",
        Hiding::AddressesReader => "addresses a program",
    }
}
