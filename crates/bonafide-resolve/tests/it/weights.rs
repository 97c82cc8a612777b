//! Weights that a run is given: what another learned, written and read again.

use crate::run::{USUAL, settings, source, strangers, table};
use bonafide_resolve::{Outputs, Weights, resolve};

fn run(rows: &[String], weights: Option<Weights>) -> (Vec<u8>, String) {
    let [mut persons, mut links, mut unread] = [const { Vec::new() }; 3];
    let mut outputs = Outputs { persons: &mut persons, links: &mut links, unread: &mut unread };
    let mut settings = settings(USUAL);
    settings.weights = weights;
    let sources = vec![source("people", table(rows))];
    let found = resolve(sources, &settings, &mut outputs, None, &|_| {}).expect("a run");
    persons.extend(links);
    (persons, found.weights_file)
}

fn people() -> Vec<String> {
    let mut rows = strangers(300);
    let copies: Vec<String> = rows[..80].iter().map(|row| row.replacen('s', "t", 1)).collect();
    rows.extend(copies);
    rows
}

#[test]
fn what_was_learned_gives_the_same_again() {
    let (outputs, file) = run(&people(), None);
    let weights = Weights::read(&file).expect("weights");
    let (again, file_again) = run(&people(), Some(weights));
    assert!(outputs == again);
    assert_eq!(file, file_again);
}

#[test]
fn what_is_wrong_is_named() {
    let (_, file) = run(&people(), None);
    for (from, to, want) in [
        ("\"near\"", "\"nearer\"", "\"given name\", level \"nearer\": it has no such level"),
        ("\"given name\"", "\"christian name\"", "there is no such comparison"),
        ("\"near\"", "\"the same\"", "stands twice; leave one out"),
        ("person = [0.", "person = [3.", "person must be shares above 0 and at most 1"),
        ("households = ", "households = -", "households must be above 0"),
        ("households = ", "colour = 1\nhouseholds = ", "unknown field `colour`"),
    ] {
        let error = Weights::read(&file.replacen(from, to, 1)).expect_err(want);
        assert!(error.contains(want), "{error}");
    }
    let cut = file.rfind("[[level]]").expect("a level");
    let error = Weights::read(&file[..cut]).expect_err("a level is missing");
    assert!(error.contains("\"employer\", level \"different\" is missing"), "{error}");
}
