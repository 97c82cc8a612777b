//! Sessions of people who signed in: begun, used, ended; the store knows hashes of their secrets.

use crate::{Account, Error, Transaction, database::Row, seal::random};
use bonafide_log::hex;

/// A session as it stands; never its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: String,
    /// Who signed in.
    pub account: String,
    /// When.
    pub begun_at: i64,
    /// When it was last used, to a minute.
    pub used_at: i64,
    /// When it ends, however much it is used.
    pub ends_at: i64,
}

/// Most sessions of one account; the oldest make room.
pub const SESSIONS_MAX: i64 = 20;

const COLUMNS: &str = "id, account, begun_at, used_at, ends_at";

impl Transaction<'_> {
    /// Begins a session that ends in so many microseconds.
    pub fn begin_session(
        &mut self,
        account: &str,
        hash: &str,
        lasts: i64,
    ) -> Result<Session, Error> {
        let known = self.known_account(account)?;
        if known.disabled_at.is_some() {
            return Err(Error::refused("the account is disabled; ask an administrator"));
        }
        let id = format!("n-{}", hex(&random::<8>()?));
        self.database.change(
            "DELETE FROM sessions WHERE account = $1 AND (ends_at <= $2 OR id NOT IN (\
             SELECT id FROM sessions WHERE account = $1 ORDER BY begun_at DESC, id LIMIT $3))",
            &[account.into(), self.now.into(), (SESSIONS_MAX - 1).into()],
        )?;
        self.database.change(
            "INSERT INTO sessions (id, account, hash, begun_at, used_at, ends_at) \
             VALUES ($1, $2, $3, $4, $4, $5)",
            &[
                id.as_str().into(),
                account.into(),
                hash.into(),
                self.now.into(),
                (self.now + lasts).into(),
            ],
        )?;
        self.journal("session.begun", account, account, id.as_bytes(), None)?;
        Ok(Session {
            id,
            account: account.to_owned(),
            begun_at: self.now,
            used_at: self.now,
            ends_at: self.now + lasts,
        })
    }

    /// The session of a hash with its account, where it was used within `idle` microseconds and has
    /// not ended.
    pub fn session(&self, hash: &str, idle: i64) -> Result<Option<(Session, Account)>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM sessions WHERE hash = $1");
        let Some(session) = self.database.row(&sql, &[hash.into()])?.as_ref().map(read) else {
            return Ok(None);
        };
        let account = self.known_account(&session.account)?;
        let over = session.ends_at <= self.now || self.now - session.used_at > idle;
        if over || account.disabled_at.is_some() {
            return Ok(None);
        }
        Ok(Some((session, account)))
    }

    /// Keeps that a session is used now, to a minute.
    pub fn use_session(&mut self, session: &Session) -> Result<(), Error> {
        if self.now - session.used_at >= crate::tokens::USE_KEPT_TO {
            self.database.change(
                "UPDATE sessions SET used_at = $2 WHERE id = $1",
                &[session.id.as_str().into(), self.now.into()],
            )?;
        }
        Ok(())
    }

    /// Sessions of an account that were used within `idle` microseconds, in order of their begin.
    pub fn sessions_of(&self, account: &str, idle: i64) -> Result<Vec<Session>, Error> {
        let sql = format!(
            "SELECT {COLUMNS} FROM sessions WHERE account = $1 AND ends_at > $2 AND used_at >= $3 \
             ORDER BY begun_at, id"
        );
        let values = [account.into(), self.now.into(), (self.now - idle).into()];
        Ok(self.database.rows(&sql, &values)?.iter().map(read).collect())
    }

    /// Ends a session of an account.
    pub fn end_session(&mut self, account: &str, id: &str) -> Result<(), Error> {
        let ended = self.database.change(
            "DELETE FROM sessions WHERE id = $1 AND account = $2",
            &[id.into(), account.into()],
        )?;
        if ended == 0 {
            return Err(Error::missing("you have no such session"));
        }
        self.journal("session.ended", account, account, id.as_bytes(), None)?;
        Ok(())
    }

    /// Ends every session of an account but one that is named.
    pub(crate) fn end_sessions(&mut self, account: &str, but: Option<&str>) -> Result<(), Error> {
        self.database.change(
            "DELETE FROM sessions WHERE account = $1 AND id <> $2",
            &[account.into(), but.unwrap_or_default().into()],
        )?;
        Ok(())
    }
}

fn read(row: &Row) -> Session {
    Session {
        id: row[0].text(),
        account: row[1].text(),
        begun_at: row[2].number(),
        used_at: row[3].number(),
        ends_at: row[4].number(),
    }
}
