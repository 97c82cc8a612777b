//! Compares two records, value by value.
//!
//! Names are compared by their letters and sounds here, since the question is whether two records
//! are of one person. No score of an applicant ever comes from this.

use crate::birth::born;
use crate::comparison::{
    BIRTH_PLACE, BORN, COMPARISONS, EMAIL, EMPLOYER, FAMILY, FURTHER, GENERATIONS_DIFFER, GIVEN,
    Levels, NUMBER, OCCUPATION, PHONE, POSTCODE, QUARTER, REGION, SEX, STREET, TOWN, name,
};
use crate::people::{People, Person, Space};
use crate::rarity::crosswise;
use crate::symbols::Symbol;
use rapidfuzz::distance::{jaro_winkler, osa};

/// Remembered outcomes: powers of two, small enough to stay near the processor; and where a few
/// records are compared, small enough to be made for them.
const REMEMBERED: usize = 1 << 14;
const REMEMBERED_OF_FEW: usize = 1 << 8;

/// Compares records, and remembers how alike texts are.
pub(crate) struct Comparer<'a> {
    people: &'a People,
    remembered: Vec<(u64, u8)>,
}

/// How alike two different names are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Alike {
    Not = 0,
    /// One sound, or most letters.
    Roughly = 1,
    /// One begins the other, or is its initial.
    Short = 2,
    /// They stand for one another.
    StandsFor = 3,
    /// A slip of the pen apart.
    Near = 4,
}

