//! The run from lists to persons, stage by stage.

use crate::cluster::{Clusters, clusters};
use crate::compare::Comparer;
use crate::comparison::{ALL, COMPARISONS};
use crate::keep::{keep, person_of};
use crate::lists::{self, Mapping, Source};
use crate::meet::{meet, pieces};
use crate::model::Model;
use crate::outputs::{self, Outputs, person_id};
use crate::people::People;
use crate::resolution::{
    Counts, LearnedComparison, Resolution, ShownLink, ShownPerson, level_name,
};
use crate::score::{self, Edge};
use crate::weights::{self, Weights};
use bonafide_gather::{Error, in_order};
use rustc_hash::FxHashMap;
use std::io::Write;

/// What a run depends on besides its lists.
pub struct Settings {
    /// Which column holds what, where its name does not tell.
    pub mapping: Mapping,
    /// Weights to go by; `None` to learn them from the lists.
    pub weights: Option<Weights>,
    /// Threads, at least 1; they change no result.
    pub threads: usize,
    /// Bytes that keys and pairs may take in memory before they go to a temporary file.
    pub memory_bytes: usize,
    /// Most persons that the report shows.
    pub report_max: usize,
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many records are read.
    Reading(u64),
    /// So many records are compared.
    Comparing(u64),
    /// Persons are put together.
    Joining,
}

/// Finds which records of all lists are of one person, and writes what was found; with an `index`,
/// also what later records can be added to.
pub fn resolve(
    sources: Vec<Source>,
    settings: &Settings,
    outputs: &mut Outputs<'_>,
    index: Option<&mut dyn Write>,
    progress: &dyn Fn(Progress),
) -> Result<Resolution, Error> {
    let mut resolution = Resolution::default();
    let mut people = People::new();
    for source in sources {
        let mut unread = |unread| {
            resolution.counts.unread += 1;
            outputs::unread(&unread, outputs.unread)
        };
        let read =
            lists::read(source, &settings.mapping, settings.threads, &mut people, &mut unread)?;
        resolution.lists.push(read);
        progress(Progress::Reading(people.persons.len() as u64));
    }
    people.settle();
    progress(Progress::Comparing(people.persons.len() as u64));
    let met = meet(&people, settings.threads, settings.memory_bytes)?;
    let mut model = match &settings.weights {
        Some(weights) => Model::given(&people, weights),
        None => Model::learn(&people, &met.sample),
    };
    drop(met.sample);
    let (mut edges, compared) = score::score(&people, &model, met.pairs, settings.threads)?;
    model.prior = score::prior(&edges, people.persons.len());
    progress(Progress::Joining);
    let found = clusters(&people, &model, &mut edges);
    drop(edges);
    resolution.skew = met.skew;
    resolution.prior_bits = model.prior;
    resolution.weights = learned(&model);
    resolution.weights_file = weights::written(&model);
    let alone = people.persons.len() - found.members.iter().map(Vec::len).sum::<usize>();
    resolution.counts = Counts {
        records: people.persons.len() as u64,
        persons: (alone + found.members.len()) as u64,
        repeated: found.members.len() as u64,
        compared,
        unread: resolution.counts.unread,
    };
    if let Some(index) = index {
        let person_of = person_of(&people, &found);
        let numbers = model.numbers();
        keep(&people, &model.rarity, &person_of, &numbers, settings.memory_bytes, index)?;
    }
    resolution.shown = write(&people, &model, &found, settings, outputs)?;
    Ok(resolution)
}

fn learned(model: &Model) -> Vec<LearnedComparison> {
    let levels = |c: usize| {
        let each = ALL[c].levels.iter().enumerate();
        each.map(|(at, level)| {
            let (m, u) = model.shares(c, at + 1);
            (level.name, m, u)
        })
        .collect()
    };
    (0..COMPARISONS).map(|c| LearnedComparison { name: ALL[c].name, levels: levels(c) }).collect()
}

