//! Newton's method within bounds, for the loss of decisions plus the distance from the table.
//!
//! Numbers at a bound that the slope pushes against stay there; the others take Newton's step,
//! cut back to the bounds and halved until the loss falls. All sums run in the order of the
//! decisions, so that the same decisions give the same table to the last bit.

use std::f64::consts::LN_2;

use super::Trust;
use super::slots::{Addend, Example, Slots};

/// More rounds than any table needed; a bound, so that it ends.
const ROUNDS: u32 = 60;

/// What is to be made small.
pub(super) struct Problem<'a> {
    pub(super) slots: &'a Slots,
    pub(super) examples: &'a [Example],
    pub(super) prior_bits: f64,
    pub(super) trust: Trust,
}

impl Problem<'_> {
    /// Mean log-loss of the decisions in bits, without the distance from the table.
    pub(super) fn mean_loss(&self, values: &[f64]) -> f64 {
        let losses = self.examples.iter().map(|example| {
            let bits = self.log_odds(example, values, |_, _| {});
            softplus(if example.operator { -bits } else { bits } * LN_2) / LN_2
        });
        losses.sum::<f64>() / self.examples.len() as f64
    }

    /// Bits of one decision without the prior.
    pub(super) fn bits(&self, example: &Example, values: &[f64]) -> f64 {
        self.log_odds(example, values, |_, _| {}) - self.prior_bits
    }

    /// What is made small: loss in nats, and the distance from the shipped table.
    fn objective(&self, values: &[f64]) -> f64 {
        let distance: f64 = values
            .iter()
            .zip(&self.slots.shipped)
            .zip(&self.slots.deviation)
            .map(|((value, shipped), deviation)| ((value - shipped) / deviation).powi(2) / 2.0)
            .sum();
        let count = self.examples.len() as f64;
        self.mean_loss(values) * LN_2 * count * self.trust.decision + distance
    }

    /// Log2 odds of one decision as [`crate::assess`] has them; tells `slope` by which slots they
    /// move, and how fast.
    fn log_odds(
        &self,
        example: &Example,
        values: &[f64],
        mut slope: impl FnMut(usize, f64),
    ) -> f64 {
        let mut bits = self.prior_bits;
        let bound_of = |addends: &[Addend], bound: usize| {
            let sum = sum(addends, values);
            (sum, values[bound], sum.abs() > values[bound].abs())
        };
        for group in &example.groups {
            let sides = [(&group.against, group.cap), (&group.favor, group.floor)];
            for (addends, bound) in sides {
                let (sum, most, over) = bound_of(addends, bound);
                bits += if over { most } else { sum };
                if over {
                    slope(bound, 1.0);
                    continue;
                }
                for addend in addends {
                    slope(addend.slot, addend.amount);
                }
            }
        }
        bits.clamp(-self.slots.limit, self.slots.limit)
    }

    /// Gradient, and the upper triangle of the Gauss-Newton curvature by rows.
    fn slopes(&self, values: &[f64]) -> (Vec<f64>, Vec<Vec<f64>>) {
        let size = values.len();
        let mut gradient = vec![0.0; size];
        let mut curvature = vec![vec![0.0; size]; size];
        for index in 0..size {
            let precision = self.slots.deviation[index].powi(-2);
            gradient[index] = (values[index] - self.slots.shipped[index]) * precision;
            curvature[index][index] = precision;
        }
        let mut moved: Vec<(usize, f64)> = Vec::new();
        for example in self.examples {
            moved.clear();
            let bits = self.log_odds(example, values, |slot, amount| moved.push((slot, amount)));
            let probability = crate::probability(bits);
            let error = probability - f64::from(u8::from(example.operator));
            let pull = self.trust.decision * error * LN_2;
            let bend = self.trust.decision * probability * (1.0 - probability) * LN_2 * LN_2;
            for (slot, amount) in &moved {
                gradient[*slot] += pull * amount;
                for (other, other_amount) in &moved {
                    curvature[*slot][*other] += bend * amount * other_amount;
                }
            }
        }
        (gradient, curvature)
    }
}

