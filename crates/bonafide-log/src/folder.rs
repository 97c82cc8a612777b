//! The log as files (C2SP tlog-tiles): entries in bundles of 256, hashes in tiles of 256.

use crate::{
    Error,
    checkpoint::Checkpoint,
    note::{Signer, Verifier},
    tree::{self, Hash},
};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Entries of a bundle, and hashes of a tile.
pub const WIDTH: usize = 256;

/// Most bytes of one entry: the layout writes lengths in two bytes.
pub const ENTRY_BYTES_MAX: usize = u16::MAX as usize;

/// The right edge of a log: everything that is needed to add an entry.
#[derive(Clone, Debug, Default)]
pub struct Edge {
    /// Number of entries.
    pub size: u64,
    /// Of each level, the hashes of the tile that is not full yet.
    pub levels: Vec<Vec<Hash>>,
}

impl Edge {
    /// Adds an entry's hash. Gives the tiles that are full now, the lowest first: level, number,
    /// hashes.
    pub fn add(&mut self, entry: Hash) -> Vec<(usize, u64, Vec<Hash>)> {
        let mut full = Vec::new();
        let (mut level, mut hash) = (0, entry);
        self.size += 1;
        loop {
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            self.levels[level].push(hash);
            if self.levels[level].len() < WIDTH {
                return full;
            }
            let tile = std::mem::take(&mut self.levels[level]);
            hash = tree::root_of_perfect(&tile);
            let number = (self.size >> (8 * (level + 1))) - 1;
            full.push((level, number, tile));
            level += 1;
        }
    }

    /// The root of the tree.
    pub fn root(&self) -> Hash {
        let peaks: Vec<Hash> =
            self.levels.iter().rev().flat_map(|level| tree::peaks(level)).collect();
        tree::root_of(&peaks)
    }
}

/// A log that is written to.
pub struct Folder {
    path: PathBuf,
    signer: Signer,
    edge: Edge,
    /// The bundle that is not full yet.
    bundle: Vec<u8>,
}

impl Folder {
    /// Opens the log in a folder, or begins one.
    pub fn open(path: &Path, signer: Signer) -> Result<Folder, Error> {
        let mut folder =
            Folder { path: path.to_owned(), signer, edge: Edge::default(), bundle: Vec::new() };
        let Some(note) = read_optional(&path.join("checkpoint"))? else {
            return Ok(folder);
        };
        let note = String::from_utf8_lossy(&note);
        let checkpoint = Checkpoint::open(&note, &folder.signer.verifier())?;
        folder.edge = edge(path, checkpoint.size)?;
        if folder.edge.root() != checkpoint.root {
            return Err(Error::new(
                "the log's files do not fit its checkpoint; run `bonafide audit verify`, and \
                 restore the folder from a backup",
            ));
        }
        if !checkpoint.size.is_multiple_of(WIDTH as u64) {
            folder.bundle = bundle(path, checkpoint.size / WIDTH as u64, checkpoint.size)?;
        }
        Ok(folder)
    }

    /// Number of entries.
    pub fn size(&self) -> u64 {
        self.edge.size
    }

    /// Adds entries, and signs a new checkpoint once all their files are on the disk.
    pub fn append(&mut self, entries: &[Vec<u8>]) -> Result<(), Error> {
        if let Some(entry) = entries.iter().find(|entry| entry.len() > ENTRY_BYTES_MAX) {
            return Err(Error::new(format!(
                "an entry of {} bytes is too long for the log; {ENTRY_BYTES_MAX} is the most",
                entry.len()
            )));
        }
        if entries.is_empty() {
            return Ok(());
        }
        let mut edge = self.edge.clone();
        let mut open_bundle = self.bundle.clone();
        for entry in entries {
            open_bundle.extend((entry.len() as u16).to_be_bytes());
            open_bundle.extend(entry);
            for (level, number, tile) in edge.add(tree::leaf(entry)) {
                self.write(&tile_path(level, number, WIDTH), &tile.concat())?;
                if level == 0 {
                    self.write(&bundle_path(number, WIDTH), &open_bundle)?;
                    self.forget_partial(&bundle_path(number, 1))?;
                    open_bundle.clear();
                }
                self.forget_partial(&tile_path(level, number, 1))?;
            }
        }
        let width = (edge.size % WIDTH as u64) as usize;
        if width > 0 {
            self.write(&bundle_path(edge.size / WIDTH as u64, width), &open_bundle)?;
        }
        for (level, hashes) in edge.levels.iter().enumerate().filter(|(_, all)| !all.is_empty()) {
            let number = edge.size >> (8 * (level + 1));
            self.write(&tile_path(level, number, hashes.len()), &hashes.concat())?;
        }
        let checkpoint = Checkpoint { size: edge.size, root: edge.root() };
        self.write("checkpoint", checkpoint.sign(&self.signer).as_bytes())?;
        (self.edge, self.bundle) = (edge, open_bundle);
        Ok(())
    }

