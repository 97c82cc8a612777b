//! Entities of `OpenSanctions`, one a line, with the tier that their topics give.

use crate::entry::{Entry, Tier};
use crate::import::{Part, Reading, Refusal, push_new};
use crate::imports::ofac_csv::written_date;
use crate::imports::plain_csv::kind;
use crate::passed_over::COUNTRY_UNKNOWN;
use crate::site::domain_of;
use serde_json::Value;

pub(crate) fn read(text: &str, reading: Reading<'_>) -> Result<Part, Refusal> {
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
        match taken(&value, row, schema, reading) {
            Ok((entry, all_known)) => {
                part.entries.push(entry);
                if !all_known {
                    part.passed.note(row, COUNTRY_UNKNOWN);
                }
            }
            Err(why) => part.passed.note(row, why),
        }
    }
    Ok(part)
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

/// An entity with its tier and whether all of its countries are known, or why it is passed over.
fn taken(
    value: &Value,
    row: u32,
    schema: &str,
    reading: Reading<'_>,
) -> Result<(Entry, bool), &'static str> {
    if !NAMED.contains(&schema) {
        return Err("its schema has no name to match");
    }
    let (entry, all_known) = entity(value, row, schema, reading)
        .filter(|(entry, _)| entry.name.chars().any(char::is_alphanumeric))
        .ok_or("it has no name that can be matched")?;
    Ok((Entry { tier: tier(value)?, ..entry }, all_known))
}

/// What an entity's topics ask of an employer. A public office, a relative in one or a company
/// offshore asks for nothing.
fn tier(value: &Value) -> Result<Tier, &'static str> {
    let topics = value.get("properties").and_then(|all| all.get("topics"));
    let topics = topics.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let target = value.get("target").and_then(Value::as_bool);
    let is = |what: &[&str]| {
        topics.iter().filter_map(Value::as_str).any(|topic| {
            what.iter().any(|own| {
                topic.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        })
    };
    if is(&["sanction"]) && target != Some(false) {
        return Ok(Tier::Sanctioned);
    }
    if is(&["sanction", "crime", "debarment", "wanted", "export.control"]) {
        return Ok(Tier::Advisory);
    }
    match (topics.is_empty(), target) {
        (true, Some(false)) => Err("it stands beside those who are listed"),
        (true, _) => Ok(Tier::Advisory),
        (false, _) => Err("its topics, as a public office or a company offshore, ask for nothing"),
    }
}

fn entity(value: &Value, row: u32, schema: &str, reading: Reading<'_>) -> Option<(Entry, bool)> {
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
    let mut all_known = true;
    for country in [said("country"), said("nationality"), said("jurisdiction")].concat() {
        let country = (reading.country)(country);
        all_known &= country.is_some();
        entry.countries.extend(country.filter(|country| !entry.countries.contains(country)));
    }
    entry.born.extend(said("birthDate").into_iter().filter_map(written_date));
    for address in said("address") {
        entry.take_address(&[address]);
    }
    for text in said("email") {
        push_new(&mut entry.emails, &text.to_lowercase());
    }
    for text in said("website") {
        push_new(&mut entry.domains, &domain_of(text));
    }
    Some((entry, all_known))
}
