//! Text in common, as far as an arrival can touch it.
//!
//! Whose texts have something in common is a matter of the two alone, and kept; how much it counts
//! depends on who else holds the runs, and is weighed anew over the neighborhood.

use crate::neighborhood::{Area, Neighborhood, Wanted};
use bonafide_linkage::{
    Groups, Key,
    passages::{
        candidates::{Candidate, candidates, candidates_of},
        copies::{self, Copy},
        words::Words,
    },
};
use rustc_hash::FxHashSet;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::rc::Rc;
use std::sync::Arc;

/// Most applications of one body that are followed: ten times the largest ring.
const BODIES_MAX: usize = 480;

impl Neighborhood<'_> {
    /// Whose text has something in common with an application's.
    pub(crate) fn alike(&mut self, application: u32) -> io::Result<Rc<BTreeSet<u32>>> {
        if let Some(known) = self.alike.get(&application) {
            return Ok(Rc::clone(known));
        }
        let alike: Rc<BTreeSet<u32>> =
            Rc::new(self.known_alike(application)?.into_iter().collect());
        self.alike.insert(application, Rc::clone(&alike));
        Ok(alike)
    }

    /// Compares the texts of claimed persons with those of all who have rare runs in common.
    pub(crate) fn compare(&mut self, persons: &BTreeSet<u32>) -> io::Result<()> {
        for person in persons {
            for application in self.members(*person)?.iter() {
                self.compare_one(*application)?;
            }
        }
        Ok(())
    }

    fn compare_one(&mut self, application: u32) -> io::Result<()> {
        let mut few = Vec::new();
        for run in self.reduced(application)?.runs() {
            let holders = self.holders(*run)?;
            if (2..=Groups::PASSAGE_HOLDERS_MAX).contains(&holders.len()) {
                few.push(holders);
            }
        }
        let near = candidates_of(application, few.iter().map(|holders| holders.as_slice()));
        for copy in self.in_common(&near)? {
            self.note([copy.a, copy.b], copy.is_body())?;
        }
        Ok(())
    }

    /// Remembers that two texts have something in common.
    fn note(&mut self, [a, b]: [u32; 2], one_body: bool) -> io::Result<()> {
        self.one_body.insert((a, b), one_body);
        if self.alike(a)?.contains(&b) {
            return Ok(());
        }
        for (one, other) in [(a, b), (b, a)] {
            let mut alike = (*self.alike(one)?).clone();
            alike.insert(other);
            self.alike.insert(one, Rc::new(alike));
        }
        self.compared.insert((a, b));
        Ok(())
    }

    /// What the texts of candidates have in common, not yet weighed.
    fn in_common(&mut self, candidates: &[Candidate]) -> io::Result<Vec<Copy>> {
        let mut words: BTreeMap<u32, Arc<Words>> = BTreeMap::new();
        let mut new = Vec::new();
        for candidate in candidates {
            if self.copies.contains_key(&(candidate.a, candidate.b)) {
                continue;
            }
            new.push(*candidate);
            for application in [candidate.a, candidate.b] {
                if !words.contains_key(&application) {
                    let of = self.reduced(application)?.words.clone();
                    words.extend(of.map(|of| (application, of)));
                }
            }
        }
        self.copies.extend(new.iter().map(|candidate| ((candidate.a, candidate.b), None)));
        for copy in copies::compare(&new, &words) {
            self.copies.insert((copy.a, copy.b), Some(copy));
        }
        let known = |candidate: &Candidate| self.copies.get(&(candidate.a, candidate.b))?.clone();
        Ok(candidates.iter().filter_map(known).collect())
    }

    /// Claimed persons of whom text in common may count otherwise than before: those whose text is
    /// like the given ones', and those who have in common a run that one of these, or of the same
    /// body, holds. `seeds` are the applications of which something is new.
    pub(crate) fn of_like_text(
        &mut self,
        persons: &BTreeSet<u32>,
        seeds: &BTreeSet<u32>,
    ) -> io::Result<BTreeSet<u32>> {
        let mut own = BTreeSet::new();
        for person in persons {
            own.extend(self.members(*person)?.iter().copied());
        }
        let mut touched: BTreeSet<u32> = BTreeSet::new();
        for application in &own {
            touched.extend(self.alike(*application)?.iter());
        }
        let mut runs = BTreeSet::new();
        for application in self.of_one_body(own)? {
            runs.extend(self.reduced(application)?.runs());
        }
        for run in runs {
            let holders = self.holders(run)?;
            // What many others hold counts for nobody, whoever came or went. One more is asked for
            // than are looked at: before that one came, the run counted.
            let others = holders.iter().filter(|(holder, _)| !seeds.contains(holder)).count();
            if others > Groups::PASSAGE_HOLDERS_MAX {
                continue;
            }
            for (holder, _) in holders.iter() {
                let alike = self.alike(*holder)?;
                if holders.iter().any(|(other, _)| alike.contains(other)) {
                    touched.insert(*holder);
                }
            }
        }
        touched.into_iter().map(|application| self.person(application)).collect()
    }

    /// Applications with all whose text is one body with theirs, directly or through others.
    fn of_one_body(&mut self, start: BTreeSet<u32>) -> io::Result<BTreeSet<u32>> {
        let mut all = start.clone();
        let mut next: Vec<u32> = start.into_iter().collect();
        let most = all.len() + BODIES_MAX;
        while let Some(application) = next.pop() {
            for other in self.alike(application)?.iter() {
                if all.len() < most && !all.contains(other) && self.one_body(application, *other)? {
                    all.insert(*other);
                    next.push(*other);
                }
            }
        }
        Ok(all)
    }

    /// Whether the texts of two are one body.
    fn one_body(&mut self, one: u32, other: u32) -> io::Result<bool> {
        let (a, b) = (one.min(other), one.max(other));
        if let Some(known) = self.one_body.get(&(a, b)) {
            return Ok(*known);
        }
        let copies = self.in_common(&[Candidate { a, b, weight: 0.0 }])?;
        let one_body = copies.first().is_some_and(Copy::is_body);
        self.one_body.insert((a, b), one_body);
        Ok(one_body)
    }

    /// Adds what text in common with these claimed persons depends on: who holds their runs, and
    /// which of these are one body.
    pub(crate) fn want_texts(
        &mut self,
        near: &BTreeSet<u32>,
        wanted: &mut Wanted,
    ) -> io::Result<()> {
        let mut with_text = BTreeSet::new();
        let mut runs: FxHashSet<Key> = FxHashSet::default();
        for person in near {
            let members = self.members(*person)?;
            for member in members.iter() {
                let alike = self.alike(*member)?;
                if alike.is_empty() {
                    continue;
                }
                with_text.extend(members.iter().copied());
                with_text.extend(alike.iter().copied());
                let own = self.reduced(*member)?;
                for other in alike.iter() {
                    let theirs = self.reduced(*other)?;
                    runs.extend(in_both(own.runs(), theirs.runs()));
                }
            }
        }
        for run in runs {
            with_text.extend(self.holders(run)?.iter().map(|(holder, _)| *holder));
        }
        let with_text = self.of_one_body(with_text)?;
        for application in &with_text {
            let alike = self.alike(*application)?;
            if alike.is_disjoint(&with_text) {
                continue;
            }
            let person = self.person(*application)?;
            wanted.person_of.extend([(*application, person), (person, person)]);
            for member in self.members(person)?.iter() {
                for run in self.reduced(*member)?.runs() {
                    let holders = self.holders(*run)?;
                    if (2..=Groups::PASSAGE_HOLDERS_MAX).contains(&holders.len()) {
                        wanted.hold(*run, &holders);
                    }
                }
            }
        }
        Ok(())
    }

    /// What the texts of an area have in common, weighed.
    pub(crate) fn copies(&mut self, area: &Area) -> io::Result<Vec<Copy>> {
        let number = |place: u32| area.applications[place as usize];
        let mut near = Vec::new();
        for candidate in candidates(&area.groups, &area.persons) {
            let (a, b) = (number(candidate.a), number(candidate.b));
            if self.alike(a)?.contains(&b) {
                near.push(Candidate { a, b, ..candidate });
            }
        }
        let mut found = self.in_common(&near)?;
        for copy in &mut found {
            (copy.a, copy.b) = (area.place(copy.a), area.place(copy.b));
        }
        Ok(copies::weigh(found, &area.groups, &area.persons))
    }
}

/// What stands in both of two sorted lists.
fn in_both<'a>(mut one: &'a [Key], mut other: &'a [Key]) -> impl Iterator<Item = Key> + 'a {
    std::iter::from_fn(move || {
        while let ([a, rest @ ..], [b, others @ ..]) = (one, other) {
            (one, other) = match a.cmp(b) {
                Ordering::Less => (rest, other),
                Ordering::Greater => (one, others),
                Ordering::Equal => {
                    (one, other) = (rest, others);
                    return Some(*a);
                }
            };
        }
        None
    })
}
