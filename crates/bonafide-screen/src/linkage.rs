//! The second step: claimed persons, links, rings, and what they say of each application.

use crate::{Settings, collect::Population};
use bonafide_linkage::{
    KINDS, Key, Kind, Link, LinkEvidence, LinkWeights, Persons, Ring, evidence, links, persons,
    rings,
};
use bonafide_score::Weights;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

/// Everything that lies between applications.
pub(crate) struct Linkage {
    /// The claimed person of each application.
    pub(crate) persons: Persons,
    /// Claimed persons with several applications: their applications, by the first of them.
    pub(crate) repeated: BTreeMap<u32, Vec<u32>>,
    /// The rings, the strongest first, each with its id.
    pub(crate) rings: Vec<(String, Ring)>,
    /// The ring of each claimed person who is in one.
    pub(crate) ring_of: FxHashMap<u32, u32>,
    /// Evidence of claimed persons who have links.
    pub(crate) evidence: BTreeMap<u32, Vec<LinkEvidence>>,
    /// How many applications hold each value that ties a ring.
    pub(crate) held_by: FxHashMap<Key, u64>,
}

/// Finds everything that lies between applications.
pub(crate) fn link(population: &Population, settings: &Settings) -> Linkage {
    let weights = link_weights(&settings.weights);
    let persons = persons(&population.groups, &population.sketches);
    let links: Vec<Link> = links(&population.groups, &population.sketches, &persons);
    let rings = rings(&links, &weights);
    let evidence = evidence(&links, &rings, &weights);
    let rings: Vec<(String, Ring)> = named(rings, &population.ids);
    let mut ring_of = FxHashMap::default();
    let mut held_by: FxHashMap<Key, u64> = FxHashMap::default();
    for (index, (_, ring)) in rings.iter().enumerate() {
        ring_of.extend(ring.persons.iter().map(|person| (*person, index as u32)));
        held_by.extend(ring.shared.iter().map(|shared| (shared.key, 0)));
    }
    for (key, holders) in population.groups.iter() {
        if let Some(count) = held_by.get_mut(&key) {
            *count = holders.len() as u64;
        }
    }
    let repeated = persons.repeated().into_iter().map(|members| (members[0], members)).collect();
    Linkage { persons, repeated, rings, ring_of, evidence, held_by }
}

/// The worth of each kind of sharing, from the table of weights.
pub(crate) fn link_weights(weights: &Weights) -> LinkWeights {
    let mut bits = [0.0; Kind::COUNT];
    for sharing in KINDS {
        bits[sharing.kind as usize] = weights.link_bits(sharing.name);
    }
    LinkWeights { bits, alone: weights.alone }
}

/// Gives every ring an id that depends on its earliest member alone, so that it stays when members
/// are added.
fn named(rings: Vec<Ring>, ids: &[String]) -> Vec<(String, Ring)> {
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    rings
        .into_iter()
        .map(|ring| {
            let first = ring.persons.first().map_or("", |person| &ids[*person as usize]);
            let id = short_id('R', first);
            let seen = taken.entry(id.clone()).or_default();
            *seen += 1;
            let id = if *seen == 1 { id } else { format!("{id}-{seen}") };
            (id, ring)
        })
        .collect()
}

/// A letter and 32 bits of a hash, in hexadecimal.
pub(crate) fn short_id(letter: char, of: &str) -> String {
    format!("{letter}-{:08X}", xxh3_64(of.as_bytes()) >> 32)
}
