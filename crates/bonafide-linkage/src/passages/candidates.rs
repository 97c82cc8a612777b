//! Which applications have enough rare runs in common for their texts to be compared.

use crate::{Groups, Kind, Persons, link::rarity};
use rustc_hash::FxHashSet;

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
        let (weight, reach) = weight_and_reach(holders.len());
        for (index, (_, a)) in holders.iter().enumerate() {
            for (_, b) in holders[index + 1..].iter().take(reach) {
                met.push((u64::from(*a.min(b)) << 32 | u64::from(*a.max(b)), weight));
            }
        }
    }
    let mut candidates = heaviest_first(met);
    let mut of_each = vec![0_u8; persons.of.len()];
    let mut pairs_of_persons = FxHashSet::default();
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

/// Finds the candidates of one application; `runs` are the holders of each of its runs with their
/// claimed persons, in order of arrival. What bounds the candidates of the others is not looked at:
/// of all that [`candidates`] finds of it, none is left out.
pub fn candidates_of<'a>(own: u32, runs: impl Iterator<Item = &'a [(u32, u32)]>) -> Vec<Candidate> {
    let mut met: Vec<(u64, f32)> = Vec::new();
    let mut holders: Vec<(u32, u32)> = Vec::new();
    for run in runs {
        holders.clear();
        holders.extend(run.iter().map(|(application, person)| (*person, *application)));
        holders.sort_unstable();
        holders.dedup_by_key(|(person, _)| *person);
        let Some(at) = holders.iter().position(|(_, a)| *a == own) else {
            continue;
        };
        let (weight, reach) = weight_and_reach(holders.len());
        let near = at.saturating_sub(reach)..(at + reach + 1).min(holders.len());
        for (_, other) in holders[near].iter().filter(|(_, other)| *other != own) {
            met.push((u64::from(own.min(*other)) << 32 | u64::from(own.max(*other)), weight));
        }
    }
    let mut candidates = heaviest_first(met);
    candidates.sort_unstable_by_key(|candidate| (candidate.a, candidate.b));
    candidates
}

/// What a run counts that so many claimed persons hold, and how many on either side are paired.
fn weight_and_reach(holders: usize) -> (f32, usize) {
    let weight = rarity(holders as u32, Groups::PASSAGE_HOLDERS_MAX as u32) as f32;
    (weight, if holders <= ALL_PAIRS_MAX { holders } else { NEIGHBORS })
}

/// Pairs that met in more than one run and weigh enough, from who met in each run by its weight.
fn heaviest_first(mut met: Vec<(u64, f32)>) -> Vec<Candidate> {
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
    candidates
}

#[cfg(test)]
mod tests {
    use super::{candidates, candidates_of};
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

    #[test]
    fn of_one_the_same_are_found_as_among_all() {
        // 40 claimed persons who each applied twice; run `r` is held by every `r`-th application.
        let of: Vec<u32> = (0..80).map(|a| a % 40).collect();
        let holders = |run: u64| (0..80_u32).filter(move |a| u64::from(*a) % run == 0);
        let pairs: Vec<(u64, u32)> =
            (2..=30).flat_map(|run| holders(run).map(move |a| (run, a))).collect();
        let all = met(&pairs, &of);
        for own in 0..80 {
            let runs: Vec<Vec<(u32, u32)>> = (2..=30)
                .filter(|run| u64::from(own) % run == 0)
                .map(|run| holders(run).map(|a| (a, of[a as usize])).collect())
                .collect();
            let found = candidates_of(own, runs.iter().map(Vec::as_slice));
            let found: Vec<(u32, u32)> = found.iter().map(|c| (c.a, c.b)).collect();
            let left_out: Vec<&(u32, u32)> = all
                .iter()
                .filter(|pair| (pair.0 == own || pair.1 == own) && !found.contains(pair))
                .collect();
            assert!(left_out.is_empty(), "of {own}: {left_out:?}");
        }
        assert!(all.len() > 40);
    }
}
