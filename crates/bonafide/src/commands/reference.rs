//! `bonafide reference`: which tables are built in, their date, source and licence, and how each is
//! replaced by a file of one's own.

use crate::Outcome;
use crate::terminal::{Ink, Terminal};
use anyhow::Result;
use bonafide_case::numbers::count;
use bonafide_reference::{TableNote, Tables};
use std::io::Write;

/// Runs the command.
pub(crate) fn run() -> Result<Outcome> {
    let text = list(&Tables::built_in().notes(), Terminal::stdout());
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(Outcome::All)
}

fn list(notes: &[TableNote], terminal: Terminal) -> String {
    let mut text = String::new();
    for note in notes {
        text += &format!("{}\n", terminal.ink(Ink::Strong, note.name));
        let rows = note.rows.iter().map(|(rows, what)| format!("{} {what}", count(*rows as u64)));
        text += &terminal.wrap("  holds", 16, &rows.collect::<Vec<_>>().join(", "));
        let replaced = note.replaced_by.iter().map(|what| format!("--table {what}=FILE"));
        for (what, said) in [
            ("  date", note.dates.join(", ")),
            ("  source", note.packages.join(", ")),
            ("  licence", note.licences.join(", ")),
            ("  replaced by", replaced.collect::<Vec<_>>().join(", ")),
        ] {
            if !said.is_empty() {
                text += &terminal.wrap(what, 16, &said);
            }
        }
        text.push('\n');
    }
    text + "A file of your own goes before the built-in table. Networks take any MaxMind-format\n\
            database or lists of address ranges; domains take one a line; the others take CSV.\n"
}
