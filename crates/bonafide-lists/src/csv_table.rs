//! Rows of a CSV, each with the line on which it begins; hostile ones end in an error, not in
//! memory.

use crate::import::Refusal;
use crate::passed_over::{FIELDS_FEWER, FIELDS_MORE};

/// One row.
pub(crate) struct Row {
    /// Line on which it begins, from 1.
    pub(crate) line: u32,
    pub(crate) fields: Vec<String>,
}

/// The most fields of a row; the widest official list has 60.
const FIELDS_MAX: usize = 200;

/// The most bytes of a field; the longest remark of an official list has some 4,000.
const FIELD_MAX: usize = 64 << 10;

/// Reads all rows; blank ones are left out. The separator is the first of comma, semicolon and tab
/// that the first line holds most often.
pub(crate) fn rows(text: &str) -> Result<Vec<Row>, Refusal> {
    // OFAC ends its files as DOS did.
    let text = text.trim_start_matches('\u{feff}').trim_end_matches(['\u{1a}', '\r', '\n']);
    let first = text.lines().next().unwrap_or_default();
    let separator = [',', ';', '\t']
        .into_iter()
        .rev()
        .max_by_key(|separator| first.matches(*separator).count())
        .unwrap_or(',');
    let mut rows = Vec::new();
    let mut reader = Reader { separator, line: 1, rest: text };
    while let Some(row) = reader.row()? {
        if row.fields.iter().any(|field| !field.is_empty()) {
            rows.push(row);
        }
    }
    Ok(rows)
}

struct Reader<'a> {
    separator: char,
    line: u32,
    rest: &'a str,
}

impl Reader<'_> {
    fn row(&mut self) -> Result<Option<Row>, Refusal> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let line = self.line;
        let mut fields = Vec::new();
        loop {
            let (field, ended) = self.field(line)?;
            fields.push(field);
            if fields.len() > FIELDS_MAX {
                return Err(Refusal::at(line, format!("give at most {FIELDS_MAX} fields")));
            }
            if ended {
                return Ok(Some(Row { line, fields }));
            }
        }
    }

    /// One field, and whether it is the last of its row.
    fn field(&mut self, line: u32) -> Result<(String, bool), Refusal> {
        let mut field = String::new();
        let quoted = self.rest.trim_start_matches(' ').starts_with('"');
        if quoted {
            self.rest = self.rest.trim_start_matches(' ');
            self.quoted(line, &mut field)?;
        }
        let end = self.rest.find([self.separator, '\n']).unwrap_or(self.rest.len());
        let (plain, after) = self.rest.split_at(end);
        field.push_str(plain.trim_end_matches('\r'));
        if field.len() > FIELD_MAX {
            return Err(Refusal::at(line, format!("a field is longer than {FIELD_MAX} bytes")));
        }
        let ended = !after.starts_with(self.separator);
        if after.starts_with('\n') {
            self.line += 1;
        }
        self.rest = after.get(1..).unwrap_or_default();
        if field.contains('\0') {
            return Err(Refusal::at(line, "a field holds a byte of value zero".to_owned()));
        }
        let trimmed = field.trim();
        Ok((if trimmed.len() == field.len() { field } else { trimmed.to_owned() }, ended))
    }

    fn quoted(&mut self, line: u32, field: &mut String) -> Result<(), Refusal> {
        self.rest = &self.rest[1..];
        loop {
            let Some(end) = self.rest.find('"') else {
                return Err(Refusal::at(line, "close the quote".to_owned()));
            };
            let (inside, after) = self.rest.split_at(end);
            self.line += inside.matches('\n').count() as u32;
            field.push_str(inside);
            self.rest = &after[1..];
            if field.len() > FIELD_MAX {
                return Err(Refusal::at(line, "close the quote".to_owned()));
            }
            if !self.rest.starts_with('"') {
                return Ok(());
            }
            field.push('"');
            self.rest = &self.rest[1..];
        }
    }
}

/// Columns of a header, found by any of their names.
pub(crate) struct Header {
    names: Vec<String>,
}

impl Header {
    pub(crate) fn of(row: &Row) -> Header {
        let plain = |name: &String| {
            let name = name.to_lowercase();
            name.chars().filter(|c| c.is_alphanumeric()).collect::<String>()
        };
        Header { names: row.fields.iter().map(plain).collect() }
    }

    /// Place of the first column with one of these names, in lower case without other signs.
    pub(crate) fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.names.iter().position(|own| own == name))
    }
}

impl Header {
    /// How a row differs from the header in the number of its fields; empty ones at the end are
    /// none.
    pub(crate) fn misfit(&self, row: &Row) -> Option<&'static str> {
        let columns = self.names.iter().rposition(|name| !name.is_empty()).map_or(0, |at| at + 1);
        let fields = row.fields.iter().rposition(|field| !field.is_empty()).map_or(0, |at| at + 1);
        if fields > columns {
            Some(FIELDS_MORE)
        } else if row.fields.len() < columns {
            Some(FIELDS_FEWER)
        } else {
            None
        }
    }

    /// A row of the user's own list that has too many fields is refused: most likely a separator
    /// in a name moved all that follows. One with too few is told.
    pub(crate) fn fitted(&self, row: &Row) -> Result<Option<&'static str>, Refusal> {
        let misfit = self.misfit(row);
        if misfit == Some(FIELDS_MORE) {
            let (fields, columns) = (row.fields.len(), self.names.len());
            return Err(Refusal::at(
                row.line,
                format!(
                    "it has {fields} fields where the header has {columns}; quote a field that \
                     holds the separator"
                ),
            ));
        }
        Ok(misfit)
    }
}

/// A field of a row; empty where the row or the column has none.
pub(crate) fn field(row: &Row, column: Option<usize>) -> &str {
    column.and_then(|column| row.fields.get(column)).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn rows_know_their_line() {
        let read = rows("a,b\n\"x\ny\", \"say \"\"so\"\"\"\r\n\nz,\u{1a}").expect("rows");
        let shown: Vec<(u32, Vec<String>)> =
            read.into_iter().map(|row| (row.line, row.fields)).collect();
        assert_eq!(shown[1], (2, vec!["x\ny".to_owned(), "say \"so\"".to_owned()]));
        assert_eq!(shown[2].0, 5);
    }

    #[test]
    fn hostile_rows_are_refused_with_their_line() {
        let long = format!("a\n{}", "x".repeat(70_000));
        let wide = format!("a\n{}", ",".repeat(300));
        for (text, want) in [
            ("a,b\n\"x,1\n", "row 2: close the quote"),
            (long.as_str(), "row 2: a field is longer than 65536 bytes"),
            (wide.as_str(), "row 2: give at most 200 fields"),
            ("a\nx\0y", "row 2: a field holds a byte of value zero"),
        ] {
            let error = rows(text).err().expect("refused");
            assert_eq!(error.to_string(), want);
        }
    }
}
