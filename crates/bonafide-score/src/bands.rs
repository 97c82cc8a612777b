//! What a probability asks of people: the thresholds of the bands.
//!
//! A budget says how many applications people can look at. Whatever it is, an application whose
//! evidence does not lift it by more than [`LEAST_EVIDENCE_BITS`] above the prior is clear: a
//! budget is no reason to look at somebody.

use crate::Band;

/// Evidence up to so many bits asks nothing of anybody.
pub const LEAST_EVIDENCE_BITS: f64 = 1.0;

/// Without a budget, what people look at: where one in ten is not who they say they are.
pub const REVIEW_PROBABILITY: f64 = 0.1;

/// What people look at first: where it is likelier than not.
pub const PRIORITY_PROBABILITY: f64 = 0.5;

/// How many applications people look at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Budget {
    /// This share of all applications at most, in `[0, 1]`, rounded up to a whole application.
    Share(f64),
    /// All from this probability on.
    Probability(f64),
}

/// Log2 odds at which the bands begin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// In review from here on.
    pub review_bits: f64,
    /// In priority from here on; at least `review_bits`.
    pub priority_bits: f64,
}

impl Thresholds {
    /// The band of an application.
    pub fn band(self, log_odds: f64) -> Band {
        if log_odds >= self.priority_bits {
            Band::Priority
        } else if log_odds >= self.review_bits {
            Band::Review
        } else {
            Band::Clear
        }
    }
}

/// The thresholds for a population of which `log_odds` are the scores, in any order.
///
/// Of a share of n applications, the k = ⌈share · n⌉ likeliest may be looked at. Where scores tie
/// at that edge, none of the tied is looked at, unless they are likelier than not not who they say
/// they are: then all of them are. The likeliest third of the k is looked at first, as far as it
/// is likelier than not. With a probability, review begins there and priority at one half, or with
/// review where that is later.
pub fn thresholds(budget: Budget, log_odds: &[f64], prior_bits: f64) -> Thresholds {
    // The next number above: evidence must be more than the least, and a threshold is inclusive.
    let least = (prior_bits + LEAST_EVIDENCE_BITS).next_up();
    match budget {
        Budget::Probability(probability) => {
            let review_bits = bits_of(probability).max(least);
            Thresholds {
                review_bits,
                priority_bits: bits_of(PRIORITY_PROBABILITY).max(review_bits),
            }
        }
        Budget::Share(share) => {
            let mut sorted = log_odds.to_vec();
            sorted.sort_by(|a, b| b.total_cmp(a));
            let places =
                ((share.clamp(0.0, 1.0) * sorted.len() as f64).ceil() as usize).min(sorted.len());
            let review_bits = edge(&sorted, places).max(least);
            let first = edge(&sorted, places.div_ceil(3)).max(review_bits);
            Thresholds { review_bits, priority_bits: first.max(bits_of(PRIORITY_PROBABILITY)) }
        }
    }
}

/// The least log-odds that have a place, after ties.
fn edge(sorted: &[f64], places: usize) -> f64 {
    let Some(next) = sorted.get(places) else { return f64::NEG_INFINITY };
    match places.checked_sub(1).map(|last| sorted[last]) {
        Some(last) if last > *next || last >= bits_of(PRIORITY_PROBABILITY) => last,
        _ => next.next_up(),
    }
}

fn bits_of(probability: f64) -> f64 {
    let probability = probability.clamp(1e-6, 1.0 - 1e-6);
    (probability / (1.0 - probability)).log2()
}

#[cfg(test)]
mod tests {
    use super::{Budget, thresholds};
    use crate::Band;

    fn count(log_odds: &[f64], budget: Budget) -> (usize, usize) {
        let thresholds = thresholds(budget, log_odds, -8.0);
        let bands = log_odds.iter().map(|bits| thresholds.band(*bits));
        let (mut review, mut priority) = (0, 0);
        for band in bands {
            review += usize::from(band == Band::Review);
            priority += usize::from(band == Band::Priority);
        }
        (review, priority)
    }

    #[test]
    fn a_share_is_kept() {
        let log_odds: Vec<f64> = (0..1000).map(|index| f64::from(index) / 50.0 - 10.0).collect();
        assert_eq!(count(&log_odds, Budget::Share(0.03)), (20, 10));
        assert_eq!(count(&log_odds, Budget::Share(0.0)), (0, 0));
    }

    #[test]
    fn ties_go_to_the_applicant() {
        assert_eq!(count(&[3.0, -2.0, -2.0, -2.0, -9.0, -9.0], Budget::Share(0.5)), (0, 1));
        assert_eq!(count(&[-2.0; 10], Budget::Share(0.5)), (0, 0));
        assert_eq!(count(&[-2.0; 10], Budget::Share(1.0)), (10, 0));
    }

    #[test]
    fn ties_that_are_likelier_than_not_are_looked_at_together() {
        assert_eq!(count(&[16.0, 16.0, 16.0, -9.0, -9.0, -9.0], Budget::Share(0.3)), (0, 3));
    }

    #[test]
    fn a_budget_is_no_reason_to_look_at_somebody() {
        assert_eq!(count(&[-8.0, -7.0, -9.0, -8.5], Budget::Share(1.0)), (0, 0));
        assert_eq!(count(&[-8.0, -7.0, -6.9, -8.5], Budget::Share(1.0)), (1, 0));
        assert_eq!(count(&[-8.0, -7.0], Budget::Probability(0.0)), (0, 0));
    }

    #[test]
    fn priority_is_likelier_than_not() {
        assert_eq!(count(&[-0.5, -0.4, -0.3, -9.0], Budget::Share(0.75)), (3, 0));
        assert_eq!(count(&[0.5, 0.4, 0.3, -9.0], Budget::Share(0.75)), (2, 1));
    }

    #[test]
    fn a_probability_is_a_threshold() {
        assert_eq!(count(&[-4.0, -3.0, -1.0, 0.0, 5.0], Budget::Probability(0.1)), (2, 2));
        assert_eq!(count(&[-4.0, -3.0, -1.0, 0.0, 5.0], Budget::Probability(0.9)), (0, 1));
    }

    #[test]
    fn nobody_applied() {
        assert_eq!(count(&[], Budget::Share(0.01)), (0, 0));
    }
}
