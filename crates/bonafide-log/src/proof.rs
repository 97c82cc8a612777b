//! The proof that one entry is in the log, as text that other people's verifiers read (C2SP
//! tlog-proof).

use crate::{
    Error,
    checkpoint::Checkpoint,
    folder::{self, WIDTH},
    note::Verifier,
    tree::{self, Hash},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::path::Path;

const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";

/// Proves that the entry with a number, from 0, is in the log.
pub fn prove(path: &Path, index: u64, verifier: &Verifier) -> Result<String, Error> {
    let (note, checkpoint) = folder::checkpoint(path, verifier)?;
    if index >= checkpoint.size {
        return Err(beyond(&checkpoint));
    }
    let mut nodes = nodes_of(path, checkpoint.size);
    let hashes = tree::inclusion(&mut nodes, index, checkpoint.size)?;
    let hashes: String = hashes.iter().map(|hash| STANDARD.encode(hash) + "\n").collect();
    Ok(format!("{FIRST_LINE}\nindex {index}\n{hashes}\n{note}"))
}

/// Checks that a proof shows an entry to be in the log of a key. Gives its number.
pub fn check(proof: &str, entry: &[u8], verifier: &Verifier) -> Result<u64, Error> {
    let wrong = || Error::new("this is no proof of an entry; export it again");
    let (head, note) = proof.split_once("\n\n").ok_or_else(wrong)?;
    let checkpoint = Checkpoint::open(note, verifier)?;
    let mut lines = head.lines();
    if lines.next() != Some(FIRST_LINE) {
        return Err(wrong());
    }
    let index = lines.next().and_then(|line| line.strip_prefix("index ")?.parse().ok());
    let index: u64 = index.ok_or_else(wrong)?;
    let hash = |line: &str| STANDARD.decode(line).ok()?.try_into().ok();
    let path: Vec<Hash> = lines.map(hash).collect::<Option<_>>().ok_or_else(wrong)?;
    let root = tree::root_by_inclusion(tree::leaf(entry), index, checkpoint.size, &path);
    if root != Some(checkpoint.root) {
        return Err(Error::new("the proof does not lead from this entry to the signed root"));
    }
    Ok(index)
}

/// The proof that the log grew from an earlier checkpoint.
pub fn growth(path: &Path, old: &Checkpoint, verifier: &Verifier) -> Result<Vec<Hash>, Error> {
    let (_, checkpoint) = folder::checkpoint(path, verifier)?;
    if old.size > checkpoint.size {
        return Err(Error::new("the earlier checkpoint names more entries than the log has"));
    }
    tree::consistency(&mut nodes_of(path, checkpoint.size), old.size, checkpoint.size)
}

/// The bytes of the entry with a number, from 0.
pub fn entry(path: &Path, index: u64, verifier: &Verifier) -> Result<Vec<u8>, Error> {
    let (_, checkpoint) = folder::checkpoint(path, verifier)?;
    if index >= checkpoint.size {
        return Err(beyond(&checkpoint));
    }
    let entries = folder::entries(path, index / WIDTH as u64, checkpoint.size)?;
    entries.into_iter().nth((index % WIDTH as u64) as usize).ok_or_else(|| beyond(&checkpoint))
}

fn beyond(checkpoint: &Checkpoint) -> Error {
    let size = checkpoint.size;
    Error::new(format!("the log has {size} entries, numbered from 0; name one of them"))
}

/// Nodes of the tree, from its tiles.
fn nodes_of(path: &Path, size: u64) -> impl FnMut(u32, u64) -> Result<Hash, Error> {
    move |level, index| {
        let (tile_level, above) = ((level / 8) as usize, level % 8);
        let first = index << above;
        let count = size >> (8 * tile_level);
        let number = first / WIDTH as u64;
        let width = (count - number * WIDTH as u64).min(WIDTH as u64) as usize;
        let hashes = folder::tile(path, tile_level, number, width)?;
        let start = (first % WIDTH as u64) as usize;
        hashes
            .get(start..start + (1 << above))
            .map(tree::root_of_perfect)
            .ok_or_else(|| Error::new("a tile of the log is too short"))
    }
}
