//! Which applications have enough rare runs in common for their texts to be compared.

use crate::{Groups, Kind, Persons, link::rarity};

/// Two applications of different claimed persons whose texts are worth comparing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The earlier application.
    pub a: u32,
    /// The later application.
    pub b: u32,
    /// Sampled runs in common, each by its rarity.
    pub weight: f32,
}

/// Most claimed persons who hold a run for every two of them to be paired; of more, up to
/// [`Groups`]' bound for passages, only neighbors in order of arrival, so that no phrase costs
/// more than a line for each holder.
const ALL_PAIRS_MAX: usize = 24;

/// How many neighbors are paired in a larger group.
const NEIGHBORS: usize = 4;

/// Runs in common, by rarity, from which texts are compared: one alone is a phrase.
const WEIGHT_MIN: f32 = 1.6;

/// Most candidates of one application, the strongest of them: half of the largest ring.
const EACH_MAX: u8 = 24;

/// Most candidates in all, the strongest of them: some seconds of comparing, and ten times reading.
const CANDIDATES_MAX: usize = 1_000_000;

/// Finds the candidates, sorted by both applications.
pub fn candidates(groups: &Groups, persons: &Persons) -> Vec<Candidate> {
    let mut met: Vec<(u64, f32)> = Vec::new();
    let mut holders: Vec<(u32, u32)> = Vec::new();
    for (key, applications) in groups.iter() {
        if key.kind() != Kind::Passages {
            continue;
        }
        holders.clear();
        holders.extend(applications.iter().map(|a| (persons.of[*a as usize], *a)));
        holders.sort_unstable();
        holders.dedup_by_key(|(person, _)| *person);
        let weight = rarity(holders.len() as u32, Groups::PASSAGE_HOLDERS_MAX as u32) as f32;
        let reach = if holders.len() <= ALL_PAIRS_MAX { holders.len() } else { NEIGHBORS };
        for (index, (_, a)) in holders.iter().enumerate() {
            for (_, b) in holders[index + 1..].iter().take(reach) {
                met.push((u64::from(*a.min(b)) << 32 | u64::from(*a.max(b)), weight));
            }
        }
    }
    // By weight too, so that sums do not depend on the order of keys.
    met.sort_unstable_by(|x, y| x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)));
    let mut candidates: Vec<Candidate> = met
        .chunk_by(|x, y| x.0 == y.0)
        .filter(|pair| pair.len() > 1)
        .map(|pair| Candidate {
            a: (pair[0].0 >> 32) as u32,
            b: pair[0].0 as u32,
            weight: pair.iter().map(|(_, weight)| weight).sum(),
        })
        .filter(|candidate| candidate.weight >= WEIGHT_MIN)
        .collect();
    drop(met);
    candidates
        .sort_unstable_by(|x, y| y.weight.total_cmp(&x.weight).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut of_each = vec![0_u8; persons.of.len()];
    let mut pairs_of_persons = rustc_hash::FxHashSet::default();
    candidates.retain(|candidate| {
        let (a, b) = (candidate.a as usize, candidate.b as usize);
        let kept = of_each[a] < EACH_MAX
            && of_each[b] < EACH_MAX
            && pairs_of_persons.insert((persons.of[a], persons.of[b]));
        of_each[a] += u8::from(kept);
        of_each[b] += u8::from(kept);
        kept
    });
    candidates.truncate(CANDIDATES_MAX);
    candidates.sort_unstable_by_key(|candidate| (candidate.a, candidate.b));
    candidates
}

#[cfg(test)]
mod tests {
    use super::candidates;
    use crate::{Groups, Key, Kind, Persons};

    fn met(pairs: &[(u64, u32)], of: &[u32]) -> Vec<(u32, u32)> {
        let mut pairs: Vec<(Key, u32)> =
            pairs.iter().map(|(run, a)| (Key::of_hash(Kind::Passages, run << 32), *a)).collect();
        pairs.sort_unstable();
        let mut groups = Groups::default();
        groups.add_sorted(&pairs);
        candidates(&groups, &Persons { of: of.to_vec() }).iter().map(|c| (c.a, c.b)).collect()
    }

    #[test]
    fn one_run_in_common_is_no_candidate_and_several_are() {
        assert!(met(&[(1, 0), (1, 1)], &[0, 1]).is_empty());
        assert_eq!(met(&[(1, 0), (1, 1), (2, 0), (2, 1)], &[0, 1]), [(0, 1)]);
    }

    #[test]
    fn who_applies_again_is_not_compared_with_oneself() {
        assert!(met(&[(1, 0), (1, 1), (2, 0), (2, 1)], &[0, 0]).is_empty());
    }

    #[test]
    fn phrases_of_a_crowd_cost_a_line_each() {
        let of: Vec<u32> = (0..60).collect();
        let phrases: Vec<(u64, u32)> =
            (1..=30).flat_map(|run| (0..60).map(move |a| (run, a))).collect();
        assert!(met(&phrases, &of).len() <= 60 * super::NEIGHBORS);
        let of: Vec<u32> = (0..5_000).collect();
        let common: Vec<(u64, u32)> =
            (1..=30).flat_map(|run| (0..5_000).map(move |a| (run, a))).collect();
        assert!(met(&common, &of).is_empty());
    }
}
