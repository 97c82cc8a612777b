//! Text that applications have in common: who is compared, and the passages as they are shown.

use crate::{Error, collect::Population, texts::read_again};
use bonafide_application::Application;
use bonafide_linkage::{
    Kind, Link, Persons,
    passages::{
        candidates::candidates,
        copies::{self, Copy},
        quote::quote,
        words::Words,
    },
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::ops::Range;

/// The passage that counts most between one claimed person and another, in both wordings.
pub(crate) struct Quoted {
    /// The application that it stands in.
    pub(crate) application: u32,
    /// How it reads there.
    pub(crate) here: String,
    /// The application of another claimed person that it also stands in.
    pub(crate) other: u32,
    /// How it reads there.
    pub(crate) there: String,
    /// Equal words in all passages of the two.
    pub(crate) words: usize,
    /// Whether most of what is told of jobs stands in both.
    pub(crate) body: bool,
}

/// Candidates whose texts are in memory at once: of two résumés of 400 words each, 300 MB.
const COMPARED_AT_ONCE: usize = 100_000;

/// Compares the texts of all who have rare runs of words in common.
pub(crate) fn compare(
    population: &mut Population,
    persons: &Persons,
    threads: usize,
) -> Result<Vec<Copy>, Error> {
    let candidates = candidates(&population.groups, persons);
    let mut found = Vec::new();
    for part in candidates.chunks(COMPARED_AT_ONCE) {
        let mut wanted = vec![false; population.len()];
        for candidate in part {
            wanted[candidate.a as usize] = true;
            wanted[candidate.b as usize] = true;
        }
        let mut words: BTreeMap<u32, Words> = BTreeMap::new();
        read_again(
            &mut population.spool,
            threads,
            &wanted,
            |_, application| application.resume.as_ref().map(Words::of_resume),
            |application, read| {
                if let Some(read) = read {
                    words.insert(application as u32, read);
                }
            },
        )?;
        found.append(&mut copies::compare(part, &words));
    }
    Ok(copies::weigh(found, &population.groups, persons))
}

/// The strongest copy of each claimed person that is a link's, as it reads on both sides.
pub(crate) fn quotes(
    copies: &[Copy],
    links: &[Link],
    population: &mut Population,
    persons: &Persons,
    threads: usize,
) -> Result<FxHashMap<u32, Quoted>, Error> {
    let strongest = strongest(copies, links, persons);
    let mut wanted = vec![false; population.len()];
    let mut passages: FxHashMap<u32, Vec<(usize, Range<usize>)>> = FxHashMap::default();
    for index in strongest.values() {
        let copy = &copies[*index];
        let Some(passage) = copy.passages.first() else {
            continue;
        };
        for (application, range) in [(copy.a, &passage.a), (copy.b, &passage.b)] {
            wanted[application as usize] = true;
            passages.entry(application).or_default().push((*index, range.clone()));
        }
    }
    let read = |application: usize, read: &Application| -> Vec<(usize, String)> {
        let ranges = passages.get(&(application as u32)).into_iter().flatten();
        let texts = read.resume.iter().flat_map(bonafide_application::Resume::texts);
        let texts: Vec<&str> = texts.collect();
        ranges.map(|(index, range)| (*index, quote(&texts, range))).collect()
    };
    let mut read_as: FxHashMap<(usize, u32), String> = FxHashMap::default();
    read_again(&mut population.spool, threads, &wanted, read, |application, quotes| {
        for (index, quote) in quotes {
            read_as.insert((index, application as u32), quote);
        }
    })?;
    let quoted = strongest.into_iter().filter_map(|(person, index)| {
        let copy = &copies[index];
        let own = persons.of[copy.a as usize] == person;
        let (application, other) = if own { (copy.a, copy.b) } else { (copy.b, copy.a) };
        let here = read_as.get(&(index, application))?.clone();
        let there = read_as.get(&(index, other))?.clone();
        let (words, body) = (copy.equal, copy.is_body());
        Some((person, Quoted { application, here, other, there, words, body }))
    });
    Ok(quoted.collect())
}

/// The copy of each claimed person that counts most, of those that are a link's.
pub(crate) fn strongest(
    copies: &[Copy],
    links: &[Link],
    persons: &Persons,
) -> FxHashMap<u32, usize> {
    let mut strongest: FxHashMap<u32, usize> = FxHashMap::default();
    let of_text = |link: &&Link| link.shared.iter().any(|s| s.key.kind() == Kind::Passages);
    let linked: FxHashSet<(u32, u32)> =
        links.iter().filter(of_text).map(|link| (link.a, link.b)).collect();
    for (index, copy) in copies.iter().enumerate() {
        let (a, b) = (persons.of[copy.a as usize], persons.of[copy.b as usize]);
        if !linked.contains(&(a.min(b), a.max(b))) {
            continue;
        }
        for application in [copy.a, copy.b] {
            let best = strongest.entry(persons.of[application as usize]).or_insert(index);
            if copy.words > copies[*best].words {
                *best = index;
            }
        }
    }
    strongest
}
