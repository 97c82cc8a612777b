//! Notes on cases, and opinions before the score: sealed under the key of whom they are about.

use crate::{Error, Transaction, seal::random};
use bonafide_log::hex;
use bonafide_verification::decision::{Opinion, Outcome};

/// A note on a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: i64,
    /// What it says; `None` where the person was erased.
    pub text: Option<String>,
}

impl Transaction<'_> {
    /// Adds a note to a case.
    pub fn add_note(&mut self, case: &str, account: &str, text: &str) -> Result<Note, Error> {
        let id = format!("n-{}", hex(&random::<8>()?));
        let subject = self.subject_of(self.case(case)?.number)?;
        let body = self.sealed(&subject, &id, text.as_bytes())?;
        self.database.change(
            "INSERT INTO notes (id, case_id, subject, by_account, at, body) \
             VALUES ($1, $2, $3, $4, $5, $6)",
            &[
                id.as_str().into(),
                case.into(),
                subject.as_str().into(),
                account.into(),
                self.now.into(),
                body.as_slice().into(),
            ],
        )?;
        self.journal("case.noted", account, case, text.as_bytes(), Some(&subject))?;
        Ok(Note { id, by: account.to_owned(), at: self.now, text: Some(text.to_owned()) })
    }

    /// The notes on a case, and on those that were merged into it, in order.
    pub fn notes(&self, case: &str) -> Result<Vec<Note>, Error> {
        let rows = self.database.rows(
            "SELECT id, by_account, at, subject, body FROM notes WHERE case_id = $1 \
             OR case_id IN (SELECT c.id FROM cases c WHERE c.merged_into = $1) ORDER BY at, id",
            &[case.into()],
        )?;
        let read = rows.iter().map(|row| {
            let text = self.opened(&row[3].text(), &row[0].text(), row[4].bytes())?;
            Ok(Note {
                id: row[0].text(),
                by: row[1].text(),
                at: row[2].number(),
                text: text.map(|text| String::from_utf8_lossy(&text).into_owned()),
            })
        });
        read.collect()
    }

    /// Keeps what somebody would decide of a case before they see its score; once.
    pub fn give_opinion(
        &mut self,
        case: &str,
        account: &str,
        outcome: Outcome,
        note: &str,
    ) -> Result<(), Error> {
        let subject = self.subject_of(self.case(case)?.number)?;
        let sealed =
            self.sealed(&subject, &format!("opinion {case} {account}"), note.as_bytes())?;
        let added = self.database.change(
            "INSERT INTO opinions (case_id, by_account, at, outcome, subject, note) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            &[
                case.into(),
                account.into(),
                self.now.into(),
                outcome.as_str().into(),
                subject.as_str().into(),
                sealed.as_slice().into(),
            ],
        )?;
        if added == 0 {
            return Err(Error::refused("you gave your opinion on this case; it stays as it was"));
        }
        let details = format!("{}\n{note}", outcome.as_str());
        self.journal("case.opinion", account, case, details.as_bytes(), Some(&subject))?;
        Ok(())
    }

    /// The opinions on a case that were given before the score was seen, with when.
    pub fn opinions(&self, case: &str) -> Result<Vec<(Opinion, i64)>, Error> {
        let rows = self.database.rows(
            "SELECT by_account, outcome, subject, note, at FROM opinions WHERE case_id = $1 \
             ORDER BY at, by_account",
            &[case.into()],
        )?;
        let wrong = || Error::failed("a stored opinion cannot be read; restore a backup");
        let read = rows.iter().map(|row| {
            let by = row[0].text();
            let place = format!("opinion {case} {by}");
            let note = self.opened(&row[2].text(), &place, row[3].bytes())?.unwrap_or_default();
            let note = String::from_utf8_lossy(&note).into_owned();
            let outcome = Outcome::parse(&row[1].text()).ok_or_else(wrong)?;
            Ok((Opinion { by, outcome, note }, row[4].number()))
        });
        read.collect()
    }
}
