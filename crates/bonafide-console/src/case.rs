//! A case: what is claimed, why it is here, and the decision.

use crate::{Frame, Moment};
use askama::Template;

/// A case.
#[derive(Clone, Debug, Template)]
#[template(path = "case.html")]
pub struct CasePage {
    /// What stands around it.
    pub frame: Frame,
    /// Its id.
    pub id: String,
    /// The pseudonym of its application.
    pub about: String,
    /// `review` or `priority`.
    pub priority: String,
    /// When it was opened.
    pub opened: Moment,
    /// When it is to be decided.
    pub due: Moment,
    /// When it was decided.
    pub closed: Option<Moment>,
    /// Who works on it.
    pub holder: Option<String>,
    /// What who looks may do.
    pub may: May,
    /// The version of the assessment.
    pub version: i64,
    /// As in `93 %`.
    pub probability: String,
    /// Its ring.
    pub ring: Option<String>,
    /// What was found, in the order of the assessment.
    pub findings: Vec<Finding>,
    /// Whether the claimed person was erased.
    pub is_erased: bool,
    /// What is claimed, where it was asked for.
    pub claimed: Option<Vec<Claimed>>,
    /// Decisions so far.
    pub taken: Vec<Taken>,
    /// Codes of the grounds on which cases are decided, each with what it means.
    pub grounds: Vec<(&'static str, &'static str)>,
}

/// What who looks at a case may do.
#[derive(Clone, Copy, Debug)]
pub struct May {
    /// Whether the case is theirs, to decide or to give back.
    pub decide: bool,
    /// Whether they work on cases.
    pub work: bool,
    /// Whether they sign as the second person.
    pub sign: bool,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The name of the check.
    pub check: String,
    /// What was seen, as a sentence.
    pub summary: String,
    /// The claim, verbatim.
    pub claim: String,
    /// What was observed.
    pub observed: String,
    /// Honest reasons.
    pub innocent: Vec<String>,
    /// How a person finds out.
    pub verify: String,
    /// What it contributes.
    pub bar: Bar,
}

/// Something claimed: where it stands, and what.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// Where it stands, as in `phones 1`.
    pub name: String,
    /// The value, verbatim.
    pub value: String,
}

/// A decision.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Its id.
    pub id: String,
    /// Its outcome.
    pub outcome: String,
    /// Who took it.
    pub by: String,
    /// When.
    pub at: Moment,
    /// The note.
    pub note: String,
    /// What was ruled out, and how.
    pub ruled_out: Vec<(String, String)>,
    /// Who signed as the second person.
    pub second: Option<String>,
    /// Whether it stands.
    pub is_final: bool,
}

/// A choice of the decision; none is chosen before.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// Its name in the form.
    pub name: &'static str,
    /// What it means.
    pub shown: &'static str,
}

/// What a finding contributes, in bits, as a bar around the middle.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// As in `+2.50`, with a minus sign where it lowers.
    pub shown: String,
    /// `for`, `against` or `unknown`.
    pub kind: &'static str,
    /// Where it begins, in percent of the width.
    pub start: f64,
    /// How wide it is, in percent.
    pub width: f64,
}

/// Bits at which a bar is full; caps of groups lie below it.
const BITS_FULL: f64 = 12.0;

impl Bar {
    /// The bar of so many bits.
    pub fn of(bits: f64) -> Bar {
        let width = (bits.abs() / BITS_FULL).min(1.0) * 50.0;
        let (sign, kind, start) = match bits {
            bits if bits >= 0.005 => ("+", "for", 50.0),
            bits if bits <= -0.005 => ("\u{2212}", "against", 50.0 - width),
            _ => ("", "unknown", 50.0),
        };
        Bar { shown: format!("{sign}{:.2}", bits.abs()), kind, start, width }
    }
}

/// The outcomes to choose from.
pub(crate) const CHOICES: [Choice; 3] = [
    Choice { name: "cleared", shown: "Cleared: what was noted is explained" },
    Choice { name: "inconclusive", shown: "Inconclusive: nobody can tell yet" },
    Choice { name: "confirmed", shown: "Confirmed: needs a second person" },
];

#[cfg(test)]
mod tests {
    use super::Bar;

    #[test]
    fn a_bar_walks_from_the_middle_and_stays_on_the_page() {
        let (raised, lowered) = (Bar::of(6.0), Bar::of(-3.0));
        assert_eq!((raised.shown.as_str(), raised.kind), ("+6.00", "for"));
        assert_eq!((lowered.shown.as_str(), lowered.kind), ("\u{2212}3.00", "against"));
        assert!((lowered.start + lowered.width - 50.0).abs() < 1e-9);
        assert!((Bar::of(99.0).width - 50.0).abs() < 1e-9);
        assert_eq!(Bar::of(0.0).shown, "0.00");
    }
}
