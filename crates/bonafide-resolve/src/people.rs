//! The people of all lists: each a few numbers, with the texts that the numbers stand for.

use crate::day::Day;
use crate::draft::Draft;
use crate::sound::sound;
use crate::nicknames;
use crate::symbols::{Symbol, Symbols};
use xxhash_rust::xxh3::xxh3_64;

/// Texts of one kind share their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    Name,
    Place,
    Street,
    Code,
    Phone,
    Email,
    Number,
    Work,
}

/// How many kinds there are.
const SPACES: usize = 8;

/// Further words of names of one person.
pub(crate) const FURTHER: usize = 4;

/// One record, as numbers; 0 is unknown throughout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Person {
    pub(crate) given: Symbol,
    pub(crate) family: Symbol,
    pub(crate) further: [Symbol; FURTHER],
    pub(crate) born: Day,
    pub(crate) generation: u8,
    pub(crate) sex: u8,
    pub(crate) number_kinds: [u8; 3],
    pub(crate) birth_place: Symbol,
    pub(crate) house: Symbol,
    pub(crate) street: Symbol,
    pub(crate) quarter: Symbol,
    pub(crate) town: Symbol,
    pub(crate) region: Symbol,
    pub(crate) postcode: Symbol,
    pub(crate) district: Symbol,
    pub(crate) phones: [Symbol; 2],
    pub(crate) emails: [Symbol; 2],
    pub(crate) numbers: [Symbol; 3],
    pub(crate) occupation: Symbol,
    pub(crate) employer: Symbol,
}

/// What is known of a name beside its letters.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NameFacts {
    /// A hash of its sound.
    pub(crate) sound: u32,
    /// Groups of names that stand for one another, counting from 1.
    pub(crate) groups: [u8; 3],
}

/// All records.
pub(crate) struct People {
    pub(crate) persons: Vec<Person>,
    /// Source and id of each.
    pub(crate) ids: Vec<(Symbol, Box<str>)>,
    pub(crate) sources: Symbols,
    spaces: [Symbols; SPACES],
    pub(crate) names: Vec<NameFacts>,
}

impl People {
    pub(crate) fn new() -> People {
        People {
            persons: Vec::new(),
            ids: Vec::new(),
            sources: Symbols::new(),
            spaces: std::array::from_fn(|_| Symbols::new()),
            names: Vec::new(),
        }
    }

    /// The texts of a kind.
    pub(crate) fn texts(&self, space: Space) -> &Symbols {
        &self.spaces[space as usize]
    }

    fn number(&mut self, space: Space, text: &str) -> Symbol {
        self.spaces[space as usize].number(text)
    }

    fn several<const N: usize>(&mut self, space: Space, texts: &[String]) -> [Symbol; N] {
        std::array::from_fn(|at| texts.get(at).map_or(0, |text| self.number(space, text)))
    }

    /// Adds a record.
    pub(crate) fn add(&mut self, draft: &Draft) {
        let numbers: Vec<String> = draft.numbers.iter().map(|(_, n)| n.clone()).collect();
        let person = Person {
            given: self.number(Space::Name, &draft.given),
            family: self.number(Space::Name, &draft.family),
            further: self.several(Space::Name, &draft.further),
            born: draft.born,
            generation: draft.generation,
            sex: draft.sex,
            number_kinds: std::array::from_fn(|at| draft.numbers.get(at).map_or(0, |n| n.0)),
            birth_place: self.number(Space::Place, &draft.birth_place),
            house: self.number(Space::Code, &draft.house),
            street: self.number(Space::Street, &draft.street),
            quarter: self.number(Space::Place, &draft.quarter),
            town: self.number(Space::Place, &draft.town),
            region: self.number(Space::Place, &draft.region),
            postcode: self.number(Space::Code, &draft.postcode),
            district: self.number(Space::Code, district(&draft.postcode)),
            phones: self.several(Space::Phone, &draft.phones),
            emails: self.several(Space::Email, &draft.emails),
            numbers: self.several(Space::Number, &numbers),
            occupation: self.number(Space::Work, &draft.occupation),
            employer: self.number(Space::Work, &draft.employer),
        };
        self.persons.push(person);
        let source = self.sources.number(&draft.source);
        self.ids.push((source, draft.id.as_str().into()));
    }

    /// Puts the records into an order that depends on what they say alone, and learns of each name
    /// what its letters tell.
    pub(crate) fn settle(&mut self) {
        let mut order: Vec<(u64, u32)> = (0..self.persons.len())
            .map(|at| (self.said(at), at as u32))
            .collect();
        order.sort_unstable_by(|a, b| {
            let id = |at: u32| {
                let (source, id) = &self.ids[at as usize];
                (self.sources.text(*source), id)
            };
            a.0.cmp(&b.0).then_with(|| id(a.1).cmp(&id(b.1)))
        });
        self.persons = order.iter().map(|(_, at)| self.persons[*at as usize]).collect();
        self.ids = order
            .iter()
            .map(|(_, at)| std::mem::take(&mut self.ids[*at as usize]))
            .collect();
        self.learn_names();
    }

    /// Learns of names that are new what their letters tell.
    pub(crate) fn learn_names(&mut self) {
        let symbols = &self.spaces[Space::Name as usize];
        for number in self.names.len()..symbols.len() {
            let text = symbols.text(number as Symbol);
            let mut groups = [0; 3];
            for (place, group) in groups.iter_mut().zip(nicknames::groups(text)) {
                *place = group as u8 + 1;
            }
            self.names.push(NameFacts { sound: xxh3_64(&sound(text)) as u32, groups });
        }
    }

    /// A hash of everything that a record says, and of its id.
    fn said(&self, at: usize) -> u64 {
        let person = &self.persons[at];
        let (source, id) = &self.ids[at];
        let mut text: Vec<u8> = Vec::with_capacity(200);
        text.extend(self.sources.text(*source).as_bytes());
        text.push(0);
        text.extend(id.as_bytes());
        for (space, symbol) in person.symbols() {
            text.push(0);
            text.extend(self.texts(space).text(symbol).as_bytes());
        }
        text.extend(person.born.to_le_bytes());
        text.extend([person.sex, person.generation]);
        xxh3_64(&text)
    }
}

impl Person {
    /// Every text that it has, in one order.
    pub(crate) fn symbols(&self) -> impl Iterator<Item = (Space, Symbol)> {
        let names = [self.given, self.family].into_iter().chain(self.further);
        let places = [self.birth_place, self.quarter, self.town, self.region];
        names
            .map(|s| (Space::Name, s))
            .chain(places.map(|s| (Space::Place, s)))
            .chain([(Space::Street, self.street)])
            .chain([self.house, self.postcode].map(|s| (Space::Code, s)))
            .chain(self.phones.map(|s| (Space::Phone, s)))
            .chain(self.emails.map(|s| (Space::Email, s)))
            .chain(self.numbers.map(|s| (Space::Number, s)))
            .chain([self.occupation, self.employer].map(|s| (Space::Work, s)))
    }
}

/// The greater area of a postal code: what stands before the last three signs, as the outward code
/// of Britain, or the first digits elsewhere.
fn district(postcode: &str) -> &str {
    let letters = postcode.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic());
    let end = if letters { postcode.len().saturating_sub(3) } else { postcode.len().min(3) };
    postcode.get(..end).unwrap_or_default()
}
