//! A table: its header found, its columns recognized, its rows handed out.

use crate::field::{Field, Target, path, usual};
use crate::mapping::Mapping;
use crate::moment::{Order, Style, order_of};
use crate::record::{Naming, shorten};
use crate::{Options, TABLE_COLUMNS_MAX, TABLE_TITLE_ROWS_MAX, whereabouts::CountryLookup};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One row: the line on which it begins, and its cells, or why they cannot be read.
pub(crate) type Row = (u64, Result<Vec<String>, String>);

/// What was recognized of a table, to be shown to the user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recognized {
    /// Columns that are read, with the field of the canonical form that each fills.
    pub used: Vec<(String, String)>,
    /// Columns that are not read.
    pub unused: Vec<String>,
    /// What was decided where the table leaves room, in sentences.
    pub notes: Vec<String>,
}

/// How the rows of one table become applications.
pub(crate) struct Plan {
    pub(crate) naming: Naming,
    /// Columns that are read, best first where several fill one field.
    pub(crate) columns: Vec<Column>,
    /// Cells of the header.
    pub(crate) width: usize,
    pub(crate) country: Arc<CountryLookup>,
}

/// One column that is read.
pub(crate) struct Column {
    pub(crate) at: usize,
    pub(crate) name: String,
    pub(crate) target: Target,
    pub(crate) style: Style,
}

/// Tells whether a column's name is known.
pub(crate) type Known<'a> = &'a dyn Fn(&str) -> bool;

/// Whether a column's name says what an application's table has in it.
pub(crate) fn is_known(name: &str, mapping: Option<&Mapping>) -> bool {
    !matches!(meaning(name, mapping), Meaning::Unknown)
}

/// Among the first rows, the one in which most columns are recognized: its place, its cells, and
/// how many columns; `None` where no row has any.
pub(crate) fn header<'a>(
    rows: impl Iterator<Item = &'a Row>,
    known: Known<'_>,
) -> Option<(usize, &'a [String], usize)> {
    let mut best: Option<(usize, &[String], usize)> = None;
    for (place, (_, cells)) in rows.take(TABLE_TITLE_ROWS_MAX).enumerate() {
        let Ok(cells) = cells else { continue };
        let cells = &cells[..cells.len().min(TABLE_COLUMNS_MAX)];
        let count = cells.iter().filter(|cell| known(cell)).count();
        if count > best.map_or(0, |(.., count)| count) {
            best = Some((place, cells, count));
        }
    }
    best
}

/// What a column's name says.
enum Meaning {
    /// It fills a target; of several that do, the one of the lowest rank goes first.
    Reads(Target, usize),
    /// The mapping says that it is not to be read.
    PassedOver,
    Unknown,
}

fn meaning(name: &str, mapping: Option<&Mapping>) -> Meaning {
    let mapped = mapping.and_then(|mapping| {
        mapping.columns.iter().find(|(column, _)| column.trim() == name.trim())
    });
    match mapped {
        Some((_, Some(target))) => Meaning::Reads(*target, 0),
        Some((_, None)) => Meaning::PassedOver,
        None => match usual(name) {
            Some((target, rank)) => Meaning::Reads(target, rank + 1),
            None => Meaning::Unknown,
        },
    }
}

