//! What two records are compared by: each comparison with its levels, and what they are worth
//! before a list has taught anything.
//!
//! A level is the outcome of one comparison: the same, near in some way, or different; a value that
//! either record lacks is no level, and counts for nothing. `m` is how often records of one person
//! reach a level, `u` how often those of different people do (Fellegi and Sunter 1969). The numbers
//! here are where learning begins, in the range that registers report (Winkler 2006; Christen 2012,
//! chapter 5); they matter where a list is too short to teach its own.

/// One comparison.
pub(crate) struct Comparison {
    /// As reports call it.
    pub(crate) name: &'static str,
    /// Its levels, the closest first; the first is agreement, the last difference.
    pub(crate) levels: &'static [Level],
    /// How often different people agree where what they share already explains it: a town
    /// under one postal code.
    pub(crate) explained: f64,
    /// Share of people who have one and the same value, before counts are known.
    pub(crate) rarity: f64,
}

/// One level: its name, and how often people reach it with themselves and with others.
pub(crate) struct Level {
    pub(crate) name: &'static str,
    pub(crate) m: f64,
    pub(crate) u: f64,
}

const fn level(name: &'static str, m: f64, u: f64) -> Level {
    Level { name, m, u }
}

/// Number of comparisons.
pub(crate) const COMPARISONS: usize = 16;

/// Most levels of one, missing included.
pub(crate) const LEVELS: usize = 9;

pub(crate) const GIVEN: usize = 0;
pub(crate) const FAMILY: usize = 1;
pub(crate) const FURTHER: usize = 2;
pub(crate) const BORN: usize = 3;
pub(crate) const SEX: usize = 4;
pub(crate) const POSTCODE: usize = 5;
pub(crate) const TOWN: usize = 6;
pub(crate) const REGION: usize = 7;
pub(crate) const STREET: usize = 8;
pub(crate) const QUARTER: usize = 9;
pub(crate) const BIRTH_PLACE: usize = 10;
pub(crate) const PHONE: usize = 11;
pub(crate) const EMAIL: usize = 12;
pub(crate) const NUMBER: usize = 13;
pub(crate) const OCCUPATION: usize = 14;
pub(crate) const EMPLOYER: usize = 15;

/// Levels of given and family names.
pub(crate) mod name {
    pub(crate) const SAME: u8 = 1;
    pub(crate) const STANDS_FOR: u8 = 2;
    pub(crate) const NEAR: u8 = 3;
    pub(crate) const SHORT: u8 = 4;
    pub(crate) const ELSEWHERE: u8 = 5;
    pub(crate) const ALIKE: u8 = 6;
    pub(crate) const DIFFERENT: u8 = 7;
}

const PLACE: &[Level] = &[
    level("the same", 0.75, 0.01),
    level("near", 0.08, 0.002),
    level("in part", 0.05, 0.01),
    level("different", 0.12, 0.978),
];

/// Every comparison, in the order of its constant.
pub(crate) const ALL: [Comparison; COMPARISONS] = [
    Comparison {
        name: "given name",
        levels: &[
            level("the same", 0.71, 0.01),
            level("stands for the other", 0.07, 0.003),
            level("near", 0.09, 0.002),
            level("a short form", 0.05, 0.02),
            level("another of the other's names", 0.03, 0.004),
            level("alike", 0.03, 0.015),
            level("different", 0.02, 0.946),
        ],
        explained: 0.05,
        rarity: 0.003,
    },
    Comparison {
        name: "family name",
        levels: &[
            level("the same", 0.80, 0.001),
            level("stands for the other", 0.005, 0.0005),
            level("near", 0.08, 0.001),
            level("a short form", 0.01, 0.005),
            level("another of the other's names", 0.04, 0.003),
            level("alike", 0.025, 0.005),
            level("different", 0.04, 0.9845),
        ],
        explained: 0.5,
        rarity: 0.0005,
    },
    Comparison {
        name: "further names",
        levels: &[
            level("one is the same", 0.60, 0.01),
            level("one is near, or begins alike", 0.15, 0.04),
            level("none is the same", 0.2498, 0.94),
            level("another generation", 0.0002, 0.01),
        ],
        explained: 0.05,
        rarity: 0.003,
    },
    Comparison {
        name: "birth date",
        levels: &[
            level("the same", 0.795, 0.000_04),
            level("one digit differs", 0.08, 0.002),
            level("day and month exchanged", 0.02, 0.000_04),
            level("the same month", 0.03, 0.001),
            level("the same day of another year", 0.03, 0.0025),
            level("two digits differ", 0.01, 0.02),
            level("the same year", 0.025, 0.013),
            level("different", 0.01, 0.9614),
        ],
        explained: 0.03,
        rarity: 0.000_04,
    },
    Comparison {
        name: "sex",
        levels: &[level("the same", 0.98, 0.5), level("different", 0.02, 0.5)],
        explained: 0.95,
        rarity: 0.5,
    },
    Comparison {
        name: "postal code",
        levels: &[
            level("the same", 0.75, 0.001),
            level("one sign differs", 0.08, 0.003),
            level("the same district", 0.07, 0.01),
            level("different", 0.10, 0.986),
        ],
        explained: 0.5,
        rarity: 0.0005,
    },
    Comparison { name: "town", levels: PLACE, explained: 0.9, rarity: 0.005 },
    Comparison {
        name: "region",
        levels: &[level("the same", 0.9, 0.2), level("different", 0.1, 0.8)],
        explained: 0.97,
        rarity: 0.1,
    },
    Comparison {
        name: "street",
        levels: &[
            level("the same, and the house", 0.60, 0.000_02),
            level("near, and the house near", 0.12, 0.000_05),
            level("the same street", 0.06, 0.001),
            level("the same house number", 0.04, 0.01),
            level("different", 0.18, 0.988_93),
        ],
        explained: 0.02,
        rarity: 0.001,
    },
    Comparison { name: "quarter", levels: PLACE, explained: 0.5, rarity: 0.002 },
    Comparison { name: "birth place", levels: PLACE, explained: 0.5, rarity: 0.005 },
    Comparison {
        name: "telephone",
        levels: &[
            level("the same", 0.60, 0.000_01),
            level("one digit differs", 0.08, 0.000_05),
            level("different", 0.32, 0.999_94),
        ],
        explained: 0.5,
        rarity: 0.000_01,
    },
    Comparison {
        name: "mail address",
        levels: &[
            level("the same", 0.60, 0.000_01),
            level("the same mailbox elsewhere", 0.08, 0.0005),
            level("near", 0.05, 0.000_05),
            level("different", 0.27, 0.999_44),
        ],
        explained: 0.001,
        rarity: 0.000_01,
    },
    Comparison {
        name: "document number",
        levels: &[
            level("the same", 0.80, 0.000_001),
            level("one digit differs", 0.10, 0.000_02),
            level("different", 0.10, 0.999_98),
        ],
        explained: 0.01,
        rarity: 0.000_001,
    },
    Comparison {
        name: "occupation",
        levels: &[
            level("the same", 0.60, 0.05),
            level("in part", 0.10, 0.05),
            level("different", 0.30, 0.90),
        ],
        explained: 0.3,
        rarity: 0.02,
    },
    Comparison {
        name: "employer",
        levels: &[
            level("the same", 0.60, 0.01),
            level("in part", 0.10, 0.02),
            level("different", 0.30, 0.97),
        ],
        explained: 0.3,
        rarity: 0.005,
    },
];

