//! Why a case is here: each term as a step on the axis, and what would change the answer.

use crate::{Axis, Tick, bits, percent};
use askama::Template;

/// One term of an assessment.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its number among the terms, by which forms name it.
    pub index: usize,
    /// The name of the check.
    pub check: String,
    /// What was seen, as a sentence.
    pub summary: String,
    /// The claim, verbatim.
    pub claim: String,
    /// What was observed.
    pub observed: String,
    /// What may explain it.
    pub innocent: Vec<Explanation>,
    /// How a person finds out.
    pub verify: String,
    /// What it contributes, in bits.
    pub bits: f64,
    /// Whether a decision rests on it, in the form as it was typed.
    pub rests: bool,
}

/// An innocent explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What it says.
    pub says: String,
    /// How it was ruled out, as it was typed.
    pub how: String,
    /// Who ruled it out in an earlier decision, and how.
    pub earlier: Option<(String, String)>,
}

/// What the answer would be if something were explained.
#[derive(Clone, Debug)]
pub struct Shift {
    /// What is supposed.
    pub what: String,
    /// The log2 odds that would be left.
    pub log_odds: f64,
}

/// The whole of it.
#[derive(Clone, Debug, Template)]
#[template(path = "why.html")]
pub struct Why {
    /// Whether the score is kept from who looks.
    pub is_blind: bool,
    /// Whether the claimed person was erased.
    pub is_erased: bool,
    /// Whether who looks may fill in the form of the decision.
    pub may_decide: bool,
    /// Log2 odds before any evidence.
    pub prior: f64,
    /// Its terms, the strongest first.
    pub terms: Vec<Term>,
    /// Log2 odds with all evidence.
    pub log_odds: f64,
    /// What would change it.
    pub changes: Vec<Shift>,
    /// The version of the assessment, and what made it.
    pub version: i64,
    /// Program, weights and tables.
    pub made_by: String,
}

/// A term with its bar.
pub(crate) struct Step<'a> {
    pub(crate) term: &'a Term,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) x: String,
    pub(crate) width: String,
    pub(crate) bits: String,
}

/// The terms that raise the odds, or those that lower them.
pub(crate) struct Side<'a> {
    pub(crate) class: &'static str,
    pub(crate) title: &'static str,
    pub(crate) total: String,
    pub(crate) steps: Vec<Step<'a>>,
}

impl Why {
    fn axis(&self) -> Axis {
        let mut at = self.prior;
        let raised = self.prior + self.sum(true);
        let all = self.terms.iter().map(|term| {
            at += term.bits;
            at
        });
        Axis::holding(all.chain([self.prior, raised, self.log_odds]))
    }

    fn sum(&self, up: bool) -> f64 {
        self.terms.iter().map(|term| term.bits).filter(|bits| (*bits >= 0.0) == up).sum()
    }

    pub(crate) fn ticks(&self) -> Vec<Tick> {
        self.axis().ticks()
    }

    /// The labels that have room beside even odds and each other.
    pub(crate) fn labels(&self) -> Vec<Tick> {
        let axis = self.axis();
        let narrow = axis.at(10.0) - axis.at(6.6) < 22.0;
        let ticks = axis.ticks().into_iter();
        ticks.filter(|tick| !narrow || !matches!(tick.text, "1 %" | "99 %")).collect()
    }

    pub(crate) fn x(&self, odds: &f64) -> String {
        self.axis().x(*odds)
    }

    /// Both sides, those that have a term.
    pub(crate) fn sides(&self) -> Vec<Side<'_>> {
        let of = |up: bool| Side {
            class: if up { "for" } else { "against" },
            title: if up { "Raises the odds" } else { "Lowers the odds" },
            total: bits(self.sum(up)),
            steps: self.steps(up),
        };
        [of(true), of(false)].into_iter().filter(|side| !side.steps.is_empty()).collect()
    }

    pub(crate) fn bits(&self, odds: &f64) -> String {
        bits(*odds)
    }

    pub(crate) fn percent(&self, odds: &f64) -> String {
        percent(*odds)
    }

    /// The sum written out.
    pub(crate) fn sum_shown(&self) -> String {
        format!(
            "{} {} {} = {} bits, {}",
            bits(self.prior),
            bits(self.sum(true)),
            bits(self.sum(false)),
            bits(self.log_odds),
            percent(self.log_odds)
        )
    }

    pub(crate) fn line(&self, odds: &f64) -> (String, String) {
        let axis = self.axis();
        let (a, b) = (axis.at(*odds), axis.at(self.log_odds));
        (format!("{:.2}%", a.min(b)), format!("{:.2}%", a.max(b)))
    }

    /// The terms of one side, each where the one before it ended.
    pub(crate) fn steps(&self, up: bool) -> Vec<Step<'_>> {
        let axis = self.axis();
        let mut at = if up { self.prior } else { self.prior + self.sum(true) };
        let terms = self.terms.iter().filter(|term| (term.bits >= 0.0) == up);
        let step = |term| {
            let from = at;
            let term: &Term = term;
            at += term.bits;
            let (start, end) = (axis.at(from.min(at)), axis.at(from.max(at)));
            Step {
                term,
                from: axis.x(from),
                to: axis.x(at),
                x: format!("{start:.2}%"),
                width: format!("{:.2}%", (end - start).max(0.2)),
                bits: bits(term.bits),
            }
        };
        terms.map(step).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Term, Why};
    use crate::html;

    fn term(index: usize, bits: f64) -> Term {
        Term {
            index,
            check: "shared-phone".into(),
            summary: "phone also stands under another name".into(),
            claim: String::new(),
            observed: "held by 2".into(),
            innocent: Vec::new(),
            verify: String::new(),
            bits,
            rests: false,
        }
    }

    fn why(is_blind: bool) -> Why {
        Why {
            is_blind,
            is_erased: false,
            may_decide: true,
            prior: -8.0,
            terms: vec![term(0, 6.0), term(1, -1.0), term(2, 2.0)],
            log_odds: -1.0,
            changes: Vec::new(),
            version: 1,
            made_by: "weights 1".into(),
        }
    }

    #[test]
    fn bars_begin_where_the_one_before_ended_and_add_up() {
        let why = why(false);
        let (up, down) = (why.steps(true), why.steps(false));
        assert_eq!(up[0].to, up[1].from, "one after the other");
        assert_eq!(down[0].from, up[1].to, "what lowers begins at the top");
        assert_eq!(down[0].to, why.x(&-1.0), "and ends at the answer");
    }

    #[test]
    fn who_gives_an_opinion_first_sees_what_was_noted_and_no_number() {
        let page = html(&why(true));
        assert!(page.contains("phone also stands") && !page.contains("+6.00"));
        assert!(html(&why(false)).contains("+6.00"));
    }
}
