//! Values that many hold who share nothing else: a library's computer, a template, one exit.
//!
//! An operator's names share several things with each other; a crowd shares one. So a value of
//! somebody who shares it with several others counts by how many of these share more.

use crate::{Family, Kind, Link};
use rustc_hash::{FxHashMap, FxHashSet};

/// Others who share a value, from which they are a crowd unless they share more.
const CROWD_MIN: u32 = 4;

/// The part of a crowd that must share more for its value to count in full.
const PART_FULL: f64 = 1.0 / 3.0;

/// Others with whom somebody shares a kind of value, and those of them who share another family.
#[derive(Clone, Copy, Default)]
struct Others {
    all: u32,
    with_more: u32,
}

/// Lowers what crowds share, and drops links of which nothing is left. `bodies` are pairs whose
/// texts are one body under two names, which no crowd has in common.
pub(crate) fn discount(links: &mut Vec<Link>, bodies: &FxHashSet<(u32, u32)>) {
    let mut others: FxHashMap<(u32, Kind), Others> = FxHashMap::default();
    for link in links.iter() {
        let families: Vec<Option<Family>> = link.shared.iter().map(family_of).collect();
        for (shared, family) in link.shared.iter().zip(&families) {
            let more = families.iter().any(|other| other != family);
            for person in [link.a, link.b] {
                let entry = others.entry((person, shared.key.kind())).or_default();
                entry.all += 1;
                entry.with_more += u32::from(more);
            }
        }
    }
    for link in links.iter_mut() {
        let ends = [link.a, link.b];
        let one_body = bodies.contains(&(link.a, link.b));
        for shared in &mut link.shared {
            let kind = shared.key.kind();
            if one_body && kind == Kind::Passages {
                continue;
            }
            let counts =
                ends.map(|person| others.get(&(person, kind)).copied().unwrap_or_default());
            shared.share *= part(kind, counts);
        }
        link.shared.retain(|shared| shared.share > 0.0);
    }
    links.retain(|link| !link.shared.is_empty());
}

/// How much remains of a value between two who share it with others. That one identity is claimed
/// by many, or that many have their pay or equipment go to one place, is the finding itself.
fn part(kind: Kind, [a, b]: [Others; 2]) -> f64 {
    let itself = matches!(kind, Kind::Identity | Kind::Account | Kind::Shipment);
    if a.all.max(b.all) < CROWD_MIN || itself {
        return 1.0;
    }
    let with_more = f64::from(a.with_more + b.with_more) / f64::from(a.all + b.all);
    (with_more / PART_FULL).min(1.0)
}

fn family_of(shared: &crate::SharedKey) -> Option<Family> {
    shared.key.kind().sharing().map(|sharing| match sharing.family {
        // A device and its network are one fact.
        Family::Home => Family::Session,
        family => family,
    })
}

#[cfg(test)]
mod tests {
    use super::discount;
    use crate::{Key, Kind, Link, SharedKey};
    use rustc_hash::FxHashSet;

    fn link(a: u32, b: u32, kinds: &[Kind]) -> Link {
        let share = |kind: &Kind| SharedKey { key: Key::new(*kind, "v"), holders: 6, share: 1.0 };
        Link { a, b, shared: kinds.iter().map(share).collect(), apart: true, agency: false }
    }

    fn every_two_of_six(kinds: &[Kind]) -> Vec<Link> {
        let pairs = (0..6).flat_map(|a| (a + 1..6).map(move |b| (a, b)));
        pairs.map(|(a, b)| link(a, b, kinds)).collect()
    }

    #[test]
    fn a_crowd_that_shares_one_thing_counts_for_nothing() {
        let mut links = every_two_of_six(&[Kind::Device]);
        discount(&mut links, &FxHashSet::default());
        assert!(links.is_empty());
    }

    #[test]
    fn names_that_share_more_count_in_full() {
        let mut links = every_two_of_six(&[Kind::Device, Kind::Phone]);
        discount(&mut links, &FxHashSet::default());
        assert!(links.iter().all(|link| link.shared.iter().all(|s| s.share > 0.99)));
    }

    #[test]
    fn one_body_under_many_names_is_no_crowd() {
        let mut links = every_two_of_six(&[Kind::Passages]);
        let bodies: FxHashSet<(u32, u32)> = links.iter().map(|link| (link.a, link.b)).collect();
        discount(&mut links, &bodies);
        assert_eq!(links.len(), 15);
        discount(&mut links, &FxHashSet::default());
        assert!(links.is_empty());
    }

    #[test]
    fn a_few_are_no_crowd() {
        let mut links =
            vec![link(0, 1, &[Kind::ReferenceEmail]), link(0, 2, &[Kind::ReferenceEmail])];
        discount(&mut links, &FxHashSet::default());
        assert_eq!(links.len(), 2);
    }
}