/// Decides which column fills what. `rows` are all rows below the header.
pub(crate) fn plan<R: AsRef<[String]>>(
    naming: Naming,
    header: &[String],
    rows: impl Iterator<Item = R>,
    options: &Options,
) -> Result<(Plan, Recognized), String> {
    let mapping = options.mapping.as_ref();
    let mut recognized = Recognized::default();
    let mut found = Vec::new();
    for (at, name) in header.iter().enumerate() {
        match meaning(name, mapping) {
            Meaning::Reads(target, rank) => found.push((target, rank, at)),
            _ if name.trim().is_empty() => {}
            _ => recognized.unused.push(name.clone()),
        }
    }
    found.sort();
    let other_ids: Vec<usize> =
        found.iter().filter(|(t, ..)| t.field == Field::Id).skip(1).map(|(.., at)| *at).collect();
    // Two columns of ids count different things; mixing them would let two records meet.
    found.retain(|(.., at)| !other_ids.contains(at));
    recognized.unused.extend(other_ids.iter().map(|at| header[*at].clone()));
    let named = |(target, ..): &(Target, usize, usize)| {
        [Field::Name, Field::FirstName, Field::LastName].contains(&target.field)
    };
    if !found.iter().any(named) {
        return Err(format!(
            "no column is recognized as the applicant's name among {}; say with --map FILE.toml \
             which it is, as in [columns] \"Bewerber\" = \"applicant.name\"",
            names(header)
        ));
    }
    let absent = mapping.into_iter().flat_map(|mapping| &mapping.columns);
    let absent =
        absent.filter(|(column, _)| !header.iter().any(|name| name.trim() == column.trim()));
    recognized.notes.extend(
        absent.map(|(column, _)| format!("the mapping's column \"{column}\" is not in this table")),
    );
    let format = mapping.and_then(|mapping| mapping.date_format.clone());
    let orders = orders(&found, rows, header, &mut recognized.notes);
    let columns = found.iter().map(|(target, _, at)| Column {
        at: *at,
        name: header[*at].trim().to_owned(),
        target: *target,
        style: Style {
            order: orders.get(at).copied().unwrap_or(Order::MonthFirst),
            format: format.clone().filter(|_| is_date(target.field)),
        },
    });
    let columns: Vec<Column> = columns.collect();
    recognized.used = columns.iter().map(|c| (c.name.clone(), path(c.target))).collect();
    let country = Arc::clone(&options.country);
    Ok((Plan { naming, columns, width: header.len(), country }, recognized))
}

/// Columns that a message names, and characters of each.
const NAMED: usize = 12;
const NAMED_CHARS: usize = 40;

/// The names of columns, as far as they are names: where a table has no header, its first row says
/// who somebody is.
fn names(header: &[String]) -> String {
    let fit = |name: &&str| {
        let digits = name.bytes().filter(u8::is_ascii_digit).count();
        !name.is_empty() && !name.contains('@') && digits < 3
    };
    let named = header.iter().map(|name| name.trim()).filter(fit).take(NAMED);
    let mut named: Vec<String> =
        named.map(|name| format!("\"{}\"", shorten(name, NAMED_CHARS))).collect();
    if named.len() < header.len() {
        named.push(format!("{} more", header.len() - named.len()));
    }
    named.join(", ")
}

fn is_date(field: Field) -> bool {
    use Field::{BornOn, StudyEnd, StudyStart, SubmittedAt, WorkEnd, WorkStart};
    matches!(field, SubmittedAt | BornOn | WorkStart | WorkEnd | StudyStart | StudyEnd)
}

/// Whether day or month comes first in each column of dates, by all of its values.
fn orders<R: AsRef<[String]>>(
    found: &[(Target, usize, usize)],
    rows: impl Iterator<Item = R>,
    header: &[String],
    notes: &mut Vec<String>,
) -> BTreeMap<usize, Order> {
    /// What the values of one column show.
    #[derive(Default)]
    struct Seen {
        day_first: u64,
        month_first: u64,
        either: Option<String>,
    }
    let mut seen: BTreeMap<usize, Seen> = found
        .iter()
        .filter(|(target, ..)| is_date(target.field))
        .map(|(.., at)| (*at, Seen::default()))
        .collect();
    for cells in rows {
        for (at, seen) in &mut seen {
            let Some(cell) = cells.as_ref().get(*at) else { continue };
            match order_of(cell) {
                Ok(Some(Order::DayFirst)) => seen.day_first += 1,
                Ok(Some(Order::MonthFirst)) => seen.month_first += 1,
                Err(()) if seen.either.is_none() => seen.either = Some(cell.trim().to_owned()),
                Ok(None) | Err(()) => {}
            }
        }
    }
    let decided = seen.into_iter().map(|(at, seen)| {
        if let Some(either) = seen.either
            && (seen.day_first > 0) == (seen.month_first > 0)
        {
            let (name, why) = (
                header[at].trim(),
                if seen.day_first > 0 {
                    "its other dates show both orders"
                } else {
                    "nothing in the column tells"
                },
            );
            notes.push(format!(
                "column \"{name}\": dates such as {either} are read as month/day, since {why}; \
                 date_format in --map says otherwise"
            ));
        }
        let day_first = seen.day_first > 0 && seen.month_first == 0;
        (at, if day_first { Order::DayFirst } else { Order::MonthFirst })
    });
    decided.collect()
}
