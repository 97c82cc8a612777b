//! The base rate of the population at hand.
//!
//! A large file says itself how many of its applications are not what they claim: the rate under
//! which its evidence is likeliest (Saerens, Latinne and Decaestecker, "Adjusting the outputs of a
//! classifier to new a priori probabilities", Neural Computation 14, 2002). A small one cannot, so
//! the rate of the table stands in as a Beta distribution worth [`ANCHOR_APPLICATIONS`].

/// How many applications the table's rate is worth: a file of this size is heard half.
pub const ANCHOR_APPLICATIONS: f64 = 1000.0;

/// Least rate that is believed; below it one sees the table's errors, not the population.
pub const LEAST_RATE: f64 = 1.0 / 2000.0;

/// Greatest rate that is believed. Vendors saw clear signs in one application of six at most
/// (Pindrop, hiring telemetry, 2025), and that counted weaker signs than a false identity.
pub const GREATEST_RATE: f64 = 1.0 / 10.0;

/// Steps per bit to which evidence is rounded, so that the sum has few addends in a fixed order.
const STEPS: f64 = 64.0;
/// Evidence beyond so many bits says the same as at so many.
const WIDEST_BITS: f64 = 32.0;

/// Log2 odds before any evidence, and where they come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Prior {
    /// Log2 odds before any evidence.
    pub bits: f64,
    /// Where they come from, as a sentence for people.
    pub source: String,
}

/// Estimates the base rate from each application's evidence without prior, in bits.
///
/// `anchor` is the table's rate in log2 odds. Expectation and maximisation are repeated until the
/// rate stands still; the order of `evidence_bits` does not matter, to the last bit.
pub fn prior_bits(evidence_bits: &[f64], anchor: f64) -> Prior {
    let mut counts = vec![0_u64; (2.0 * WIDEST_BITS * STEPS) as usize + 1];
    for bits in evidence_bits {
        let bits = bits.clamp(-WIDEST_BITS, WIDEST_BITS);
        counts[((bits + WIDEST_BITS) * STEPS).round() as usize] += 1;
    }
    let filled: Vec<(f64, f64)> = counts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
        .map(|(step, count)| ((step as f64 / STEPS - WIDEST_BITS).exp2(), *count as f64))
        .collect();
    let anchor_rate = crate::probability(anchor);
    let rate = likeliest_rate(&filled, anchor_rate).clamp(LEAST_RATE, GREATEST_RATE);
    let bits = (rate / (1.0 - rate)).log2();
    Prior { bits, source: sentence(rate, anchor_rate, evidence_bits.len()) }
}

/// The rate that maximises the likelihood of (likelihood ratio, count) under the anchor.
fn likeliest_rate(evidence: &[(f64, f64)], anchor_rate: f64) -> f64 {
    let applications: f64 = evidence.iter().map(|(_, count)| count).sum();
    let mut rate = anchor_rate;
    for _ in 0..10_000 {
        let odds = rate / (1.0 - rate);
        let expected: f64 =
            evidence.iter().map(|(ratio, count)| count * odds * ratio / (1.0 + odds * ratio)).sum();
        let next =
            (expected + ANCHOR_APPLICATIONS * anchor_rate) / (applications + ANCHOR_APPLICATIONS);
        if (next - rate).abs() < 1e-12 {
            return next;
        }
        rate = next;
    }
    rate
}

fn sentence(rate: f64, anchor_rate: f64, applications: usize) -> String {
    let one_in = |rate: f64| (1.0 / rate).round();
    format!(
        "1 in {}, estimated from the evidence of {applications} applications and the table's \
         1 in {}, which counts as {ANCHOR_APPLICATIONS} applications",
        one_in(rate),
        one_in(anchor_rate)
    )
}

#[cfg(test)]
mod tests {
    use super::prior_bits;
    use crate::probability;

    fn anchor() -> f64 {
        -(342.0_f64).log2()
    }

    /// Evidence of an honest and of another application: +6 bits in 5 % and 96 % of them.
    fn population(applications: usize, operators: usize) -> Vec<f64> {
        let (against, favor) = ((0.96_f64 / 0.015).log2(), (0.04_f64 / 0.985).log2());
        let noted = (operators as f64 * 0.96) as usize
            + ((applications - operators) as f64 * 0.015) as usize;
        (0..applications).map(|index| if index < noted { against } else { favor }).collect()
    }

    #[test]
    fn one_application_gets_the_tables_rate_nearly() {
        for bits in [-3.0, 0.0, 5.0, 16.0] {
            let rate = probability(prior_bits(&[bits], anchor()).bits);
            assert!((rate - 1.0 / 343.0).abs() < 0.0011, "{rate}");
        }
        assert!((prior_bits(&[], anchor()).bits - anchor()).abs() < 1e-9);
    }

    #[test]
    fn forty_thousand_get_their_own() {
        for operators in [200, 1000, 2000] {
            let prior = prior_bits(&population(40_000, operators), anchor());
            let (rate, truth) = (probability(prior.bits), operators as f64 / 40_000.0);
            assert!((rate / truth - 1.0).abs() < 0.12, "{rate} is not {truth}");
        }
    }

    #[test]
    fn the_rate_is_bounded() {
        assert!((probability(prior_bits(&vec![12.0; 50_000], anchor()).bits) - 0.1).abs() < 1e-9);
        let least = probability(prior_bits(&vec![-12.0; 500_000], anchor()).bits);
        assert!((least - 1.0 / 2000.0).abs() < 1e-9);
    }

    #[test]
    fn order_does_not_matter_to_the_last_bit() {
        let mut evidence = population(5000, 100);
        let prior = prior_bits(&evidence, anchor());
        evidence.reverse();
        assert_eq!(prior, prior_bits(&evidence, anchor()));
    }

    #[test]
    fn the_source_is_a_sentence() {
        assert_eq!(
            prior_bits(&[], anchor()).source,
            "1 in 343, estimated from the evidence of 0 applications and the table's 1 in 343, \
             which counts as 1000 applications"
        );
    }
}
