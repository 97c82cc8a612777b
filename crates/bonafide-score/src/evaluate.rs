//! How well a screening of a population whose truth is known did.
//!
//! A pure function from outcomes and truth to figures. Everything is judged on the applications
//! that stand in both; how many stand in one alone is said.

mod pairs;
mod ranking;
mod reliability;
mod table;

use std::collections::BTreeMap;

pub use pairs::Pairs;
pub use ranking::average_precision;
pub use reliability::{Bin, Reliability};
use serde::{Deserialize, Serialize};

/// Shares of all applications that people look at, under which recall is reported.
pub const BUDGETS: [f64; 3] = [0.005, 0.01, 0.02];

/// The budget under which honest look-alikes and kinds of operators are counted.
pub const USUAL_BUDGET: f64 = 0.01;

/// From so many shared rare values on, a ring must be found.
pub const RARE_VALUES: u32 = 3;

/// What a screening said of one application.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Its id.
    pub id: String,
    /// The probability that the applicant is not who they say they are.
    pub probability: f64,
    /// The ring in which it was put.
    pub ring: Option<String>,
    /// The claimed person to whom it was given, where that person applied more than once.
    pub person: Option<String>,
}

/// The truth of one application, one line of `truth.jsonl`: what an employer who decided the cases
/// writes down, or what a simulation knows. It is read here and written elsewhere, so all that can
/// be left out may be left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Truth {
    /// Its id.
    pub id: String,
    /// Whether an operator sent it.
    pub operator: bool,
    /// Who truly applied: equal for the applications of one person.
    pub person: String,
    /// Its operator's ring.
    #[serde(default)]
    pub ring: Option<String>,
    /// The pattern of that ring, or the tactic of one who works alone.
    #[serde(default)]
    pub pattern: Option<String>,
    /// The operator's care, from 1 (sloppy) to 4 (nearly clean).
    #[serde(default)]
    pub care: Option<u8>,
    /// How many rare values its ring shares.
    #[serde(default)]
    pub rare_values: u32,
    /// How many of these it holds itself, where that is known; who holds none shares nothing that
    /// could be found, and is not asked for where rings with rare values are judged.
    #[serde(default)]
    pub rare_values_held: Option<u32>,
    /// Kinds of honest look-alike, or of an operator's tactics, that it is.
    #[serde(default)]
    pub kinds: Vec<String>,
}

/// How many of a kind there are, and how many of these were within the budget.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Within {
    /// Applications of the kind.
    pub of: u64,
    /// How many of them were within the budget; a share where scores tie at its edge.
    pub within: f64,
}

impl Within {
    /// The share within the budget; 0 of none.
    pub fn share(self) -> f64 {
        if self.of == 0 { 0.0 } else { self.within / self.of as f64 }
    }
}

/// The figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evaluation {
    /// Applications that were judged.
    pub applications: u64,
    /// How many of them an operator sent.
    pub operators: u64,
    /// Applications that stand in the outcomes or in the truth alone; they were not judged.
    pub unmatched: u64,
    /// Average precision over all applications.
    pub average_precision: f64,
    /// Recall and precision at each review budget of [`BUDGETS`].
    pub budgets: Vec<AtBudget>,
    /// Honest applications by kind of look-alike at the usual budget.
    pub look_alikes: BTreeMap<String, Within>,
    /// Honest applications altogether at the usual budget.
    pub honest: Within,
    /// Operators' applications by care at a budget of 2 %.
    pub by_care: BTreeMap<u8, Within>,
    /// Operators' applications by pattern at a budget of 2 %; `alone` has none.
    pub by_pattern: BTreeMap<String, Within>,
    /// Operators' applications by tactic at a budget of 2 %.
    pub by_tactic: BTreeMap<String, Within>,
    /// Whether probabilities mean what they say.
    pub reliability: Reliability,
    /// Pairs of applications in one ring: all rings.
    pub ring_pairs: Pairs,
    /// The same for rings that share [`RARE_VALUES`] rare values or more.
    pub ring_pairs_rare: Pairs,
    /// The same by pattern of the ring.
    pub ring_pairs_by_pattern: BTreeMap<String, Pairs>,
    /// Pairs of applications of one claimed person.
    pub person_pairs: Pairs,
    /// Operators' applications beyond a budget of 2 %, by pattern, care and tactics, most first.
    pub misses: Vec<Miss>,
}

