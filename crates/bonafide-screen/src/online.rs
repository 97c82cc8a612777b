//! Online screening: what an arrival, or an erasure, changes.
//!
//! [`rescreen`] finds the applications of which the assessment may have changed, and assesses them
//! with the very functions that screen everything, over a neighborhood that holds all that they
//! depend on. Applied after every arrival, each application stands as if all had been screened
//! together, with one base rate that stays (so that nobody's assessment moves because strangers
//! arrive).
//!
//! Not here: surges, which compare whole weeks.

pub use crate::neighborhood::Recent;
use crate::{
    answers,
    linkage::{link_weights, short_id},
    neighborhood::{Area, Neighborhood, Reduced},
    words,
};
use bonafide_application::Application;
use bonafide_evidence::{Answer, Check, ask_all, check, linked_institution};
use bonafide_linkage::{
    Key, LINK_BITS_MIN, Link, LinkEvidence, Pattern, Ring, evidence, keys, links, rings, sharing,
};
use bonafide_reference::{Subject, Tables};
use bonafide_score::{
    Assessment, Term, Weights, assess,
    elsewhere::{APPLICATIONS_MAX, Elsewhere, elsewhere},
};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use xxhash_rust::xxh3::xxh3_64;

/// What online screening asks of those who keep the applications. Applications are numbered in
/// order of arrival; a claimed person is the number of their first application.
pub trait History {
    /// An application as claimed.
    fn application(&mut self, number: u32) -> io::Result<Application>;
    /// The first applications, at most so many, that hold a value, in order, with their claimed
    /// persons.
    fn holders(&mut self, key: Key, most: usize) -> io::Result<Vec<(u32, u32)>>;
    /// The claimed person of an application; of one that just arrived its own number.
    fn person(&mut self, number: u32) -> io::Result<u32>;
    /// The applications of a claimed person, in order.
    fn applications_of(&mut self, person: u32) -> io::Result<Vec<u32>>;
    /// Whether [`Standing::facts`] of an application were the same when it was last assessed.
    fn unchanged(&mut self, number: u32, facts: u64) -> io::Result<bool>;
}

/// What online screening depends on besides the history.
#[derive(Clone, Copy)]
pub struct Scales<'a> {
    /// What evidence is worth.
    pub weights: &'a Weights,
    /// The tables.
    pub tables: &'a Tables,
    /// Log2 odds before any evidence.
    pub prior_bits: f64,
}

/// What one application stands at now.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Its number.
    pub application: u32,
    /// Its claimed person.
    pub person: u32,
    /// Its ring's id.
    pub ring: Option<String>,
    /// A hash of everything that lies between it and others; as long as it stays, so does the
    /// assessment.
    pub facts: u64,
    /// Its score and explanation.
    pub assessment: Assessment,
}

/// One ring, without the values that tie it: these stand in its members' assessments.
#[derive(Clone, Debug, PartialEq)]
pub struct Tied {
    /// Its id.
    pub id: String,
    /// Its pattern.
    pub pattern: Pattern,
    /// Its applications, in order of arrival.
    pub members: Vec<u32>,
    /// Number of distinct claimed persons.
    pub applicants: u64,
    /// What ties it: kind of the value, bits.
    pub shared: Vec<(&'static str, f64)>,
}

/// Everything that changed.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Applications with a new assessment, in order of arrival.
    pub standings: Vec<Standing>,
    /// Rings of which a member was looked at, strongest first.
    pub rings: Vec<Tied>,
}

/// Screens what arrived, and all whom it concerns. `seeds` are applications that arrived, or whose
/// values somebody held whose application is no more.
pub fn rescreen(
    history: &mut dyn History,
    recent: &mut Recent,
    seeds: &[u32],
    scales: Scales<'_>,
) -> io::Result<Changes> {
    let mut near = Neighborhood::new(history, scales.tables, recent);
    let weights = link_weights(scales.weights);
    let persons = near.decide(seeds)?;
    let mut core = near.holding_the_same(&persons)?;
    // What a crowd shares depends on the others' links.
    let area = near.around(&core)?;
    let beside = sharing(&area.groups, &area.sketches, &area.persons);
    core.extend(across(&area, &beside, &core));
    loop {
        let area = near.around(&core)?;
        let all = links(&area.groups, &area.sketches, &area.persons);
        let strong: Vec<Link> =
            all.iter().filter(|link| link.bits(&weights) >= LINK_BITS_MIN).cloned().collect();
        let more = across(&area, &strong, &core);
        if more.is_empty() {
            return standings(&mut near, &area, &all, &core, scales);
        }
        core.extend(more);
    }
}

