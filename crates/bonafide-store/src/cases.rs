//! Cases: what a person works with, one at a time, under a lease.

use crate::{
    Error, Transaction,
    database::{Row, Value},
    seal::random,
};
use bonafide_log::hex;

/// A case that is to be opened.
#[derive(Clone, Debug)]
pub struct NewCase<'a> {
    /// Number of its application.
    pub number: u32,
    /// `review` or `priority`.
    pub priority: &'a str,
    /// Microseconds in which it is to be decided.
    pub due_in: i64,
}

/// A case as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its id.
    pub id: String,
    /// Pseudonym of its application.
    pub about: String,
    /// Number of its application.
    pub number: u32,
    /// When it was opened.
    pub opened_at: i64,
    /// `review` or `priority`.
    pub priority: String,
    /// When it is to be decided.
    pub due_at: i64,
    /// When it was decided, where it was.
    pub closed_at: Option<i64>,
    /// Who works on it, where somebody does.
    pub leased_to: Option<String>,
}

const COLUMNS: &str =
    "id, about, number, opened_at, priority, due_at, closed_at, leased_to, leased_until";

impl Transaction<'_> {
    /// How many cases are open.
    pub fn open_cases(&self) -> Result<i64, Error> {
        let row = self.database.row("SELECT count(*) FROM cases WHERE closed_at IS NULL", &[])?;
        Ok(row.map_or(0, |row| row[0].number()))
    }

    /// Opens a case for an application that has none open; raises the priority of one that has.
    pub fn open_case(&mut self, new: &NewCase<'_>) -> Result<(), Error> {
        let about = self.pseudonym_of(new.number)?;
        let known = self.database.row(
            "SELECT id, priority FROM cases WHERE about = $1 AND closed_at IS NULL",
            &[about.as_str().into()],
        )?;
        if let Some(row) = known {
            if row[1].text() != new.priority && new.priority == "priority" {
                self.database.change(
                    "UPDATE cases SET priority = $2 WHERE id = $1",
                    &[row[0].clone(), new.priority.into()],
                )?;
                self.journal("case.raised", "program", &row[0].text(), b"priority", None)?;
            }
            return Ok(());
        }
        let id = format!("c-{}", hex(&random::<8>()?));
        self.database.change(
            "INSERT INTO cases (id, about, number, opened_at, priority, due_at) \
             VALUES ($1, $2, $3, $4, $5, $6)",
            &[
                id.as_str().into(),
                about.as_str().into(),
                new.number.into(),
                self.now.into(),
                new.priority.into(),
                (self.now + new.due_in).into(),
            ],
        )?;
        self.journal("case.opened", "program", &id, about.as_bytes(), None)?;
        Ok(())
    }

    /// A case.
    pub fn case(&self, id: &str) -> Result<Case, Error> {
        let sql = format!("SELECT {COLUMNS} FROM cases WHERE id = $1");
        let row = self.database.row(&sql, &[id.into()])?;
        let row = row.ok_or_else(|| Error::missing("there is no such case"))?;
        Ok(self.read_case(&row))
    }

    /// Open cases, those in priority first, then by due time.
    pub fn queue(&self, most: u32) -> Result<Vec<Case>, Error> {
        let sql = format!(
            "SELECT {COLUMNS} FROM cases WHERE closed_at IS NULL \
             ORDER BY CASE priority WHEN 'priority' THEN 0 ELSE 1 END, due_at, id LIMIT $1"
        );
        let rows = self.database.rows(&sql, &[most.into()])?;
        Ok(rows.iter().map(|row| self.read_case(row)).collect())
    }

    /// Takes a case for so many microseconds. Refused while another person has it.
    pub fn claim(&mut self, id: &str, account: &str, lease: i64) -> Result<Case, Error> {
        let changed = self.database.change(
            "UPDATE cases SET leased_to = $2, leased_until = $3 WHERE id = $1 \
             AND closed_at IS NULL AND (leased_to IS NULL OR leased_to = $2 OR leased_until <= $4)",
            &[id.into(), account.into(), (self.now + lease).into(), self.now.into()],
        )?;
        let case = self.case(id)?;
        if changed == 0 {
            return Err(Error::refused(if case.closed_at.is_some() {
                "the case is decided; open a new one by a new application"
            } else {
                "another person works on the case; wait until the lease ends, or ask them"
            }));
        }
        self.journal("case.claimed", account, id, b"", None)?;
        Ok(case)
    }

    /// Gives a case back.
    pub fn release(&mut self, id: &str, account: &str) -> Result<Case, Error> {
        let changed = self.database.change(
            "UPDATE cases SET leased_to = NULL, leased_until = NULL \
             WHERE id = $1 AND leased_to = $2",
            &[id.into(), account.into()],
        )?;
        let case = self.case(id)?;
        if changed == 0 {
            return Err(Error::refused("you do not have this case; claim it first"));
        }
        self.journal("case.released", account, id, b"", None)?;
        Ok(case)
    }

    /// Whether somebody has a case now.
    pub(crate) fn has_case(&self, id: &str, account: &str) -> Result<bool, Error> {
        Ok(self.case(id)?.leased_to.as_deref() == Some(account))
    }

    fn read_case(&self, row: &Row) -> Case {
        let current = row[8].number_if_any().is_some_and(|until| until > self.now);
        Case {
            id: row[0].text(),
            about: row[1].text(),
            number: row[2].number() as u32,
            opened_at: row[3].number(),
            priority: row[4].text(),
            due_at: row[5].number(),
            closed_at: row[6].number_if_any(),
            leased_to: if current { row[7].text_if_any() } else { None },
        }
    }

    pub(crate) fn close_case(&mut self, id: &str) -> Result<(), Error> {
        self.database.change(
            "UPDATE cases SET closed_at = $2, leased_to = NULL, leased_until = NULL WHERE id = $1",
            &[id.into(), Value::Number(self.now)],
        )?;
        Ok(())
    }
}
