//! How well probabilities rank: average precision, and what lies within a review budget.
//!
//! Equal probabilities have no order, so that they are treated as one block: precision is taken
//! at its end, and a budget that ends within it holds the same share of each of its members.

use super::AtBudget;

/// The mean of the precision at each application of an operator, as recall grows: of scores in
/// any unit, and whether an operator sent the application.
pub fn average_precision(scored: &[(f64, bool)]) -> f64 {
    let all = scored.iter().filter(|(_, operator)| *operator).count() as f64;
    let (mut seen, mut found, mut area) = (0.0, 0.0, 0.0);
    for block in blocks(scored) {
        let operators = block.iter().filter(|index| scored[**index].1).count() as f64;
        seen += block.len() as f64;
        found += operators;
        area += operators * found / seen;
    }
    if all == 0.0 { 0.0 } else { area / all }
}

/// How much of each application lies within the budget, in the order of input.
pub(super) fn within(scored: &[(f64, bool)], budget: f64) -> Vec<f64> {
    let mut places = budget * scored.len() as f64;
    let mut within = vec![0.0; scored.len()];
    for block in blocks(scored) {
        let share = (places / block.len() as f64).clamp(0.0, 1.0);
        for index in &block {
            within[*index] = share;
        }
        places -= block.len() as f64;
    }
    within
}

pub(super) fn at_budget(scored: &[(f64, bool)], budget: f64) -> AtBudget {
    let (mut looked_at, mut found, mut all) = (0.0, 0.0, 0.0);
    for (share, (_, operator)) in within(scored, budget).iter().zip(scored) {
        looked_at += share;
        found += if *operator { *share } else { 0.0 };
        all += if *operator { 1.0 } else { 0.0 };
    }
    let ratio = |of: f64| if of == 0.0 { 0.0 } else { found / of };
    AtBudget { budget, recall: ratio(all), precision: ratio(looked_at) }
}

/// Indices in blocks of equal probability, the greatest first.
fn blocks(scored: &[(f64, bool)]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..scored.len()).collect();
    order.sort_by(|a, b| scored[*b].0.total_cmp(&scored[*a].0));
    order
        .chunk_by(|a, b| scored[*a].0.total_cmp(&scored[*b].0).is_eq())
        .map(<[usize]>::to_vec)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{at_budget, average_precision, within};

    #[test]
    fn average_precision_as_in_the_textbook() {
        let scored = [(0.9, true), (0.8, false), (0.7, true), (0.1, false)];
        assert!((average_precision(&scored) - 5.0 / 6.0).abs() < 1e-12);
    }

    #[test]
    fn one_probability_for_all_gives_the_base_rate() {
        let scored: Vec<_> = (0..50).map(|index| (0.5, index % 10 == 0)).collect();
        assert!((average_precision(&scored) - 0.1).abs() < 1e-12);
        assert!((at_budget(&scored, 0.2).recall - 0.2).abs() < 1e-12);
    }

    #[test]
    fn a_budget_ends_within_a_tie() {
        let scored = [(0.9, true), (0.5, false), (0.5, true), (0.1, false)];
        assert_eq!(within(&scored, 0.5), [1.0, 0.5, 0.5, 0.0]);
        let figures = at_budget(&scored, 0.5);
        assert!((figures.recall - 0.75).abs() < 1e-12);
        assert!((figures.precision - 0.75).abs() < 1e-12);
    }
}
