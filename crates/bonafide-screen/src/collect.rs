//! The first step: every record read once, on all cores, and reduced.

use crate::{
    Error, Input, Progress, Settings,
    answers::Bare,
    block::BlockWriter,
    draft::{Draft, draft},
    spool::{Packed, Spool},
};
use bonafide_anomaly::Observations;
use bonafide_case::{
    Problem, outputs,
    surroundings::{Duty, Notice},
};
use bonafide_gather::{Buckets, in_order};
use bonafide_ingest::{Batch, Record, Rejected};
use bonafide_linkage::{Groups, Key, Sketch};
use rustc_hash::FxHashMap;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Every application of a run, reduced; the texts lie aside in blocks.
pub(crate) struct Population {
    /// Ids in input order.
    pub(crate) ids: Vec<String>,
    /// What applications are compared by.
    pub(crate) sketches: Vec<Sketch>,
    /// Answers without words, one application after the other.
    answers: Vec<Bare>,
    ends: Vec<usize>,
    /// Rows of lists that applications lead to, with the place of each application.
    pub(crate) notices: Vec<(u32, Notice)>,
    /// How many there are in all.
    pub(crate) notices_count: u64,
    /// How many of these are of sanctions.
    pub(crate) sanctions_count: u64,
    /// What applications may have in common.
    pub(crate) observations: Observations,
    /// Shared values.
    pub(crate) groups: Groups,
    /// Texts and answers with words.
    pub(crate) spool: Spool,
    /// Records that could not be read, the first of them in full.
    pub(crate) problems: Vec<Problem>,
    /// Number of records that could not be read.
    pub(crate) rejected: u64,
}

impl Population {
    /// Number of applications.
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Answers of an application without words.
    pub(crate) fn answers(&self, application: usize) -> &[Bare] {
        let start = if application == 0 { 0 } else { self.ends[application - 1] };
        &self.answers[start..self.ends[application]]
    }
}

/// Most rejected records that the report lists; all of them stand in `rejected.jsonl`.
const PROBLEMS_MAX: usize = 200;

/// Most notices that are kept, of sanctions and of all else apart, so that none of the law's is
/// crowded out; a file with more of them is a list of its own.
const NOTICES_MAX: u64 = 100_000;

/// A share of the granted memory for texts; the rest is for keys.
const SPOOL_SHARE: f64 = 0.5;

/// One batch, worked on.
struct Done {
    source: usize,
    drafts: Vec<Result<Draft, Rejected>>,
    packed: io::Result<(Vec<u8>, usize)>,
}

/// Reads everything.
pub(crate) fn collect(
    inputs: Vec<Input>,
    known: Vec<Problem>,
    settings: &Settings,
    rejected: &mut dyn Write,
    progress: &dyn Fn(Progress),
) -> Result<Population, Error> {
    let names: Vec<String> = inputs.iter().map(|input| input.name.clone()).collect();
    let mut readers = inputs.into_iter().map(|input| input.reader).enumerate().peekable();
    let produce = || {
        while let Some((source, reader)) = readers.peek_mut() {
            if let Some(batch) = reader.next_batch() {
                return Some((*source, batch));
            }
            readers.next();
        }
        None
    };
    let mut gathered = Gathered::new(settings, rejected);
    for problem in known {
        gathered.reject(problem)?;
    }
    in_order(
        settings.threads,
        produce,
        |(source, batch)| reduce(source, batch, settings),
        |done| {
            gathered.take(done, &names)?;
            progress(Progress::Reading(gathered.ids.len() as u64));
            Ok(())
        },
    )?;
    gathered.finish(settings.threads)
}

/// Reads and reduces one batch; runs on any thread.
fn reduce(source: usize, batch: Batch, settings: &Settings) -> Done {
    let mut block = BlockWriter::default();
    let mut answers = Vec::new();
    let drafts = batch
        .read()
        .into_iter()
        .map(|record| {
            let record = record?;
            answers.clear();
            let draft =
                catch_unwind(AssertUnwindSafe(|| draft(&record, &settings.tables, &mut answers)));
            let draft = draft.map_err(|_| unscreenable(&record))?;
            block.add(&record.canonical, &answers);
            Ok(draft)
        })
        .collect();
    Done { source, drafts, packed: block.pack().map(|packed| (packed, block.len())) }
}

/// One record that the program fails on must not stop the others.
fn unscreenable(record: &Record) -> Rejected {
    Rejected {
        line: record.line,
        id: Some(record.application.id.clone()),
        error: "the program failed on this record; look at it by hand, and report the failure \
                without the record's content"
            .to_owned(),
    }
}

