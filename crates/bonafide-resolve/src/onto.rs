//! Adds records to persons that are known, without starting over: each looks up whom it meets, and
//! joins the person whom it fits best, or is a new one. No known person is changed otherwise, and
//! every id stays.

use crate::cluster::together;
use crate::compare::Comparer;
use crate::draft::Draft;
use crate::keep::{Kept, held_hash, keep, person_hash};
use crate::known::{Known, Place};
use crate::lists::{self, Mapping, Source, Unread};
use crate::mark::{Mark, marks as marks_of, together as key_together};
use crate::model::Model;
use crate::outputs::person_id;
use crate::people::People;
use crate::resolution::ShownLink;
use bonafide_gather::Error;
use rustc_hash::{FxHashMap, FxHashSet};
use std::io;
use std::path::PathBuf;

/// Holders up to which a mark leads to a record by itself, as for lists of middling length.
const FEW: u64 = 40;

/// Holders beyond which a mark is not looked into: two such would be no key either.
const MANY: usize = 4_096;

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
    /// What is needed to keep them: the records with their persons, and a model.
    pub(crate) people: People,
    pub(crate) model: Option<Model>,
    /// Rows that could not be read.
    pub unread: Vec<Unread>,
}

/// Adds the records of lists to what the folders of indexes hold.
pub fn onto(
    folders: &[PathBuf],
    sources: Vec<Source>,
    mapping: &Mapping,
    threads: usize,
) -> Result<Addition, Error> {
    let failed = |e| Error::new("reading the index", e);
    let opened = folders.iter().map(|folder| Known::open(folder));
    let mut all = All { known: opened.collect::<Result<_, _>>()?, fresh: FxHashMap::default() };
    let mut people = People::new();
    let mut unread = Vec::new();
    for source in sources {
        lists::read(source, mapping, threads, &mut people, &mut |row| {
            unread.push(row);
            Ok(())
        })?;
    }
    people.settle();
    let mut added: Vec<Added> = Vec::new();
    for at in 0..people.persons.len() as u32 {
        let one = all.add(&people, at, &added).map_err(failed)?;
        all.learn(&people, at, &one.person);
        added.push(one);
    }
    let numbers = all.known.first().map(|known| known.numbers.clone()).unwrap_or_default();
    let model = Model::again(&numbers, &people, &mut |_, _| 0);
    Ok(Addition { added, people, model, unread })
}

impl Addition {
    /// Writes the index of the new records, beside the one that they were added to.
    pub fn keep(&self, memory: usize, index: &mut Kept<'_>) -> Result<(), Error> {
        let person_of: Vec<String> = self.added.iter().map(|one| one.person.clone()).collect();
        match &self.model {
            Some(model) => keep(&self.people, model, &person_of, memory, index),
            None => Ok(()),
        }
    }
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
struct All {
    known: Vec<Known>,
    /// Marks of new records.
    fresh: FxHashMap<u64, Vec<u32>>,
}

impl All {
    fn learn(&mut self, people: &People, at: u32, person: &str) {
        let mut marks = Vec::new();
        marks_of(people, &people.persons[at as usize], &mut marks);
        for hash in marks.iter().map(|mark| mark.hash).chain([person_hash(person)]) {
            self.fresh.entry(hash).or_default().push(at);
        }
    }

