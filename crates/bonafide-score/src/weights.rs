//! The table of what each answer and each kind of sharing is worth, in bits.
//!
//! One versioned file under `weights/` is compiled in; a user may give another. A row of `[checks]`
//! holds the bits of a clear answer and of each level of a noted one, a row of `[links]` the bits
//! of one kind of sharing, a row of `[groups]` the bounds of rows that measure one fact.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use bonafide_evidence::{Answer, Check};
use bonafide_linkage::Sharing;
use serde::Deserialize;

/// The table that this release ships.
const SHIPPED: &str = include_str!("../../../weights/2026-11.toml");

/// What everything is worth.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Names the table in every output: `2026-11`.
    pub version: String,
    /// How the table was fitted, on what; `None` where it is as published.
    #[serde(default)]
    pub fitted: Option<String>,
    /// The base rate before any population is known: one application in so many.
    pub one_in: f64,
    /// Bound of the log2 odds, either way. At 16 bits, 1 - p keeps 37 of a double's 53 bits, so
    /// that the probability gives the log-odds back to 1e-11; the contract asks for 1e-9.
    pub limit: f64,
    /// How many operators' applications hold strong evidence, by how much is known of them.
    pub reach: Reach,
    /// Bounds of what measures one fact, by name.
    pub groups: BTreeMap<String, Group>,
    /// What the answers of checks are worth, by the check's name.
    pub checks: BTreeMap<String, CheckRow>,
    /// The share of its bits that a shared value keeps where nothing else ties its holders
    /// together, so that one planted value raises nobody far; from 0 to 1.
    pub alone: f64,
    /// The share of its bits that a finding keeps in other applications of the same claimed person,
    /// which say nothing of it themselves; from 0 to 1.
    pub again: f64,
    /// What sharing is worth, by the name of its term: `shared-phone`.
    pub links: BTreeMap<String, LinkRow>,
}

/// The share of operators' applications that hold strong evidence, from which the base rate of a
/// population is estimated.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reach {
    /// From how many bits on evidence is strong.
    pub bits: f64,
    /// The share, from 0 to 1, where 0 to 3 checks have an answer worth bits, where 4 to 7, and so
    /// on; the last holds for all that are richer.
    pub by_answers: Vec<f64>,
    /// What the shares were judged by, or measured on.
    pub source: String,
}

impl Reach {
    /// How many answers one step has.
    pub const STEP_ANSWERS: usize = 4;

    /// The place in the list of an application of which so many checks have an answer.
    pub fn step(&self, answers: usize) -> usize {
        (answers / Reach::STEP_ANSWERS).min(self.by_answers.len().saturating_sub(1))
    }
}

/// Bounds of what measures one fact, so that one fact does not count five times.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Most bits that its terms against the applicant may add up to; at least 0.
    pub cap: f64,
    /// Least bits that its terms for the applicant may add up to; at most 0.
    pub floor: f64,
    /// The fact that its rows measure, or why the bounds are these.
    pub source: String,
}

/// What the answers of one check are worth.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckRow {
    /// Its group.
    pub group: String,
    /// Bits of a clear answer; at most 0.
    pub clear: f64,
    /// Bits of each level of a noted answer; at least 0.
    pub noted: BTreeMap<String, f64>,
    /// Where the strength of this evidence was published, or what it was judged by.
    pub source: String,
}

/// What sharing a value of one kind is worth.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkRow {
    /// Its group.
    pub group: String,
    /// Bits where two hold the value and nothing explains it; at least 0. A value that more hold,
    /// or that something explains in part, has a share of them.
    pub bits: f64,
    /// Where the strength of this evidence was published, or what it was judged by.
    pub source: String,
}

/// What is wrong with a table of weights, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(String);

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

impl CheckRow {
    /// Bits of an answer before any cap; 0 for an unknown one.
    pub(crate) fn bits(&self, answer: &Answer) -> f64 {
        match answer {
            Answer::Unknown => 0.0,
            Answer::Clear(_) => self.clear,
            Answer::Noted(level, _) => self.noted.get(*level).copied().unwrap_or(0.0),
        }
    }
}

impl Weights {
    /// The table that this release ships.
    ///
    /// # Panics
    ///
    /// Never: a test reads the shipped table.
    pub fn shipped() -> Weights {
        Weights::parse(SHIPPED).expect("a test reads the shipped table")
    }