/// Recall and precision at one review budget.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct AtBudget {
    /// Share of all applications that people look at.
    pub budget: f64,
    /// Share of the operators' applications among these.
    pub recall: f64,
    /// Share of these that operators sent.
    pub precision: f64,
}

/// Operators' applications of one make that were beyond the widest budget.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Miss {
    /// Pattern, care and tactics, as a phrase.
    pub tactic: String,
    /// How many there are, and how many were within the budget.
    pub found: Within,
    /// Up to five ids of those beyond it, in order of input.
    pub examples: Vec<String>,
}

/// One application with its truth, and how much of it lies within each budget.
struct Judged<'a> {
    outcome: &'a Outcome,
    truth: &'a Truth,
}

/// Judges outcomes by their truth.
pub fn evaluate(outcomes: &[Outcome], truth: &[Truth]) -> Evaluation {
    let by_id: BTreeMap<&str, &Truth> = truth.iter().map(|row| (row.id.as_str(), row)).collect();
    let judged: Vec<Judged<'_>> = outcomes
        .iter()
        .filter_map(|outcome| by_id.get(outcome.id.as_str()).map(|truth| Judged { outcome, truth }))
        .collect();
    let scored: Vec<(f64, bool)> =
        judged.iter().map(|one| (one.outcome.probability, one.truth.operator)).collect();
    let usual = ranking::within(&scored, USUAL_BUDGET);
    let wide = ranking::within(&scored, BUDGETS[2]);
    let operators = scored.iter().filter(|(_, operator)| *operator).count() as u64;
    let rings = ring_pairs(&judged);
    Evaluation {
        applications: judged.len() as u64,
        operators,
        unmatched: (outcomes.len() + truth.len() - 2 * judged.len()) as u64,
        average_precision: ranking::average_precision(&scored),
        budgets: BUDGETS.iter().map(|budget| ranking::at_budget(&scored, *budget)).collect(),
        look_alikes: count(&judged, &usual, false, |row| row.kinds.clone()),
        honest: count(&judged, &usual, false, |_| vec![()]).remove(&()).unwrap_or_default(),
        by_care: count(&judged, &wide, true, |row| row.care.into_iter().collect()),
        by_pattern: count(&judged, &wide, true, |row| vec![pattern_of(row)]),
        by_tactic: count(&judged, &wide, true, |row| row.kinds.clone()),
        reliability: reliability::reliability(&scored),
        ring_pairs_rare: rings
            .among(|row| row.rare_values >= RARE_VALUES && row.rare_values_held.unwrap_or(1) > 0),
        ring_pairs_by_pattern: patterns(&judged)
            .into_iter()
            .map(|pattern| {
                let pairs = rings.among(|row| row.pattern.as_ref() == Some(&pattern));
                (pattern, pairs)
            })
            .collect(),
        ring_pairs: rings.among(|_| true),
        person_pairs: person_pairs(&judged),
        misses: misses(&judged, &wide),
    }
}

/// Counts applications of operators, or of honest people, by key.
fn count<Key: Ord>(
    judged: &[Judged<'_>],
    within: &[f64],
    operator: bool,
    keys: impl Fn(&Truth) -> Vec<Key>,
) -> BTreeMap<Key, Within> {
    let mut counts: BTreeMap<Key, Within> = BTreeMap::new();
    for (one, share) in judged.iter().zip(within) {
        if one.truth.operator != operator {
            continue;
        }
        for key in keys(one.truth) {
            let counted = counts.entry(key).or_default();
            counted.of += 1;
            counted.within += share;
        }
    }
    counts
}

fn pattern_of(row: &Truth) -> String {
    match (&row.pattern, &row.ring) {
        (Some(pattern), _) => pattern.clone(),
        (None, None) => "alone".to_owned(),
        (None, Some(_)) => "ring".to_owned(),
    }
}

fn patterns(judged: &[Judged<'_>]) -> Vec<String> {
    let mut patterns: Vec<String> = judged
        .iter()
        .filter(|one| one.truth.ring.is_some())
        .filter_map(|one| one.truth.pattern.clone())
        .collect();
    patterns.sort();
    patterns.dedup();
    patterns
}

fn ring_pairs<'a>(judged: &[Judged<'a>]) -> pairs::Memberships<'a> {
    pairs::Memberships::new(
        judged
            .iter()
            .map(|one| (one.outcome.ring.as_deref(), one.truth.ring.as_deref(), one.truth)),
    )
}

