//! A new master key: every key that the old one opens is sealed anew under it, or none is.

use crate::{
    Error, MasterKey, Store, Transaction,
    seal::{open, seal},
};

/// Keys of persons that are read at a time.
const AT_A_TIME: i64 = 10_000;

impl Store {
    /// Seals the key of every person and of the installation under a new master key, in one
    /// transaction: a run that is interrupted has changed nothing, and is run again. Gives how many
    /// keys there were. From then on the store opens with the new key alone; backups of before
    /// open with the old one.
    pub fn rotate(&mut self, new: &MasterKey, now: i64) -> Result<u64, Error> {
        let count = self.write(now, |t| {
            let count = rewrap_settings(t, &new.0)? + rewrap_subjects(t, &new.0)?;
            let details = format!("{count} keys");
            t.journal("master-key.changed", "program", "keys", details.as_bytes(), None)?;
            Ok(count)
        })?;
        self.use_master(new);
        Ok(count)
    }
}

fn rewrap_settings(t: &mut Transaction<'_>, new: &[u8; 32]) -> Result<u64, Error> {
    let rows = t.database.rows("SELECT name, value FROM settings ORDER BY name", &[])?;
    for row in &rows {
        let name = row[0].text();
        let plain = open(&t.keys.master, &name, row[1].bytes())?;
        let sealed = seal(new, &name, &plain)?;
        t.database.change(
            "UPDATE settings SET value = $2 WHERE name = $1",
            &[name.as_str().into(), sealed.as_slice().into()],
        )?;
    }
    Ok(rows.len() as u64)
}

fn rewrap_subjects(t: &mut Transaction<'_>, new: &[u8; 32]) -> Result<u64, Error> {
    let (mut count, mut after) = (0, String::new());
    loop {
        let rows = t.database.rows(
            "SELECT subject, wrapped FROM subjects WHERE subject > $1 AND wrapped IS NOT NULL \
             ORDER BY subject LIMIT $2",
            &[after.as_str().into(), AT_A_TIME.into()],
        )?;
        let Some(last) = rows.last() else {
            return Ok(count);
        };
        after = last[0].text();
        for row in &rows {
            let subject = row[0].text();
            let plain = open(&t.keys.master, &subject, row[1].bytes())?;
            let sealed = seal(new, &subject, &plain)?;
            t.database.change(
                "UPDATE subjects SET wrapped = $2 WHERE subject = $1",
                &[subject.as_str().into(), sealed.as_slice().into()],
            )?;
            count += 1;
        }
    }
}
