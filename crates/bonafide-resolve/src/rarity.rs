//! How rare each value of a list is, by which an agreement in it counts.

use crate::comparison::{
    ALL, BIRTH_PLACE, BORN, COMPARISONS, EMAIL, EMPLOYER, FAMILY, FURTHER, GIVEN, NUMBER,
    OCCUPATION, PHONE, POSTCODE, QUARTER, REGION, STREET, TOWN, name,
};
use crate::neighbors::neighbors;
use crate::people::{People, Person, Space};
use crate::symbols::Symbol;
use rustc_hash::FxHashMap;

/// How many people hold each value.
pub(crate) struct Rarity {
    pub(crate) symbols: [Counts; COMPARISONS],
    /// How many hold a given name, or a family name, that is near.
    pub(crate) near: [Vec<u32>; 2],
    pub(crate) houses: Counts,
    pub(crate) born: FxHashMap<u32, u32>,
    pub(crate) born_all: f64,
}

#[derive(Default)]
pub(crate) struct Counts {
    pub(crate) of: Vec<u32>,
    pub(crate) all: f64,
    /// How rare each is, in bits.
    bits: Vec<f32>,
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

    /// Works out how rare each is.
    pub(crate) fn settle(&mut self, usual: f64) {
        let bits = |holders: &u32| rarer(f64::from(*holders), self.all, usual);
        self.bits = self.of.iter().map(bits).collect();
    }

    fn rarer(&self, symbol: Symbol) -> f32 {
        self.bits.get(symbol as usize).copied().unwrap_or(-(SHARE_MIN as f32).log2())
    }
}

/// People that the usual share of a kind of value counts for.
const RARITY_ANCHOR: f64 = 100.0;

/// The least share of people that any value is taken to have, as no list shows less.
const SHARE_MIN: f64 = 1e-6;

/// The share of houses that have one number.
pub(crate) const HOUSE_RARITY: f64 = 0.01;

/// How rare a value is that two people hold, in bits: by the share of the others who hold it.
fn rarer(holders: f64, all: f64, usual: f64) -> f32 {
    let others = (holders - 2.0).max(0.0);
    let share = ((others + usual * RARITY_ANCHOR) / (all + RARITY_ANCHOR)).max(SHARE_MIN);
    -share.log2() as f32
}

