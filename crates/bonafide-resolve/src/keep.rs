//! Writes what later records are added to: what each record says, who holds which mark, how often
//! each value is held, and the model.

use crate::cluster::Clusters;
use crate::mark::{Mark, marks as marks_of, mix};
use crate::outputs::person_id;
use crate::packed::pack;
use crate::people::People;
use crate::rarity::Rarity;
use crate::segment::{Entries, Segment, Writing};
use bonafide_gather::{Buckets, Error};
use std::io::{self, Write};
use xxhash_rust::xxh3::xxh3_64;

/// Holders beyond which a mark is not looked into: two such would be no key either.
pub(crate) const MANY: usize = 4_096;

/// The hash under which it is kept how many hold a value.
pub(crate) fn held_hash(comparison: u8, text: &str) -> u64 {
    mix(xxh3_64(text.as_bytes()) ^ u64::from(comparison + 64) << 56)
}

/// The hash under which the records of a person are found.
pub(crate) fn person_hash(id: &str) -> u64 {
    mix(xxh3_64(id.as_bytes()) ^ 0xFF << 56)
}

/// The marks of a record by which others meet it.
pub(crate) fn own_marks(people: &People, at: u32, found: &mut Vec<Mark>) {
    marks_of(people, &people.persons[at as usize], found);
    found.retain(|mark| !mark.kind.is_coarse());
}

/// Writes everything. `person_of` is the person of each record; without `numbers`, an addition.
pub(crate) fn keep(
    people: &People,
    rarity: &Rarity,
    person_of: &[String],
    numbers: &[f64],
    memory: usize,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let failed = |e| Error::new("writing the index", e);
    let mut writing = Writing::begin(people.persons.len() as u64, out);
    let mut gathered = Buckets::new(memory);
    let (mut found, mut packed) = (Vec::new(), Vec::new());
    for (at, person) in person_of.iter().enumerate() {
        let at = at as u32;
        packed.clear();
        pack(person, &people.draft(at), &mut packed);
        writing.record(&packed).map_err(failed)?;
        own_marks(people, at, &mut found);
        let keys = found.iter().map(|mark| mark.hash).chain([person_hash(person)]);
        gathered.add(at, keys)?;
    }
    // How many hold a value is a mark without holders.
    let mut held: Vec<(u64, u32)> = Vec::new();
    rarity.each_held(people, &mut |c, text, holders| {
        held.push((held_hash(c, text), holders as u32));
    });
    held.sort_unstable();
    let mut held = held.into_iter().peekable();
    gathered.each(
        1,
        |entries: Vec<(u64, u32)>| entries,
        |entries| {
            for group in entries.chunk_by(|a, b| a.0 == b.0) {
                let hash = group[0].0;
                while let Some((other, count)) = held.next_if(|(other, _)| *other < hash) {
                    writing.entry(other, count, &[]).map_err(failed)?;
                }
                let all = group.iter().map(|(_, at)| *at);
                write(&mut writing, hash, group.len() as u32, all).map_err(failed)?;
            }
            Ok(())
        },
    )?;
    for (hash, count) in held {
        writing.entry(hash, count, &[]).map_err(failed)?;
    }
    writing.end(numbers).map_err(failed)
}

/// Writes an entry: those who hold it, unless they are too many to be looked into.
fn write(
    writing: &mut Writing<'_>,
    hash: u64,
    count: u32,
    holders: impl Iterator<Item = u32>,
) -> io::Result<()> {
    let holders: Vec<u32> = if count as usize > MANY { Vec::new() } else { holders.collect() };
    writing.entry(hash, count, &holders)
}

/// Writes the files of several additions as one, the records of the first before those of the next.
pub(crate) fn merge(segments: &[Segment], out: &mut dyn Write) -> io::Result<()> {
    let records = segments.iter().map(|segment| segment.records).sum();
    let mut writing = Writing::begin(records, out);
    let mut starts = Vec::new();
    let mut start = 0;
    for segment in segments {
        segment.each_record(&mut |packed| writing.record(packed))?;
        starts.push(start as u32);
        start += segment.records;
    }
    let mut entries = segments.iter().map(Segment::entries).collect::<io::Result<Vec<_>>>()?;
    let mut heads = entries.iter_mut().map(Entries::next).collect::<io::Result<Vec<_>>>()?;
    while let Some(hash) = heads.iter().flatten().map(|(hash, _)| *hash).min() {
        let (mut count, mut holders) = (0_u32, Vec::new());
        for (at, head) in heads.iter_mut().enumerate() {
            if let Some((_, held)) = head.take_if(|(other, _)| *other == hash) {
                count = count.saturating_add(held.count);
                holders.extend(held.some.iter().map(|holder| holder + starts[at]));
                *head = entries[at].next()?;
            }
        }
        write(&mut writing, hash, count, holders.into_iter())?;
    }
    writing.end(&[])
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
