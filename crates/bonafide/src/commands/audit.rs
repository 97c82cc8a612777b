//! `bonafide audit`: what a log proves, from its files and its public key alone.

use crate::{
    Outcome, inputs,
    server_flags::{Audit, Question},
    terminal::print,
    unusable::unusable,
};
use anyhow::{Result, anyhow};
use bonafide_log::{note::Verifier, proof, verify};
use std::path::{Path, PathBuf};

/// Runs the command.
pub(crate) fn run(flags: &Audit) -> Result<Outcome> {
    match &flags.question {
        Question::Verify { log, earlier } => {
            let verifier = verifier(&log.key)?;
            let earlier: Vec<String> =
                earlier.iter().map(|path| inputs::read_text(path)).collect::<Result<_>>()?;
            let verified = verify(&folder(&log.dir), &verifier, &earlier).map_err(failed)?;
            let root = bonafide_log::hex(&verified.checkpoint.root);
            print(&format!(
                "{} entries, each as it was logged; root {root}\n{}\n",
                verified.checkpoint.size,
                match verified.earlier {
                    0 => "without an earlier checkpoint (--earlier), a log that was written anew \
                          with the same key cannot be told"
                        .to_owned(),
                    1 => "it grew from the earlier checkpoint".to_owned(),
                    count => format!("it grew from {count} earlier checkpoints"),
                }
            ))?;
        }
        Question::Prove { log, entry } => {
            let verifier = verifier(&log.key)?;
            print(&proof::prove(&folder(&log.dir), *entry, &verifier).map_err(failed)?)?;
        }
        Question::Entry { log, entry } => {
            let verifier = verifier(&log.key)?;
            let bytes = proof::entry(&folder(&log.dir), *entry, &verifier).map_err(failed)?;
            print(&String::from_utf8_lossy(&bytes))?;
        }
        Question::Check { proof, entry, key } => {
            let verifier = verifier(key)?;
            let (proof, entry) = (inputs::read_text(proof)?, inputs::read_bytes(entry)?);
            let number = proof::check(&proof, &entry, &verifier).map_err(failed)?;
            print(&format!("entry {number} of the log of {} is this one\n", verifier.name))?;
        }
    }
    Ok(Outcome::All)
}

/// The log of a data folder, or the folder itself.
fn folder(named: &Path) -> PathBuf {
    let inner = named.join("log");
    if inner.is_dir() { inner } else { named.to_owned() }
}

fn verifier(path: &Path) -> Result<Verifier> {
    Verifier::from_text(&inputs::read_text(path)?)
        .map_err(|error| unusable(format!("{}: {error}", path.display())))
}

#[expect(clippy::needless_pass_by_value, reason = "it takes the place of a closure")]
fn failed(error: bonafide_log::Error) -> anyhow::Error {
    anyhow!("{error}")
}
