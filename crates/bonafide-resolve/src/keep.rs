//! Writes what later records are added to: who holds which mark, what each record says, and the
//! model, in files of which a reader needs a few places only.
//!
//! Marks are sorted by hash, so that one is found by its first 16 bits and a short search; holders,
//! records and how often a value is held lie beside. All numbers are little-endian.

use crate::cluster::Clusters;
use crate::mark::{marks as marks_of, mix};
use crate::model::Model;
use crate::outputs::person_id;
use crate::people::People;
use bonafide_gather::{Buckets, Error};
use std::io::Write;
use xxhash_rust::xxh3::xxh3_64;

/// Where the parts of an index are written to.
pub struct Kept<'a> {
    /// Where in `marks` each of the 65,536 first parts of a hash begins.
    pub fence: &'a mut dyn Write,
    /// Hash, first of the holders, and their number, 20 bytes each.
    pub marks: &'a mut dyn Write,
    /// Numbers of records, four bytes each.
    pub holders: &'a mut dyn Write,
    /// Where in `records` each record begins, eight bytes each, and where the last ends.
    pub offsets: &'a mut dyn Write,
    /// The records.
    pub records: &'a mut dyn Write,
    /// Number of records and of marks, and the numbers of the model, eight bytes each.
    pub head: &'a mut dyn Write,
}

/// Bytes of one mark in its file.
pub(crate) const MARK_BYTES: usize = 20;

/// First parts of a hash.
pub(crate) const FENCE: usize = 1 << 16;

/// The hash under which it is kept how many hold a value.
pub(crate) fn held_hash(comparison: u8, text: &str) -> u64 {
    mix(xxh3_64(text.as_bytes()) ^ u64::from(comparison + 64) << 56)
}

/// The hash under which the records of a person are found.
pub(crate) fn person_hash(id: &str) -> u64 {
    mix(xxh3_64(id.as_bytes()) ^ 0xFF << 56)
}

/// Writes everything. `person_of` is the person of each record.
pub(crate) fn keep(
    people: &People,
    model: &Model,
    person_of: &[String],
    memory: usize,
    out: &mut Kept<'_>,
) -> Result<(), Error> {
    let failed = |e| Error::new("writing the index", e);
    let mut gathered = Buckets::new(memory);
    let mut found = Vec::new();
    for (at, person) in people.persons.iter().enumerate() {
        marks_of(people, person, &mut found);
        let own = person_hash(&person_of[at]);
        let keys = found.iter().map(|mark| mark.hash).chain([own]);
        gathered.add(at as u32, keys)?;
    }
    // How many hold a value is a mark without holders; the number stands in place of the first.
    let mut held: Vec<(u64, u64)> = Vec::new();
    model.each_held(people, &mut |c, text, holders| held.push((held_hash(c, text), holders)));
    held.sort_unstable();
    let mut held = held.into_iter().peekable();
    let (mut fence, mut marks, mut holders) = (vec![0_u64; FENCE + 1], 0_u64, 0_u64);
    let in_order = |entries: Vec<(u64, u32)>| entries;
    gathered.each(1, in_order, |entries| {
        let mut write = |hash: u64, first: u64, who: &[u32]| {
            fence[(hash >> 48) as usize + 1] += 1;
            marks += 1;
            out.marks.write_all(&hash.to_le_bytes())?;
            out.marks.write_all(&first.to_le_bytes())?;
            out.marks.write_all(&(who.len() as u32).to_le_bytes())
        };
        for group in entries.chunk_by(|a, b| a.0 == b.0) {
            let hash = group[0].0;
            while let Some((other, count)) = held.next_if(|(other, _)| *other < hash) {
                write(other, count, &[]).map_err(failed)?;
            }
            let who: Vec<u32> = group.iter().map(|(_, at)| *at).collect();
            write(hash, holders, &who).map_err(failed)?;
            holders += who.len() as u64;
            for at in who {
                out.holders.write_all(&at.to_le_bytes()).map_err(failed)?;
            }
        }
        Ok(())
    })?;
    // What stands behind the last mark with holders.
    for (hash, count) in held {
        fence[(hash >> 48) as usize + 1] += 1;
        marks += 1;
        let mark = [&hash.to_le_bytes()[..], &count.to_le_bytes(), &0_u32.to_le_bytes()].concat();
        out.marks.write_all(&mark).map_err(failed)?;
    }
    for at in 0..FENCE {
        fence[at + 1] += fence[at];
    }
    for start in fence {
        out.fence.write_all(&start.to_le_bytes()).map_err(failed)?;
    }
    write_records(people, person_of, out).map_err(failed)?;
    let numbers = model.numbers();
    out.head.write_all(&(people.persons.len() as u64).to_le_bytes()).map_err(failed)?;
    out.head.write_all(&marks.to_le_bytes()).map_err(failed)?;
    for number in numbers {
        out.head.write_all(&number.to_le_bytes()).map_err(failed)?;
    }
    Ok(())
}

fn write_records(people: &People, person_of: &[String], out: &mut Kept<'_>) -> std::io::Result<()> {
    let mut offset = 0_u64;
    for (at, person) in person_of.iter().enumerate() {
        out.offsets.write_all(&offset.to_le_bytes())?;
        let record = serde_json::to_vec(&(person, people.draft(at as u32)))?;
        out.records.write_all(&record)?;
        offset += record.len() as u64;
    }
    out.offsets.write_all(&offset.to_le_bytes())
}

/// The person of every record.
pub(crate) fn person_of(people: &People, found: &Clusters) -> Vec<String> {
    let mut of: Vec<String> =
        (0..people.persons.len() as u32).map(|at| person_id(people, at)).collect();
    for members in &found.members {
        let id = of[members[0] as usize].clone();
        for member in members {
            of[*member as usize].clone_from(&id);
        }
    }
    of
}
