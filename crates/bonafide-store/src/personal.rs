//! Everything that is kept about one claimed person: which applications, keys and entries of the
//! log, and the proof that they were erased.

use crate::{Error, Store, Transaction, packed_entry::unpack, seal::open};
use bonafide_log::{Entry, hex, proof};
use std::collections::BTreeSet;

/// An entry of the log about a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryAbout {
    /// Its number.
    pub position: i64,
    /// The entry.
    pub entry: Entry,
    /// What its commitment is made of, salt in hexadecimal and details, where it was sealed under
    /// the person's key.
    pub opening: Option<(String, String)>,
}

/// The erasure of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// When.
    pub at: i64,
    /// The number of its entry in the log.
    pub position: i64,
    /// Whether every key under which the application was sealed is destroyed.
    pub keys_destroyed: bool,
}

impl Transaction<'_> {
    /// The keys of an application itself: under which it is sealed, and was first.
    pub(crate) fn own_subjects(&self, number: u32) -> Result<BTreeSet<String>, Error> {
        let rows = self.database.rows(
            "SELECT subject FROM applications WHERE number = $1 \
             UNION SELECT first_subject FROM applications WHERE number = $1 \
             AND first_subject IS NOT NULL",
            &[number.into()],
        )?;
        Ok(rows.iter().map(|row| row[0].text()).collect())
    }

    /// Every key under which something of an application was sealed.
    fn subjects_of(&self, number: u32) -> Result<BTreeSet<String>, Error> {
        let rows = self.database.rows(
            "SELECT subject FROM assessments WHERE number = $1 \
             UNION SELECT subject FROM steps WHERE number = $1",
            &[number.into()],
        )?;
        let mut all = self.own_subjects(number)?;
        all.extend(rows.iter().map(|row| row[0].text()));
        Ok(all)
    }

    /// Entries of the log about a claimed person after one, of so many that are looked at; and the
    /// last one that was looked at, where there are more.
    pub fn entries_about(
        &self,
        person: u32,
        after: i64,
        looked_at: u32,
    ) -> Result<(Vec<EntryAbout>, Option<i64>), Error> {
        let members = self.applications_of(person)?;
        let Some(first) = members.first() else {
            return Err(Error::missing("this person was erased"));
        };
        let mut subjects = BTreeSet::new();
        let mut names = BTreeSet::new();
        for member in &members {
            subjects.extend(self.subjects_of(*member)?);
            names.insert(self.pseudonym_of(*member)?);
            names.extend(self.cases_of(*member)?.into_iter().map(|case| case.id));
            names.extend(self.steps_of(*member)?.into_iter().map(|step| step.id));
            names.extend(self.relations_of(*member)?.into_iter().map(|relation| relation.id));
        }
        let begin = if after < 0 { self.entries_begin(*first)? - 1 } else { after };
        let rows = self.database.rows(
            "SELECT position, entry, subject, opening FROM journal WHERE position > $1 \
             ORDER BY position LIMIT $2",
            &[begin.into(), looked_at.into()],
        )?;
        let wrong = || Error::failed("an entry of the log cannot be read; restore a backup");
        let mut found = Vec::new();
        for row in &rows {
            let subject = row[2].text_if_any().filter(|subject| subjects.contains(subject));
            let entry = unpack(row[1].bytes()).ok_or_else(wrong)?;
            // A key may once have been that of two who were taken for one person.
            let of_another = entry.about.starts_with("a-") && !names.contains(&entry.about);
            if of_another || (subject.is_none() && !names.contains(&entry.about)) {
                continue;
            }
            let position = row[0].number();
            let opening = match subject {
                Some(subject) => self.opening(&subject, position, row[3].bytes())?,
                None => None,
            };
            found.push(EntryAbout { position, entry, opening });
        }
        let last = rows.last().filter(|_| rows.len() == looked_at as usize);
        Ok((found, last.map(|row| row[0].number())))
    }

    /// Salt and details of an entry; nothing where the key is destroyed.
    fn opening(
        &self,
        subject: &str,
        position: i64,
        sealed: &[u8],
    ) -> Result<Option<(String, String)>, Error> {
        let key = match self.key_of(subject) {
            Ok(key) => key,
            Err(error) if error.is_missing() => return Ok(None),
            Err(error) => return Err(error),
        };
        let plain = open(&key, &format!("journal {position}"), sealed)?;
        let (salt, details) = plain.split_at_checked(16).unwrap_or((&plain, &[]));
        Ok(Some((hex(salt), String::from_utf8_lossy(details).into_owned())))
    }

    /// The first entry that may be about an application: entries are in order of time, but for a
    /// clock that is set back, by a day at most.
    fn entries_begin(&self, number: u32) -> Result<i64, Error> {
        const CLOCK: i64 = 86_400_000_000;
        let row = self
            .database
            .row("SELECT received_at FROM applications WHERE number = $1", &[number.into()])?;
        let since = row.map_or(0, |row| row[0].number()) - CLOCK;
        let (mut low, mut high) = (0, self.last_event()? + 1);
        while low < high {
            let middle = low + (high - low) / 2;
            let at = self.events_after(middle - 1, 1)?.first().map_or(0, |event| event.entry.at);
            if at < since {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    }

    /// The erasure of an application; none where it was not erased.
    pub fn erasure(&self, number: u32) -> Result<Option<Erasure>, Error> {
        let row = self
            .database
            .row("SELECT erased_entry FROM applications WHERE number = $1", &[number.into()])?;
        let Some(position) = row.and_then(|row| row[0].number_if_any()) else { return Ok(None) };
        let mut keys_destroyed = true;
        for subject in self.own_subjects(number)? {
            let row = self.database.row(
                "SELECT count(*) FROM subjects WHERE subject = $1 AND wrapped IS NOT NULL",
                &[subject.as_str().into()],
            )?;
            keys_destroyed &= row.is_none_or(|row| row[0].number() == 0);
        }
        let at = self.events_after(position - 1, 1)?.first().map_or(0, |event| event.entry.at);
        Ok(Some(Erasure { at, position, keys_destroyed }))
    }
}

impl Store {
    /// An entry of the log as it stands in its files, and the proof that it is in it.
    pub fn prove(&self, position: u64) -> Result<(String, String), Error> {
        let (folder, verifier) = (self.log_folder(), self.verifier());
        let entry = proof::entry(folder, position, verifier)?;
        let proof = proof::prove(folder, position, verifier)?;
        Ok((String::from_utf8_lossy(&entry).into_owned(), proof))
    }
}
