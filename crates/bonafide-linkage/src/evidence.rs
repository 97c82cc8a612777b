//! What links say of one application: evidence reaches it through its own links alone.

use crate::{
    Family, Groups, Key, Kind, Link, LinkWeights, Persons, Ring, SharedKey, link::share_within,
};
use std::collections::BTreeMap;

/// One kind of sharing, of one application.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkEvidence {
    /// The kind.
    pub kind: Kind,
    /// The value; of passages, one of them.
    pub key: Key,
    /// The other claimed persons who hold it, by their first application, in order.
    pub others: Vec<u32>,
    /// Passages: the words in common with the nearest; otherwise the number of holders.
    pub count: u32,
    /// How much of its kind's worth it has here, 0 to 1: rarity, times what remains unexplained,
    /// times the shares that a value keeps where nothing else ties its holders together, and where
    /// it stands in another application of the same claimed person.
    pub share: f64,
}

/// The evidence of every application whose claimed person has links: of each kind the strongest
/// value.
///
/// A value counts in full in the applications that hold it, as far as its holders are tied; in
/// others of the same claimed person in part, since somebody may have applied with a copy of their
/// name and history.
pub fn evidence(
    links: &[Link],
    rings: &[Ring],
    weights: &LinkWeights,
    groups: &Groups,
    persons: &Persons,
) -> BTreeMap<u32, Vec<LinkEvidence>> {
    let mut ring_of: BTreeMap<u32, usize> = BTreeMap::new();
    let mut inside: BTreeMap<(usize, Key), u32> = BTreeMap::new();
    for (index, ring) in rings.iter().enumerate() {
        ring_of.extend(ring.persons.iter().map(|person| (*person, index)));
        inside.extend(ring.shared.iter().map(|s| ((index, s.key), s.persons.len() as u32)));
    }
    let repeated: BTreeMap<u32, Vec<u32>> =
        persons.repeated().into_iter().map(|members| (members[0], members)).collect();
    let mut found: BTreeMap<u32, BTreeMap<Kind, LinkEvidence>> = BTreeMap::new();
    for link in links {
        let ring = ring_of.get(&link.a).filter(|ring| ring_of.get(&link.b) == Some(ring));
        for shared in &link.shared {
            let share = share(shared, link.agency, ring.copied(), &inside, weights);
            for (person, other) in [(link.a, link.b), (link.b, link.a)] {
                let alone = [person];
                for application in repeated.get(&person).map_or(&alone[..], Vec::as_slice) {
                    let candidate = LinkEvidence {
                        kind: shared.key.kind(),
                        key: shared.key,
                        others: vec![other],
                        count: shared.holders,
                        share: if holds(groups, *application, person, shared.key, &repeated) {
                            share
                        } else {
                            share * weights.again
                        },
                    };
                    merge(found.entry(*application).or_default(), candidate);
                }
            }
        }
    }
    found
        .into_iter()
        .map(|(application, kinds)| (application, kinds.into_values().collect()))
        .collect()
}

/// What a shared value is worth between two: all within a ring, a part where nothing else ties
/// its holders together.
fn share(
    shared: &SharedKey,
    agency: bool,
    ring: Option<usize>,
    inside: &BTreeMap<(usize, Key), u32>,
    weights: &LinkWeights,
) -> f64 {
    let kind = shared.key.kind();
    let delivered = kind.sharing().is_some_and(|s| s.family == Family::Delivery);
    match ring {
        Some(ring) => {
            let inside = inside.get(&(ring, shared.key)).copied().unwrap_or(2);
            share_within(shared, inside)
        }
        // Nobody but the hire, or the agency, names an account or a shipment: nobody can plant it.
        None if delivered && !agency => shared.share,
        // What people found needs nothing beside it.
        None if kind == Kind::Operator => shared.share,
        None => shared.share * weights.alone,
    }
}

/// Whether an application itself holds a value; of many passages one stands for all, and what
/// people found is of the claimed person.
fn holds(
    groups: &Groups,
    application: u32,
    person: u32,
    key: Key,
    repeated: &BTreeMap<u32, Vec<u32>>,
) -> bool {
    !repeated.contains_key(&person)
        || matches!(key.kind(), Kind::Passages | Kind::Operator)
        || groups.holders(key).binary_search(&application).is_ok()
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
    use crate::{Groups, Key, Kind, Link, LinkWeights, Pattern, Persons, Ring, SharedKey};

    const WEIGHTS: LinkWeights = LinkWeights { bits: [5.0; Kind::COUNT], alone: 0.25, again: 0.5 };

    fn link(a: u32, b: u32) -> Link {
        let key = Key::new(Kind::Phone, "p");
        Link {
            a,
            b,
            shared: vec![SharedKey { key, holders: 3, share: 1.0 }],
            apart: true,
            agency: false,
        }
    }

    fn groups(holders: &[u32]) -> Groups {
        let key = Key::new(Kind::Phone, "p");
        let pairs: Vec<(Key, u32)> = holders.iter().map(|holder| (key, *holder)).collect();
        let mut groups = Groups::default();
        groups.add_sorted(&pairs);
        groups
    }

    #[test]
    fn a_value_alone_keeps_a_share_and_within_a_ring_all() {
        let ring =
            Ring { pattern: Pattern::SharedInfrastructure, persons: vec![0, 1], shared: vec![] };
        let persons = Persons { of: vec![0, 1, 2] };
        let links = [link(0, 1), link(0, 2)];
        let found = evidence(&links, &[ring], &WEIGHTS, &groups(&[0, 1, 2]), &persons);
        assert!((found[&0][0].share - 1.0).abs() < 1e-12);
        assert_eq!(found[&0][0].others, [1, 2]);
        assert!((found[&2][0].share - 0.25).abs() < 1e-12);
    }

    #[test]
    fn an_application_without_the_value_has_a_part_of_what_another_of_its_person_has() {
        let ring =
            Ring { pattern: Pattern::SharedInfrastructure, persons: vec![0, 1], shared: vec![] };
        // Application 2 is of the first claimed person, and names another phone.
        let persons = Persons { of: vec![0, 1, 0] };
        let found = evidence(&[link(0, 1)], &[ring], &WEIGHTS, &groups(&[0, 1]), &persons);
        assert!((found[&0][0].share - 1.0).abs() < 1e-12);
        assert!((found[&2][0].share - 0.5).abs() < 1e-12);
    }
}
