//! What a reviewer works with: a screening, the report of it, and the files that hold it.

#![allow(clippy::format_push_string, reason = "sentences for people are short, and read best so")]

pub mod changes;
pub mod numbers;
pub mod outputs;
pub mod report;
pub mod surroundings;

use bonafide_application::Application;
use bonafide_linkage::Pattern;
use bonafide_score::{Assessment, Band};
use jiff::civil;
use surroundings::Surroundings;

/// One screening, as far as a person looks at it: the report is a pure function of this.
#[derive(Clone, Debug)]
pub struct Screening {
    /// What was run.
    pub run: Run,
    /// Counts over all applications.
    pub counts: Counts,
    /// Applications by log2 odds: lower edge of each bin (one bit wide), and how many.
    pub histogram: Vec<(f64, u64)>,
    /// By week of arrival (its Monday): all, and those in review or priority.
    pub weeks: Vec<(civil::Date, u64, u64)>,
    /// How often each finding is noted: its check, among clear, among review and priority.
    pub finding_counts: Vec<(&'static str, u64, u64)>,
    /// The applications in review and priority, likeliest first, and other members of rings.
    pub applications: Vec<ScreenedApplication>,
    /// The rings, strongest first.
    pub rings: Vec<Ring>,
    /// Input records that could not be read.
    pub problems: Vec<Problem>,
    /// What lists and the file's own base rates say beside the scores.
    pub surroundings: Surroundings,
}

/// What was run, on what, under which versions.
#[derive(Clone, Debug)]
pub struct Run {
    /// Inputs as named on the command line.
    pub inputs: Vec<String>,
    /// Version of the program.
    pub program: String,
    /// Version of the weights.
    pub weights: String,
    /// Date of the newest table.
    pub tables: String,
    /// Log2 odds before any evidence.
    pub prior_bits: f64,
    /// Where the prior comes from, as a sentence.
    pub prior_source: String,
    /// Log2 odds from which an application is in review.
    pub review_bits: f64,
    /// Log2 odds from which an application is in priority.
    pub priority_bits: f64,
}

/// Counts over all applications.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Applications that were read.
    pub applications: u64,
    /// Records that were rejected.
    pub rejected: u64,
    /// In the band clear.
    pub clear: u64,
    /// In the band review.
    pub review: u64,
    /// In the band priority.
    pub priority: u64,
    /// Claimed persons with more than one application.
    pub persons: u64,
    /// Applications of those.
    pub applied_again: u64,
}

/// One application with its assessment.
#[derive(Clone, Debug)]
pub struct ScreenedApplication {
    /// As claimed.
    pub application: Application,
    /// Its score and explanation.
    pub assessment: Assessment,
    /// What that asks of people.
    pub band: Band,
    /// Its ring's id.
    pub ring: Option<String>,
    /// Its claimed person's id, where that person applied more than once.
    pub person: Option<String>,
    /// Names of the checks that answered unknown.
    pub unknown: Vec<&'static str>,
}

/// Different claimed persons behind whom one operator is likely.
#[derive(Clone, Debug)]
pub struct Ring {
    /// Its id.
    pub id: String,
    /// Its pattern.
    pub pattern: Pattern,
    /// Ids of its applications, in order of arrival.
    pub members: Vec<String>,
    /// Number of distinct claimed persons.
    pub applicants: u64,
    /// What its members share, rarest first.
    pub shared: Vec<SharedValue>,
}

/// One value that members of a ring share.
#[derive(Clone, Debug)]
pub struct SharedValue {
    /// Kind of the value: `phone`, `device`, `reference-email`, …
    pub kind: &'static str,
    /// The value.
    pub value: String,
    /// Ids of the members that hold it.
    pub members: Vec<String>,
    /// How many applications of the whole population hold it.
    pub held_by: u64,
    /// Bits that it contributes to one operator behind two of its holders; 0 where it is common.
    pub bits: f64,
}

/// An input record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Name of the input.
    pub source: String,
    /// Line or row, from 1; 0 where the input has none.
    pub line: u64,
    /// Id of the record, where it could be read.
    pub id: Option<String>,
    /// What is wrong and what to do, as one sentence.
    pub error: String,
}
