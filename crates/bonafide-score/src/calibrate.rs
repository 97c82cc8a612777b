//! Probabilities that mean what they say: one scale and one shift for all log-odds.
//!
//! After Platt ("Probabilistic outputs for support vector machines", 1999), but folded into the
//! table: the scale multiplies every bit, cap and floor, the shift goes to the base rate, so that
//! the terms of an assessment still add up.

use std::f64::consts::LN_2;

use crate::weights::Weights;

/// How far a handful of decisions may move the scale from 1: its standard deviation beforehand.
const SCALE_DEVIATION: f64 = 0.5;
/// The same for the shift from 0, in bits.
const SHIFT_DEVIATION: f64 = 2.0;

/// What makes log-odds mean what they say: `prior + shift + scale · evidence`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calibration {
    /// Multiplies every bit of evidence.
    pub scale: f64,
    /// Bits to add to the prior.
    pub shift: f64,
}

/// The calibration under which decisions are likeliest: pairs of an application's evidence in
/// bits, without prior, and whether the applicant was not who they said they were.
pub fn calibrate(decided: &[(f64, bool)], prior_bits: f64) -> Calibration {
    let (mut scale, mut shift) = (1.0_f64, 0.0_f64);
    for _ in 0..100 {
        let precision = (SCALE_DEVIATION.powi(-2), SHIFT_DEVIATION.powi(-2));
        let mut gradient = ((scale - 1.0) * precision.0, shift * precision.1);
        let mut curvature = (precision.0, 0.0, precision.1);
        for (bits, operator) in decided {
            let probability = crate::probability(prior_bits + shift + scale * bits);
            let error = (probability - f64::from(u8::from(*operator))) * LN_2;
            let bend = probability * (1.0 - probability) * LN_2 * LN_2;
            gradient = (gradient.0 + error * bits, gradient.1 + error);
            curvature =
                (curvature.0 + bend * bits * bits, curvature.1 + bend * bits, curvature.2 + bend);
        }
        let determinant = curvature.0 * curvature.2 - curvature.1 * curvature.1;
        let step = (
            (gradient.0 * curvature.2 - gradient.1 * curvature.1) / determinant,
            (gradient.1 * curvature.0 - gradient.0 * curvature.1) / determinant,
        );
        // Half a unit at once: Newton's step overshoots where all is nearly certain.
        scale = (scale - step.0.clamp(-0.5, 0.5)).max(0.05);
        shift -= step.1.clamp(-0.5, 0.5);
        if step.0.abs() + step.1.abs() < 1e-10 {
            break;
        }
    }
    Calibration { scale, shift }
}

/// The table with a calibration folded in.
pub fn fold(weights: &Weights, calibration: Calibration) -> Weights {
    let mut weights = weights.clone();
    let scaled = |bits: f64| bits * calibration.scale;
    for group in weights.groups.values_mut() {
        (group.cap, group.floor) = (scaled(group.cap), scaled(group.floor));
    }
    for row in weights.checks.values_mut() {
        row.clear = scaled(row.clear);
        row.noted.values_mut().for_each(|bits| *bits = scaled(*bits));
    }
    for row in weights.links.values_mut() {
        row.bits = scaled(row.bits);
    }
    weights.one_in = 1.0 + (-weights.prior_bits() - calibration.shift).exp2();
    weights
}

#[cfg(test)]
mod tests {
    use super::{calibrate, fold};
    use crate::invented::{CHECKS, TABLE, clear, noted};
    use crate::{Weights, assess};

    /// Evidence of ±bits whose true likelihood ratio is 2^±2, at even odds.
    fn decided(count: usize, bits: f64) -> Vec<(f64, bool)> {
        (0..count)
            .map(|index| {
                let (operator, turn) = (index % 2 == 0, (index / 2) % 5);
                let against = if operator { turn < 4 } else { turn < 1 };
                (if against { bits } else { -bits }, operator)
            })
            .collect()
    }

    #[test]
    fn bits_that_say_too_much_are_scaled_down() {
        let found = calibrate(&decided(20_000, 4.0), 0.0);
        assert!((found.scale - 0.5).abs() < 0.01 && found.shift.abs() < 0.01, "{found:?}");
        let found = calibrate(&decided(20_000, 2.0), 0.0);
        assert!((found.scale - 1.0).abs() < 0.01, "{found:?}");
    }

    #[test]
    fn a_wrong_base_rate_is_a_shift() {
        let found = calibrate(&decided(20_000, 2.0), -3.0);
        assert!((found.shift - 3.0).abs() < 0.02, "{found:?}");
    }

    #[test]
    fn without_decisions_nothing_moves() {
        let found = calibrate(&[], -8.0);
        assert!((found.scale - 1.0).abs() < 1e-9 && found.shift.abs() < 1e-9);
    }

    #[test]
    fn folded_in_the_terms_still_add_up() {
        let weights = Weights::parse(TABLE).unwrap();
        let calibration = super::Calibration { scale: 0.5, shift: 1.0 };
        let folded = fold(&weights, calibration);
        assert!((folded.prior_bits() - weights.prior_bits() - 1.0).abs() < 1e-9);
        let answers: Vec<_> = CHECKS
            .iter()
            .zip([noted("far"), noted("internet"), noted("hosting"), clear()])
            .collect();
        let evidence = |weights: &Weights| {
            let prior = weights.prior_bits();
            assess(&answers, Vec::new(), weights, prior).log_odds() - prior
        };
        assert!((evidence(&folded) - evidence(&weights) / 2.0).abs() < 1e-9);
    }
}
