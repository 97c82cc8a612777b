//! Requests that may be sent again: their answers, sealed, under the names that callers gave them.

use crate::{
    Error, Transaction,
    seal::{open, seal},
};

/// What is known of a request under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// Nothing: it is kept now, and may be carried out.
    New,
    /// Another request has this name.
    Another,
    /// It was begun; whether it was done is not known, or its answer is kept no longer.
    Begun,
    /// It was done, with this status and answer.
    Done(u16, Vec<u8>),
}

impl Transaction<'_> {
    /// Begins a request of an account, by a hash of all that it asks; forgets what is older than
    /// `kept` microseconds.
    pub fn begin_request(
        &mut self,
        account: &str,
        name: &str,
        request: &str,
        kept: i64,
    ) -> Result<Repeat, Error> {
        self.database.change("DELETE FROM repeats WHERE at <= $1", &[(self.now - kept).into()])?;
        let new = self.database.change(
            "INSERT INTO repeats (account, name, request, at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT DO NOTHING",
            &[account.into(), name.into(), request.into(), self.now.into()],
        )?;
        if new > 0 {
            return Ok(Repeat::New);
        }
        let row = self.database.row(
            "SELECT request, status, answer FROM repeats WHERE account = $1 AND name = $2",
            &[account.into(), name.into()],
        )?;
        let Some(row) = row else {
            return Ok(Repeat::Begun);
        };
        if row[0].text() != request {
            return Ok(Repeat::Another);
        }
        let Some(status) = row[1].number_if_any().filter(|_| !row[2].bytes().is_empty()) else {
            return Ok(Repeat::Begun);
        };
        let answer = open(&self.keys.own, &place(account, name), row[2].bytes())?;
        Ok(Repeat::Done(status as u16, answer))
    }

    /// Keeps the answer, sealed: it may hold a token, or what somebody says of themselves.
    pub fn end_request(
        &mut self,
        account: &str,
        name: &str,
        status: u16,
        answer: &[u8],
    ) -> Result<(), Error> {
        let sealed = seal(&self.keys.own, &place(account, name), answer)?;
        self.database.change(
            "UPDATE repeats SET status = $3, answer = $4 WHERE account = $1 AND name = $2",
            &[account.into(), name.into(), i64::from(status).into(), sealed.as_slice().into()],
        )?;
        Ok(())
    }

    /// Forgets a request that was not carried out, so that it may be sent again.
    pub fn drop_request(&mut self, account: &str, name: &str) -> Result<(), Error> {
        self.database.change(
            "DELETE FROM repeats WHERE account = $1 AND name = $2",
            &[account.into(), name.into()],
        )?;
        Ok(())
    }

    /// Forgets every answer: one may tell of somebody who is erased now. That the requests were
    /// begun is still known.
    pub(crate) fn forget_answers(&mut self) -> Result<(), Error> {
        self.database.change("UPDATE repeats SET status = NULL, answer = NULL", &[])?;
        Ok(())
    }
}

fn place(account: &str, name: &str) -> String {
    format!("answer {account} {name}")
}