    /// Writes a file whole or not at all, and waits until it is on the disk.
    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.path.join(name);
        let aside = path.with_file_name(format!(
            "{}.new",
            path.file_name().unwrap_or_default().to_string_lossy()
        ));
        let write = || -> std::io::Result<()> {
            let folder = path.parent().unwrap_or(&self.path);
            fs::create_dir_all(folder)?;
            let mut file = File::create(&aside)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&aside, &path)?;
            File::open(folder)?.sync_all()
        };
        write().map_err(|e| Error::io(format!("writing {}", path.display()), e))
    }

    /// Removes the folder of partial files where the full one took their place.
    fn forget_partial(&self, partial: &str) -> Result<(), Error> {
        let path = self.path.join(partial);
        let folder = path.parent().unwrap_or(&self.path);
        match fs::remove_dir_all(folder) {
            Err(e) if e.kind() != ErrorKind::NotFound => {
                Err(Error::io(format!("removing {}", folder.display()), e))
            }
            _ => Ok(()),
        }
    }
}

/// The checkpoint of a folder, as signed, and what it says.
pub fn checkpoint(path: &Path, verifier: &Verifier) -> Result<(String, Checkpoint), Error> {
    let file = path.join("checkpoint");
    let note = read_optional(&file)?
        .ok_or_else(|| Error::new(format!("{} is missing; name a log's folder", file.display())))?;
    let note = String::from_utf8_lossy(&note).into_owned();
    let checkpoint = Checkpoint::open(&note, verifier)?;
    Ok((note, checkpoint))
}

/// The right edge of a log of a size, from its tiles.
pub(crate) fn edge(path: &Path, size: u64) -> Result<Edge, Error> {
    let mut edge = Edge { size, levels: Vec::new() };
    let mut level = 0;
    while size >> (8 * level) > 0 {
        let count = size >> (8 * level);
        let rest = (count % WIDTH as u64) as usize;
        let hashes =
            if rest == 0 { Vec::new() } else { tile(path, level, count / WIDTH as u64, rest)? };
        edge.levels.push(hashes);
        level += 1;
    }
    Ok(edge)
}

/// The hashes of a tile: so many, or those of the wider tile that took its place.
pub fn tile(path: &Path, level: usize, number: u64, width: usize) -> Result<Vec<Hash>, Error> {
    let bytes = read_at_least(path, width, |width| tile_path(level, number, width))?;
    let (hashes, rest) = bytes.as_chunks::<32>();
    if hashes.len() < width || !rest.is_empty() {
        return Err(Error::new(format!("{} is cut off", tile_path(level, number, width))));
    }
    Ok(hashes[..width].to_vec())
}

/// The bundle with a number as bytes, up to the log's size.
fn bundle(path: &Path, number: u64, size: u64) -> Result<Vec<u8>, Error> {
    let entries = entries(path, number, size)?;
    Ok(entries
        .iter()
        .flat_map(|entry| (entry.len() as u16).to_be_bytes().into_iter().chain(entry.clone()))
        .collect())
}

/// The entries of the bundle with a number, in a log of a size.
pub fn entries(path: &Path, number: u64, size: u64) -> Result<Vec<Vec<u8>>, Error> {
    let width = (size - number * WIDTH as u64).min(WIDTH as u64) as usize;
    let bytes = read_at_least(path, width, |width| bundle_path(number, width))?;
    let cut = || Error::new(format!("{} is cut off", bundle_path(number, width)));
    let mut rest = bytes.as_slice();
    let mut entries = Vec::with_capacity(width);
    while entries.len() < width {
        let (length, after) = rest.split_first_chunk::<2>().ok_or_else(cut)?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (entry, after) = after.split_at_checked(length).ok_or_else(cut)?;
        entries.push(entry.to_vec());
        rest = after;
    }
    Ok(entries)
}

/// Reads a partial file, or the full one that took its place.
fn read_at_least(
    path: &Path,
    width: usize,
    name: impl Fn(usize) -> String,
) -> Result<Vec<u8>, Error> {
    for width in [width, WIDTH] {
        if let Some(bytes) = read_optional(&path.join(name(width)))? {
            return Ok(bytes);
        }
    }
    Err(Error::new(format!("{} is missing", name(width))))
}

fn read_optional(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) => Err(Error::io(format!("reading {}", path.display()), e)),
    }
}

fn tile_path(level: usize, number: u64, width: usize) -> String {
    format!("tile/{level}/{}", numbered(number, width))
}

fn bundle_path(number: u64, width: usize) -> String {
    format!("tile/entries/{}", numbered(number, width))
}

/// `x001/234` for 1234, and `x001/234.p/5` where it holds five.
fn numbered(number: u64, width: usize) -> String {
    let mut path = format!("{:03}", number % 1000);
    let mut rest = number / 1000;
    while rest > 0 {
        path = format!("x{:03}/{path}", rest % 1000);
        rest /= 1000;
    }
    if width < WIDTH { format!("{path}.p/{width}") } else { path }
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn paths_are_those_of_the_specification() {
        assert_eq!(numbered(0, 256), "000");
        assert_eq!(numbered(1_234_067, 256), "x001/x234/067");
        assert_eq!(numbered(67, 8), "067.p/8");
    }
}
