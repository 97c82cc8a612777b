//! What a run found: persons of several records, the links that join them, what was learned.

use crate::comparison::ALL;
use crate::lists::Recognized;
use crate::meet::Skew;

/// All of it, without what stands in the outputs alone.
#[derive(Clone, Debug, Default)]
pub struct Resolution {
    /// What was recognized of each list.
    pub lists: Vec<Recognized>,
    /// How much was found.
    pub counts: Counts,
    /// What was learned.
    pub weights: Vec<LearnedComparison>,
    /// The same as a file that [`crate::Weights::read`] reads.
    pub weights_file: String,
    /// log2 of the odds that two records of the lists are of one person.
    pub prior_bits: f64,
    /// What was too common to be looked at in full.
    pub skew: Skew,
    /// Some persons with their links, the largest and the least certain.
    pub shown: Vec<ShownPerson>,
}

/// Numbers of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Records that were read.
    pub records: u64,
    /// Rows that could not be read.
    pub unread: u64,
    /// Persons, those of one record included.
    pub persons: u64,
    /// Persons of two records or more.
    pub repeated: u64,
    /// Pairs of records that were compared.
    pub compared: u64,
}

/// One comparison with what its levels are worth.
#[derive(Clone, Debug, PartialEq)]
pub struct LearnedComparison {
    /// Its name.
    pub name: &'static str,
    /// Name of each level, how often one person reaches it, how often two do.
    pub levels: Vec<(&'static str, f64, f64)>,
}

/// One person of several records.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownPerson {
    /// Its id.
    pub id: String,
    /// Its records.
    pub records: Vec<ShownRecord>,
    /// The links by which they came together.
    pub links: Vec<ShownLink>,
}

/// One record: source, id, and what it says, column by column.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownRecord {
    /// The list or system that it comes from.
    pub source: String,
    /// Its id.
    pub id: String,
    /// Name of a value, and the value as it was compared.
    pub said: Vec<(&'static str, String)>,
}

/// One link.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownLink {
    /// Places of its two records in the list of the person's records.
    pub between: (usize, usize),
    /// log2 of the odds for one person, the prior included.
    pub bits: f64,
    /// Comparison, level, bits: what adds up, the prior left out.
    pub terms: Vec<(&'static str, &'static str, f64)>,
}

/// The name of a level, counting from 1.
pub(crate) fn level_name(comparison: usize, level: u8) -> &'static str {
    ALL[comparison].levels.get(usize::from(level).wrapping_sub(1)).map_or("", |level| level.name)
}
