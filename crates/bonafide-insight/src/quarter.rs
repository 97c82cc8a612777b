//! A quarter of a year.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A quarter, as the number of quarters since the year 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Quarter(pub i64);

impl Quarter {
    /// The quarter of a month, which is 12 times the year, and 0 for January.
    pub fn of(month: i64) -> Quarter {
        Quarter(month.div_euclid(3))
    }

    /// Its first month.
    pub fn first_month(self) -> i64 {
        self.0 * 3
    }

    /// Its year.
    pub fn year(self) -> i64 {
        self.0.div_euclid(4)
    }

    /// Its number in the year, from 1.
    pub fn number(self) -> i64 {
        self.0.rem_euclid(4) + 1
    }

    /// Reads `2026-Q3`.
    pub fn parse(text: &str) -> Option<Quarter> {
        let (year, number) = text.split_once("-Q")?;
        let (year, number): (i64, i64) = (year.parse().ok()?, number.parse().ok()?);
        let known = (1900..=9999).contains(&year) && (1..=4).contains(&number);
        known.then(|| Quarter(year * 4 + number - 1))
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-Q{}", self.year(), self.number())
    }
}

#[cfg(test)]
mod tests {
    use super::Quarter;

    #[test]
    fn a_quarter_has_three_months_and_reads_as_it_is_written() {
        let september = 2026 * 12 + 8;
        let quarter = Quarter::of(september);
        assert_eq!(quarter.to_string(), "2026-Q3");
        assert_eq!(Quarter::parse("2026-Q3"), Some(quarter));
        assert_ne!(Quarter::of(september + 1), quarter);
        assert_eq!(Quarter::parse("2026-Q5"), None);
        assert_eq!(quarter.first_month(), 2026 * 12 + 6);
    }
}
