//! Who holds which key: gathered in buckets, in memory as long as they fit, then in a file.
//!
//! All holders of one key fall into one bucket, so that buckets are sorted and grouped one by one
//! (partitioning as in a grace hash join), and memory holds no more than a few of them at a time.

use crate::{Error, ordered::in_order};
use bonafide_linkage::{Groups, Key};
use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};

/// Number of buckets, 256 for each kind: of a hundred million keys, most of them passages, one
/// holds some five megabytes.
const BUCKETS: usize = 4_096;

/// Bytes of one entry: a key and an application.
const ENTRY_BYTES: usize = 12;

/// The index while it is filled.
pub(crate) struct KeyIndex {
    buckets: Vec<Bucket>,
    limit: usize,
    in_memory: usize,
    file: Option<File>,
    written: u64,
}

#[derive(Default)]
struct Bucket {
    keys: Vec<Key>,
    applications: Vec<u32>,
    /// Where parts of it lie in the file: offset and number of entries.
    parts: Vec<(u64, usize)>,
}

impl KeyIndex {
    /// An index that holds so many bytes in memory.
    pub(crate) fn new(limit: usize) -> KeyIndex {
        let buckets = (0..BUCKETS).map(|_| Bucket::default()).collect();
        KeyIndex { buckets, limit, in_memory: 0, file: None, written: 0 }
    }

    /// Adds the keys of an application.
    pub(crate) fn add(&mut self, application: u32, keys: &[Key]) -> Result<(), Error> {
        for key in keys {
            let bucket = &mut self.buckets[bucket_of(*key)];
            bucket.keys.push(*key);
            bucket.applications.push(application);
        }
        self.in_memory += keys.len() * ENTRY_BYTES;
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
        for bucket in &mut self.buckets {
            let count = bucket.keys.len();
            for (key, application) in bucket.keys.iter().zip(&bucket.applications) {
                writer.write_all(&key.0.to_le_bytes())?;
                writer.write_all(&application.to_le_bytes())?;
            }
            bucket.parts.push((self.written, count));
            self.written += (count * ENTRY_BYTES) as u64;
            bucket.keys = Vec::new();
            bucket.applications = Vec::new();
        }
        self.in_memory = 0;
        writer.flush()
    }

    /// The values that more than one application holds.
    pub(crate) fn into_groups(self, threads: usize) -> Result<Groups, Error> {
        let mut file = self.file;
        let mut buckets = self.buckets.into_iter();
        let mut failure = None;
        let mut groups = Groups::default();
        in_order(
            threads,
            || {
                let loaded = load(buckets.next()?, file.as_mut());
                loaded.map_err(|e| failure = Some(e)).ok()
            },
            |mut pairs: Vec<(Key, u32)>| {
                pairs.sort_unstable();
                let mut groups = Groups::default();
                groups.add_sorted(&pairs);
                groups
            },
            |part| {
                groups.append(part);
                Ok::<(), Error>(())
            },
        )?;
        match failure {
            Some(e) => Err(Error::new("reading keys from a temporary file", e)),
            None => Ok(groups),
        }
    }
}

/// Kind and first bits of the hash, so that buckets follow each other as their keys do: groups are
/// searched by key.
fn bucket_of(key: Key) -> usize {
    (key.0 >> 51) as usize % BUCKETS
}

fn load(bucket: Bucket, file: Option<&mut File>) -> std::io::Result<Vec<(Key, u32)>> {
    let mut pairs: Vec<(Key, u32)> = bucket.keys.into_iter().zip(bucket.applications).collect();
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

fn entry(bytes: &[u8]) -> (Key, u32) {
    let (key, application) = bytes.split_at(8);
    (
        Key(u64::from_le_bytes(key.try_into().expect("an entry begins with eight bytes"))),
        u32::from_le_bytes(application.try_into().expect("an entry ends with four bytes")),
    )
}

#[cfg(test)]
mod tests {
    use super::KeyIndex;
    use bonafide_linkage::{Groups, Key, Kind};

    fn groups(limit: usize) -> Groups {
        let mut index = KeyIndex::new(limit);
        for application in 0..5_000_u32 {
            let phone = Key::new(Kind::Phone, &(application / 2).to_string());
            let email = Key::new(Kind::Email, &application.to_string());
            index.add(application, &[phone, email]).expect("a temporary file");
        }
        index.into_groups(2).expect("a temporary file")
    }

    #[test]
    fn spilling_changes_nothing() {
        let (in_memory, spilled) = (groups(usize::MAX), groups(1_000));
        assert_eq!(in_memory.len(), 2_500);
        assert!(in_memory.iter().eq(spilled.iter()));
    }

    #[test]
    fn the_holders_of_every_shared_value_are_found_by_its_key() {
        let groups = groups(usize::MAX);
        for (key, holders) in groups.iter() {
            assert_eq!(groups.holders(key), holders);
        }
    }
}