    /// Reads a table; unknown keys, unknown groups and bits of the wrong sign are errors.
    pub fn parse(text: &str) -> Result<Weights, Error> {
        let weights: Weights = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| line_at(text, span.start));
            Error(format!("weights, line {line}: {}", error.message().replace('\n', ", ")))
        })?;
        match weights.objection() {
            None => Ok(weights),
            Some((row, objection)) => {
                let start = text.find(&format!("[{row}]")).unwrap_or(0);
                Err(Error(format!("weights, line {}: {row}: {objection}", line_at(text, start))))
            }
        }
    }

    /// Log2 odds before any evidence and before any population is known.
    pub fn prior_bits(&self) -> f64 {
        -(self.one_in - 1.0).log2()
    }

    /// Bits of an answer before any cap; 0 for an unknown one and for a check without a row.
    pub fn answer_bits(&self, check: &Check, answer: &Answer) -> f64 {
        self.checks.get(check.name).map_or(0.0, |row| row.bits(answer))
    }

    /// Bits of sharing a value that two hold and nothing explains, by the name of the kind's term;
    /// 0 for a kind without a row.
    pub fn link_bits(&self, name: &str) -> f64 {
        self.links.get(name).map_or(0.0, |row| row.bits)
    }

    /// The group of a check or of a kind of sharing.
    pub fn group(&self, name: &str) -> Option<(&str, &Group)> {
        let group = match self.checks.get(name) {
            Some(row) => &row.group,
            None => &self.links.get(name)?.group,
        };
        self.groups.get_key_value(group).map(|(name, group)| (name.as_str(), group))
    }

    /// Checks, levels and kinds of sharing that have no row, and rows that have none of these.
    pub fn mismatches(&self, checks: &[Check], kinds: &[Sharing]) -> Vec<String> {
        let mut found = Vec::new();
        for kind in kinds.iter().filter(|kind| !self.links.contains_key(kind.name)) {
            found.push(format!("the kind of sharing {} has no row", kind.name));
        }
        for name in self.links.keys() {
            if !kinds.iter().any(|kind| kind.name == name) {
                found.push(format!("the row {name} has no kind of sharing"));
            }
        }
        for check in checks {
            let Some(row) = self.checks.get(check.name) else {
                found.push(format!("the check {} has no row", check.name));
                continue;
            };
            for level in check.levels {
                if !row.noted.contains_key(*level) {
                    found.push(format!("the level {level} of {} has no bits", check.name));
                }
            }
            for level in row.noted.keys() {
                if !check.levels.contains(&level.as_str()) {
                    found.push(format!("the check {} has no level {level}", check.name));
                }
            }
        }
        for name in self.checks.keys() {
            if !checks.iter().any(|check| check.name == name) {
                found.push(format!("the row {name} has no check"));
            }
        }
        found
    }

    /// The table as a file that [`Weights::parse`] reads back to the same value.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        let mut line = |text: fmt::Arguments<'_>| {
            writeln!(out, "{text}").expect("a string takes every write");
        };
        line(format_args!("version = {}", quoted(&self.version)));
        if let Some(fitted) = &self.fitted {
            line(format_args!("fitted = {}", quoted(fitted)));
        }
        line(format_args!("one_in = {:?}", self.one_in));
        line(format_args!("limit = {:?}", self.limit));
        line(format_args!("alone = {:?}\nagain = {:?}", self.alone, self.again));
        line(format_args!("\n[reach]\nbits = {:?}", self.reach.bits));
        line(format_args!("by_answers = {:?}", self.reach.by_answers));
        line(format_args!("source = {}", quoted(&self.reach.source)));
        line(format_args!("\n[groups]"));
        for (name, group) in &self.groups {
            line(format_args!("\n[groups.{name}]"));
            line(format_args!("cap = {:?}\nfloor = {:?}", group.cap, group.floor));
            line(format_args!("source = {}", quoted(&group.source)));
        }
        line(format_args!("\n[checks]"));
        for (name, row) in &self.checks {
            line(format_args!("\n[checks.{name}]"));
            line(format_args!("group = {}\nclear = {:?}", quoted(&row.group), row.clear));
            let levels: Vec<String> =
                row.noted.iter().map(|(level, bits)| format!("{level} = {bits:?}")).collect();
            line(format_args!("noted = {{ {} }}", levels.join(", ")));
            line(format_args!("source = {}", quoted(&row.source)));
        }
        line(format_args!("\n[links]"));
        for (kind, row) in &self.links {
            line(format_args!("\n[links.{kind}]"));
            line(format_args!("group = {}\nbits = {:?}", quoted(&row.group), row.bits));
            line(format_args!("source = {}", quoted(&row.source)));
        }
        out
    }

    /// The first row that says what cannot be, and what to do.
    fn objection(&self) -> Option<(String, String)> {
        let whole = |bits: f64, least: f64, most: f64| bits >= least && bits <= most;
        if !whole(self.one_in, 2.0, 1e6) {
            return Some(("one_in".into(), "must be between 2 and 1,000,000".into()));
        }
        if !whole(self.limit, 1.0, 16.0) {
            return Some(("limit".into(), "must be between 1 and 16 bits".into()));
        }
        if !whole(self.alone, 0.0, 1.0) {
            return Some(("alone".into(), "must be between 0 and 1".into()));
        }
        if !whole(self.again, 0.0, 1.0) {
            return Some(("again".into(), "must be between 0 and 1".into()));
        }
        let shares = &self.reach.by_answers;
        if shares.is_empty() || shares.iter().any(|share| !whole(*share, 0.0, 1.0)) {
            return Some(("reach".into(), "by_answers must be shares between 0 and 1".into()));
        }
        for (name, group) in &self.groups {
            if !whole(group.cap, 0.0, 64.0) || !whole(group.floor, -64.0, 0.0) {
                let what = "cap must be from 0 to 64, and floor from -64 to 0";
                return Some((format!("groups.{name}"), what.into()));
            }
        }
        for (name, row) in &self.checks {
            let at = format!("checks.{name}");
            if !self.groups.contains_key(&row.group) {
                return Some((at, format!("add [groups.{0}], there is no group {0}", row.group)));
            }
            if !whole(row.clear, -64.0, 0.0) {
                return Some((at, "clear must be from -64 to 0".into()));
            }
            if let Some((level, _)) = row.noted.iter().find(|(_, bits)| !whole(**bits, 0.0, 64.0)) {
                return Some((at, format!("noted.{level} must be from 0 to 64")));
            }
        }
        for (kind, row) in &self.links {
            let at = format!("links.{kind}");
            if !self.groups.contains_key(&row.group) {
                return Some((at, format!("add [groups.{0}], there is no group {0}", row.group)));
            }
            if self.checks.contains_key(kind) {
                return Some((at, "rename it, a check has that name".into()));
            }
            if !whole(row.bits, 0.0, 64.0) {
                return Some((at, "bits must be from 0 to 64".into()));
            }
        }
        None
    }
}