    /// Finds whose record it is.
    fn add(&mut self, people: &People, at: u32, added: &[Added]) -> io::Result<Added> {
        let draft = people.draft(at);
        let Around { few, persons, order } = self.around(people, at, &draft, added)?;
        // Who agrees with the new record agrees in one of its values; of no others is it asked how
        // many hold them.
        let own = few.values(0);
        let numbers = self.known.first().map(|known| known.numbers.clone()).unwrap_or_default();
        let alone = Added {
            record: (draft.source.clone(), draft.id.clone()),
            person: person_id(people, at),
            link: None,
        };
        let mut broken = None;
        let mut held = |c: u8, text: &str| {
            if !own.contains(text) {
                return 0;
            }
            self.held(c, text).unwrap_or_else(|e| {
                broken = Some(e);
                0
            })
        };
        let model = Model::again(&numbers, &few, &mut held);
        if let Some(broken) = broken {
            return Err(broken);
        }
        let Some(model) = model else {
            return Err(io::Error::other("its head is damaged; resolve the lists again"));
        };
        let mut comparer = Comparer::new(&few);
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

    /// The new record, and those that it meets with further ones of the same persons.
    fn around(
        &mut self,
        people: &People,
        at: u32,
        draft: &Draft,
        added: &[Added],
    ) -> io::Result<Around> {
        let mut around =
            Around { few: People::new(), persons: FxHashMap::default(), order: Vec::new() };
        around.few.add(draft);
        let mut read: FxHashMap<At, Draft> = FxHashMap::default();
        let mut met: FxHashSet<At> = FxHashSet::default();
        for candidate in self.candidates(people, at)? {
            if met.contains(&candidate) {
                continue;
            }
            let (person, said) = self.record(people, added, candidate)?;
            read.insert(candidate, said);
            if around.persons.contains_key(&person) {
                continue;
            }
            around.order.push(person.clone());
            for member in self.members(&person)? {
                if !met.insert(member) {
                    continue;
                }
                let said = match read.remove(&member) {
                    Some(said) => said,
                    None => self.record(people, added, member)?.1,
                };
                around.few.add(&said);
                let place = around.few.persons.len() as u32 - 1;
                around.persons.entry(person.clone()).or_default().push(place);
            }
        }
        around.few.learn_names();
        Ok(around)
    }

    /// The records that a new one meets, those that share the rarest marks first.
    fn candidates(&mut self, people: &People, at: u32) -> io::Result<Vec<At>> {
        let mut marks = Vec::new();
        marks_of(people, &people.persons[at as usize], &mut marks);
        marks.retain(|mark| !mark.kind.is_coarse());
        let records: u64 = self.known.iter().map(|known| known.count).sum::<u64>() + 1;
        let mut met: Vec<(At, u32, f32)> = Vec::new();
        for (number, mark) in marks.iter().enumerate() {
            let mut places: Vec<(usize, Place)> = Vec::new();
            for (index, known) in self.known.iter_mut().enumerate() {
                places.extend(known.place(mark.hash)?.map(|place| (index, place)));
            }
            let fresh = self.fresh.get(&mark.hash).map_or(&[][..], Vec::as_slice);
            let holders: u64 = places.iter().map(|(_, place)| u64::from(place.holders)).sum();
            let holders = holders + fresh.len() as u64;
            if holders > MANY as u64 {
                continue;
            }
            let bits = (records as f32 / holders as f32).log2();
            let number = number as u32 | if holders <= FEW { 1 << 16 } else { 0 };
            for (index, place) in places {
                for holder in self.known[index].holders(place, MANY)? {
                    met.push(((index, holder), number, bits));
                }
            }
            met.extend(fresh.iter().map(|holder| ((self.known.len(), *holder), number, bits)));
        }
        met.sort_unstable_by_key(|(at, number, _)| (*at, *number));
        let mut found: Vec<(f32, At)> = met
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|shared| is_key(shared, &marks))
            .map(|shared| (shared.iter().map(|(.., bits)| bits).sum(), shared[0].0))
            .collect();
        found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        Ok(found.into_iter().take(COMPARED).map(|(_, at)| at).collect())
    }

    fn record(&mut self, people: &People, added: &[Added], at: At) -> io::Result<(String, Draft)> {
        match self.known.get_mut(at.0) {
            Some(known) => known.record(at.1),
            None => Ok((added[at.1 as usize].person.clone(), people.draft(at.1))),
        }
    }

    /// Some records of a person.
    fn members(&mut self, person: &str) -> io::Result<Vec<At>> {
        let hash = person_hash(person);
        let mut members = Vec::new();
        for (index, known) in self.known.iter_mut().enumerate() {
            if let Some(place) = known.place(hash)? {
                let holders = known.holders(place, SPOKEN_FOR)?;
                members.extend(holders.into_iter().map(|holder| (index, holder)));
            }
        }
        let fresh = self.fresh.get(&hash).map_or(&[][..], Vec::as_slice);
        members.extend(fresh.iter().map(|holder| (self.known.len(), *holder)));
        members.truncate(SPOKEN_FOR);
        Ok(members)
    }

    /// How many known records hold a value.
    fn held(&mut self, comparison: u8, text: &str) -> io::Result<u64> {
        let mut held = 0;
        for known in &mut self.known {
            held += known.place(held_hash(comparison, text))?.map_or(0, |place| place.first);
        }
        Ok(held)
    }
}

/// Whether what two records share is a key: one mark that few hold, or two that go together.
fn is_key(shared: &[(At, u32, f32)], marks: &[Mark]) -> bool {
    let mark = |number: u32| marks[(number & 0xFFFF) as usize];
    shared.iter().any(|(_, number, _)| number >> 16 != 0)
        || shared.iter().enumerate().any(|(place, (_, a, _))| {
            shared[place + 1..].iter().any(|(_, b, _)| key_together(mark(*a), mark(*b)))
        })
}
