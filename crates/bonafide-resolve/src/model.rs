//! What agreement and difference are worth, learned from the list itself without labels.
//!
//! The model of Fellegi and Sunter (1969): the bits of a level are log2 (m / u). `u` is counted on
//! random pairs, which are of different people but for a few; `m` is found by expectation and
//! maximization (Dempster, Laird and Rubin 1977; Winkler 1988) on pairs that met by a key, each key
//! leaving out what it foretells, so that meeting by a name teaches nothing about names. Both begin
//! at the published numbers of `comparison`, and move as far as the list's evidence carries them.
//! An agreement counts by how rare the value is (Winkler 1989).

use crate::compare::Comparer;
use crate::comparison::{
    ALL, COMPARISONS, FURTHER, GENERATIONS_APART, GENERATIONS_DIFFER, GIVEN, HOME, IN_CONTEXT, KIN,
    KIN_MAX, LEVELS, Levels, explained, name,
};
use crate::mark::mix;
use crate::people::{People, Person};
use crate::rarity::Rarity;
use crate::weights::Weights;
use rustc_hash::FxHashMap;

/// Shares of the levels of each comparison, unexplained and explained.
pub(crate) type Shares = [[[f64; LEVELS]; 2]; COMPARISONS];

/// What was learned.
pub(crate) struct Model {
    pub(crate) m: Shares,
    pub(crate) u: Shares,
    /// How often two people of one household reach a level of what households share.
    pub(crate) home: Shares,
    /// The bits of a level for one person and for one household, as `m` and `home` have them.
    pub(crate) bits: [[[[f32; 2]; LEVELS]; 2]; COMPARISONS],
    pub(crate) rarity: Rarity,
    /// Pairs of two people of one household, for each pair of one person.
    pub(crate) households: f64,
    /// How often they have in common what [`KIN`] lists.
    pub(crate) kin: [f64; KIN.len()],
    /// log2 of the odds that two records of the list are of one person, before they are looked at.
    pub(crate) prior: f64,
}

/// The bits of each comparison for two hypotheses against that of strangers: that two records are
/// of one person, and that they are of two people of one household.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Terms {
    pub(crate) person: [f32; COMPARISONS],
    pub(crate) household: [f32; COMPARISONS],
}

impl Terms {
    /// The bits for one person, as far as no household explains them.
    pub(crate) fn of_person(&self) -> f64 {
        f64::from(self.person.iter().sum::<f32>())
    }
}

/// Random pairs that are counted.
const RANDOM: u64 = 200_000;

/// Pairs that the published numbers count for, against random pairs and against those that met.
const RANDOM_ANCHOR: f64 = 10_000.0;
const MET_ANCHOR: f64 = 1_000.0;

/// Pairs of one person for each record, in the mean, before they are counted: twice over, since
/// the pairs of a list are half as many as its records squared.
const USUAL: f64 = 0.4;

/// Rounds of expectation and maximization; the shares stand still after some ten.
const ROUNDS: usize = 25;

impl Model {
    /// Learns from pairs that met: two records, and the comparisons that their key foretells.
    pub(crate) fn learn(people: &People, sample: &[(u32, u32, u32)]) -> Model {
        let mut rarity = Rarity::of(people);
        rarity.learn_near(people);
        let (m, u, home) = (published_m(), published_u(), published_m());
        let mut model = Model {
            m,
            u,
            home,
            bits: [[[[0.0; 2]; LEVELS]; 2]; COMPARISONS],
            rarity,
            households: 1.0,
            kin: KIN.map(|(_, share)| share),
            prior: -10.0,
        };
        let records = people.persons.len().max(2) as f64;
        model.prior = (USUAL / records).log2();
        model.count_random(people);
        model.u[IN_CONTEXT][1] = model.u[IN_CONTEXT][0];
        let patterns = patterns(people, sample);
        let mut met: FxHashMap<u32, [f64; 2]> = FxHashMap::default();
        for (foretold, ..) in &patterns {
            met.insert(*foretold, [0.1, 0.1]);
        }
        for _ in 0..ROUNDS {
            model.round(&patterns, &mut met);
        }
        model.settle();
        model
    }

    /// The model of given weights; how rare each value is, the list still tells.
    pub(crate) fn given(people: &People, weights: &Weights) -> Model {
        let [m, u, home] = weights.shares;
        let mut rarity = Rarity::of(people);
        rarity.learn_near(people);
        let mut model = Model {
            m,
            u,
            home,
            bits: [[[[0.0; 2]; LEVELS]; 2]; COMPARISONS],
            rarity,
            households: weights.households,
            kin: weights.kin,
            prior: (USUAL / people.persons.len().max(2) as f64).log2(),
        };
        model.settle();
        model
    }

