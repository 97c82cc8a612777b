//! Reads lists of people: which column holds what is recognized, every row becomes a record.

use crate::day::{Order, order_of};
use crate::draft::{Column, Draft, draft};
use crate::people::People;
use crate::role::{self, Role};
use bonafide_application::fold;
use bonafide_gather::{Error, in_order};
use bonafide_ingest::{List, ListRow};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::mpsc;

/// One opened list with the name that messages call it.
pub struct Source {
    /// Name of the list.
    pub name: String,
    /// Its rows.
    pub list: List,
}

/// Which column of a list holds what, where its name does not tell.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    columns: BTreeMap<String, Option<Role>>,
}

/// What was recognized of one list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recognized {
    /// Name of the list.
    pub list: String,
    /// Columns that are read, with what each holds.
    pub used: Vec<(String, &'static str)>,
    /// Columns that are not read.
    pub unused: Vec<String>,
}

/// A row that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Name of the list.
    pub list: String,
    /// Line of the row, from 1.
    pub line: u64,
    /// What is wrong, and what to do.
    pub error: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MappingFile {
    #[serde(default)]
    columns: BTreeMap<String, String>,
}

impl Mapping {
    /// Reads a mapping in TOML: under `[columns]`, the column as the list spells it, and what it
    /// holds; `ignore` passes it over.
    pub fn read(text: &str) -> Result<Mapping, String> {
        let file: MappingFile = toml::from_str(text).map_err(|error| error.to_string())?;
        let columns = file.columns.into_iter().map(|(column, path)| {
            let found = role::named(&path);
            if found.is_none() && path != "ignore" {
                let known: Vec<&str> = role::names().collect();
                return Err(format!(
                    "column \"{column}\" is mapped to \"{path}\", which is nothing that is known; \
                     say one of {}, or ignore",
                    known.join(", ")
                ));
            }
            Ok((column.trim().to_owned(), found))
        });
        Ok(Mapping { columns: columns.collect::<Result<_, _>>()? })
    }

    /// What a column holds.
    pub fn role(&self, column: &str) -> Option<Role> {
        match self.columns.get(column.trim()) {
            Some(mapped) => *mapped,
            None => role::usual(column),
        }
    }
}

/// Rows that are handed to a thread together.
const BATCH: usize = 4_096;

/// Batches that are read ahead of those who make drafts of them.
const BATCHES_AHEAD: usize = 4;

/// Rows by which the order of day and month is told.
const SHOWN: usize = 100_000;

/// Reads one list into `people`.
pub(crate) fn read(
    source: Source,
    mapping: &Mapping,
    threads: usize,
    people: &mut People,
    unread: &mut dyn FnMut(Unread) -> Result<(), Error>,
) -> Result<Recognized, Error> {
    let Source { name, list } = source;
    let mut rows = list.rows;
    let first: Vec<ListRow> = rows.by_ref().take(SHOWN).collect();
    let (columns, recognized) = plan(&name, &list.columns, mapping, &first);
    let mut rows = first.into_iter().chain(rows);
    let (batches, read) = mpsc::sync_channel::<Vec<ListRow>>(BATCHES_AHEAD);
    // Whoever takes drafts has enough to do with numbering their texts.
    let reader = move || {
        loop {
            let batch: Vec<ListRow> = rows.by_ref().take(BATCH).collect();
            if batch.is_empty() || batches.send(batch).is_err() {
                return;
            }
        }
    };
    let work = |batch: Vec<ListRow>| -> Vec<(u64, Result<Draft, String>)> {
        let read = |(line, cells): ListRow| {
            let drafted = cells.map(|cells| {
                let mut draft = draft(&cells, &columns);
                if draft.id.is_empty() {
                    draft.id = format!("{name}:{line}");
                }
                draft
            });
            (line, drafted)
        };
        batch.into_iter().map(read).collect()
    };
    let take = |drafts: Vec<(u64, Result<Draft, String>)>| {
        for (line, draft) in drafts {
            match draft {
                Ok(draft) => people.add(&draft),
                Err(error) => unread(Unread { list: name.clone(), line, error })?,
            }
        }
        Ok::<(), Error>(())
    };
    std::thread::scope(|scope| {
        scope.spawn(reader);
        in_order(threads, move || read.recv().ok(), work, take)
    })?;
    Ok(recognized)
}

/// Decides which column is read as what.
fn plan(
    name: &str,
    header: &[String],
    mapping: &Mapping,
    rows: &[ListRow],
) -> (Vec<Column>, Recognized) {
    let mut recognized = Recognized { list: name.to_owned(), ..Recognized::default() };
    let mut columns: Vec<Column> = Vec::new();
    for (at, column) in header.iter().enumerate() {
        let role = mapping.role(column);
        // Two columns of ids count different things.
        let second_id = role == Some(Role::Id) && columns.iter().any(|c| c.role == Role::Id);
        match role {
            Some(role) if !second_id => {
                recognized.used.push((column.trim().to_owned(), role::name(role)));
                let order = if role == Role::Born { order(rows, at) } else { Order::MonthFirst };
                // A kind of number is known by its column, in whichever list.
                let kind = fold(column)
                    .bytes()
                    .fold(7_u8, |kind, byte| kind.wrapping_mul(31).wrapping_add(byte));
                columns.push(Column { at, role, kind, order });
            }
            _ if column.trim().is_empty() => {}
            _ => recognized.unused.push(column.trim().to_owned()),
        }
    }
    (columns, recognized)
}

/// Whether day or month comes first in a column, by the values that show it.
fn order(rows: &[ListRow], at: usize) -> Order {
    let cells = rows.iter().filter_map(|(_, cells)| cells.as_ref().ok()?.get(at));
    let (mut day, mut month) = (0_u64, 0_u64);
    for shown in cells.filter_map(|cell| order_of(cell)) {
        match shown {
            Order::DayFirst => day += 1,
            Order::MonthFirst => month += 1,
        }
    }
    if day > month { Order::DayFirst } else { Order::MonthFirst }
}

#[cfg(test)]
mod tests {
    use super::Mapping;
    use crate::role::Role;

    #[test]
    fn a_mapping_goes_before_usual_names() {
        let text = "[columns]\n\"Zuname\" = \"family_name\"\n\"Name\" = \"ignore\"";
        let mapping = Mapping::read(text).expect("a mapping");
        assert_eq!(mapping.role("Zuname "), Some(Role::FamilyName));
        assert_eq!(mapping.role("Name"), None);
        assert_eq!(mapping.role("dob"), Some(Role::Born));
        assert!(
            Mapping::read("[columns]\nA = \"x\"").expect_err("unknown").contains("birth_place")
        );
    }
}