/// Who is linked with somebody of the core, and not of it.
fn across(area: &Area, links: &[Link], core: &BTreeSet<u32>) -> BTreeSet<u32> {
    let person = |place: u32| area.applications[place as usize];
    let ends = links.iter().map(|link| (person(link.a), person(link.b)));
    let across = ends.filter(|(a, b)| core.contains(a) != core.contains(b));
    across.flat_map(|(a, b)| [a, b]).filter(|person| !core.contains(person)).collect()
}

/// What was found of the core, before it is put in words.
struct Found<'a> {
    area: &'a Area,
    evidence: BTreeMap<u32, Vec<LinkEvidence>>,
    rings: Vec<(String, Ring)>,
    ring_of: BTreeMap<u32, usize>,
}

fn standings(
    near: &mut Neighborhood<'_>,
    area: &Area,
    all: &[Link],
    core: &BTreeSet<u32>,
    scales: Scales<'_>,
) -> io::Result<Changes> {
    let weights = link_weights(scales.weights);
    let inside = |place: u32| core.contains(&area.applications[place as usize]);
    let within: Vec<Link> = all.iter().filter(|l| inside(l.a) && inside(l.b)).cloned().collect();
    let touching: Vec<Link> = all.iter().filter(|l| inside(l.a) || inside(l.b)).cloned().collect();
    let plain = rings(&within, &weights);
    let evidence = evidence(&touching, &plain, &weights, &area.groups, &area.persons);
    let mut named = Vec::new();
    let mut ring_of = BTreeMap::new();
    for (index, ring) in plain.into_iter().enumerate() {
        ring_of.extend(ring.persons.iter().map(|person| (*person, index)));
        let first = ring.persons.first().map_or(0, |place| area.applications[*place as usize]);
        let id = short_id('R', &near.reduced(first)?.application.id);
        named.push((id, ring));
    }
    let found = Found { area, evidence, rings: named, ring_of };
    let mut changes = Changes::default();
    for person in core {
        for application in near.members(*person)?.iter() {
            changes.standings.extend(standing(near, &found, *application, *person, scales)?);
        }
    }
    changes.standings.sort_by_key(|standing| standing.application);
    for (id, ring) in &found.rings {
        changes.rings.push(tied(near, area, id, ring)?);
    }
    Ok(changes)
}

fn tied(near: &mut Neighborhood<'_>, area: &Area, id: &str, ring: &Ring) -> io::Result<Tied> {
    let mut members = Vec::new();
    for person in &ring.persons {
        members.extend(near.members(area.applications[*person as usize])?.iter().copied());
    }
    members.sort_unstable();
    let kind = |key: Key| key.kind().sharing().map_or("", |sharing| sharing.value);
    Ok(Tied {
        id: id.to_owned(),
        pattern: ring.pattern,
        members,
        applicants: ring.persons.len() as u64,
        shared: ring.shared.iter().map(|shared| (kind(shared.key), shared.bits)).collect(),
    })
}

/// The new standing of one application, where anything between it and others changed.
fn standing(
    near: &mut Neighborhood<'_>,
    found: &Found<'_>,
    application: u32,
    person: u32,
    scales: Scales<'_>,
) -> io::Result<Option<Standing>> {
    let area = found.area;
    let place = area.place(application);
    let own = found.evidence.get(&place).map_or(&[][..], Vec::as_slice);
    let ring = found.ring_of.get(&area.place(person)).map(|ring| found.rings[*ring].0.clone());
    let elsewhere = noted_elsewhere(near, application, person, scales)?;
    let hint = hint(near, found, own, person)?;
    let number = |place: &u32| area.applications[*place as usize];
    let links: Vec<_> = own
        .iter()
        .map(|e| {
            let others: Vec<u32> = e.others.iter().map(number).collect();
            (e.key, others, e.count, e.share.to_bits())
        })
        .collect();
    let noted: Vec<_> = elsewhere.iter().map(|e| (e.check.name, e.level, e.application)).collect();
    let facts = xxh3_64(format!("{:?}", (person, &ring, links, noted, &hint)).as_bytes());
    if near.unchanged(application, facts)? {
        return Ok(None);
    }
    let reduced = near.reduced(application)?;
    let subject = Subject::new(&reduced.application, scales.tables);
    let mut answers = ask_all(&subject);
    answers.retain(|(_, answer)| *answer != Answer::Unknown);
    if let Some((other, shares, institution)) = hint {
        let answer = linked_institution(&other, shares, &institution);
        answers.extend(check("linked-institution").map(|check| (check, answer)));
    }
    let mut terms = link_terms(near, found, own, &subject, person, scales)?;
    for noted in elsewhere {
        let id = near.reduced(noted.application)?.application.id.clone();
        terms.push(noted.term(&id, scales.weights));
    }
    let assessment = assess(&answers, terms, scales.weights, scales.prior_bits);
    Ok(Some(Standing { application, person, ring, facts, assessment }))
}

