//! Public lists with their truth, where they are at hand.

use crate::run::{Persons, USUAL, persons, source, written};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("BONAFIDE_CORPORA").map(|at| PathBuf::from(at).join("linkage"));
    if folder.is_none() {
        eprintln!("skipped: BONAFIDE_CORPORA is not set");
    }
    folder
}

/// F1 over pairs of records; the person of a record stands in its id.
fn f1(found: &Persons) -> f64 {
    let person = |id: &str| id.split('-').nth(1).unwrap_or_default().to_owned();
    let pairs = |n: u64| n * n.saturating_sub(1) / 2;
    let (mut all, mut same) = (0, 0);
    let mut sizes: BTreeMap<String, u64> = BTreeMap::new();
    for members in found {
        let mut within: BTreeMap<String, u64> = BTreeMap::new();
        for id in members {
            *within.entry(person(id)).or_default() += 1;
            *sizes.entry(person(id)).or_default() += 1;
        }
        all += pairs(members.len() as u64);
        same += within.values().map(|n| pairs(*n)).sum::<u64>();
    }
    let truth: u64 = sizes.values().map(|n| pairs(*n)).sum();
    2.0 * same as f64 / (all + truth) as f64
}

#[test]
fn the_lists_of_febrl_are_resolved() {
    let Some(folder) = folder() else { return };
    for files in [&["dataset3.csv"][..], &["dataset4a.csv", "dataset4b.csv"]] {
        let open =
            |file: &&str| source(file, fs::read(folder.join("febrl").join(file)).expect("a list"));
        let found = persons(&written(files.iter().map(open).collect(), USUAL).0);
        assert!(f1(&found) >= 0.999, "{files:?}: {}", f1(&found));
    }
}