fn line_at(text: &str, offset: usize) -> usize {
    1 + text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count()
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use bonafide_linkage::KINDS;

    use super::Weights;
    use crate::invented::{CHECKS, TABLE};

    #[test]
    fn every_check_and_level_has_a_row_and_no_row_is_without_a_check() {
        let anchor = Weights::parse(include_str!("../../../weights/published.toml")).unwrap();
        for weights in [Weights::shipped(), anchor] {
            let mismatches = weights.mismatches(bonafide_evidence::CHECKS, KINDS);
            assert_eq!(mismatches, Vec::<String>::new(), "{}", weights.version);
        }
    }

    #[test]
    fn a_table_that_does_not_fit_the_checks_is_told_apart() {
        let mut weights = Weights::parse(TABLE).unwrap();
        assert_eq!(weights.mismatches(CHECKS, &KINDS[..1]), Vec::<String>::new());
        let row = weights.checks.remove("phone-region").unwrap();
        weights.checks.insert("phone-area".to_owned(), row);
        assert_eq!(
            weights.mismatches(CHECKS, &KINDS[..1]),
            ["the check phone-region has no row", "the row phone-area has no check"]
        );
    }

    #[test]
    fn a_table_is_written_as_it_was_read() {
        let mut weights = Weights::parse(TABLE).unwrap();
        weights.fitted = Some("on \"two\" seeds\nof 20,000".to_owned());
        assert_eq!(Weights::parse(&weights.to_text()).unwrap(), weights);
        assert_eq!(Weights::parse(&Weights::shipped().to_text()).unwrap(), Weights::shipped());
    }

    #[test]
    fn errors_name_the_line_and_the_row() {
        for (from, to, expected) in [
            ("clear = -0.5", "cleer = -0.5", "line 22: unknown field `cleer`"),
            ("clear = -0.5", "clear = 0.5", "line 20: checks.phone-region: clear must be"),
            ("near = 1.0", "near = -1.0", "checks.phone-region: noted.near must be"),
            ("group = \"phone\"", "group = \"fone\"", "add [groups.fone], there is no group fone"),
            ("limit = 16", "limit = 40", "limit: must be between 1 and 16 bits"),
            ("limit = 16", "limit = ", "line 3: "),
        ] {
            let error = Weights::parse(&TABLE.replacen(from, to, 1)).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
            assert!(!error.contains('\n'), "{error}");
        }
    }
}
