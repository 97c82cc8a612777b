//! What holds of any list, on lists drawn at random: order, threads and memory change nothing,
//! nobody is lost or doubled, and a record that is added changes only the person whom it joins.

use crate::run::{Persons, Set, USUAL, kept, persons, source, strangers, table, written};
use bonafide_resolve::{INDEX_FILE, Index, Mapping, onto};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index as Place, select};
use std::collections::BTreeSet;

/// Something wrong with a copy: in which cell, and what.
#[derive(Clone, Debug)]
enum Wrong {
    LeftOut(usize),
    Doubled(usize),
    FirstSignLost(usize),
    NamesExchanged,
    OfAnother(usize, usize),
}

fn wrong() -> impl Strategy<Value = Wrong> {
    // Every cell but the id.
    prop_oneof![
        (1..9_usize).prop_map(Wrong::LeftOut),
        (1..9_usize).prop_map(Wrong::Doubled),
        (1..9_usize).prop_map(Wrong::FirstSignLost),
        Just(Wrong::NamesExchanged),
        (1..9_usize, 0..40_usize).prop_map(|(cell, of)| Wrong::OfAnother(cell, of)),
    ]
}

fn copy(rows: &[String], of: usize, id: &str, wrong: &[Wrong]) -> String {
    let cells = |row: &String| row.split(',').map(str::to_owned).collect::<Vec<String>>();
    let mut copy = cells(&rows[of]);
    id.clone_into(&mut copy[0]);
    for wrong in wrong {
        match *wrong {
            Wrong::LeftOut(cell) => copy[cell].clear(),
            Wrong::Doubled(cell) => {
                let last = copy[cell].chars().last();
                copy[cell].extend(last);
            }
            Wrong::FirstSignLost(cell) => copy[cell] = copy[cell].chars().skip(1).collect(),
            Wrong::NamesExchanged => copy.swap(1, 2),
            Wrong::OfAnother(cell, other) => {
                copy[cell].clone_from(&cells(&rows[other])[cell]);
            }
        }
    }
    copy.join(",")
}

/// Strangers, and copies of some of them with something wrong.
fn lists() -> impl Strategy<Value = Vec<String>> {
    let copies = vec((0..40_usize, vec(wrong(), 0..4)), 0..60);
    (select(vec![40_usize, 90, 260]), copies).prop_map(|(count, copies)| {
        let mut rows = strangers(count);
        let copies: Vec<String> = copies
            .iter()
            .enumerate()
            .map(|(at, (of, wrong))| copy(&rows, *of, &format!("c{at}"), wrong))
            .collect();
        rows.extend(copies);
        rows
    })
}

/// The persons without one record.
fn without(persons: &Persons, id: &str) -> Persons {
    let rest =
        |person: &BTreeSet<String>| person.iter().filter(|one| *one != id).cloned().collect();
    persons.iter().map(rest).filter(|person: &BTreeSet<String>| !person.is_empty()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn order_threads_and_memory_change_no_byte(
        (rows, turned) in
            lists().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        threads in 1..5_usize,
        memory in select(vec![4_096_usize, 1 << 16, 64 << 20]),
    ) {
        let usual = written(vec![source("people", table(&rows))], USUAL);
        let other = written(vec![source("people", table(&turned))], Set { threads, memory });
        prop_assert!(usual == other);
    }

    #[test]
    fn every_record_is_of_one_person_however_lists_are_cut(rows in lists(), at in any::<Place>()) {
        let (one, other) = rows.split_at(at.index(rows.len()));
        let sources = [one, other].into_iter().filter(|rows| !rows.is_empty());
        let sources = sources.map(|rows| source("people", table(rows))).collect();
        let found = persons(&written(sources, USUAL).0);
        let mut ids: Vec<&String> = found.iter().flatten().collect();
        ids.sort_unstable();
        let mut all: Vec<&str> = rows.iter().filter_map(|row| row.split(',').next()).collect();
        all.sort_unstable();
        prop_assert_eq!(ids, all);
    }

    #[test]
    fn what_is_added_changes_only_whom_it_joins(
        rows in lists(),
        of in 0..40_usize,
        wrong in vec(wrong(), 0..3),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let known = kept(&table(&rows), folder.path());
        let mut index = Index::open(folder.path()).expect("an index");
        let new = vec![copy(&rows, of, "new", &wrong)];
        let sources = vec![source("new", table(&new))];
        let addition = onto(&index, sources, &Mapping::default(), 1).expect("an index");
        prop_assert_eq!(addition.added.len(), 1);
        let person = &addition.added[0].person;
        let known_person = known.contains(person.as_str());
        prop_assert_eq!(known_person, addition.added[0].link.is_some());
        index.keep(&addition, 1 << 20).expect("room");
        // What was kept first is as it was, and the next who says the same finds its person.
        drop(index);
        let before = std::fs::read(folder.path().join(INDEX_FILE)).expect("an index");
        let index = Index::open(folder.path()).expect("an index");
        let sources = vec![source("again", table(&[new[0].replacen("new", "again", 1)]))];
        let again = onto(&index, sources, &Mapping::default(), 1).expect("an index");
        prop_assert_eq!(again.added.len(), 1);
        if known_person {
            prop_assert_eq!(&again.added[0].person, person);
        }
        prop_assert!(std::fs::read(folder.path().join(INDEX_FILE)).expect("an index") == before);
    }

    #[test]
    fn who_has_nothing_in_common_with_a_list_leaves_it_as_it_is(rows in lists()) {
        let mut more = rows.clone();
        more.push("new,Quirin,Xylander,1911-01-02,,4 Quartz Way,Zzyxby,99999,0999999999".to_owned());
        let before = persons(&written(vec![source("people", table(&rows))], USUAL).0);
        let after = persons(&written(vec![source("people", table(&more))], USUAL).0);
        prop_assert!(after.contains(&BTreeSet::from([String::from("new")])));
        prop_assert_eq!(without(&after, "new"), before);
    }
}
