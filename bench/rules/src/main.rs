//! What today's applicant tracking systems do: a sum of rules, and every raw field by itself.
//!
//! `rules DIR...` reads `DIR/applications.jsonl` and `DIR/truth.jsonl` and prints the average
//! precision of the sum, of each rule, of the ten strongest raw fields, and how often honest
//! people and operators leave each field empty.

mod fields;
mod sum;

use anyhow::{Context, Result, bail};
use bonafide_score::evaluate::average_precision;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// One population: raw applications, and whether an operator sent each.
pub(crate) struct Population {
    pub(crate) applications: Vec<Value>,
    pub(crate) operators: Vec<bool>,
}

impl Population {
    /// Average precision of one score for each application.
    pub(crate) fn average_precision(&self, scores: &[f64]) -> f64 {
        let operators = self.operators.iter().copied();
        average_precision(&scores.iter().copied().zip(operators).collect::<Vec<_>>())
    }
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let as_json = arguments.iter().any(|argument| argument == "--json");
    let folders: Vec<&String> =
        arguments.iter().filter(|argument| !argument.starts_with("--")).collect();
    if folders.is_empty() {
        bail!("name the folders of `bonafide simulate`: rules [--json] DIR...");
    }
    for folder in folders {
        let population = read(Path::new(folder))?;
        let rules = sum::rules(&population);
        let fields = fields::fields(&population);
        let missing = fields::missing(&population);
        if as_json {
            let figures = json!({
                "population": folder,
                "applications": population.applications.len(),
                "operators": population.operators.iter().filter(|operator| **operator).count(),
                "rules": rules,
                "fields": fields,
                "missing": missing,
            });
            println!("{figures}");
            continue;
        }
        println!("{folder}");
        for (name, precision) in rules {
            println!("  {precision:.3}  {name}");
        }
        println!("  the ten strongest raw fields");
        for (name, precision) in fields.iter().take(10) {
            println!("  {precision:.3}  {name}");
        }
        println!("  fields left empty: honest, operators, standard errors apart");
        for (name, honest, operators, apart) in missing.iter().take(10) {
            println!("  {honest:.3} {operators:.3} {apart:>5.1}  {name}");
        }
    }
    Ok(())
}

fn read(folder: &Path) -> Result<Population> {
    let applications = lines(&folder.join("applications.jsonl"))?;
    let truth = lines(&folder.join("truth.jsonl"))?;
    let operators: std::collections::BTreeMap<&str, bool> = truth
        .iter()
        .filter_map(|row| Some((row["id"].as_str()?, row["operator"].as_bool()?)))
        .collect();
    let operators = applications
        .iter()
        .map(|application| {
            let id = application["id"].as_str().unwrap_or_default();
            operators.get(id).copied().with_context(|| format!("truth.jsonl has no row for {id}"))
        })
        .collect::<Result<Vec<bool>>>()?;
    Ok(Population { applications, operators })
}

fn lines(path: &Path) -> Result<Vec<Value>> {
    let file = File::open(path).with_context(|| format!("opening {}", path.display()))?;
    BufReader::new(file)
        .lines()
        .map(|line| Ok(serde_json::from_str(&line?)?))
        .collect::<Result<_>>()
        .with_context(|| format!("reading {}", path.display()))
}
