//! What changed from quarter to quarter: counts of months in, quarters with rates out.

use crate::{Hours, Quarter, Quartiles, Rate};
use std::collections::BTreeMap;

/// A count of one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// 12 times the year, and 0 for January: when those who are counted applied.
    pub month: i64,
    /// What is counted, as in `applications`.
    pub name: String,
    /// Of which part, as in a check's name; empty for the whole.
    pub part: String,
    /// How many.
    pub count: i64,
}

/// What is known of some quarters in a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Trends {
    /// The quarters, the newest last.
    pub quarters: Vec<Numbers>,
    /// How often each check was right, of the last four; the most often noted first.
    pub findings: Vec<Precision>,
    /// Patterns of those confirmed: name, and how many in each quarter; the most frequent first.
    pub tactics: Vec<Mix>,
    /// Kinds of values by which rings were tied that were not before.
    pub values: Vec<Mix>,
    /// Roles that those confirmed aimed at in the newest quarter, the most frequent first.
    pub roles: Vec<Aim>,
    /// Channels through which they came.
    pub channels: Vec<Aim>,
}

/// One quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbers {
    /// Which.
    pub quarter: Quarter,
    /// Who applied.
    pub applications: u64,
    /// Of whom somebody was to look at.
    pub flagged: u64,
    /// Of whom it was decided that they are not who they say they are.
    pub confirmed: u64,
    /// Of whom it was decided that they are.
    pub cleared: u64,
    /// Of whom nobody could tell.
    pub inconclusive: u64,
    /// From the opening of a case to a decision in force.
    pub hours: Option<Quartiles>,
    /// Rings that were found for the first time.
    pub rings_born: u64,
    /// Times that a ring grew or joined another.
    pub rings_grown: u64,
    /// Values that tied a ring and had not before.
    pub values: u64,
}

impl Numbers {
    /// Of whom a decision is in force.
    pub fn reviewed(&self) -> u64 {
        self.confirmed + self.cleared + self.inconclusive
    }

    /// Of those who were either confirmed or cleared, who was confirmed.
    pub fn precision(&self) -> Rate {
        Rate::new(self.confirmed, self.confirmed + self.cleared)
    }
}

/// How often what a check noted was right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Precision {
    /// Name of the check.
    pub check: String,
    /// Those confirmed, of the decided ones of whom it noted something.
    pub rate: Rate,
}

/// Something counted in every quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mix {
    /// What.
    pub name: String,
    /// How many, in the order of the quarters.
    pub counts: Vec<u64>,
}

/// What somebody aimed at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aim {
    /// The role or channel; empty where it was not stated.
    pub name: String,
    /// Of those confirmed, those who did.
    pub confirmed: Rate,
    /// Of all applications, those that did.
    pub all: Rate,
}

/// Quarters over which a check is judged: one alone has too few decisions.
const JUDGED: usize = 4;

/// Puts months together, for so many quarters up to one.
pub fn trends(tallies: &[Tally], last: Quarter, quarters: usize) -> Trends {
    let first = Quarter(last.0 + 1 - quarters as i64);
    let sums = Sums::new(tallies, first, last);
    let judged = Quarter((last.0 + 1 - JUDGED as i64).max(first.0));
    Trends {
        quarters: (first.0..=last.0).map(|at| sums.numbers(Quarter(at))).collect(),
        findings: sums.findings(judged, last),
        tactics: sums.mix("tactic", first, last),
        values: sums.mix("ring-value", first, last),
        roles: sums.aims("role", last),
        channels: sums.aims("channel", last),
    }
}

/// Counts by what is counted, quarter and part.
struct Sums<'t> {
    parts: BTreeMap<(&'t str, Quarter), BTreeMap<&'t str, u64>>,
}

