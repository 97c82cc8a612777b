//! What applications may have in common with others of their week, and what was found of it.

use crate::{
    Error, Transaction,
    seal::{open, seal},
    shortened::lengthen,
};

/// How many applications are read at a time.
const AT_A_TIME: i64 = 10_000;

/// Takes an application's number, its claimed person, and what it left.
pub type EachTraits<'e> = &'e mut dyn FnMut(u32, u32, Option<&[u8]>);

impl Transaction<'_> {
    /// Calls `each` with what every application left, and its claimed person, in order of arrival;
    /// with nothing for an erased one, so that none is left out.
    pub fn each_traits(&self, each: EachTraits<'_>) -> Result<(), Error> {
        let mut after = -1;
        loop {
            let rows = self.database.rows(
                "SELECT number, person, traits FROM applications WHERE number > $1 \
                 ORDER BY number LIMIT $2",
                &[after.into(), AT_A_TIME.into()],
            )?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = last[0].number();
            for row in &rows {
                let (number, person) = (row[0].number(), row[1].number());
                let sealed = row[2].bytes();
                let plain = if sealed.is_empty() {
                    None
                } else {
                    Some(lengthen(open(&self.keys.link, &format!("traits {number}"), sealed)?)?)
                };
                each(number as u32, person as u32, plain.as_deref());
            }
        }
    }

    /// The version of something that the program keeps for itself; 0 before the first.
    pub fn state_version(&self, name: &str) -> Result<i64, Error> {
        let row =
            self.database.row("SELECT version FROM states WHERE name = $1", &[name.into()])?;
        Ok(row.map_or(0, |row| row[0].number()))
    }

    /// What the program keeps for itself.
    pub fn state(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let row = self.database.row("SELECT value FROM states WHERE name = $1", &[name.into()])?;
        row.map(|row| open(&self.keys.link, name, row[0].bytes())).transpose()
    }

    /// Keeps something for the program; gives its version.
    pub fn set_state(&mut self, name: &str, value: &[u8]) -> Result<i64, Error> {
        let version = self.state_version(name)? + 1;
        self.database.change(
            "INSERT INTO states (name, version, value) VALUES ($1, $2, $3) \
             ON CONFLICT (name) DO UPDATE SET version = excluded.version, value = excluded.value",
            &[name.into(), version.into(), seal(&self.keys.link, name, value)?.as_slice().into()],
        )?;
        Ok(version)
    }

    /// Applications whose text has something in common with an application's.
    pub fn alike(&self, number: u32) -> Result<Vec<u32>, Error> {
        let rows = self
            .database
            .rows("SELECT other FROM alike WHERE number = $1 ORDER BY other", &[number.into()])?;
        Ok(rows.iter().map(|row| row[0].number() as u32).collect())
    }

    /// Keeps that two texts have something in common.
    pub fn add_alike(&mut self, one: u32, other: u32) -> Result<(), Error> {
        for (number, other) in [(one, other), (other, one)] {
            self.database.change(
                "INSERT INTO alike (number, other) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                &[number.into(), other.into()],
            )?;
        }
        Ok(())
    }
}