    fn count_random(&mut self, people: &People) {
        let records = people.persons.len() as u64;
        if records < 2 {
            return;
        }
        let mut comparer = Comparer::new(people);
        let mut counts = [[0.0; LEVELS]; COMPARISONS];
        let pairs = RANDOM.min(records * (records - 1) / 2);
        for number in 0..pairs {
            let a = mix(number * 2 + 1) % records;
            let b = mix(number * 2 + 2) % records;
            if a == b {
                continue;
            }
            let (a, b) = (&people.persons[a as usize], &people.persons[b as usize]);
            for (counts, level) in counts.iter_mut().zip(comparer.levels(a, b)) {
                counts[level as usize] += 1.0;
            }
        }
        for (comparison, counts) in counts.iter().enumerate() {
            self.u[comparison][0] = anchored(&self.u[comparison][0], counts, RANDOM_ANCHOR);
        }
    }

    /// One round over all patterns.
    fn round(&mut self, patterns: &[Pattern], met: &mut FxHashMap<u32, [f64; 2]>) {
        let mut same = [[[0.0; LEVELS]; 2]; COMPARISONS];
        let mut home = [[[0.0; LEVELS]; 2]; COMPARISONS];
        let mut other = [[[0.0; LEVELS]; 2]; COMPARISONS];
        let mut kin = [[0.0; 2]; KIN.len()];
        let mut shares: FxHashMap<u32, [f64; 3]> = FxHashMap::default();
        for (foretold, levels, count) in patterns {
            let explained = explained(levels);
            let [person, household] = met[foretold];
            let stranger = 1.0 - person - household;
            let mut odds = [person / stranger, household / stranger];
            for c in (0..COMPARISONS).filter(|c| levels[*c] != 0 && foretold & 1 << c == 0) {
                let (e, level) = (explained[c] as usize, levels[c] as usize);
                let ratio = self.m[c][e][level] / self.u[c][e][level];
                odds[0] *= ratio;
                odds[1] *= match KIN.iter().position(|(kin, _)| *kin == c) {
                    _ if HOME.contains(&c) => self.home[c][e][level] / self.u[c][e][level],
                    Some(place) if level == 1 => 1.0 + self.kin[place] / self.u[c][e][level],
                    _ if c == GIVEN && level == usize::from(name::ELSEWHERE) => ratio / 2.0,
                    _ if c == FURTHER && level == usize::from(GENERATIONS_DIFFER) => {
                        GENERATIONS_APART / self.u[c][e][level]
                    }
                    _ => 1.0,
                };
            }
            let all = 1.0 + odds[0] + odds[1];
            let (chance, household) = (odds[0] / all, odds[1] / all);
            for c in 0..COMPARISONS {
                if levels[c] != 0 && foretold & 1 << c == 0 {
                    let (e, level) = (explained[c] as usize, levels[c] as usize);
                    same[c][e][level] += count * chance;
                    home[c][e][level] += count * household;
                    other[c][e][level] += count * (1.0 - chance - household);
                }
            }
            for (counts, (c, _)) in kin.iter_mut().zip(KIN) {
                if levels[c] != 0 && foretold & 1 << c == 0 {
                    counts[usize::from(levels[c] == 1)] += count * household;
                }
            }
            let share = shares.entry(*foretold).or_default();
            share[0] += count * chance;
            share[1] += count * household;
            share[2] += count;
        }
        let (m, u) = (published_m(), published_u());
        for c in 0..COMPARISONS {
            for e in 0..2 {
                self.m[c][e] = anchored(&m[c][e], &same[c][e], MET_ANCHOR);
                self.home[c][e] = anchored(&m[c][e], &home[c][e], MET_ANCHOR);
            }
            self.u[c][1] = anchored(&u[c][1], &other[c][1], MET_ANCHOR);
        }
        self.u[IN_CONTEXT][1] = self.u[IN_CONTEXT][0];
        for ((share, [other, same]), (_, published)) in self.kin.iter_mut().zip(kin).zip(KIN) {
            let learned = (same + published * MET_ANCHOR) / (same + other + MET_ANCHOR);
            *share = learned.min(KIN_MAX);
        }
        let of_all = |place: usize| shares.values().map(|share| share[place]).sum::<f64>();
        // Counted, so that a list without households takes nothing away.
        self.households = ((of_all(1) + 1.0) / (of_all(0) + 10.0)).clamp(0.001, 5.0);
        for (foretold, [same, household, all]) in shares {
            let share = |count: f64| ((count + 1.0) / (all + 10.0)).clamp(1e-4, 0.9);
            let (same, household) = (share(same), share(household));
            let most = (same + household).max(0.95) / 0.95;
            met.insert(foretold, [same / most, household / most]);
        }
    }

    /// How often one person, and how often two, reach a level.
    pub(crate) fn shares(&self, comparison: usize, level: usize) -> (f64, f64) {
        (self.m[comparison][0][level], self.u[comparison][0][level])
    }

