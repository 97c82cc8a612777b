//! Texts that have more in common than chance: how much was copied, and where it stands.

use super::{
    alignment::{Passage, align},
    candidates::Candidate,
    holders::Holders,
    sample::sample,
    words::Words,
};
use crate::{Groups, Key, Kind, Persons};
use rustc_hash::FxHashMap;
use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::ops::Range;

/// What the texts of two applications have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Copy {
    /// The earlier application.
    pub a: u32,
    /// The later application.
    pub b: u32,
    /// A sampled run of the passage that counts most.
    pub key: Key,
    /// Where each passage stands in both, the one that counts most first.
    pub passages: Vec<Passage>,
    /// Words copied: equal words beyond what chance puts side by side, each passage by its rarity.
    pub words: f64,
    /// Equal words in all passages.
    pub equal: usize,
    /// Equal words in the passages that tell of jobs in both.
    pub of_jobs: usize,
    /// The share of the words on jobs, of who has fewer, that stands in the other's, 0 to 1.
    pub contained: f64,
    /// The words that tell of jobs, in both.
    jobs: [Range<usize>; 2],
    /// The sampled runs that both hold, with their places in the first; until they are weighed.
    runs: Vec<(Key, u32)>,
}

/// Equal words of one passage that people who write of one trade have by chance.
const CHANCE_WORDS: f64 = 6.0;

/// Words copied from which texts count, and from which they count in full: a sentence is copied
/// without thought, the bullets of one job are not.
const COPIED_FROM: f64 = 16.0;
const COPIED_FULL: f64 = 32.0;

/// The share of a passage's runs that few enough hold to be looked at, from which it counts in
/// full: of a sentence put together from phrases, only the seams are rare.
const OWN_FULL: f64 = 0.5;

/// What words count outside of what is told of jobs: a summary or a course's project is what
/// templates, assistants and teachers give to many.
const ELSEWHERE: f64 = 0.5;

/// The share of what is told of jobs from which two texts are one body under two names.
const BODY_SHARE: f64 = 0.5;

/// Equal words on jobs from which two texts can be one body.
const BODY_WORDS: usize = 40;

impl Copy {
    /// How much the copying counts, 0 to 1.
    pub fn share(&self) -> f64 {
        ((self.words - COPIED_FROM) / (COPIED_FULL - COPIED_FROM)).clamp(0.0, 1.0)
    }

    /// Whether the two texts are one body under two names.
    pub fn is_body(&self) -> bool {
        self.contained >= BODY_SHARE && self.of_jobs >= BODY_WORDS
    }
}

/// Aligns the texts of candidates. What little they have in common by chance is dropped; what is
/// left is not yet weighed, so that candidates can be compared a part at a time.
pub fn compare<W: Borrow<Words>>(candidates: &[Candidate], words: &BTreeMap<u32, W>) -> Vec<Copy> {
    let mut samples: FxHashMap<u32, Vec<(Key, u32)>> = FxHashMap::default();
    let mut found = Vec::new();
    for candidate in candidates {
        let (Some(a), Some(b)) = (words.get(&candidate.a), words.get(&candidate.b)) else {
            continue;
        };
        let (a, b) = (a.borrow(), b.borrow());
        let Some(mut copy) = compared(candidate, a, b) else {
            continue;
        };
        for (application, words) in [(copy.a, a), (copy.b, b)] {
            samples.entry(application).or_insert_with(|| sample(words));
        }
        let of_b = &samples[&copy.b];
        let in_b = |(key, _): &&(Key, u32)| of_b.binary_search_by_key(key, |(key, _)| *key).is_ok();
        copy.runs = samples[&copy.a].iter().filter(in_b).copied().collect();
        found.push(copy);
    }
    found
}

/// Weighs what compared texts have in common by who else has it, and drops what counts for
/// nothing.
///
/// A public template is learned as such: its runs stand in many texts that have nothing else in
/// common. The copies of one body do not make its runs common: they count as one holder.
pub fn weigh(mut copies: Vec<Copy>, groups: &Groups, persons: &Persons) -> Vec<Copy> {
    let holders = Holders::of(groups, persons, &copies);
    copies.retain_mut(|copy| {
        weigh_one(copy, &holders);
        copy.share() > 0.0
    });
    copies
}

fn compared(candidate: &Candidate, a: &Words, b: &Words) -> Option<Copy> {
    let passages = align(a, b);
    let equal: usize = passages.iter().map(|passage| passage.equal).sum();
    let words: f64 = passages.iter().map(|passage| beyond_chance(passage.equal)).sum();
    let jobs = [a.jobs.clone(), b.jobs.clone()];
    let of_jobs = passages.iter().filter(|passage| is_of_jobs(passage, &jobs));
    let of_jobs: usize = of_jobs.map(|passage| passage.equal).sum();
    let shorter = a.jobs.len().min(b.jobs.len()).max(1);
    (words > COPIED_FROM).then(|| Copy {
        a: candidate.a,
        b: candidate.b,
        key: Key::of_hash(Kind::Passages, 0),
        passages,
        words,
        equal,
        of_jobs,
        contained: of_jobs as f64 / shorter as f64,
        jobs,
        runs: Vec::new(),
    })
}

/// Whether a passage tells of a job in both texts.
fn is_of_jobs(passage: &Passage, [a, b]: &[Range<usize>; 2]) -> bool {
    a.contains(&passage.a.start) && b.contains(&passage.b.start)
}

fn beyond_chance(equal: usize) -> f64 {
    (equal as f64 - CHANCE_WORDS).max(0.0)
}

/// Weighs each passage by how few hold the sampled runs in it; a passage without one by the runs
/// of all.
fn weigh_one(copy: &mut Copy, holders: &Holders) {
    let shared = std::mem::take(&mut copy.runs);
    let all: Vec<Key> = shared.iter().map(|(key, _)| *key).collect();
    let overall = holders.rarity(&all);
    let weigh = |passage: Passage| {
        let inside = shared.iter().filter(|(_, place)| passage.a.contains(&(*place as usize)));
        let inside: Vec<Key> = inside.map(|(key, _)| *key).collect();
        let (own, rare) = if inside.is_empty() { overall } else { holders.rarity(&inside) };
        let rarest = inside.into_iter().min_by_key(|key| (holders.count(*key), *key));
        let place = if is_of_jobs(&passage, &copy.jobs) { 1.0 } else { ELSEWHERE };
        let words = beyond_chance(passage.equal) * (own / OWN_FULL).min(1.0) * rare * place;
        (words, rarest, passage)
    };
    let mut weighed: Vec<_> = std::mem::take(&mut copy.passages).into_iter().map(weigh).collect();
    weighed.sort_by(|x, y| {
        y.0.total_cmp(&x.0)
            .then(y.2.equal.cmp(&x.2.equal))
            .then((x.2.a.start, x.2.b.start).cmp(&(y.2.a.start, y.2.b.start)))
    });
    copy.words = weighed.iter().map(|(words, _, _)| words).sum();
    let sampled = weighed.iter().find_map(|(_, key, _)| *key);
    let rarest = all.into_iter().min_by_key(|key| (holders.count(*key), *key));
    if let Some(key) = sampled.or(rarest) {
        copy.key = key;
    }
    copy.passages = weighed.into_iter().map(|(_, _, passage)| passage).collect();
}
