//! Rings: different claimed persons behind whom one operator is likely.

use crate::{Family, Key, Kind, Link, LinkWeights, SharedKey, link::share_within, union::Union};
use std::collections::{BTreeMap, BTreeSet};

/// What a ring's members share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pattern {
    /// Many claimed identities, one operator.
    SharedInfrastructure,
    /// One claimed identity, several unrelated operators.
    ContestedIdentity,
    /// One work history or résumé body under several names.
    ClonedHistory,
}

impl Pattern {
    /// The name in outputs: `shared_infrastructure`, `contested_identity`, `cloned_history`.
    pub fn as_str(self) -> &'static str {
        match self {
            Pattern::SharedInfrastructure => "shared_infrastructure",
            Pattern::ContestedIdentity => "contested_identity",
            Pattern::ClonedHistory => "cloned_history",
        }
    }
}

/// One ring.
#[derive(Clone, Debug, PartialEq)]
pub struct Ring {
    /// What its members share.
    pub pattern: Pattern,
    /// Its claimed persons, by their first application, in order.
    pub persons: Vec<u32>,
    /// What ties them, the strongest first.
    pub shared: Vec<SharedValue>,
}

impl Ring {
    /// Bits of everything that ties its members: how strong it is beside other rings.
    pub fn strength(&self) -> f64 {
        self.shared.iter().map(|shared| shared.bits).sum()
    }
}

/// One value that ties members of a ring.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedValue {
    /// The value; of passages, one of them.
    pub key: Key,
    /// Claimed persons of the ring who hold it, in order.
    pub persons: Vec<u32>,
    /// Bits for one operator behind two of them, by its rarity outside the ring.
    pub bits: f64,
}

/// Most claimed persons in a ring. The largest published cluster had 22 personas (Insikt Group on
/// `PurpleDelta`, 2026); what would grow beyond is divided at its weakest links.
pub(crate) const PERSONS_MAX: usize = 48;

/// Bits from which a link may tie a ring together: one value of a strong kind, unexplained.
pub const LINK_BITS_MIN: f64 = 1.3;

/// Bits of everything that ties a ring, from which it is one.
const RING_BITS_MIN: f64 = 6.0;

/// A bridge weaker than this, between two parts of three or more, divides a ring.
const BRIDGE_BITS_MIN: f64 = 3.5;

/// Claimed persons with one identity and unrelated contacts, from which it is contested: two may
/// be one person with a new phone and a new mailbox.
const CONTESTED_PERSONS_MIN: usize = 3;

/// Claimed persons with one text, from which it alone makes a ring: two may have copied one sample.
const ONE_TEXT_PERSONS_MIN: usize = 4;

/// How much of the worth of shared text must be left for that.
const ONE_TEXT_SHARE: f64 = 0.75;

/// Finds the rings, the strongest first.
///
/// Links join from the strongest on. A ring needs two independent families of shared values, or
/// one identity with three unrelated contacts, or one place for the pay or equipment of three, or
/// one device of three who live apart, or one text of four, or that people found one operator: a
/// single value that others can plant makes none. It has a bound, and is divided at weak bridges,
/// so that no chain of weak links makes one.
pub fn rings(links: &[Link], weights: &LinkWeights) -> Vec<Ring> {
    let mut edges: Vec<Edge<'_>> = links
        .iter()
        .map(|link| (link.bits(weights), link))
        .filter(|(bits, _)| *bits >= LINK_BITS_MIN)
        .collect();
    edges.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1.a, x.1.b).cmp(&(y.1.a, y.1.b))));
    let mut rings: Vec<Ring> = components(&edges)
        .into_iter()
        .flat_map(|component| divide(component, weights))
        .filter_map(|component| ring(&component, weights))
        .collect();
    rings.sort_by(|x, y| {
        y.strength().total_cmp(&x.strength()).then_with(|| x.persons.cmp(&y.persons))
    });
    rings
}

