//! The people of all lists: each a few numbers, with the texts that the numbers stand for.

use crate::day::Day;
use crate::draft::Draft;
use crate::nicknames;
use crate::sound::sound;
use crate::symbols::{Symbol, Symbols, signs};
use rustc_hash::FxHashSet;
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
    Mailbox,
    Number,
    Work,
}

/// How many kinds there are.
const SPACES: usize = 9;

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
    /// What stands before the sign of the first mail address.
    pub(crate) mailbox: Symbol,
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
    /// Its first letter, and how many it has.
    pub(crate) first: u8,
    pub(crate) length: u32,
    /// One bit for each letter that it holds.
    pub(crate) signs: u64,
}

/// The letters of the endings of pet names: e, i and y.
const PET_SIGNS: u64 = 1 << (b'e' - b'a') | 1 << (b'i' - b'a') | 1 << (b'y' - b'a');

impl NameFacts {
    /// Whether two names may be alike in any way; `false` is certain.
    fn may_be_alike(&self, other: &NameFacts) -> bool {
        if self.sound == other.sound || (self.first == other.first && self.is_begun(other)) {
            return true;
        }
        if self.groups[0] != 0
            && self.groups.iter().any(|group| *group != 0 && other.groups.contains(group))
        {
            return true;
        }
        // Names of nine tenths by Jaro and Winkler lack at most a quarter of each other's letters;
        // a slip changes two.
        let most = 2.max((self.length + other.length) / 4);
        (self.signs ^ other.signs).count_ones() <= most
    }

    /// Whether either may begin with the other, or be a pet form of it: it has no sign that the
    /// other lacks, but for its ending.
    fn is_begun(&self, other: &NameFacts) -> bool {
        self.signs & !other.signs & !PET_SIGNS == 0 || other.signs & !self.signs & !PET_SIGNS == 0
    }
}

/// All records.
pub(crate) struct People {
    pub(crate) persons: Vec<Person>,
    /// Source and id of each.
    pub(crate) ids: Vec<(Symbol, Box<str>)>,
    pub(crate) sources: Symbols,
    spaces: [Symbols; SPACES],
    pub(crate) names: Vec<NameFacts>,
    /// Of each telephone number, its last seven digits: without area, as many are typed.
    pub(crate) tails: Vec<u32>,
}

impl People {
    pub(crate) fn new() -> People {
        People {
            persons: Vec::new(),
            ids: Vec::new(),
            sources: Symbols::new(),
            spaces: std::array::from_fn(|_| Symbols::new()),
            names: Vec::new(),
            tails: Vec::new(),
        }
    }

    /// The texts of a kind.
    pub(crate) fn texts(&self, space: Space) -> &Symbols {
        &self.spaces[space as usize]
    }

    /// Whether two texts of a kind may be alike in any way; `false` is certain.
    pub(crate) fn may_be_alike(&self, space: Space, a: Symbol, b: Symbol) -> bool {
        if space == Space::Name {
            self.names[a as usize].may_be_alike(&self.names[b as usize])
        } else {
            self.texts(space).may_be_alike(a, b)
        }
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
            mailbox: match draft.emails.first().and_then(|email| email.split('@').next()) {
                Some(mailbox) => self.number(Space::Mailbox, mailbox),
                None => 0,
            },
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
        let mut order: Vec<(u64, u32)> =
            (0..self.persons.len()).map(|at| (self.digest(at), at as u32)).collect();
        order.sort_unstable_by(|a, b| {
            let id = |at: u32| {
                let (source, id) = &self.ids[at as usize];
                (self.sources.text(*source), id)
            };
            a.0.cmp(&b.0).then_with(|| id(a.1).cmp(&id(b.1)))
        });
        self.persons = order.iter().map(|(_, at)| self.persons[*at as usize]).collect();
        self.ids =
            order.iter().map(|(_, at)| std::mem::take(&mut self.ids[*at as usize])).collect();
        self.learn_texts();
    }

    /// Learns of names that are new what their letters tell, and of telephone numbers their ends.
    pub(crate) fn learn_texts(&mut self) {
        let symbols = &self.spaces[Space::Name as usize];
        for number in self.names.len()..symbols.len() {
            let text = symbols.text(number as Symbol);
            let mut groups = [0; 3];
            for (place, group) in groups.iter_mut().zip(nicknames::groups(text)) {
                *place = *group as u8 + 1;
            }
            self.names.push(NameFacts {
                sound: xxh3_64(&sound(text)) as u32,
                groups,
                first: text.bytes().next().unwrap_or(0),
                length: text.len() as u32,
                signs: signs(text),
            });
        }
        let symbols = &self.spaces[Space::Phone as usize];
        for number in self.tails.len()..symbols.len() {
            let text = symbols.text(number as Symbol);
            let tail = text.get(text.len().saturating_sub(7)..).unwrap_or_default();
            self.tails.push(tail.parse().unwrap_or(0));
        }
    }

