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
    ALL, BIRTH_PLACE, BORN, COMPARISONS, EMAIL, EMPLOYER, FAMILY, FURTHER, GIVEN, LEVELS, Levels,
    NUMBER, OCCUPATION, PHONE, POSTCODE, QUARTER, REGION, STREET, TOWN, explained,
};
use crate::mark::mix;
use crate::people::{People, Person};
use crate::symbols::Symbol;
use rustc_hash::FxHashMap;

/// Shares of the levels of each comparison, unexplained and explained.
type Shares = [[[f64; LEVELS]; 2]; COMPARISONS];

/// What was learned.
pub(crate) struct Model {
    m: Shares,
    u: Shares,
    rarity: Rarity,
    /// log2 of the odds that two records of the list are of one person, before they are looked at.
    pub(crate) prior: f64,
}

/// Random pairs that are counted.
const RANDOM: u64 = 400_000;

/// Pairs that the published numbers count for, against random pairs and against those that met.
const RANDOM_ANCHOR: f64 = 10_000.0;
const MET_ANCHOR: f64 = 30.0;

/// Rounds of expectation and maximization; the shares stand still after some ten.
const ROUNDS: usize = 25;

impl Model {
    /// Learns from pairs that met: two records, and the comparisons that their key foretells.
    pub(crate) fn learn(people: &People, sample: &[(u32, u32, u32)]) -> Model {
        let rarity = Rarity::of(people);
        let mut model = Model { m: published_m(), u: published_u(), rarity, prior: -10.0 };
        model.count_random(people);
        let patterns = patterns(people, sample);
        let mut met: FxHashMap<u32, f64> = FxHashMap::default();
        for (foretold, ..) in &patterns {
            met.insert(*foretold, 0.1);
        }
        for _ in 0..ROUNDS {
            model.round(&patterns, &mut met);
        }
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
    fn round(&mut self, patterns: &[Pattern], met: &mut FxHashMap<u32, f64>) {
        let mut same = [[[0.0; LEVELS]; 2]; COMPARISONS];
        let mut other = [[[0.0; LEVELS]; 2]; COMPARISONS];
        let mut shares: FxHashMap<u32, (f64, f64)> = FxHashMap::default();
        for (foretold, levels, count) in patterns {
            let explained = explained(levels);
            let mut odds = {
                let share = met[foretold];
                share / (1.0 - share)
            };
            for c in 0..COMPARISONS {
                if levels[c] != 0 && foretold & 1 << c == 0 {
                    let (e, level) = (explained[c] as usize, levels[c] as usize);
                    odds *= self.m[c][e][level] / self.u[c][e][level];
                }
            }
            let chance = odds / (1.0 + odds);
            for c in 0..COMPARISONS {
                if levels[c] != 0 && foretold & 1 << c == 0 {
                    let (e, level) = (explained[c] as usize, levels[c] as usize);
                    same[c][e][level] += count * chance;
                    other[c][e][level] += count * (1.0 - chance);
                }
            }
            let share = shares.entry(*foretold).or_default();
            share.0 += count * chance;
            share.1 += count;
        }
        let (m, u) = (published_m(), published_u());
        for c in 0..COMPARISONS {
            for e in 0..2 {
                self.m[c][e] = anchored(&m[c][e], &same[c][e], MET_ANCHOR);
            }
            self.u[c][1] = anchored(&u[c][1], &other[c][1], MET_ANCHOR);
        }
        for (foretold, (same, all)) in shares {
            met.insert(foretold, ((same + 1.0) / (all + 10.0)).clamp(1e-4, 0.95));
        }
    }

    /// The bits of each comparison, without the prior.
    pub(crate) fn terms(&self, levels: &Levels, a: &Person, b: &Person) -> [f32; COMPARISONS] {
        let explained = explained(levels);
        let mut terms = [0.0; COMPARISONS];
        for c in 0..COMPARISONS {
            let (level, e) = (levels[c] as usize, explained[c] as usize);
            if level == 0 {
                continue;
            }
            let mut u = self.u[c][e][level];
            if e == 0
                && let Some(rarity) = self.rarity.shared(c, levels[c], a, b)
            {
                u = rarity;
            }
            terms[c] = (self.m[c][e][level] / u).log2() as f32;
        }
        terms
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
    patterns.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    patterns
}

/// How many people hold each value.
struct Rarity {
    symbols: [Counts; COMPARISONS],
    houses: Counts,
    born: FxHashMap<u32, u32>,
    born_all: f64,
}

#[derive(Default)]
struct Counts {
    of: Vec<u32>,
    all: f64,
}

impl Counts {
    fn add(&mut self, symbol: Symbol) {
        if symbol == 0 {
            return;
        }
        let at = symbol as usize;
        if self.of.len() <= at {
            self.of.resize(at + 1, 0);
        }
        self.of[at] += 1;
        self.all += 1.0;
    }

    fn share(&self, symbol: Symbol, usual: f64) -> f64 {
        share(f64::from(self.of.get(symbol as usize).copied().unwrap_or(0)), self.all, usual)
    }
}

/// People that the usual share of a kind of value counts for.
const RARITY_ANCHOR: f64 = 1_000.0;

/// The share of *other* people who hold a value that one of the two holds.
fn share(holders: f64, all: f64, usual: f64) -> f64 {
    ((holders - 1.0).max(0.0) + usual * RARITY_ANCHOR) / (all + RARITY_ANCHOR)
}

impl Rarity {
    fn of(people: &People) -> Rarity {
        let mut rarity = Rarity {
            symbols: std::array::from_fn(|_| Counts::default()),
            houses: Counts::default(),
            born: FxHashMap::default(),
            born_all: 0.0,
        };
        for person in &people.persons {
            for (comparison, symbol) in [
                (GIVEN, person.given),
                (FAMILY, person.family),
                (POSTCODE, person.postcode),
                (TOWN, person.town),
                (REGION, person.region),
                (STREET, person.street),
                (QUARTER, person.quarter),
                (BIRTH_PLACE, person.birth_place),
                (OCCUPATION, person.occupation),
                (EMPLOYER, person.employer),
            ] {
                rarity.symbols[comparison].add(symbol);
            }
            for (comparison, symbols) in [
                (FURTHER, &person.further[..]),
                (PHONE, &person.phones),
                (EMAIL, &person.emails),
                (NUMBER, &person.numbers),
            ] {
                for symbol in symbols {
                    rarity.symbols[comparison].add(*symbol);
                }
            }
            rarity.houses.add(person.house);
            if person.born != 0 {
                *rarity.born.entry(person.born).or_default() += 1;
                rarity.born_all += 1.0;
            }
        }
        rarity
    }

    /// The share of people who would agree at this level by chance, where the values tell it.
    fn shared(&self, c: usize, level: u8, a: &Person, b: &Person) -> Option<f64> {
        let usual = ALL[c].rarity;
        let one = |symbol: Symbol| Some(self.symbols[c].share(symbol, usual));
        let any = |a: &[Symbol], b: &[Symbol]| {
            let both = a.iter().filter(|symbol| **symbol != 0 && b.contains(symbol));
            both.map(|symbol| self.symbols[c].share(*symbol, usual)).min_by(f64::total_cmp)
        };
        if !ALL[c].by_rarity || level != 1 && (c, level) != (STREET, 3) {
            return None;
        }
        match c {
            GIVEN => one(a.given),
            FAMILY => one(a.family),
            POSTCODE => one(a.postcode),
            TOWN => one(a.town),
            REGION => one(a.region),
            QUARTER => one(a.quarter),
            BIRTH_PLACE => one(a.birth_place),
            OCCUPATION => one(a.occupation),
            EMPLOYER => one(a.employer),
            STREET if level == 3 => one(a.street),
            STREET => one(a.street).map(|street| street * self.houses.share(a.house, 0.01)),
            FURTHER => any(&a.further, &b.further),
            PHONE => any(&a.phones, &b.phones),
            EMAIL => any(&a.emails, &b.emails),
            NUMBER => any(&a.numbers, &b.numbers),
            BORN => {
                let holders = self.born.get(&a.born).copied().unwrap_or(0);
                Some(share(f64::from(holders), self.born_all, usual))
            }
            _ => None,
        }
    }
}
