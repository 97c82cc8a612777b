//! Links: two claimed persons, the values that they share, and the bits for one operator.

use crate::{
    Family, Groups, Key, Kind, Persons, Sketch, crowd,
    explanation::{Explanation, Homes},
    history::{Agreement, agreement},
    person::{Names, continuity, names},
};
use std::collections::BTreeMap;

/// What sharing a value of each kind is worth, in bits, where two hold it and nothing explains it.
#[derive(Clone, Debug)]
pub struct LinkWeights {
    /// Bits of each kind, by the kind's place in [`Kind`].
    pub bits: [f64; Kind::COUNT],
    /// The share of its bits that a value keeps where nothing else ties its holders together.
    pub alone: f64,
}

impl LinkWeights {
    /// Bits of a kind.
    pub fn of(&self, kind: Kind) -> f64 {
        self.bits[kind as usize]
    }
}

/// Two claimed persons who share something that few hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The earlier claimed person.
    pub a: u32,
    /// The later claimed person.
    pub b: u32,
    /// What they share: each kind with one key, the number of holders, and its bits after what
    /// explains it; sorted by kind.
    pub shared: Vec<SharedKey>,
    /// Whether their claimed homes are too far apart for one household.
    pub apart: bool,
}

/// One value that two claimed persons share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SharedKey {
    /// The value; of passages, one of them.
    pub key: Key,
    /// Claimed persons who hold it; of passages, the passages shared.
    pub holders: u32,
    /// How much of its kind's worth it has here, 0 to 1: rarity times what remains unexplained.
    pub share: f64,
}

impl Link {
    /// Bits for one operator: of each family the strongest kind.
    pub fn bits(&self, weights: &LinkWeights) -> f64 {
        self.families(weights).values().map(|(bits, _)| bits).sum()
    }

    /// The strongest shared value of each family, with its bits.
    pub(crate) fn families(&self, weights: &LinkWeights) -> BTreeMap<Family, (f64, SharedKey)> {
        let mut best: BTreeMap<Family, (f64, SharedKey)> = BTreeMap::new();
        for shared in &self.shared {
            let Some(sharing) = shared.key.kind().sharing() else {
                continue;
            };
            let bits = weights.of(sharing.kind) * shared.share;
            let stronger = best.get(&sharing.family).is_none_or(|(known, _)| bits > *known);
            if stronger {
                best.insert(sharing.family, (bits, *shared));
            }
        }
        best
    }
}

/// How much a value counts that `holders` claimed persons hold: all up to three, nothing from the
/// kind's bound on, and by the logarithm between, as rarity goes.
pub(crate) fn rarity(holders: u32, holders_max: u32) -> f64 {
    const FULL: f64 = 3.0;
    let holders = f64::from(holders);
    let most = f64::from(holders_max) + 1.0;
    if holders <= FULL {
        1.0
    } else if holders >= most {
        0.0
    } else {
        1.0 - (holders / FULL).log2() / (most / FULL).log2()
    }
}

/// How much shared passages count: `weight` is their number in the sample, each by its rarity. One
/// is chance between people who write of one trade, six are a copied part.
fn passages_share(weight: f64) -> f64 {
    const CHANCE: f64 = 2.0;
    const COPIED: f64 = 5.0;
    ((weight - CHANCE) / (COPIED - CHANCE)).clamp(0.0, 1.0)
}

/// Finds every two claimed persons who share a value that few hold, sorted by both.
pub fn links(groups: &Groups, sketches: &[Sketch], persons: &Persons) -> Vec<Link> {
    let mut found: Vec<(u32, u32, SharedKey)> = Vec::new();
    let mut passages: Vec<(u32, u32, Key, f32)> = Vec::new();
    let mut holders: Vec<u32> = Vec::new();
    for (key, applications) in groups.iter() {
        let Some(sharing) = key.kind().sharing() else {
            continue;
        };
        holders.clear();
        holders.extend(applications.iter().map(|a| persons.of[*a as usize]));
        holders.sort_unstable();
        holders.dedup();
        let count = holders.len() as u32;
        if count < 2 || count > sharing.holders_max {
            continue;
        }
        // That many claim one identity makes it no more common: it is what is found.
        let contested = key.kind() == Kind::Identity;
        let share = if contested { 1.0 } else { rarity(count, sharing.holders_max) };
        for (index, a) in holders.iter().enumerate() {
            for b in &holders[index + 1..] {
                if key.kind() == Kind::Passages {
                    passages.push((*a, *b, key, (share * share) as f32));
                } else {
                    found.push((*a, *b, SharedKey { key, holders: count, share }));
                }
            }
        }
    }
    found.extend(counted(passages));
    found.sort_by(|x, y| {
        (x.0, x.1, x.2.key.kind()).cmp(&(y.0, y.1, y.2.key.kind())).then(x.2.key.cmp(&y.2.key))
    });
    let mut links: Vec<Link> = found
        .chunk_by(|x, y| (x.0, x.1) == (y.0, y.1))
        .filter_map(|pair| explained(pair, sketches))
        .collect();
    crowd::discount(&mut links);
    links
}

