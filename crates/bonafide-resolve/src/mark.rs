//! Marks: what of a record can be looked up, so that records meet without all being compared.
//!
//! A record has one mark for the sound of each of its names, for its date of birth and each part of
//! it, for its address in several grains, and so on. A mark that few hold is a key by itself; of
//! those that many hold, two together are (Papadakis and others 2020 call it blocking by rare
//! combinations). No single spelling and no single field must be right for two records to meet.

use crate::comparison::{
    BIRTH_PLACE, BORN, EMAIL, EMPLOYER, FAMILY, FURTHER, GIVEN, NUMBER, OCCUPATION, PHONE,
    POSTCODE, QUARTER, REGION, STREET, TOWN,
};
use crate::day::parts;
use crate::people::{People, Person, Space};

/// One mark of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    pub(crate) kind: Kind,
    pub(crate) hash: u64,
}

/// What a mark is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Name,
    Born,
    BornMonth,
    BornDay,
    BornYear,
    Postcode,
    District,
    Town,
    Quarter,
    BirthPlace,
    Address,
    Street,
    Phone,
    Email,
    Mailbox,
    Number,
    Occupation,
    Employer,
}

impl Kind {
    /// The comparisons whose outcome a shared mark of this kind foretells, as bits.
    pub(crate) fn foretells(self) -> u32 {
        const WHERE: u32 = 1 << POSTCODE | 1 << TOWN | 1 << REGION | 1 << STREET | 1 << QUARTER;
        match self {
            Kind::Name => 1 << GIVEN | 1 << FAMILY | 1 << FURTHER,
            Kind::Born | Kind::BornMonth | Kind::BornDay | Kind::BornYear => 1 << BORN,
            Kind::Postcode
            | Kind::District
            | Kind::Town
            | Kind::Quarter
            | Kind::Address
            | Kind::Street => WHERE,
            Kind::BirthPlace => 1 << BIRTH_PLACE,
            Kind::Phone => 1 << PHONE,
            Kind::Email | Kind::Mailbox => 1 << EMAIL,
            Kind::Number => 1 << NUMBER,
            Kind::Occupation => 1 << OCCUPATION,
            Kind::Employer => 1 << EMPLOYER,
        }
    }

    /// Whether too many hold any such mark for two of them to be a key.
    pub(crate) fn is_coarse(self) -> bool {
        matches!(self, Kind::BornYear | Kind::District | Kind::Occupation | Kind::Employer)
    }
}

/// Whether two marks together are a key: they tell different things, and not both little.
pub(crate) fn together(a: Mark, b: Mark) -> bool {
    let both_names = a.kind == Kind::Name && b.kind == Kind::Name;
    let apart = a.kind.foretells() & b.kind.foretells() == 0;
    (both_names || apart) && !(a.kind.is_coarse() && b.kind.is_coarse())
}

/// Spreads a number over 64 bits.
pub(crate) fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    let number = (number ^ (number >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    number ^ (number >> 32)
}

/// All marks of a record, each once, in order; they depend on what it says alone, not on the
/// numbers of one run.
pub(crate) fn marks(people: &People, person: &Person, marks: &mut Vec<Mark>) {
    let value = |space, symbol| people.texts(space).hash(symbol);
    marks.clear();
    let mut add = |kind: Kind, value: u64| {
        marks.push(Mark { kind, hash: mix(value ^ (kind as u64) << 56) });
    };
    for name in [person.given, person.family].into_iter().chain(person.further) {
        let facts = people.names[name as usize];
        if name != 0 && facts.length > 1 {
            add(Kind::Name, u64::from(facts.sound));
        }
        for group in facts.groups.into_iter().take(1).filter(|group| *group != 0) {
            add(Kind::Name, 1 << 40 | u64::from(group));
        }
    }
    let (year, month, day) = parts(person.born);
    if year != 0 {
        add(Kind::BornYear, u64::from(year));
        if month != 0 && day != 0 {
            let (low, high) = (month.min(day), month.max(day));
            add(Kind::Born, u64::from(year * 10_000 + low * 100 + high));
            add(Kind::BornDay, u64::from(month * 100 + day));
            add(Kind::BornMonth, u64::from(year * 100 + month));
        }
    }
    for (kind, space, symbol) in [
        (Kind::Postcode, Space::Code, person.postcode),
        (Kind::District, Space::Code, person.district),
        (Kind::Town, Space::Place, person.town),
        (Kind::Quarter, Space::Place, person.quarter),
        (Kind::BirthPlace, Space::Place, person.birth_place),
        (Kind::Street, Space::Street, person.street),
        (Kind::Occupation, Space::Work, person.occupation),
        (Kind::Employer, Space::Work, person.employer),
    ] {
        if symbol != 0 {
            add(kind, value(space, symbol));
        }
    }
    if person.street != 0 && person.house != 0 {
        let house = value(Space::Code, person.house);
        add(Kind::Address, value(Space::Street, person.street) << 24 ^ house);
    }
    for phone in person.phones.into_iter().filter(|phone| *phone != 0) {
        add(Kind::Phone, u64::from(people.tails[phone as usize]));
    }
    for email in person.emails.into_iter().filter(|email| *email != 0) {
        add(Kind::Email, value(Space::Email, email));
    }
    if person.mailbox != 0 {
        add(Kind::Mailbox, value(Space::Mailbox, person.mailbox));
    }
    for number in person.numbers.into_iter().filter(|number| *number != 0) {
        add(Kind::Number, value(Space::Number, number));
    }
    marks.sort_unstable();
    marks.dedup();
}
