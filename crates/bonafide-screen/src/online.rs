//! Online screening: what an arrival, or an erasure, changes.
//!
//! [`rescreen`] finds the applications of which the assessment may have changed, and assesses them
//! with the very functions that screen everything, over a neighborhood that holds all that they
//! depend on. Applied after every arrival, each application stands as if all had been screened
//! together, with one base rate that stays (so that nobody's assessment moves because strangers
//! arrive).
//!
//! Surges compare whole weeks of everybody, and so are looked for from time to time: [`surges`].
//! Until then an arrival stands as if it were in none, and earlier ones as they stood.

use crate::{
    answers,
    late::{SURGES_MAX, in_surge, surge_of},
    linkage::short_id,
    neighborhood::{Area, Neighborhood},
    passages::{Quoted, strongest},
    reduced::Asked,
    words,
};
pub use crate::{neighborhood::Recent, reduced::Prepared};
use bonafide_anomaly::{Observations, Surge};
use bonafide_application::{Application, Resume};
use bonafide_case::surroundings::Notice;
use bonafide_evidence::{Answer, ask_all, check, linked_institution};
use bonafide_linkage::{
    Key, Kind, LINK_BITS_MIN, Link, LinkEvidence, Pattern, Relation, Ring, evidence, keys, links,
    passages::quote::quote, rings, sharing,
};
use bonafide_reference::{Subject, Tables};
use bonafide_score::{
    Assessment, Term, Weights, assess,
    elsewhere::{APPLICATIONS_MAX, Answers, Elsewhere, noted_by_others},
};
use rustc_hash::FxHashMap;
use std::cell::LazyCell;
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
    /// Applications whose text was found to have something in common with an application's; see
    /// [`Changes::alike`].
    fn alike(&mut self, number: u32) -> io::Result<Vec<u32>>;
    /// What people found out of an application and others.
    fn relations(&mut self, number: u32) -> io::Result<Vec<(u32, Relation)>>;
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
    /// The surges as they were last looked for.
    pub surges: &'a Surges,
}

/// Surges with their members.
#[derive(Clone, Debug, Default)]
pub struct Surges {
    /// The surges, the least likely to be chance first.
    pub surges: Vec<Surge>,
    of: FxHashMap<u32, u32>,
}

/// Looks for surges in what all applications left. `persons` names the claimed person of each by
/// its first application.
pub fn surges(observations: &Observations, persons: &[u32], dismissed: &[String]) -> Surges {
    let mut found = bonafide_anomaly::surges(observations, persons);
    found.truncate(SURGES_MAX);
    Surges::of(found, dismissed)
}

impl Surges {
    /// Surges that were found before; those that a reviewer dismissed count for nobody.
    pub fn of(surges: Vec<Surge>, dismissed: &[String]) -> Surges {
        let of = surge_of(&surges, |at| dismissed.contains(&surges[at].id));
        Surges { surges, of }
    }

    /// The surge of an application.
    fn of_application(&self, application: u32) -> Option<&Surge> {
        self.of.get(&application).map(|at| &self.surges[*at as usize])
    }

    /// Applications that are to be screened anew where these surges take the place of others.
    pub fn changed(&self, before: &Surges) -> Vec<u32> {
        let all: BTreeSet<u32> = self.of.keys().chain(before.of.keys()).copied().collect();
        all.into_iter().filter(|a| self.says(*a) != before.says(*a)).collect()
    }

    /// What the assessment of an application says of its surge.
    fn says(&self, application: u32) -> Option<(&str, bool, u64, u64)> {
        self.of_application(application).map(said)
    }
}

