//! What is known of every application of a population: answers, shares of links, exact sharing.
//!
//! The same functions as a screening: records are read by `bonafide-ingest`, asked by
//! `bonafide-evidence` and compared by `bonafide-linkage`.

use anyhow::{Context, Result, bail};
use bonafide_evidence::ask_all;
use bonafide_linkage::{
    Groups, Key, Kind, Persons, Relations, Sketch, evidence, keys, links,
    passages::{
        candidates::candidates,
        copies::{compare, weigh},
        words::Words,
    },
    persons, rings,
};
use bonafide_reference::{Subject, Tables};
use bonafide_score::Weights;
use bonafide_score::elsewhere::{Answers, noted_elsewhere};
use bonafide_score::evaluate::Truth;
use bonafide_score::learn::{Decision, Given, given};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// One application.
pub struct Row {
    /// Its truth.
    pub truth: Truth,
    /// Answers of checks and shares of links.
    pub given: Vec<Given>,
    /// How many other applications hold one of its values, by the kind's name.
    pub shares: BTreeMap<&'static str, u32>,
}

impl Row {
    /// What a reviewer could have decided.
    pub fn decision(&self) -> Decision {
        Decision { given: self.given.clone(), operator: self.truth.operator }
    }
}

/// Reads `applications.jsonl` and `truth.jsonl` of a folder.
pub fn read(folder: &Path, weights: &Weights, tables: &Tables) -> Result<Vec<Row>> {
    let mut truth = truth(&folder.join("truth.jsonl"))?;
    let path = folder.join("applications.jsonl");
    let mut rows: Vec<Row> = Vec::new();
    let mut sketches: Vec<Sketch> = Vec::new();
    let mut pairs: Vec<(Key, u32)> = Vec::new();
    let mut all_answers: Vec<Answers> = Vec::new();
    let mut words: BTreeMap<u32, Words> = BTreeMap::new();
    let file = File::open(&path).with_context(|| format!("opening {}", path.display()))?;
    let options = bonafide_ingest::Options {
        submitted_at: jiff::Timestamp::UNIX_EPOCH,
        mapping: None,
        documents: None,
        attachments: None,
        country: std::sync::Arc::new(|_| None),
    };
    let name = path.display().to_string();
    let reader = bonafide_ingest::open(&name, Box::new(BufReader::new(file)), &options)?;
    for record in reader {
        let record = match record {
            Ok(record) => record,
            Err(rejected) => bail!("{name}, line {}: {}", rejected.line, rejected.error),
        };
        let subject = Subject::new(&record.application, tables);
        let answers: Answers = ask_all(&subject);
        let index = sketches.len() as u32;
        keys(&subject, &mut |key, _| pairs.push((key, index)));
        sketches.push(Sketch::of(&subject));
        if let Some(resume) = &record.application.resume {
            words.insert(index, Words::of_resume(resume));
        }
        let id = &record.application.id;
        let here = given(&answers);
        all_answers.push(answers);
        rows.push(Row {
            truth: truth.remove(id).with_context(|| format!("truth has no row for {id}"))?,
            given: here,
            shares: BTreeMap::new(),
        });
    }
    pairs.sort_unstable();
    pairs.dedup();
    count_shares(&pairs, &mut rows);
    let persons = link(&pairs, &sketches, &words, weights, &mut rows);
    add_elsewhere(&persons, &all_answers, weights, &mut rows);
    Ok(rows)
}

/// Adds what lies between applications, as a screening finds it.
fn link(
    pairs: &[(Key, u32)],
    sketches: &[Sketch],
    words: &BTreeMap<u32, Words>,
    weights: &Weights,
    rows: &mut [Row],
) -> Persons {
    let mut groups = Groups::default();
    groups.add_sorted(pairs);
    let link_weights = weights.link_weights();
    let persons = persons(&groups, sketches);
    let copies = weigh(compare(&candidates(&groups, &persons), words), &groups, &persons);
    let links = links(&groups, sketches, &persons, &copies, &Relations::default());
    let rings = rings(&links, &link_weights);
    let evidence = evidence(&links, &rings, &link_weights, &groups, &persons);
    for (index, row) in rows.iter_mut().enumerate() {
        for found in evidence.get(&(index as u32)).into_iter().flatten() {
            if let Some(sharing) = found.kind.sharing() {
                row.given.push(Given::Shared(sharing.name.to_owned(), found.share));
            }
        }
    }
    persons
}

/// Adds what other applications of the same claimed person note, as a screening finds it.
fn add_elsewhere(persons: &Persons, answers: &[Answers], weights: &Weights, rows: &mut [Row]) {
    for members in persons.repeated() {
        let with_answers = |member: &u32| (*member, answers[*member as usize].clone());
        let person: Vec<(u32, Answers)> = members.iter().map(with_answers).collect();
        for (member, noted) in noted_elsewhere(&person, weights) {
            let given = noted
                .into_iter()
                .map(|found| Given::Elsewhere(found.check.name.to_owned(), found.level.to_owned()));
            rows[member as usize].given.extend(given);
        }
    }
}

fn count_shares(pairs: &[(Key, u32)], rows: &mut [Row]) {
    for holders in pairs.chunk_by(|a, b| a.0 == b.0) {
        let kind: Kind = holders[0].0.kind();
        let Some(sharing) = kind.sharing() else { continue };
        for (_, holder) in holders {
            let most = rows[*holder as usize].shares.entry(sharing.value).or_default();
            *most = (*most).max(holders.len() as u32 - 1);
        }
    }
}

fn truth(path: &Path) -> Result<BTreeMap<String, Truth>> {
    let file = File::open(path).with_context(|| format!("opening {}", path.display()))?;
    BufReader::new(file)
        .lines()
        .map(|line| {
            let row: Truth = serde_json::from_str(&line?)?;
            Ok((row.id.clone(), row))
        })
        .collect::<Result<_>>()
        .with_context(|| format!("reading {}", path.display()))
}
