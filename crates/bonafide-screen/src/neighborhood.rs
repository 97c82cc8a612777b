//! The part of the history that an arrival can touch, loaded only as far as it is needed.

use crate::{
    notices::notices,
    online::History,
    reduced::{Compared, Prepared, Reduced},
};
use bonafide_linkage::{
    ALL_PAIRS_MAX, Groups, Key, Kind, Persons, Relation, Relations, Sketch, alike,
    passages::copies::Copy, persons,
};
use bonafide_reference::{Subject, Tables};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::rc::Rc;
use std::sync::Arc;

/// Everything that was asked of the history so far.
pub(crate) struct Neighborhood<'a> {
    history: &'a mut dyn History,
    tables: &'a Tables,
    recent: &'a mut Recent,
    holders: FxHashMap<Key, Rc<Vec<(u32, u32)>>>,
    members: FxHashMap<u32, Rc<Vec<u32>>>,
    keys: FxHashMap<u32, Rc<Vec<Key>>>,
    met: FxHashMap<u32, Rc<BTreeSet<u32>>>,
    /// Whose text has something in common with an application's.
    pub(crate) alike: FxHashMap<u32, Rc<BTreeSet<u32>>>,
    /// Whether the texts of two are one body.
    pub(crate) one_body: FxHashMap<(u32, u32), bool>,
    /// What the texts of two have in common, not yet weighed, where they were compared.
    pub(crate) copies: FxHashMap<(u32, u32), Option<Copy>>,
    /// Texts that were found to have something in common, and were not known to.
    pub(crate) compared: BTreeSet<(u32, u32)>,
    /// Claimed persons that were decided anew, by application.
    decided: BTreeMap<u32, u32>,
}

/// Applications that were looked at, for who screens the next arrival: what somebody claimed once
/// stays as it is. It holds no more than so many, those that were asked for last.
#[derive(Default)]
pub struct Recent {
    /// Asked for since the others were.
    newer: FxHashMap<u32, Arc<Reduced>>,
    /// Asked for before; forgotten together, once there are as many newer ones.
    older: FxHashMap<u32, Arc<Reduced>>,
}

/// Most applications that are kept, at some kilobytes each.
const RECENT_MAX: usize = 50_000;

impl Recent {
    /// Applications that are worth looking at ahead of arrivals, the last ones of all: some room is
    /// left for those that arrivals ask for.
    pub const AHEAD_MAX: usize = RECENT_MAX / 2;

    /// Keeps an application that got a number; whatever was known under this number was taken back.
    pub fn put(&mut self, number: u32, prepared: Prepared) {
        self.keep(number, Arc::new(prepared.0));
    }

    fn keep(&mut self, number: u32, reduced: Arc<Reduced>) {
        if self.newer.len() >= RECENT_MAX / 2 {
            self.older = std::mem::take(&mut self.newer);
        }
        self.older.remove(&number);
        self.newer.insert(number, reduced);
    }

    /// Forgets an application, whose person was erased.
    pub fn forget(&mut self, application: u32) {
        self.newer.remove(&application);
        self.older.remove(&application);
    }

    /// Looks at an application, if it is not known, so that whoever needs it finds it known.
    pub fn look_at(
        &mut self,
        history: &mut dyn History,
        tables: &Tables,
        application: u32,
    ) -> io::Result<()> {
        self.reduced(history, tables, application).map(|_| ())
    }

    fn reduced(
        &mut self,
        history: &mut dyn History,
        tables: &Tables,
        application: u32,
    ) -> io::Result<Arc<Reduced>> {
        if let Some(known) = self.newer.get(&application) {
            return Ok(Arc::clone(known));
        }
        if let Some(known) = self.older.remove(&application) {
            self.keep(application, Arc::clone(&known));
            return Ok(known);
        }
        let claimed = history.application(application)?;
        let compared = {
            let subject = Subject::new(&claimed, tables);
            Compared::of(&subject, &notices(&subject))
        };
        let reduced = Arc::new(compared.with(claimed, None));
        self.keep(application, Arc::clone(&reduced));
        Ok(reduced)
    }
}

/// Some of the applications as if they were all: what linkage takes.
pub(crate) struct Area {
    /// Their numbers, in order of arrival.
    pub(crate) applications: Vec<u32>,
    /// What each is compared by; empty where nothing compares it.
    pub(crate) sketches: Vec<Sketch>,
    /// The values that they share.
    pub(crate) groups: Groups,
    /// Their claimed persons.
    pub(crate) persons: Persons,
    /// What their texts have in common.
    pub(crate) copies: Vec<Copy>,
    /// What people found out of them.
    pub(crate) relations: Relations,
}

