//! Where a PDF document comes from: programs, identifiers, dates, additions, names of files in it.

use super::{decoded, text};
use crate::{Read, found::note};
use bonafide_application::{Hiding, Lineage};
use hayro_syntax::Pdf;
use hayro_syntax::object::{DateTime, Dict, Object, Stream};

/// Bytes of XMP that are read.
const XMP_MAX: usize = 1 << 20;

/// Names of embedded files that are kept.
const EMBEDDED_MAX: usize = 20;

/// Objects among which embedded files are looked for.
const OBJECTS_MAX: usize = 100_000;

/// Length of properties beyond which they are text for somebody, not a title.
const PROPERTY_WORDS_MAX: usize = 30;

/// Reads what the document says of its origin.
pub(crate) fn read(pdf: &Pdf, bytes: &[u8], read: &mut Read) {
    let metadata = pdf.metadata();
    let own = |value: &Option<Box<[u8]>>| value.as_deref().and_then(decoded);
    let lineage = &mut read.facts.lineage;
    lineage.producer = own(&metadata.producer);
    lineage.creator_tool = own(&metadata.creator);
    lineage.author = own(&metadata.author);
    lineage.title = own(&metadata.title);
    lineage.created = metadata.creation_date.as_ref().map(moment);
    lineage.modified = metadata.modification_date.as_ref().map(moment);
    (lineage.permanent_id, lineage.changing_id) = identifiers(bytes);
    let xref = pdf.xref();
    if let Some(root) = xref.get::<Dict<'_>>(xref.root_id()) {
        if let Some(packet) = root.get::<Stream<'_>>(b"Metadata")
            && let Ok(packet) = packet.decoded_data()
        {
            xmp(&packet[..packet.len().min(XMP_MAX)], lineage);
        }
        let names = root.get::<Dict<'_>>(b"Names");
        if names.is_some_and(|names| names.contains_key(b"EmbeddedFiles")) {
            embedded(pdf, lineage);
        }
    }
    let said = [&metadata.title, &metadata.subject, &metadata.keywords, &metadata.author];
    for property in said.into_iter().filter_map(own) {
        if property.split_whitespace().count() > PROPERTY_WORDS_MAX {
            note(&mut read.facts.hidden, Hiding::Metadata, 0, &property);
        }
    }
}

/// How many times the file was added to after it was first written.
pub(crate) fn updates(bytes: &[u8]) -> Option<u32> {
    let ends = find_all(bytes, b"startxref").count();
    // A file made for the web has two from the beginning.
    let head = &bytes[..bytes.len().min(2_048)];
    let first = if find_all(head, b"/Linearized").next().is_some() { 2 } else { 1 };
    (ends > 0).then(|| ends.saturating_sub(first) as u32)
}

/// The two parts of the identifier in the last trailer that has one. Trailers are never packed.
fn identifiers(bytes: &[u8]) -> (Option<String>, Option<String>) {
    let places: Vec<usize> = find_all(bytes, b"/ID").collect();
    for at in places.into_iter().rev() {
        let rest = trimmed(&bytes[at + 3..]);
        let Some(rest) = rest.strip_prefix(b"[") else { continue };
        if let Some((first, rest)) = string(trimmed(rest)) {
            let second = string(trimmed(rest)).map(|(second, _)| second);
            return (identifier(&first), second.and_then(|second| identifier(&second)));
        }
    }
    (None, None)
}

fn trimmed(bytes: &[u8]) -> &[u8] {
    bytes[..bytes.len().min(1_024)].trim_ascii_start()
}

/// One string of a trailer, and what follows it.
fn string(bytes: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    match bytes.first()? {
        b'<' => {
            let end = bytes.iter().position(|byte| *byte == b'>')?;
            let digits: Vec<u8> =
                bytes[1..end].iter().copied().filter(u8::is_ascii_hexdigit).collect();
            let value = digits
                .chunks_exact(2)
                .filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
            Some((value.collect(), &bytes[end + 1..]))
        }
        b'(' => {
            let (mut value, mut depth, mut at) = (Vec::new(), 0, 0);
            while at < bytes.len() {
                let byte = bytes[at];
                match byte {
                    b'\\' => at += 1,
                    b'(' => depth += 1,
                    b')' => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    return Some((value, &bytes[at + 1..]));
                }
                if at > 0 {
                    value.push(*bytes.get(at)?);
                }
                at += 1;
            }
            None
        }
        _ => None,
    }
}

/// An identifier in hexadecimal; zeros and single bytes identify nothing.
fn identifier(bytes: &[u8]) -> Option<String> {
    let distinct = bytes.iter().any(|byte| *byte != bytes[0]);
    if bytes.len() < 8 || bytes.len() > 64 || !distinct {
        return None;
    }
    let digit = |value: u8| char::from_digit(u32::from(value), 16);
    Some(bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).flatten().collect())
}