fn person_pairs(judged: &[Judged<'_>]) -> Pairs {
    pairs::Memberships::new(
        judged
            .iter()
            .map(|one| (one.outcome.person.as_deref(), Some(one.truth.person.as_str()), one.truth)),
    )
    .among(|_| true)
}

fn misses(judged: &[Judged<'_>], within: &[f64]) -> Vec<Miss> {
    let mut makes: BTreeMap<String, Miss> = BTreeMap::new();
    for (one, share) in judged.iter().zip(within).filter(|(one, _)| one.truth.operator) {
        let mut kinds = one.truth.kinds.clone();
        kinds.sort();
        let care = one.truth.care.map_or("unknown care".to_owned(), |care| format!("care {care}"));
        let mut tactic = format!("{}, {care}", pattern_of(one.truth));
        if !kinds.is_empty() {
            tactic = format!("{tactic}: {}", kinds.join(", "));
        }
        let miss = makes.entry(tactic.clone()).or_insert_with(|| Miss {
            tactic,
            found: Within::default(),
            examples: Vec::new(),
        });
        miss.found.of += 1;
        miss.found.within += share;
        if *share < 0.5 && miss.examples.len() < 5 {
            miss.examples.push(one.outcome.id.clone());
        }
    }
    let beyond = |miss: &Miss| miss.found.of as f64 - miss.found.within;
    let mut misses: Vec<Miss> = makes.into_values().filter(|miss| beyond(miss) > 0.0).collect();
    misses.sort_by(|a, b| beyond(b).total_cmp(&beyond(a)).then(a.tactic.cmp(&b.tactic)));
    misses
}

#[cfg(test)]
mod tests {
    use super::{Outcome, Truth, evaluate};

    pub(super) fn outcome(id: &str, probability: f64, ring: Option<&str>) -> Outcome {
        Outcome { id: id.to_owned(), probability, ring: ring.map(str::to_owned), person: None }
    }

    pub(super) fn truth(id: &str, operator: bool, kinds: &[&str]) -> Truth {
        Truth {
            id: id.to_owned(),
            operator,
            person: id.to_owned(),
            ring: operator.then(|| "r1".to_owned()),
            pattern: operator.then(|| "shared_infrastructure".to_owned()),
            care: operator.then_some(2),
            rare_values: if operator { 3 } else { 0 },
            rare_values_held: None,
            kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
        }
    }

    #[test]
    fn a_perfect_screening_is_perfect() {
        let (mut outcomes, mut rows) = (Vec::new(), Vec::new());
        for index in 0..200 {
            let operator = index < 2;
            let id = format!("a{index}");
            outcomes.push(outcome(
                &id,
                if operator { 0.99 } else { 0.001 },
                operator.then_some("x"),
            ));
            rows.push(truth(
                &id,
                operator,
                if operator { &["borrowed-phone"] } else { &["mover"] },
            ));
        }
        let figures = evaluate(&outcomes, &rows);
        assert!((figures.average_precision - 1.0).abs() < 1e-12);
        assert!((figures.budgets[1].recall - 1.0).abs() < 1e-12);
        assert!((figures.budgets[0].recall - 0.5).abs() < 1e-12);
        assert_eq!((figures.look_alikes["mover"].of, figures.unmatched), (198, 0));
        assert!(figures.look_alikes["mover"].share() < 1e-12);
        assert!((figures.by_care[&2].share() - 1.0).abs() < 1e-12);
        assert!((figures.ring_pairs_rare.f1() - 1.0).abs() < 1e-12);
        assert!(figures.misses.is_empty());
        assert!(figures.to_string().contains("average precision"));
    }

    #[test]
    fn misses_are_told_by_tactic() {
        let (mut outcomes, mut rows) = (Vec::new(), Vec::new());
        for index in 0..100 {
            outcomes.push(outcome(&format!("a{index}"), f64::from(index) / 200.0, None));
            rows.push(truth(&format!("a{index}"), index < 3, &["clean-network"]));
        }
        let figures = evaluate(&outcomes, &rows);
        assert_eq!(figures.misses.len(), 1);
        assert_eq!(figures.misses[0].tactic, "shared_infrastructure, care 2: clean-network");
        assert_eq!(figures.misses[0].examples, ["a0", "a1", "a2"]);
        assert!(figures.ring_pairs.recall() < 1e-12);
    }

    #[test]
    fn what_stands_on_one_side_alone_is_counted() {
        let figures = evaluate(&[outcome("a", 0.5, None)], &[truth("b", true, &[])]);
        assert_eq!((figures.applications, figures.unmatched), (0, 2));
        assert!(figures.average_precision.abs() < 1e-12);
    }
}
