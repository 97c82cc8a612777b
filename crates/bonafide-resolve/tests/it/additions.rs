//! Records added to a known result: they join whom they are of, and change nobody.

use crate::run::{kept, source, strangers, table};
use bonafide_resolve::{Added, Mapping, onto};
use std::path::Path;

fn add(folder: &Path, rows: &[&str]) -> Vec<Added> {
    let rows: Vec<String> = rows.iter().map(|row| (*row).to_owned()).collect();
    let sources = vec![source("new", table(&rows))];
    let added = onto(&[folder.to_owned()], sources, &Mapping::default(), 1).expect("an index");
    assert!(added.unread.is_empty());
    added.added
}

#[test]
fn a_record_joins_the_person_whose_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut rows = strangers(800);
    rows.push("a,Anna,Morgenroth,1970-03-12,f,12 Birch Lane,Elmton,40111,0711111111".to_owned());
    rows.push("b,Karl,Morgenroth,1968-11-30,m,12 Birch Lane,Elmton,40111,0711111111".to_owned());
    // A list without copies teaches that there are none.
    let copies: Vec<String> = rows[..100].iter().map(|row| row.replacen('s', "t", 1)).collect();
    rows.extend(copies);
    let persons = kept(&table(&rows), folder.path());
    let added = add(
        folder.path(),
        &[
            "n1,Ana,Morgenroth,1970-03-12,f,12 Birch Ln,Elmton,40111,",
            "n2,Quirin,Xylander,1911-01-02,m,400 Quartz Way,Zzyton,99999,",
        ],
    );
    let of = |id: &str| added.iter().find(|one| one.record.1 == id).expect("added");
    let known = of("n1").link.as_ref().expect("a person");
    assert_eq!(known.0.1, "a");
    let line = persons.lines().find(|line| line.contains("[\"\",\"a\"]")).expect("a person");
    assert!(line.contains(&of("n1").person), "{line} {}", of("n1").person);
    assert!(of("n2").link.is_none());
}

#[test]
fn new_records_meet_one_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut rows = strangers(800);
    let copies: Vec<String> = rows[..100].iter().map(|row| row.replacen('s', "t", 1)).collect();
    rows.extend(copies);
    kept(&table(&rows), folder.path());
    let row = "Anna,Morgenroth,1970-03-12,f,12 Birch Lane,Elmton,40111,0711111111";
    let added = add(folder.path(), &[&format!("n1,{row}"), &format!("n2,{row}")]);
    assert_eq!(added[0].person, added[1].person);
}
