//! Is the log whole: every entry hashed again, every tile compared, every checkpoint held.

use crate::{
    Error,
    checkpoint::Checkpoint,
    folder::{self, Edge, WIDTH},
    note::Verifier,
    tree::{self, Hash},
};
use std::path::Path;

/// What was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The log's size and root.
    pub checkpoint: Checkpoint,
    /// Earlier checkpoints that it grew from.
    pub earlier: usize,
}

/// Verifies a log from its files alone.
///
/// `earlier` are checkpoints that somebody kept: the log must begin with exactly what they named.
/// Without one, a log that its operator wrote anew with the same key cannot be told.
pub fn verify(path: &Path, verifier: &Verifier, earlier: &[String]) -> Result<Verified, Error> {
    let (_, checkpoint) = folder::checkpoint(path, verifier)?;
    let mut kept: Vec<Checkpoint> =
        earlier.iter().map(|note| Checkpoint::open(note, verifier)).collect::<Result<_, _>>()?;
    kept.sort_by_key(|old| old.size);
    if let Some(old) = kept.iter().find(|old| old.size > checkpoint.size) {
        return Err(Error::new(format!(
            "an earlier checkpoint names {} entries, and the log has {}: entries were dropped",
            old.size, checkpoint.size
        )));
    }
    let mut edge = Edge::default();
    let mut kept_ahead = kept.iter().peekable();
    for number in 0..checkpoint.size.div_ceil(WIDTH as u64) {
        for entry in folder::entries(path, number, checkpoint.size)? {
            held(&mut kept_ahead, &edge)?;
            for (level, number, hashes) in edge.add(tree::leaf(&entry)) {
                same(path, level, number, &hashes)?;
            }
        }
    }
    held(&mut kept_ahead, &edge)?;
    for (level, hashes) in edge.levels.iter().enumerate().filter(|(_, all)| !all.is_empty()) {
        same(path, level, edge.size >> (8 * (level + 1)), hashes)?;
    }
    if edge.root() != checkpoint.root {
        return Err(Error::new("the entries do not lead to the root that was signed"));
    }
    Ok(Verified { checkpoint, earlier: kept.len() })
}

/// Whether the checkpoints of this very size have this root.
fn held<'a>(
    kept: &mut std::iter::Peekable<impl Iterator<Item = &'a Checkpoint>>,
    edge: &Edge,
) -> Result<(), Error> {
    while let Some(old) = kept.next_if(|old| old.size == edge.size) {
        if old.root != edge.root() {
            return Err(Error::new(format!(
                "the first {} entries are not those of an earlier checkpoint: the log was written \
                 anew",
                old.size
            )));
        }
    }
    Ok(())
}

/// Whether a tile holds what its entries or lower tiles give.
fn same(path: &Path, level: usize, number: u64, hashes: &[Hash]) -> Result<(), Error> {
    let stored = folder::tile(path, level, number, hashes.len())?;
    let Some(place) = stored.iter().zip(hashes).position(|(stored, given)| stored != given) else {
        return Ok(());
    };
    let first = (number * WIDTH as u64 + place as u64) << (8 * level);
    let which = if level == 0 { format!("entry {first} is") } else { "entries are".to_owned() };
    Err(Error::new(format!("{which} not what was logged, from entry {first} on; see tile {level}")))
}
