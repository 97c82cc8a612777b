//! How often people who have something in common come together, without anything having happened:
//! teams whose project ended, a class that graduates, colleagues who tell each other of a job.
//!
//! Of two holders of a value, chance alone lets them come in one week so often; what they do beyond
//! that is the correlation within the value. One value says little of itself, so that each is held
//! against the mean of those of its kind that about as many hold: for a rare employer is a team
//! where a common one is a market. The highest tenth may be surges, which excuse nobody, themselves
//! least, and are left out.

use crate::traits::Common;
use std::collections::BTreeMap;

/// So many values of about one size tell; where there are fewer, all of the kind do.
const VALUES_MIN: usize = 20;

/// One in so many values may be a surge.
const SURGES_ONE_IN: usize = 10;

/// Jobs of so many applicants tell how much new profiles come in company.
const TELLING_APPLICANTS: u64 = 20;

/// A square deviation beyond this many of its own size is a surge's, and tells nothing of the rest.
const DEVIATION_MAX: f64 = 16.0;

/// More than this is never explained by company.
const TIED_MAX: f64 = 0.5;

/// Values with the correlation of each.
#[derive(Default)]
pub(crate) struct Company {
    values: Vec<Value>,
}

struct Value {
    kind: Common,
    /// Holders, in powers of two.
    size: u32,
    correlation: f64,
}

impl Company {
    /// Takes a value: how many of its holders came in each week, and how likely two of them come in
    /// one week by chance. Gives its place.
    pub(crate) fn add(
        &mut self,
        kind: Common,
        counts: impl Iterator<Item = u64>,
        by_chance: f64,
    ) -> usize {
        let (mut all, mut together) = (0.0, 0.0);
        for count in counts {
            let count = count as f64;
            all += count;
            together += count * (count - 1.0);
        }
        let seen = if all > 1.0 { together / (all * (all - 1.0)) } else { 0.0 };
        let room = (1.0 - by_chance).max(1e-9);
        let correlation = (seen - by_chance) / room;
        self.values.push(Value { kind, size: (all as u64).max(1).ilog2(), correlation });
        self.values.len() - 1
    }

    /// How much company is usual for each value, in the order in which they were added.
    pub(crate) fn tied(&self) -> Vec<f64> {
        let mut of_size: BTreeMap<(usize, u32), Vec<f64>> = BTreeMap::new();
        let mut of_kind: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
        for value in &self.values {
            let kind = value.kind as usize;
            of_size.entry((kind, value.size)).or_default().push(value.correlation);
            of_kind.entry(kind).or_default().push(value.correlation);
        }
        let of_size: BTreeMap<_, _> =
            of_size.into_iter().map(|(size, all)| (size, usual(all))).collect();
        let of_kind: BTreeMap<_, _> =
            of_kind.into_iter().map(|(kind, all)| (kind, usual(all))).collect();
        let usual = |value: &Value| {
            let kind = value.kind as usize;
            of_size[&(kind, value.size)].or(of_kind[&kind]).unwrap_or(0.0)
        };
        self.values.iter().map(usual).collect()
    }
}

/// The mean of all but the highest tenth, where there are enough.
fn usual(mut correlations: Vec<f64>) -> Option<f64> {
    if correlations.len() < VALUES_MIN {
        return None;
    }
    correlations.sort_by(f64::total_cmp);
    correlations.truncate(correlations.len() - correlations.len().div_ceil(SURGES_ONE_IN));
    let mean = correlations.iter().sum::<f64>() / correlations.len() as f64;
    Some(mean.clamp(0.0, TIED_MAX))
}

/// How much of the variation of new profiles is common to those who apply to one job: by what the
/// spread over jobs (new profiles, applicants, expected) is wider than a binomial one.
pub(crate) fn of_jobs(jobs: impl Iterator<Item = (u64, u64, f64)>) -> f64 {
    let (mut spread, mut count, mut applicants) = (0.0, 0.0, 0.0);
    for (seen, all, expected) in jobs {
        let variance = expected * (1.0 - expected / all as f64);
        if all < TELLING_APPLICANTS || expected < 1.0 || variance <= 0.0 {
            continue;
        }
        let off = seen as f64 - expected;
        spread += (off * off / variance).min(DEVIATION_MAX);
        count += 1.0;
        applicants += all as f64;
    }
    if count < 10.0 {
        return 0.0;
    }
    let wider: f64 = spread / count - 1.0;
    (wider / (applicants / count - 1.0)).clamp(0.0, TIED_MAX)
}

#[cfg(test)]
mod tests {
    use super::Company;
    use crate::traits::Common;

    #[test]
    fn who_comes_one_by_one_is_not_tied_and_who_comes_in_teams_is() {
        let mut company = Company::default();
        // Eight holders of each employer in eight weeks of many; of each school, in two teams.
        for _ in 0..40 {
            company.add(Common::Employer, [1; 8].into_iter(), 0.0);
            company.add(Common::School, [4, 4].into_iter(), 0.0);
        }
        let tied = company.tied();
        assert!(tied[0] < 1e-9, "{tied:?}");
        assert!((tied[1] - 24.0 / 56.0).abs() < 1e-9, "{tied:?}");
    }

    #[test]
    fn a_surge_excuses_neither_itself_nor_others() {
        let mut company = Company::default();
        for _ in 0..99 {
            company.add(Common::Employer, [1; 8].into_iter(), 0.0);
        }
        let surge = company.add(Common::Employer, [8].into_iter(), 0.0);
        let tied = company.tied();
        assert!(tied[surge] < 1e-9 && tied[0] < 1e-9, "{tied:?}");
    }

    #[test]
    fn rare_values_are_held_against_rare_ones() {
        let mut company = Company::default();
        for _ in 0..40 {
            company.add(Common::Employer, [3, 3].into_iter(), 0.0);
            company.add(Common::Employer, [1; 100].into_iter(), 0.0);
        }
        let tied = company.tied();
        assert!(tied[0] > 0.3 && tied[1] < 1e-9, "{tied:?}");
    }
}
