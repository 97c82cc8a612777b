//! What holds of every list: order, threads and memory change nothing, and nobody is lost.

use crate::run::{HEADER, Set, USUAL, persons, source, strangers, table, with_skew, written};
use std::collections::BTreeSet;

/// Strangers, a third of them with a second record that has a slip or a gap.
fn people() -> Vec<String> {
    let mut rows = strangers(900);
    let copies: Vec<String> = rows
        .iter()
        .enumerate()
        .filter(|(at, _)| at % 3 == 0)
        .map(|(at, row)| {
            let mut cells: Vec<String> = row.split(',').map(str::to_owned).collect();
            cells[0] = format!("d{at}");
            match at % 4 {
                0 => cells[2].push('s'),
                1 => cells[3].clear(),
                2 => "9 other road".clone_into(&mut cells[5]),
                _ => cells[8].clear(),
            }
            cells.join(",")
        })
        .collect();
    rows.extend(copies);
    rows
}

#[test]
fn copies_are_found() {
    let found = persons(&written(vec![source("people", table(&people()))], USUAL).0);
    let pairs = found.iter().filter(|person| person.len() == 2).count();
    assert!(pairs >= 290, "{pairs}");
    let larger: Vec<_> = found.iter().filter(|person| person.len() > 2).collect();
    assert!(larger.is_empty(), "{larger:?}");
}

#[test]
fn order_threads_and_memory_change_no_byte() {
    let rows = people();
    let usual = written(vec![source("people", table(&rows))], USUAL);
    let mut turned = rows.clone();
    turned.reverse();
    turned.rotate_left(137);
    assert!(written(vec![source("people", table(&turned))], USUAL) == usual);
    let set = Set { threads: 7, memory: 64 << 20 };
    assert!(written(vec![source("people", table(&rows))], set) == usual);
    let set = Set { threads: 1, memory: 4_096 };
    assert!(written(vec![source("people", table(&rows))], set) == usual);
}

#[test]
fn every_record_is_of_one_person() {
    let rows = people();
    let found = persons(&written(vec![source("people", table(&rows))], USUAL).0);
    let ids: Vec<&String> = found.iter().flatten().collect();
    assert_eq!(ids.len(), rows.len());
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), rows.len());
}

#[test]
fn a_further_stranger_changes_nobody_else() {
    let rows = people();
    let mut more = rows.clone();
    more.push("new,Quirin,Xylander,1911-01-02,m,400 Quartz Way,Zzyton,99999,0999999999".to_owned());
    let before = persons(&written(vec![source("people", table(&rows))], USUAL).0);
    let after = persons(&written(vec![source("people", table(&more))], USUAL).0);
    let new: BTreeSet<String> = [String::from("new")].into();
    assert!(after.contains(&new));
    let differing = after.iter().filter(|person| !before.contains(*person)).count();
    assert_eq!(differing, 1);
}

#[test]
fn equal_values_without_number_are_survived() {
    let rows: Vec<String> =
        (0..60_000).map(|at| format!("e{at},Ana,Lima,1980-01-01,f,,Rome,,")).collect();
    let (written, skew) = with_skew(vec![source("people", table(&rows))], USUAL);
    assert_eq!(persons(&written.0).iter().map(BTreeSet::len).sum::<usize>(), 60_000);
    assert_eq!(skew.largest, 60_000);
    assert!(skew.blocks >= 1);
}

#[test]
fn an_empty_list_has_no_person() {
    let text = format!("{HEADER}\n");
    assert!(written(vec![source("people", text)], USUAL).0.is_empty());
}
