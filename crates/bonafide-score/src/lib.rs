//! What evidence is worth: the weights, and the one way in which they add up.
//!
//! `log2 odds = prior + Σ bits`, where the bits of one group stay under its cap. The terms of an
//! [`Assessment`] are its explanation; there is no other scoring path.

mod assess;
pub mod bands;
pub mod calibrate;
pub mod elsewhere;
pub mod evaluate;
#[cfg(test)]
mod invented;
pub mod learn;
pub mod prior;
pub mod weights;

pub use assess::assess;
use bonafide_evidence::Finding;
pub use weights::Weights;

/// One term of an assessment.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Name of the check or of the kind of sharing.
    pub check: &'static str,
    /// Log2 likelihood ratio that it contributes, after its group's cap; negative where it speaks
    /// for the applicant.
    pub bits: f64,
    /// Bits before the cap; equal to `bits` where no cap was reached.
    pub bits_uncapped: f64,
    /// What was seen.
    pub finding: Finding,
    /// Honest reasons; empty where the term speaks for the applicant.
    pub innocent: &'static [&'static str],
    /// How a person finds out.
    pub verify: &'static str,
}

/// Prior and terms of one application: its score, and the explanation of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// Log2 odds before any evidence.
    pub prior_bits: f64,
    /// Terms, the strongest against the applicant first, then those for the applicant.
    pub terms: Vec<Term>,
}

impl Assessment {
    /// Prior and terms added up.
    pub fn log_odds(&self) -> f64 {
        self.prior_bits + self.terms.iter().map(|term| term.bits).sum::<f64>()
    }

    /// The probability that the applicant is not who they say they are, in `[0, 1]`.
    pub fn probability(&self) -> f64 {
        probability(self.log_odds())
    }
}

/// The probability that belongs to log2 odds.
pub fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp2())
}

/// What a probability asks of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Nothing.
    Clear,
    /// A look.
    Review,
    /// A look first.
    Priority,
}

impl Band {
    /// `clear`, `review` or `priority`.
    pub fn as_str(self) -> &'static str {
        match self {
            Band::Clear => "clear",
            Band::Review => "review",
            Band::Priority => "priority",
        }
    }
}
