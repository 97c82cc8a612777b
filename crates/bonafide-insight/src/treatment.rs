//! Whether groups are treated alike: rates, ratios and burdens by what people said of themselves.
//!
//! The shape is that of New York's Local Law 144 (6 RCNY 5-301): a selection rate, and its ratio to
//! the highest. To be selected here is to move on without being looked at further. Beside it stands
//! what such a ratio hides where nearly everybody moves on: how often a group bears verification.

use crate::{Hours, Interval, Quartiles, Rate, ratio};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Fewest people of a group that is shown: of fewer, somebody might be recognized.
pub const SHOWN_MIN: u64 = 10;

/// Fewest people of a group of which anything is concluded.
pub const TELLS_MIN: u64 = 30;

/// The ratio below which agencies of the United States ask for reasons (29 CFR 1607.4 D).
const FOUR_FIFTHS: f64 = 0.8;

/// Share of all below which a group may be left out of comparison (6 RCNY 5-301 f).
const SMALL: f64 = 0.02;

/// What it came to in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum End {
    /// Who they say they are.
    Cleared,
    /// Not who they say they are.
    Confirmed,
    /// Nobody could tell.
    Inconclusive,
}

/// One application as it was treated.
#[derive(Clone, Copy, Debug, Default)]
pub struct Screened {
    /// Whether somebody was to look at it.
    pub flagged: bool,
    /// Steps of verification that were asked for.
    pub steps: u64,
    /// What it came to.
    pub end: Option<End>,
    /// Bucket of how long that took; see [`crate::bucket_of`].
    pub minutes: Option<u64>,
}

/// Counts of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Applications.
    pub applications: u64,
    /// Those that moved on without being looked at further.
    pub selected: u64,
    /// Those that somebody was to look at.
    pub flagged: u64,
    /// Those of whom a step was asked.
    pub asked: u64,
    /// Steps asked for.
    pub steps: u64,
    /// Those cleared after a review.
    pub cleared: u64,
    /// Those confirmed.
    pub confirmed: u64,
    /// How long until they were cleared or confirmed.
    pub hours: Hours,
}

impl Counts {
    /// Counts one more.
    pub fn add(&mut self, one: Screened) {
        self.applications += 1;
        self.selected += u64::from(!one.flagged && one.steps == 0);
        self.flagged += u64::from(one.flagged);
        self.asked += u64::from(one.steps > 0);
        self.steps += one.steps;
        self.cleared += u64::from(one.end == Some(End::Cleared));
        self.confirmed += u64::from(one.end == Some(End::Confirmed));
        if let Some(bucket) = one.minutes {
            self.hours.add(bucket, 1);
        }
    }

    fn without(&self, other: &Counts) -> Counts {
        Counts {
            applications: self.applications.saturating_sub(other.applications),
            selected: self.selected.saturating_sub(other.selected),
            flagged: self.flagged.saturating_sub(other.flagged),
            asked: self.asked.saturating_sub(other.asked),
            steps: self.steps.saturating_sub(other.steps),
            cleared: self.cleared.saturating_sub(other.cleared),
            confirmed: self.confirmed.saturating_sub(other.confirmed),
            hours: self.hours.without(&other.hours),
        }
    }

    fn extend(&mut self, other: &Counts) {
        self.applications += other.applications;
        self.selected += other.selected;
        self.flagged += other.flagged;
        self.asked += other.asked;
        self.steps += other.steps;
        self.cleared += other.cleared;
        self.confirmed += other.confirmed;
        self.hours.extend(&other.hours);
    }
}

/// Counts groups, one person at a time.
#[derive(Clone, Debug, Default)]
pub struct Counting {
    groups: BTreeMap<String, BTreeMap<String, Counts>>,
}

impl Counting {
    /// Counts an application of somebody who said these things of themselves, as in `sex` and
    /// `female`.
    pub fn add(&mut self, said: &BTreeMap<String, String>, one: Screened) {
        for (category, group) in said {
            self.count(category.clone(), group.clone(), one);
        }
        if let (Some(sex), Some(origin)) = (said.get("sex"), said.get("race_ethnicity")) {
            self.count("sex and race_ethnicity".into(), format!("{sex}, {origin}"), one);
        }
    }

    fn count(&mut self, category: String, group: String, one: Screened) {
        self.groups.entry(category).or_default().entry(group).or_default().add(one);
    }

    /// What there is to say, `all` being the counts of everybody, whether they said anything or
    /// not.
    pub fn finish(self, all: &Counts) -> Treatment {
        let category = |(name, groups): (String, BTreeMap<String, Counts>)| {
            let mut stated = Counts::default();
            for counts in groups.values() {
                stated.extend(counts);
            }
            category(name, &groups, &all.without(&stated))
        };
        Treatment {
            applications: all.applications,
            categories: self.groups.into_iter().map(category).collect(),
        }
    }
}

