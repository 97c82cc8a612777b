//! The base rate of the population at hand.
//!
//! A large file says itself how many of its applications are not what they claim: by the number of
//! those that hold strong evidence, over the share of operators' applications that hold as much
//! where as many questions were answered ([`Reach`]). Strong evidence alone is counted: honest
//! look-alikes are many where evidence is weak: when these triple, an estimate from all evidence
//! (Saerens, Latinne and Decaestecker, Neural Computation 14, 2002) takes them for operators, and
//! this one hardly moves. A small file says little, so the rate of the table stands in, as much as
//! [`ANCHOR_APPLICATIONS`] would.

use crate::weights::Reach;

/// How many applications the table's rate is worth: a file of this size is heard half.
pub const ANCHOR_APPLICATIONS: f64 = 1000.0;

/// The share of operators who hold strong evidence in an ordinary export, so that where little is
/// known of anybody the anchor counts for more: about the mean of the table of November 2026.
const ANCHOR_REACH: f64 = 0.5;

/// Least rate that is believed; below it one sees the table's errors, not the population.
pub const LEAST_RATE: f64 = 1.0 / 2000.0;

/// Greatest rate that is believed. Vendors saw clear signs in one application of six at most
/// (Pindrop, hiring telemetry, 2025), and that counted weaker signs than a false identity.
pub const GREATEST_RATE: f64 = 1.0 / 10.0;

/// What one application says of the base rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// Bits of everything known of it, without the prior.
    pub bits: f64,
    /// How many checks have an answer that the table gives bits to. What it gives none, such as
    /// whether a school abroad is known, does not count: that would let it move everybody's odds.
    pub answers: usize,
}

/// Log2 odds before any evidence, and where they come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Prior {
    /// Log2 odds before any evidence.
    pub bits: f64,
    /// Where they come from, as a sentence for people.
    pub source: String,
}

/// Estimates the base rate; `anchor` is the table's, in log2 odds. The order of `evidence` does not
/// matter, to the last bit.
pub fn prior(evidence: &[Evidence], anchor: f64, reach: &Reach) -> Prior {
    let strong = evidence.iter().filter(|e| e.bits >= reach.bits).count() as u64;
    let mut by_step = vec![0_u64; reach.by_answers.len()];
    for known in evidence {
        by_step[reach.step(known.answers)] += 1;
    }
    let reached: f64 =
        by_step.iter().zip(&reach.by_answers).map(|(count, share)| *count as f64 * share).sum();
    let anchor_rate = crate::probability(anchor);
    let anchored = ANCHOR_APPLICATIONS * ANCHOR_REACH;
    let rate = (strong as f64 + anchored * anchor_rate) / (reached + anchored);
    let rate = rate.clamp(LEAST_RATE, GREATEST_RATE);
    let one_in = |rate: f64| (1.0 / rate).round();
    let source = format!(
        "1 in {}: {strong} of {} applications hold evidence of {} bits or more, as {:.0} would if \
         all were operators'; the table's 1 in {} counts as {ANCHOR_APPLICATIONS} applications",
        one_in(rate),
        evidence.len(),
        reach.bits,
        reached,
        one_in(anchor_rate)
    );
    Prior { bits: (rate / (1.0 - rate)).log2(), source }
}

#[cfg(test)]
mod tests {
    use super::{Evidence, prior};
    use crate::probability;
    use crate::weights::Reach;

    fn anchor() -> f64 {
        -(342.0_f64).log2()
    }

    fn reach() -> Reach {
        Reach { bits: 8.0, by_answers: vec![0.1, 0.5], source: String::new() }
    }

    fn rate(evidence: &[Evidence]) -> f64 {
        probability(prior(evidence, anchor(), &reach()).bits)
    }

    /// Operators of whom half hold 10 bits, among look-alikes who hold 5 and others who hold none.
    fn population(operators: usize, look_alikes: usize) -> Vec<Evidence> {
        (0..40_000)
            .map(|index| {
                let bits = match index {
                    n if n < operators / 2 => 10.0,
                    n if n < operators / 2 + look_alikes => 5.0,
                    _ => -3.0,
                };
                Evidence { bits, answers: 6 }
            })
            .collect()
    }

    #[test]
    fn one_application_gets_the_tables_rate_nearly() {
        for bits in [-3.0, 0.0, 5.0, 16.0] {
            let rate = rate(&[Evidence { bits, answers: 6 }]);
            assert!((rate - 1.0 / 343.0).abs() < 0.0021, "{rate}");
        }
        assert!((rate(&[]) - 1.0 / 343.0).abs() < 1e-12);
    }

    #[test]
    fn forty_thousand_get_their_own_however_many_look_alikes() {
        for (operators, look_alikes) in [(200, 100), (1000, 100), (1000, 3000), (2000, 9000)] {
            let (rate, truth) =
                (rate(&population(operators, look_alikes)), operators as f64 / 40_000.0);
            assert!((rate / truth - 1.0).abs() < 0.05, "{rate} is not {truth}");
        }
    }

    #[test]
    fn where_little_is_known_of_anybody_the_table_counts_for_more() {
        let little: Vec<Evidence> = (0..2000).map(|_| Evidence { bits: 0.0, answers: 1 }).collect();
        let much: Vec<Evidence> = (0..2000).map(|_| Evidence { bits: 0.0, answers: 9 }).collect();
        assert!(rate(&little) > 1.9 * rate(&much));
    }

    #[test]
    fn the_rate_is_bounded() {
        let all = |bits| vec![Evidence { bits, answers: 6 }; 50_000];
        assert!((rate(&all(12.0)) - 0.1).abs() < 1e-9);
        assert!((rate(&all(-12.0)) - 1.0 / 2000.0).abs() < 1e-9);
    }

    #[test]
    fn order_does_not_matter_to_the_last_bit() {
        let mut evidence = population(100, 50);
        let before = prior(&evidence, anchor(), &reach());
        evidence.reverse();
        assert_eq!(before, prior(&evidence, anchor(), &reach()));
    }

    #[test]
    fn the_source_is_a_sentence() {
        assert_eq!(
            prior(&[], anchor(), &reach()).source,
            "1 in 343: 0 of 0 applications hold evidence of 8 bits or more, as 0 would if all were \
             operators'; the table's 1 in 343 counts as 1000 applications"
        );
    }
}
