//! Records of an XML list, one small tree at a time; hostile ones end in an error, not in memory.

use crate::import::Refusal;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// One element with all that it holds.
#[derive(Debug, Default)]
pub(crate) struct Node {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) text: String,
    pub(crate) children: Vec<Node>,
}

/// Lists are five elements deep.
const DEPTH_MAX: usize = 32;

/// The largest record of an official list has some 2,000 elements.
const NODES_MAX: usize = 20_000;

/// The most bytes of one record.
const RECORD_MAX: usize = 1 << 20;

impl Node {
    /// The children of a name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The elements at the end of a path.
    pub(crate) fn path<'a>(&'a self, path: &'a [&'a str]) -> Vec<&'a Node> {
        path.iter().fold(vec![self], |at, name| at.iter().flat_map(|n| n.all(name)).collect())
    }

    /// The text of the first child of a name, trimmed; empty where there is none.
    pub(crate) fn said(&self, name: &str) -> &str {
        self.children.iter().find(|child| child.name == name).map_or("", |child| child.text.trim())
    }

    /// The value of an attribute; empty where there is none.
    pub(crate) fn attribute(&self, name: &str) -> &str {
        let own = self.attributes.iter().find(|(own, _)| own == name);
        own.map_or("", |(_, value)| value.trim())
    }
}

/// Calls `each` with every element that bears one of these names, and the line on which it ends;
/// gives the root element without its children.
pub(crate) fn records(
    text: &str,
    names: &[&str],
    mut each: impl FnMut(Node, u32) -> Result<(), Refusal>,
) -> Result<Node, Refusal> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Node> = Vec::new();
    let mut root: Option<Node> = None;
    let (mut inside, mut nodes, mut bytes, mut deep) = (false, 0, 0, 0_usize);
    let mut lines = Lines { text, at: 0, line: 1 };
    loop {
        let event = reader.read_event();
        let line = lines.at(reader.buffer_position() as usize);
        let damaged = |error: &dyn std::fmt::Display| {
            Refusal::at(line, format!("the XML is damaged: {error}"))
        };
        let mut closed = false;
        match event.map_err(|error| damaged(&error))? {
            Event::Start(tag) => {
                deep += 1;
                begin(&tag, names, &mut root, &mut inside, &mut open);
                nodes += 1;
            }
            Event::Empty(tag) => {
                deep += 1;
                begin(&tag, names, &mut root, &mut inside, &mut open);
                closed = true;
            }
            Event::End(_) => closed = true,
            Event::Text(said) => push(&mut open, &said.xml10_content(), &mut bytes),
            Event::CData(said) => push(&mut open, &said, &mut bytes),
            Event::GeneralRef(name) => {
                let known = quick_xml::escape::resolve_predefined_entity(&name);
                match (known, name.resolve_char_ref()) {
                    (Some(said), _) => push(&mut open, said, &mut bytes),
                    (None, Ok(Some(c))) => push(&mut open, c.encode_utf8(&mut [0; 4]), &mut bytes),
                    _ => return Err(damaged(&"an entity of its own; lists have none")),
                }
            }
            Event::DocType(_) => {
                return Err(damaged(&"a document type of its own; lists have none"));
            }
            Event::Eof => break,
            _ => {}
        }
        if deep > DEPTH_MAX || nodes > NODES_MAX || bytes > RECORD_MAX {
            return Err(Refusal::at(line, "one record is larger than any of a list".to_owned()));
        }
        if closed {
            deep = deep.saturating_sub(1);
            if let Some(record) = end(&mut open, &mut inside) {
                each(record, line)?;
                (nodes, bytes) = (0, 0);
            }
        }
    }
    if deep > 0 {
        return Err(Refusal::at(lines.line, "the XML ends too early".to_owned()));
    }
    root.ok_or_else(|| Refusal::at(1, "the XML holds no element".to_owned()))
}

fn begin(
    tag: &BytesStart<'_>,
    names: &[&str],
    root: &mut Option<Node>,
    inside: &mut bool,
    open: &mut Vec<Node>,
) {
    let name = tag.local_name().as_ref().to_owned();
    if root.is_none() {
        *root = Some(node(tag));
    }
    if *inside || names.contains(&name.as_str()) {
        *inside = true;
        open.push(node(tag));
    }
}

/// Closes the innermost open element; the record, where it was one.
fn end(open: &mut Vec<Node>, inside: &mut bool) -> Option<Node> {
    let closed = open.pop()?;
    if let Some(parent) = open.last_mut() {
        parent.children.push(closed);
        return None;
    }
    *inside = false;
    Some(closed)
}

fn push(open: &mut [Node], said: &str, bytes: &mut usize) {
    if let Some(node) = open.last_mut() {
        *bytes += said.len();
        if *bytes <= RECORD_MAX {
            node.text.push_str(said);
        }
    }
}

fn node(tag: &BytesStart<'_>) -> Node {
    let mut attributes = tag.attributes();
    let attributes = attributes.with_checks(false).flatten().map(|attribute| {
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
        let value = value.map(std::borrow::Cow::into_owned).unwrap_or_default();
        (attribute.key.local_name().as_ref().to_owned(), value)
    });
    Node {
        name: tag.local_name().as_ref().to_owned(),
        attributes: attributes.collect(),
        ..Node::default()
    }
}

/// Lines counted once, as the reader goes on.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl Lines<'_> {
    fn at(&mut self, position: usize) -> u32 {
        let position = position.min(self.text.len());
        let passed = self.text.as_bytes().get(self.at..position).unwrap_or_default();
        self.line += passed.split(|byte| *byte == b'\n').count() as u32 - 1;
        self.at = position.max(self.at);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::records;

    #[test]
    fn records_come_one_by_one_with_their_line() {
        let text = "<l date=\"2026\"><r a=\"1\"><n>A &amp; B</n></r>\n<r><n/></r></l>";
        let mut seen = Vec::new();
        let root = records(text, &["r"], |record, line| {
            seen.push((record.attribute("a").to_owned(), record.said("n").to_owned(), line));
            Ok(())
        });
        assert_eq!(root.expect("a list").attribute("date"), "2026");
        assert_eq!(seen, [("1".into(), "A & B".into(), 1), (String::new(), String::new(), 2)]);
    }

    #[test]
    fn hostile_lists_are_refused() {
        let bomb = "<!DOCTYPE l [<!ENTITY a \"aaaa\">]><l><r>&a;</r></l>";
        let deep = "<r>".repeat(100);
        for (text, want) in [
            (bomb, "row 1: the XML is damaged: a document type of its own"),
            ("<l>\n<r>&a;</r></l>", "row 2: the XML is damaged: an entity of its own"),
            (deep.as_str(), "row 1: one record is larger"),
            ("<l><r></l>", "row 1: the XML is damaged"),
            ("<l><r>", "row 1: the XML ends too early"),
            ("", "row 1: the XML holds no element"),
        ] {
            let error = records(text, &["r"], |_, _| Ok(())).expect_err("refused").to_string();
            assert!(error.starts_with(want), "{error}");
        }
    }
}