/// How groups were treated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Treatment {
    /// All applications, whether anything was said or not.
    pub applications: u64,
    /// By what was asked, as `sex`.
    pub categories: Vec<Category>,
}

/// Groups of one question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Category {
    /// What was asked.
    pub name: String,
    /// The groups by name, and last who did not say.
    pub groups: Vec<Group>,
    /// How many groups are too small to be shown.
    pub hidden: u64,
}

/// A group; of one that is too small nothing but its name is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Its name; empty for who did not say.
    pub name: String,
    /// Its counts; none where it is too small to be shown.
    pub counts: Option<Counts>,
    /// Its selection rate against the highest, with the interval; the highest itself has 1.
    pub impact: Option<(f64, Interval)>,
    /// How often it is asked for a step, against the largest group.
    pub burden: Option<(f64, Interval)>,
    /// From the opening of its cases to a decision.
    pub hours: Option<Quartiles>,
    /// What the ratio tells.
    pub telling: Telling,
}

/// What an impact ratio tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Telling {
    /// It is the group that others are compared with.
    Reference,
    /// The whole interval lies above four fifths.
    Above,
    /// The whole interval lies below four fifths: reasons are to be found.
    Below,
    /// The interval holds four fifths: more people are needed to tell.
    Open,
    /// It is not shown, since a smaller group could be found by subtraction.
    Guards,
    /// There are too few people to say anything.
    TooFew,
}

impl Group {
    /// The rate of those who moved on.
    pub fn selected(&self) -> Rate {
        self.rate(|counts| counts.selected)
    }

    /// The rate of a count.
    pub fn rate(&self, part: impl Fn(&Counts) -> u64) -> Rate {
        self.counts
            .as_ref()
            .map_or(Rate::default(), |counts| Rate::new(part(counts), counts.applications))
    }
}

fn category(name: String, groups: &BTreeMap<String, Counts>, silent: &Counts) -> Category {
    let hidden = hidden(groups, silent);
    let stated: u64 = groups.values().map(|counts| counts.applications).sum();
    // Who is compared with: of those large enough, the highest rate; for burdens the largest.
    let large = |counts: &&Counts| {
        counts.applications >= TELLS_MIN && counts.applications as f64 >= SMALL * stated as f64
    };
    let compared: Vec<(&String, &Counts)> =
        groups.iter().filter(|(name, counts)| large(counts) && !hidden.contains(name)).collect();
    let rate = |counts: &Counts| Rate::new(counts.selected, counts.applications);
    let share = |counts: &Counts| rate(counts).share().unwrap_or_default();
    let highest = compared.iter().max_by(|a, b| share(a.1).total_cmp(&share(b.1))).copied();
    let largest = compared.iter().max_by_key(|(_, counts)| counts.applications).copied();
    let asked = |counts: &Counts| Rate::new(counts.asked, counts.applications);
    let group = |name: &String, counts: &Counts| {
        let is = |other: Option<(&String, &Counts)>| other.is_some_and(|(known, _)| known == name);
        let impact = match highest {
            Some(_) if is(highest) => Some((1.0, Interval { low: 1.0, high: 1.0 })),
            Some((_, best)) => ratio(rate(counts), rate(best)),
            None => None,
        };
        let burden = match largest {
            Some(_) if is(largest) => Some((1.0, Interval { low: 1.0, high: 1.0 })),
            Some((_, most)) => ratio(asked(counts), asked(most)),
            None => None,
        };
        let telling = if counts.applications < TELLS_MIN {
            Telling::TooFew
        } else if is(highest) {
            Telling::Reference
        } else {
            impact.map_or(Telling::TooFew, |(_, interval)| telling(interval))
        };
        Group {
            name: name.clone(),
            impact,
            burden,
            hours: counts.hours.quartiles(),
            telling,
            counts: Some(counts.clone()),
        }
    };
    let unseen = |name: &String, applications: u64| Group {
        name: name.clone(),
        counts: None,
        impact: None,
        burden: None,
        hours: None,
        telling: if applications < SHOWN_MIN { Telling::TooFew } else { Telling::Guards },
    };
    let mut shown: Vec<Group> = groups
        .iter()
        .map(|(name, counts)| {
            if hidden.contains(&name) {
                unseen(name, counts.applications)
            } else {
                group(name, counts)
            }
        })
        .collect();
    if silent.applications >= SHOWN_MIN {
        shown.push(group(&String::new(), silent));
    } else if silent.applications > 0 {
        shown.push(unseen(&String::new(), silent.applications));
    }
    let hidden = hidden.len() as u64;
    Category { name, groups: shown, hidden }
}

