//! The waterfall of one application: its terms as steps on the axis, and what would change it.

use crate::Run;
use crate::changes::{Change, Weighed, band, changes};
use crate::numbers::{bits, factor, length, percent};
use crate::report::axis::Axis;
use crate::report::said::{LONG, SHORT, said};
use bonafide_score::{Assessment, Term, probability};

/// One term as a step of the waterfall.
pub(crate) struct Step {
    pub(crate) check: &'static str,
    pub(crate) summary: String,
    /// What is said of its cap, where one was reached.
    pub(crate) capped: String,
    pub(crate) claim: String,
    pub(crate) observed: String,
    pub(crate) innocent: &'static [&'static str],
    pub(crate) verify: &'static str,
    pub(crate) bits: String,
    pub(crate) factor: String,
    /// Where it comes from, where it goes to, where its bar starts and how long that is.
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) x: String,
    pub(crate) width: String,
}

/// What the answer would be if something were explained.
pub(crate) struct Shift {
    pub(crate) what: String,
    /// Places of the present and the other answer, of the line between them, and its length.
    pub(crate) now: String,
    pub(crate) then: String,
    pub(crate) x: String,
    pub(crate) width: String,
    pub(crate) probability: String,
    pub(crate) band: &'static str,
}

/// All of it.
pub(crate) struct Waterfall {
    pub(crate) prior: String,
    pub(crate) prior_x: String,
    pub(crate) raises: Vec<Step>,
    pub(crate) raised: String,
    pub(crate) lowers: Vec<Step>,
    pub(crate) lowered: String,
    pub(crate) now: String,
    pub(crate) now_x: String,
    pub(crate) log_odds: String,
    /// The sum written out.
    pub(crate) sum: String,
    pub(crate) changes: Vec<Shift>,
    /// Whether any cap was reached.
    pub(crate) capped: bool,
}

/// Whether a term stands on the side that raises the odds, also where its cap left it nothing.
fn raises(term: &Term) -> bool {
    term.bits > 0.0 || (term.bits == 0.0 && term.bits_uncapped >= 0.0)
}

impl Waterfall {
    pub(crate) fn of(assessment: &Assessment, run: &Run, axis: &Axis) -> Waterfall {
        let mut at = assessment.prior_bits;
        let mut steps = |side: bool| -> Vec<Step> {
            let terms = assessment.terms.iter().filter(|term| raises(term) == side);
            terms.map(|term| step(term, &mut at, axis)).collect()
        };
        let (up, down) = (steps(true), steps(false));
        let sum = |side| -> f64 {
            assessment.terms.iter().filter(|term| raises(term) == side).map(|t| t.bits).sum()
        };
        let odds = assessment.log_odds();
        Waterfall {
            prior: bits(assessment.prior_bits),
            prior_x: axis.x(assessment.prior_bits),
            raises: up,
            raised: bits(sum(true)),
            lowers: down,
            lowered: bits(sum(false)),
            now: percent(probability(odds)),
            now_x: axis.x(odds),
            log_odds: bits(odds),
            sum: addition(assessment.prior_bits, sum(true), sum(false)),
            changes: changes_of(assessment, run, axis),
            capped: assessment.terms.iter().any(is_capped),
        }
    }
}

fn is_capped(term: &Term) -> bool {
    (term.bits - term.bits_uncapped).abs() > 0.005
}

fn step(term: &Term, at: &mut f64, axis: &Axis) -> Step {
    let from = *at;
    *at += term.bits;
    let (start, end) = (axis.at(from.min(*at)), axis.at(from.max(*at)));
    let capped = if is_capped(term) {
        format!("capped with findings of its group; {} alone", bits(term.bits_uncapped))
    } else {
        String::new()
    };
    Step {
        check: term.check,
        summary: said(&term.finding.summary, LONG),
        capped,
        claim: said(&term.finding.claim, LONG),
        observed: said(&term.finding.observed, LONG),
        innocent: term.innocent,
        verify: term.verify,
        bits: bits(term.bits),
        factor: factor(term.bits),
        from: axis.x(from),
        to: axis.x(*at),
        x: length(start),
        width: length((end - start).max(0.15)),
    }
}

fn addition(prior: f64, raised: f64, lowered: f64) -> String {
    let odds = prior + raised + lowered;
    let plus = format!("{} + {:.2} − {:.2}", bits(prior), raised, lowered.abs());
    let shown = if odds >= 0.0 {
        format!("{:.1} to 1", odds.exp2())
    } else {
        format!("1 to {:.1}", (-odds).exp2())
    };
    format!("{plus} = {} bits, that is odds of {shown}, {}", bits(odds), percent(probability(odds)))
}

fn changes_of(assessment: &Assessment, run: &Run, axis: &Axis) -> Vec<Shift> {
    let odds = assessment.log_odds();
    let summaries: Vec<String> =
        assessment.terms.iter().map(|term| said(&term.finding.summary, SHORT)).collect();
    let weighed: Vec<Weighed<'_>> = assessment
        .terms
        .iter()
        .zip(&summaries)
        .map(|(term, summary)| Weighed { check: term.check, summary, bits: term.bits })
        .collect();
    let shift = |change: Change| {
        let then = change.log_odds;
        let (start, end) = (axis.at(then.min(odds)), axis.at(then.max(odds)));
        Shift {
            what: change.what,
            now: axis.x(odds),
            then: axis.x(then),
            x: length(start),
            width: length(end - start),
            probability: percent(probability(then)),
            band: band(then, run).as_str(),
        }
    };
    changes(odds, &weighed).into_iter().map(shift).collect()
}
