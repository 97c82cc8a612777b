//! Weights that learn from decisions, and hold to what was published until decisions outweigh it.
//!
//! The maximum a posteriori of a logistic model: each bit of the table has a Gaussian prior at its
//! shipped value, so that ten decisions move it a little and ten thousand a lot. Scores are capped
//! as in [`crate::assess`], the caps and floors of groups are learned along. What is noted never
//! gets negative bits, what is clear never positive ones, and what the table says is worth nothing
//! stays so: that is a choice, often of fairness. The base rate is that of the decisions and is no
//! part of the result: it belongs to a population, and [`crate::prior`] finds it anew.

mod newton;
mod slots;

use bonafide_evidence::{Answer, Check};

use crate::weights::{Reach, Weights};

/// One thing known of an application, as far as it has a row in the table.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// A check by name, answered clear.
    Clear(String),
    /// A check by name, answered noted, and the level.
    Noted(String, String),
    /// A check by name, noted at a level in another application of the same claimed person.
    Elsewhere(String, String),
    /// A kind of sharing by the name of its term, and the share of its bits that the value has.
    Shared(String, f64),
}

/// One application about which people decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// What was known.
    pub given: Vec<Given>,
    /// Whether the applicant turned out not to be who they said they were.
    pub operator: bool,
}

/// How much decisions may move the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trust {
    /// Standard deviation of the bits of a check or kind around the shipped ones, in bits.
    pub bits: f64,
    /// Standard deviation of a group's cap and floor, in bits.
    pub cap: f64,
    /// How many real decisions one of these is worth; less than 1 for invented applications.
    pub decision: f64,
}

/// A learned table, and what learning it did.
#[derive(Clone, Debug, PartialEq)]
pub struct Learned {
    /// The table, its bits rounded to hundredths, its note in `fitted`.
    pub weights: Weights,
    /// Mean log-loss of the decisions in bits under the table given.
    pub loss_before: f64,
    /// The same under the table learned.
    pub loss_after: f64,
    /// Newton's rounds until nothing moved.
    pub rounds: u32,
}

/// What the answers of checks give to learn from; an unknown one gives nothing.
pub fn given(answers: &[(&Check, Answer)]) -> Vec<Given> {
    answers
        .iter()
        .filter_map(|(check, answer)| match answer {
            Answer::Unknown => None,
            Answer::Clear(_) => Some(Given::Clear(check.name.to_owned())),
            Answer::Noted(level, _) => {
                Some(Given::Noted(check.name.to_owned(), (*level).to_owned()))
            }
        })
        .collect()
}

/// Learns from decisions; `note` names them in the table. Without decisions of both kinds there is
/// nothing to tell apart, and the table stays as it is.
pub fn learn(decisions: &[Decision], weights: &Weights, trust: Trust, note: &str) -> Learned {
    let operators = decisions.iter().filter(|decision| decision.operator).count();
    if operators == 0 || operators == decisions.len() {
        return Learned { weights: weights.clone(), loss_before: 0.0, loss_after: 0.0, rounds: 0 };
    }
    let base_rate = operators as f64 / decisions.len() as f64;
    let prior_bits = (base_rate / (1.0 - base_rate)).log2();
    let slots = slots::Slots::of(weights, trust);
    let examples: Vec<slots::Example> =
        decisions.iter().map(|decision| slots.example(decision)).collect();
    let problem = newton::Problem { slots: &slots, examples: &examples, prior_bits, trust };
    let (values, rounds) = newton::solve(&problem);
    let mut learned = slots.write(&values, weights);
    learned.reach = reach(decisions, &problem, &values, &learned);
    learned.fitted = Some(note.to_owned());
    Learned {
        loss_before: problem.mean_loss(&slots.shipped),
        loss_after: problem.mean_loss(&values),
        weights: learned,
        rounds,
    }
}

/// Operators' decisions of one step from which its share is believed; of fewer the table's holds.
const STEP_DECISIONS_MIN: usize = 30;

