//! Learns a table of weights from simulated populations, and prints it.
//!
//! `learn [--worth SHARE] [--deviation BITS] [--weights FILE] DIR... > FILE`. What is invented is
//! not what happens: an invented decision is worth a share of a real one, so that the published
//! strength of evidence stays the anchor. It stands in `weights/published.toml`.

use anyhow::{Context, Result, bail};
use bonafide_reference::Tables;
use bonafide_score::Weights;
use bonafide_score::learn::{Decision, Given, Trust, learn};
use std::path::Path;

/// From which the table is learned.
const PUBLISHED: &str = include_str!("../../../weights/published.toml");

fn main() -> Result<()> {
    let mut trust = Trust { bits: 1.0, cap: 1.0, decision: 0.1 };
    let (mut folders, mut weights) = (Vec::new(), Weights::parse(PUBLISHED)?);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().with_context(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--worth" => trust.decision = value()?.parse()?,
            "--deviation" => {
                trust.bits = value()?.parse()?;
                trust.cap = trust.bits;
            }
            "--weights" => weights = Weights::parse(&std::fs::read_to_string(value()?)?)?,
            _ => folders.push(argument),
        }
    }
    if folders.is_empty() {
        bail!("name the folders of `bonafide simulate`: learn [--worth SHARE] DIR...");
    }
    let tables = Tables::built_in();
    let mut decisions: Vec<Decision> = Vec::new();
    for folder in &folders {
        let rows = features::read(Path::new(folder), &weights, &tables)?;
        decisions.extend(rows.iter().map(features::Row::decision));
    }
    weights.version = Weights::shipped().version;
    let note = format!(
        "on {} simulated applications, each worth {} of a decision, {} bits around the published",
        decisions.len(),
        trust.decision,
        trust.bits
    );
    let mut learned = learn(&decisions, &weights, trust, &note);
    // What fits is easily arranged: it never lowers the odds by more than was published.
    for (name, group) in &mut learned.weights.groups {
        group.floor = group.floor.max(weights.groups[name].floor);
    }
    eprintln!(
        "{} decisions, {} rounds, loss {:.4} to {:.4} bits",
        decisions.len(),
        learned.rounds,
        learned.loss_before,
        learned.loss_after
    );
    for (name, count) in answered(&decisions) {
        eprintln!("{name:<40} {count}");
    }
    print!("{}", learned.weights.to_text());
    Ok(())
}

/// How often each answer was given.
fn answered(decisions: &[Decision]) -> std::collections::BTreeMap<String, usize> {
    let mut counts = std::collections::BTreeMap::new();
    for given in decisions.iter().flat_map(|decision| &decision.given) {
        let name = match given {
            Given::Clear(check) => format!("{check} clear"),
            Given::Noted(check, level) => format!("{check} {level}"),
            Given::Elsewhere(check, level) => format!("{check} {level} elsewhere"),
            Given::Shared(kind, _) => kind.clone(),
        };
        *counts.entry(name).or_default() += 1;
    }
    counts
}
