//! The proof that names count for nothing: an invented population screened twice.

use crate::swapped_names::{names, swapped};
use bonafide_case::numbers::count;
use bonafide_ingest::{Options, open};
use bonafide_population::{Plan, simulate};
use bonafide_reference::Tables;
use bonafide_score::{
    Weights,
    bands::{Budget, REVIEW_PROBABILITY},
};
use bonafide_screen::{Input, Outputs, Settings, screen};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::io::{Cursor, sink};
use std::sync::Arc;

/// What two screenings of the same people under other names differ in.
pub(crate) struct Compared {
    /// How many applications.
    pub(crate) applications: u64,
    /// How many names were left as they were: none, where the swap is whole.
    pub(crate) kept: usize,
    /// Of how many the probability changed, to the last bit.
    pub(crate) changed: u64,
    /// Where terms changed, a line an application.
    pub(crate) told: Vec<String>,
}

/// The population that is tried: enough that every kind of look-alike and operator is there.
const SEED: u64 = 23;

/// See [`SEED`].
const APPLICATIONS: usize = 1_500;

/// Memory for keys and texts, in bytes: the population is small.
const MEMORY_BYTES: usize = 256 << 20;

/// Tries it on the usual population, and says what was found.
pub(crate) fn said() -> Result<Value, String> {
    let found = compare(SEED, APPLICATIONS)?;
    let (all, changed) = (count(found.applications), count(found.changed));
    let said = format!(
        "{all} invented applications were screened twice, with every name, mailbox and profile \
         under names of other origins. Probabilities that changed: {changed}."
    );
    Ok(json!({"seed": SEED, "applications": found.applications, "names_kept": found.kept,
        "changed": found.changed, "said": said}))
}

/// Screens an invented population twice, the second time under other names.
pub(crate) fn compare(seed: u64, applications: usize) -> Result<Compared, String> {
    let tables = Arc::new(Tables::built_in());
    let population = simulate(&Plan::new(seed, applications), &tables);
    let written: Result<Vec<Value>, serde_json::Error> =
        population.applications.iter().map(serde_json::to_value).collect();
    let mut before = written.map_err(|error| error.to_string())?;
    let after = swapped(&mut before);
    let kept = before.iter().zip(&after).filter(|(one, other)| names(one) == names(other)).count();
    let (first, second) = (screened(&before, &tables)?, screened(&after, &tables)?);
    let (mut changed, mut told) = (0, Vec::new());
    for (at, (one, other)) in first.iter().zip(&second).enumerate() {
        if one["probability"] == other["probability"] {
            continue;
        }
        changed += 1;
        let terms = difference(one, other);
        // A term that differs anywhere moves the base rate, and by it everybody.
        if !terms.is_empty() {
            let (from, to) = (names(&before[at]), names(&after[at]));
            told.push(format!("{}: {from:?} to {to:?}: {terms}", one["id"]));
        }
    }
    Ok(Compared { applications: first.len() as u64, kept, changed, told })
}

fn screened(applications: &[Value], tables: &Arc<Tables>) -> Result<Vec<Value>, String> {
    let lines: Vec<String> = applications.iter().map(Value::to_string).collect();
    let bytes = (lines.join("\n") + "\n").into_bytes();
    let gazetteer = Arc::clone(tables);
    let options = Options {
        submitted_at: Timestamp::UNIX_EPOCH,
        mapping: None,
        documents: None,
        attachments: None,
        country: Arc::new(move |text| gazetteer.places.country(text)),
    };
    let name = "the population";
    let reader =
        open(name, Box::new(Cursor::new(bytes)), &options).map_err(|error| error.to_string())?;
    let settings = Settings {
        weights: Weights::shipped(),
        tables: Arc::clone(tables),
        tables_date: String::new(),
        budget: Budget::Probability(REVIEW_PROBABILITY),
        prior: None,
        threads: std::thread::available_parallelism().map_or(1, usize::from),
        memory_bytes: MEMORY_BYTES,
        report_max: 0,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        dismissed: Vec::new(),
        relations: Vec::new(),
    };
    let (mut written, mut rings, mut persons, mut rejected) = (Vec::new(), sink(), sink(), sink());
    let mut outputs = Outputs {
        screened: &mut written,
        rings: &mut rings,
        persons: &mut persons,
        rejected: &mut rejected,
    };
    let input = Input { name: name.to_owned(), reader };
    screen(vec![input], Vec::new(), &settings, &mut outputs, &|_| {})
        .map_err(|error| error.to_string())?;
    let read: Result<Vec<Value>, serde_json::Error> = written
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(serde_json::from_slice)
        .collect();
    read.map_err(|error| error.to_string())
}

/// The terms in which two assessments differ.
fn difference(before: &Value, after: &Value) -> String {
    let terms = |one: &Value| -> BTreeMap<String, String> {
        let terms = one["evidence"].as_array().into_iter().flatten();
        let shown = |term: &Value| {
            let check = term["check"].as_str().unwrap_or_default().to_owned();
            let observed = term["observed"].as_str().unwrap_or_default();
            (check, format!("{} ({} / {observed})", term["bits"], term["claim"]))
        };
        terms.map(shown).collect()
    };
    let (before, after) = (terms(before), terms(after));
    let mut told = String::new();
    for check in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
        let bits = |terms: &BTreeMap<String, String>| {
            terms.get(check).map(|shown| shown.split(' ').next().unwrap_or_default().to_owned())
        };
        if bits(&before) != bits(&after) {
            let _ =
                write!(told, "{check}: {:?} became {:?}; ", before.get(check), after.get(check));
        }
    }
    told
}
