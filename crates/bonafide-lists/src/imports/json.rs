//! Lists as JSON: entities of `OpenSanctions` one a line, indicators as STIX 2.1 or MISP.

use super::{entities, misp, stix};
use crate::import::{Part, Reading, Refusal};
use serde_json::Value;

pub(crate) fn read(text: &str, reading: Reading<'_>) -> Result<Part, Refusal> {
    let first = text.lines().next().unwrap_or_default();
    let of_one_line = serde_json::from_str::<Value>(first).is_ok_and(|v| v.get("schema").is_some());
    if of_one_line {
        return entities::read(text, reading);
    }
    let whole: Value = serde_json::from_str(text)
        .map_err(|error| Refusal::at(error.line() as u32, format!("this is no JSON: {error}")))?;
    if whole.get("type").and_then(Value::as_str) == Some("bundle") {
        return stix::read(&whole);
    }
    if let Some(event) = whole.get("Event") {
        return misp::read(&[event]);
    }
    let events = whole.get("response").unwrap_or(&whole).as_array();
    match events {
        Some(events) if events.iter().any(|event| event.get("Event").is_some()) => {
            let events: Vec<&Value> = events.iter().filter_map(|e| e.get("Event")).collect();
            misp::read(&events)
        }
        _ => Err(Refusal::at(
            1,
            "this JSON is no list that is known; give entities one a line, STIX or MISP",
        )),
    }
}
