//! A result that records can be added to: the index beside it, and a file for each addition.
//!
//! Additions are kept as a log-structured merge tree is (O'Neil and others 1996): each is a small
//! file of its own, and where eight of about one size stand side by side they become one, so that
//! few files are looked into however many additions there were, and no addition writes the large
//! index again.

use crate::keep::{keep, merge};
use crate::onto::Addition;
use crate::outputs;
use crate::segment::Segment;
use bonafide_gather::Error;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Name of the file of an index, in the folder of the result.
pub const INDEX_FILE: &str = "people.index";

/// The folder of additions, in that of the result, and in it that of their indexes.
const ADDED: &str = "added";
const INDEXES: &str = "index";

/// Files of about one size that become one.
const TOGETHER: usize = 8;

/// An index that is open; no other process adds to it meanwhile.
pub struct Index {
    folder: PathBuf,
    /// The index of the result, then those of additions.
    pub(crate) segments: Vec<Segment>,
    /// First and last addition of each segment but the first.
    spans: Vec<(u64, u64)>,
    /// Held as long as the index is open.
    _lock: File,
}

impl Index {
    /// Opens the index in the folder of a result; waits while another process adds to it.
    pub fn open(folder: &Path) -> Result<Index, Error> {
        let failed = |e| {
            let hint = "write it with resolve --index";
            Error::new(format!("opening the index in {}; {hint}", folder.display()), e)
        };
        let first = Segment::open(&folder.join(INDEX_FILE)).map_err(failed)?;
        let folder = folder.join(ADDED);
        Index::with(first, folder).map_err(failed)
    }

    fn with(first: Segment, folder: PathBuf) -> io::Result<Index> {
        let indexes = folder.join(INDEXES);
        fs::create_dir_all(&indexes)?;
        let lock = File::create(folder.join(".lock"))?;
        lock.lock()?;
        let mut spans: Vec<(u64, u64)> = Vec::new();
        for entry in fs::read_dir(&indexes)? {
            let name = entry?.file_name();
            spans.extend(name.to_str().and_then(span));
        }
        spans.sort_unstable_by_key(|(first, last)| (*first, u64::MAX - last));
        let mut index = Index { folder, segments: vec![first], spans: Vec::new(), _lock: lock };
        for span in spans {
            let path = index.path_of(span);
            if index.spans.last().is_some_and(|(_, last)| span.0 <= *last) {
                // It became part of a larger one, and was not removed before the power failed.
                fs::remove_file(path)?;
                continue;
            }
            index.segments.push(Segment::open(&path)?);
            index.spans.push(span);
        }
        Ok(index)
    }

    /// Keeps an addition: what became of each record, and its index. Returns where the former is.
    pub fn keep(&mut self, addition: &Addition, memory: usize) -> Result<PathBuf, Error> {
        let number = self.spans.last().map_or(1, |(_, last)| last + 1);
        let failed = |e| Error::new("keeping what was added", e);
        let path = self.folder.join(format!("{number:09}.jsonl"));
        whole(&path, |out| addition.added.iter().try_for_each(|one| outputs::added(one, out)))?;
        if !addition.unread.is_empty() {
            let path = self.folder.join(format!("{number:09}.unread.jsonl"));
            whole(&path, |out| {
                addition.unread.iter().try_for_each(|row| outputs::unread(row, out))
            })?;
        }
        let span = (number, number);
        let person_of: Vec<String> = addition.added.iter().map(|one| one.person.clone()).collect();
        whole(&self.path_of(span), |out| {
            keep(&addition.people, &addition.rarity, &person_of, &[], memory, out)
        })?;
        self.segments.push(Segment::open(&self.path_of(span)).map_err(failed)?);
        self.spans.push(span);
        self.settle()?;
        Ok(path)
    }

    /// Puts the last files together where eight or more of about one size stand side by side.
    fn settle(&mut self) -> Result<(), Error> {
        let failed = |e| Error::new("putting additions together", e);
        let sizes = |segment: &Segment| segment.records.max(1).ilog2() / TOGETHER.ilog2();
        let sizes: Vec<u32> = self.segments[1..].iter().map(sizes).collect();
        let run = |most: u32| sizes.iter().rev().take_while(|size| **size <= most).count();
        let highest = sizes.iter().copied().max().unwrap_or(0);
        let Some(run) = (0..=highest).map(run).rfind(|run| *run >= TOGETHER) else {
            return Ok(());
        };
        let start = self.spans.len() - run;
        let span = (self.spans[start].0, self.spans[self.spans.len() - 1].1);
        let path = self.path_of(span);
        whole(&path, |out| merge(&self.segments[start + 1..], out).map_err(failed))?;
        for old in self.spans.drain(start..).collect::<Vec<_>>() {
            fs::remove_file(self.path_of(old)).map_err(failed)?;
        }
        self.segments.truncate(start + 1);
        self.segments.push(Segment::open(&path).map_err(failed)?);
        self.spans.push(span);
        Ok(())
    }

    fn path_of(&self, (first, last): (u64, u64)) -> PathBuf {
        self.folder.join(INDEXES).join(format!("{first:09}-{last:09}"))
    }
}

/// First and last addition, as the name of a file says them.
fn span(name: &str) -> Option<(u64, u64)> {
    let (first, last) = name.split_once('-')?;
    Some((first.parse().ok()?, last.parse().ok()?))
}

/// Writes a file that is complete or absent.
fn whole(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
) -> Result<(), Error> {
    let failed = |e| Error::new(format!("writing {}", path.display()), e);
    let aside = path.with_extension("unfinished");
    let mut out = BufWriter::with_capacity(1 << 16, File::create(&aside).map_err(failed)?);
    write(&mut out)?;
    out.flush().map_err(failed)?;
    out.get_ref().sync_all().map_err(failed)?;
    fs::rename(&aside, path).map_err(failed)
}