/// The share of operators' decisions that hold strong evidence, by how much is known of them.
fn reach(
    decisions: &[Decision],
    problem: &newton::Problem<'_>,
    values: &[f64],
    learned: &Weights,
) -> Reach {
    let mut reach = learned.reach.clone();
    let mut counts = vec![(0_usize, 0_usize); reach.by_answers.len()];
    for (decision, example) in decisions.iter().zip(problem.examples) {
        if decision.operator {
            let worth_bits = |given: &&Given| match given {
                Given::Clear(check) => learned.checks.get(check).is_some_and(|r| r.clear != 0.0),
                Given::Noted(check, level) => learned
                    .checks
                    .get(check)
                    .and_then(|row| row.noted.get(level))
                    .is_some_and(|bits| *bits != 0.0),
                Given::Elsewhere(..) | Given::Shared(..) => false,
            };
            let answers = decision.given.iter().filter(worth_bits).count();
            let (all, strong) = &mut counts[reach.step(answers)];
            *all += 1;
            *strong += usize::from(problem.bits(example, values) >= reach.bits);
        }
    }
    for (share, (all, strong)) in reach.by_answers.iter_mut().zip(counts) {
        if all >= STEP_DECISIONS_MIN {
            *share = (strong as f64 / all as f64 * 100.0).round() / 100.0;
        }
    }
    "measured on what the table was learned from".clone_into(&mut reach.source);
    reach
}

#[cfg(test)]
mod tests {
    use super::{Decision, Given, Learned, Trust, learn};
    use crate::Weights;
    use crate::invented::TABLE;

    const TRUST: Trust = Trust { bits: 0.5, cap: 0.5, decision: 1.0 };

    /// Decisions in which hosting networks are noted in a tenth of the honest applications and
    /// in eight tenths of the others: 3 bits, where the table says 1; clear: -2.2, where it says
    /// -0.1.
    fn decisions(count: usize) -> Vec<Decision> {
        (0..count)
            .map(|index| {
                let (operator, turn) = (index % 4 == 0, (index / 4) % 10);
                let noted = turn < if operator { 8 } else { 1 };
                let given = if noted {
                    Given::Noted("network-kind".to_owned(), "hosting".to_owned())
                } else {
                    Given::Clear("network-kind".to_owned())
                };
                Decision { given: vec![given], operator }
            })
            .collect()
    }

    fn learned(decisions: &[Decision]) -> Learned {
        learn(decisions, &Weights::parse(TABLE).unwrap(), TRUST, "on invented decisions")
    }

    fn hosting(learned: &Learned) -> f64 {
        learned.weights.checks["network-kind"].noted["hosting"]
    }

    #[test]
    fn ten_decisions_move_little_and_ten_thousand_a_lot() {
        let few = hosting(&learned(&decisions(12)));
        assert!((few - 1.0).abs() < 0.3, "{few}");
        let many = learned(&decisions(10_000));
        assert!((hosting(&many) - 3.0).abs() < 0.1, "{}", hosting(&many));
        assert!((many.weights.checks["network-kind"].clear + 2.17).abs() < 0.1);
        assert!(many.loss_after < many.loss_before);
    }

    #[test]
    fn what_is_not_seen_stays() {
        let many = learned(&decisions(10_000));
        let shipped = Weights::parse(TABLE).unwrap();
        assert!(many.weights.reach.by_answers[0] < 1e-9, "3 bits are not strong evidence");
        assert_eq!(many.weights.checks["phone-region"], shipped.checks["phone-region"]);
        assert_eq!(many.weights.groups, shipped.groups);
        assert_eq!(many.weights.fitted.as_deref(), Some("on invented decisions"));
        Weights::parse(&many.weights.to_text()).unwrap();
    }

    #[test]
    fn what_is_noted_never_speaks_for_the_applicant() {
        let mut turned = decisions(10_000);
        for decision in &mut turned {
            decision.operator = !decision.operator;
        }
        let turned = learned(&turned);
        assert!(hosting(&turned).abs() < 1e-9);
        assert!(turned.weights.checks["network-kind"].clear.abs() < 1e-9);
    }

    #[test]
    fn what_is_worth_nothing_stays_so() {
        let table = TABLE.replace("clear = -0.1", "clear = 0.0");
        let weights = Weights::parse(&table).unwrap();
        let learned = learn(&decisions(10_000), &weights, TRUST, "");
        assert!(learned.weights.checks["network-kind"].clear.abs() < 1e-12);
    }

    #[test]
    fn what_sharing_is_worth_is_learned() {
        let decisions: Vec<_> = (0..10_000)
            .map(|index| {
                let operator = index % 4 == 0;
                let shared = (index / 4) % 16 < if operator { 8 } else { 1 };
                let given = if shared {
                    vec![Given::Shared("shared-phone".to_owned(), 0.5)]
                } else {
                    Vec::new()
                };
                Decision { given, operator }
            })
            .collect();
        let bits = learned(&decisions).weights.links["shared-phone"].bits;
        assert!(bits > 5.0 && bits < 6.2, "{bits}");
    }

    #[test]
    fn decisions_of_one_kind_teach_nothing() {
        let honest: Vec<_> =
            decisions(100).into_iter().filter(|decision| !decision.operator).collect();
        assert_eq!(learned(&honest).weights, Weights::parse(TABLE).unwrap());
    }
}
