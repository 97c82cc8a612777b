//! Links: two claimed persons, the values that they share, and the bits for one operator.

use crate::{
    Family, Groups, Key, Kind, Persons, Relations, Sketch, crowd,
    explanation::{Explanation, Homes},
    history::{Agreement, agreement},
    passages::copies::Copy,
    person::{Names, continuity, names, schools},
};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// What sharing a value of each kind is worth, in bits, where two hold it and nothing explains it.
#[derive(Clone, Debug)]
pub struct LinkWeights {
    /// Bits of each kind, by the kind's place in [`Kind`].
    pub bits: [f64; Kind::COUNT],
    /// The share of its bits that a value keeps where nothing else ties its holders together.
    pub alone: f64,
    /// The share that it keeps in an application of a claimed person who holds it in another one.
    pub again: f64,
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
    /// Whether one agency submitted both: it may pay and equip those whom it places.
    pub agency: bool,
}

/// One value that two claimed persons share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SharedKey {
    /// The value; of passages, one of them.
    pub key: Key,
    /// Claimed persons who hold it; of passages, the words in common.
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

/// The share of a value among `inside` members of one ring who hold it. That an operator uses it
/// for many names makes it no more common: it is as rare as those outside the ring leave it.
pub(crate) fn share_within(shared: &SharedKey, inside: u32) -> f64 {
    let kind = shared.key.kind();
    let Some(sharing) = kind
        .sharing()
        .filter(|_| !matches!(kind, Kind::Passages | Kind::Identity | Kind::Operator))
    else {
        return shared.share;
    };
    let outside = shared.holders.saturating_sub(inside);
    let among_all = rarity(shared.holders, sharing.holders_max);
    let of_others = rarity(outside + 2, sharing.holders_max);
    if among_all > 0.0 { shared.share * of_others / among_all } else { shared.share }
}

/// Finds every two claimed persons who share a value that few hold, or text that one copied, or
/// behind whom people found one operator; sorted by both.
pub fn links(
    groups: &Groups,
    sketches: &[Sketch],
    persons: &Persons,
    copies: &[Copy],
    relations: &Relations,
) -> Vec<Link> {
    let mut links = sharing(groups, sketches, persons, copies);
    crowd::discount(&mut links, &bodies(copies, persons));
    relations.apply(&mut links, persons);
    links
}

/// The same before it is looked at what crowds have in common.
pub fn sharing(
    groups: &Groups,
    sketches: &[Sketch],
    persons: &Persons,
    copies: &[Copy],
) -> Vec<Link> {
    let mut found: Vec<(u32, u32, SharedKey)> = of_text(copies, persons);
    let mut holders: Vec<u32> = Vec::new();
    for (key, applications) in groups.iter() {
        let Some(sharing) = key.kind().sharing() else {
            continue;
        };
        // Runs of words only find the texts to compare.
        if key.kind() == Kind::Passages {
            continue;
        }
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
                found.push((*a, *b, SharedKey { key, holders: count, share }));
            }
        }
    }
    found.sort_by(|x, y| {
        (x.0, x.1, x.2.key.kind()).cmp(&(y.0, y.1, y.2.key.kind())).then(x.2.key.cmp(&y.2.key))
    });
    let claimants = Claimants { repeated: persons.repeated(), sketches };
    found
        .chunk_by(|x, y| (x.0, x.1) == (y.0, y.1))
        .filter_map(|pair| explained(pair, &claimants))
        .collect()
}

/// Text in common as a shared value of two claimed persons.
fn of_text(copies: &[Copy], persons: &Persons) -> Vec<(u32, u32, SharedKey)> {
    let shared = copies.iter().map(|copy| {
        let (a, b) = persons_of(copy, persons);
        let shared = SharedKey { key: copy.key, holders: copy.equal as u32, share: copy.share() };
        (a, b, shared)
    });
    shared.collect()
}

/// Claimed persons whose texts are one body under two names.
fn bodies(copies: &[Copy], persons: &Persons) -> FxHashSet<(u32, u32)> {
    copies.iter().filter(|copy| copy.is_body()).map(|copy| persons_of(copy, persons)).collect()
}

fn persons_of(copy: &Copy, persons: &Persons) -> (u32, u32) {
    let (a, b) = (persons.of[copy.a as usize], persons.of[copy.b as usize]);
    (a.min(b), a.max(b))
}

