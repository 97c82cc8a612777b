//! What people said of themselves, of their own will: kept apart, and joined in one place alone.
//!
//! Nothing that screens or shows an application can read it: it stands under a keyed hash of the
//! application's number, sealed, and which number that is stands in what is sealed.

use crate::{
    Error, Transaction,
    seal::{keyed, open, seal},
};
use bonafide_log::hex;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Answers by what was asked, as `sex`.
pub type Answers = BTreeMap<String, String>;

#[derive(Serialize, Deserialize)]
struct Kept {
    number: u32,
    answers: Answers,
}

impl Transaction<'_> {
    /// Keeps what somebody said; what they said before is forgotten.
    pub fn keep_self_identification(
        &mut self,
        number: u32,
        answers: &Answers,
    ) -> Result<(), Error> {
        let holder = self.holder(number);
        let kept = serde_json::to_vec(&Kept { number, answers: answers.clone() })
            .map_err(|_| Error::failed("answers cannot be written as JSON"))?;
        let sealed = seal(&self.keys.own, &holder, &kept)?;
        self.database.change(
            "INSERT INTO self_identifications (holder, answers) VALUES ($1, $2) \
             ON CONFLICT (holder) DO UPDATE SET answers = excluded.answers",
            &[holder.as_str().into(), sealed.as_slice().into()],
        )?;
        Ok(())
    }

    /// Forgets what somebody said.
    pub(crate) fn forget_self_identification(&mut self, number: u32) -> Result<(), Error> {
        self.database.change(
            "DELETE FROM self_identifications WHERE holder = $1",
            &[self.holder(number).as_str().into()],
        )?;
        Ok(())
    }

    /// How many said something.
    pub fn self_identified(&self) -> Result<i64, Error> {
        let row = self.database.row("SELECT count(*) FROM self_identifications", &[])?;
        Ok(row.map_or(0, |row| row[0].number()))
    }

    /// Calls `each` with what everybody said, in no order that says anything.
    pub fn each_self_identification(
        &self,
        each: &mut dyn FnMut(u32, Answers),
    ) -> Result<(), Error> {
        const AT_A_TIME: i64 = 20_000;
        let mut after = String::new();
        loop {
            let rows = self.database.rows(
                "SELECT holder, answers FROM self_identifications WHERE holder > $1 \
                 ORDER BY holder LIMIT $2",
                &[after.as_str().into(), AT_A_TIME.into()],
            )?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = last[0].text();
            for row in &rows {
                let plain = open(&self.keys.own, &row[0].text(), row[1].bytes())?;
                let kept: Kept = serde_json::from_slice(&plain).map_err(|_| {
                    Error::failed("what somebody said cannot be read; restore a backup")
                })?;
                each(kept.number, kept.answers);
            }
        }
    }

    /// The number of the application with an id in a source system.
    pub fn number_of_id(&self, system: &str, id: &str) -> Result<Option<u32>, Error> {
        let named = format!("{system}\u{0}{id}");
        let hash = keyed(&self.keys.link, "identity", named.as_bytes());
        let row = self
            .database
            .row("SELECT number FROM applications WHERE identity = $1", &[hash[..16].into()])?;
        Ok(row.map(|row| row[0].number() as u32))
    }

    fn holder(&self, number: u32) -> String {
        hex(&keyed(&self.keys.own, "self-identification", &number.to_be_bytes())[..16])
    }
}
