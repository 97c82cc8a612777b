//! `bonafide evaluate`: a screening beside the truth.

use crate::{Outcome, flags, terminal::print, unusable::unusable};
use anyhow::Result;
use bonafide_score::evaluate::{Outcome as Screened, Truth, evaluate};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// A line of `screened.jsonl`, as far as it is judged.
#[derive(Deserialize)]
struct ScreenedLine {
    id: String,
    probability: f64,
    ring: Option<String>,
}

/// A line of `persons.jsonl`.
#[derive(Deserialize)]
struct PersonLine {
    person: String,
    applications: Vec<String>,
}

/// Runs the command.
pub(crate) fn run(flags: &flags::Evaluate) -> Result<Outcome> {
    let folder = flags.screened.is_dir();
    let screened =
        if folder { flags.screened.join("screened.jsonl") } else { flags.screened.clone() };
    let persons = screened.with_file_name("persons.jsonl");
    let mut person_of: HashMap<String, String> = HashMap::new();
    if persons.exists() {
        for line in lines::<PersonLine>(&persons)? {
            let person = line.person;
            person_of.extend(line.applications.into_iter().map(|id| (id, person.clone())));
        }
    }
    let outcomes: Vec<Screened> = lines::<ScreenedLine>(&screened)?
        .into_iter()
        .map(|line| Screened {
            person: person_of.get(&line.id).cloned(),
            id: line.id,
            probability: line.probability,
            ring: line.ring,
        })
        .collect();
    let truth: Vec<Truth> = lines(&flags.truth)?;
    let evaluation = evaluate(&outcomes, &truth);
    if flags.json {
        print(&format!("{}\n", serde_json::to_string(&evaluation)?))?;
    } else {
        print(&format!("{evaluation}\n"))?;
    }
    Ok(Outcome::All)
}

/// Reads one JSON object a line.
fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let file = File::open(path)
        .map_err(|error| unusable(format!("opening {}: {error}", path.display())))?;
    let mut read = Vec::new();
    for (index, line) in BufReader::new(file).lines().enumerate() {
        let at = || format!("line {} of {}", index + 1, path.display());
        let line = line.map_err(|error| unusable(format!("{}: {error}", at())))?;
        if !line.trim().is_empty() {
            let value = serde_json::from_str(&line)
                .map_err(|error| unusable(format!("{}: {error}", at())))?;
            read.push(value);
        }
    }
    Ok(read)
}
