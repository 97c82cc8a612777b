//! Records added to a known result: they join whom they are of, and change nobody.

use crate::run::{kept, source, strangers, table};
use bonafide_resolve::{Added, INDEX_FILE, Index, Mapping, onto};
use std::fs;
use std::path::Path;

fn add(folder: &Path, rows: &[&str]) -> Vec<Added> {
    let rows: Vec<String> = rows.iter().map(|row| (*row).to_owned()).collect();
    let sources = vec![source("new", table(&rows))];
    let mut index = Index::open(folder).expect("an index");
    let added = onto(&index, sources, &Mapping::default(), 1).expect("an index");
    assert!(added.unread.is_empty());
    index.keep(&added, 1 << 20).expect("room");
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

#[test]
fn many_additions_are_remembered_and_change_no_person() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut rows = strangers(300);
    let copies: Vec<String> = rows[..100].iter().map(|row| row.replacen('s', "t", 1)).collect();
    rows.extend(copies);
    kept(&table(&rows), folder.path());
    let before = fs::read(folder.path().join(INDEX_FILE)).expect("an index");
    // Each comes twice, a hundred additions apart; of every eighth, three come at once.
    let new = &strangers(460)[300..];
    let mut persons = Vec::new();
    for (at, row) in new.iter().enumerate().take(100) {
        let mut rows = vec![row.clone()];
        if at % 8 == 0 {
            rows.extend((0..2).map(|n| strangers(460)[400 + at / 8 * 2 + n].clone()));
        }
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let added = add(folder.path(), &rows);
        let one = added.iter().find(|one| row.starts_with(&format!("{},", one.record.1)));
        persons.push(one.expect("added").person.clone());
    }
    for (row, person) in new.iter().zip(&persons) {
        let again = add(folder.path(), &[&row.replacen('s', "again", 1)]);
        assert_eq!(&again[0].person, person, "{row}");
    }
    assert!(fs::read(folder.path().join(INDEX_FILE)).expect("an index") == before);
    let indexes = fs::read_dir(folder.path().join("added/index")).expect("a folder").count();
    assert!(indexes < 30, "{indexes}");
}

#[test]
fn a_damaged_index_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    kept(&table(&strangers(50)), folder.path());
    let path = folder.path().join(INDEX_FILE);
    let bytes = fs::read(&path).expect("an index");
    fs::write(&path, &bytes[..bytes.len() - 9]).expect("room");
    let error = Index::open(folder.path()).err().expect("refused").to_string();
    assert!(error.contains("damaged; resolve the lists again"), "{error}");
    fs::remove_file(&path).expect("a file");
    let error = Index::open(folder.path()).err().expect("refused").to_string();
    assert!(error.contains("write it with resolve --index"), "{error}");
}
