//! One record reduced to what linkage and score need of it.

use crate::answers::{self, Bare};
use crate::notices::notices;
use bonafide_anomaly::{Traits, traits};
use bonafide_case::surroundings::Notice;
use bonafide_evidence::ask_all;
use bonafide_ingest::Record;
use bonafide_linkage::{Key, Sketch, keys};
use bonafide_reference::{Subject, Tables};
use xxhash_rust::xxh3::xxh3_128;

/// One application, reduced.
pub(crate) struct Draft {
    /// Its id.
    pub(crate) id: String,
    /// Hash of source system and id.
    pub(crate) identity: u128,
    /// Line of its input.
    pub(crate) line: u64,
    /// What it is compared by.
    pub(crate) sketch: Sketch,
    /// Its keys, sorted, each once.
    pub(crate) keys: Vec<Key>,
    /// Its answers without words.
    pub(crate) answers: Vec<Bare>,
    /// Rows of lists that it leads to.
    pub(crate) notices: Vec<Notice>,
    /// What it may have in common with others of its week.
    pub(crate) traits: Traits,
}

/// Reduces a record, and appends its answers with their words to `packed`.
pub(crate) fn draft(record: &Record, tables: &Tables, packed: &mut Vec<u8>) -> Draft {
    let application = &record.application;
    let subject = Subject::new(application, tables);
    let answers = answers::write(&ask_all(&subject), packed);
    let mut found: Vec<Key> = Vec::new();
    keys(&subject, &mut |key, _| found.push(key));
    found.sort_unstable();
    found.dedup();
    let system = application.source.system.as_deref().unwrap_or_default();
    Draft {
        identity: xxh3_128(format!("{system}\u{0}{}", application.id).as_bytes()),
        id: application.id.clone(),
        line: record.line,
        sketch: Sketch::of(&subject),
        notices: notices(&subject),
        traits: traits(&subject, None),
        keys: found,
        answers,
    }
}