/// The values at which the objective no longer falls, and the rounds it took.
pub(super) fn solve(problem: &Problem<'_>) -> (Vec<f64>, u32) {
    let bounds = &problem.slots.bounds;
    let mut values = problem.slots.shipped.clone();
    let mut objective = problem.objective(&values);
    for round in 1..=ROUNDS {
        let (gradient, curvature) = problem.slopes(&values);
        let free: Vec<usize> = (0..values.len())
            .filter(|index| {
                let (least, most) = bounds[*index];
                !(values[*index] <= least && gradient[*index] > 0.0
                    || values[*index] >= most && gradient[*index] < 0.0)
            })
            .collect();
        let step = newton_step(&free, &gradient, &curvature);
        let Some((next, lower)) = (0..30).find_map(|halvings| {
            let mut next = values.clone();
            for (index, step) in free.iter().zip(&step) {
                let (least, most) = bounds[*index];
                next[*index] = (values[*index] - step * 0.5_f64.powi(halvings)).clamp(least, most);
            }
            let lower = problem.objective(&next);
            (lower < objective).then_some((next, lower))
        }) else {
            return (values, round);
        };
        let gain = objective - lower;
        (values, objective) = (next, lower);
        if gain < 1e-9 * objective.abs().max(1.0) {
            return (values, round);
        }
    }
    (values, ROUNDS)
}

/// Solves curvature · step = gradient over the free numbers, by Cholesky's method. The curvature
/// is positive definite, for each number has its own distance from the table in it.
fn newton_step(free: &[usize], gradient: &[f64], curvature: &[Vec<f64>]) -> Vec<f64> {
    let size = free.len();
    let mut lower = vec![vec![0.0; size]; size];
    for row in 0..size {
        for column in 0..=row {
            let known: f64 =
                (0..column).map(|index| lower[row][index] * lower[column][index]).sum();
            let rest = curvature[free[row]][free[column]] - known;
            lower[row][column] =
                if row == column { rest.max(1e-12).sqrt() } else { rest / lower[column][column] };
        }
    }
    let mut step: Vec<f64> = free.iter().map(|index| gradient[*index]).collect();
    for row in 0..size {
        let known: f64 = (0..row).map(|index| lower[row][index] * step[index]).sum();
        step[row] = (step[row] - known) / lower[row][row];
    }
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|index| lower[index][row] * step[index]).sum();
        step[row] = (step[row] - known) / lower[row][row];
    }
    step
}

fn sum(addends: &[Addend], values: &[f64]) -> f64 {
    addends.iter().map(|addend| addend.amount * values[addend.slot]).sum()
}

/// ln(1 + eˣ) without overflow.
fn softplus(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

#[cfg(test)]
mod tests {
    use bonafide_evidence::Answer;

    use super::Problem;
    use crate::invented::{CHECKS, TABLE, clear, noted};
    use crate::learn::slots::Slots;
    use crate::learn::{Decision, Trust, given};
    use crate::{Weights, assess};

    #[test]
    fn scores_are_those_of_an_assessment() {
        let weights = Weights::parse(TABLE).unwrap();
        let trust = Trust { bits: 1.0, cap: 1.0, decision: 1.0 };
        let slots = Slots::of(&weights, trust);
        let problem = Problem { slots: &slots, examples: &[], prior_bits: -8.0, trust };
        let (near, far) = (noted("near"), noted("far"));
        for answers in [
            [near.clone(), noted("internet"), noted("hosting"), clear()],
            [far, clear(), clear(), noted("negative")],
            [near, Answer::Unknown, Answer::Unknown, clear()],
            [clear(), clear(), Answer::Unknown, Answer::Unknown],
        ] {
            let answers: Vec<_> = CHECKS.iter().zip(answers).collect();
            let decision = Decision { given: given(&answers), operator: true };
            let bits = problem.log_odds(&slots.example(&decision), &slots.shipped, |_, _| {});
            let assessed = assess(&answers, Vec::new(), &weights, -8.0).log_odds();
            assert!((bits - assessed).abs() < 1e-9, "{bits} is not {assessed}");
        }
    }
}
