//! What was recognized of tables: which columns are read as what, which are not, and what was
//! decided where they leave room.

use crate::terminal::Terminal;
use bonafide_case::numbers::counted;
use bonafide_ingest::Recognized;

/// Columns of one table that are named.
const NAMED: usize = 60;

/// Where the text after the words at the left begins.
const INDENT: usize = 14;

/// The first tables and how many further ones there were, in lines for a terminal.
pub(crate) fn columns(tables: &[(String, Recognized)], further: u64, terminal: Terminal) -> String {
    let mut text = String::new();
    for (name, recognized) in tables {
        text += &terminal.wrap("", 0, &format!("Columns of {name}"));
        let used = recognized.used.iter().map(|(column, field)| format!("{column} = {field}"));
        text += &line("  read", used.collect(), terminal);
        text += &line("  not read", recognized.unused.clone(), terminal);
        for note in &recognized.notes {
            text += &terminal.wrap("  note", INDENT, note);
        }
        text.push('\n');
    }
    if further > 0 {
        text += &format!("and of {}\n\n", counted(further, "further table", "further tables"));
    }
    text
}

fn line(lead: &str, mut names: Vec<String>, terminal: Terminal) -> String {
    if names.is_empty() {
        return String::new();
    }
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    if more > 0 {
        names.push(format!("and {more} more"));
    }
    terminal.wrap(lead, INDENT, &names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::columns;
    use crate::terminal::Terminal;
    use bonafide_ingest::Recognized;

    #[test]
    fn what_is_read_and_what_is_not_stands_there() {
        let recognized = Recognized {
            used: vec![("Candidate".to_owned(), "applicant.name".to_owned())],
            unused: vec!["Stage".to_owned(), "a\u{1b}[2J".to_owned()],
            notes: vec!["column \"Applied\": read as month/day".to_owned()],
        };
        let tables = [("export.csv".to_owned(), recognized)];
        let shown = columns(&tables, 1, Terminal { width: 80, color: false });
        let want = "Columns of export.csv\n  read        Candidate = applicant.name\n  \
                    not read    Stage, a\u{FFFD}[2J\n  note        column \"Applied\": read as \
                    month/day\n\nand of 1 further table\n\n";
        assert_eq!(shown, want);
        assert_eq!(columns(&[], 0, Terminal { width: 80, color: false }), "");
    }
}
