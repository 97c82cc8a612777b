//! Entries of the log found by who did it and by what it is about.
//!
//! What the program does to every application (its arrival, its assessments) is most of the log, is
//! found from the application itself, and stands in no index.

use crate::{Error, Event, Transaction, packed_entry::unpack};
use bonafide_log::Entry;

/// What every application has, and nobody does.
const BULK: [&str; 2] = ["application.received", "assessment.made"];

/// Which entries are sought; all that is stated must be so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// Those of somebody.
    pub actor: Option<String>,
    /// Those about something: a case, an application, an account.
    pub about: Option<String>,
    /// Whether only those of somebody having seen what is claimed or assessed.
    pub seen: bool,
    /// Those before this entry.
    pub before: Option<i64>,
}

impl Transaction<'_> {
    /// Makes an entry findable.
    pub(crate) fn trace(&mut self, position: i64, entry: &Entry) -> Result<(), Error> {
        if BULK.contains(&entry.kind.as_str()) {
            return Ok(());
        }
        self.database.change(
            "INSERT INTO traces (position, kind, actor, about) VALUES ($1, $2, $3, $4) \
             ON CONFLICT DO NOTHING",
            &[
                position.into(),
                entry.kind.as_str().into(),
                entry.actor.as_str().into(),
                entry.about.as_str().into(),
            ],
        )?;
        Ok(())
    }

    /// Entries that are sought, the newest first, at most so many.
    pub fn traces(&self, sought: &Sought, most: u32) -> Result<Vec<Event>, Error> {
        let mut values = vec![sought.before.unwrap_or(i64::MAX).into()];
        let mut parts = vec!["t.position < $1".to_owned()];
        for (column, value) in [("t.actor", &sought.actor), ("t.about", &sought.about)] {
            if let Some(value) = value {
                values.push(value.as_str().into());
                parts.push(format!("{column} = ${}", values.len()));
            }
        }
        if sought.seen {
            // The condition of the index `traces_seen`, word for word.
            let kinds = "'application.viewed', 'assessments.viewed', 'step.viewed', \
                         'step.file-viewed'";
            parts.push(format!("t.kind IN ({kinds})"));
        }
        let sql = format!(
            "SELECT t.position, j.entry FROM traces t JOIN journal j ON j.position = t.position \
             WHERE {} ORDER BY t.position DESC LIMIT {most}",
            parts.join(" AND ")
        );
        let wrong = || Error::failed("an entry of the log cannot be read; restore a backup");
        let rows = self.database.rows(&sql, &values)?;
        rows.iter()
            .map(|row| {
                let entry = unpack(row[1].bytes()).ok_or_else(wrong)?;
                Ok(Event { position: row[0].number(), entry })
            })
            .collect()
    }

    /// Makes the entries findable that were written before there was an index.
    pub(crate) fn trace_what_was(&mut self) -> Result<(), Error> {
        const AT_A_TIME: u32 = 10_000;
        let mut after = -1;
        loop {
            let events = self.events_after(after, AT_A_TIME)?;
            let Some(last) = events.last() else { return Ok(()) };
            after = last.position;
            for event in &events {
                self.trace(event.position, &event.entry)?;
            }
        }
    }
}
