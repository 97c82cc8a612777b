//! The third step: every application assessed and written, and the report's part gathered.

use crate::{
    Error, Outputs, Progress, Settings, answers,
    block::Block,
    collect::Population,
    late::{Late, surroundings},
    linkage::{Linkage, short_id},
    numbers::Numbers,
    spool::Packed,
    words,
};
use bonafide_application::Application;
use bonafide_case::{Counts, Run, ScreenedApplication, Screening, SharedValue, outputs};
use bonafide_evidence::{Answer, Check};
use bonafide_gather::in_order;
use bonafide_linkage::{Key, Kind, keys};
use bonafide_reference::Subject;
use bonafide_score::{Assessment, Band, Term, assess};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What was found before anything is written.
#[derive(Clone, Copy)]
pub(crate) struct Found<'a> {
    /// What lies between applications.
    pub(crate) linkage: &'a Linkage,
    /// Answers that only all applications together give.
    pub(crate) late: &'a Late,
    /// The numbers of the run.
    pub(crate) numbers: &'a Numbers,
}

/// What all blocks need.
struct Context<'a> {
    ids: &'a [String],
    linkage: &'a Linkage,
    late: &'a Late,
    numbers: &'a Numbers,
    settings: &'a Settings,
    /// Applications that the report holds in full.
    shown: &'a [bool],
}

/// One block, assessed.
#[derive(Default)]
struct Assessed {
    lines: Vec<u8>,
    applications: Vec<(usize, ScreenedApplication)>,
    /// Values that tie rings: who says them, and how.
    said: Vec<(Key, u32, String)>,
    /// What surges have in common, in words.
    common: Vec<(usize, String)>,
    count: u64,
}

/// Assesses and writes everything.
pub(crate) fn finish(
    inputs: Vec<String>,
    population: Population,
    found: &Found<'_>,
    settings: &Settings,
    outputs: &mut Outputs<'_>,
    progress: &dyn Fn(Progress),
) -> Result<Screening, Error> {
    let Found { linkage, late, numbers } = *found;
    let total = population.len() as u64;
    let shown = shown(&population, linkage, numbers, settings);
    let context = Context { ids: &population.ids, linkage, late, numbers, settings, shown: &shown };
    let mut failure = None;
    let mut first = 0;
    let mut blocks = population.spool.into_blocks()?;
    let mut written = 0;
    let mut applications: Vec<(usize, ScreenedApplication)> = Vec::new();
    let mut said: BTreeMap<Key, BTreeMap<u32, String>> = BTreeMap::new();
    let mut common: BTreeMap<usize, String> = BTreeMap::new();
    in_order(
        settings.threads,
        || {
            let block = blocks.next()?.map_err(|e| failure = Some(e)).ok()?;
            let start = first;
            first += block.kept.iter().filter(|kept| **kept).count();
            Some((start, block))
        },
        |(start, block)| assessed(start, &block, &context),
        |assessed| {
            let mut assessed = assessed?;
            outputs
                .screened
                .write_all(&assessed.lines)
                .map_err(|e| Error::new("writing screened.jsonl", e))?;
            applications.append(&mut assessed.applications);
            for (key, application, value) in assessed.said {
                said.entry(key).or_default().insert(application, value);
            }
            for (surge, words) in assessed.common {
                common.entry(surge).or_insert(words);
            }
            written += assessed.count;
            progress(Progress::Writing(written, total));
            Ok(())
        },
    )?;
    if let Some(failure) = failure {
        return Err(failure);
    }
    let rings = rings(&population.ids, linkage, &said);
    write_rings_and_persons(&rings, &population.ids, linkage, outputs)?;
    applications.sort_by(|a, b| {
        let odds = |a: &(usize, ScreenedApplication)| numbers.log_odds[a.0];
        odds(b).total_cmp(&odds(a)).then(a.0.cmp(&b.0))
    });
    Ok(Screening {
        run: run(inputs, numbers, settings),
        counts: counts(total, population.rejected, linkage, numbers),
        histogram: numbers.histogram.clone(),
        weeks: numbers.weeks.clone(),
        finding_counts: numbers.finding_counts.clone(),
        applications: applications.into_iter().map(|(_, application)| application).collect(),
        rings,
        problems: population.problems,
        surroundings: surroundings(
            &population.ids,
            population.notices,
            [population.notices_count, population.sanctions_count],
            late,
            &common,
            settings,
        ),
    })
}