/// Comparisons in which the members of one household agree as often as one person with himself.
pub(crate) const HOME: [usize; 8] = [FAMILY, POSTCODE, TOWN, REGION, STREET, QUARTER, PHONE, EMAIL];

/// What else members of one household may have in common, and how often: twins their birth date,
/// father and son a given name.
pub(crate) const KIN: [(usize, f64); 2] = [(BORN, 0.03), (GIVEN, 0.03)];

/// The most of it that any list may teach, since it is a fact of families: two of a household who
/// are twins, or father and son of one name, are few everywhere. Without it, a list that has no
/// households may take copies of its people for relatives.
pub(crate) const KIN_MAX: f64 = 0.1;

/// The level of further names where both tell a generation, and not the same.
pub(crate) const GENERATIONS_DIFFER: u8 = 4;

/// How often two of a household and one name who both tell their generation tell another: that is
/// what the word is for.
pub(crate) const GENERATIONS_APART: f64 = 0.9;

/// The levels that two records reach, 0 where either lacks the value.
pub(crate) type Levels = [u8; COMPARISONS];

/// The comparison of which agreement elsewhere explains nothing, but tells how often people reach
/// its levels with themselves: given names differ mostly where the family name does too, since
/// names are exchanged and lists mixed up; where it agrees, they differ in families.
pub(crate) const IN_CONTEXT: usize = GIVEN;

/// For each comparison, whether what they share elsewhere explains that they agree in it: 1, or 0.
pub(crate) fn explained(levels: &Levels) -> Levels {
    let at = |comparison: usize, most: u8| u8::from((1..=most).contains(&levels[comparison]));
    let mut explained = [0; COMPARISONS];
    explained[GIVEN] = at(FAMILY, 1);
    let names = at(GIVEN, 1) & at(FAMILY, 1);
    explained[FURTHER] = names;
    explained[SEX] = at(GIVEN, 1);
    explained[TOWN] = at(POSTCODE, 3);
    explained[REGION] = at(POSTCODE, 3) | at(TOWN, 1);
    explained[STREET] = at(POSTCODE, 1);
    explained[QUARTER] = at(STREET, 2) | at(POSTCODE, 1);
    explained[BIRTH_PLACE] = at(POSTCODE, 3) | at(TOWN, 1);
    // Mailboxes are made of names.
    explained[EMAIL] = at(GIVEN, 1) | at(FAMILY, 1);
    explained[OCCUPATION] = at(EMPLOYER, 1);
    explained
}

#[cfg(test)]
mod tests {
    use super::{ALL, LEVELS};

    #[test]
    fn shares_add_up_to_one() {
        for comparison in &ALL {
            assert!(comparison.levels.len() < LEVELS);
            for sum in [
                comparison.levels.iter().map(|level| level.m).sum::<f64>(),
                comparison.levels.iter().map(|level| level.u).sum(),
            ] {
                assert!((sum - 1.0).abs() < 0.002, "{}: {sum}", comparison.name);
            }
        }
    }
}
