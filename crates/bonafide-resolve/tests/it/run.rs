//! Runs a list through the engine, and reads what it wrote.

use bonafide_ingest::list;
use bonafide_resolve::{INDEX_FILE, Mapping, Outputs, Settings, Skew, Source, resolve, role};
use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;
use std::path::Path;

/// Persons, each with the ids of its records.
pub(crate) type Persons = BTreeSet<BTreeSet<String>>;

/// How a run is set.
#[derive(Clone, Copy)]
pub(crate) struct Set {
    pub(crate) threads: usize,
    pub(crate) memory: usize,
}

/// As most tests want it.
pub(crate) const USUAL: Set = Set { threads: 2, memory: 64 << 20 };

pub(crate) fn source(name: &str, text: impl Into<Vec<u8>>) -> Source {
    let known = |column: &str| role::usual(column).is_some();
    let list = list(name, Box::new(Cursor::new(text.into())), &known).expect("a list");
    Source { name: name.to_owned(), list }
}

/// Everything that was written: persons, then links.
pub(crate) fn written(sources: Vec<Source>, set: Set) -> (String, String) {
    with_skew(sources, set).0
}

/// The same, and what was too common to be looked at in full.
pub(crate) fn with_skew(sources: Vec<Source>, set: Set) -> ((String, String), Skew) {
    let (mut persons, mut links, mut unread) = (Vec::new(), Vec::new(), Vec::new());
    let mut outputs = Outputs { persons: &mut persons, links: &mut links, unread: &mut unread };
    let found = resolve(sources, &settings(set), &mut outputs, None, &|_| {}).expect("a run");
    assert!(unread.is_empty(), "{}", String::from_utf8_lossy(&unread));
    let text = |bytes| String::from_utf8(bytes).expect("text");
    ((text(persons), text(links)), found.skew)
}

pub(crate) fn settings(set: Set) -> Settings {
    Settings {
        mapping: Mapping::default(),
        weights: None,
        threads: set.threads,
        memory_bytes: set.memory,
        report_max: 10,
    }
}

/// Resolves a list, and keeps its index in a folder.
pub(crate) fn kept(text: &str, folder: &Path) -> String {
    let mut persons = Vec::new();
    let (mut links, mut unread) = (Vec::new(), Vec::new());
    let mut outputs = Outputs { persons: &mut persons, links: &mut links, unread: &mut unread };
    let mut index = fs::File::create(folder.join(INDEX_FILE)).expect("a file");
    let sources = vec![source("people", text)];
    resolve(sources, &settings(USUAL), &mut outputs, Some(&mut index), &|_| {}).expect("a run");
    String::from_utf8(persons).expect("text")
}

/// The persons of what was written.
pub(crate) fn persons(written: &str) -> Persons {
    let person = |line: &str| {
        let read: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let records = read["records"].as_array().expect("records").clone();
        let id = |record: serde_json::Value| record[1].as_str().expect("an id").to_owned();
        records.into_iter().map(id).collect()
    };
    written.lines().map(person).collect()
}

/// A list of invented strangers, beside whom look-alikes stand: a list teaches what is usual.
pub(crate) fn strangers(count: usize) -> Vec<String> {
    // Enough of them, and unlike enough, that names of strangers are seldom a slip apart.
    const SOUNDS: [&str; 24] = [
        "bar", "kel", "lom", "mis", "nut", "rag", "sen", "tol", "vik", "zur", "dam", "fep", "gos",
        "hin", "jul", "pad", "wes", "cor", "bri", "flu", "gra", "ske", "tro", "plin",
    ];
    let word = |mut number: usize, length: usize| {
        let mut word = String::new();
        for _ in 0..length {
            word.push_str(SOUNDS[number % 24]);
            number = number / 24 + number % 7;
        }
        word
    };
    // Every value is drawn for itself: were they all steps of one sequence, who agrees in one
    // would agree in most, and strangers would look like one person.
    let row = |at: usize| {
        let spread = |of: usize| {
            let mut number = (at * 16 + of) as u64;
            for _ in 0..3 {
                number = (number ^ number >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            }
            (number >> 24) as usize
        };
        format!(
            "s{at},{},{},19{:02}-{:02}-{:02},{},{} {} street,{}ton,{:05},07{:08}",
            word(spread(1) % 300, 2),
            word(spread(2) % 5_000, 3),
            30 + spread(3) % 70,
            1 + spread(4) % 12,
            1 + spread(5) % 28,
            if spread(6) % 2 == 0 { "f" } else { "m" },
            1 + spread(7) % 150,
            word(spread(8) % 900, 3),
            word(spread(9) % 60, 2),
            10_000 + spread(9) % 60 * 31,
            spread(10) % 100_000_000,
        )
    };
    (0..count).map(row).collect()
}

/// The header of such a list.
pub(crate) const HEADER: &str =
    "id,given_name,surname,date_of_birth,sex,address,town,postcode,phone";

/// A list of rows.
pub(crate) fn table(rows: &[String]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}