/// Edges by component, where joining two components stops at the bound.
fn components<'a>(edges: &[Edge<'a>]) -> Vec<Vec<Edge<'a>>> {
    let nodes: Vec<u32> = edges
        .iter()
        .flat_map(|(_, link)| [link.a, link.b])
        .collect::<BTreeSet<u32>>()
        .into_iter()
        .collect();
    let place = |person: u32| nodes.partition_point(|node| *node < person) as u32;
    let mut union = Union::new(nodes.len());
    let mut size = vec![1_usize; nodes.len()];
    for (_, link) in edges {
        let (a, b) = (union.find(place(link.a)), union.find(place(link.b)));
        let joined = size[a as usize] + size[b as usize];
        if a != b && joined <= PERSONS_MAX {
            union.join(a, b);
            size[a.min(b) as usize] = joined;
        }
    }
    let mut components: BTreeMap<u32, Vec<Edge<'_>>> = BTreeMap::new();
    for (bits, link) in edges {
        let (a, b) = (union.find(place(link.a)), union.find(place(link.b)));
        if a == b {
            components.entry(a).or_default().push((*bits, link));
        }
    }
    components.into_values().collect()
}

/// Divides a component where one value alone holds two rings together, or one weak bridge two
/// parts of three or more.
fn divide<'a>(component: Vec<Edge<'a>>, weights: &LinkWeights) -> Vec<Vec<Edge<'a>>> {
    // What people found is no chance that holds two rings together.
    let keys: BTreeSet<Key> = component
        .iter()
        .flat_map(|(_, link)| &link.shared)
        .map(|shared| shared.key)
        .filter(|key| key.kind() != Kind::Operator)
        .collect();
    let by_value = keys.into_iter().find_map(|key| {
        let without = |link: &Link| {
            let of_others = link.shared.iter().filter(|shared| shared.key != key).copied();
            Link { shared: of_others.collect(), ..link.clone() }.bits(weights) >= LINK_BITS_MIN
        };
        let parts = connected(component.iter().filter(|(_, link)| without(link)));
        let holders = persons_of_key(&component, key);
        let rings = parts.iter().filter(|part| {
            // What most of a part hold is the part's own, not a bridge to another.
            let persons = persons_of(part);
            let hold = persons.intersection(&holders).count();
            hold * 2 <= persons.len() && ring(part, weights).is_some()
        });
        (rings.count() >= 2).then_some(parts)
    });
    let parts = by_value.or_else(|| {
        component.iter().enumerate().find_map(|(index, (bits, link))| {
            let others = component.iter().enumerate().filter(|(i, _)| *i != index);
            let parts = connected(others.map(|(_, edge)| edge));
            let large = parts.iter().filter(|part| persons_of(part).len() >= 3).count();
            let weak = *bits < BRIDGE_BITS_MIN && !is_found(link);
            (weak && large >= 2).then_some(parts)
        })
    });
    match parts {
        Some(parts) => parts.into_iter().flat_map(|part| divide(part, weights)).collect(),
        None => vec![component],
    }
}

/// A link with its bits.
type Edge<'a> = (f64, &'a Link);

