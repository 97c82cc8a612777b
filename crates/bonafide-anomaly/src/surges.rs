//! Every value in every week, held against what the file's own base rates let expect.
//!
//! Of all who hold a value, each arrives in a week with the share of that week among the
//! applications of their own job family and channel: so a campus event that comes by its own
//! channel, or a week of many openings, explains itself. How many of them arrive in one week is
//! then binomial, where they come one by one; that they come in company, as cohorts do, is
//! estimated from all values of the kind and makes the tail a beta-binomial one.

use crate::Observations;
use crate::company::{Company, of_jobs};
use crate::false_discovery::believed;
use crate::tail::tail;
use crate::traits::Common;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

/// Fewer than so many are no surge, however rare the value: a team whose project ended or a class
/// that graduated brings as many, and what so few have in common is what links are for.
pub const SEEN_MIN: u64 = 10;

/// Fewer than so many times the expected are no surge, however many applications there are: with
/// enough of them every difference is real, and few are of use.
const TIMES_MIN: f64 = 3.0;

/// From so many times the expected, and twice the least number, a surge is strong.
const TIMES_STRONG: f64 = 8.0;

/// Base rates need so many weeks.
const WEEKS_MIN: usize = 4;

/// Of the surges that are shown, this share is chance at most, in expectation.
const RATE: f64 = 0.05;

/// Many more than usual.
#[derive(Clone, Debug, PartialEq)]
pub struct Surge {
    /// An identifier that stays when other weeks are added.
    pub id: String,
    /// What is in common.
    pub kind: Common,
    /// The value, hashed as [`crate::traits`] gives it.
    pub key: u64,
    /// Days since 1970-01-01 of the week's Monday; `None` for what is counted over all weeks.
    pub monday: Option<i64>,
    /// How many the file's own base rates let expect.
    pub expected: f64,
    /// How many were seen.
    pub seen: u64,
    /// How likely so many or more are by chance.
    pub chance: f64,
    /// Whether it is so far beyond the expected that it counts as strong.
    pub strong: bool,
    /// The first application of each claimed person in it.
    pub members: Vec<u32>,
}

/// One value in one week, or one job.
struct Cell {
    kind: Common,
    key: u64,
    week: Option<i32>,
    expected: f64,
    seen: u64,
    all: u64,
    /// How much of the variation is common to those who hold the value.
    tied: f64,
    members: Vec<u32>,
}

/// Finds surges. `persons` names the claimed person of each application by its first application:
/// who applies again is counted once.
pub fn surges(observations: &Observations, persons: &[u32]) -> Vec<Surge> {
    let first = |application: u32| persons.get(application as usize) == Some(&application);
    let shares = Shares::of(observations, &first);
    let (mut cells, mut looked_at) = (Vec::new(), 0);
    if shares.weeks.len() >= WEEKS_MIN {
        looked_at += weekly(observations, &shares, &first, &mut cells);
    }
    looked_at += of_new_profiles(observations, &first, &mut cells);
    let chances: Vec<f64> = cells
        .iter()
        .map(|cell| tail(cell.seen, cell.all, cell.expected / cell.all as f64, cell.tied))
        .collect();
    let Some(most) = believed(&chances, looked_at, RATE) else { return Vec::new() };
    let mut found: Vec<Surge> = cells
        .into_iter()
        .zip(chances)
        .filter(|(cell, chance)| *chance <= most && is_of_use(cell))
        .map(|(cell, chance)| surge(cell, chance))
        .collect();
    found.sort_by(|a, b| a.chance.total_cmp(&b.chance).then(a.id.cmp(&b.id)));
    found
}

fn is_of_use(cell: &Cell) -> bool {
    cell.seen >= SEEN_MIN && cell.seen as f64 >= TIMES_MIN * cell.expected
}

fn surge(cell: Cell, chance: f64) -> Surge {
    let place = format!("{:?}\u{0}{}\u{0}{:?}", cell.kind, cell.key, cell.week);
    let times = cell.seen as f64 / cell.expected.max(1e-9);
    Surge {
        id: format!("S-{:08X}", xxh3_64(place.as_bytes()) >> 32),
        kind: cell.kind,
        key: cell.key,
        monday: cell.week.map(|week| i64::from(week) * 7 + 4),
        expected: cell.expected,
        seen: cell.seen,
        chance,
        strong: times >= TIMES_STRONG && cell.seen >= 2 * SEEN_MIN,
        members: cell.members,
    }
}

