//! A model as it is kept: its numbers in one order, and how many hold each value.

use crate::comparison::{
    ALL, BORN, COMPARISONS, EMAIL, EMPLOYER, FAMILY, FURTHER, GIVEN, KIN, LEVELS, NUMBER,
    OCCUPATION, PHONE, POSTCODE, STREET,
};
use crate::model::{Model, Shares};
use crate::people::{People, Space};
use crate::rarity::{HOUSE_RARITY, Rarity};
use crate::symbols::Symbol;

/// How often each value is held, as it is kept: the number of the comparison (behind the last,
/// houses), the text, and how many hold it.
pub(crate) type Held<'a> = &'a mut dyn FnMut(u8, &str, u64);

/// The number of what houses are counted under.
const HOUSES: u8 = COMPARISONS as u8;

/// The numbers of what near given and family names are counted under.
const NEAR: [u8; 2] = [HOUSES + 1, HOUSES + 2];

/// Whether a number is that of given or family names, or of names near to them.
pub(crate) fn is_of_names(number: u8) -> bool {
    [GIVEN as u8, FAMILY as u8, NEAR[0], NEAR[1]].contains(&number)
}

/// Where the texts of a comparison are.
fn space_of(comparison: usize) -> Space {
    match comparison {
        GIVEN | FAMILY | FURTHER => Space::Name,
        POSTCODE => Space::Code,
        STREET => Space::Street,
        PHONE => Space::Phone,
        EMAIL => Space::Email,
        NUMBER => Space::Number,
        OCCUPATION | EMPLOYER => Space::Work,
        _ => Space::Place,
    }
}

impl Model {
    /// Everything but how often each value is held, as numbers in one order.
    pub(crate) fn numbers(&self) -> Vec<f64> {
        let shares = [&self.m, &self.u, &self.home];
        let mut numbers: Vec<f64> =
            shares.into_iter().flatten().flatten().flatten().copied().collect();
        numbers.extend(self.kin);
        numbers.extend([self.households, self.prior, self.rarity.born_all]);
        numbers.extend(self.rarity.symbols.iter().map(|counts| counts.all));
        numbers.push(self.rarity.houses.all);
        numbers
    }

    /// The model of these numbers, for people whose values `held` finds again.
    pub(crate) fn again(
        numbers: &[f64],
        people: &People,
        held: &mut dyn FnMut(u8, &str) -> u64,
    ) -> Option<Model> {
        let shares = COMPARISONS * 2 * LEVELS;
        if numbers.len() != shares * 3 + KIN.len() + 3 + COMPARISONS + 1 {
            return None;
        }
        let of = |start: usize| -> Shares {
            std::array::from_fn(|c| {
                std::array::from_fn(|e| {
                    std::array::from_fn(|l| numbers[start + (c * 2 + e) * LEVELS + l])
                })
            })
        };
        let rest = &numbers[shares * 3..];
        let (kin, rest) = rest.split_at(KIN.len());
        let mut rarity = Rarity::of(people);
        rarity.born_all = rest[2];
        for (holders, day) in rarity.born.iter_mut().map(|(day, holders)| (holders, *day)) {
            *holders = held(BORN as u8, &day.to_string()) as u32 + 1;
        }
        for c in 0..=COMPARISONS {
            let house = c == usize::from(HOUSES);
            let space = if house { Space::Code } else { space_of(c) };
            let counts = if house { &mut rarity.houses } else { &mut rarity.symbols[c] };
            counts.all = rest[3 + c];
            for (symbol, holders) in counts.of.iter_mut().enumerate().filter(|(_, n)| **n > 0) {
                let text = people.texts(space).text(symbol as Symbol);
                // The new one beside those who are known, who are among these few too.
                *holders = held(c as u8, text) as u32 + 1;
            }
            counts.settle(if house { HOUSE_RARITY } else { ALL[c].rarity });
        }
        for ((near, number), c) in rarity.near.iter_mut().zip(NEAR).zip([GIVEN, FAMILY]) {
            let names = rarity.symbols[c].of.iter().enumerate();
            let text = |symbol: usize| people.texts(Space::Name).text(symbol as Symbol);
            let around = names.map(|(symbol, n)| match n {
                0 => 0,
                _ => held(number, text(symbol)) as u32,
            });
            *near = around.collect();
        }
        let mut model = Model {
            m: of(0),
            u: of(shares),
            home: of(shares * 2),
            bits: [[[[0.0; 2]; LEVELS]; 2]; COMPARISONS],
            rarity,
            households: rest[0],
            kin: std::array::from_fn(|at| kin[at]),
            prior: rest[1],
        };
        model.settle();
        Some(model)
    }
}

impl Rarity {
    /// Says how often each value is held.
    pub(crate) fn each_held(&self, people: &People, said: Held<'_>) {
        for (c, counts) in self.symbols.iter().enumerate() {
            let texts = people.texts(space_of(c));
            for (symbol, holders) in counts.of.iter().enumerate().filter(|(_, n)| **n > 0) {
                said(c as u8, texts.text(symbol as Symbol), u64::from(*holders));
            }
        }
        for (near, number) in self.near.iter().zip(NEAR) {
            let texts = people.texts(Space::Name);
            for (symbol, around) in near.iter().enumerate().filter(|(_, n)| **n > 0) {
                said(number, texts.text(symbol as Symbol), u64::from(*around));
            }
        }
        let texts = people.texts(Space::Code);
        for (symbol, holders) in self.houses.of.iter().enumerate().filter(|(_, n)| **n > 0) {
            said(HOUSES, texts.text(symbol as Symbol), u64::from(*holders));
        }
        for (day, holders) in &self.born {
            said(BORN as u8, &day.to_string(), u64::from(*holders));
        }
    }
}
