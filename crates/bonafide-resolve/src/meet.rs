//! Which records are compared: those that meet by a key, each pair once, at a bounded cost.

use crate::mark::{Mark, marks, mix, together};
use crate::people::{People, Space};
use bonafide_gather::{Buckets, Error, in_order};
use rustc_hash::FxHashMap;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// Records in one piece of work.
const PIECE: usize = 8_192;

/// What was too common to be looked at in full.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skew {
    /// Blocks larger than the bound: cut by further marks, or not made at all, where chance alone
    /// would fill them.
    pub blocks: u64,
    /// Records in the largest of them, at the most.
    pub largest: u64,
}

/// Blocks that are not made, by key, with the most records that each could have had.
type NotMade = FxHashMap<u64, u64>;

/// Pairs that meet, gathered in buckets, with a sample of them to learn from.
pub(crate) struct Met {
    /// Key: both records as [`PairKey`] writes them; holder: the comparisons their key foretells.
    pub(crate) pairs: Buckets,
    /// Some of them, with the comparisons that the key foretells.
    pub(crate) sample: Vec<(u32, u32, u32)>,
    pub(crate) skew: Skew,
}

/// Two records as one key that ascends as the pairs do. Buckets are told apart by a key's first
/// bits: the smaller record's number stands as far to the left as the list's length allows, or all
/// pairs would fall into one bucket, and be worked on by one core.
#[derive(Clone, Copy)]
pub(crate) struct PairKey {
    free: u32,
}

impl PairKey {
    /// Keys of a list of so many records.
    pub(crate) fn of(records: usize) -> PairKey {
        let last = u32::try_from(records).expect("records are numbered in 32 bits");
        PairKey { free: last.leading_zeros().min(31) }
    }

    fn write(self, a: u32, b: u32) -> u64 {
        u64::from(a) << (32 + self.free) | u64::from(b)
    }

    /// The records of a key, the smaller number first.
    pub(crate) fn read(self, key: u64) -> (u32, u32) {
        ((key >> (32 + self.free)) as u32, key as u32)
    }
}

/// How much is looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// Most records of one block of which every pair is compared.
    pub(crate) block: usize,
    /// One of so many pairs is learned from.
    pub(crate) sample: u64,
    /// Keys by which a pair must meet to be compared: among very many records, one alone is what
    /// chance brings, and records of one person mostly meet by several.
    pub(crate) keys: usize,
}

impl Bounds {
    /// Bounds for so many records: the more there are, the less each block may cost.
    pub(crate) fn of(records: usize) -> Bounds {
        /// Comparisons that a run may cost, more or less: some seconds.
        const WORK: usize = 8_000_000;
        /// Records beyond which one shared key is too little.
        const MANY: usize = 200_000;
        /// Pairs to learn from, more or less.
        const SAMPLE: u64 = 200_000;
        let block = (WORK / records.max(1)).clamp(10, 60);
        let keys = if records <= MANY { 1 } else { 2 };
        Bounds { block, sample: (records as u64 * 20).div_ceil(SAMPLE), keys }
    }
}

/// How many hold each mark; marks of one place are counted together, which only counts too many.
struct MarkCounts {
    counts: Vec<AtomicU32>,
    shift: u32,
}

impl MarkCounts {
    fn of(&self, mark: Mark) -> usize {
        self.counts[(mark.hash >> self.shift) as usize].load(Ordering::Relaxed) as usize
    }
}

/// Which keys were said once and which again, each two bits.
struct SaidTwice {
    once: Vec<AtomicU64>,
    again: Vec<AtomicU64>,
    shift: u32,
}

impl SaidTwice {
    fn new(keys: usize) -> SaidTwice {
        let places = (keys * 6).next_power_of_two().max(1 << 12);
        let words = || (0..places / 64).map(|_| AtomicU64::new(0)).collect();
        SaidTwice { once: words(), again: words(), shift: 64 - places.trailing_zeros() }
    }

    fn say(&self, key: u64) {
        let place = (key >> self.shift) as usize;
        let bit = 1 << (place % 64);
        if self.once[place / 64].fetch_or(bit, Ordering::Relaxed) & bit != 0 {
            self.again[place / 64].fetch_or(bit, Ordering::Relaxed);
        }
    }

    fn twice(&self, key: u64) -> bool {
        let place = (key >> self.shift) as usize;
        self.again[place / 64].load(Ordering::Relaxed) & (1 << (place % 64)) != 0
    }
}

