//! What would change an answer: its probability if one finding or several were explained.

use crate::Run;
use bonafide_linkage::KINDS;
use bonafide_score::Band;

/// One term, as far as explaining it away needs it.
#[derive(Clone, Copy, Debug)]
pub struct Weighed<'a> {
    /// Name of the check or of the kind of sharing.
    pub check: &'a str,
    /// What was noted.
    pub summary: &'a str,
    /// Log2 likelihood ratio that it contributes.
    pub bits: f64,
}

/// What the answer would be if something were explained.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What is supposed.
    pub what: String,
    /// Log2 odds that would be left.
    pub log_odds: f64,
}

/// Terms whose explanation is tried one by one.
const TRIED: usize = 3;

/// Whether a term compares the application with others: it is a kind of sharing.
pub fn is_link(check: &str) -> bool {
    KINDS.iter().any(|kind| kind.name == check)
}

/// What log2 odds ask of people, by the edges of a run.
pub fn band(log_odds: f64, run: &Run) -> Band {
    match log_odds {
        odds if odds >= run.priority_bits => Band::Priority,
        odds if odds >= run.review_bits => Band::Review,
        _ => Band::Clear,
    }
}

/// The answers that a reviewer's findings could lead to, the strongest explanation first.
pub fn changes(log_odds: f64, terms: &[Weighed<'_>]) -> Vec<Change> {
    let change = |what: String, without: f64| Change { what, log_odds: log_odds - without };
    let mut against: Vec<&Weighed<'_>> = terms.iter().filter(|term| term.bits > 0.0).collect();
    against.sort_by(|a, b| b.bits.total_cmp(&a.bits));
    let mut all: Vec<Change> = against
        .iter()
        .take(TRIED)
        .map(|term| change(format!("explained: {}", term.summary), term.bits))
        .collect();
    if against.len() > 2 {
        let two = against.iter().take(2).map(|term| term.bits).sum();
        all.push(change("explained: the strongest two of them".to_owned(), two));
    }
    let links = against.iter().filter(|term| is_link(term.check));
    if links.clone().count() > 1 {
        let bits = links.map(|term| term.bits).sum();
        all.push(change("explained: every link to other applications".to_owned(), bits));
    }
    if let Some(weakest) = against.get(TRIED..).and_then(|rest| rest.last()) {
        let what = format!("explained: only the weakest, {}", weakest.summary);
        all.push(change(what, weakest.bits));
    }
    let fits: f64 = terms.iter().map(|term| term.bits.min(0.0)).sum();
    if fits < 0.0 {
        all.push(change("not confirmed: all that speaks for the applicant".to_owned(), fits));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{Weighed, changes};

    #[test]
    fn each_explanation_takes_exactly_its_bits() {
        let term = |check, summary, bits| Weighed { check, summary, bits };
        let terms = [
            term("shared-phone", "phone shared", 5.5),
            term("shared-device", "device shared", 2.0),
            term("email-name", "e-mail fits", -0.5),
        ];
        let found = changes(-1.0, &terms);
        let left: Vec<f64> = found.iter().map(|change| change.log_odds).collect();
        assert_eq!(left, [-6.5, -3.0, -8.5, -0.5]);
        assert_eq!(found[2].what, "explained: every link to other applications");
        assert!(changes(-8.0, &[]).is_empty(), "nothing noted, nothing to explain");
    }
}