impl<'t> Sums<'t> {
    fn new(tallies: &'t [Tally], first: Quarter, last: Quarter) -> Sums<'t> {
        let mut parts: BTreeMap<(&str, Quarter), BTreeMap<&str, u64>> = BTreeMap::new();
        for tally in tallies {
            let quarter = Quarter::of(tally.month);
            if (first..=last).contains(&quarter) && tally.count > 0 {
                let of = parts.entry((tally.name.as_str(), quarter)).or_default();
                *of.entry(tally.part.as_str()).or_default() += tally.count.unsigned_abs();
            }
        }
        Sums { parts }
    }

    fn sum(&self, name: &str, quarter: Quarter) -> u64 {
        self.parts.get(&(name, quarter)).map_or(0, |parts| parts.values().sum())
    }

    fn part(&self, name: &str, quarter: Quarter, part: &str) -> u64 {
        let parts = self.parts.get(&(name, quarter));
        parts.and_then(|parts| parts.get(part)).copied().unwrap_or_default()
    }

    fn numbers(&self, quarter: Quarter) -> Numbers {
        let mut hours = Hours::default();
        for (bucket, count) in self.parts.get(&("minutes", quarter)).into_iter().flatten() {
            hours.add(bucket.parse().unwrap_or_default(), *count);
        }
        Numbers {
            quarter,
            applications: self.sum("applications", quarter),
            flagged: self.sum("flagged", quarter),
            confirmed: self.sum("confirmed", quarter),
            cleared: self.sum("cleared", quarter),
            inconclusive: self.sum("inconclusive", quarter),
            hours: hours.quartiles(),
            rings_born: self.sum("ring-born", quarter),
            rings_grown: self.sum("ring-grown", quarter),
            values: self.sum("ring-value", quarter),
        }
    }

    fn findings(&self, first: Quarter, last: Quarter) -> Vec<Precision> {
        let mut met: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
        for at in first.0..=last.0 {
            for (check, count) in
                self.parts.get(&("confirmed-finding", Quarter(at))).into_iter().flatten()
            {
                met.entry(check).or_default().0 += count;
            }
            for (check, count) in
                self.parts.get(&("cleared-finding", Quarter(at))).into_iter().flatten()
            {
                met.entry(check).or_default().1 += count;
            }
        }
        let read = |(check, (confirmed, cleared)): (&str, (u64, u64))| Precision {
            check: check.to_owned(),
            rate: Rate::new(confirmed, confirmed + cleared),
        };
        let mut found: Vec<Precision> = met.into_iter().map(read).collect();
        found.sort_by_key(|one| std::cmp::Reverse(one.rate.whole));
        found
    }

    fn mix(&self, name: &str, first: Quarter, last: Quarter) -> Vec<Mix> {
        let parts = |at: i64| self.parts.get(&(name, Quarter(at))).into_iter().flatten();
        let mut names: Vec<&str> =
            (first.0..=last.0).flat_map(|at| parts(at).map(|(part, _)| *part)).collect();
        names.sort_unstable();
        names.dedup();
        let counts = |part: &str| -> Vec<u64> {
            (first.0..=last.0).map(|at| self.part(name, Quarter(at), part)).collect()
        };
        let mut found: Vec<Mix> = names
            .into_iter()
            .map(|part| Mix { name: part.to_owned(), counts: counts(part) })
            .collect();
        found.sort_by_key(|one| std::cmp::Reverse(one.counts.iter().sum::<u64>()));
        found
    }

    fn aims(&self, name: &str, quarter: Quarter) -> Vec<Aim> {
        let aimed = format!("confirmed-{name}");
        let (confirmed, all) = (self.sum(&aimed, quarter), self.sum("applications", quarter));
        let parts = self.parts.get(&(aimed.as_str(), quarter)).into_iter().flatten();
        let mut found: Vec<Aim> = parts
            .map(|(part, count)| Aim {
                name: (*part).to_owned(),
                confirmed: Rate::new(*count, confirmed),
                all: Rate::new(self.part(name, quarter, part), all),
            })
            .collect();
        found.sort_by_key(|one| std::cmp::Reverse(one.confirmed.part));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::{Quarter, Tally, trends};

    fn tally(month: i64, name: &str, part: &str, count: i64) -> Tally {
        Tally { month: 2026 * 12 + month, name: name.into(), part: part.into(), count }
    }

    #[test]
    fn months_add_up_to_quarters_and_others_are_left_out() {
        let tallies = [
            tally(5, "applications", "", 90),
            tally(6, "applications", "", 100),
            tally(8, "applications", "", 50),
            tally(9, "applications", "", 7),
            tally(6, "confirmed", "", 3),
            tally(7, "cleared", "", 1),
            tally(7, "minutes", "120", 4),
            tally(6, "confirmed-finding", "shared-phone", 3),
            tally(7, "cleared-finding", "shared-phone", 1),
            tally(7, "cleared-finding", "network-kind", 1),
            tally(6, "role", "Data Engineer", 30),
            tally(6, "confirmed-role", "Data Engineer", 2),
            tally(6, "confirmed-role", "Site Reliability Engineer", 1),
            tally(2, "tactic", "alone", 1),
            tally(6, "tactic", "contested identity", 3),
        ];
        let found = trends(&tallies, Quarter::parse("2026-Q3").expect("a quarter"), 3);
        let applied: Vec<u64> = found.quarters.iter().map(|one| one.applications).collect();
        assert_eq!(applied, [0, 90, 150], "the next quarter's seven are not among them");
        let newest = &found.quarters[2];
        assert_eq!((newest.reviewed(), newest.precision().share()), (4, Some(0.75)));
        assert_eq!(newest.hours.map(|hours| hours.median), Some(2.0));
        assert_eq!(found.findings[0].check, "shared-phone");
        assert_eq!((found.findings[0].rate.part, found.findings[0].rate.whole), (3, 4));
        assert_eq!((found.roles[0].name.as_str(), found.roles[0].all.part), ("Data Engineer", 30));
        assert_eq!(found.roles[0].confirmed.whole, 3);
        assert_eq!(found.tactics[0].counts, [0, 0, 3]);
        assert_eq!(found.tactics[1].counts, [1, 0, 0]);
    }
}
