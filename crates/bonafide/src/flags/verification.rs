//! What can be typed about verification: interviews and policies.

use bonafide_verification::step::StepKind;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Write the interview for one application of a screening: what to ask, and why.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bonafide interview screened A-20931
  bonafide interview screened A-20931 --step reference

Whoever has the same findings is asked the same questions, in the same words. With --step, the
checklist of another step is printed instead.")]
pub(crate) struct Interview {
    /// The folder that `screen` wrote.
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// Id of the application.
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// Another step: `identity-document`, `background`, `credential`, `reference`, `employment`,
    /// `equipment`.
    #[arg(long, value_name = "STEP", value_parser = step)]
    pub(crate) step: Option<StepKind>,
    /// Print JSON.
    #[arg(long, conflicts_with = "step")]
    pub(crate) json: bool,
}

/// The policy: check it, compare two, show the one that comes with the program.
#[derive(Debug, Args)]
pub(crate) struct Policy {
    #[command(subcommand)]
    pub(crate) what: PolicyCommand,
}

/// What is done with policies.
#[derive(Debug, Subcommand)]
pub(crate) enum PolicyCommand {
    /// Check a policy: its mistakes with their places, or its version and what to think about.
    Check {
        /// The policy.
        #[arg(value_name = "FILE.toml")]
        file: PathBuf,
    },
    /// Say in sentences what changes from one policy to another.
    Diff {
        /// The policy before; `default` is the one that comes with the program.
        #[arg(value_name = "OLD")]
        old: PathBuf,
        /// The policy after; `default` is the one that comes with the program.
        #[arg(value_name = "NEW")]
        new: PathBuf,
    },
    /// Print the policy that comes with the program, to copy and change.
    Show,
}

/// Reads the name of a step.
fn step(text: &str) -> Result<StepKind, String> {
    let all = StepKind::ALL.map(StepKind::as_str).join(", ");
    StepKind::parse(text).ok_or_else(|| format!("give one of {all}"))
}