    /// The bits of each comparison, without the prior.
    pub(crate) fn terms(&self, levels: &Levels, a: &Person, b: &Person) -> Terms {
        let explained = explained(levels);
        let mut terms = Terms::default();
        for c in 0..COMPARISONS {
            let (level, e) = (levels[c] as usize, explained[c] as usize);
            if level == 0 {
                continue;
            }
            let [person, household] = self.bits[c][e][level];
            (terms.person[c], terms.household[c]) = (person, household);
            if (e == 0 || c == IN_CONTEXT)
                && let Some(rarer) = self.rarity.shared(c, levels[c], a, b)
            {
                terms.person[c] = (self.m[c][e][level] as f32).log2() + rarer;
                terms.household[c] = self.at_home(c, e, level, rarer);
            }
        }
        terms
    }
}

impl Model {
    /// Works the bits of every level out.
    pub(crate) fn settle(&mut self) {
        for c in 0..COMPARISONS {
            for e in 0..2 {
                for level in 1..LEVELS {
                    let rarer = -(self.u[c][e][level] as f32).log2();
                    let person = (self.m[c][e][level] as f32).log2() + rarer;
                    self.bits[c][e][level] = [person, self.at_home(c, e, level, rarer)];
                }
            }
        }
    }

    /// The bits of a level for two people of one household, where it is reached by chance as
    /// rarely as `rarer` says, in bits.
    fn at_home(&self, c: usize, e: usize, level: usize, rarer: f32) -> f32 {
        if HOME.contains(&c) {
            return (self.home[c][e][level] as f32).log2() + rarer;
        }
        // Names of one of them exchanged, their family name stands crosswise too.
        if c == GIVEN && level == usize::from(name::ELSEWHERE) {
            return (self.m[c][e][level] as f32).log2() + rarer - 1.0;
        }
        if c == FURTHER && level == usize::from(GENERATIONS_DIFFER) {
            return (GENERATIONS_APART as f32).log2() + rarer;
        }
        match KIN.iter().position(|(kin, _)| *kin == c) {
            Some(place) if level == 1 => (1.0 + self.kin[place] as f32 * rarer.exp2()).log2(),
            _ => 0.0,
        }
    }

    /// The bits of all terms together, and those that one household of two people takes away:
    /// members share address, telephone and family name, twins even the birth date, so that these
    /// raise nothing beyond what another of the household would show too.
    pub(crate) fn sum(&self, terms: &Terms) -> (f64, f64) {
        let all = terms.of_person();
        let home: f64 = terms.household.iter().map(|bits| f64::from(*bits)).sum();
        let household = (1.0 + (home + self.prior + self.households.log2()).exp2()).log2();
        (all - household, -household)
    }
}

/// Expected shares: counts, and a number of pairs that are as was published.
fn anchored(published: &[f64; LEVELS], counts: &[f64; LEVELS], anchor: f64) -> [f64; LEVELS] {
    let all: f64 = counts[1..].iter().sum::<f64>() + anchor;
    let mut shares = [0.0; LEVELS];
    for level in 1..LEVELS {
        shares[level] = ((counts[level] + published[level] * anchor) / all).max(1e-9);
    }
    shares
}

fn published_m() -> Shares {
    std::array::from_fn(|c| {
        let mut shares = [0.0; LEVELS];
        for (place, level) in ALL[c].levels.iter().enumerate() {
            shares[place + 1] = level.m;
        }
        [shares, shares]
    })
}

fn published_u() -> Shares {
    std::array::from_fn(|c| {
        let (mut alone, mut explained) = ([0.0; LEVELS], [0.0; LEVELS]);
        let first = ALL[c].levels[0].u;
        for (place, level) in ALL[c].levels.iter().enumerate() {
            alone[place + 1] = level.u;
            explained[place + 1] = level.u * (1.0 - ALL[c].explained) / (1.0 - first);
        }
        explained[1] = ALL[c].explained;
        [alone, explained]
    })
}

/// What is foretold, the levels, and how many pairs show them.
type Pattern = (u32, Levels, f64);

/// The pairs of a sample by what they show.
fn patterns(people: &People, sample: &[(u32, u32, u32)]) -> Vec<Pattern> {
    let mut comparer = Comparer::new(people);
    let mut counts: FxHashMap<(u32, Levels), f64> = FxHashMap::default();
    for (a, b, foretold) in sample {
        let (a, b) = (&people.persons[*a as usize], &people.persons[*b as usize]);
        *counts.entry((*foretold, comparer.levels(a, b))).or_default() += 1.0;
    }
    let mut patterns: Vec<Pattern> = counts.into_iter().map(|((f, l), n)| (f, l, n)).collect();
    patterns.sort_by_key(|(foretold, levels, _)| (*foretold, *levels));
    patterns
}