/// Passages of one pair become one shared value with their number.
fn counted(mut passages: Vec<(u32, u32, Key, f32)>) -> Vec<(u32, u32, SharedKey)> {
    passages.sort_unstable_by_key(|(a, b, key, _)| (*a, *b, *key));
    passages
        .chunk_by(|x, y| (x.0, x.1) == (y.0, y.1))
        .filter_map(|pair| {
            let share =
                passages_share(pair.iter().map(|(_, _, _, rarity)| f64::from(*rarity)).sum());
            let (a, b, key, _) = pair[0];
            let count = pair.len() as u32;
            (share > 0.0).then_some((a, b, SharedKey { key, holders: count, share }))
        })
        .collect()
}

/// A link of what remains of each kind's strongest value after what explains it.
fn explained(pair: &[(u32, u32, SharedKey)], sketches: &[Sketch]) -> Option<Link> {
    let (a, b, _) = pair[0];
    let (sketch_a, sketch_b) = (&sketches[a as usize], &sketches[b as usize]);
    let explanation = Explanation::of(sketch_a, sketch_b);
    let continues = pair.iter().any(|(_, _, shared)| shared.key.kind().is_own());
    let mut shared: Vec<SharedKey> = Vec::new();
    for kind in pair.chunk_by(|x, y| x.2.key.kind() == y.2.key.kind()) {
        let strongest = kind
            .iter()
            .map(|(_, _, shared)| shared)
            .max_by(|x, y| x.share.total_cmp(&y.share).then(y.key.cmp(&x.key)));
        let Some(strongest) = strongest else {
            continue;
        };
        let Some(sharing) = strongest.key.kind().sharing() else {
            continue;
        };
        let remains = match sharing.kind {
            Kind::Identity if continues => 0.0,
            Kind::Identity => contested(sketch_a, sketch_b),
            // One name with one history, text and profile is the identity itself, judged above.
            Kind::History | Kind::Dates | Kind::Profile | Kind::Passages
                if same_name(sketch_a, sketch_b) =>
            {
                0.0
            }
            _ => explanation.remains(sharing.family),
        };
        let share = strongest.share * remains;
        if share > 0.0 {
            shared.push(SharedKey { share, ..*strongest });
        }
    }
    let apart = explanation.homes == Homes::Apart;
    (!shared.is_empty()).then_some(Link { a, b, shared, apart })
}

fn same_name(a: &Sketch, b: &Sketch) -> bool {
    names(a, b) == Names::Equal
}

/// How much one name at one employer counts as a contested identity: only where histories agree
/// in most and no contact continues.
fn contested(a: &Sketch, b: &Sketch) -> f64 {
    let fits = agreement(&a.jobs, &b.jobs) == Agreement::Most;
    if same_name(a, b) && fits && !continuity(a, b) { 1.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::{Link, LinkWeights, SharedKey, rarity};
    use crate::{Key, Kind};

    #[test]
    fn few_holders_count_in_full_and_a_crowd_for_nothing() {
        assert!((rarity(2, 20) - 1.0).abs() < 1e-12);
        assert!((rarity(3, 20) - 1.0).abs() < 1e-12);
        assert!(rarity(9, 20) > 0.3 && rarity(9, 20) < 0.7);
        assert!(rarity(21, 20).abs() < 1e-12);
        assert!(rarity(400, 20).abs() < 1e-12);
    }

    #[test]
    fn of_one_family_only_the_strongest_counts() {
        let shared = |kind| SharedKey { key: Key::new(kind, "v"), holders: 2, share: 1.0 };
        let link = Link {
            a: 0,
            b: 1,
            shared: vec![shared(Kind::Phone), shared(Kind::Email)],
            apart: true,
        };
        let mut weights = LinkWeights { bits: [0.0; Kind::COUNT], alone: 0.3 };
        weights.bits[Kind::Phone as usize] = 5.0;
        weights.bits[Kind::Email as usize] = 6.0;
        assert!((link.bits(&weights) - 6.0).abs() < 1e-12);
    }
}