/// Lets records meet. Only pairs with a record from `first_new` on are of interest.
pub(crate) fn meet(people: &People, threads: usize, memory: usize) -> Result<Met, Error> {
    let bounds = Bounds::of(people.persons.len());
    let counts = count(people, threads)?;
    let said = SaidTwice::new(people.persons.len() * 16);
    pieces(
        people,
        threads,
        |range| {
            each_key(people, range, &counts, bounds, &mut |key, _| said.say(key), &mut |_, _| {});
        },
        |()| Ok(()),
    )?;
    let mut keys = Buckets::new(memory / 2);
    let emit = |range: std::ops::Range<usize>| {
        let (mut found, mut not_made) = (Vec::new(), NotMade::default());
        let mut take = |key, at| {
            if said.twice(key) {
                found.push((key, at));
            }
        };
        let mut leave = |key, most| {
            not_made.insert(key, most);
        };
        each_key(people, range, &counts, bounds, &mut take, &mut leave);
        (found, not_made)
    };
    let mut not_made = NotMade::default();
    pieces(people, threads, emit, |(found, some)| {
        not_made.extend(some);
        keys.add_pairs(found)
    })?;
    drop((said, counts));
    let mut met =
        Met { pairs: Buckets::new(memory / 2), sample: Vec::new(), skew: skew(&not_made) };
    keys.each(
        threads,
        |entries| blocks(people, &entries, bounds),
        |part| {
            met.skew.blocks += part.skew.blocks;
            met.skew.largest = met.skew.largest.max(part.skew.largest);
            met.sample.extend(part.sample);
            met.pairs.add_pairs(part.pairs)
        },
    )?;
    Ok(met)
}

/// What was not looked at, before anything was.
fn skew(not_made: &NotMade) -> Skew {
    let largest = not_made.values().copied().max().unwrap_or_default();
    Skew { blocks: not_made.len() as u64, largest }
}

/// Works on all records in pieces, and takes the results in their order.
pub(crate) fn pieces<U: Send>(
    people: &People,
    threads: usize,
    work: impl Fn(std::ops::Range<usize>) -> U + Sync,
    consume: impl FnMut(U) -> Result<(), Error>,
) -> Result<(), Error> {
    let all = people.persons.len();
    let mut starts = (0..all).step_by(PIECE);
    in_order(threads, || starts.next().map(|at| at..(at + PIECE).min(all)), work, consume)
}

fn count(people: &People, threads: usize) -> Result<MarkCounts, Error> {
    let places = (people.persons.len() * 8).next_power_of_two().max(1 << 12);
    let counts = MarkCounts {
        counts: (0..places).map(|_| AtomicU32::new(0)).collect(),
        shift: 64 - places.trailing_zeros(),
    };
    let work = |range: std::ops::Range<usize>| {
        let mut found = Vec::new();
        for person in &people.persons[range] {
            marks(people, person, &mut found);
            for mark in &found {
                let place = (mark.hash >> counts.shift) as usize;
                counts.counts[place].fetch_add(1, Ordering::Relaxed);
            }
        }
    };
    pieces(people, threads, work, |()| Ok(()))?;
    Ok(counts)
}

/// The keys of some records: the marks that few hold, and pairs of those that many hold. Pairs that
/// too many hold are left, with how many these are at the most.
fn each_key(
    people: &People,
    range: std::ops::Range<usize>,
    counts: &MarkCounts,
    bounds: Bounds,
    said: &mut dyn FnMut(u64, u32),
    left: &mut dyn FnMut(u64, u64),
) {
    let (mut found, mut common) = (Vec::new(), Vec::new());
    let by_chance = people.persons.len() as f64 * bounds.block as f64 * CHANCE_MAX;
    for at in range {
        marks(people, &people.persons[at], &mut found);
        common.clear();
        for mark in &found {
            match counts.of(*mark) {
                0 | 1 => {}
                few if few <= bounds.block => said(key(mark.hash, *mark, *mark), at as u32),
                many => common.push((*mark, many as f64)),
            }
        }
        for (place, (a, of_a)) in common.iter().enumerate() {
            for (b, of_b) in &common[place + 1..] {
                if !together(*a, *b) {
                    continue;
                }
                let key = key(mix(a.hash ^ b.hash.rotate_left(23)), *a, *b);
                if of_a * of_b <= by_chance {
                    said(key, at as u32);
                } else {
                    left(key, of_a.min(*of_b) as u64);
                }
            }
        }
    }
}

/// Times a block that chance alone may bring together the holders of two marks, before they are no
/// key any more.
const CHANCE_MAX: f64 = 16.0;

/// Bits of a key that say what its marks are of.
const KIND_BITS: u32 = 10;

/// A hash whose last bits name the kinds of its marks.
fn key(hash: u64, a: Mark, b: Mark) -> u64 {
    (hash & !((1 << KIND_BITS) - 1)) | (a.kind as u64) << 5 | b.kind as u64
}

/// The comparisons that a key foretells, as bits.
fn foretold(key: u64) -> u32 {
    let of = |number: u64| KINDS[(number & 31) as usize % KINDS.len()].foretells();
    of(key >> 5) | of(key)
}