impl Area {
    /// The place of an application that is in the area.
    pub(crate) fn place(&self, application: u32) -> u32 {
        self.applications.partition_point(|other| *other < application) as u32
    }
}

impl<'a> Neighborhood<'a> {
    /// A neighborhood of which nothing is loaded.
    pub(crate) fn new(
        history: &'a mut dyn History,
        tables: &'a Tables,
        recent: &'a mut Recent,
    ) -> Neighborhood<'a> {
        Neighborhood {
            history,
            tables,
            recent,
            holders: FxHashMap::default(),
            members: FxHashMap::default(),
            keys: FxHashMap::default(),
            met: FxHashMap::default(),
            alike: FxHashMap::default(),
            one_body: FxHashMap::default(),
            copies: FxHashMap::default(),
            compared: BTreeSet::new(),
            decided: BTreeMap::new(),
        }
    }

    /// An application, reduced.
    pub(crate) fn reduced(&mut self, application: u32) -> io::Result<Arc<Reduced>> {
        self.recent.reduced(self.history, self.tables, application)
    }

    /// Applications that hold a value, in order of arrival, with their claimed persons; one more
    /// than are looked at where there are many.
    pub(crate) fn holders(&mut self, key: Key) -> io::Result<Rc<Vec<(u32, u32)>>> {
        if let Some(known) = self.holders.get(&key) {
            return Ok(Rc::clone(known));
        }
        let most = match key.kind() {
            Kind::Passages => Groups::PASSAGE_HOLDERS_MAX,
            _ => Groups::HOLDERS_MAX,
        };
        let mut holders = self.history.holders(key, most + 1)?;
        for (application, person) in &mut holders {
            *person = self.decided.get(application).copied().unwrap_or(*person);
        }
        let holders = Rc::new(holders);
        self.holders.insert(key, Rc::clone(&holders));
        Ok(holders)
    }

    /// The applications of a claimed person, in order of arrival.
    pub(crate) fn members(&mut self, person: u32) -> io::Result<Rc<Vec<u32>>> {
        if let Some(known) = self.members.get(&person) {
            return Ok(Rc::clone(known));
        }
        let members = Rc::new(self.history.applications_of(person)?);
        self.members.insert(person, Rc::clone(&members));
        Ok(members)
    }

    /// The keys of a claimed person, each once; runs of words are looked at apart.
    fn keys_of(&mut self, person: u32) -> io::Result<Rc<Vec<Key>>> {
        if let Some(known) = self.keys.get(&person) {
            return Ok(Rc::clone(known));
        }
        let mut all = Vec::new();
        for application in self.members(person)?.iter() {
            let reduced = self.reduced(*application)?;
            all.extend(reduced.keys.iter().copied().filter(|key| key.kind() != Kind::Passages));
        }
        all.sort_unstable();
        all.dedup();
        let all = Rc::new(all);
        self.keys.insert(person, Rc::clone(&all));
        Ok(all)
    }

    /// The claimed person of an application.
    pub(crate) fn person(&mut self, application: u32) -> io::Result<u32> {
        match self.decided.get(&application) {
            Some(person) => Ok(*person),
            None => self.history.person(application),
        }
    }

    /// Whose text is known to have something in common with an application's.
    pub(crate) fn known_alike(&mut self, application: u32) -> io::Result<Vec<u32>> {
        self.history.alike(application)
    }

    /// Claimed persons who hold a value with others, where few enough do for it to link them, or
    /// few enough may have before: of the `changed`, each may hold it only now.
    fn few_holding(&mut self, key: Key, changed: &BTreeSet<u32>) -> io::Result<Vec<u32>> {
        let Some(sharing) = key.kind().sharing() else {
            return Ok(Vec::new());
        };
        let holders = self.holders(key)?;
        if holders.len() < 2 {
            return Ok(Vec::new());
        }
        let mut persons: Vec<u32> = holders.iter().map(|(_, person)| *person).collect();
        persons.sort_unstable();
        persons.dedup();
        let as_before = persons.iter().filter(|person| !changed.contains(person)).count();
        let few = as_before <= sharing.holders_max as usize;
        Ok(if few { persons } else { Vec::new() })
    }

    /// Claimed persons of whom an application's arrival may have changed a shared value.
    pub(crate) fn holding_the_same(
        &mut self,
        persons: &BTreeSet<u32>,
    ) -> io::Result<BTreeSet<u32>> {
        let mut found = persons.clone();
        for person in persons {
            for key in self.keys_of(*person)?.iter() {
                found.extend(self.few_holding(*key, persons)?);
            }
        }
        Ok(found)
    }

    /// Other claimed persons with whom one may have a link.
    fn met(&mut self, person: u32) -> io::Result<Rc<BTreeSet<u32>>> {
        if let Some(known) = self.met.get(&person) {
            return Ok(Rc::clone(known));
        }
        let mut met = BTreeSet::new();
        for key in self.keys_of(person)?.iter() {
            met.extend(self.few_holding(*key, &BTreeSet::new())?);
        }
        for application in self.members(person)?.iter() {
            for other in self.alike(*application)?.iter() {
                met.insert(self.person(*other)?);
            }
            for (other, relation) in self.history.relations(*application)? {
                if relation == Relation::SameOperator {
                    met.insert(self.person(other)?);
                }
            }
        }
        met.remove(&person);
        let met = Rc::new(met);
        self.met.insert(person, Rc::clone(&met));
        Ok(met)
    }

    /// Decides anew who is one claimed person with these applications. Gives the claimed persons
    /// that may have changed.
    pub(crate) fn decide(&mut self, seeds: &[u32]) -> io::Result<BTreeSet<u32>> {
        let mut together: BTreeSet<u32> = seeds.iter().copied().collect();
        for seed in seeds {
            for key in self.identifying(*seed)? {
                let holders = self.holders(key)?;
                // Where not every two are compared, one more changes which are.
                if holders.len() > ALL_PAIRS_MAX {
                    together.extend(holders.iter().map(|(holder, _)| *holder));
                }
            }
        }
        loop {
            let area = self.area_of_persons(&together)?;
            let before = together.len();
            for (_, a, b) in alike(&area.groups, &area.sketches) {
                let [a, b] = [a, b].map(|place| area.applications[place as usize]);
                if together.contains(&a) || together.contains(&b) {
                    together.extend([a, b]);
                }
            }
            if together.len() == before {
                return self.settle(seeds, &together, &area);
            }
        }
    }

    fn identifying(&mut self, application: u32) -> io::Result<Vec<Key>> {
        let reduced = self.reduced(application)?;
        Ok(reduced.keys.iter().copied().filter(|key| key.kind().identifies()).collect())
    }

    /// Applications with all with whom they are compared for being one claimed person.
    fn area_of_persons(&mut self, together: &BTreeSet<u32>) -> io::Result<Area> {
        let mut wanted = Wanted::default();
        wanted.person_of.extend(together.iter().map(|application| (*application, *application)));
        for application in together {
            for key in self.identifying(*application)? {
                if wanted.held.insert(key) {
                    for (holder, _) in self.holders(key)?.iter() {
                        wanted.pairs.push((key, *holder));
                        wanted.person_of.insert(*holder, *holder);
                    }
                }
            }
        }
        let all = wanted.person_of.keys().copied().collect();
        self.area(wanted, &all)
    }

    /// Takes over which applications are of one claimed person.
    fn settle(
        &mut self,
        seeds: &[u32],
        together: &BTreeSet<u32>,
        area: &Area,
    ) -> io::Result<BTreeSet<u32>> {
        let now = persons(&area.groups, &area.sketches);
        let seeds: BTreeSet<u32> = seeds.iter().copied().collect();
        let mut classes: Vec<(u32, u32, u32)> = Vec::new();
        for application in together {
            let person = area.applications[now.of[area.place(*application) as usize] as usize];
            classes.push((*application, self.history.person(*application)?, person));
        }
        let mut changed: BTreeSet<u32> = BTreeSet::new();
        let mut left: BTreeSet<u32> = BTreeSet::new();
        for (application, before, now) in &classes {
            if before != now || seeds.contains(application) {
                changed.insert(*now);
                left.insert(*before);
            }
        }
        let rest = classes.iter().filter(|(_, before, _)| left.contains(before));
        changed.extend(rest.map(|(_, _, now)| *now));
        self.decided.extend(classes.into_iter().map(|(application, _, now)| (application, now)));
        for holders in self.holders.values_mut() {
            let decided = |(holder, person): &(u32, u32)| {
                self.decided.get(holder).copied().filter(|now| now != person)
            };
            if holders.iter().any(|holder| decided(holder).is_some()) {
                for holder in Rc::make_mut(holders) {
                    holder.1 = decided(holder).unwrap_or(holder.1);
                }
            }
        }
        self.keys.clear();
        let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (application, person) in &self.decided {
            members.entry(*person).or_default().push(*application);
        }
        self.members = members.into_iter().map(|(person, all)| (person, Rc::new(all))).collect();
        Ok(changed)
    }

    /// Claimed persons with everything that their links, and what crowds share of them, depend on.
    pub(crate) fn around(&mut self, core: &BTreeSet<u32>) -> io::Result<Area> {
        let mut near = core.clone();
        for person in core {
            near.extend(self.met(*person)?.iter());
        }
        let mut compared = near.clone();
        let mut wanted = Wanted::default();
        for person in &near {
            compared.extend(self.met(*person)?.iter());
            for key in self.keys_of(*person)?.iter() {
                if !wanted.held.contains(key)
                    && self.few_holding(*key, &BTreeSet::new())?.len() >= 2
                {
                    wanted.hold(*key, &self.holders(*key)?);
                }
            }
        }
        let mut full = BTreeSet::new();
        for person in &compared {
            for member in self.members(*person)?.iter() {
                full.insert(*member);
                wanted.person_of.extend([(*member, *person), (*person, *person)]);
            }
        }
        self.want_texts(&near, &mut wanted)?;
        let mut area = self.area(wanted, &full)?;
        area.copies = self.copies(&area)?;
        area.relations = self.relations(&area, &full)?;
        Ok(area)
    }

    /// What people found out of applications of an area; `compared` are all of whom links matter.
    fn relations(&mut self, area: &Area, compared: &BTreeSet<u32>) -> io::Result<Relations> {
        let mut relations = Relations::default();
        for application in compared {
            for (other, relation) in self.history.relations(*application)? {
                if other < *application || !compared.contains(&other) {
                    continue;
                }
                let (one, another) = (self.reduced(*application)?, self.reduced(other)?);
                relations.add(
                    relation,
                    (area.place(*application), &one.application.id),
                    (area.place(other), &another.application.id),
                );
            }
        }
        Ok(relations)
    }

    /// Numbers what is wanted; `compared` are those of whom more is asked than what they hold.
    pub(crate) fn area(&mut self, wanted: Wanted, compared: &BTreeSet<u32>) -> io::Result<Area> {
        let Wanted { mut pairs, person_of, .. } = wanted;
        pairs.sort_unstable();
        let applications: Vec<u32> = person_of.keys().copied().collect();
        let place = |application: u32| applications.partition_point(|a| *a < application) as u32;
        let pairs: Vec<(Key, u32)> = pairs.into_iter().map(|(key, a)| (key, place(a))).collect();
        let mut groups = Groups::default();
        groups.add_sorted(&pairs);
        let mut sketches = Vec::with_capacity(applications.len());
        let mut of = Vec::with_capacity(applications.len());
        for (application, person) in &person_of {
            of.push(place(*person));
            sketches.push(if compared.contains(application) {
                self.reduced(*application)?.sketch.clone()
            } else {
                Sketch::default()
            });
        }
        let persons = Persons { of };
        Ok(Area {
            sketches,
            groups,
            persons,
            applications,
            copies: Vec::new(),
            relations: Relations::default(),
        })
    }

    /// Whether what lies between an application and others is what it was.
    pub(crate) fn unchanged(&mut self, application: u32, facts: u64) -> io::Result<bool> {
        self.history.unchanged(application, facts)
    }
}

/// What an area is made of.
#[derive(Default)]
pub(crate) struct Wanted {
    /// Values and who holds them.
    pairs: Vec<(Key, u32)>,
    /// The values: each is taken with all who hold it, once.
    held: FxHashSet<Key>,
    /// The claimed person of each application; who is named there is an application too.
    pub(crate) person_of: BTreeMap<u32, u32>,
}

impl Wanted {
    /// A value with its holders and their claimed persons.
    pub(crate) fn hold(&mut self, key: Key, holders: &[(u32, u32)]) {
        if !self.held.insert(key) {
            return;
        }
        for (holder, person) in holders {
            self.pairs.push((key, *holder));
            self.person_of.extend([(*holder, *person), (*person, *person)]);
        }
    }
}
