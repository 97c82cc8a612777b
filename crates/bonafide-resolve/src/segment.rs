//! One file of an index: what its records say, who holds which mark, and how often a value is held,
//! laid out so that a reader needs a few places of it only.
//!
//! ```text
//! records   packed one after another
//! entries   by hash: hash 8, holders 4, how many of them follow 4, those 4 each
//! offsets   where each record begins, 8 each, and where the last ends
//! fence     where the entries of each first part of a hash begin, 8 each, and where the last end
//! numbers   of the model, 8 each; only where the file is the first of its index
//! footer    FOOTER: magic 8, then eight bytes each: records, offsets, fence, parts, numbers
//! ```
//!
//! All numbers are little-endian.

use crate::draft::Draft;
use crate::packed::{damaged, number, unpack};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

const MAGIC: &[u8; 8] = b"bonafid2";

/// Bytes of the footer.
const FOOTER: usize = 48;

/// Bytes of an entry before its holders.
const ENTRY: usize = 16;

/// Entries between two places of the fence, more or less.
const BETWEEN: u64 = 32;

/// Entries of one record, more or less.
const OF_RECORD: u64 = 40;

/// Most first parts of a hash, as bits: eight megabytes.
const PARTS_BITS_MAX: u32 = 20;

/// Files up to this many bytes are read at once, others where they are needed.
const WHOLE_BYTES: u64 = 64 << 10;

/// A file of an index while it is written: first all records, then all entries by their hash.
pub(crate) struct Writing<'a> {
    out: &'a mut dyn Write,
    written: u64,
    offsets: Vec<u64>,
    records: u64,
    parts_bits: u32,
    /// Bytes of the entries of each first part.
    parts: Vec<u64>,
}

impl<'a> Writing<'a> {
    /// Begins a file that will hold so many records.
    pub(crate) fn begin(records: u64, out: &'a mut dyn Write) -> Writing<'a> {
        let parts = (records * OF_RECORD / BETWEEN).max(1).next_power_of_two();
        let parts_bits = parts.trailing_zeros().min(PARTS_BITS_MAX);
        let parts = vec![0; 1 << parts_bits];
        Writing { out, written: 0, offsets: Vec::new(), records: 0, parts_bits, parts }
    }

    pub(crate) fn record(&mut self, packed: &[u8]) -> io::Result<()> {
        self.offsets.push(self.written);
        self.records += 1;
        self.put(packed)
    }

    /// One entry; hashes come in order. `holders` may be but some of `count`.
    pub(crate) fn entry(&mut self, hash: u64, count: u32, holders: &[u32]) -> io::Result<()> {
        if self.offsets.len() as u64 == self.records {
            self.offsets.push(self.written);
        }
        self.put(&hash.to_le_bytes())?;
        self.put(&count.to_le_bytes())?;
        self.put(&(holders.len() as u32).to_le_bytes())?;
        for holder in holders {
            self.put(&holder.to_le_bytes())?;
        }
        self.parts[part(hash, self.parts_bits)] += (ENTRY + holders.len() * 4) as u64;
        Ok(())
    }

    /// Writes what leads to the rest.
    pub(crate) fn end(mut self, numbers: &[f64]) -> io::Result<()> {
        if self.offsets.len() as u64 == self.records {
            self.offsets.push(self.written);
        }
        let offsets_at = self.written;
        let offsets = std::mem::take(&mut self.offsets);
        let mut begin = offsets.last().copied().unwrap_or(0);
        for offset in offsets {
            self.put(&offset.to_le_bytes())?;
        }
        let fence_at = self.written;
        let parts = std::mem::take(&mut self.parts);
        self.put(&begin.to_le_bytes())?;
        for bytes in parts {
            begin += bytes;
            self.put(&begin.to_le_bytes())?;
        }
        for number in numbers {
            self.put(&number.to_le_bytes())?;
        }
        self.put(MAGIC)?;
        let parts_bits = u64::from(self.parts_bits);
        for word in [self.records, offsets_at, fence_at, parts_bits, numbers.len() as u64] {
            self.put(&word.to_le_bytes())?;
        }
        Ok(())
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.written += bytes.len() as u64;
        self.out.write_all(bytes)
    }
}

fn part(hash: u64, bits: u32) -> usize {
    hash.checked_shr(u64::BITS - bits).unwrap_or(0) as usize
}

/// One file of an index, opened.
pub(crate) struct Segment {
    file: File,
    /// All of a small file.
    whole: Vec<u8>,
    pub(crate) records: u64,
    offsets_at: u64,
    fence_at: u64,
    parts_bits: u32,
    /// Numbers of the model, where it holds them.
    pub(crate) numbers: Vec<f64>,
}

/// Who holds a mark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Holders {
    /// How many.
    pub(crate) count: u32,
    /// Some of them, or all.
    pub(crate) some: Vec<u32>,
}