/// Which share of a stratum's claimed persons each week has.
struct Shares {
    /// Weeks in which anybody applied, in order.
    weeks: Vec<i32>,
    /// Of each stratum, place of the week and share, for each in which anybody of it applied.
    of: FxHashMap<u64, Vec<(u32, f64)>>,
}

impl Shares {
    fn of(observations: &Observations, first: &dyn Fn(u32) -> bool) -> Shares {
        let counted = || (0..observations.len() as u32).filter(|a| first(*a)).map(|a| a as usize);
        let mut weeks: Vec<i32> = counted().map(|at| observations.weeks[at]).collect();
        weeks.sort_unstable();
        weeks.dedup();
        let mut shares = Shares { weeks, of: FxHashMap::default() };
        let mut all: Vec<(u64, u32)> = counted()
            .map(|at| (observations.strata[at], shares.column(observations.weeks[at]) as u32))
            .collect();
        all.sort_unstable();
        for of_stratum in all.chunk_by(|a, b| a.0 == b.0) {
            let total = of_stratum.len() as f64;
            let of_week = of_stratum.chunk_by(|a, b| a.1 == b.1);
            let row = of_week.map(|week| (week[0].1, week.len() as f64 / total)).collect();
            shares.of.insert(of_stratum[0].0, row);
        }
        shares
    }

    /// Place of a week in which somebody applied.
    fn column(&self, week: i32) -> usize {
        self.weeks.partition_point(|known| *known < week)
    }

    /// Shares of a stratum in which somebody applied.
    fn row(&self, stratum: u64) -> &[(u32, f64)] {
        self.of.get(&stratum).map_or(&[], Vec::as_slice)
    }
}

/// How many of a value's holders each week lets expect; one place a week, nothing between values,
/// so that a value costs no more than its strata have weeks.
struct Expected<'s> {
    shares: &'s Shares,
    of_week: Vec<f64>,
}

impl Expected<'_> {
    /// Takes a value by the number of its holders in each stratum. Gives how likely two of them
    /// come in one week where each comes by itself.
    fn begin(&mut self, strata: &[(u64, f64)]) -> f64 {
        // Two of them are two people: nobody comes together with themselves.
        let (mut same, mut all) = (0.0, 0.0);
        for (stratum, count) in strata {
            all += count;
            for (week, share) in self.shares.row(*stratum) {
                // The square of the week's sum grows by what is added to it.
                let before = self.of_week[*week as usize];
                let added = count * share;
                self.of_week[*week as usize] += added;
                same += added * (2.0 * before + added) - added * share;
            }
        }
        same / (all * (all - 1.0))
    }

    fn of(&self, week: i32) -> f64 {
        self.of_week[self.shares.column(week)]
    }

    fn end(&mut self, strata: &[(u64, f64)]) {
        for (week, _) in strata.iter().flat_map(|(stratum, _)| self.shares.row(*stratum)) {
            self.of_week[*week as usize] = 0.0;
        }
    }
}

