//! Bundles of STIX 2.1: indicators whose pattern asks for plain values.

use super::stix_pattern::values;
use crate::entry::{Indicator, IndicatorKind};
use crate::import::{Part, Refusal};
use crate::indicator::{confidence, date, names_victim, normalized};
use serde_json::Value;

pub(crate) fn read(bundle: &Value) -> Result<Part, Refusal> {
    let objects = bundle.get("objects").and_then(Value::as_array);
    let mut part = Part::default();
    for (at, object) in objects.into_iter().flatten().enumerate() {
        let row = at as u32 + 1;
        match asked(object) {
            Ok(found) => {
                for (kind, value) in found {
                    part.indicators.push(indicator(row, object, kind, &value)?);
                }
            }
            Err(why) => part.passed.note(row, why),
        }
    }
    Ok(part)
}

/// The values that an object says an operator has, or why it is passed over.
fn asked(object: &Value) -> Result<Vec<(IndicatorKind, String)>, &'static str> {
    let kind = said(object, "type");
    if kind != "indicator" {
        return Err(if IndicatorKind::parse(kind).is_some() {
            "an observed value is no indicator"
        } else {
            "the object is no indicator"
        });
    }
    if object.get("revoked").and_then(Value::as_bool) == Some(true) {
        return Err("the indicator is revoked");
    }
    if !matches!(said(object, "pattern_type"), "" | "stix") {
        return Err("the pattern is not written in STIX");
    }
    let values = values(said(object, "pattern"))
        .ok_or("the pattern asks for more than that a value is one of some")?;
    let found: Vec<(IndicatorKind, String)> =
        values.into_iter().filter_map(|(path, value)| Some((kind_of(&path)?, value))).collect();
    if found.is_empty() {
        return Err("the pattern asks for nothing that an application states");
    }
    Ok(found)
}

/// What the path of a pattern is a value of: `email-addr:value`, `user-account:account_login`.
fn kind_of(path: &str) -> Option<IndicatorKind> {
    let path = path.to_lowercase();
    let (object, property) = path.split_once(':')?;
    let wanted = if object == "user-account" { "account_login" } else { "value" };
    IndicatorKind::parse(object).filter(|_| property == wanted)
}

fn indicator(
    row: u32,
    object: &Value,
    kind: IndicatorKind,
    value: &str,
) -> Result<Indicator, Refusal> {
    let Some(value) = normalized(kind, value) else {
        let message = format!("the value is no {}", kind.as_str());
        return Err(Refusal::at(row, format!("{}: {message}", said(object, "id"))));
    };
    let mut labels = ["labels", "indicator_types"]
        .iter()
        .filter_map(|name| object.get(name).and_then(Value::as_array))
        .flatten()
        .filter_map(Value::as_str);
    let sure = object.get("confidence").map(ToString::to_string).unwrap_or_default();
    Ok(Indicator {
        row,
        kind,
        value,
        source: said(object, "name").to_owned(),
        confidence: confidence(row, &sure)?,
        first_seen: date(row, said(object, "valid_from"))?,
        last_seen: date(row, said(object, "modified"))?,
        expires_on: date(row, said(object, "valid_until"))?,
        of_a_victim: labels.any(names_victim),
    })
}

fn said<'a>(object: &'a Value, name: &str) -> &'a str {
    object.get(name).and_then(Value::as_str).unwrap_or_default()
}