impl Segment {
    /// Opens a file.
    pub(crate) fn open(path: &Path) -> io::Result<Segment> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut whole = Vec::new();
        if length <= WHOLE_BYTES {
            file.read_to_end(&mut whole)?;
        }
        let (records, offsets_at, fence_at, parts_bits) = (0, 0, 0, 0);
        let numbers = Vec::new();
        let mut segment =
            Segment { file, whole, records, offsets_at, fence_at, parts_bits, numbers };
        let at = length.checked_sub(FOOTER as u64).ok_or_else(damaged)?;
        let footer = segment.read(at, FOOTER)?;
        if footer[..8] != MAGIC[..] {
            return Err(damaged());
        }
        let word = |place: usize| number(&footer[8 + place * 8..16 + place * 8]);
        [segment.records, segment.offsets_at, segment.fence_at] = [word(0), word(1), word(2)];
        segment.parts_bits = u32::try_from(word(3)).map_err(|_| damaged())?;
        let bytes = word(4).checked_mul(8).filter(|bytes| *bytes <= at).ok_or_else(damaged)?;
        let expected = segment.fence_at + ((1 << segment.parts_bits.min(40)) + 1) * 8 + bytes;
        if segment.parts_bits > PARTS_BITS_MAX || expected != at {
            return Err(damaged());
        }
        let numbers = segment.read(at - bytes, bytes as usize)?;
        segment.numbers = numbers.chunks_exact(8).map(|n| f64::from_bits(number(n))).collect();
        Ok(segment)
    }

    /// Who holds a mark; nobody, where it is not there.
    pub(crate) fn holders(&self, hash: u64) -> io::Result<Holders> {
        let place = self.fence_at + part(hash, self.parts_bits) as u64 * 8;
        let bounds = self.read(place, 16)?;
        let entries = self.span(&bounds)?;
        let mut rest = entries.as_slice();
        while let Some((head, behind)) = rest.split_at_checked(ENTRY) {
            let length = number(&head[12..]) as usize * 4;
            let (holders, behind) = behind.split_at_checked(length).ok_or_else(damaged)?;
            if number(&head[..8]) == hash {
                let some = holders.chunks_exact(4).map(|holder| number(holder) as u32).collect();
                return Ok(Holders { count: number(&head[8..12]) as u32, some });
            }
            rest = behind;
        }
        Ok(Holders::default())
    }

    /// The person of a record, and what the record says.
    pub(crate) fn record(&self, at: u32) -> io::Result<(String, Draft)> {
        if u64::from(at) >= self.records {
            return Err(damaged());
        }
        let bounds = self.read(self.offsets_at + u64::from(at) * 8, 16)?;
        unpack(&self.span(&bounds)?)
    }

    /// All records, packed, to be written again.
    pub(crate) fn each_record(
        &self,
        said: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<()> {
        let bytes = self.records.checked_add(1).and_then(|n| n.checked_mul(8));
        let bytes = bytes.filter(|bytes| *bytes <= self.fence_at).ok_or_else(damaged)?;
        let offsets = self.read(self.offsets_at, bytes as usize)?;
        let mut reader = BufReader::with_capacity(1 << 18, self.file.try_clone()?);
        reader.seek(SeekFrom::Start(number(&offsets[..8])))?;
        let mut packed = Vec::new();
        for bounds in (0..self.records as usize).map(|at| &offsets[at * 8..at * 8 + 16]) {
            packed.resize(self.length(bounds)?, 0);
            reader.read_exact(&mut packed)?;
            said(&packed)?;
        }
        Ok(())
    }

    /// All entries, in the order of their hashes.
    pub(crate) fn entries(&self) -> io::Result<Entries> {
        let begin = number(&self.read(self.fence_at, 8)?);
        let mut reader = BufReader::with_capacity(1 << 18, self.file.try_clone()?);
        reader.seek(SeekFrom::Start(begin))?;
        let left = self.offsets_at.checked_sub(begin).ok_or_else(damaged)?;
        Ok(Entries { reader, left })
    }

    fn length(&self, bounds: &[u8]) -> io::Result<usize> {
        let (start, end) = (number(&bounds[..8]), number(&bounds[8..]));
        let within = end <= self.offsets_at;
        end.checked_sub(start).filter(|_| within).map(|n| n as usize).ok_or_else(damaged)
    }

    fn span(&self, bounds: &[u8]) -> io::Result<Vec<u8>> {
        self.read(number(&bounds[..8]), self.length(bounds)?)
    }

    fn read(&self, at: u64, length: usize) -> io::Result<Vec<u8>> {
        if !self.whole.is_empty() {
            let found =
                (at as usize).checked_add(length).and_then(|end| self.whole.get(at as usize..end));
            return found.map(<[u8]>::to_vec).ok_or_else(damaged);
        }
        let mut bytes = vec![0; length];
        read_at(&self.file, at, &mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(unix)]
fn read_at(file: &File, at: u64, bytes: &mut [u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(not(unix))]
fn read_at(mut file: &File, at: u64, bytes: &mut [u8]) -> io::Result<()> {
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(bytes)
}

/// The entries of a file, one after another. Two files must not be gone through by one handle at a
/// time: handles of one file share their place.
pub(crate) struct Entries {
    reader: BufReader<File>,
    left: u64,
}

impl Entries {
    /// The next: its hash, and who holds it.
    pub(crate) fn next(&mut self) -> io::Result<Option<(u64, Holders)>> {
        if self.left == 0 {
            return Ok(None);
        }
        let mut head = [0; ENTRY];
        self.reader.read_exact(&mut head)?;
        let length = number(&head[12..]) * 4;
        let behind = self.left.checked_sub(ENTRY as u64 + length).ok_or_else(damaged)?;
        let mut holders = vec![0; length as usize];
        self.reader.read_exact(&mut holders)?;
        self.left = behind;
        let some = holders.chunks_exact(4).map(|holder| number(holder) as u32).collect();
        let count = number(&head[8..12]) as u32;
        Ok(Some((number(&head[..8]), Holders { count, some })))
    }
}

#[cfg(test)]
mod tests {
    use super::{Holders, Segment, Writing};
    use crate::draft::Draft;
    use crate::packed::pack;

    #[test]
    fn what_was_written_is_found() {
        for records in [1_u32, 5, 3_000] {
            let place = tempfile::tempdir().expect("a folder");
            let path = place.path().join("index");
            let mut bytes = Vec::new();
            let mut writing = Writing::begin(u64::from(records), &mut bytes);
            for at in 0..records {
                let mut packed = Vec::new();
                pack(&format!("P-{at}"), &Draft::default(), &mut packed);
                writing.record(&packed).expect("room");
            }
            let hash = |at: u32| u64::from(at) << 50;
            for at in 0..records {
                writing.entry(hash(at), at + 9, &[at]).expect("room");
            }
            writing.end(&[0.5]).expect("room");
            std::fs::write(&path, &bytes).expect("room");
            let segment = Segment::open(&path).expect("an index");
            assert_eq!((segment.records, &segment.numbers[..]), (u64::from(records), &[0.5][..]));
            for at in 0..records {
                let want = Holders { count: at + 9, some: vec![at] };
                assert_eq!(segment.holders(hash(at)).expect("whole"), want);
                assert_eq!(segment.record(at).expect("whole").0, format!("P-{at}"));
            }
            assert_eq!(segment.holders(77).expect("whole"), Holders::default());
            assert!(segment.record(records).is_err());
            let mut entries = segment.entries().expect("whole");
            let mut count = 0;
            while entries.next().expect("whole").is_some() {
                count += 1;
            }
            assert_eq!(count, records);
            for cut in [0, 7, bytes.len() / 2, bytes.len() - 1] {
                std::fs::write(&path, &bytes[..cut]).expect("room");
                assert!(Segment::open(&path).is_err(), "{cut}");
            }
        }
    }
}
