//! `bonafide simulate`: an invented population with its truth, to test on.

use crate::{
    Outcome, flags,
    output_folder::{OutputFolder, end},
};
use anyhow::{Context, Result};
use bonafide_population::{Plan, simulate};
use bonafide_reference::Tables;
use serde::Serialize;
use std::io::Write;

/// Files of a population.
const FILES: [&str; 2] = ["applications.jsonl", "truth.jsonl"];

/// Runs the command.
pub(crate) fn run(flags: &flags::Simulate) -> Result<Outcome> {
    let folder = OutputFolder::prepare(&flags.out, &FILES)?;
    let plan = Plan {
        operators: flags.operators,
        lookalikes: flags.lookalikes,
        ..Plan::new(flags.seed, flags.applications)
    };
    let population = simulate(&plan, &Tables::built_in());
    write_lines(&folder, "applications.jsonl", &population.applications)?;
    write_lines(&folder, "truth.jsonl", &population.truth)?;
    folder.commit()?;
    let operators = population.truth.iter().filter(|truth| truth.operator).count();
    println!(
        "{} applications, {operators} of operators, in {}",
        population.truth.len(),
        flags.out.display()
    );
    Ok(Outcome::All)
}

fn write_lines<T: Serialize>(
    folder: &OutputFolder,
    name: &'static str,
    values: &[T],
) -> Result<()> {
    let mut file = folder.file(name)?;
    for value in values {
        serde_json::to_writer(&mut file, value).with_context(|| format!("writing {name}"))?;
        file.write_all(b"\n").with_context(|| format!("writing {name}"))?;
    }
    end(file, name)
}