/// Which applications the report holds: those in review and priority, likeliest first, as many as
/// it may hold; and the members of rings that hold one of them.
fn shown(
    population: &Population,
    linkage: &Linkage,
    numbers: &Numbers,
    settings: &Settings,
) -> Vec<bool> {
    let mut looked_at: Vec<usize> = (0..population.len())
        .filter(|application| numbers.bands[*application] != Band::Clear)
        .collect();
    looked_at.sort_by(|a, b| numbers.log_odds[*b].total_cmp(&numbers.log_odds[*a]).then(a.cmp(b)));
    looked_at.truncate(settings.report_max);
    let mut shown = vec![false; population.len()];
    let mut rings = vec![false; linkage.rings.len()];
    for application in looked_at {
        shown[application] = true;
        if let Some(ring) = linkage.ring_of.get(&linkage.persons.of[application]) {
            rings[*ring as usize] = true;
        }
    }
    for (application, person) in linkage.persons.of.iter().enumerate() {
        if linkage.ring_of.get(person).is_some_and(|ring| rings[*ring as usize]) {
            shown[application] = true;
        }
    }
    shown
}

/// Assesses one block; runs on any thread.
fn assessed(start: usize, packed: &Packed, context: &Context<'_>) -> Result<Assessed, Error> {
    let block = Block::unpack(&packed.bytes, packed.unpacked)
        .map_err(|e| Error::new("unpacking applications", e))?;
    let mut result = Assessed::default();
    let kept = block.entries().zip(&packed.kept).filter(|(_, kept)| **kept);
    for (offset, ((canonical, answers), _)) in kept.enumerate() {
        let index = start + offset;
        let mut answers = answers::read(answers);
        let person = context.linkage.persons.of[index];
        let linked = context.linkage.evidence.contains_key(&(index as u32));
        let lately = context.late.has(index as u32);
        let application = (linked || lately || context.shown[index])
            .then(|| serde_json::from_slice::<Application>(canonical).ok())
            .flatten();
        let mut links = application.as_ref().map_or_else(Vec::new, |application| {
            link_terms(index, person, application, context, &mut result.said)
        });
        let weights = &context.settings.weights;
        links.extend(context.linkage.noted_elsewhere(index, context.ids, weights));
        if let (true, Some(application)) = (lately, &application) {
            let subject = Subject::new(application, &context.settings.tables);
            let (own, words) = context.late.answers(index as u32, &subject, context.ids);
            answers.extend(own);
            result.common.extend(words);
        }
        let prior_bits = context.numbers.prior.bits;
        let assessment = assess(&answers, links, &context.settings.weights, prior_bits);
        let ring = context.linkage.ring_of.get(&person);
        let ring = ring.map(|ring| context.linkage.rings[*ring as usize].0.as_str());
        let band = context.numbers.bands[index];
        outputs::screened(&context.ids[index], &assessment, band, ring, &mut result.lines)
            .map_err(|e| Error::new("writing screened.jsonl", e))?;
        result.count += 1;
        if let (true, Some(application)) = (context.shown[index], application) {
            let screened = screened(application, assessment, &answers, index, context);
            result.applications.push((index, screened));
        }
    }
    Ok(result)
}