/// Cells of every value in every week; how many were looked at.
fn weekly(
    observations: &Observations,
    shares: &Shares,
    first: &dyn Fn(u32) -> bool,
    cells: &mut Vec<Cell>,
) -> usize {
    let mut held: Vec<(Common, u64, u32)> =
        observations.held.iter().copied().filter(|(.., application)| first(*application)).collect();
    held.sort_unstable();
    let (mut looked_at, begins) = (0, cells.len());
    let mut company = Company::default();
    let mut expected = Expected { shares, of_week: vec![0.0; shares.weeks.len()] };
    // Which value each cell is of.
    let mut of: Vec<usize> = Vec::new();
    for of_value in held.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        // Whether a value can surge at all depends on how many hold it, not on when.
        if (of_value.len() as u64) < SEEN_MIN {
            continue;
        }
        looked_at += shares.weeks.len();
        let mut members: BTreeMap<i32, Vec<u32>> = BTreeMap::new();
        let mut strata: BTreeMap<u64, f64> = BTreeMap::new();
        for (.., application) in of_value {
            let at = *application as usize;
            members.entry(observations.weeks[at]).or_default().push(*application);
            *strata.entry(observations.strata[at]).or_default() += 1.0;
        }
        let strata: Vec<(u64, f64)> = strata.into_iter().collect();
        let by_chance = expected.begin(&strata);
        let counts = members.values().map(|members| members.len() as u64);
        let value = company.add(of_value[0].0, counts, by_chance);
        for (week, members) in members {
            of.push(value);
            cells.push(Cell {
                kind: of_value[0].0,
                key: of_value[0].1,
                week: Some(week),
                expected: expected.of(week),
                seen: members.len() as u64,
                all: of_value.len() as u64,
                tied: 0.0,
                members,
            });
        }
        expected.end(&strata);
    }
    let tied = company.tied();
    for (cell, value) in cells[begins..].iter_mut().zip(of) {
        cell.tied = tied[value];
    }
    looked_at
}

/// One applicant to a job: the application, its job family and channel, and whether the profile is
/// new.
type Applicant = (u32, u64, bool);

/// Cells of every job: how many of those who apply to it have a new profile, against the share of
/// its job family and channel. Who shows no profile is not counted.
fn of_new_profiles(
    observations: &Observations,
    first: &dyn Fn(u32) -> bool,
    cells: &mut Vec<Cell>,
) -> usize {
    let mut known: FxHashMap<u64, (f64, f64)> = FxHashMap::default();
    let mut jobs: FxHashMap<u64, Vec<Applicant>> = FxHashMap::default();
    for (at, job) in observations.jobs.iter().enumerate() {
        let Some((job, new)) = job else { continue };
        if first(at as u32) {
            let stratum = observations.strata[at];
            let of_stratum = known.entry(stratum).or_default();
            of_stratum.0 += 1.0;
            of_stratum.1 += f64::from(u8::from(*new));
            jobs.entry(*job).or_default().push((at as u32, stratum, *new));
        }
    }
    let mut jobs: Vec<(u64, Vec<Applicant>)> = jobs.into_iter().collect();
    jobs.sort_unstable_by_key(|(job, _)| *job);
    let (mut looked_at, begins) = (0, cells.len());
    for (job, applicants) in jobs {
        if (applicants.len() as u64) < SEEN_MIN {
            continue;
        }
        looked_at += 1;
        let share = |stratum: u64| known[&stratum].1 / known[&stratum].0;
        let new = applicants.iter().filter(|(.., new)| *new);
        let members: Vec<u32> = new.map(|(application, ..)| *application).collect();
        cells.push(Cell {
            kind: Common::NewProfiles,
            key: job,
            week: None,
            expected: applicants.iter().map(|(_, stratum, _)| share(*stratum)).sum(),
            seen: members.len() as u64,
            all: applicants.len() as u64,
            tied: 0.0,
            members,
        });
    }
    let of_all = cells[begins..].iter().map(|cell| (cell.seen, cell.all, cell.expected));
    let tied = of_jobs(of_all);
    cells[begins..].iter_mut().for_each(|cell| cell.tied = tied);
    looked_at
}

#[cfg(test)]
mod tests {
    use super::{Surge, surges};
    use crate::Observations;
    use crate::traits::{Common, Traits};

