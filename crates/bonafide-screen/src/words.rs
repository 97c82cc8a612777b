//! What links say, in words.

use crate::passages::Quoted;
use bonafide_evidence::Finding;
use bonafide_linkage::{Kind, LinkEvidence};
use bonafide_score::{Term, Weights};

/// Most other applications that a sentence names.
const NAMED_MAX: usize = 4;

/// The term of a kind of sharing.
pub(crate) fn term(evidence: &LinkEvidence, finding: Finding, weights: &Weights) -> Term {
    let name = crate::answers::term_name(evidence.kind);
    let bits = weights.link_bits(name) * evidence.share;
    let sharing = evidence.kind.sharing();
    Term {
        check: name,
        bits,
        bits_uncapped: bits,
        finding,
        innocent: sharing.map_or(&[], |sharing| sharing.innocent),
        verify: sharing.map_or("", |sharing| sharing.verify),
    }
}

/// What is claimed and observed where applications share a value. `claim` is what this application
/// says, where it holds the value itself; `first` is this claimed person's first application.
pub(crate) fn finding(
    evidence: &LinkEvidence,
    claim: Option<&str>,
    ids: &[String],
    first: u32,
) -> Finding {
    let others = evidence.others.len();
    let people = people(others);
    let thing = thing(evidence.kind);
    let summary = match evidence.kind {
        Kind::Passages => {
            format!("rare passages of the résumé also stand in those of {people}")
        }
        Kind::Identity => format!("the same identity is claimed with other contacts by {people}"),
        Kind::Operator => format!("people found one operator behind this and {people}"),
        _ => format!("{thing} also stands under {people}"),
    };
    let named = named(evidence, ids);
    let count = match evidence.kind {
        Kind::Passages => format!("; {} words in common with the nearest", evidence.count),
        _ => format!("; {} claimed persons hold it in all", evidence.count),
    };
    if evidence.kind == Kind::Operator {
        let claim = "all that both applications claim".to_owned();
        return Finding { summary, claim, observed: format!("by people, of this and {named}") };
    }
    let claim = claim.map_or_else(
        || format!("stands in this claimed person's application {}", ids[first as usize]),
        str::to_owned,
    );
    Finding { summary, claim, observed: format!("also in {named}{count}") }
}

/// The same of text, with the passage that counts most as it reads on both sides.
pub(crate) fn passages(
    evidence: &LinkEvidence,
    quoted: &Quoted,
    ids: &[String],
    application: u32,
) -> Finding {
    let people = people(evidence.others.len());
    let much = if quoted.body { "most" } else { "a part" };
    let here = if quoted.application == application {
        quoted.here.clone()
    } else {
        format!("{} (application {})", quoted.here, ids[quoted.application as usize])
    };
    let words = quoted.words;
    let all = match evidence.others.len() {
        1 => String::new(),
        _ => format!("; in all {}", named(evidence, ids)),
    };
    Finding {
        summary: format!("{much} of the résumé's text also stands in that of {people}"),
        claim: here,
        observed: format!(
            "in {}: {}; {words} words in common{all}",
            ids[quoted.other as usize], quoted.there
        ),
    }
}

fn people(others: usize) -> String {
    match others {
        1 => "1 other claimed person".to_owned(),
        _ => format!("{others} other claimed persons"),
    }
}

/// The first applications of the others, so many as a sentence names.
fn named(evidence: &LinkEvidence, ids: &[String]) -> String {
    let named: Vec<&str> =
        evidence.others.iter().take(NAMED_MAX).map(|a| ids[*a as usize].as_str()).collect();
    match evidence.others.len().saturating_sub(NAMED_MAX) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

/// The value, as the subject of a sentence.
pub(crate) fn thing(kind: Kind) -> &'static str {
    match kind {
        Kind::Phone => "the phone number",
        Kind::Email => "the mailbox",
        Kind::Profile => "the profile",
        Kind::Domain => "the portfolio or mail domain",
        Kind::Address => "the street address",
        Kind::Device => "the device",
        Kind::Network => "the network address",
        Kind::ReferenceEmail => "the reference's mailbox",
        Kind::ReferencePhone => "the reference's phone number",
        Kind::Account => "the account for pay",
        Kind::Shipment => "the shipment address",
        Kind::History => "the sequence of jobs",
        Kind::Dates => "the sequence of job dates",
        Kind::Passages => "the text",
        Kind::Identity | Kind::Birth => "the identity",
        Kind::Lineage => "the origin of the document",
        Kind::Picture => "a copy of the picture",
        Kind::Operator => "what people found",
    }
}
