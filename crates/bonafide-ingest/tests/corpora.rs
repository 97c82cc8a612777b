//! JSON Resume documents of public test sets, whole, broken and empty, which lie outside the
//! project: the environment variable `BONAFIDE_CORPORA` names their folder.

use bonafide_application::Country;
use bonafide_ingest::{Options, Record, Rejected, open};
use jiff::Timestamp;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder of a test set, or `None`, aloud, where there is none.
fn corpus(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("BONAFIDE_CORPORA").map(|root| PathBuf::from(root).join(name));
    let folder = folder.filter(|folder| folder.is_dir());
    if folder.is_none() {
        println!("skipped: BONAFIDE_CORPORA does not name a folder that holds {name}");
    }
    folder
}

fn read(path: &Path) -> Vec<Result<Record, Rejected>> {
    let options = Options {
        submitted_at: Timestamp::UNIX_EPOCH,
        mapping: None,
        country: Arc::new(Country::parse),
        documents: None,
        attachments: None,
    };
    let file = BufReader::new(File::open(path).expect("a file"));
    match open(&path.to_string_lossy(), Box::new(file), &options) {
        Ok(reader) => reader.collect(),
        Err(error) => panic!("{error}"),
    }
}

fn documents(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect();
    paths.sort();
    paths
}

#[test]
fn documents_of_the_format_are_read() {
    let Some(folder) = corpus("resumes/jsonresume-npm") else { return };
    let mut read_whole = 0;
    for path in documents(&folder) {
        let records = read(&path);
        assert_eq!(records.len(), 1, "{}", path.display());
        match &records[0] {
            Ok(record) => {
                assert!(record.application.resume.as_ref().is_some_and(|r| !r.work.is_empty()));
                read_whole += 1;
            }
            Err(rejected) => println!("{}: {}", path.display(), rejected.error),
        }
    }
    // All but the schema itself.
    assert_eq!(read_whole, documents(&folder).len() - 1);
}

#[test]
fn whole_broken_and_empty_documents_are_told_apart() {
    let Some(folder) = corpus("resumes/fresh-test-resumes/src") else { return };
    let mut outcomes = Vec::new();
    for path in documents(&folder.join("jrs")).into_iter().chain(documents(&folder.join("fresh"))) {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        for record in read(&path) {
            let outcome = record.map(|record| record.application.applicant.name.0);
            println!("{name}: {outcome:?}");
            outcomes.push((name.clone(), outcome.map_err(|rejected| rejected.error)));
        }
    }
    let of = |name: &str| {
        let found = outcomes.iter().find(|(other, _)| other == name);
        found.unwrap_or_else(|| panic!("no {name}")).1.clone()
    };
    assert_eq!(of("richard-hendriks.json").as_deref(), Ok("Richard Hendriks"));
    assert_eq!(of("jane-incomplete.json").as_deref(), Ok("Jane Q. Fullstacker"));
    assert!(of("empty.json").expect_err("no name").starts_with("basics.name is missing"));
    assert!(of("short.json").expect_err("another format").contains("FRESH"));
    assert!(of("johnny-trouble.broken.json").expect_err("broken").starts_with("this is not JSON"));
}
