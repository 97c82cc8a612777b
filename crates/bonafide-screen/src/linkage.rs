//! The second step: claimed persons, links, rings, and what they say of each application.

use crate::{
    Error, Related, Settings,
    collect::Population,
    passages::{self, Quoted},
};
use bonafide_evidence::Finding;
use bonafide_linkage::{
    Key, Kind, Link, LinkEvidence, Persons, Relations, Ring, evidence, links, persons, rings,
};
use bonafide_score::{
    Term, Weights,
    elsewhere::{self, Answers, Elsewhere},
};
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
    /// Evidence of applications whose claimed persons have links.
    pub(crate) evidence: BTreeMap<u32, Vec<LinkEvidence>>,
    /// What other applications of the same claimed person note, by application.
    pub(crate) elsewhere: FxHashMap<u32, Vec<Elsewhere>>,
    /// How many applications hold each value that ties a ring.
    pub(crate) held_by: FxHashMap<Key, u64>,
    /// The passage to show of each claimed person whose text others have too.
    pub(crate) quotes: FxHashMap<u32, Quoted>,
}

impl Linkage {
    /// Terms of what other applications of the same claimed person note; `ids` names these, where
    /// names are wanted.
    pub(crate) fn noted_elsewhere<'a>(
        &'a self,
        application: usize,
        ids: &'a [String],
        weights: &'a Weights,
    ) -> impl Iterator<Item = Term> + 'a {
        let found = self.elsewhere.get(&(application as u32));
        found.into_iter().flatten().map(move |found| {
            let id = ids.get(found.application as usize).map_or("", String::as_str);
            found.term(id, weights)
        })
    }
}

/// Finds everything that lies between applications.
pub(crate) fn link(population: &mut Population, settings: &Settings) -> Result<Linkage, Error> {
    let weights = settings.weights.link_weights();
    let persons = persons(&population.groups, &population.sketches);
    let copies = passages::compare(population, &persons, settings.threads)?;
    let relations = relations(&population.ids, &settings.relations);
    let links: Vec<Link> =
        links(&population.groups, &population.sketches, &persons, &copies, &relations);
    let quotes = passages::quotes(&copies, &links, population, &persons, settings.threads)?;
    let rings = rings(&links, &weights);
    let evidence = evidence(&links, &rings, &weights, &population.groups, &persons);
    let rings: Vec<(String, Ring)> = named(rings, &population.ids);
    let mut ring_of = FxHashMap::default();
    let mut held_by: FxHashMap<Key, u64> = FxHashMap::default();
    for (index, (_, ring)) in rings.iter().enumerate() {
        ring_of.extend(ring.persons.iter().map(|person| (*person, index as u32)));
        held_by.extend(ring.shared.iter().map(|shared| match shared.key.kind() {
            Kind::Operator => (shared.key, 2),
            _ => (shared.key, 0),
        }));
    }
    for (key, holders) in population.groups.iter() {
        if let Some(count) = held_by.get_mut(&key) {
            *count = holders.len() as u64;
        }
    }
    let repeated: BTreeMap<u32, Vec<u32>> =
        persons.repeated().into_iter().map(|members| (members[0], members)).collect();
    let elsewhere = noted_elsewhere(population, &repeated, &settings.weights);
    Ok(Linkage { persons, repeated, rings, ring_of, evidence, elsewhere, held_by, quotes })
}

/// What people found out, by the places of applications; of ids that are not here nothing. Where
/// several sources have one id, it is said of the first.
fn relations(ids: &[String], said: &[Related]) -> Relations {
    let mut relations = Relations::default();
    if said.is_empty() {
        return relations;
    }
    let mut places: FxHashMap<&str, u32> = FxHashMap::default();
    for (place, id) in ids.iter().enumerate() {
        places.entry(id).or_insert(place as u32);
    }
    for Related { one, other, relation } in said {
        if let (Some(a), Some(b)) = (places.get(one.as_str()), places.get(other.as_str())) {
            relations.add(*relation, (*a, one), (*b, other));
        }
    }
    relations
}

/// What the applications of every claimed person who has several note of each other.
fn noted_elsewhere(
    population: &Population,
    repeated: &BTreeMap<u32, Vec<u32>>,
    weights: &Weights,
) -> FxHashMap<u32, Vec<Elsewhere>> {
    let mut found = FxHashMap::default();
    for members in repeated.values() {
        let with_answers = |member: &u32| {
            let bare = population.answers(*member as usize).iter();
            (*member, bare.map(|bare| bare.with(Finding::default())).collect())
        };
        let person: Vec<(u32, Answers)> = members.iter().map(with_answers).collect();
        found.extend(elsewhere::noted_elsewhere(&person, weights));
    }
    found
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
