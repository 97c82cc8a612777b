//! What links say, in words.

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
    let people = if others == 1 { "1 other claimed person" } else { "other claimed persons" };
    let people = if others == 1 { people.to_owned() } else { format!("{others} {people}") };
    let thing = thing(evidence.kind);
    let summary = match evidence.kind {
        Kind::Passages => {
            format!("rare passages of the résumé also stand in those of {people}")
        }
        Kind::Identity => format!("the same identity is claimed with other contacts by {people}"),
        _ => format!("{thing} also stands under {people}"),
    };
    let named: Vec<&str> =
        evidence.others.iter().take(NAMED_MAX).map(|a| ids[*a as usize].as_str()).collect();
    let more = others.saturating_sub(NAMED_MAX);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let count = match evidence.kind {
        Kind::Passages => {
            format!("; {} sampled passages in common with the nearest", evidence.count)
        }
        _ => format!("; {} claimed persons hold it in all", evidence.count),
    };
    let claim = claim.map_or_else(
        || format!("stands in this claimed person's application {}", ids[first as usize]),
        str::to_owned,
    );
    Finding { summary, claim, observed: format!("also in {}{more}{count}", named.join(", ")) }
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
    }
}
