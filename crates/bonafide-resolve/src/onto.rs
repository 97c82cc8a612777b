//! Adds records to persons that are known, without starting over: each looks up whom it meets, and
//! joins the person whom it fits best, or is a new one. No known person is changed otherwise, and
//! every id stays.

use crate::cluster::together;
use crate::compare::{Comparer, is_near};
use crate::draft::Draft;
use crate::index::Index;
use crate::keep::{MANY, held_hash, own_marks, person_hash};
use crate::kept_model::is_of_names;
use crate::lists::{self, Mapping, Source, Unread};
use crate::mark::{Mark, mix, together as key_together};
use crate::model::Model;
use crate::outputs::person_id;
use crate::packed::damaged;
use crate::people::{People, Space};
use crate::rarity::Rarity;
use crate::resolution::ShownLink;
use bonafide_gather::Error;
use rustc_hash::{FxHashMap, FxHashSet};
use std::io;

/// Holders up to which a mark leads to a record by itself, as for lists of middling length.
const FEW: u64 = 40;

/// Records that a new one is compared with, those that share the rarest first; and records that
/// speak for one person.
const COMPARED: usize = 60;
const SPOKEN_FOR: usize = 7;

/// One record that was added.
#[derive(Clone, Debug, PartialEq)]
pub struct Added {
    /// Source of the record, and its id.
    pub record: (String, String),
    /// The person whose it is.
    pub person: String,
    /// The record of that person which it fits best, with the terms; `None` where it is alone.
    pub link: Option<((String, String), ShownLink)>,
}

/// What adding brings.
pub struct Addition {
    /// Every new record, in an order that depends on them alone.
    pub added: Vec<Added>,
    /// What is needed to keep them: the records, and how often they hold each value.
    pub(crate) people: People,
    pub(crate) rarity: Rarity,
    /// Rows that could not be read.
    pub unread: Vec<Unread>,
}

/// Finds of the records of lists whose they are; [`Index::keep`] then keeps them.
pub fn onto(
    index: &Index,
    sources: Vec<Source>,
    mapping: &Mapping,
    threads: usize,
) -> Result<Addition, Error> {
    let mut people = People::new();
    let mut unread = Vec::new();
    for source in sources {
        lists::read(source, mapping, threads, &mut people, &mut |row| {
            unread.push(row);
            Ok(())
        })?;
    }
    people.settle();
    let mut all = All { index, fresh: FxHashMap::default() };
    let mut added: Vec<Added> = Vec::new();
    for at in 0..people.persons.len() as u32 {
        let one = all.add(&people, at, &added).map_err(|e| Error::new("reading the index", e))?;
        all.learn(&people, at, &one.person);
        added.push(one);
    }
    let rarity = Rarity::of(&people);
    Ok(Addition { added, people, rarity, unread })
}

/// A record that is known: which index, the last being the new ones, and its number there.
type At = (usize, u32);

/// A new record, the first of a few, with some records of each person whom it meets.
struct Around {
    few: People,
    persons: FxHashMap<String, Vec<u32>>,
    /// Those persons, in the order in which they were met.
    order: Vec<String>,
}

/// Everything that is known.
struct All<'a> {
    index: &'a Index,
    /// Marks of new records.
    fresh: FxHashMap<u64, Vec<u32>>,
}