impl Rarity {
    pub(crate) fn of(people: &People) -> Rarity {
        let mut rarity = Rarity {
            symbols: std::array::from_fn(|_| Counts::default()),
            near: [Vec::new(), Vec::new()],
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
        for (counts, comparison) in rarity.symbols.iter_mut().zip(&ALL) {
            counts.settle(comparison.rarity);
        }
        rarity.houses.settle(HOUSE_RARITY);
        rarity
    }

    /// Counts for each name those who hold one that is near.
    pub(crate) fn learn_near(&mut self, people: &People) {
        for (near, c) in self.near.iter_mut().zip([GIVEN, FAMILY]) {
            *near = neighbors(people.texts(Space::Name), &self.symbols[c].of);
        }
    }

    /// How rarely people agree at this level by chance, in bits, where the values tell it.
    pub(crate) fn shared(&self, c: usize, level: u8, a: &Person, b: &Person) -> Option<f32> {
        let one = |symbol: Symbol| Some(self.symbols[c].rarer(symbol));
        let any = |a: &[Symbol], b: &[Symbol]| {
            let both = a.iter().filter(|symbol| **symbol != 0 && b.contains(symbol));
            both.map(|symbol| self.symbols[c].rarer(*symbol)).max_by(f32::total_cmp)
        };
        match (c, level) {
            (GIVEN, 1) => one(a.given),
            (FAMILY, 1) => one(a.family),
            (GIVEN | FAMILY, 5) => Some(self.elsewhere(c, a, b)),
            (GIVEN, name::NEAR) => Some(self.near(c, a.given, b.given)),
            (FAMILY, name::NEAR) => {
                let (family, other) = crosswise(a, b).unwrap_or((a.family, b.family));
                Some(self.near(c, family, other))
            }
            (POSTCODE, 1) => one(a.postcode),
            (TOWN, 1) => one(a.town),
            (REGION, 1) => one(a.region),
            (QUARTER, 1) => one(a.quarter),
            (BIRTH_PLACE, 1) => one(a.birth_place),
            (OCCUPATION, 1) => one(a.occupation),
            (EMPLOYER, 1) => one(a.employer),
            (STREET, 1) => {
                let both = self.symbols[STREET].rarer(a.street) + self.houses.rarer(a.house);
                Some(both.min(-(SHARE_MIN as f32).log2()))
            }
            // Their spellings may differ: then the commoner.
            (STREET, 3) => {
                let rarer = |street| self.symbols[STREET].rarer(street);
                Some(rarer(a.street).min(rarer(b.street)))
            }
            (FURTHER, 1) => any(&a.further, &b.further),
            (PHONE, 1) => any(&a.phones, &b.phones),
            (EMAIL, 1) => any(&a.emails, &b.emails),
            (NUMBER, 1) => any(&a.numbers, &b.numbers),
            (BORN, 1) => {
                let holders = self.born.get(&a.born).copied().unwrap_or(0);
                Some(rarer(f64::from(holders), self.born_all, ALL[BORN].rarity))
            }
            _ => None,
        }
    }

    /// How rarely two names are near by chance, in bits.
    ///
    /// One of them is mostly a slip for the other, and then tells as much as that other does; so
    /// the commonest counts, of the names themselves and of what is around either.
    fn near(&self, c: usize, a: Symbol, b: Symbol) -> f32 {
        let (counts, near) = (&self.symbols[c], &self.near[usize::from(c == FAMILY)]);
        let of = |held: &[u32], symbol: Symbol| held.get(symbol as usize).copied().unwrap_or(0);
        let held = [a, b].map(|name| of(&counts.of, name).max(of(near, name)));
        let usual = ALL[c].levels[usize::from(name::NEAR) - 1].u;
        rarer(f64::from(held[0].max(held[1])), counts.all, usual)
    }

    /// How rarely a name of one is found elsewhere among the names of the other, in bits.
    ///
    /// A given name that stands as family name is as rare as it is in the place where it does not
    /// belong, and that is the place where it is rarer; one bit less, as it may be that of either.
    /// Where each stands in the other's place, given and family name count for one each.
    fn elsewhere(&self, c: usize, a: &Person, b: &Person) -> f32 {
        let of = |symbol| {
            let (given, family) = (&self.symbols[GIVEN], &self.symbols[FAMILY]);
            (given.rarer(symbol), family.rarer(symbol))
        };
        let crossed = |symbol: Symbol, other: Symbol| {
            let (given, family) = of(symbol);
            (symbol != 0 && symbol == other).then_some(given.max(family) - 1.0)
        };
        let found = match (crossed(a.given, b.family), crossed(b.given, a.family)) {
            (Some(one), Some(other)) if c == GIVEN => Some(one.max(other)),
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other).filter(|_| c == GIVEN),
        };
        // Among further names, all names of people are at home: of the two, the commoner, in
        // whichever place it is commoner; it may stand in any of four places.
        let own = |one: &Person| if c == GIVEN { one.given } else { one.family };
        let ((given, family), (other_given, other_family)) = (of(own(a)), of(own(b)));
        let further = given.min(family).min(other_given).min(other_family) - 2.0;
        found.unwrap_or(further.max(0.0))
    }
}

/// The family name of one and the given name of the other, where names were exchanged and the other
/// two are the same.
pub(crate) fn crosswise(a: &Person, b: &Person) -> Option<(Symbol, Symbol)> {
    let crossed = [a.given != 0 && a.given == b.family, b.given != 0 && b.given == a.family];
    if a.given == b.given || a.family == b.family || crossed[0] == crossed[1] {
        return None;
    }
    Some(if crossed[0] { (a.family, b.given) } else { (b.family, a.given) })
}