const KINDS: [crate::mark::Kind; 18] = {
    use crate::mark::Kind::{
        Address, BirthPlace, Born, BornDay, BornMonth, BornYear, District, Email, Employer,
        Mailbox, Name, Number, Occupation, Phone, Postcode, Quarter, Street, Town,
    };
    [
        Name, Born, BornMonth, BornDay, BornYear, Postcode, District, Town, Quarter, BirthPlace,
        Address, Street, Phone, Email, Mailbox, Number, Occupation, Employer,
    ]
};

#[derive(Default)]
struct Part {
    pairs: Vec<(u64, u32)>,
    sample: Vec<(u32, u32, u32)>,
    skew: Skew,
}

/// The pairs of the blocks of one bucket.
fn blocks(people: &People, entries: &[(u64, u32)], bounds: Bounds) -> Part {
    let mut part = Part::default();
    let keys = PairKey::of(people.persons.len());
    for block in entries.chunk_by(|a, b| a.0 == b.0) {
        let members: Vec<u32> = block.iter().map(|(_, at)| *at).collect();
        let foretold = foretold(block[0].0);
        let mut block = Block { people, bounds, keys, foretold, part: &mut part };
        block.refine(&members, 0, 0);
    }
    part
}

/// A block that is cut until every part is small enough.
struct Block<'a> {
    people: &'a People,
    bounds: Bounds,
    keys: PairKey,
    foretold: u32,
    part: &'a mut Part,
}

/// Further marks by which a block is cut.
const DEPTH: usize = 2;

/// Records of a block beyond which it is not cut any more, only gone through in order.
const CUT_MAX: usize = 20_000;

/// Neighbors in order with whom a record of an uncut block is compared.
const WINDOW: usize = 4;

impl Block<'_> {
    fn refine(&mut self, members: &[u32], after: usize, depth: usize) {
        if members.len() < 2 {
            return;
        }
        if members.len() <= self.bounds.block {
            for (place, a) in members.iter().enumerate() {
                for b in &members[place + 1..] {
                    self.pair(*a, *b);
                }
            }
            return;
        }
        if depth == 0 {
            self.part.skew.blocks += 1;
            self.part.skew.largest = self.part.skew.largest.max(members.len() as u64);
        }
        if depth == DEPTH || members.len() > CUT_MAX {
            self.window(members);
            return;
        }
        let mut found = Vec::new();
        let mut held: Vec<(Mark, u32)> = Vec::new();
        for member in members {
            marks(self.people, &self.people.persons[*member as usize], &mut found);
            let later = |mark: &&Mark| {
                mark.kind as usize >= after && mark.kind.foretells() & self.foretold == 0
            };
            held.extend(found.iter().filter(later).map(|mark| (*mark, *member)));
        }
        held.sort_unstable();
        for part in held.chunk_by(|a, b| a.0 == b.0) {
            let inner: Vec<u32> = part.iter().map(|(_, member)| *member).collect();
            if inner.len() < members.len() || depth + 1 == DEPTH {
                self.refine(&inner, part[0].0.kind as usize + 1, depth + 1);
            }
        }
    }

    /// Compares each with its neighbors, where many are all but equal.
    fn window(&mut self, members: &[u32]) {
        let mut sorted = members.to_owned();
        sorted.sort_by_key(|member| {
            let person = &self.people.persons[*member as usize];

            let hash = |space, symbol| self.people.texts(space).hash(symbol);
            let (family, given) =
                (hash(Space::Name, person.family), hash(Space::Name, person.given));
            (family, given, person.born, hash(Space::Street, person.street), *member)
        });
        for (place, a) in sorted.iter().enumerate() {
            for b in sorted.iter().skip(place + 1).take(WINDOW) {
                self.pair(*a, *b);
            }
        }
    }

    fn pair(&mut self, a: u32, b: u32) {
        let (a, b) = (a.min(b), a.max(b));
        self.part.pairs.push((self.keys.write(a, b), self.foretold));
        if mix(u64::from(a) << 32 | u64::from(b)).is_multiple_of(self.bounds.sample) {
            self.part.sample.push((a, b, self.foretold));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PairKey;

    #[test]
    fn keys_of_pairs_ascend_as_the_pairs_do_and_spread_over_all_their_bits() {
        for records in [2, 1_000, 1_000_000, u32::MAX as usize] {
            let last = u32::try_from(records - 1).expect("records are numbered in 32 bits");
            let keys = PairKey::of(records);
            let pairs = [(0, 1), (0, last), (last / 2, last), (last - 1, last)];
            let mut written: Vec<u64> = pairs.iter().map(|(a, b)| keys.write(*a, *b)).collect();
            let read: Vec<(u32, u32)> = written.iter().map(|key| keys.read(*key)).collect();
            assert_eq!(read, pairs);
            assert!(written.is_sorted());
            assert!(records < 1_000 || written.pop().is_some_and(|key| key.leading_zeros() <= 1));
        }
    }
}