impl All<'_> {
    fn learn(&mut self, people: &People, at: u32, person: &str) {
        let mut marks = Vec::new();
        own_marks(people, at, &mut marks);
        for hash in marks.iter().map(|mark| mark.hash).chain([person_hash(person)]) {
            self.fresh.entry(hash).or_default().push(at);
        }
    }

    /// Finds whose record it is.
    fn add(&self, people: &People, at: u32, added: &[Added]) -> io::Result<Added> {
        let draft = people.draft(at);
        let Around { few, persons, order } = self.around(people, at, &draft, added)?;
        let alone = Added {
            record: (draft.source.clone(), draft.id.clone()),
            person: person_id(people, at),
            link: None,
        };
        let model = self.model(&few)?;
        let mut comparer = Comparer::of_few(&few);
        let mut best: Option<(f64, &String)> = None;
        for person in &order {
            let members = &persons[person];
            let bits = together(&few, &model, &mut comparer, &[0], members);
            if bits > 0.0 && best.is_none_or(|(most, _)| bits > most) {
                best = Some((bits, person));
            }
        }
        let Some((_, person)) = best else { return Ok(alone) };
        let link = persons[person].iter().map(|member| {
            let link =
                crate::resolve::explain(&few, &model, &mut comparer, &[0, *member], (0, *member));
            let (source, id) = &few.ids[*member as usize];
            ((few.sources.text(*source).to_owned(), id.to_string()), link)
        });
        let link = link.max_by(|a, b| a.1.bits.total_cmp(&b.1.bits));
        Ok(Added { person: person.clone(), link, ..alone })
    }

    /// The model, with how often the values of the new record are held.
    fn model(&self, few: &People) -> io::Result<Model> {
        // Who agrees with the new record agrees in one of its values, or has a name near to one of
        // its names; of no others is it asked how many hold them.
        let own = few.values(0);
        let new = &few.persons[0];
        let names = [new.given, new.family].map(|name| few.texts(Space::Name).text(name));
        let near = |text: &str| {
            names.iter().any(|name| {
                let name_first = name.len() <= text.len();
                if name_first { is_near(name, text) } else { is_near(text, name) }
            })
        };
        let mut broken = None;
        let mut held = |c: u8, text: &str| {
            if !(own.contains(text) || is_of_names(c) && near(text)) {
                return 0;
            }
            self.held(c, text).unwrap_or_else(|e| {
                broken = Some(e);
                0
            })
        };
        let model = Model::again(&self.index.segments[0].numbers, few, &mut held);
        match broken {
            Some(broken) => Err(broken),
            None => model.ok_or_else(damaged),
        }
    }

    /// The new record, and those that it meets with further ones of the same persons.
    fn around(
        &self,
        people: &People,
        at: u32,
        draft: &Draft,
        added: &[Added],
    ) -> io::Result<Around> {
        let mut around =
            Around { few: People::new(), persons: FxHashMap::default(), order: Vec::new() };
        around.few.add(draft);
        let mut met: FxHashSet<At> = FxHashSet::default();
        for candidate in self.candidates(people, at)? {
            if met.contains(&candidate) {
                continue;
            }
            let (person, said) = self.record(people, added, candidate)?;
            if around.persons.contains_key(&person) {
                continue;
            }
            around.order.push(person.clone());
            for member in self.members(&person)? {
                if !met.insert(member) {
                    continue;
                }
                if member == candidate {
                    around.few.add(&said);
                } else {
                    around.few.add(&self.record(people, added, member)?.1);
                }
                let place = around.few.persons.len() as u32 - 1;
                around.persons.entry(person.clone()).or_default().push(place);
            }
        }
        around.few.learn_texts();
        Ok(around)
    }

    /// The records that a new one meets, those that share the rarest marks first.
    fn candidates(&self, people: &People, at: u32) -> io::Result<Vec<At>> {
        let mut marks = Vec::new();
        own_marks(people, at, &mut marks);
        let known: u64 = self.index.segments.iter().map(|segment| segment.records).sum();
        let mut met: Vec<Met> = Vec::new();
        let mut common: Vec<Met> = Vec::new();
        for (number, mark) in marks.iter().enumerate() {
            let (count, holders) = self.holders(mark.hash)?;
            let bits = ((known + 1) as f32 / count as f32).log2();
            let few = count <= FEW;
            let met = if few { &mut met } else { &mut common };
            met.extend(holders.into_iter().map(|at| Met { at, number: number as u16, few, bits }));
        }
        // Most of those who hold a common mark hold one such: these are told apart at once.
        let mut seen = Seen::new();
        for one in &met {
            seen.see(one.at);
            seen.see(one.at);
        }
        for one in &common {
            seen.see(one.at);
        }
        met.extend(common.into_iter().filter(|one| seen.twice(one.at)));
        met.sort_unstable_by_key(|one| (one.at, one.number));
        let mut found: Vec<(f32, At)> = met
            .chunk_by(|a, b| a.at == b.at)
            .filter(|shared| is_key(shared, &marks))
            .map(|shared| (shared.iter().map(|one| one.bits).sum(), shared[0].at))
            .collect();
        found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        Ok(found.into_iter().take(COMPARED).map(|(_, at)| at).collect())
    }

    /// How many hold a mark, and who, unless they are too many.
    fn holders(&self, hash: u64) -> io::Result<(u64, Vec<At>)> {
        let fresh = self.fresh.get(&hash).map_or(&[][..], Vec::as_slice);
        let (mut count, mut holders) = (fresh.len() as u64, Vec::new());
        for (at, segment) in self.index.segments.iter().enumerate() {
            let found = segment.holders(hash)?;
            count += u64::from(found.count);
            if count > MANY as u64 {
                return Ok((count, Vec::new()));
            }
            holders.extend(found.some.into_iter().map(|holder| (at, holder)));
        }
        holders.extend(fresh.iter().map(|holder| (self.index.segments.len(), *holder)));
        Ok((count, holders))
    }

    fn record(&self, people: &People, added: &[Added], at: At) -> io::Result<(String, Draft)> {
        match self.index.segments.get(at.0) {
            Some(segment) => segment.record(at.1),
            None => Ok((added[at.1 as usize].person.clone(), people.draft(at.1))),
        }
    }

    /// Some records of a person.
    fn members(&self, person: &str) -> io::Result<Vec<At>> {
        let mut members = self.holders(person_hash(person))?.1;
        members.truncate(SPOKEN_FOR);
        Ok(members)
    }

    /// How many known records hold a value.
    fn held(&self, comparison: u8, text: &str) -> io::Result<u64> {
        let hash = held_hash(comparison, text);
        let mut held = 0;
        for segment in &self.index.segments {
            held += u64::from(segment.holders(hash)?.count);
        }
        Ok(held)
    }
}

