//! Lists as governments and others publish them, read into one form; a file that cannot be read
//! whole is refused, with the row and what is wrong there.

use crate::entry::{Entry, Indicator, List};
use crate::imports;
use crate::passed_over::{PassedOver, Tally};
use bonafide_application::Country;
use std::collections::BTreeMap;
use std::fmt;
use xxhash_rust::xxh3::xxh3_64;

/// One file of a list.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its name, for messages.
    pub name: &'a str,
    /// What it holds.
    pub bytes: &'a [u8],
}

/// What lists need to know besides themselves.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The country that a text names.
    pub country: &'a dyn Fn(&str) -> Option<Country>,
}

/// Why a file is refused, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Row or line, from 1.
    pub row: u32,
    /// What is wrong and what to do, in lower case without a full stop.
    pub message: String,
}

impl Refusal {
    pub(crate) fn at(row: u32, message: impl Into<String>) -> Refusal {
        Refusal { row, message: message.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}: {}", self.row, self.message)
    }
}

/// What one file gives.
#[derive(Debug, Default)]
pub(crate) struct Part {
    pub(crate) version: String,
    pub(crate) entries: Vec<Entry>,
    pub(crate) indicators: Vec<Indicator>,
    /// Names and places that belong to entries of another file, by identifier.
    pub(crate) additions: Vec<(String, u32, Addition)>,
    pub(crate) passed: Tally,
}

/// What a second file of a list says of an entry of the first.
#[derive(Debug)]
pub(crate) enum Addition {
    Alias(String),
    Place { street: String, city: String, country: Option<Country> },
}

/// The largest file that is read; the official lists have 20 to 120 MB.
pub const FILE_MAX: usize = 512 << 20;

/// The most entries of a list.
const ENTRIES_MAX: usize = 5_000_000;

/// The longest name that is kept; the official lists have none of half that length.
const NAME_MAX: usize = 600;

/// The most names, places or contacts of one entry; those of the official lists have a hundred.
const TEXTS_MAX: usize = 1_000;

/// Reads the files of one list. Nothing of it is taken unless all of it can be read.
pub fn import(name: &str, files: &[Source<'_>], reading: Reading<'_>) -> Result<List, String> {
    let mut list = List {
        name: name.to_owned(),
        version: String::new(),
        entries: Vec::new(),
        indicators: Vec::new(),
        passed_over: Vec::new(),
    };
    let mut additions = Vec::new();
    let mut hash = 0;
    for file in files {
        hash ^= xxh3_64(file.bytes);
        let part = read(file.bytes, reading).map_err(|e| format!("{}: {e}", file.name))?;
        if list.version.is_empty() {
            list.version = part.version;
        }
        list.entries.extend(part.entries);
        list.indicators.extend(part.indicators);
        list.passed_over.extend(part.passed.of_file(file.name));
        additions.extend(part.additions.into_iter().map(|of| (file.name, of)));
        if list.entries.len() + list.indicators.len() > ENTRIES_MAX {
            return Err(format!("{}: it holds more than {ENTRIES_MAX} rows", file.name));
        }
    }
    if !additions.is_empty() {
        list.passed_over.extend(add(&mut list.entries, additions));
        check(&list.entries).map_err(|error| format!("{name}, with what is added: {error}"))?;
    }
    if list.entries.is_empty() && list.indicators.is_empty() {
        let mut message = vec![format!(
            "{name}: the files hold no row to take; check that they are the right ones"
        )];
        message.extend(list.passed_over.iter().map(ToString::to_string));
        return Err(message.join("; "));
    }
    if list.version.is_empty() {
        list.version = format!("{hash:016x}");
    }
    Ok(list)
}

fn read(bytes: &[u8], reading: Reading<'_>) -> Result<Part, Refusal> {
    if bytes.len() > FILE_MAX {
        return Err(Refusal::at(1, format!("the file is larger than {} MiB", FILE_MAX >> 20)));
    }
    let text = std::str::from_utf8(bytes);
    // The OFAC files are in the code page of their makers; every byte is some letter there.
    let latin: String;
    let text = match text {
        Ok(text) => text,
        Err(_) if imports::ofac_csv::is_one(bytes) => {
            latin = bytes.iter().map(|byte| char::from(*byte)).collect();
            &latin
        }
        Err(error) => {
            let passed = &bytes[..error.valid_up_to()];
            let line = passed.split(|byte| *byte == b'\n').count() as u32;
            return Err(Refusal::at(line, "write the file in UTF-8"));
        }
    };
    let text = text.trim_start_matches('\u{feff}');
    let part = match text.trim_start().as_bytes().first() {
        None => return Err(Refusal::at(1, "the file is empty")),
        Some(b'<') => imports::xml::read(text, reading)?,
        Some(b'{' | b'[') => imports::json::read(text, reading)?,
        _ if imports::ofac_csv::is_one(text.as_bytes()) => imports::ofac_csv::read(text, reading)?,
        _ => imports::plain_csv::read(text, reading)?,
    };
    check(&part.entries)?;
    Ok(part)
}

/// Every entry has a name, none is longer than a name is, and none has more than any list gives.
fn check(entries: &[Entry]) -> Result<(), Refusal> {
    for entry in entries {
        if !entry.name.chars().any(char::is_alphanumeric) {
            return Err(Refusal::at(entry.row, "give a name"));
        }
        if entry.names().any(|name| name.len() > NAME_MAX) {
            let message = format!("a name is longer than {NAME_MAX} bytes");
            return Err(Refusal::at(entry.row, message));
        }
        let texts =
            [&entry.aliases, &entry.places, &entry.addresses, &entry.emails, &entry.domains];
        if texts.iter().any(|texts| texts.len() > TEXTS_MAX) {
            let message =
                format!("give at most {TEXTS_MAX} names, places or contacts to one entry");
            return Err(Refusal::at(entry.row, message));
        }
    }
    Ok(())
}

/// Adds what a second file says, and tells what it says of entries that no file has.
fn add(entries: &mut [Entry], additions: Vec<(&str, (String, u32, Addition))>) -> Vec<PassedOver> {
    let by_id: BTreeMap<String, usize> =
        entries.iter().enumerate().map(|(at, entry)| (entry.id.clone(), at)).collect();
    let mut passed: BTreeMap<&str, Tally> = BTreeMap::new();
    for (file, (id, row, addition)) in additions {
        let Some(at) = by_id.get(&id) else {
            passed.entry(file).or_default().note(row, "no file has the entry that it belongs to");
            continue;
        };
        let entry = &mut entries[*at];
        match addition {
            Addition::Alias(alias) => push_new(&mut entry.aliases, &alias),
            Addition::Place { street, city, country } => {
                push_new(&mut entry.places, &city);
                entry.take_address(&[&street, &city]);
                if let Some(country) = country
                    && !entry.countries.contains(&country)
                {
                    entry.countries.push(country);
                }
            }
        }
    }
    passed.into_iter().flat_map(|(file, tally)| tally.of_file(file)).collect()
}

/// Adds a text that is not there yet, and is none of the signs that stand for nothing. What is one
/// too many is added, so that the entry is refused, and nothing after it, so that it costs no time.
pub(crate) fn push_new(texts: &mut Vec<String>, text: &str) {
    let text = text.trim();
    if texts.len() > TEXTS_MAX {
        return;
    }
    if !text.is_empty() && text != "-0-" && !texts.iter().any(|own| own == text) {
        texts.push(text.to_owned());
    }
}
