//! Entries of the log as events that somebody waits for: what happened, to what, when.

use crate::{Error, Transaction, packed_entry::unpack};
use bonafide_log::Entry;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The number of its entry in the log.
    pub position: i64,
    /// The entry; its details are not told.
    pub entry: Entry,
}

impl Transaction<'_> {
    /// The number of the newest entry; -1 before the first.
    pub fn last_event(&self) -> Result<i64, Error> {
        let last = self.database.row("SELECT max(position) FROM journal", &[])?;
        Ok(last.and_then(|row| row[0].number_if_any()).unwrap_or(-1))
    }

    /// Entries after one, in order, at most so many.
    pub fn events_after(&self, after: i64, most: u32) -> Result<Vec<Event>, Error> {
        let rows = self.database.rows(
            "SELECT position, entry FROM journal WHERE position > $1 ORDER BY position LIMIT $2",
            &[after.into(), most.into()],
        )?;
        let wrong = || Error::failed("an entry of the log cannot be read; restore a backup");
        rows.iter()
            .map(|row| {
                let entry = unpack(row[1].bytes()).ok_or_else(wrong)?;
                Ok(Event { position: row[0].number(), entry })
            })
            .collect()
    }
}