impl<'a> Comparer<'a> {
    pub(crate) fn new(people: &'a People) -> Comparer<'a> {
        Comparer { people, remembered: vec![(u64::MAX, 0); REMEMBERED] }
    }

    /// To compare one record with a few.
    pub(crate) fn of_few(people: &'a People) -> Comparer<'a> {
        Comparer { people, remembered: vec![(u64::MAX, 0); REMEMBERED_OF_FEW] }
    }

    /// The level of each comparison.
    pub(crate) fn levels(&mut self, a: &Person, b: &Person) -> Levels {
        let mut levels = [0; COMPARISONS];
        let crossed = [a.given != 0 && a.given == b.family, b.given != 0 && b.given == a.family];
        levels[GIVEN] = self.name(a.given, b.given, a, b, crossed[0] || crossed[1]);
        levels[FAMILY] = self.family(a, b, crossed);
        levels[FURTHER] = self.further(a, b);
        levels[BORN] = born(a.born, b.born);
        levels[SEX] = match (a.sex, b.sex) {
            (0, _) | (_, 0) => 0,
            (a, b) => 1 + u8::from(a != b),
        };
        levels[POSTCODE] = self.postcode(a, b);
        levels[TOWN] = self.place(Space::Place, a.town, b.town);
        levels[REGION] = match (a.region, b.region) {
            (0, _) | (_, 0) => 0,
            (a, b) => 1 + u8::from(a != b),
        };
        levels[STREET] = self.street(a, b);
        levels[QUARTER] = self.place(Space::Place, a.quarter, b.quarter);
        levels[BIRTH_PLACE] = self.place(Space::Place, a.birth_place, b.birth_place);
        levels[PHONE] = self.any(Space::Phone, &a.phones, &b.phones);
        levels[EMAIL] = self.email(a, b);
        levels[NUMBER] = self.numbers(a, b);
        levels[OCCUPATION] = self.work(a.occupation, b.occupation);
        levels[EMPLOYER] = self.work(a.employer, b.employer);
        levels
    }

    /// Given with given, or family with family; each may stand among the other's further names.
    fn name(&mut self, x: Symbol, y: Symbol, a: &Person, b: &Person, crossed: bool) -> u8 {
        if x == 0 || y == 0 {
            return 0;
        }
        if x == y {
            return name::SAME;
        }
        let alike = self.alike(Space::Name, x, y);
        match alike {
            Alike::StandsFor => return name::STANDS_FOR,
            Alike::Near => return name::NEAR,
            Alike::Short => return name::SHORT,
            Alike::Roughly | Alike::Not => {}
        }
        if crossed || b.further.contains(&x) || a.further.contains(&y) {
            return name::ELSEWHERE;
        }
        if alike == Alike::Roughly { name::ALIKE } else { name::DIFFERENT }
    }

    /// Family with family. Where one name stands crosswise, names were exchanged, and the other two
    /// are compared crosswise as well; where both do, two names tell it.
    fn family(&mut self, a: &Person, b: &Person, crossed: [bool; 2]) -> u8 {
        if let Some((family, given)) = crosswise(a, b) {
            let level = match self.alike(Space::Name, family, given) {
                _ if family == 0 || given == 0 => 0,
                Alike::StandsFor => name::STANDS_FOR,
                Alike::Near => name::NEAR,
                Alike::Short => name::SHORT,
                Alike::Roughly | Alike::Not => 0,
            };
            if level != 0 {
                return level;
            }
        }
        self.name(a.family, b.family, a, b, crossed[0] && crossed[1])
    }

    fn further(&mut self, a: &Person, b: &Person) -> u8 {
        if a.generation != 0 && b.generation != 0 && a.generation != b.generation {
            return GENERATIONS_DIFFER;
        }
        if a.further[0] == 0 || b.further[0] == 0 {
            return 0;
        }
        let mut best = 3;
        for x in a.further.iter().filter(|x| **x != 0) {
            for y in b.further.iter().filter(|y| **y != 0) {
                if x == y {
                    return 1;
                }
                if self.alike(Space::Name, *x, *y) >= Alike::Short {
                    best = 2;
                }
            }
        }
        best
    }

    fn alike(&mut self, space: Space, a: Symbol, b: Symbol) -> Alike {
        if !self.people.may_be_alike(space, a, b) {
            return Alike::Not;
        }
        let key = (space as u64) << 60 | u64::from(a.min(b)) << 30 | u64::from(a.max(b));
        let place =
            (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 50) as usize % self.remembered.len();
        if self.remembered[place].0 != key {
            self.remembered[place] = (key, self.look(space, a, b) as u8);
        }
        match self.remembered[place].1 {
            0 => Alike::Not,
            1 => Alike::Roughly,
            2 => Alike::Short,
            3 => Alike::StandsFor,
            _ => Alike::Near,
        }
    }

    fn look(&self, space: Space, a: Symbol, b: Symbol) -> Alike {
        let texts = self.people.texts(space);
        let (text, other) = (texts.text(a), texts.text(b));
        let (short, long) = if text.len() <= other.len() { (text, other) } else { (other, text) };
        if space == Space::Name {
            let (a, b) = (&self.people.names[a as usize], &self.people.names[b as usize]);
            if a.groups.iter().any(|group| *group != 0 && b.groups.contains(group)) {
                return Alike::StandsFor;
            }
            if short.len() < 3 {
                let initial = short.len() == 1 && long.starts_with(short);
                return if initial { Alike::Short } else { Alike::Not };
            }
            if is_near(short, long) {
                return Alike::Near;
            }
            if long.starts_with(short) || is_pet_form(short, long) {
                return Alike::Short;
            }
            if a.sound == b.sound && short.len() > 3 || winkler(short, long) >= 0.90 {
                return Alike::Roughly;
            }
            return Alike::Not;
        }
        if is_near(short, long) {
            return Alike::Near;
        }
        match space {
            Space::Place | Space::Work | Space::Street if shares_word(text, other) => {
                Alike::Roughly
            }
            _ => Alike::Not,
        }
    }

    fn place(&mut self, space: Space, a: Symbol, b: Symbol) -> u8 {
        match (a, b) {
            (0, _) | (_, 0) => 0,
            (a, b) if a == b => 1,
            (a, b) => match self.alike(space, a, b) {
                Alike::Near => 2,
                Alike::Not => 4,
                _ => 3,
            },
        }
    }

    fn postcode(&mut self, a: &Person, b: &Person) -> u8 {
        match (a.postcode, b.postcode) {
            (0, _) | (_, 0) => 0,
            (x, y) if x == y => 1,
            (x, y) if self.alike(Space::Code, x, y) == Alike::Near => 2,
            _ if a.district == b.district => 3,
            _ => 4,
        }
    }

    fn street(&mut self, a: &Person, b: &Person) -> u8 {
        if a.street == 0 || b.street == 0 {
            return 0;
        }
        let house = a.house != 0 && a.house == b.house;
        let street = a.street == b.street;
        if street && house {
            return 1;
        }
        let near = street || self.alike(Space::Street, a.street, b.street) == Alike::Near;
        let house_near = house
            || (a.house != 0
                && b.house != 0
                && self.alike(Space::Code, a.house, b.house) == Alike::Near);
        match (near, house_near, house) {
            (true, true, _) => 2,
            (true, false, _) => 3,
            (false, _, true) => 4,
            _ => 5,
        }
    }

    fn any(&mut self, space: Space, a: &[Symbol], b: &[Symbol]) -> u8 {
        if a[0] == 0 || b[0] == 0 {
            return 0;
        }
        let mut best = 3;
        for x in a.iter().filter(|x| **x != 0) {
            for y in b.iter().filter(|y| **y != 0) {
                if x == y || (space == Space::Phone && self.ends_with(space, *x, *y)) {
                    return 1;
                }
                if self.alike(space, *x, *y) == Alike::Near {
                    best = 2;
                }
            }
        }
        best
    }

    /// A number typed without its area.
    fn ends_with(&self, space: Space, a: Symbol, b: Symbol) -> bool {
        let texts = self.people.texts(space);
        let (length, other) = (texts.length(a), texts.length(b));
        if length == other || length.min(other) < 7 {
            return false;
        }
        let (a, b) = (texts.text(a), texts.text(b));
        a.ends_with(b) || b.ends_with(a)
    }

    fn email(&mut self, a: &Person, b: &Person) -> u8 {
        let level = self.any(Space::Email, &a.emails, &b.emails);
        if level != 3 && level != 2 {
            return level;
        }
        if a.mailbox == b.mailbox {
            return 2;
        }
        if level == 2 { 3 } else { 4 }
    }

    fn numbers(&mut self, a: &Person, b: &Person) -> u8 {
        let mut best = 0;
        for (x, kind) in a.numbers.iter().zip(a.number_kinds) {
            for (y, other) in b.numbers.iter().zip(b.number_kinds) {
                if *x == 0 || *y == 0 || kind != other {
                    continue;
                }
                let level = if x == y {
                    1
                } else if self.alike(Space::Number, *x, *y) == Alike::Near {
                    2
                } else {
                    3
                };
                best = if best == 0 { level } else { best.min(level) };
            }
        }
        best
    }

    fn work(&mut self, a: Symbol, b: Symbol) -> u8 {
        match self.place(Space::Work, a, b) {
            2 | 3 => 2,
            4 => 3,
            level => level,
        }
    }
}

/// Whether either is the other's beginning with the ending of a pet name: Jenny of Jennifer, Danny
/// of Daniel, Willie of William.
fn is_pet_form(short: &str, long: &str) -> bool {
    let of = |short: &str, long: &str| {
        let stem = PET_ENDINGS.iter().find_map(|ending| short.strip_suffix(ending));
        stem.is_some_and(|stem| {
            // A consonant is doubled before the ending, or not.
            let single = match stem.as_bytes() {
                [.., last, other] if last == other => stem.get(..stem.len() - 1).unwrap_or(stem),
                _ => stem,
            };
            [stem, single].iter().any(|stem| stem.len() >= STEM_MIN && long.starts_with(stem))
        })
    };
    of(short, long) || (short.len() == long.len() && of(long, short))
}

/// Endings of pet names, the longer first, and the letters that must stand before them.
const PET_ENDINGS: [&str; 4] = ["ie", "ey", "y", "i"];
const STEM_MIN: usize = 3;

/// At most one slip apart: a sign more, less, another, or two exchanged.
pub(crate) fn is_near(short: &str, long: &str) -> bool {
    if long.len() - short.len() > 1 || short.len() < 3 {
        return false;
    }
    let at_most = osa::Args::default().score_cutoff(1);
    osa::distance_with_args(short.bytes(), long.bytes(), &at_most).is_some()
        || (short.len() >= 8 && winkler(short, long) >= 0.95)
}

fn winkler(a: &str, b: &str) -> f64 {
    jaro_winkler::similarity(a.bytes(), b.bytes())
}

/// Whether a word of three letters or more stands in both.
fn shares_word(a: &str, b: &str) -> bool {
    a.split(' ').filter(|word| word.len() > 2).any(|word| b.split(' ').any(|w| w == word))
}

#[cfg(test)]
mod tests {
    use super::{Comparer, is_near};
    use crate::draft::Draft;
    use crate::mark::mix;
    use crate::model::{Model, Terms};
    use crate::people::People;

    #[test]
    fn a_slip_is_near() {
        assert!(is_near("rhomas", "thomas") && is_near("jhon", "john"));
        assert!(!is_near("miller", "keller"));
    }

    /// People of few values, so that all levels come up, by a seed.
    fn people(count: u64) -> People {
        let names = ["ana", "anna", "jon", "john", "smith", "smyth", "wang", "jie", "j", ""];
        let places =
            ["12 main st", "main st", "birch ln", "elmton", "elmtown", "40111", "40112", ""];
        let mut people = People::new();
        for at in 0..count {
            let pick = |of: u64, texts: &[&str]| {
                texts[(mix(at * 64 + of + 1) % texts.len() as u64) as usize].to_owned()
            };
            let born = [0, 19_800_527, 19_800_528, 19_802_705, 19_800_000, 1_980_527];
            people.add(&Draft {
                id: at.to_string(),
                given: pick(1, &names),
                family: pick(2, &names),
                further: vec![pick(3, &names)],
                born: born[(mix(at * 64 + 4) % 6) as usize],
                generation: (mix(at * 64 + 5) % 3) as u8,
                sex: b"mf\0"[(mix(at * 64 + 6) % 3) as usize],
                street: pick(7, &places),
                town: pick(8, &places),
                postcode: pick(9, &places),
                house: pick(10, &["1", "12", "13", ""]),
                phones: vec![pick(11, &["585550142", "5550142", "585550143", ""])],
                emails: vec![pick(12, &["a@b.example", "a@c.example", "ab@b.example", ""])],
                numbers: vec![(pick(13, &["p", "q"]).as_bytes()[0], pick(14, &["x1234", "x1235"]))],
                occupation: pick(15, &["nurse", "head nurse", "cook", ""]),
                ..Draft::default()
            });
        }
        people.settle();
        people
    }

    #[test]
    fn comparing_is_symmetric() {
        let people = people(150);
        let model = Model::learn(&people, &[]);
        let mut comparer = Comparer::new(&people);
        for a in &people.persons {
            for b in &people.persons {
                let (levels, turned) = (comparer.levels(a, b), comparer.levels(b, a));
                assert_eq!(levels, turned, "{a:?} {b:?}");
                let (terms, turned) = (model.terms(&levels, a, b), model.terms(&levels, b, a));
                let bits =
                    |terms: &Terms| [terms.person, terms.household].map(|t| t.map(f32::to_bits));
                assert_eq!(bits(&terms), bits(&turned), "{levels:?} {a:?} {b:?}");
            }
        }
    }
}