/// Writes persons and links; returns those that the report shows.
fn write(
    people: &People,
    model: &Model,
    found: &Clusters,
    settings: &Settings,
    outputs: &mut Outputs<'_>,
) -> Result<Vec<ShownPerson>, Error> {
    let mut of: FxHashMap<u32, u32> = FxHashMap::default();
    for (number, members) in found.members.iter().enumerate() {
        of.extend(members.iter().map(|member| (*member, number as u32)));
    }
    let person = |at: u32, lines: &mut Vec<u8>| match of.get(&at) {
        None => outputs::person(people, &person_id(people, at), &[at], lines),
        Some(number) => {
            let members = &found.members[*number as usize];
            if members[0] == at {
                outputs::person(people, &person_id(people, at), members, lines)?;
            }
            Ok(())
        }
    };
    let persons = |range: std::ops::Range<usize>| {
        let mut lines = Vec::new();
        range.into_iter().try_for_each(|at| person(at as u32, &mut lines)).map(|()| lines)
    };
    pieces(people, settings.threads, persons, |lines: Result<Vec<u8>, Error>| {
        outputs::write(&lines?, "persons.jsonl", outputs.persons)
    })?;
    let mut joins: Vec<(u32, Edge)> = found.joins.iter().map(|e| (of[&e.a], *e)).collect();
    joins.sort_unstable_by_key(|(number, edge)| (*number, edge.a, edge.b));
    let joined: Vec<&[(u32, Edge)]> = joins.chunk_by(|a, b| a.0 == b.0).collect();
    let mut batches = joined.chunks(PERSONS_AT_ONCE).enumerate();
    let link = |(batch, joined): (usize, &[&[(u32, Edge)]])| {
        let (mut lines, mut shown) = (Vec::new(), Vec::new());
        let mut comparer = Comparer::new(people);
        for (place, edges) in joined.iter().enumerate() {
            let members = &found.members[edges[0].0 as usize];
            let (person, links) = linked(people, model, &mut comparer, members, edges, &mut lines)?;
            if batch * PERSONS_AT_ONCE + place < settings.report_max {
                let records = members.iter().map(|at| outputs::shown(people, *at)).collect();
                shown.push(ShownPerson { id: person, records, links });
            }
        }
        Ok((lines, shown))
    };
    let mut shown: Vec<ShownPerson> = Vec::new();
    in_order(
        settings.threads,
        || batches.next(),
        link,
        |done: Result<(Vec<u8>, Vec<ShownPerson>), Error>| {
            let (lines, mut some) = done?;
            shown.append(&mut some);
            outputs::write(&lines, "links.jsonl", outputs.links)
        },
    )?;
    shown.sort_by(|a, b| weakest(a).total_cmp(&weakest(b)).then_with(|| a.id.cmp(&b.id)));
    Ok(shown)
}

/// Links of one person that the report shows.
const LINKS_SHOWN: usize = 40;

/// Persons whose links one thread writes at a time.
const PERSONS_AT_ONCE: usize = 1_024;

/// Writes the links of one person; returns its id, and the first of them.
fn linked(
    people: &People,
    model: &Model,
    comparer: &mut Comparer<'_>,
    members: &[u32],
    edges: &[(u32, Edge)],
    lines: &mut Vec<u8>,
) -> Result<(String, Vec<ShownLink>), Error> {
    let id = person_id(people, members[0]);
    let mut links = Vec::new();
    for (_, edge) in edges {
        let link = explain(people, model, comparer, members, (edge.a, edge.b));
        outputs::link(people, (edge.a, edge.b), &link, &id, lines)?;
        if links.len() < LINKS_SHOWN {
            links.push(link);
        }
    }
    Ok((id, links))
}

fn weakest(person: &ShownPerson) -> f64 {
    person.links.iter().map(|link| link.bits).fold(f64::INFINITY, f64::min)
}

/// The terms of one link, and their sum.
pub(crate) fn explain(
    people: &People,
    model: &Model,
    comparer: &mut Comparer<'_>,
    members: &[u32],
    (a, b): (u32, u32),
) -> ShownLink {
    let (x, y) = (&people.persons[a as usize], &people.persons[b as usize]);
    let levels = comparer.levels(x, y);
    let bits = model.terms(&levels, x, y);
    let (sum, household) = model.sum(&bits);
    let mut terms: Vec<(&'static str, &'static str, f64)> = (0..COMPARISONS)
        .filter(|c| levels[*c] != 0)
        .map(|c| (ALL[c].name, level_name(c, levels[c]), f64::from(bits.person[c])))
        .collect();
    if household < -0.05 {
        terms.push(("household", "another of it would share as much", household));
    }
    let place = |at| members.iter().position(|member| *member == at).unwrap_or(0);
    ShownLink { between: (place(a), place(b)), bits: model.prior + sum, terms }
}
