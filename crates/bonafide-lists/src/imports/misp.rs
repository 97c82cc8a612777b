//! Events of MISP: attributes that are meant to be looked for.

use crate::entry::{Indicator, IndicatorKind};
use crate::import::{Part, Refusal};
use crate::indicator::{confidence, date, names_victim, normalized};
use serde_json::Value;

pub(crate) fn read(events: &[&Value]) -> Result<Part, Refusal> {
    let mut part = Part::default();
    let all: Vec<Attribute<'_>> = events.iter().flat_map(|event| attributes(event)).collect();
    // Where an export leaves the mark out everywhere, nobody told context from indicators.
    let marked = all.iter().any(|attribute| attribute.value.get("to_ids").is_some());
    for (at, attribute) in all.iter().enumerate() {
        let row = at as u32 + 1;
        match asked(attribute, marked) {
            Ok(found) => {
                for (kind, value) in found {
                    part.indicators.push(indicator(row, attribute, kind, value)?);
                }
            }
            Err(why) => part.passed.note(row, why),
        }
    }
    Ok(part)
}

/// An attribute with what is said of it elsewhere.
struct Attribute<'a> {
    event: &'a Value,
    value: &'a Value,
    /// Whether the object that it is of was deleted.
    of_deleted: bool,
}

/// The attributes of an event, and then those of its objects.
fn attributes(event: &Value) -> Vec<Attribute<'_>> {
    let each = |value| Attribute { event, value, of_deleted: false };
    let mut all: Vec<Attribute<'_>> = list(event, "Attribute").map(each).collect();
    for object in list(event, "Object") {
        let of_deleted = is_true(object, "deleted");
        let each = |value| Attribute { event, value, of_deleted };
        all.extend(list(object, "Attribute").map(each));
    }
    all
}

/// The values that an attribute says an operator has, or why it is passed over.
fn asked<'a>(
    attribute: &Attribute<'a>,
    marked: bool,
) -> Result<Vec<(IndicatorKind, &'a str)>, &'static str> {
    if attribute.of_deleted || is_true(attribute.value, "deleted") {
        return Err("the attribute is deleted");
    }
    if marked && !is_true(attribute.value, "to_ids") {
        return Err("the attribute is context, without to_ids");
    }
    let kinds = said(attribute.value, "type");
    if kinds == "email-dst" {
        return Err("a recipient is no indicator");
    }
    let values = said(attribute.value, "value");
    let parts: Vec<(&str, &str)> = if kinds.contains('|') {
        kinds.split('|').zip(values.split('|')).collect()
    } else {
        vec![(kinds, values)]
    };
    let found: Vec<(IndicatorKind, &str)> = parts
        .into_iter()
        .filter_map(|(kind, value)| Some((IndicatorKind::parse(kind)?, value)))
        .collect();
    if found.is_empty() {
        return Err("the attribute is of a kind that no application states");
    }
    Ok(found)
}

fn indicator(
    row: u32,
    attribute: &Attribute<'_>,
    kind: IndicatorKind,
    value: &str,
) -> Result<Indicator, Refusal> {
    let Some(value) = normalized(kind, value) else {
        return Err(Refusal::at(row, format!("the value is no {}", kind.as_str())));
    };
    Ok(Indicator {
        row,
        kind,
        value,
        source: said(attribute.event, "info").to_owned(),
        confidence: sureness(row, attribute)?,
        first_seen: date(row, said(attribute.value, "first_seen"))?,
        last_seen: date(row, said(attribute.value, "last_seen"))?,
        expires_on: None,
        of_a_victim: tags(attribute.value).any(names_victim),
    })
}

/// The confidence of the attribute itself, else of its tags, else of its event's.
fn sureness(row: u32, attribute: &Attribute<'_>) -> Result<u8, Refusal> {
    match attribute.value.get("confidence") {
        Some(Value::String(text)) => return confidence(row, text),
        Some(Value::Number(number)) => return confidence(row, &number.to_string()),
        _ => {}
    }
    let mut tags = tags(attribute.value).chain(tags(attribute.event));
    tags.find_map(|tag| tagged(row, tag)).map_or_else(|| confidence(row, ""), Ok)
}

/// `misp:confidence-level="usually-confident"`, `confidence:high`; `None` where a tag says nothing
/// of it.
fn tagged(row: u32, tag: &str) -> Option<u8> {
    let tag = tag.to_lowercase();
    let (name, value) = tag.rsplit_once(['=', ':'])?;
    if !name.contains("confidence") {
        return None;
    }
    match value.trim().trim_matches('"') {
        "completely-confident" => Some(100),
        "usually-confident" => Some(75),
        "fairly-confident" => Some(50),
        "rarely-confident" => Some(25),
        "unconfident" => Some(0),
        "" => None,
        value => confidence(row, value).ok(),
    }
}

fn tags(value: &Value) -> impl Iterator<Item = &str> {
    list(value, "Tag").map(|tag| said(tag, "name"))
}

fn said<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

/// Exports write such marks as `true`, `1` or `"1"`.
fn is_true(value: &Value, name: &str) -> bool {
    match value.get(name) {
        Some(Value::Bool(mark)) => *mark,
        Some(Value::Number(mark)) => mark.as_u64() == Some(1),
        Some(Value::String(mark)) => ["1", "true"].contains(&mark.to_lowercase().as_str()),
        _ => false,
    }
}
