//! Who else holds a passage: what tells a copied sentence from a template and from a phrase.

use super::copies::Copy;
use crate::{Groups, Key, Kind, Persons, link::rarity, union::Union};
use rustc_hash::{FxHashMap, FxHashSet};

/// Holders of a passage, bodies counted once, from which it is common.
const HOLDERS_MAX: u32 = 20;

/// The share of a passage's sampled runs from which somebody holds the passage. Phrases of a trade
/// have many holders each, but hardly anybody has the same of them side by side.
const PASSAGE_SHARE: f64 = 0.6;

/// The holders of each run that compared texts hold, where few enough hold it to be looked at.
pub(crate) struct Holders {
    ends: FxHashMap<Key, (usize, usize)>,
    bodies: Vec<u32>,
}

impl Holders {
    /// Gathers the holders. The copies of one body do not make its runs common: they are one.
    pub(crate) fn of(groups: &Groups, persons: &Persons, copies: &[Copy]) -> Holders {
        let mut union = Union::new(persons.of.len());
        for copy in copies.iter().filter(|copy| copy.is_body()) {
            union.join(persons.of[copy.a as usize], persons.of[copy.b as usize]);
        }
        let compared: FxHashSet<u32> = copies.iter().flat_map(|copy| [copy.a, copy.b]).collect();
        let mut holders = Holders { ends: FxHashMap::default(), bodies: Vec::new() };
        for (key, applications) in groups.iter() {
            if key.kind() == Kind::Passages && applications.iter().any(|a| compared.contains(a)) {
                let of = applications.iter().map(|a| union.find(persons.of[*a as usize]));
                let mut of: Vec<u32> = of.collect();
                of.sort_unstable();
                of.dedup();
                let start = holders.bodies.len();
                holders.bodies.append(&mut of);
                holders.ends.insert(key, (start, holders.bodies.len()));
            }
        }
        holders
    }

    /// What part of these runs few enough hold to be looked at, and how rare it is to hold most of
    /// those, both 0 to 1.
    pub(crate) fn rarity(&self, runs: &[Key]) -> (f64, f64) {
        let known: Vec<&[u32]> = runs
            .iter()
            .filter_map(|key| self.ends.get(key).map(|(start, end)| &self.bodies[*start..*end]))
            .collect();
        if known.is_empty() {
            return (0.0, 0.0);
        }
        let enough = (known.len() as f64 * PASSAGE_SHARE).ceil() as usize;
        let mut all: Vec<u32> = known.concat();
        all.sort_unstable();
        let hold = all.chunk_by(|x, y| x == y).filter(|body| body.len() >= enough).count();
        (known.len() as f64 / runs.len() as f64, rarity(hold as u32, HOLDERS_MAX))
    }

    /// How many hold a run.
    pub(crate) fn count(&self, key: Key) -> usize {
        self.ends.get(&key).map_or(usize::MAX, |(start, end)| end - start)
    }
}
