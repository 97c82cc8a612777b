//! Claimed persons: the applications that claim to be one person and fit together.

use crate::{
    Groups, Sketch,
    history::{Agreement, agreement},
    union::Union,
};
use std::collections::{BTreeMap, BTreeSet};

/// Which claimed person each application belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Persons {
    /// The claimed person of each application: the index of that person's first application.
    pub of: Vec<u32>,
}

impl Persons {
    /// Claimed persons with more than one application, each with its applications in order.
    pub fn repeated(&self) -> Vec<Vec<u32>> {
        let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (application, person) in self.of.iter().enumerate() {
            if *person != application as u32 {
                members.entry(*person).or_default().push(application as u32);
            }
        }
        members
            .into_iter()
            .map(|(first, others)| std::iter::once(first).chain(others).collect())
            .collect()
    }
}

/// Most holders of a value of which every two are compared; of more, only neighbours by name.
pub const ALL_PAIRS_MAX: usize = 48;

/// How many neighbours by name are compared in a larger group.
const NEIGHBORS: usize = 4;

/// Most spellings and names under which one person applies; of more, operators are likelier.
const NAMES_MAX: usize = 4;

/// Evidence from which two applications are of one claimed person, in bits.
const SAME_PERSON_BITS: f64 = 8.0;

/// Joins applications into claimed persons.
///
/// Candidates are applications that share a phone, mailbox, profile, birth date with name, name
/// with employer, or two jobs. The strongest pairs join first, and two that contradict each other
/// (two dates of birth) are never joined, neither directly nor through others.
pub fn persons(groups: &Groups, sketches: &[Sketch]) -> Persons {
    let scored = alike(groups, sketches);
    let mut union = Union::new(sketches.len());
    let mut born: BTreeMap<u32, i32> = BTreeMap::new();
    let mut names: BTreeMap<u32, BTreeSet<Option<u32>>> = BTreeMap::new();
    for (_, a, b) in scored {
        let (root_a, root_b) = (union.find(a), union.find(b));
        let born_of = |root: u32| born.get(&root).copied().or(sketches[root as usize].born);
        let (born_a, born_b) = (born_of(root_a), born_of(root_b));
        if root_a == root_b || matches!((born_a, born_b), (Some(x), Some(y)) if x != y) {
            continue;
        }
        let own = |root: u32| BTreeSet::from([sketches[root as usize].name_set]);
        let mut together = names.get(&root_a).cloned().unwrap_or_else(|| own(root_a));
        together.extend(names.get(&root_b).cloned().unwrap_or_else(|| own(root_b)));
        if together.len() > NAMES_MAX {
            continue;
        }
        names.insert(root_a.min(root_b), together);
        union.join(a, b);
        if let Some(day) = born_a.or(born_b) {
            born.insert(root_a.min(root_b), day);
        }
    }
    Persons { of: (0..sketches.len() as u32).map(|application| union.find(application)).collect() }
}

/// Pairs of applications that may be of one claimed person, with the bits for it, the strongest
/// first. Who is one claimed person is decided among those that such pairs connect, and nobody
/// else.
pub fn alike(groups: &Groups, sketches: &[Sketch]) -> Vec<(f64, u32, u32)> {
    let mut scored: Vec<(f64, u32, u32)> = candidates(groups, sketches)
        .into_iter()
        .filter_map(|(a, b)| {
            let bits = same_person_bits(&sketches[a as usize], &sketches[b as usize]);
            (bits >= SAME_PERSON_BITS).then_some((bits, a, b))
        })
        .collect();
    scored.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    scored
}