/// What is gathered from batches, in their order.
struct Gathered<'a> {
    ids: Vec<String>,
    sketches: Vec<Sketch>,
    answers: Vec<Bare>,
    ends: Vec<usize>,
    notices: Vec<(u32, Notice)>,
    notices_count: u64,
    sanctions_count: u64,
    observations: Observations,
    keys: Buckets,
    spool: Spool,
    /// Where the record of an identity was first met: input and line.
    met: FxHashMap<u128, (u32, u64)>,
    problems: Vec<Problem>,
    rejected: u64,
    output: &'a mut dyn Write,
}

impl<'a> Gathered<'a> {
    fn new(settings: &Settings, output: &'a mut dyn Write) -> Gathered<'a> {
        let spool_bytes = (settings.memory_bytes as f64 * SPOOL_SHARE) as usize;
        Gathered {
            ids: Vec::new(),
            sketches: Vec::new(),
            answers: Vec::new(),
            ends: Vec::new(),
            notices: Vec::new(),
            notices_count: 0,
            sanctions_count: 0,
            observations: Observations::default(),
            keys: Buckets::new(settings.memory_bytes - spool_bytes),
            spool: Spool::new(spool_bytes),
            met: FxHashMap::default(),
            problems: Vec::new(),
            rejected: 0,
            output,
        }
    }

    fn take(&mut self, done: Done, names: &[String]) -> Result<(), Error> {
        let (packed, unpacked) =
            done.packed.map_err(|e| Error::new("packing applications aside", e))?;
        let mut kept = Vec::with_capacity(done.drafts.len());
        for draft in done.drafts {
            let problem = match draft {
                Ok(draft) => {
                    let problem = self.second(&draft, done.source, names);
                    kept.push(problem.is_none());
                    if problem.is_none() {
                        self.add(draft)?;
                    }
                    problem
                }
                Err(rejected) => Some(Problem {
                    source: names[done.source].clone(),
                    line: rejected.line,
                    id: rejected.id,
                    error: rejected.error,
                }),
            };
            if let Some(problem) = problem {
                self.reject(problem)?;
            }
        }
        self.spool.add(Packed { bytes: packed, unpacked, kept })
    }

    /// The problem of a record whose id was met before in its source system.
    fn second(&mut self, draft: &Draft, source: usize, names: &[String]) -> Option<Problem> {
        let (first, line) = match self.met.entry(draft.identity) {
            std::collections::hash_map::Entry::Vacant(vacant) => {
                vacant.insert((source as u32, draft.line));
                return None;
            }
            std::collections::hash_map::Entry::Occupied(known) => *known.get(),
        };
        Some(Problem {
            source: names[source].clone(),
            line: draft.line,
            id: Some(draft.id.clone()),
            error: format!(
                "this id was met before, at line {line} of {}; the first record is kept; give each \
                 application an id of its own",
                names[first as usize]
            ),
        })
    }

    fn add(&mut self, draft: Draft) -> Result<(), Error> {
        self.keys.add(self.ids.len() as u32, draft.keys.iter().map(|key| key.0))?;
        let at = self.ids.len() as u32;
        for notice in draft.notices {
            let sanctions = notice.duty == Duty::Sanctions;
            self.notices_count += 1;
            self.sanctions_count += u64::from(sanctions);
            let of_others = self.notices_count - self.sanctions_count;
            let before = if sanctions { self.sanctions_count } else { of_others };
            if before <= NOTICES_MAX {
                self.notices.push((at, notice));
            }
        }
        self.observations.add(draft.traits);
        self.ids.push(draft.id);
        self.sketches.push(draft.sketch);
        self.answers.extend(draft.answers);
        self.ends.push(self.answers.len());
        Ok(())
    }

    fn reject(&mut self, problem: Problem) -> Result<(), Error> {
        outputs::rejected(&problem, self.output)
            .map_err(|e| Error::new("writing rejected.jsonl", e))?;
        self.rejected += 1;
        if self.problems.len() < PROBLEMS_MAX {
            self.problems.push(problem);
        }
        Ok(())
    }

    fn finish(self, threads: usize) -> Result<Population, Error> {
        Ok(Population {
            notices: self.notices,
            notices_count: self.notices_count,
            sanctions_count: self.sanctions_count,
            observations: self.observations,
            groups: groups(self.keys, threads)?,
            ids: self.ids,
            sketches: self.sketches,
            answers: self.answers,
            ends: self.ends,
            spool: self.spool,
            problems: self.problems,
            rejected: self.rejected,
        })
    }
}

/// The values that more than one application holds.
fn groups(keys: Buckets, threads: usize) -> Result<Groups, Error> {
    let mut groups = Groups::default();
    let group = |pairs: Vec<(u64, u32)>| {
        let pairs: Vec<(Key, u32)> = pairs.into_iter().map(|(key, of)| (Key(key), of)).collect();
        let mut part = Groups::default();
        part.add_sorted(&pairs);
        part
    };
    keys.each(threads, group, |part| {
        groups.append(part);
        Ok(())
    })?;
    Ok(groups)
}
