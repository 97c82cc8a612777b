//! `bonafide policy`: checked, compared, shown.

use crate::terminal::{Terminal, print};
use crate::unusable::unusable;
use crate::{Outcome, flags, inputs};
use anyhow::Result;
use bonafide_case::numbers::counted;
use bonafide_verification::policy::{DEFAULT, Policy, difference};
use std::path::Path;

/// Runs the command.
pub(crate) fn run(flags: &flags::Policy) -> Result<Outcome> {
    let text = match &flags.what {
        flags::PolicyCommand::Check { file } => checked(&read(file)?),
        flags::PolicyCommand::Diff { old, new } => {
            compared(&difference(&named(old)?, &named(new)?))
        }
        flags::PolicyCommand::Show => DEFAULT.to_owned(),
    };
    print(&text)?;
    Ok(Outcome::All)
}

/// Reads a policy's file; all its mistakes are told.
pub(crate) fn read(path: &Path) -> Result<Policy> {
    let text = inputs::read_text(path)?;
    Policy::read(&text).map_err(|mistakes| {
        let mistakes: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        unusable(format!("{}: {}", path.display(), mistakes.join("; ")))
    })
}

/// A policy by its file, or the one that comes with the program.
fn named(path: &Path) -> Result<Policy> {
    if path.as_os_str() == "default" { Ok(Policy::shipped()) } else { read(path) }
}

fn checked(policy: &Policy) -> String {
    let terminal = Terminal::stdout();
    let mut text = format!(
        "version {}\n{}, {}; a decision against somebody takes two people and {} to answer\n",
        policy.version(),
        counted(policy.cases.len() as u64, "rule opens cases", "rules open cases"),
        counted(policy.steps.len() as u64, "rule asks for steps", "rules ask for steps"),
        policy.adverse.wait
    );
    for advice in policy.advice() {
        text += &terminal.wrap("think about", 13, &advice);
    }
    text
}

fn compared(sentences: &[String]) -> String {
    if sentences.is_empty() {
        return "both say the same\n".to_owned();
    }
    let terminal = Terminal::stdout();
    sentences.iter().map(|sentence| terminal.wrap("-", 2, sentence)).collect()
}