/// The terms of an application's links, with what it says itself of each value.
fn link_terms(
    near: &mut Neighborhood<'_>,
    found: &Found<'_>,
    own: &[LinkEvidence],
    subject: &Subject<'_>,
    person: u32,
    scales: Scales<'_>,
) -> io::Result<Vec<Term>> {
    let mut claims: BTreeMap<Key, String> = BTreeMap::new();
    keys(subject, &mut |key, claim| {
        if own.iter().any(|evidence| evidence.key == key) {
            claims.entry(key).or_insert_with(|| claim.to_owned());
        }
    });
    // Sentences name others by their place.
    let mut ids = vec![String::new(); found.area.applications.len()];
    let first = found.area.place(person);
    let named = own.iter().flat_map(|evidence| &evidence.others).copied().chain([first]);
    for place in named.collect::<BTreeSet<u32>>() {
        let number = found.area.applications[place as usize];
        ids[place as usize].clone_from(&near.reduced(number)?.application.id);
    }
    let term = |evidence: &LinkEvidence| {
        let claim = claims.get(&evidence.key).map(String::as_str);
        words::term(evidence, words::finding(evidence, claim, &ids, first), scales.weights)
    };
    Ok(own.iter().map(term).collect())
}

/// What other applications of the same claimed person note.
fn noted_elsewhere(
    near: &mut Neighborhood<'_>,
    application: u32,
    person: u32,
    scales: Scales<'_>,
) -> io::Result<Vec<Elsewhere>> {
    let members = near.members(person)?;
    if members.len() < 2 {
        return Ok(Vec::new());
    }
    let answers = |reduced: &Reduced| -> Vec<(&'static Check, Answer)> {
        let answers = ask_all(&Subject::new(&reduced.application, scales.tables));
        answers.into_iter().filter(|(_, answer)| *answer != Answer::Unknown).collect()
    };
    let own = answers(&*near.reduced(application)?);
    let mut others = Vec::new();
    for other in members.iter().filter(|other| **other != application).take(APPLICATIONS_MAX) {
        others.push((*other, answers(&*near.reduced(*other)?)));
    }
    let others: Vec<(u32, &[(&Check, Answer)])> =
        others.iter().map(|(other, answers)| (*other, answers.as_slice())).collect();
    Ok(elsewhere(&own, &others, scales.weights))
}

/// An institution two steps away: id of the other application, what both share, its name.
fn hint(
    near: &mut Neighborhood<'_>,
    found: &Found<'_>,
    own: &[LinkEvidence],
    person: u32,
) -> io::Result<Option<(String, &'static str, String)>> {
    if own.is_empty() || institution(near, person)?.is_some() {
        return Ok(None);
    }
    for evidence in own {
        for other in &evidence.others {
            let other = found.area.applications[*other as usize];
            if let Some((id, institution)) = institution(near, other)? {
                return Ok(Some((id, words::thing(evidence.kind), institution)));
            }
        }
    }
    Ok(None)
}

/// The first application of a claimed person that leads to a listed institution, and which.
fn institution(near: &mut Neighborhood<'_>, person: u32) -> io::Result<Option<(String, String)>> {
    for member in near.members(person)?.iter() {
        let reduced = near.reduced(*member)?;
        if let Some(institution) = &reduced.institution {
            return Ok(Some((reduced.application.id.clone(), institution.clone())));
        }
    }
    Ok(None)
}

/// Names of the checks that did not answer of an application.
pub fn unknown(application: &Application, tables: &Tables) -> Vec<&'static str> {
    let asked = ask_all(&Subject::new(application, tables));
    let answered: Vec<_> =
        asked.into_iter().filter(|(_, answer)| *answer != Answer::Unknown).collect();
    answers::unknown(&answered)
}