fn find_all<'b>(bytes: &'b [u8], what: &'b [u8]) -> impl Iterator<Item = usize> + 'b {
    let first = what[0];
    let mut at = 0;
    std::iter::from_fn(move || {
        while at + what.len() <= bytes.len() {
            let skip = bytes[at..].iter().position(|byte| *byte == first)?;
            at += skip + 1;
            if bytes[at - 1..].starts_with(what) {
                return Some(at - 1);
            }
        }
        None
    })
}

fn moment(date: &DateTime) -> String {
    let DateTime { year, month, day, hour, minute, second, .. } = date;
    let (hours, minutes) = (date.utc_offset_hour, date.utc_offset_minute);
    format!(
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{hours:+03}:{minutes:02}"
    )
}

/// Reads identifiers and programs of an XMP packet, written as elements or as attributes.
fn xmp(packet: &[u8], lineage: &mut Lineage) {
    let packet = String::from_utf8_lossy(packet);
    let value = |name: &str| property(&packet, name);
    lineage.document_id = value("xmpMM:DocumentID").and_then(|id| unique(&id));
    lineage.instance_id = value("xmpMM:InstanceID").and_then(|id| unique(&id));
    lineage.original_id = value("xmpMM:OriginalDocumentID").and_then(|id| unique(&id));
    let fill = |place: &mut Option<String>, name: &str| {
        if place.is_none() {
            *place = value(name);
        }
    };
    fill(&mut lineage.creator_tool, "xmp:CreatorTool");
    fill(&mut lineage.producer, "pdf:Producer");
    fill(&mut lineage.created, "xmp:CreateDate");
    fill(&mut lineage.modified, "xmp:ModifyDate");
}

/// An identifier that can be of one document only.
fn unique(id: &str) -> Option<String> {
    let id = id.trim().to_lowercase();
    let bare = ["uuid:", "xmp.did:", "xmp.iid:", "adobe:docid:indd:", "urn:uuid:"]
        .iter()
        .fold(id.as_str(), |id, prefix| id.strip_prefix(prefix).unwrap_or(id));
    let digits = bare.chars().filter(char::is_ascii_alphanumeric).count();
    let distinct = bare.chars().filter(char::is_ascii_alphanumeric).any(|c| c != '0');
    (digits >= 12 && distinct && bare.len() <= 100).then(|| bare.to_owned())
}

fn property(packet: &str, name: &str) -> Option<String> {
    const VALUE_MAX: usize = 300;
    for (at, _) in packet.match_indices(name).take(20) {
        let rest = &packet[at + name.len()..];
        let value = if let Some(rest) = rest.strip_prefix('>') {
            rest.split('<').next()
        } else if let Some(rest) = rest.strip_prefix("=\"") {
            rest.split('"').next()
        } else {
            rest.strip_prefix("='").and_then(|rest| rest.split('\'').next())
        };
        let value = value.map(str::trim).filter(|value| !value.is_empty());
        if let Some(value) = value {
            return Some(value.chars().take(VALUE_MAX).collect());
        }
    }
    None
}

fn embedded(pdf: &Pdf, lineage: &mut Lineage) {
    for object in pdf.objects().into_iter().take(OBJECTS_MAX) {
        let Object::Dict(dict) = object else { continue };
        if dict.contains_key(b"EF") && lineage.embedded.len() < EMBEDDED_MAX {
            let name = text(dict.get(b"UF")).or_else(|| text(dict.get(b"F")));
            lineage.embedded.extend(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{identifiers, property, updates};

    #[test]
    fn identifiers_are_read_in_both_notations() {
        let hex = b"trailer << /ID [ <00112233445566778899> <AABBCCDDEEFF00112233> ] >>";
        let (first, second) = identifiers(hex);
        assert_eq!(first.as_deref(), Some("00112233445566778899"));
        assert_eq!(second.as_deref(), Some("aabbccddeeff00112233"));
        let text = identifiers(b"/ID[(abcdefg\\)h)(12345678)]").0;
        assert_eq!(text.as_deref(), Some("616263646566672968"));
        assert_eq!(identifiers(b"/ID[<0000000000000000><00>]").0, None);
    }

    #[test]
    fn additions_are_counted() {
        assert_eq!(updates(b"startxref 1 %%EOF"), Some(0));
        assert_eq!(updates(b"startxref 1 %%EOF startxref 2 %%EOF"), Some(1));
        assert_eq!(updates(b"/Linearized startxref 1 %%EOF startxref 2 %%EOF"), Some(0));
    }

    #[test]
    fn properties_are_elements_or_attributes() {
        assert_eq!(property("<a:b>x</a:b>", "a:b").as_deref(), Some("x"));
        assert_eq!(property("<d a:b=\"x\"/>", "a:b").as_deref(), Some("x"));
    }
}
