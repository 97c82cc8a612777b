//! The bits of every pair that met, and from them how many pairs of one person there are.

use crate::compare::Comparer;
use crate::meet::{Bounds, PairKey};
use crate::model::Model;
use crate::people::People;
use bonafide_gather::{Buckets, Error};

/// Two records with the bits of what they share, without the prior.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Edge {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) bits: f32,
}

/// Bits below which a pair is of no further interest, whatever the prior turns out to be: ten less
/// than tell one person among all records.
fn kept(records: usize) -> f64 {
    ((records as f64).log2() - 10.0).max(0.0)
}

/// Compares every pair once.
pub(crate) fn score(
    people: &People,
    model: &Model,
    pairs: Buckets,
    threads: usize,
) -> Result<(Vec<Edge>, u64), Error> {
    let mut edges = Vec::new();
    let mut compared = 0;
    let least = kept(people.persons.len());
    let least_keys = Bounds::of(people.persons.len()).keys;
    let keys = PairKey::of(people.persons.len());
    let work = |entries: Vec<(u64, u32)>| {
        let met = entries.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() >= least_keys);
        let entries: Vec<(u64, u32)> = met.map(|same| same[0]).collect();
        let mut comparer = Comparer::new(people);
        let all = entries.len() as u64;
        let mut found = Vec::new();
        for (pair, _) in entries {
            let (a, b) = keys.read(pair);
            let (x, y) = (&people.persons[a as usize], &people.persons[b as usize]);
            let levels = comparer.levels(x, y);
            let terms = model.terms(&levels, x, y);
            if terms.of_person() <= least {
                continue;
            }
            let bits = model.sum(&terms).0;
            if bits > least {
                found.push(Edge { a, b, bits: bits as f32 });
            }
        }
        (found, all)
    };
    pairs.each(threads, work, |(mut found, all)| {
        compared += all;
        edges.append(&mut found);
        Ok(())
    })?;
    Ok((edges, compared))
}

/// log2 of the odds that two records of the list are of one person: as many pairs as the scores
/// themselves say there are.
pub(crate) fn prior(edges: &[Edge], records: usize) -> f64 {
    let all = records as f64 * (records as f64 - 1.0) / 2.0;
    let mut same = records as f64 / 5.0;
    for _ in 0..30 {
        let prior = (same / all).log2();
        let chance = |edge: &Edge| 1.0 / (1.0 + (-(f64::from(edge.bits) + prior)).exp2());
        same = edges.iter().map(chance).sum::<f64>().max(records as f64 / 100.0 + 0.5);
    }
    (same / all).min(0.5).log2()
}
