//! Lists as JSON: entities of `OpenSanctions` one a line, indicators as STIX 2.1 or MISP.

use crate::entry::{Entry, Indicator, IndicatorKind, Kind};
use crate::import::{Part, Reading, Refusal, document, push_new};
use crate::imports::ofac_csv::written_date;
use crate::imports::plain_csv::kind;
use crate::indicator::{confidence, date, normalized};
use crate::site::domain_of;
use serde_json::Value;

pub(crate) fn read(text: &str, reading: Reading<'_>) -> Result<Part, Refusal> {
    let first = text.lines().next().unwrap_or_default();
    let of_one_line = serde_json::from_str::<Value>(first).is_ok_and(|v| v.get("schema").is_some());
    if of_one_line {
        return entities(text, reading);
    }
    let whole: Value = serde_json::from_str(text)
        .map_err(|error| Refusal::at(error.line() as u32, format!("this is no JSON: {error}")))?;
    if whole.get("type").and_then(Value::as_str) == Some("bundle") {
        return stix(&whole);
    }
    if let Some(event) = whole.get("Event") {
        return misp([event].into_iter());
    }
    let events = whole.get("response").unwrap_or(&whole).as_array();
    match events {
        Some(events) if events.iter().any(|event| event.get("Event").is_some()) => {
            misp(events.iter().filter_map(|event| event.get("Event")))
        }
        _ => Err(Refusal::at(
            1,
            "this JSON is no list that is known; give entities one a line, STIX or MISP",
        )),
    }
}

/// Addresses, ownership and the like stand beside entities and have no name to match.
const NAMED: [&str; 9] = [
    "Person",
    "Organization",
    "Company",
    "LegalEntity",
    "PublicBody",
    "Vessel",
    "Airplane",
    "University",
    "Asset",
];

fn entities(text: &str, reading: Reading<'_>) -> Result<Part, Refusal> {
    let mut part = Part::default();
    for (at, line) in text.lines().enumerate() {
        let row = at as u32 + 1;
        if line.trim().is_empty() {
            continue;
        }
        let value: Value = serde_json::from_str(line)
            .map_err(|error| Refusal::at(row, format!("this is no JSON: {error}")))?;
        let Some(schema) = value.get("schema").and_then(Value::as_str) else {
            return Err(Refusal::at(row, "give a schema"));
        };
        if NAMED.contains(&schema) {
            part.entries.extend(entity(&value, row, schema, reading));
        }
    }
    Ok(part)
}

fn entity(value: &Value, row: u32, schema: &str, reading: Reading<'_>) -> Option<Entry> {
    let properties = value.get("properties")?;
    let said = |name: &str| -> Vec<&str> {
        let all = properties.get(name).and_then(Value::as_array);
        all.map_or_else(Vec::new, |all| all.iter().filter_map(Value::as_str).collect())
    };
    let caption = value.get("caption").and_then(Value::as_str);
    let name = caption.or(said("name").first().copied())?;
    let mut entry = Entry {
        row,
        id: value.get("id").and_then(Value::as_str).unwrap_or_default().to_owned(),
        kind: kind(schema),
        name: name.to_owned(),
        authority: said("program").join(", "),
        source: said("sourceUrl").first().copied().unwrap_or_default().to_owned(),
        ..Entry::default()
    };
    for alias in [said("name"), said("alias"), said("weakAlias"), said("previousName")].concat() {
        if alias != name {
            push_new(&mut entry.aliases, alias);
        }
    }
    for country in [said("country"), said("nationality"), said("jurisdiction")].concat() {
        let country = (reading.country)(country);
        entry.countries.extend(country.filter(|country| !entry.countries.contains(country)));
    }
    entry.born.extend(said("birthDate").into_iter().filter_map(written_date));
    for number in [said("passportNumber"), said("idNumber")].concat() {
        push_new(&mut entry.documents, &document(number));
    }
    for text in said("email") {
        push_new(&mut entry.emails, &text.to_lowercase());
    }
    for text in said("website") {
        push_new(&mut entry.domains, &domain_of(text));
    }
    if entry.kind == Kind::Thing && entry.aliases.is_empty() && entry.name.is_empty() {
        return None;
    }
    Some(entry)
}