/// A record that is known and holds a mark of the new one.
struct Met {
    at: At,
    /// Which of the marks.
    number: u16,
    /// Whether few hold it.
    few: bool,
    /// How rare it is.
    bits: f32,
}

/// Which records were seen once and which again, by a hash: sometimes one too many.
struct Seen {
    once: Vec<u64>,
    again: Vec<u64>,
}

impl Seen {
    /// Bits of each: four times as many as records with common marks, in the memory nearest to the
    /// processor.
    const BITS: u32 = 17;

    fn new() -> Seen {
        Seen { once: vec![0; 1 << (Seen::BITS - 6)], again: vec![0; 1 << (Seen::BITS - 6)] }
    }

    fn place(at: At) -> (usize, u64) {
        let hash = mix((at.0 as u64) << 32 | u64::from(at.1)) >> (u64::BITS - Seen::BITS);
        ((hash >> 6) as usize, 1 << (hash & 63))
    }

    fn see(&mut self, at: At) {
        let (word, bit) = Seen::place(at);
        self.again[word] |= self.once[word] & bit;
        self.once[word] |= bit;
    }

    fn twice(&self, at: At) -> bool {
        let (word, bit) = Seen::place(at);
        self.again[word] & bit != 0
    }
}

/// Whether what two records share is a key: one mark that few hold, or two that go together.
fn is_key(shared: &[Met], marks: &[Mark]) -> bool {
    shared.iter().any(|one| one.few)
        || shared.iter().enumerate().any(|(place, a)| {
            let mark = |one: &Met| marks[usize::from(one.number)];
            shared[place + 1..].iter().any(|b| key_together(mark(a), mark(b)))
        })
}