    /// A reproducible source of numbers (G. Marsaglia's xorshift, 2003).
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, most: u64) -> u64 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            self.0 % most
        }
    }

    const WEEKS: u64 = 26;

    /// So many applications over half a year, with values of usual rarity.
    fn population(seed: u64, applications: u64) -> (Observations, Vec<u32>) {
        let mut dice = Dice(seed * 7_919 + 1);
        let mut observations = Observations::default();
        for _ in 0..applications {
            let stratum = dice.below(6);
            let value = |dice: &mut Dice, most: u64| dice.below(most).min(dice.below(most));
            observations.add(Traits {
                week: dice.below(WEEKS) as i32,
                stratum,
                job: Some((dice.below(40), dice.below(12) == 0)),
                values: vec![
                    (Common::School, value(&mut dice, 600)),
                    (Common::Employer, value(&mut dice, 900)),
                    (Common::Employer, 1_000 + value(&mut dice, 900)),
                    (Common::Mailbox, value(&mut dice, 30)),
                    (Common::Hour, dice.below(24)),
                ],
            });
        }
        (observations, (0..applications as u32).collect())
    }

    fn plant(observations: &mut Observations, persons: &mut Vec<u32>, week: i32, key: u64, n: u32) {
        for _ in 0..n {
            persons.push(observations.len() as u32);
            let values = vec![(Common::Employer, key)];
            observations.add(Traits { week, stratum: 1, job: None, values });
        }
    }

    fn found(observations: &Observations, persons: &[u32]) -> Vec<Surge> {
        surges(observations, persons)
    }

    #[test]
    fn without_a_surge_none_is_found() {
        let shown: usize = (1..=20)
            .map(|seed| {
                let (observations, persons) = population(seed, 6_000);
                found(&observations, &persons).len()
            })
            .sum();
        // Twenty files, some hundred thousand values and weeks: at most one false alarm in twenty
        // files is promised.
        assert!(shown <= 1, "{shown}");
    }

    #[test]
    fn a_planted_surge_is_found_with_its_numbers_and_few_others() {
        let (mut planted, mut other) = (0, 0);
        for seed in 1..=10 {
            let (mut observations, mut persons) = population(seed, 6_000);
            plant(&mut observations, &mut persons, 9, 5, 41);
            plant(&mut observations, &mut persons, 15, 700, 12);
            for surge in found(&observations, &persons) {
                let known = [(5, 9), (700, 15)].iter().any(|(key, week)| {
                    surge.key == *key && surge.monday == Some(i64::from(*week) * 7 + 4)
                });
                if known {
                    planted += 1;
                    assert!(surge.seen >= 12 && surge.expected < 6.0, "{surge:?}");
                    assert_eq!(surge.members.len() as u64, surge.seen);
                } else {
                    other += 1;
                }
            }
        }
        assert!(planted >= 18, "{planted}");
        assert!(f64::from(other) <= 0.05 * f64::from(planted + other) + 1.0, "{other}");
    }

    #[test]
    fn who_applies_again_is_counted_once() {
        let (mut observations, mut persons) = population(1, 6_000);
        let first = observations.len() as u32;
        plant(&mut observations, &mut persons, 9, 5, 41);
        persons[first as usize..].fill(first);
        assert!(found(&observations, &persons).iter().all(|surge| surge.key != 5));
    }

    #[test]
    fn a_job_fair_with_a_channel_of_its_own_explains_itself() {
        let (mut observations, mut persons) = population(1, 6_000);
        for at in 0..60 {
            persons.push(observations.len() as u32);
            let values = vec![(Common::School, at % 2)];
            // All that comes by this channel comes in these two weeks.
            let week = 9 + (at % 2) as i32;
            observations.add(Traits { week, stratum: 99, job: None, values });
        }
        let all = found(&observations, &persons);
        assert!(all.iter().all(|surge| surge.kind != Common::School || surge.expected > 10.0));
    }

    #[test]
    fn new_profiles_for_one_job_are_a_surge() {
        let (mut observations, mut persons) = population(1, 6_000);
        for _ in 0..25 {
            persons.push(observations.len() as u32);
            let job = Some((7_777, true));
            observations.add(Traits { week: 3, stratum: 1, job, values: Vec::new() });
        }
        let all = found(&observations, &persons);
        let of_job = all.iter().find(|surge| surge.kind == Common::NewProfiles);
        assert!(of_job.is_some_and(|surge| surge.key == 7_777 && surge.seen == 25), "{all:?}");
    }

    #[test]
    fn a_file_of_a_few_weeks_has_no_base_rates() {
        let mut observations = Observations::default();
        let persons: Vec<u32> = (0..50).collect();
        for at in 0..50_i32 {
            let values = vec![(Common::Employer, 1)];
            observations.add(Traits { week: at / 40, stratum: 1, job: None, values });
        }
        assert!(found(&observations, &persons).is_empty());
    }
}
