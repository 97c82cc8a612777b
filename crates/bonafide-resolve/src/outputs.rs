//! The outputs, one JSON object a line: persons with their records, and links with their terms.

use crate::people::People;
use crate::resolution::{ShownLink, ShownRecord};
use bonafide_gather::Error;
use std::io::Write;
use xxhash_rust::xxh3::xxh3_64;

/// Where the outputs are written to.
pub struct Outputs<'a> {
    /// Every person: id, and the records.
    pub persons: &'a mut dyn Write,
    /// Every link by which records came together, with its bits and terms.
    pub links: &'a mut dyn Write,
    /// Rows that could not be read.
    pub unread: &'a mut dyn Write,
}

/// The id of a person: a letter and 64 bits of a hash of the record by which it is known.
pub(crate) fn person_id(people: &People, first: u32) -> String {
    let (source, id) = &people.ids[first as usize];
    let mut text = people.sources.text(*source).to_owned();
    text.push('\0');
    text.push_str(id);
    format!("P-{:016x}", xxh3_64(text.as_bytes()))
}

/// Writes one person.
pub(crate) fn person(
    people: &People,
    id: &str,
    members: &[u32],
    out: &mut dyn Write,
) -> Result<(), Error> {
    let mut line = String::with_capacity(60 + members.len() * 24);
    line.push_str("{\"person\":");
    quote(id, &mut line);
    line.push_str(",\"records\":[");
    for (place, member) in members.iter().enumerate() {
        if place > 0 {
            line.push(',');
        }
        record(people, *member, &mut line);
    }
    line.push_str("]}\n");
    write(line.as_bytes(), "persons.jsonl", out)
}

/// Writes one link.
pub(crate) fn link(
    people: &People,
    between: (u32, u32),
    link: &ShownLink,
    person: &str,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let mut line = String::with_capacity(400);
    line.push_str("{\"person\":");
    quote(person, &mut line);
    line.push_str(",\"between\":[");
    record(people, between.0, &mut line);
    line.push(',');
    record(people, between.1, &mut line);
    line.push_str(&format!("],\"bits\":{:.2},\"terms\":[", link.bits));
    terms(link, &mut line);
    line.push_str("]}\n");
    write(line.as_bytes(), "links.jsonl", out)
}

/// Writes one record that was added: its person, and the link that made it so.
pub fn added(added: &crate::onto::Added, out: &mut dyn Write) -> Result<(), Error> {
    let name = |(source, id): &(String, String), line: &mut String| {
        line.push('[');
        quote(source, line);
        line.push(',');
        quote(id, line);
        line.push(']');
    };
    let mut line = String::from("{\"record\":");
    name(&added.record, &mut line);
    line.push_str(",\"person\":");
    quote(&added.person, &mut line);
    if let Some((other, link)) = &added.link {
        line.push_str(",\"to\":");
        name(other, &mut line);
        line.push_str(&format!(",\"bits\":{:.2},\"terms\":[", link.bits));
        terms(link, &mut line);
        line.push(']');
    }
    line.push_str("}\n");
    write(line.as_bytes(), "added.jsonl", out)
}

fn terms(link: &ShownLink, line: &mut String) {
    for (place, (comparison, level, bits)) in link.terms.iter().enumerate() {
        if place > 0 {
            line.push(',');
        }
        line.push_str(&format!("[\"{comparison}\",\"{level}\",{bits:.2}]"));
    }
}

/// Writes one row that could not be read.
pub fn unread(unread: &crate::lists::Unread, out: &mut dyn Write) -> Result<(), Error> {
    let mut line = String::from("{\"list\":");
    quote(&unread.list, &mut line);
    line.push_str(&format!(",\"line\":{},\"error\":", unread.line));
    quote(&unread.error, &mut line);
    line.push_str("}\n");
    write(line.as_bytes(), "unread.jsonl", out)
}

fn record(people: &People, at: u32, line: &mut String) {
    let (source, id) = &people.ids[at as usize];
    line.push('[');
    quote(people.sources.text(*source), line);
    line.push(',');
    quote(id, line);
    line.push(']');
}

/// A text as JSON has it.
fn quote(text: &str, line: &mut String) {
    line.push('"');
    for c in text.chars() {
        match c {
            '"' => line.push_str("\\\""),
            '\\' => line.push_str("\\\\"),
            c if (c as u32) < 0x20 => line.push_str(&format!("\\u{:04x}", c as u32)),
            c => line.push(c),
        }
    }
    line.push('"');
}

/// Writes whole lines of one output.
pub(crate) fn write(lines: &[u8], file: &str, out: &mut dyn Write) -> Result<(), Error> {
    out.write_all(lines).map_err(|e| Error::new(format!("writing {file}"), e))
}

/// What a record says, for the report.
pub(crate) fn shown(people: &People, at: u32) -> ShownRecord {
    let (source, id) = &people.ids[at as usize];
    ShownRecord {
        source: people.sources.text(*source).to_owned(),
        id: id.to_string(),
        said: people.said(at),
    }
}
