//! The machine-readable outputs of a screening, one JSON object a line: written, and read back.
//!
//! Field names and their order are the contract with other programs. Numbers are written in full,
//! so that `prior_bits` and the sum of all `bits` are the log2 odds of `probability` to 1e-9.

use crate::{Problem, Ring};
use bonafide_score::{Assessment, Band};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io::{self, Write};

/// One line of `screened.jsonl`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Screened<'a> {
    /// Id of the application.
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    /// Calibrated probability that the applicant is not who they say they are, in `[0, 1]`.
    pub probability: f64,
    /// `clear`, `review` or `priority`.
    #[serde(borrow)]
    pub band: Cow<'a, str>,
    /// Its ring's id.
    #[serde(borrow)]
    pub ring: Option<Cow<'a, str>>,
    /// Log2 odds before any evidence.
    pub prior_bits: f64,
    /// Its terms, in the order of the assessment.
    #[serde(borrow)]
    pub evidence: Vec<Evidence<'a>>,
}

/// One term of a line of `screened.jsonl`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence<'a> {
    /// Name of the check or of the kind of sharing.
    #[serde(borrow)]
    pub check: Cow<'a, str>,
    /// Log2 likelihood ratio that it contributes, after its group's cap.
    pub bits: f64,
    /// What was seen, as a sentence.
    #[serde(borrow)]
    pub summary: Cow<'a, str>,
    /// The claim, verbatim.
    #[serde(borrow)]
    pub claim: Cow<'a, str>,
    /// What was observed.
    #[serde(borrow)]
    pub observed: Cow<'a, str>,
    /// Honest reasons.
    #[serde(borrow)]
    pub innocent_explanations: Vec<Cow<'a, str>>,
    /// How a person finds out.
    #[serde(borrow)]
    pub verify: Cow<'a, str>,
}

/// One line of `rings.jsonl`.
#[derive(Serialize)]
struct RingLine<'a> {
    ring: &'a str,
    pattern: &'static str,
    members: &'a [String],
    applicants: u64,
    shared: Vec<SharedLine<'a>>,
}

#[derive(Serialize)]
struct SharedLine<'a> {
    kind: &'static str,
    value: &'a str,
    members: &'a [String],
    bits: f64,
}

#[derive(Serialize)]
struct PersonLine<'a> {
    person: &'a str,
    applications: &'a [&'a str],
}

#[derive(Serialize)]
struct RejectedLine<'a> {
    source: &'a str,
    line: u64,
    id: Option<&'a str>,
    error: &'a str,
}

/// Writes a line of `screened.jsonl`.
pub fn screened(
    id: &str,
    assessment: &Assessment,
    band: Band,
    ring: Option<&str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let evidence = assessment.terms.iter().map(|term| Evidence {
        check: term.check.into(),
        bits: term.bits,
        summary: term.finding.summary.as_str().into(),
        claim: term.finding.claim.as_str().into(),
        observed: term.finding.observed.as_str().into(),
        innocent_explanations: term.innocent.iter().map(|reason| (*reason).into()).collect(),
        verify: term.verify.into(),
    });
    let line = Screened {
        id: id.into(),
        probability: assessment.probability(),
        band: band.as_str().into(),
        ring: ring.map(Cow::from),
        prior_bits: assessment.prior_bits,
        evidence: evidence.collect(),
    };
    write_line(&line, out)
}

/// Reads a line of `screened.jsonl`; what is wrong with it, where it is none.
pub fn read_screened(line: &str) -> Result<Screened<'_>, String> {
    serde_json::from_str(line).map_err(|error| error.to_string())
}

/// Writes a line of `rings.jsonl`.
pub fn ring(ring: &Ring, out: &mut dyn Write) -> io::Result<()> {
    let shared = ring.shared.iter().map(|value| SharedLine {
        kind: value.kind,
        value: &value.value,
        members: &value.members,
        bits: value.bits,
    });
    let line = RingLine {
        ring: &ring.id,
        pattern: ring.pattern.as_str(),
        members: &ring.members,
        applicants: ring.applicants,
        shared: shared.collect(),
    };
    write_line(&line, out)
}

/// Writes a line of `persons.jsonl`.
pub fn person(person: &str, applications: &[&str], out: &mut dyn Write) -> io::Result<()> {
    write_line(&PersonLine { person, applications }, out)
}

/// Writes a line of `rejected.jsonl`.
pub fn rejected(problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
    let line = RejectedLine {
        source: &problem.source,
        line: problem.line,
        id: problem.id.as_deref(),
        error: &problem.error,
    };
    write_line(&line, out)
}

pub(crate) fn write_line<T: Serialize>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}
