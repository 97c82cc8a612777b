//! Questions asked of one application.
//!
//! A [`Check`] is one question, in a file of its own under `checks/`, with its case for and
//! against: why it matters, which innocent explanations there are, how a person verifies. It
//! answers *unknown*, *clear* or *noted*; it never knows what its answer is worth (that is a row of
//! `weights/`), never decides and never fails. [`CHECKS`] lists them all; to add one, write its
//! file, its line in `mod checks` and its line in [`CHECKS`], and its row of weights.

mod checks {}

use bonafide_reference::Subject;

/// One question asked of one application.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// A neutral noun that reads well after "we noted": `phone-region`. It is for ever.
    pub name: &'static str,
    /// The question.
    pub question: &'static str,
    /// Why it is asked.
    pub rationale: &'static str,
    /// Where the rationale and the strength of the evidence were published.
    pub source: &'static str,
    /// Honest reasons for a noted answer; never empty.
    pub innocent: &'static [&'static str],
    /// How a person finds out.
    pub verify: &'static str,
    /// Levels that a noted answer may have, weakest first.
    pub levels: &'static [&'static str],
    /// Asks it.
    pub ask: fn(&Subject<'_>) -> Answer,
}

/// What a check answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The question cannot be answered from what is there. It contributes exactly nothing.
    Unknown,
    /// What is claimed and what is observed fit.
    Clear(Finding),
    /// Something is noted, at one of the check's levels.
    Noted(&'static str, Finding),
}

/// What a check saw, in words that would not shame us if the applicant read them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Finding {
    /// One short sentence without a full stop: `phone belongs to Texas, claimed place is Oregon`.
    pub summary: String,
    /// The claim, verbatim.
    pub claim: String,
    /// What was observed, by which table, list or record.
    pub observed: String,
}

/// Every check, in the order in which the documentation shows them.
pub const CHECKS: &[Check] = &[];
