//! Rows of a list that an import passes over: why, how many, and where the first of them is.

use std::fmt;

/// A country that no table has; the rest of the row is taken.
pub(crate) const COUNTRY_UNKNOWN: &str = "its country is not known and left out";

/// A row that ends early; what it lacks is empty.
pub(crate) const FIELDS_FEWER: &str =
    "it has fewer fields than the header, and what it lacks is taken as empty";

/// A row that goes on after the last column.
pub(crate) const FIELDS_MORE: &str =
    "it has more fields than the header, and those beyond it are left out";

/// Rows of one file that one reason passed over, as a whole or in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// The file.
    pub file: String,
    /// The first of the rows, from 1.
    pub row: u32,
    /// How many there are.
    pub count: u32,
    /// Why, in lower case without a full stop.
    pub why: &'static str,
}

impl fmt::Display for PassedOver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PassedOver { file, row, count, why } = self;
        let rows = if *count == 1 { "row" } else { "rows" };
        write!(f, "{file}: {count} {rows} passed over, the first is row {row}: {why}")
    }
}

/// Counts the rows of one file that are passed over.
#[derive(Debug, Default)]
pub(crate) struct Tally(Vec<(&'static str, u32, u32)>);

impl Tally {
    /// One more row for a reason.
    pub(crate) fn note(&mut self, row: u32, why: &'static str) {
        match self.0.iter_mut().find(|(own, ..)| *own == why) {
            Some((_, _, count)) => *count += 1,
            None => self.0.push((why, row, 1)),
        }
    }

    /// What was counted, by reason in the order of their first rows.
    pub(crate) fn of_file(self, file: &str) -> impl Iterator<Item = PassedOver> {
        let file = file.to_owned();
        self.0.into_iter().map(move |(why, row, count)| PassedOver {
            file: file.clone(),
            row,
            count,
            why,
        })
    }
}
