//! Which of many surprises are believed, so that of those believed few are chance.
//!
//! Y. Benjamini and D. Yekutieli, "The control of the false discovery rate in multiple testing
//! under dependency", Annals of Statistics 29, 2001: holds however the tests depend on one
//! another, as those of one application's school, employer and network do.

/// The largest probability that is believed, so that at most a share `rate` of those believed is
/// expected to be chance; `None` where none is. `looked_at` counts all that was looked at, those
/// left out of `probabilities` because they could not have been believed included.
pub(crate) fn believed(probabilities: &[f64], looked_at: usize, rate: f64) -> Option<f64> {
    let mut sorted = probabilities.to_vec();
    sorted.sort_by(f64::total_cmp);
    let all = looked_at.max(sorted.len()) as f64;
    // The harmonic sum, by Euler and Maclaurin: exact to 1e-8 from the first hundred on.
    let harmonic = if all < 100.0 {
        (1..=all as u64).map(|i| 1.0 / i as f64).sum::<f64>()
    } else {
        all.ln() + 0.577_215_664_901_532_9 + 1.0 / (2.0 * all)
    };
    let ranked = sorted.iter().enumerate();
    ranked
        .filter(|(rank, p)| **p <= (rank + 1) as f64 * rate / (all * harmonic))
        .map(|(_, p)| *p)
        .next_back()
}

#[cfg(test)]
mod tests {
    use super::believed;

    #[test]
    fn strong_surprises_are_believed_and_those_of_chance_are_not() {
        let chance: Vec<f64> = (1..=1000).map(|i| f64::from(i) / 1000.0).collect();
        assert_eq!(believed(&chance, 1000, 0.05), None);
        let mut mixed = chance.clone();
        mixed.extend([1e-9, 1e-8, 1e-12]);
        assert_eq!(believed(&mixed, mixed.len(), 0.05), Some(1e-8));
        assert_eq!(believed(&[], 0, 0.05), None);
        // The same surprise among more that was looked at is less of one.
        assert_eq!(believed(&[1e-4], 10, 0.05), Some(1e-4));
        assert_eq!(believed(&[1e-4], 10_000, 0.05), None);
    }
}
