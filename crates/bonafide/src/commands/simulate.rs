//! `bonafide simulate`: an invented population with its truth, to test on.

use crate::{
    Outcome, flags,
    output_folder::{OutputFolder, end},
    terminal::print,
};
use anyhow::{Context, Result};
use bonafide_population::{Plan, stream};
use bonafide_reference::Tables;
use serde::Serialize;
use std::io::Write;

/// Files of a population.
const FILES: [&str; 2] = ["applications.jsonl", "truth.jsonl"];

/// Runs the command.
pub(crate) fn run(flags: &flags::Simulate) -> Result<Outcome> {
    let folder = OutputFolder::prepare(&flags.out, &FILES)?;
    let [applications_name, truth_name] = FILES;
    let mut applications = folder.file(applications_name)?;
    let mut truths = folder.file(truth_name)?;
    let mix = match flags.mix {
        flags::Mix::Usual => Plan::new(flags.seed, flags.applications),
        flags::Mix::Shifted => Plan::shifted(flags.seed, flags.applications),
    };
    let plan = Plan {
        operators: flags.operators.unwrap_or(mix.operators),
        lookalikes: flags.lookalikes.unwrap_or(mix.lookalikes),
        events: flags.events,
        ..mix
    };
    let (mut count, mut operators, mut outcome) = (0_u64, 0_u64, Ok(()));
    stream(&plan, &Tables::built_in(), |application, truth| {
        count += 1;
        operators += u64::from(truth.operator);
        if outcome.is_ok() {
            outcome =
                line(&mut applications, &application).and_then(|()| line(&mut truths, &truth));
        }
    });
    outcome.with_context(|| format!("writing into {}", flags.out.display()))?;
    end(applications, applications_name)?;
    end(truths, truth_name)?;
    folder.commit()?;
    let out = flags.out.display();
    print(&format!("{count} applications, {operators} of operators, in {out}\n"))?;
    Ok(Outcome::All)
}

fn line<T: Serialize>(file: &mut impl Write, value: &T) -> Result<()> {
    serde_json::to_writer(&mut *file, value)?;
    file.write_all(b"\n")?;
    Ok(())
}
