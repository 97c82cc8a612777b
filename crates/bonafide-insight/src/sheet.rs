//! A table as CSV that is safe to open in a workbook.

/// A table as CSV.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    text: String,
}

impl Sheet {
    /// A table with these columns.
    pub fn new(columns: &[&str]) -> Sheet {
        let mut sheet = Sheet { text: String::new() };
        sheet.row(columns);
        sheet
    }

    /// Adds a row.
    pub fn row<T: AsRef<str>>(&mut self, cells: &[T]) {
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            self.cell(cell.as_ref());
        }
        self.text += "\r\n";
    }

    /// What was written.
    pub fn into_text(self) -> String {
        self.text
    }

    /// A workbook takes some beginnings for a formula, and runs it.
    fn cell(&mut self, cell: &str) {
        let number = cell.parse::<f64>().is_ok();
        let guard =
            if !number && cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
        if guard.is_empty() && !cell.contains(['"', ',', '\n', '\r']) {
            self.text += cell;
        } else {
            self.text += "\"";
            self.text += guard;
            self.text += &cell.replace('"', "\"\"");
            self.text += "\"";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Sheet;

    #[test]
    fn cells_are_quoted_and_none_is_a_formula() {
        let mut sheet = Sheet::new(&["a", "b"]);
        sheet.row(&["=1+1", "x, \"y\""]);
        sheet.row(&["-1.5", "-x"]);
        let expected = "a,b\r\n\"'=1+1\",\"x, \"\"y\"\"\"\r\n-1.5,\"'-x\"\r\n";
        assert_eq!(sheet.into_text(), expected);
    }
}