/// Pairs of applications worth comparing, sorted, each once.
fn candidates(groups: &Groups, sketches: &[Sketch]) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    for (key, holders) in groups.iter() {
        if !key.kind().identifies() {
            continue;
        }
        let mut by_name: Vec<u32> = holders.to_vec();
        by_name.sort_by_key(|a| (sketches[*a as usize].name_set, *a));
        let reach = if by_name.len() <= ALL_PAIRS_MAX { by_name.len() } else { NEIGHBORS };
        for (index, a) in by_name.iter().enumerate() {
            for b in by_name.iter().skip(index + 1).take(reach) {
                pairs.push((*a.min(b), *a.max(b)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// How two names compare, as sets of folded tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// One of them has no token, or they are typed in different scripts.
    Unknown,
    /// The same tokens.
    Equal,
    /// A token of two letters or more in common.
    Overlap,
    /// Nothing in common.
    Different,
}

/// Compares names as sets.
pub(crate) fn names(a: &Sketch, b: &Sketch) -> Names {
    if a.name.is_empty() || b.name.is_empty() || (a.latin != b.latin && a.name_set != b.name_set) {
        Names::Unknown
    } else if a.name_set == b.name_set {
        Names::Equal
    } else if a.name.iter().any(|token| b.name.binary_search(token).is_ok()) {
        Names::Overlap
    } else {
        Names::Different
    }
}

/// Whether two applications share a contact or place that is hard to have by claiming alone:
/// phone, mailbox, street address, device, network prefix, or a reference's contact.
pub(crate) fn continuity(a: &Sketch, b: &Sketch) -> bool {
    both_equal(a.phone, b.phone)
        || both_equal(a.email, b.email)
        || both_equal(a.address, b.address)
        || both_equal(a.device, b.device)
        || both_equal(a.prefix, b.prefix)
        || a.references.iter().any(|key| b.references.binary_search(key).is_ok())
}

/// Evidence that two applications are of one claimed person, in bits.
///
/// Levels and bits follow the usual comparisons of record linkage (Fellegi and Sunter 1969), set
/// by hand from the situations that must hold; they decide identity only and are never evidence
/// against anybody. A history that agrees without any continuity of contact is not enough: that is
/// a contested identity, which is looked at as a link.
fn same_person_bits(a: &Sketch, b: &Sketch) -> f64 {
    let name = names(a, b);
    let history = agreement(&a.jobs, &b.jobs);
    let email = both_equal(a.email, b.email);
    let phone = both_equal(a.phone, b.phone);
    let different = name == Names::Different;
    let changed_name_plausible = email && phone && history == Agreement::Most;
    let born_differ = matches!((a.born, b.born), (Some(x), Some(y)) if x != y);
    if born_differ || (different && !changed_name_plausible) {
        return f64::NEG_INFINITY;
    }
    // Twins share a date of birth and part of a name; what they did tells them apart.
    let twins = name == Names::Overlap && history == Agreement::None;
    let born_equal = both_equal(a.born, b.born) && name != Names::Different && !twins;
    if !continuity(a, b) && !born_equal {
        return f64::NEG_INFINITY;
    }
    // Part of a name is had in common by chance or on purpose: more than contacts must agree.
    let profile = a.profiles.iter().any(|p| b.profiles.binary_search(p).is_ok());
    let lived = matches!(history, Agreement::Some | Agreement::Only | Agreement::Most)
        || (history == Agreement::Unknown && email && phone && profile);
    if name == Names::Overlap && !lived && !born_equal && schools(a, b) != Some(true) {
        return f64::NEG_INFINITY;
    }
    let mut bits = match name {
        Names::Equal => 4.0,
        Names::Overlap => 1.0,
        Names::Unknown => 0.0,
        Names::Different => -4.0,
    };
    bits += match history {
        Agreement::Most => 6.0,
        Agreement::Some | Agreement::Only => 2.0,
        Agreement::None => -6.0,
        Agreement::Unknown => 0.0,
    };
    bits += match schools(a, b) {
        Some(true) => 2.0,
        Some(false) => -3.0,
        None => 0.0,
    };
    let shared_agency = a.agency.is_some() && a.agency == b.agency;
    for (equal, worth) in [
        (email && !shared_agency, 6.0),
        (phone && !shared_agency, 5.0),
        (born_equal, 6.0),
        (profile, 3.0),
        (both_equal(a.address, b.address), 2.0),
        (both_equal(a.device, b.device) && !shared_agency, 2.0),
    ] {
        bits += if equal { worth } else { 0.0 };
    }
    bits
}

/// Whether a school is common; `None` where one of them names none.
pub(crate) fn schools(a: &Sketch, b: &Sketch) -> Option<bool> {
    if a.schools.is_empty() || b.schools.is_empty() {
        return None;
    }
    Some(a.schools.iter().any(|school| b.schools.binary_search(school).is_ok()))
}

fn both_equal<T: PartialEq + Copy>(a: Option<T>, b: Option<T>) -> bool {
    a.is_some() && a == b
}

#[cfg(test)]
mod tests {
    use super::{Persons, persons};
    use crate::{Groups, Key, Kind, Sketch, history::Job};

    fn sketch(name: &[u32], phone: &str, email: &str, jobs: &[u32]) -> Sketch {
        let job = |(index, employer): (usize, &u32)| Job {
            employer: *employer,
            start: 24_000 - 30 * index as i32,
            end: None,
        };
        Sketch {
            name: name.into(),
            name_set: Some(name.iter().sum()),
            phone: Some(Key::new(Kind::Phone, phone)),
            email: Some(Key::new(Kind::Email, email)),
            jobs: jobs.iter().enumerate().map(job).collect(),
            ..Sketch::default()
        }
    }

    fn resolve(sketches: &[Sketch]) -> Persons {
        let mut pairs: Vec<(Key, u32)> = Vec::new();
        for (index, sketch) in sketches.iter().enumerate() {
            let history = Key::new(Kind::History, &format!("{:?}", sketch.jobs));
            for key in [sketch.phone, sketch.email, Some(history)].into_iter().flatten() {
                pairs.push((key, index as u32));
            }
        }
        pairs.sort_unstable();
        let mut groups = Groups::default();
        groups.add_sorted(&pairs);
        persons(&groups, sketches)
    }

    #[test]
    fn who_applies_again_with_a_new_mailbox_is_one_person() {
        let first = sketch(&[1, 2], "p", "old", &[7, 8]);
        let again = sketch(&[1, 2], "p", "new", &[7, 8]);
        assert_eq!(resolve(&[first, again]).of, [0, 0]);
    }

    #[test]
    fn a_married_name_is_one_person() {
        let before = sketch(&[1, 2], "p", "old", &[7, 8]);
        let after = sketch(&[1, 3], "p", "new", &[7, 8]);
        assert_eq!(resolve(&[before, after]).of, [0, 0]);
    }

    #[test]
    fn siblings_with_one_phone_are_two() {
        let one = sketch(&[1, 2], "p", "a", &[7, 8]);
        let other = sketch(&[1, 3], "p", "b", &[4, 5]);
        assert_eq!(resolve(&[one, other]).of, [0, 1]);
    }

    #[test]
    fn twins_with_one_phone_and_one_date_of_birth_are_two() {
        let mut one = sketch(&[1, 2], "p", "a", &[7, 8]);
        let mut other = sketch(&[1, 3], "p", "b", &[4, 5]);
        (one.born, other.born) = (Some(1), Some(1));
        assert_eq!(resolve(&[one, other]).of, [0, 1]);
    }

    #[test]
    fn one_history_without_one_contact_is_not_one_person() {
        let one = sketch(&[1, 2], "p", "a", &[7, 8]);
        let other = sketch(&[1, 2], "q", "b", &[7, 8]);
        assert_eq!(resolve(&[one, other]).of, [0, 1]);
    }

    #[test]
    fn two_dates_of_birth_never_join_even_through_a_third() {
        let mut father = sketch(&[1, 2], "p", "a", &[7, 8]);
        let mut son = sketch(&[1, 2], "p", "a", &[7, 8]);
        let unknown = sketch(&[1, 2], "p", "a", &[7, 8]);
        father.born = Some(1);
        son.born = Some(2);
        let of = resolve(&[father, son, unknown]).of;
        assert_ne!(of[0], of[1]);
    }

    #[test]
    fn a_token_and_contacts_in_common_do_not_make_many_names_one_person() {
        let people: Vec<Sketch> =
            (0..9).map(|n| sketch(&[1, 10 + n], "p", "a", &[20 + n])).collect();
        assert_eq!(resolve(&people).of, (0..9).collect::<Vec<u32>>());
        let same_history: Vec<Sketch> =
            (0..9).map(|n| sketch(&[1, 10 + n], "p", "a", &[7, 8])).collect();
        let persons = resolve(&same_history).of;
        assert!(persons.iter().collect::<std::collections::BTreeSet<_>>().len() >= 3);
    }

    #[test]
    fn order_does_not_matter() {
        let people = [
            sketch(&[1, 2], "p", "a", &[7, 8]),
            sketch(&[1, 2], "p", "b", &[7, 8]),
            sketch(&[3, 4], "q", "c", &[5, 6]),
        ];
        let forward = resolve(&people).of;
        let mut reversed = people;
        reversed.reverse();
        let backward = resolve(&reversed).of;
        assert_eq!(forward, [0, 0, 2]);
        assert_eq!(backward, [0, 1, 1]);
    }
}
