//! Who holds which key: gathered in buckets, in memory as long as they fit, then in a file.
//!
//! All holders of one key fall into one bucket, so that buckets are sorted and grouped one by one
//! (partitioning as in a grace hash join), and memory holds no more than a few of them at a time.

use crate::{Error, ordered::in_order};
use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};

/// How many of a key's upper bits name its bucket. Where the uppermost five say a kind, each kind
/// has 128 buckets, and at a hundred million keys of one kind a bucket holds ten megabytes.
const BUCKET_BITS: u32 = 12;

/// Number of buckets.
const BUCKETS: usize = 1 << BUCKET_BITS;

/// Bytes of one entry: a key and its holder.
const ENTRY_BYTES: usize = 12;

/// Keys with their holders, while they are gathered.
pub struct Buckets {
    all: Vec<Bucket>,
    limit: usize,
    in_memory: usize,
    file: Option<File>,
    written: u64,
}

#[derive(Default)]
struct Bucket {
    keys: Vec<u64>,
    holders: Vec<u32>,
    /// Where parts of it lie in the file: offset and number of entries.
    parts: Vec<(u64, usize)>,
}

impl Buckets {
    /// Buckets that hold so many bytes in memory.
    pub fn new(limit: usize) -> Buckets {
        let all = (0..BUCKETS).map(|_| Bucket::default()).collect();
        Buckets { all, limit, in_memory: 0, file: None, written: 0 }
    }

    /// Adds the keys that one holder has.
    pub fn add(&mut self, holder: u32, keys: impl IntoIterator<Item = u64>) -> Result<(), Error> {
        self.add_pairs(keys.into_iter().map(|key| (key, holder)))
    }

    /// Adds keys, each with its holder.
    pub fn add_pairs(&mut self, pairs: impl IntoIterator<Item = (u64, u32)>) -> Result<(), Error> {
        let mut added = 0;
        for (key, holder) in pairs {
            let bucket = &mut self.all[bucket_of(key)];
            bucket.keys.push(key);
            bucket.holders.push(holder);
            added += ENTRY_BYTES;
        }
        self.in_memory += added;
        if self.in_memory > self.limit {
            self.spill().map_err(|e| {
                Error::new("writing keys to a temporary file; free space or set TMPDIR", e)
            })?;
        }
        Ok(())
    }

    fn spill(&mut self) -> std::io::Result<()> {
        if self.file.is_none() {
            self.file = Some(tempfile::tempfile()?);
        }
        let Some(file) = &mut self.file else {
            return Ok(());
        };
        let mut writer = BufWriter::with_capacity(1 << 20, file);
        for bucket in &mut self.all {
            let count = bucket.keys.len();
            for (key, holder) in bucket.keys.iter().zip(&bucket.holders) {
                writer.write_all(&key.to_le_bytes())?;
                writer.write_all(&holder.to_le_bytes())?;
            }
            bucket.parts.push((self.written, count));
            self.written += (count * ENTRY_BYTES) as u64;
            bucket.keys = Vec::new();
            bucket.holders = Vec::new();
        }
        self.in_memory = 0;
        writer.flush()
    }

    /// Hands every bucket, sorted by key and holder, to `work` on the threads, and what it makes
    /// of them to `consume`, in the order of the keys.
    pub fn each<U: Send>(
        self,
        threads: usize,
        work: impl Fn(Vec<(u64, u32)>) -> U + Sync,
        consume: impl FnMut(U) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut file = self.file;
        let mut buckets = self.all.into_iter();
        let mut failure = None;
        in_order(
            threads,
            || {
                let loaded = load(buckets.next()?, file.as_mut());
                loaded.map_err(|e| failure = Some(e)).ok()
            },
            |mut pairs: Vec<(u64, u32)>| {
                pairs.sort_unstable();
                work(pairs)
            },
            consume,
        )?;
        match failure {
            Some(e) => Err(Error::new("reading keys from a temporary file", e)),
            None => Ok(()),
        }
    }
}

/// By the upper bits, so that the buckets follow each other as their keys do.
fn bucket_of(key: u64) -> usize {
    (key >> (u64::BITS - BUCKET_BITS)) as usize
}

fn load(bucket: Bucket, file: Option<&mut File>) -> std::io::Result<Vec<(u64, u32)>> {
    let mut pairs: Vec<(u64, u32)> = bucket.keys.into_iter().zip(bucket.holders).collect();
    if let Some(file) = file {
        for (offset, count) in bucket.parts {
            let mut bytes = vec![0; count * ENTRY_BYTES];
            file.seek(SeekFrom::Start(offset))?;
            file.read_exact(&mut bytes)?;
            pairs.extend(bytes.chunks_exact(ENTRY_BYTES).map(entry));
        }
    }
    Ok(pairs)
}

fn entry(bytes: &[u8]) -> (u64, u32) {
    let (key, holder) = bytes.split_at(8);
    (
        u64::from_le_bytes(key.try_into().expect("an entry begins with eight bytes")),
        u32::from_le_bytes(holder.try_into().expect("an entry ends with four bytes")),
    )
}

#[cfg(test)]
mod tests {
    use super::Buckets;

    fn shared(limit: usize) -> Vec<(u64, u32)> {
        let mut buckets = Buckets::new(limit);
        for holder in 0..5_000_u32 {
            let keys = [u64::from(holder / 2) << 52, u64::from(holder) << 20 | 1];
            buckets.add(holder, keys).expect("a temporary file");
        }
        let mut all = Vec::new();
        let groups = |pairs: Vec<(u64, u32)>| -> Vec<(u64, u32)> {
            pairs.chunk_by(|a, b| a.0 == b.0).filter(|g| g.len() > 1).flatten().copied().collect()
        };
        let append = |mut part: Vec<(u64, u32)>| {
            all.append(&mut part);
            Ok(())
        };
        buckets.each(2, groups, append).expect("a temporary file");
        all
    }

    #[test]
    fn spilling_changes_nothing_and_keys_come_in_order() {
        let (in_memory, spilled) = (shared(usize::MAX), shared(1_000));
        assert_eq!(in_memory.len(), 5_000);
        assert!(in_memory.is_sorted());
        assert_eq!(in_memory, spilled);
    }
}