    /// Every text of a record, the date of birth as a number.
    pub(crate) fn values(&self, at: u32) -> FxHashSet<String> {
        let person = &self.persons[at as usize];
        let texts = person.symbols().map(|(space, symbol)| self.texts(space).text(symbol));
        texts.map(str::to_owned).chain([person.born.to_string()]).collect()
    }

    /// A record as the texts from which it was made.
    pub(crate) fn draft(&self, at: u32) -> Draft {
        let person = &self.persons[at as usize];
        let (source, id) = &self.ids[at as usize];
        let text = |space, symbol: Symbol| self.texts(space).text(symbol).to_owned();
        let several = |space, symbols: &[Symbol]| {
            let known = symbols.iter().filter(|symbol| **symbol != 0);
            known.map(|symbol| text(space, *symbol)).collect::<Vec<String>>()
        };
        Draft {
            id: id.to_string(),
            source: self.sources.text(*source).to_owned(),
            given: text(Space::Name, person.given),
            family: text(Space::Name, person.family),
            further: several(Space::Name, &person.further),
            generation: person.generation,
            born: person.born,
            sex: person.sex,
            birth_place: text(Space::Place, person.birth_place),
            house: text(Space::Code, person.house),
            street: text(Space::Street, person.street),
            quarter: text(Space::Place, person.quarter),
            town: text(Space::Place, person.town),
            region: text(Space::Place, person.region),
            postcode: text(Space::Code, person.postcode),
            phones: several(Space::Phone, &person.phones),
            emails: several(Space::Email, &person.emails),
            numbers: person
                .number_kinds
                .into_iter()
                .zip(several(Space::Number, &person.numbers))
                .collect(),
            occupation: text(Space::Work, person.occupation),
            employer: text(Space::Work, person.employer),
        }
    }

    /// What a record says, each value with its name.
    pub(crate) fn said(&self, at: u32) -> Vec<(&'static str, String)> {
        let person = &self.persons[at as usize];
        let text = |space, symbols: &[Symbol]| {
            let known = symbols.iter().filter(|symbol| **symbol != 0);
            known.map(|symbol| self.texts(space).text(*symbol)).collect::<Vec<_>>().join(" ")
        };
        let (year, month, day) = crate::day::parts(person.born);
        let born = if year == 0 { String::new() } else { format!("{year:04}-{month:02}-{day:02}") };
        let sex = if person.sex == 0 { String::new() } else { char::from(person.sex).to_string() };
        let all = [
            ("given name", text(Space::Name, &[person.given])),
            ("family name", text(Space::Name, &[person.family])),
            ("further names", text(Space::Name, &person.further)),
            ("birth date", born),
            ("sex", sex),
            ("birth place", text(Space::Place, &[person.birth_place])),
            ("house", text(Space::Code, &[person.house])),
            ("street", text(Space::Street, &[person.street])),
            ("quarter", text(Space::Place, &[person.quarter])),
            ("town", text(Space::Place, &[person.town])),
            ("region", text(Space::Place, &[person.region])),
            ("postal code", text(Space::Code, &[person.postcode])),
            ("telephone", text(Space::Phone, &person.phones)),
            ("mail address", text(Space::Email, &person.emails)),
            ("document number", text(Space::Number, &person.numbers)),
            ("occupation", text(Space::Work, &[person.occupation])),
            ("employer", text(Space::Work, &[person.employer])),
        ];
        all.into_iter().filter(|(_, text)| !text.is_empty()).collect()
    }

    /// A hash of everything that a record says, and of its id.
    fn digest(&self, at: usize) -> u64 {
        let person = &self.persons[at];
        let (source, id) = &self.ids[at];
        let mut said: Vec<u8> = Vec::with_capacity(256);
        said.extend(self.sources.hash(*source).to_le_bytes());
        for (space, symbol) in person.symbols() {
            said.extend(self.texts(space).hash(symbol).to_le_bytes());
        }
        said.extend(person.born.to_le_bytes());
        said.extend([person.sex, person.generation]);
        said.extend(id.as_bytes());
        xxh3_64(&said)
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