/// Groups that are not shown: those too small, and where that is one alone, the next larger one as
/// well, or it could be found by subtraction from the total.
fn hidden<'g>(groups: &'g BTreeMap<String, Counts>, silent: &Counts) -> Vec<&'g String> {
    let mut by_size: Vec<(&String, u64)> =
        groups.iter().map(|(name, counts)| (name, counts.applications)).collect();
    by_size.sort_by_key(|(_, size)| *size);
    let mut small = by_size.iter().filter(|(_, size)| *size < SHOWN_MIN).count();
    let silent_is_hidden = (1..SHOWN_MIN).contains(&silent.applications);
    if small + usize::from(silent_is_hidden) == 1 {
        small += 1;
    }
    by_size.into_iter().take(small).map(|(name, _)| name).collect()
}

fn telling(interval: Interval) -> Telling {
    match interval {
        Interval { low, .. } if low >= FOUR_FIFTHS => Telling::Above,
        Interval { high, .. } if high < FOUR_FIFTHS => Telling::Below,
        _ => Telling::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::{Counting, Counts, End, Screened, Telling};
    use std::collections::BTreeMap;

    fn said(sex: &str) -> BTreeMap<String, String> {
        BTreeMap::from([("sex".to_owned(), sex.to_owned())])
    }

    /// So many of a group, of whom so many were looked at, each with one step.
    fn group(counting: &mut Counting, all: &mut Counts, (sex, many, looked): (&str, u64, u64)) {
        for at in 0..many {
            let flagged = at < looked;
            let end = flagged.then_some(End::Cleared);
            let one = Screened { flagged, steps: u64::from(flagged), end, minutes: Some(60) };
            all.add(one);
            if sex.is_empty() {
                continue;
            }
            counting.add(&said(sex), one);
        }
    }

    fn treated(groups: &[(&str, u64, u64)]) -> super::Category {
        let (mut counting, mut all) = (Counting::default(), Counts::default());
        for one in groups {
            group(&mut counting, &mut all, *one);
        }
        counting.finish(&all).categories.remove(0)
    }

    /// By hand: 60 of 100 and 90 of 100 move on: 0.6 / 0.9 = 0.667, and the interval ends at
    /// 0.667 × e^(1.96 × √(1/60 − 1/100 + 1/90 − 1/100)) = 0.667 × e^0.1728 = 0.792, below 0.8.
    #[test]
    fn a_group_that_moves_on_less_often_is_told() {
        let found = treated(&[("a", 100, 40), ("b", 100, 10), ("", 50, 5)]);
        let [a, b, silent] = &found.groups[..] else { panic!("{found:?}") };
        let (ratio, interval) = a.impact.expect("compared");
        assert!((ratio - 0.666_667).abs() < 1e-5, "{ratio}");
        assert!((interval.high - 0.792_4).abs() < 1e-3, "{interval:?}");
        assert_eq!((a.telling, b.telling), (Telling::Below, Telling::Reference));
        assert_eq!(b.impact.map(|(ratio, _)| ratio), Some(1.0));
        assert_eq!(silent.name, "");
        assert_eq!(silent.counts.as_ref().map(|counts| counts.applications), Some(50));
        assert_eq!(a.rate(|counts| counts.cleared).share(), Some(0.4), "all were honest");
    }

    #[test]
    fn few_people_are_no_ground_for_calm() {
        let found = treated(&[("a", 25, 2), ("b", 1_000, 100)]);
        assert_eq!(found.groups[0].telling, Telling::TooFew);
        let found = treated(&[("a", 40, 8), ("b", 1_000, 100)]);
        assert_eq!(found.groups[0].telling, Telling::Open, "{:?}", found.groups[0].impact);
    }

    #[test]
    fn a_small_group_is_not_shown_nor_found_by_subtraction() {
        let found = treated(&[("a", 500, 5), ("b", 400, 5), ("c", 9, 1), ("", 300, 3)]);
        let shown: Vec<(&str, bool)> =
            found.groups.iter().map(|one| (one.name.as_str(), one.counts.is_some())).collect();
        assert_eq!(shown, [("a", true), ("b", false), ("c", false), ("", true)]);
        assert_eq!(found.hidden, 2);
        let found = treated(&[("a", 500, 5), ("c", 9, 1), ("d", 8, 1), ("", 300, 3)]);
        assert!(found.groups[0].counts.is_some() && found.groups[1].counts.is_none());
    }

    #[test]
    fn both_questions_together_are_a_question_of_their_own() {
        let mut counting = Counting::default();
        let mut both = said("female");
        both.insert("race_ethnicity".into(), "asian".into());
        let mut all = Counts::default();
        for _ in 0..40 {
            all.add(Screened::default());
            counting.add(&both, Screened::default());
        }
        let found = counting.finish(&all);
        let names: Vec<&str> = found.categories.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["race_ethnicity", "sex", "sex and race_ethnicity"]);
        assert_eq!(found.categories[2].groups[0].name, "female, asian");
    }
}
