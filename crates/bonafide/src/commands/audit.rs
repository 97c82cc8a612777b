//! `bonafide audit`: what a log proves, from its files and its public key alone.

use crate::{
    Outcome, inputs,
    server_flags::{Audit, Log, Question},
    terminal::print,
    unusable::unusable,
};
use anyhow::{Result, anyhow};
use bonafide_log::{
    note::Verifier,
    proof, verify,
    witness::{Witness, WitnessKey},
};
use jiff::Timestamp;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Runs the command.
pub(crate) fn run(flags: &Audit) -> Result<Outcome> {
    match &flags.question {
        Question::Verify { log, earlier, witness } => {
            let verifier = verifier(&log.key)?;
            let earlier: Vec<String> =
                earlier.iter().map(|path| inputs::read_text(path)).collect::<Result<_>>()?;
            let seen = seen(&earlier, witness)?;
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
            print(&seen)?;
        }
        Question::Witness { log, with, kept } => witness(log, with, kept)?,
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

/// When each witness cosigned each checkpoint, in lines; refused where one did not.
fn seen(earlier: &[String], witnesses: &[PathBuf]) -> Result<String> {
    let mut lines = String::new();
    for path in witnesses {
        let key = WitnessKey::from_text(&inputs::read_text(path)?)
            .map_err(|error| unusable(format!("{}: {error}", path.display())))?;
        for note in earlier {
            let seconds = key.saw(note).map_err(failed)?;
            let at = Timestamp::from_second(seconds as i64).unwrap_or(Timestamp::MAX);
            lines.push_str(&format!("{} saw it at {at}\n", key.name));
        }
    }
    Ok(lines)
}

/// Verifies the log as a witness does: it grew from what was kept. Then the newest checkpoint is
/// kept, cosigned.
fn witness(log: &Log, with: &Path, kept: &Path) -> Result<()> {
    let (verifier, folder) = (verifier(&log.key)?, folder(&log.dir));
    let earlier = if kept.exists() { vec![inputs::read_text(kept)?] } else { Vec::new() };
    // The checkpoint is read before the files: what is appended meanwhile is for the next time.
    let (note, _) = bonafide_log::folder::checkpoint(&folder, &verifier).map_err(failed)?;
    let mut held = earlier.clone();
    held.push(note.clone());
    let verified = verify(&folder, &verifier, &held).map_err(failed)?;
    let witness = witness_of(with)?;
    let now = Timestamp::now().as_second().unsigned_abs();
    let cosigned = witness.cosign(&note, now).map_err(failed)?;
    let aside = kept.with_extension("new");
    fs::write(&aside, cosigned).and_then(|()| fs::rename(&aside, kept))?;
    print(&format!(
        "{} entries seen by {}, {}; kept in {}\n",
        verified.checkpoint.size,
        witness.name,
        if earlier.is_empty() { "for the first time" } else { "grown from those seen before" },
        kept.display()
    ))
}

/// The witness of a file; made where there is none.
fn witness_of(path: &Path) -> Result<Witness> {
    if path.exists() {
        return Witness::from_text(&inputs::read_text(path)?)
            .map_err(|error| unusable(format!("{}: {error}", path.display())));
    }
    let seed = bonafide_store::random().map_err(|error| anyhow!("{error}"))?;
    let number: [u8; 4] = bonafide_store::random().map_err(|error| anyhow!("{error}"))?;
    let witness = Witness::new(&format!("witness-{}", bonafide_log::hex(&number)), seed);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    writeln!(file, "{}", witness.to_text()).and_then(|()| file.sync_all())?;
    let mut public = path.as_os_str().to_owned();
    public.push(".pub");
    fs::write(public, witness.public().to_text() + "\n")?;
    Ok(witness)
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
