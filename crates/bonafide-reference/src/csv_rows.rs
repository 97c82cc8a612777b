//! Rows of a small CSV of ours or of the user, with the line of each.

/// Fields of each row after the header; quoted fields may hold commas and doubled quotes, and
/// further columns are ignored. An error names the line.
pub(crate) fn rows<const N: usize>(text: &str) -> Result<Vec<(usize, [String; N])>, String> {
    let mut all = Vec::new();
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate().skip(1) {
        if line.trim().is_empty() {
            continue;
        }
        let line_number = at + 1;
        let mut fields = fields(line).ok_or(format!("line {line_number}: close the quote"))?;
        if fields.len() < N {
            return Err(format!("line {line_number}: give {N} fields, found {}", fields.len()));
        }
        fields.truncate(N);
        let row = <[String; N]>::try_from(fields)
            .map_err(|_| format!("line {line_number}: give {N} fields"))?;
        if row[0].is_empty() {
            return Err(format!("line {line_number}: give a name in the first field"));
        }
        all.push((line_number, row));
    }
    Ok(all)
}

fn fields(line: &str) -> Option<Vec<String>> {
    let mut fields = Vec::new();
    let mut field = String::new();
    let mut quoted = false;
    let mut chars = line.trim_end_matches('\r').chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                field.push('"');
                chars.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(std::mem::take(&mut field).trim().to_owned()),
            c => field.push(c),
        }
    }
    fields.push(field.trim().to_owned());
    (!quoted).then_some(fields)
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn an_error_names_the_line() {
        let read = rows::<2>("a,b\n\"x, \"\"y\"\"\",1\n\nz,2,3\n").expect("two rows");
        assert_eq!(read[0], (2, ["x, \"y\"".to_owned(), "1".to_owned()]));
        assert_eq!(read[1].0, 4);
        assert_eq!(rows::<2>("a,b\nx\n"), Err("line 2: give 2 fields, found 1".to_owned()));
        assert_eq!(rows::<2>("a,b\n\"x,1\n"), Err("line 2: close the quote".to_owned()));
        assert_eq!(rows::<2>(""), Ok(Vec::new()));
    }
}
