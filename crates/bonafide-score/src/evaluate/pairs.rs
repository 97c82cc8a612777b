//! Precision and recall over pairs of applications that were put together.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Truth;

/// Pairs that were put together, pairs that belong together, and pairs that are both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pairs {
    /// Put together.
    pub found: u64,
    /// Belong together.
    pub true_pairs: u64,
    /// Both.
    pub both: u64,
}

impl Pairs {
    /// Share of the pairs that were put together that belong together; 1 of none.
    pub fn precision(self) -> f64 {
        share(self.both, self.found)
    }

    /// Share of the pairs that belong together that were put together; 1 of none.
    pub fn recall(self) -> f64 {
        share(self.both, self.true_pairs)
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 {
            0.0
        } else {
            2.0 * precision * recall / (precision + recall)
        }
    }
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// One application: the set in which it was put, the set to which it belongs, its truth.
type Member<'a> = (Option<&'a str>, Option<&'a str>, &'a Truth);

/// Two partitions of the same applications; most may be in no set of either.
pub(super) struct Memberships<'a> {
    members: Vec<Member<'a>>,
}

impl<'a> Memberships<'a> {
    pub(super) fn new(members: impl Iterator<Item = Member<'a>>) -> Memberships<'a> {
        Memberships { members: members.filter(|(a, b, _)| a.is_some() || b.is_some()).collect() }
    }

    /// Pairs as far as they concern true sets whose members are of interest.
    ///
    /// A pair that was put together wrongly counts unless it concerns other true sets alone: two
    /// members of these, or one of them and somebody in no set.
    pub(super) fn among(&self, interest: impl Fn(&Truth) -> bool) -> Pairs {
        let mut by_true: BTreeMap<&str, u64> = BTreeMap::new();
        let mut by_found: BTreeMap<&str, Found<'_>> = BTreeMap::new();
        for (found, truth, row) in &self.members {
            let mine = truth.filter(|_| interest(row));
            if let Some(truth) = mine {
                *by_true.entry(truth).or_default() += 1;
            }
            let Some(found) = found else { continue };
            let counts = by_found.entry(found).or_default();
            match (mine, truth) {
                (Some(truth), _) => *counts.mine.entry(truth).or_default() += 1,
                (None, Some(_)) => counts.others += 1,
                (None, None) => counts.none += 1,
            }
        }
        let mut pairs =
            Pairs { true_pairs: by_true.values().map(|n| two(*n)).sum(), ..Pairs::default() };
        for counts in by_found.values() {
            let mine: u64 = counts.mine.values().sum();
            pairs.both += counts.mine.values().map(|n| two(*n)).sum::<u64>();
            pairs.found += two(mine + counts.none) + mine * counts.others;
        }
        pairs
    }
}

/// Whom one found set holds.
#[derive(Default)]
struct Found<'a> {
    mine: BTreeMap<&'a str, u64>,
    others: u64,
    none: u64,
}

/// Pairs among so many.
fn two(count: u64) -> u64 {
    count * count.saturating_sub(1) / 2
}

#[cfg(test)]
mod tests {
    use super::{Memberships, Pairs};
    use crate::evaluate::Truth;
    use crate::evaluate::tests::truth;

    fn pairs(members: &[(&'static str, &'static str)], interest: &str) -> Pairs {
        let some = |text: &'static str| (!text.is_empty()).then_some(text);
        let rows: Vec<_> = members
            .iter()
            .map(|(_, ring)| Truth {
                ring: some(ring).map(str::to_owned),
                ..truth("a", !ring.is_empty(), &[])
            })
            .collect();
        let members = members.iter().zip(&rows);
        Memberships::new(members.map(|((found, ring), row)| (some(found), some(ring), row)))
            .among(|row| interest.is_empty() || row.ring.as_deref() == Some(interest))
    }

    #[test]
    fn counts_pairs() {
        let members = [("x", "r"), ("x", "r"), ("x", ""), ("", "r"), ("", "")];
        assert_eq!(pairs(&members, ""), Pairs { found: 3, true_pairs: 3, both: 1 });
    }

    #[test]
    fn pairs_of_other_sets_do_not_count() {
        let members = [("x", "r"), ("x", "r"), ("y", "s"), ("y", "s"), ("y", ""), ("x", "s")];
        assert_eq!(pairs(&members, "r"), Pairs { found: 3, true_pairs: 1, both: 1 });
    }

    #[test]
    fn nothing_to_find_and_nothing_found_is_right() {
        assert!((pairs(&[("", "")], "").f1() - 1.0).abs() < 1e-12);
    }
}