/// Indicators whose pattern compares one value, and observed values that stand alone.
fn stix(bundle: &Value) -> Result<Part, Refusal> {
    let objects = bundle.get("objects").and_then(Value::as_array);
    let mut part = Part::default();
    for (at, object) in objects.into_iter().flatten().enumerate() {
        let row = at as u32 + 1;
        let said = |name: &str| object.get(name).and_then(Value::as_str).unwrap_or_default();
        let found = match said("type") {
            "indicator" => patterned(said("pattern")),
            "user-account" => vec![("user-account".to_owned(), said("account_login").to_owned())],
            other => vec![(other.to_owned(), said("value").to_owned())],
        };
        let labels: Vec<&str> = ["labels", "indicator_types"]
            .iter()
            .filter_map(|name| object.get(name).and_then(Value::as_array))
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let sure = object.get("confidence").map(ToString::to_string).unwrap_or_default();
        for (kind, value) in found {
            let Some(kind) = IndicatorKind::parse(&kind) else { continue };
            let Some(value) = normalized(kind, &value) else {
                let message = format!("the value is no {}", kind.as_str());
                return Err(Refusal::at(row, format!("{}: {message}", said("id"))));
            };
            part.indicators.push(Indicator {
                row,
                kind,
                value,
                source: said("name").to_owned(),
                confidence: confidence(row, &sure)?,
                first_seen: date(row, said("valid_from"))?,
                last_seen: date(row, said("modified"))?,
                expires_on: date(row, said("valid_until"))?,
                of_a_victim: labels.iter().any(|label| label.contains("victim")),
            });
        }
    }
    Ok(part)
}

/// `[email-addr:value = 'a@b.c']`, also several joined by OR.
fn patterned(pattern: &str) -> Vec<(String, String)> {
    let compare = |part: &str| -> Option<(String, String)> {
        let (left, right) = part.split_once('=')?;
        let object = left.trim().trim_start_matches(['[', '(', ' ']).split(':').next()?;
        let value = right.split('\'').nth(1)?;
        Some((object.to_owned(), value.to_owned()))
    };
    pattern.split(" OR ").filter_map(compare).collect()
}

fn misp<'a>(events: impl Iterator<Item = &'a Value>) -> Result<Part, Refusal> {
    let mut part = Part::default();
    let mut row = 0;
    for event in events {
        let said = |value: &Value, name: &str| -> String {
            value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        let list = |value: &'a Value, name: &str| -> Vec<&'a Value> {
            value.get(name).and_then(Value::as_array).into_iter().flatten().collect()
        };
        let objects = list(event, "Object");
        let inside = objects.into_iter().flat_map(|object| list(object, "Attribute"));
        let source = said(event, "info");
        for attribute in list(event, "Attribute").into_iter().chain(inside) {
            row += 1;
            let Some(kind) = IndicatorKind::parse(&said(attribute, "type")) else { continue };
            let Some(value) = normalized(kind, &said(attribute, "value")) else {
                let message = format!("the value is no {}", kind.as_str());
                return Err(Refusal::at(row, message));
            };
            let tags: Vec<String> =
                list(attribute, "Tag").into_iter().map(|tag| said(tag, "name")).collect();
            part.indicators.push(Indicator {
                row,
                kind,
                value,
                source: source.clone(),
                confidence: confidence(row, "")?,
                first_seen: date(row, &said(attribute, "first_seen"))?,
                last_seen: date(row, &said(attribute, "last_seen"))?,
                expires_on: None,
                of_a_victim: tags.iter().any(|tag| tag.contains("victim")),
            });
        }
    }
    Ok(part)
}
