//! What links say of one application: evidence reaches it through its own links alone.

use crate::{Family, Key, Kind, Link, LinkWeights, Ring};
use std::collections::BTreeMap;

/// One kind of sharing, of one claimed person.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkEvidence {
    /// The kind.
    pub kind: Kind,
    /// The value; of passages, one of them.
    pub key: Key,
    /// The other claimed persons who hold it, by their first application, in order.
    pub others: Vec<u32>,
    /// Passages: how many are shared with the nearest; otherwise the number of holders.
    pub count: u32,
    /// How much of its kind's worth it has here, 0 to 1: rarity, times what remains unexplained,
    /// times the share that a value keeps where nothing else ties its holders together.
    pub share: f64,
}

/// The evidence of every claimed person who has links: of each kind the strongest value.
pub fn evidence(
    links: &[Link],
    rings: &[Ring],
    weights: &LinkWeights,
) -> BTreeMap<u32, Vec<LinkEvidence>> {
    let mut ring_of: BTreeMap<u32, usize> = BTreeMap::new();
    for (index, ring) in rings.iter().enumerate() {
        ring_of.extend(ring.persons.iter().map(|person| (*person, index)));
    }
    let mut found: BTreeMap<u32, BTreeMap<Kind, LinkEvidence>> = BTreeMap::new();
    for link in links {
        let tied = ring_of.get(&link.a).is_some_and(|ring| ring_of.get(&link.b) == Some(ring));
        for shared in &link.shared {
            let delivered =
                shared.key.kind().sharing().is_some_and(|s| s.family == Family::Delivery);
            // Nobody but the hire names an account or a shipment: these cannot be planted.
            let kept = if tied || delivered { 1.0 } else { weights.alone };
            for (person, other) in [(link.a, link.b), (link.b, link.a)] {
                let kind = shared.key.kind();
                let candidate = LinkEvidence {
                    kind,
                    key: shared.key,
                    others: vec![other],
                    count: shared.holders,
                    share: shared.share * kept,
                };
                merge(found.entry(person).or_default(), candidate);
            }
        }
    }
    found.into_iter().map(|(person, kinds)| (person, kinds.into_values().collect())).collect()
}

fn merge(kinds: &mut BTreeMap<Kind, LinkEvidence>, candidate: LinkEvidence) {
    let Some(known) = kinds.get_mut(&candidate.kind) else {
        kinds.insert(candidate.kind, candidate);
        return;
    };
    let same_value = known.key == candidate.key || candidate.kind == Kind::Passages;
    let stronger = candidate.share > known.share;
    if same_value {
        let mut others = std::mem::take(&mut known.others);
        others.extend(&candidate.others);
        others.sort_unstable();
        others.dedup();
        if stronger {
            *known = candidate;
        }
        known.others = others;
    } else if stronger {
        *known = candidate;
    }
}

#[cfg(test)]
mod tests {
    use super::evidence;
    use crate::{Key, Kind, Link, LinkWeights, Pattern, Ring, SharedKey};

    #[test]
    fn a_value_alone_keeps_a_share_and_within_a_ring_all() {
        let weights = LinkWeights { bits: [5.0; Kind::COUNT], alone: 0.25 };
        let key = Key::new(Kind::Phone, "p");
        let link = |a, b| Link {
            a,
            b,
            shared: vec![SharedKey { key, holders: 3, share: 1.0 }],
            apart: true,
        };
        let ring =
            Ring { pattern: Pattern::SharedInfrastructure, persons: vec![0, 1], shared: vec![] };
        let found = evidence(&[link(0, 1), link(0, 2)], &[ring], &weights);
        assert!((found[&0][0].share - 1.0).abs() < 1e-12);
        assert_eq!(found[&0][0].others, [1, 2]);
        assert!((found[&2][0].share - 0.25).abs() < 1e-12);
    }
}
