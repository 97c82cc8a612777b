//! Any list of records: rows of cells under named columns, whatever the columns mean.
//!
//! Tables are read as those of applications are. Of JSON, the names of an object's fields are the
//! columns, nested ones joined by a point, and the values of an array by a bar.

use crate::recognize::{ACCEPTED, Format, all, recognize, text_of};
use crate::table::{Row, header};
use crate::{Error, TABLE_COLUMNS_MAX, TABLE_TITLE_ROWS_MAX, delimited, workbook};
use serde_json::Value;
use std::io::BufRead;

/// A list that was opened: its columns, and its rows, which are read as they are asked for.
pub struct List {
    /// Names of the columns, as the input spells them.
    pub columns: Vec<String>,
    /// Line of each row with its cells, or why it cannot be read.
    pub rows: Box<dyn Iterator<Item = ListRow> + Send>,
}

/// One row: the line on which it begins, and its cells, or why they cannot be read.
pub type ListRow = (u64, Result<Vec<String>, String>);

/// Recognizes by its content what an input is, and opens it. `known` tells whether a column's name
/// means something, by which a table's header is found.
pub fn list(
    name: &str,
    bytes: Box<dyn BufRead + Send>,
    known: &dyn Fn(&str) -> bool,
) -> Result<List, Error> {
    let named = |what: String| Error::new(format!("{name}: {what}"));
    let input = text_of(bytes).map_err(|error| named(error.to_string()))?;
    let format = recognize(&input.head).map_err(named)?;
    let bytes = all(input.whole()).map_err(named)?;
    let opened = match format {
        Format::Ndjson | Format::JsonArray | Format::JsonDocument => Ok(of_json(&bytes)),
        Format::Xlsx => workbook::rows(bytes, known).and_then(|rows| below(rows, known)),
        Format::Csv => of_text(bytes, known),
        Format::Document => Err(format!("this is a document, not a list; {ACCEPTED}")),
    };
    opened.map_err(named)
}

fn no_header() -> String {
    format!("no row at the top of the table names its columns; {ACCEPTED}")
}

fn below(rows: Vec<Row>, known: &dyn Fn(&str) -> bool) -> Result<List, String> {
    let (place, cells, _) = header(rows.iter(), known).ok_or_else(no_header)?;
    let columns = cells.to_owned();
    Ok(List { columns, rows: Box::new(rows.into_iter().skip(place + 1)) })
}

fn of_text(bytes: Vec<u8>, known: &dyn Fn(&str) -> bool) -> Result<List, String> {
    let table = delimited::find(bytes, known)
        .ok_or_else(|| format!("this is text of no known form; {ACCEPTED}"))?;
    let mut rows = table.rows();
    let top: Vec<Row> = rows.by_ref().take(TABLE_TITLE_ROWS_MAX).collect();
    let (place, cells, _) = header(top.iter(), known).ok_or_else(no_header)?;
    let columns = cells.to_owned();
    Ok(List { columns, rows: Box::new(rows.again().skip(place + 1)) })
}

/// Objects one after the other, or in an array; what is no JSON is one row that cannot be read.
fn of_json(bytes: &[u8]) -> List {
    let mut columns: Vec<String> = Vec::new();
    let mut rows: Vec<ListRow> = Vec::new();
    let array = bytes.trim_ascii_start().starts_with(b"[");
    if array {
        match serde_json::from_slice::<Vec<Value>>(bytes) {
            Ok(values) => {
                for (place, value) in values.iter().enumerate() {
                    rows.push((place as u64 + 1, cells_of(value, &mut columns)));
                }
            }
            Err(error) => rows.push((error.line() as u64, Err(error.to_string()))),
        }
    } else {
        for (place, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            if line.trim_ascii().is_empty() {
                continue;
            }
            let read = serde_json::from_slice::<Value>(line)
                .map_err(|error| error.to_string())
                .and_then(|value| cells_of(&value, &mut columns));
            rows.push((place as u64 + 1, read));
        }
    }
    List { columns, rows: Box::new(rows.into_iter()) }
}

/// The cells of one object; names that are new become columns.
fn cells_of(value: &Value, columns: &mut Vec<String>) -> Result<Vec<String>, String> {
    if !value.is_object() {
        return Err("this is no JSON object; write one a record".to_owned());
    }
    let mut cells = vec![String::new(); columns.len()];
    put("", value, columns, &mut cells);
    Ok(cells)
}

fn put(name: &str, value: &Value, columns: &mut Vec<String>, cells: &mut Vec<String>) {
    let text = match value {
        Value::Null => return,
        Value::Object(fields) => {
            for (field, value) in fields {
                let inner = if name.is_empty() { field.clone() } else { format!("{name}.{field}") };
                put(&inner, value, columns, cells);
            }
            return;
        }
        Value::Array(values) => {
            for value in values {
                put(name, value, columns, cells);
            }
            return;
        }
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    };
    let at = columns.iter().position(|column| column == name).unwrap_or_else(|| {
        columns.push(name.to_owned());
        columns.len() - 1
    });
    if at >= TABLE_COLUMNS_MAX {
        return;
    }
    if cells.len() <= at {
        cells.resize(at + 1, String::new());
    }
    if !cells[at].is_empty() {
        cells[at].push('|');
    }
    cells[at].push_str(&text);
}

#[cfg(test)]
mod tests {
    use super::list;
    use std::io::Cursor;

    fn read(text: &'static str) -> (Vec<String>, Vec<Vec<String>>) {
        let known = |name: &str| ["name", "born"].contains(&name.to_lowercase().as_str());
        let list = list("people", Box::new(Cursor::new(text)), &known).expect("a list");
        (list.columns, list.rows.map(|(_, cells)| cells.expect("cells")).collect())
    }

    #[test]
    fn a_table_is_read_below_its_header() {
        let (columns, rows) = read("Report of May\nName;Born\nAna;1980\n\nBo;1990\n");
        assert_eq!(columns, ["Name", "Born"]);
        assert_eq!(rows, [["Ana", "1980"], ["Bo", "1990"]]);
    }

    #[test]
    fn fields_of_objects_are_columns() {
        let lines = "{\"name\":\"Ana\",\"home\":{\"city\":\"Rom\"}}\n\
                     {\"name\":\"Bo\",\"tel\":[1,\"2\"]}\n";
        let (columns, rows) = read(lines);
        let cell = |row: usize, column: &str| {
            let at = columns.iter().position(|name| name == column).expect("a column");
            rows[row].get(at).map_or("", String::as_str)
        };
        assert_eq!(columns.len(), 3);
        assert_eq!([cell(0, "name"), cell(0, "home.city"), cell(0, "tel")], ["Ana", "Rom", ""]);
        assert_eq!([cell(1, "name"), cell(1, "home.city"), cell(1, "tel")], ["Bo", "", "1|2"]);
    }
}
