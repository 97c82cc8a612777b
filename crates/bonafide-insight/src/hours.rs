//! How long things took, counted in buckets: a median needs no list of everybody.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Times, each in the bucket of its first two digits: a quartile is exact to 5 % at most.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours(BTreeMap<u64, u64>);

/// A median, and what half of all lie between, in hours.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quartiles {
    /// A quarter took less.
    pub low: f64,
    /// Half took less.
    pub median: f64,
    /// Three quarters took less.
    pub high: f64,
}

/// The bucket of a time: its minutes, of which the first two digits are kept.
pub fn bucket_of(minutes: u64) -> u64 {
    let mut unit = 1;
    while minutes / unit >= 100 {
        unit *= 10;
    }
    minutes / unit * unit
}

impl Hours {
    /// Counts so many of a bucket.
    pub fn add(&mut self, bucket: u64, count: u64) {
        *self.0.entry(bucket).or_default() += count;
    }

    /// Adds those of another.
    pub fn extend(&mut self, other: &Hours) {
        other.0.iter().for_each(|(bucket, count)| self.add(*bucket, *count));
    }

    /// What remains without those of another, which are all among these.
    #[must_use]
    pub fn without(&self, other: &Hours) -> Hours {
        let left = |bucket: &u64, count: &u64| {
            count.saturating_sub(other.0.get(bucket).copied().unwrap_or_default())
        };
        Hours(self.0.iter().map(|(bucket, count)| (*bucket, left(bucket, count))).collect())
    }

    /// The quartiles; none of nothing.
    pub fn quartiles(&self) -> Option<Quartiles> {
        let all: u64 = self.0.values().sum();
        if all == 0 {
            return None;
        }
        Some(Quartiles { low: self.at(all, 1), median: self.at(all, 2), high: self.at(all, 3) })
    }

    /// The least time that so many quarters of all did not exceed.
    fn at(&self, all: u64, quarters: u64) -> f64 {
        let wanted = (all * quarters).div_ceil(4);
        let mut met = 0;
        let within = self.0.iter().find(|(_, count)| {
            met += **count;
            met >= wanted
        });
        within.map_or(0.0, |(minutes, _)| *minutes as f64 / 60.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Hours, bucket_of};

    #[test]
    fn a_bucket_keeps_two_digits() {
        let buckets = [7, 99, 100, 123, 999, 12_345].map(bucket_of);
        assert_eq!(buckets, [7, 99, 100, 120, 990, 12_000]);
    }

    #[test]
    fn half_of_all_took_less_than_the_median() {
        let mut hours = Hours::default();
        assert_eq!(hours.quartiles(), None);
        for minutes in [60, 120, 180, 240, 600] {
            hours.add(bucket_of(minutes), 1);
        }
        let found = hours.quartiles().expect("five");
        assert_eq!((found.low, found.median, found.high), (2.0, 3.0, 4.0));
        let mut fewer = Hours::default();
        fewer.add(600, 1);
        let left = hours.without(&fewer).quartiles().expect("four");
        assert_eq!((left.low, left.median, left.high), (1.0, 2.0, 3.0));
    }
}