/// Edges by connected component.
fn connected<'a, 'b>(edges: impl Iterator<Item = &'b Edge<'a>>) -> Vec<Vec<Edge<'a>>>
where
    'a: 'b,
{
    let mut parts: Vec<(BTreeSet<u32>, Vec<Edge<'a>>)> = Vec::new();
    for edge in edges {
        let mut persons = BTreeSet::from([edge.1.a, edge.1.b]);
        let mut joined = vec![*edge];
        parts.retain_mut(|(known, links)| {
            let apart = known.is_disjoint(&persons);
            if !apart {
                persons.append(known);
                joined.append(links);
            }
            apart
        });
        parts.push((persons, joined));
    }
    parts.into_iter().map(|(_, edges)| edges).collect()
}

fn persons_of_key(edges: &[Edge<'_>], key: Key) -> BTreeSet<u32> {
    let hold = |link: &&Link| link.shared.iter().any(|shared| shared.key == key);
    edges.iter().map(|(_, link)| *link).filter(hold).flat_map(|link| [link.a, link.b]).collect()
}

fn persons_of(edges: &[Edge<'_>]) -> BTreeSet<u32> {
    edges.iter().flat_map(|(_, link)| [link.a, link.b]).collect()
}

/// The ring that a component makes, where it makes one.
fn ring(component: &[Edge<'_>], weights: &LinkWeights) -> Option<Ring> {
    let mut values: BTreeMap<Key, (BTreeSet<u32>, SharedKey)> = BTreeMap::new();
    let mut persons: BTreeSet<u32> = BTreeSet::new();
    let mut family_bits: BTreeMap<Family, f64> = BTreeMap::new();
    let mut independent: BTreeSet<Family> = BTreeSet::new();
    for (_, link) in component {
        persons.extend([link.a, link.b]);
        for (family, (bits, _)) in link.families(weights) {
            *family_bits.entry(family).or_default() += bits;
            independent.insert(if link.apart { family } else { household(family) });
        }
        for shared in &link.shared {
            let value = values.entry(shared.key).or_insert_with(|| (BTreeSet::new(), *shared));
            value.0.extend([link.a, link.b]);
            if shared.share > value.1.share {
                value.1 = *shared;
            }
        }
    }
    let mut shared: Vec<SharedValue> = one_entry_of_passages(values)
        .into_iter()
        .map(|(key, (persons, strongest))| SharedValue {
            key,
            bits: weights.of(key.kind()) * share_within(&strongest, persons.len() as u32),
            persons: persons.into_iter().collect(),
        })
        .collect();
    shared.sort_by(|x, y| y.bits.total_cmp(&x.bits).then(x.key.cmp(&y.key)));
    let pattern = pattern(&family_bits, is_one_place(&shared, persons.len()));
    let ring = Ring { pattern, persons: persons.into_iter().collect(), shared };
    let contested =
        ring.pattern == Pattern::ContestedIdentity && claimants(&ring) >= CONTESTED_PERSONS_MIN;
    let strong = independent.len() >= 2 && ring.strength() >= RING_BITS_MIN;
    let found = component.iter().any(|(_, link)| is_found(link));
    (found || contested || strong || unplanted(component, weights) || have_one_text(component))
        .then_some(ring)
}

/// Whether people found one operator behind the two of a link.
fn is_found(link: &Link) -> bool {
    link.shared.iter().any(|shared| shared.key.kind() == Kind::Operator)
}

/// Whether four or more have one text, in so much of it that nobody writes it by chance: with
/// employers renamed and dates moved, it is all that is left of a cloned history.
fn have_one_text(component: &[Edge<'_>]) -> bool {
    let copied = component.iter().filter(|(_, link)| {
        let of_text = |shared: &&SharedKey| shared.key.kind() == Kind::Passages;
        link.shared.iter().find(of_text).is_some_and(|shared| shared.share >= ONE_TEXT_SHARE)
    });
    let persons: BTreeSet<u32> = copied.flat_map(|(_, link)| [link.a, link.b]).collect();
    persons.len() >= ONE_TEXT_PERSONS_MIN
}

/// Most claimed persons of a ring who hold one identity.
fn claimants(ring: &Ring) -> usize {
    let identities = ring.shared.iter().filter(|shared| shared.key.kind() == Kind::Identity);
    identities.map(|shared| shared.persons.len()).max().unwrap_or(0)
}

/// Whether three or more claimed persons hold one value that nobody else can give them: their pay
/// or equipment goes to one place, or they sit at one device with homes too far apart for one
/// household. It is no household (which keeps a fourth of these bits) and no agency.
fn unplanted(component: &[Edge<'_>], weights: &LinkWeights) -> bool {
    let mut holders: BTreeMap<Key, BTreeSet<u32>> = BTreeMap::new();
    for (_, link) in component.iter().filter(|(_, link)| !link.agency) {
        for shared in &link.shared {
            let kind = shared.key.kind();
            let delivered = matches!(kind, Kind::Account | Kind::Shipment);
            let sits = kind == Kind::Device && link.apart;
            if (delivered || sits) && weights.of(kind) * shared.share >= LINK_BITS_MIN {
                holders.entry(shared.key).or_default().extend([link.a, link.b]);
            }
        }
    }
    holders.values().any(|persons| persons.len() >= 3)
}

/// What one household has in common is one fact, unless the homes are apart.
fn household(family: Family) -> Family {
    match family {
        Family::Contact | Family::Session => Family::Home,
        other => other,
    }
}

/// Many passages of one ring become one entry: its holders together, the strongest of them.
fn one_entry_of_passages(
    values: BTreeMap<Key, (BTreeSet<u32>, SharedKey)>,
) -> BTreeMap<Key, (BTreeSet<u32>, SharedKey)> {
    let (passages, mut others): (BTreeMap<_, _>, BTreeMap<_, _>) =
        values.into_iter().partition(|(key, _)| key.kind() == Kind::Passages);
    let holders: BTreeSet<u32> =
        passages.values().flat_map(|(holders, _)| holders.iter().copied()).collect();
    let strongest = passages.into_values().map(|(_, shared)| shared);
    if let Some(strongest) =
        strongest.max_by(|x, y| x.share.total_cmp(&y.share).then(y.key.cmp(&x.key)))
    {
        others.insert(strongest.key, (holders, strongest));
    }
    others
}

/// Whether one device, network, contact, home or account is had by two thirds of a ring: whatever
/// text they share besides, they work from one place.
fn is_one_place(shared: &[SharedValue], persons: usize) -> bool {
    shared.iter().any(|value| {
        let family = value.key.kind().sharing().map(|sharing| sharing.family);
        let place = [Family::Contact, Family::Session, Family::Home, Family::Delivery];
        family.is_some_and(|family| place.contains(&family))
            && value.bits >= LINK_BITS_MIN
            && value.persons.len() * 3 >= persons * 2
    })
}

/// The pattern that most of the bits speak for.
fn pattern(family_bits: &BTreeMap<Family, f64>, one_place: bool) -> Pattern {
    let sum = |families: &[Family]| -> f64 {
        families.iter().filter_map(|family| family_bits.get(family)).sum()
    };
    let identity = sum(&[Family::Identity]);
    let cloned = sum(&[Family::History, Family::Text]);
    let infrastructure = sum(&[
        Family::Contact,
        Family::Session,
        Family::Home,
        Family::Web,
        Family::Reference,
        Family::Delivery,
        Family::Document,
        Family::Found,
    ]);
    if identity > cloned && identity > infrastructure {
        Pattern::ContestedIdentity
    } else if cloned > infrastructure && !one_place {
        Pattern::ClonedHistory
    } else {
        Pattern::SharedInfrastructure
    }
}

#[cfg(test)]
mod tests {
    use super::{Pattern, rings};
    use crate::{Key, Kind, Link, LinkWeights, SharedKey};

    fn weights() -> LinkWeights {
        LinkWeights { bits: [5.0; Kind::COUNT], alone: 0.35, again: 0.5 }
    }

    fn link(a: u32, b: u32, shared: &[(Kind, &str)]) -> Link {
        let shared = shared
            .iter()
            .map(|(kind, value)| SharedKey { key: Key::new(*kind, value), holders: 2, share: 1.0 })
            .collect();
        Link { a, b, shared, apart: true, agency: false }
    }

    #[test]
    fn one_value_alone_makes_no_ring() {
        let links: Vec<Link> = (1..9).map(|b| link(0, b, &[(Kind::Phone, "p")])).collect();
        assert!(rings(&links, &weights()).is_empty());
    }

    #[test]
    fn rare_values_of_two_families_accumulate() {
        let links = [
            link(0, 1, &[(Kind::ReferenceEmail, "r")]),
            link(0, 2, &[(Kind::Shipment, "s")]),
            link(1, 3, &[(Kind::ReferenceEmail, "r")]),
        ];
        let rings = rings(&links, &weights());
        assert_eq!(rings.len(), 1);
        assert_eq!(rings[0].persons, [0, 1, 2, 3]);
        assert_eq!(rings[0].pattern, Pattern::SharedInfrastructure);
    }

    #[test]
    fn one_identity_with_three_unrelated_contacts_is_contested() {
        let value = &[(Kind::Identity, "i")];
        let two = [link(0, 1, value)];
        assert!(rings(&two, &weights()).is_empty());
        let three = [link(0, 1, value), link(0, 2, value), link(1, 2, value)];
        assert_eq!(rings(&three, &weights())[0].pattern, Pattern::ContestedIdentity);
    }

    #[test]
    fn a_sibling_beside_an_identity_claimed_twice_makes_no_contested_one() {
        let links = [link(0, 1, &[(Kind::Identity, "i")]), link(1, 2, &[(Kind::Phone, "p")])];
        let mut light = weights();
        light.bits[Kind::Phone as usize] = 1.5;
        light.bits[Kind::Identity as usize] = 4.0;
        assert!(rings(&links, &light).is_empty());
    }

    #[test]
    fn one_account_makes_a_ring_unless_an_agency_pays_into_it() {
        let account = &[(Kind::Account, "a")];
        let links = [link(0, 1, account), link(0, 2, account), link(1, 2, account)];
        assert_eq!(rings(&links, &weights()).len(), 1);
        let placed = links.map(|link| Link { agency: true, ..link });
        assert!(rings(&placed, &weights()).is_empty());
    }

    #[test]
    fn history_and_text_under_several_names_are_a_cloned_history() {
        let both = &[(Kind::History, "h"), (Kind::Passages, "t")];
        let rings = rings(&[link(0, 1, both), link(1, 2, both)], &weights());
        assert_eq!(rings[0].pattern, Pattern::ClonedHistory);
    }

    #[test]
    fn one_text_of_four_is_a_cloned_history_and_of_three_is_none() {
        let text = &[(Kind::Passages, "t")];
        let three = [link(0, 1, text), link(1, 2, text)];
        assert!(rings(&three, &weights()).is_empty());
        let mut four = [link(0, 1, text), link(1, 2, text), link(2, 3, text)];
        assert_eq!(rings(&four, &weights())[0].pattern, Pattern::ClonedHistory);
        four[2].shared[0].share = 0.4;
        assert!(rings(&four, &weights()).is_empty());
    }

    #[test]
    fn a_weak_bridge_divides_two_rings() {
        let strong = &[(Kind::Phone, "p"), (Kind::Device, "d")];
        let other = &[(Kind::Phone, "q"), (Kind::Device, "e")];
        let mut weak = link(2, 10, &[(Kind::Dates, "x")]);
        weak.shared[0].share = 0.6;
        let links = [
            link(0, 1, strong),
            link(1, 2, strong),
            weak,
            link(10, 11, other),
            link(11, 12, other),
        ];
        let rings = rings(&links, &weights());
        let members: Vec<_> = rings.iter().map(|ring| ring.persons.clone()).collect();
        assert_eq!(members, [vec![0, 1, 2], vec![10, 11, 12]]);
    }

    #[test]
    fn one_value_that_both_use_does_not_make_two_rings_one() {
        let one = &[(Kind::Phone, "p"), (Kind::Device, "d")];
        let other = &[(Kind::Phone, "q"), (Kind::Device, "e")];
        let links = [
            link(0, 1, one),
            link(1, 2, one),
            link(2, 10, &[(Kind::ReferenceEmail, "celebrity")]),
            link(10, 11, other),
            link(11, 12, other),
        ];
        assert_eq!(rings(&links, &weights()).len(), 2);
    }

    #[test]
    fn a_chain_longer_than_the_bound_is_divided_and_loses_nobody_in_silence() {
        let both = |i: u32| {
            let phone = format!("p{i}");
            let device = format!("d{i}");
            link(i, i + 1, &[(Kind::Phone, phone.as_str()), (Kind::Device, device.as_str())])
        };
        let links: Vec<Link> = (0..100).map(both).collect();
        let rings = rings(&links, &weights());
        assert!(rings.len() >= 3);
        assert!(rings.iter().all(|ring| ring.persons.len() <= super::PERSONS_MAX));
    }
}
