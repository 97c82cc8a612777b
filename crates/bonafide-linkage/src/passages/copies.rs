//! Texts that have more in common than chance: how much was copied, and where it stands.

use super::{
    alignment::{Passage, align},
    candidates::Candidate,
    sample::sample,
    words::Words,
};
use crate::{Groups, Key, Kind, Persons, link::rarity, union::Union};
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
const COPIED_FROM: f64 = 8.0;
const COPIED_FULL: f64 = 24.0;

/// The share of what is told of jobs from which two texts are one body under two names.
const BODY_SHARE: f64 = 0.5;

/// Equal words on jobs from which two texts can be one body.
const BODY_WORDS: usize = 40;

/// Holders of a run, bodies counted once, from which it is common.
const HOLDERS_MAX: u32 = 20;

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
    let mut bodies = Union::new(persons.of.len());
    for copy in &found {
        if copy.is_body() {
            bodies.join(persons.of[copy.a as usize], persons.of[copy.b as usize]);
        }
    }
    let compared: FxHashSet<u32> = found.iter().flat_map(|copy| [copy.a, copy.b]).collect();
    let holders = holders(groups, persons, &compared, &mut bodies);
    let samples: FxHashMap<u32, Vec<(Key, u32)>> = compared
        .iter()
        .filter_map(|application| Some((*application, sample(words.get(application)?))))
        .collect();
    found.retain_mut(|copy| {
        let none: &[(Key, u32)] = &[];
        let of = |application| samples.get(application).map_or(none, Vec::as_slice);
        weigh(copy, of(&copy.a), of(&copy.b), &holders);
        copy.share() > 0.0
    });
    found
}

fn compared(candidate: &Candidate, words: &FxHashMap<u32, Words>) -> Option<Copy> {
    let (a, b) = (words.get(&candidate.a)?, words.get(&candidate.b)?);
    let passages = align(a, b);
    let equal: usize = passages.iter().map(|passage| passage.equal).sum();
    let beyond: f64 = passages.iter().map(beyond_chance).sum();
    let both =
        |passage: &&Passage| a.jobs.contains(&passage.a.start) && b.jobs.contains(&passage.b.start);
    let of_jobs: usize = passages.iter().filter(both).map(|passage| passage.equal).sum();
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

fn beyond_chance(passage: &Passage) -> f64 {
    (passage.equal as f64 - CHANCE_WORDS).max(0.0)
}

/// How many hold each run that a compared text holds too, the copies of one body as one.
fn holders(
    groups: &Groups,
    persons: &Persons,
    compared: &FxHashSet<u32>,
    bodies: &mut Union,
) -> FxHashMap<Key, u32> {
    let mut counts = FxHashMap::default();
    let mut of: Vec<u32> = Vec::new();
    for (key, applications) in groups.iter() {
        if key.kind() == Kind::Passages && applications.iter().any(|a| compared.contains(a)) {
            of.clear();
            of.extend(applications.iter().map(|a| bodies.find(persons.of[*a as usize])));
            of.sort_unstable();
            of.dedup();
            counts.insert(key, of.len() as u32);
        }
    }
    counts
}

/// Weighs each passage by the rarity of the sampled runs in it. A run that both hold and nobody
/// counted is held by more than are looked at.
fn weigh(
    copy: &mut Copy,
    sample_a: &[(Key, u32)],
    sample_b: &[(Key, u32)],
    holders: &FxHashMap<Key, u32>,
) {
    let shared: Vec<(Key, usize, f64)> = sample_a
        .iter()
        .filter(|(key, _)| sample_b.binary_search_by_key(key, |(key, _)| *key).is_ok())
        .map(|(key, place)| {
            let rare = holders.get(key).map_or(0.0, |count| rarity(*count, HOLDERS_MAX));
            (*key, *place as usize, rare)
        })
        .collect();
    let mean = |runs: &[&(Key, usize, f64)]| {
        runs.iter().map(|(_, _, rare)| rare).sum::<f64>() / runs.len().max(1) as f64
    };
    let overall = mean(&shared.iter().collect::<Vec<_>>());
    let weigh = |passage: Passage| {
        let inside: Vec<_> =
            shared.iter().filter(|(_, place, _)| passage.a.contains(place)).collect();
        let rare = if inside.is_empty() { overall } else { mean(&inside) };
        (beyond_chance(&passage) * rare, rarest(&inside), passage)
    };
    let mut weighed: Vec<_> = std::mem::take(&mut copy.passages).into_iter().map(weigh).collect();
    weighed.sort_by(|x, y| {
        y.0.total_cmp(&x.0)
            .then(y.2.equal.cmp(&x.2.equal))
            .then((x.2.a.start, x.2.b.start).cmp(&(y.2.a.start, y.2.b.start)))
    });
    copy.words = weighed.iter().map(|(words, _, _)| words).sum();
    let sampled = weighed.iter().find_map(|(_, key, _)| *key);
    if let Some(key) = sampled.or_else(|| rarest(&shared.iter().collect::<Vec<_>>())) {
        copy.key = key;
    }
    copy.passages = weighed.into_iter().map(|(_, _, passage)| passage).collect();
}

/// The rarest of some runs, the least key where several are.
fn rarest(runs: &[&(Key, usize, f64)]) -> Option<Key> {
    runs.iter().max_by(|x, y| x.2.total_cmp(&y.2).then(y.0.cmp(&x.0))).map(|(key, _, _)| *key)
}
