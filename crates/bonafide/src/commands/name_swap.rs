//! `bonafide name-swap`: an invented population screened twice, the second time under other names.

use crate::{Outcome, flags, name_swap::compare, terminal::print};
use anyhow::{Result, anyhow};
use bonafide_case::numbers::count;

/// Most applications of which it is told where terms changed.
const TOLD_MAX: usize = 20;

/// Runs the command.
pub(crate) fn run(flags: &flags::NameSwap) -> Result<Outcome> {
    let found = compare(flags.seed, flags.applications).map_err(|error| anyhow!("{error}"))?;
    print(&format!(
        "{} applications screened twice, under names of other origins\n{} names left as they \
         were\n{} probabilities changed\n",
        count(found.applications),
        count(found.kept as u64),
        count(found.changed)
    ))?;
    for line in found.told.iter().take(TOLD_MAX) {
        print(&format!("{line}\n"))?;
    }
    if found.changed > 0 || found.kept > 0 {
        return Err(anyhow!("names count for something; see which terms changed"));
    }
    Ok(Outcome::All)
}
