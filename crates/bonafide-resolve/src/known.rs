//! An index opened for reading: what is needed of it is read from its place, and nothing else.

use crate::draft::Draft;
use crate::keep::{FENCE, MARK_BYTES};
use bonafide_gather::Error;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// One index.
pub(crate) struct Known {
    fence: File,
    marks: File,
    holders: File,
    offsets: File,
    records: File,
    /// Its records.
    pub(crate) count: u64,
    /// The numbers of the model.
    pub(crate) numbers: Vec<f64>,
}

/// Where the holders of a mark are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The first; of a count without holders, the count.
    pub(crate) first: u64,
    pub(crate) holders: u32,
}

/// Names of the files of an index.
pub const FILES: [&str; 6] =
    ["index.fence", "index.marks", "index.holders", "index.offsets", "index.records", "index.head"];

impl Known {
    /// Opens the index in a folder.
    pub(crate) fn open(folder: &Path) -> Result<Known, Error> {
        let failed = |e: io::Error| {
            Error::new(
                format!("opening the index in {}; write it with resolve --index", folder.display()),
                e,
            )
        };
        let open = |at: usize| File::open(folder.join(FILES[at])).map_err(failed);
        let mut head = Vec::new();
        open(5)?.read_to_end(&mut head).map_err(failed)?;
        let mut words = head
            .chunks_exact(8)
            .map(|word| u64::from_le_bytes(word.try_into().expect("eight bytes were asked for")));
        let count = words.next().unwrap_or(0);
        let numbers = words.skip(1).map(f64::from_bits).collect();
        Ok(Known {
            fence: open(0)?,
            marks: open(1)?,
            holders: open(2)?,
            offsets: open(3)?,
            records: open(4)?,
            count,
            numbers,
        })
    }

    /// Where the holders of a mark are, if there are any.
    pub(crate) fn place(&mut self, hash: u64) -> io::Result<Option<Place>> {
        let fence = (hash >> 48) as usize % FENCE;
        let bounds = read_at(&mut self.fence, fence as u64 * 8, 16)?;
        let (start, end) = (number(&bounds[..8]), number(&bounds[8..]));
        let length = end.saturating_sub(start) as usize * MARK_BYTES;
        let marks = read_at(&mut self.marks, start * MARK_BYTES as u64, length)?;
        let found = marks.chunks_exact(MARK_BYTES).find(|mark| number(&mark[..8]) == hash);
        Ok(found
            .map(|mark| Place { first: number(&mark[8..16]), holders: number(&mark[16..]) as u32 }))
    }

    /// The holders at a place, at most so many.
    pub(crate) fn holders(&mut self, place: Place, most: usize) -> io::Result<Vec<u32>> {
        let length = (place.holders as usize).min(most) * 4;
        let bytes = read_at(&mut self.holders, place.first * 4, length)?;
        Ok(bytes.chunks_exact(4).map(|holder| number(holder) as u32).collect())
    }

    /// The person of a record, and what the record says.
    pub(crate) fn record(&mut self, at: u32) -> io::Result<(String, Draft)> {
        let bounds = read_at(&mut self.offsets, u64::from(at) * 8, 16)?;
        let (start, end) = (number(&bounds[..8]), number(&bounds[8..]));
        let bytes = read_at(&mut self.records, start, end.saturating_sub(start) as usize)?;
        Ok(serde_json::from_slice(&bytes)?)
    }
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

fn read_at(file: &mut File, offset: u64, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    file.seek(SeekFrom::Start(offset))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}