/// Applications of one claimed person that are looked at for what explains a link.
const APPLICATIONS_MAX: usize = 8;

/// The sketches of every claimed person.
struct Claimants<'a> {
    /// Claimed persons with several applications, each with these in order.
    repeated: Vec<Vec<u32>>,
    /// Of all applications.
    sketches: &'a [Sketch],
}

impl<'a> Claimants<'a> {
    fn of(&self, person: u32) -> Vec<&'a Sketch> {
        let found = self.repeated.binary_search_by_key(&person, |members| members[0]);
        let alone = [person];
        let members = found.map_or(&alone[..], |index| &self.repeated[index]);
        members.iter().take(APPLICATIONS_MAX).map(|a| &self.sketches[*a as usize]).collect()
    }
}

/// A link of what remains of each kind's strongest value after what explains it. What any
/// application of a claimed person explains is explained, whichever came first.
fn explained(pair: &[(u32, u32, SharedKey)], claimants: &Claimants<'_>) -> Option<Link> {
    let (a, b, _) = pair[0];
    let (of_a, of_b) = (claimants.of(a), claimants.of(b));
    let both: Vec<(&Sketch, &Sketch)> =
        of_a.iter().flat_map(|a| of_b.iter().map(|b| (*a, *b))).collect();
    let explanation = Explanation::of_any(&both);
    let named_alike = both.iter().any(|(a, b)| same_name(a, b));
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
            Kind::Identity => contested(&both),
            // One name with one history, text and profile is the identity itself, judged above.
            Kind::History | Kind::Dates | Kind::Profile | Kind::Passages if named_alike => 0.0,
            _ => explanation.remains(sharing.family),
        };
        let share = strongest.share * remains;
        if share > 0.0 {
            shared.push(SharedKey { share, ..*strongest });
        }
    }
    let apart = explanation.homes == Homes::Apart;
    let agency = explanation.agency;
    (!shared.is_empty()).then_some(Link { a, b, shared, apart, agency })
}

fn same_name(a: &Sketch, b: &Sketch) -> bool {
    names(a, b) == Names::Equal
}

/// How much one name at one employer counts as a contested identity: only where histories agree
/// and no contact continues.
fn contested(both: &[(&Sketch, &Sketch)]) -> f64 {
    if both.iter().any(|(a, b)| continuity(a, b)) {
        return 0.0;
    }
    let claimed = |(a, b): &(&Sketch, &Sketch)| {
        let history = agreement(&a.jobs, &b.jobs);
        match (same_name(a, b), history, schools(a, b)) {
            (true, Agreement::Most, _) | (true, Agreement::Only, Some(true)) => 1.0,
            // Two of one name may have begun at one employer in one month.
            (true, Agreement::Only, None) => 0.5,
            _ => 0.0,
        }
    };
    both.iter().map(claimed).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::{Link, LinkWeights, SharedKey, rarity, share_within};
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
    fn a_value_is_as_rare_as_those_outside_the_ring_leave_it() {
        let holders = 15;
        let share = rarity(holders, 20);
        let phone = SharedKey { key: Key::new(Kind::Phone, "p"), holders, share };
        assert!((share_within(&phone, 15) - 1.0).abs() < 1e-12);
        assert!((share_within(&phone, 2) - share).abs() < 1e-12);
        let text = SharedKey { key: Key::new(Kind::Passages, "t"), ..phone };
        assert!((share_within(&text, 15) - share).abs() < 1e-12);
    }

    #[test]
    fn of_one_family_only_the_strongest_counts() {
        let shared = |kind| SharedKey { key: Key::new(kind, "v"), holders: 2, share: 1.0 };
        let link = Link {
            a: 0,
            b: 1,
            shared: vec![shared(Kind::Phone), shared(Kind::Email)],
            apart: true,
            agency: false,
        };
        let mut weights = LinkWeights { bits: [0.0; Kind::COUNT], alone: 0.3, again: 0.5 };
        weights.bits[Kind::Phone as usize] = 5.0;
        weights.bits[Kind::Email as usize] = 6.0;
        assert!((link.bits(&weights) - 6.0).abs() < 1e-12);
    }
}
