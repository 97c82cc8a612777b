//! Why a case is here, filled from the newest assessment of one of its applications.

use super::case::{Asked, Seat};
use bonafide_case::changes::{Weighed, changes};
use bonafide_console::{Explanation, PASSAGE, Shift, Term, Why, said};
use bonafide_store::{Assessed, Decision};
use bonafide_verification::progress::Deed;
use serde_json::Value;

/// Most terms that are shown; an assessment has fewer checks than that.
const TERMS: usize = 500;

/// Fills it.
pub(crate) fn why(
    seat: Seat,
    last: Option<&Assessed>,
    decisions: &[Decision],
    asked: &Asked,
) -> Why {
    let body = last.map(body).unwrap_or_default();
    let found = evidence(&body);
    let log_odds = last.map_or(0.0, |last| last.log_odds);
    let weighed: Vec<(String, String, f64)> = found
        .iter()
        .map(|(term, bits)| (text(term, "check"), said(&text(term, "summary"), 200), *bits))
        .collect();
    let weighed: Vec<Weighed<'_>> = weighed
        .iter()
        .map(|(check, summary, bits)| Weighed { check, summary, bits: *bits })
        .collect();
    let shift = |change: bonafide_case::changes::Change| Shift {
        what: change.what,
        log_odds: change.log_odds,
    };
    let terms = found.iter().take(TERMS).enumerate();
    Why {
        is_blind: seat.is_blind,
        is_erased: last.is_some_and(|last| last.body.is_none()),
        may_decide: seat.may.decide,
        prior: body["prior_bits"]
            .as_f64()
            .unwrap_or_else(|| log_odds - found.iter().map(|(_, bits)| bits).sum::<f64>()),
        log_odds,
        changes: changes(log_odds, &weighed).into_iter().map(shift).collect(),
        version: last.map_or(0, |last| last.version),
        made_by: last.map_or_else(String::new, |last| {
            format!("weights {}, tables of {}", last.versions.weights, last.versions.lists)
        }),
        terms: terms.map(|(at, found)| term(at, found, decisions, asked)).collect(),
    }
}

/// Whether a second person did not agree, or another decision or an answer took its place.
fn is_undone(decision: &Decision) -> bool {
    let undone = [Deed::Refuse, Deed::Overturn, Deed::Reverse];
    decision.acts.iter().any(|act| undone.contains(&act.deed))
}

fn term(index: usize, (term, bits): &(Value, f64), decisions: &[Decision], asked: &Asked) -> Term {
    let check = text(term, "check");
    let innocent = explanations(term).into_iter().enumerate().map(|(at, says)| {
        let standing = decisions.iter().rev().filter(|decision| !is_undone(decision));
        let ruled = standing.into_iter().find_map(|decision| {
            let mut out = decision.ruled_out.iter();
            let out = out.find(|out| out.finding == check && out.explanation == says)?;
            Some((decision.account.clone(), said(&out.how, PASSAGE)))
        });
        let how = asked.field(&format!("ruled:{index}:{at}"));
        Explanation { says, how, earlier: ruled.filter(|_| asked.is_empty()) }
    });
    Term {
        index,
        summary: said(&text(term, "summary"), PASSAGE),
        claim: said(&text(term, "claim"), PASSAGE),
        observed: said(&text(term, "observed"), PASSAGE),
        innocent: innocent.collect(),
        verify: text(term, "verify"),
        bits: *bits,
        rests: !asked.field(&format!("rests:{index}")).is_empty(),
        check,
    }
}

/// The innocent explanations of a term.
pub(crate) fn explanations(term: &Value) -> Vec<String> {
    let all = term["innocent_explanations"].as_array().map_or(&[][..], Vec::as_slice);
    all.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// What an assessment says, as JSON; nothing where the person was erased.
pub(crate) fn body(assessed: &Assessed) -> Value {
    let body = assessed.body.as_deref();
    body.and_then(|body| serde_json::from_slice(body).ok()).unwrap_or_default()
}

/// The terms of an assessment with their bits.
pub(crate) fn evidence(body: &Value) -> Vec<(Value, f64)> {
    let terms = body["evidence"].as_array().cloned().unwrap_or_default();
    let bits = |term: &Value| term["bits"].as_f64().unwrap_or_default();
    terms.into_iter().map(|term| (bits(&term), term)).map(|(bits, term)| (term, bits)).collect()
}

/// A text of an object; empty where there is none.
pub(crate) fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_default().to_owned()
}
