//! Texts that have more in common than chance: how much was copied, and where it stands.

use super::{
    alignment::{Passage, align},
    candidates::Candidate,
    holders::Holders,
    sample::sample,
    words::Words,
};
use crate::{Groups, Key, Kind, Persons};
use rustc_hash::{FxHashMap, FxHashSet};

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

/// Compares the candidates, and weighs what they have in common by who else has it.
///
/// A public template is learned as such: its runs stand in many texts that have nothing else in
/// common. The copies of one body do not make its runs common: they count as one holder.
pub fn copies(
    candidates: &[Candidate],
    words: &FxHashMap<u32, Words>,
    groups: &Groups,
    persons: &Persons,
) -> Vec<Copy> {
    let mut found: Vec<Copy> =
        candidates.iter().filter_map(|candidate| compared(candidate, words)).collect();
    let holders = Holders::of(groups, persons, &found);
    let compared: FxHashSet<u32> = found.iter().flat_map(|copy| [copy.a, copy.b]).collect();
    let samples: FxHashMap<u32, Vec<(Key, u32)>> = compared
        .iter()
        .filter_map(|application| Some((*application, sample(words.get(application)?))))
        .collect();
    found.retain_mut(|copy| {
        let none: &[(Key, u32)] = &[];
        let of = |application| samples.get(application).map_or(none, Vec::as_slice);
        let jobs = (words.get(&copy.a), words.get(&copy.b));
        let tells_of_jobs = |passage: &Passage| match jobs {
            (Some(a), Some(b)) => is_of_jobs(passage, a, b),
            _ => false,
        };
        weigh(copy, of(&copy.a), of(&copy.b), &holders, tells_of_jobs);
        copy.share() > 0.0
    });
    found
}

fn compared(candidate: &Candidate, words: &FxHashMap<u32, Words>) -> Option<Copy> {
    let (a, b) = (words.get(&candidate.a)?, words.get(&candidate.b)?);
    let passages = align(a, b);
    let equal: usize = passages.iter().map(|passage| passage.equal).sum();
    let beyond: f64 = passages.iter().map(|passage| beyond_chance(passage.equal as f64)).sum();
    let of_jobs = passages.iter().filter(|passage| is_of_jobs(passage, a, b));
    let of_jobs: usize = of_jobs.map(|passage| passage.equal).sum();
    let shorter = a.jobs.len().min(b.jobs.len()).max(1);
    (beyond > COPIED_FROM).then(|| Copy {
        a: candidate.a,
        b: candidate.b,
        key: Key::of_hash(Kind::Passages, 0),
        passages,
        words: beyond,
        equal,
        of_jobs,
        contained: of_jobs as f64 / shorter as f64,
    })
}

/// Whether a passage tells of a job in both texts.
fn is_of_jobs(passage: &Passage, a: &Words, b: &Words) -> bool {
    a.jobs.contains(&passage.a.start) && b.jobs.contains(&passage.b.start)
}

fn beyond_chance(equal: f64) -> f64 {
    (equal - CHANCE_WORDS).max(0.0)
}

/// Weighs each passage by how few hold the sampled runs in it; a passage without one by the runs
/// of all.
fn weigh(
    copy: &mut Copy,
    a: &[(Key, u32)],
    b: &[(Key, u32)],
    holders: &Holders,
    tells_of_jobs: impl Fn(&Passage) -> bool,
) {
    let in_both = |(key, _): &&(Key, u32)| b.binary_search_by_key(key, |(key, _)| *key).is_ok();
    let shared: Vec<(Key, usize)> =
        a.iter().filter(in_both).map(|(key, place)| (*key, *place as usize)).collect();
    let all: Vec<Key> = shared.iter().map(|(key, _)| *key).collect();
    let overall = holders.rarity(&all);
    let weigh = |passage: Passage| {
        let inside = shared.iter().filter(|(_, place)| passage.a.contains(place));
        let inside: Vec<Key> = inside.map(|(key, _)| *key).collect();
        let (own, rare) = if inside.is_empty() { overall } else { holders.rarity(&inside) };
        let rarest = inside.into_iter().min_by_key(|key| (holders.count(*key), *key));
        let place = if tells_of_jobs(&passage) { 1.0 } else { ELSEWHERE };
        let words = beyond_chance(passage.equal as f64) * (own / OWN_FULL).min(1.0) * rare * place;
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