fn screened(
    application: Application,
    assessment: Assessment,
    answers: &[(&'static Check, Answer)],
    index: usize,
    context: &Context<'_>,
) -> ScreenedApplication {
    let person = context.linkage.persons.of[index];
    let ring = context.linkage.ring_of.get(&person);
    let repeated = context.linkage.repeated.contains_key(&person);
    ScreenedApplication {
        application,
        assessment,
        band: context.numbers.bands[index],
        ring: ring.map(|ring| context.linkage.rings[*ring as usize].0.clone()),
        person: repeated.then(|| short_id('P', &context.ids[person as usize])),
        unknown: answers::unknown(answers),
    }
}

/// The terms of an application's links, with what the application itself says of each value.
fn link_terms(
    index: usize,
    person: u32,
    application: &Application,
    context: &Context<'_>,
    said: &mut Vec<(Key, u32, String)>,
) -> Vec<Term> {
    let evidence = context.linkage.evidence.get(&(index as u32));
    let subject = Subject::new(application, &context.settings.tables);
    let mut claims: FxHashMap<Key, String> = FxHashMap::default();
    keys(&subject, &mut |key, claim| {
        let wanted = context.linkage.held_by.contains_key(&key)
            || evidence.is_some_and(|all| all.iter().any(|e| e.key == key));
        if wanted {
            claims.entry(key).or_insert_with(|| claim.to_owned());
        }
    });
    said.extend(
        claims
            .iter()
            .filter(|(key, _)| context.linkage.held_by.contains_key(key))
            .map(|(key, claim)| (*key, index as u32, claim.clone())),
    );
    evidence
        .into_iter()
        .flatten()
        .map(|evidence| {
            let claim = claims.get(&evidence.key).map(String::as_str);
            let finding = match context.linkage.quotes.get(&person) {
                Some(quoted) if evidence.kind == Kind::Passages => {
                    words::passages(evidence, quoted, context.ids, index as u32)
                }
                _ => words::finding(evidence, claim, context.ids, person),
            };
            words::term(evidence, finding, &context.settings.weights)
        })
        .collect()
}

fn rings(
    ids: &[String],
    linkage: &Linkage,
    said: &BTreeMap<Key, BTreeMap<u32, String>>,
) -> Vec<bonafide_case::Ring> {
    let applications_of = |person: u32| -> Vec<u32> {
        linkage.repeated.get(&person).cloned().unwrap_or_else(|| vec![person])
    };
    let names = |applications: &[u32]| -> Vec<String> {
        applications.iter().map(|application| ids[*application as usize].clone()).collect()
    };
    linkage
        .rings
        .iter()
        .map(|(id, ring)| {
            let mut members: Vec<u32> =
                ring.persons.iter().flat_map(|person| applications_of(*person)).collect();
            members.sort_unstable();
            let shared = ring.shared.iter().map(|shared| {
                let sayers = said.get(&shared.key);
                let all: Vec<u32> = match shared.key.kind() {
                    // One of many passages stands for all of them; its holders are the links'.
                    Kind::Passages => shared.persons.clone(),
                    _ => sayers.map_or_else(
                        || shared.persons.clone(),
                        |sayers| {
                            let inside = |a: &&u32| members.binary_search(a).is_ok();
                            sayers.keys().filter(inside).copied().collect()
                        },
                    ),
                };
                let value = sayers.and_then(|sayers| sayers.values().next()).cloned();
                SharedValue {
                    kind: shared.key.kind().sharing().map_or("", |sharing| sharing.value),
                    value: value.unwrap_or_default(),
                    members: names(&all),
                    held_by: linkage.held_by.get(&shared.key).copied().unwrap_or(0),
                    bits: shared.bits,
                }
            });
            bonafide_case::Ring {
                id: id.clone(),
                pattern: ring.pattern,
                applicants: ring.persons.len() as u64,
                shared: shared.collect(),
                members: names(&members),
            }
        })
        .collect()
}

fn write_rings_and_persons(
    rings: &[bonafide_case::Ring],
    ids: &[String],
    linkage: &Linkage,
    outputs: &mut Outputs<'_>,
) -> Result<(), Error> {
    for ring in rings {
        outputs::ring(ring, outputs.rings).map_err(|e| Error::new("writing rings.jsonl", e))?;
    }
    for (person, applications) in &linkage.repeated {
        let id = short_id('P', &ids[*person as usize]);
        let members: Vec<&str> = applications.iter().map(|a| ids[*a as usize].as_str()).collect();
        outputs::person(&id, &members, outputs.persons)
            .map_err(|e| Error::new("writing persons.jsonl", e))?;
    }
    Ok(())
}

fn run(inputs: Vec<String>, numbers: &Numbers, settings: &Settings) -> Run {
    Run {
        inputs,
        program: settings.program.clone(),
        weights: settings.weights.version.clone(),
        tables: settings.tables_date.clone(),
        prior_bits: numbers.prior.bits,
        prior_source: numbers.prior.source.clone(),
        review_bits: numbers.thresholds.review_bits,
        priority_bits: numbers.thresholds.priority_bits,
    }
}

fn counts(total: u64, rejected: u64, linkage: &Linkage, numbers: &Numbers) -> Counts {
    let of = |band: Band| numbers.bands.iter().filter(|b| **b == band).count() as u64;
    Counts {
        applications: total,
        rejected,
        clear: of(Band::Clear),
        review: of(Band::Review),
        priority: of(Band::Priority),
        persons: linkage.repeated.len() as u64,
        applied_again: linkage.repeated.values().map(|members| members.len() as u64).sum(),
    }
}