/// What a member's assessment says of its surge.
fn said(surge: &Surge) -> (&str, bool, u64, u64) {
    (&surge.id, surge.strong, surge.expected.to_bits(), surge.seen)
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
    /// What lists ask of the employer, apart from the score.
    pub notices: Vec<Notice>,
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
    /// Applications whose texts were found to have something in common, the earlier one first.
    pub alike: Vec<(u32, u32)>,
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
    let weights = scales.weights.link_weights();
    let persons = near.decide(seeds)?;
    near.compare(&persons)?;
    let mut core = near.holding_the_same(&persons)?;
    let arrived: BTreeSet<u32> = seeds.iter().copied().collect();
    core.extend(near.of_like_text(&persons, &arrived)?);
    // What a crowd shares depends on the others' links.
    let mut area = near.around(&core)?;
    let beside = sharing(&area.groups, &area.sketches, &area.persons, &area.copies);
    let mut more = across(&area, &beside, &core);
    loop {
        if !more.is_empty() {
            core.extend(more);
            area = near.around(&core)?;
        }
        let all = links(&area.groups, &area.sketches, &area.persons, &area.copies, &area.relations);
        let strong: Vec<Link> =
            all.iter().filter(|link| link.bits(&weights) >= LINK_BITS_MIN).cloned().collect();
        more = across(&area, &strong, &core);
        if more.is_empty() {
            return standings(&mut near, &area, &all, &core, scales);
        }
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
    /// The copy to show of each claimed person.
    quotes: FxHashMap<u32, usize>,
}

fn standings(
    near: &mut Neighborhood<'_>,
    area: &Area,
    all: &[Link],
    core: &BTreeSet<u32>,
    scales: Scales<'_>,
) -> io::Result<Changes> {
    let weights = scales.weights.link_weights();
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
    let quotes = strongest(&area.copies, all, &area.persons);
    let found = Found { area, evidence, rings: named, ring_of, quotes };
    let alike = near.compared.iter().copied().collect();
    let mut changes = Changes { alike, ..Changes::default() };
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
    let quoted = quoted(near, found, person)?;
    let links: Vec<_> = own
        .iter()
        .map(|e| {
            let others: Vec<u32> = e.others.iter().map(number).collect();
            // Which run stands for a text that is shown is nobody's concern.
            let key = (e.kind != Kind::Passages || quoted.is_none()).then_some(e.key);
            (e.kind, key, others, e.count, e.share.to_bits())
        })
        .collect();
    let shown = quoted.as_ref().map(|quoted| {
        let Quoted { application, here, other, there, words, body } = quoted;
        (number(application), here, number(other), there, words, body)
    });
    let noted: Vec<_> = elsewhere.iter().map(|e| (e.check.name, e.level, e.application)).collect();
    let surge = scales.surges.of_application(application);
    let between = (person, &ring, links, shown, noted, &hint, surge.map(said));
    let facts = xxh3_64(format!("{between:?}").as_bytes());
    if near.unchanged(application, facts)? {
        return Ok(None);
    }
    let reduced = near.reduced(application)?;
    let subject = LazyCell::new(|| Subject::new(&reduced.application, scales.tables));
    let Asked { mut answers, notices } = reduced.take_asked(|| &*subject);
    if let Some(surge) = surge {
        answers.extend(check("surge").map(|check| (check, in_surge(surge, &subject))));
    }
    if let Some((other, shares, institution)) = hint {
        let answer = linked_institution(&other, shares, &institution);
        answers.extend(check("linked-institution").map(|check| (check, answer)));
    }
    let mut terms = if own.is_empty() {
        Vec::new()
    } else {
        link_terms(near, found, own, (application, &subject), quoted.as_ref(), scales)?
    };
    for noted in elsewhere {
        let id = near.reduced(noted.application)?.application.id.clone();
        terms.push(noted.term(&id, scales.weights));
    }
    let assessment = assess(&answers, terms, scales.weights, scales.prior_bits);
    Ok(Some(Standing { application, person, ring, facts, assessment, notices }))
}

/// The passage that counts most between a claimed person and another, in both wordings.
fn quoted(
    near: &mut Neighborhood<'_>,
    found: &Found<'_>,
    person: u32,
) -> io::Result<Option<Quoted>> {
    let area = found.area;
    let place = area.place(person);
    let Some(copy) = found.quotes.get(&place).map(|index| &area.copies[*index]) else {
        return Ok(None);
    };
    let Some(passage) = copy.passages.first() else { return Ok(None) };
    let (a, b) = ((copy.a, &passage.a), (copy.b, &passage.b));
    let own = area.persons.of[copy.a as usize] == place;
    let ((application, here), (other, there)) = if own { (a, b) } else { (b, a) };
    let mut read = |place: u32, range| -> io::Result<String> {
        let reduced = near.reduced(area.applications[place as usize])?;
        let texts: Vec<&str> = reduced.application.resume.iter().flat_map(Resume::texts).collect();
        Ok(quote(&texts, range))
    };
    let (here, there) = (read(application, here)?, read(other, there)?);
    let (words, body) = (copy.equal, copy.is_body());
    Ok(Some(Quoted { application, here, other, there, words, body }))
}

/// The terms of an application's links, with what it says itself of each value.
fn link_terms(
    near: &mut Neighborhood<'_>,
    found: &Found<'_>,
    own: &[LinkEvidence],
    (application, subject): (u32, &Subject<'_>),
    quoted: Option<&Quoted>,
    scales: Scales<'_>,
) -> io::Result<Vec<Term>> {
    let mut claims: BTreeMap<Key, String> = BTreeMap::new();
    keys(subject, &mut |key, claim| {
        if own.iter().any(|evidence| evidence.key == key) {
            claims.entry(key).or_insert_with(|| claim.to_owned());
        }
    });
    // Sentences name others by their place.
    let area = found.area;
    let place = area.place(application);
    let first = area.persons.of[place as usize];
    let mut ids = vec![String::new(); area.applications.len()];
    let named = own.iter().flat_map(|evidence| &evidence.others).copied().chain([first]);
    let named = named.chain(quoted.iter().flat_map(|quoted| [quoted.application, quoted.other]));
    for place in named.collect::<BTreeSet<u32>>() {
        let number = area.applications[place as usize];
        ids[place as usize].clone_from(&near.reduced(number)?.application.id);
    }
    let term = |evidence: &LinkEvidence| {
        let claim = claims.get(&evidence.key).map(String::as_str);
        let finding = match quoted {
            Some(quoted) if evidence.kind == Kind::Passages => {
                words::passages(evidence, quoted, &ids, place)
            }
            _ => words::finding(evidence, claim, &ids, first),
        };
        words::term(evidence, finding, scales.weights)
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
    let others = members.iter().filter(|other| **other != application).take(APPLICATIONS_MAX);
    let mut asked: Vec<(u32, Answers)> = Vec::new();
    for member in std::iter::once(&application).chain(others) {
        asked.push((*member, near.reduced(*member)?.answers(scales.tables)));
    }
    Ok(noted_by_others(application, &asked, scales.weights))
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
