//! Entries of the log, written in the transaction of what they tell of.

use crate::{
    Error, Transaction,
    packed_entry::pack,
    seal::{random, seal},
};
use bonafide_log::{Entry, commitment};

impl Transaction<'_> {
    /// Logs that something happened. `details` are bound by a salted commitment; they are kept
    /// sealed, under the key of a person where they concern one, and so go with that key.
    pub fn journal(
        &mut self,
        kind: &str,
        actor: &str,
        about: &str,
        details: &[u8],
        subject: Option<&str>,
    ) -> Result<u64, Error> {
        let salt: [u8; 16] = random()?;
        let entry = Entry {
            at: self.now,
            kind: kind.to_owned(),
            actor: actor.to_owned(),
            about: about.to_owned(),
            commitment: commitment(&salt, details),
        };
        let position = self.next_entry()?;
        let place = format!("journal {position}");
        let key = match subject {
            Some(subject) => self.key_of(subject)?,
            None => self.keys.own,
        };
        let opening = seal(&key, &place, &[&salt[..], details].concat())?;
        self.database.change(
            "INSERT INTO journal (position, entry, subject, opening) VALUES ($1, $2, $3, $4)",
            &[
                position.into(),
                pack(&entry).as_slice().into(),
                subject.into(),
                opening.as_slice().into(),
            ],
        )?;
        self.trace(position, &entry)?;
        self.next_entry = Some(position + 1);
        Ok(position as u64)
    }

    /// Where the next entry stands: entries are never removed, and so after the last.
    fn next_entry(&self) -> Result<i64, Error> {
        if let Some(next) = self.next_entry {
            return Ok(next);
        }
        let last = self.database.row("SELECT max(position) FROM journal", &[])?;
        Ok(last.and_then(|row| row[0].number_if_any()).map_or(0, |last| last + 1))
    }
}
