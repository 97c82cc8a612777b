//! Invitations: a code that lets somebody set the password of their account, once.

use crate::{Error, Transaction};

impl Transaction<'_> {
    /// Invites the holder of a code, of which the hash is kept, to set the password of an account.
    /// An earlier invitation of the account ends.
    pub fn invite(&mut self, account: &str, hash: &str, lasts: i64, by: &str) -> Result<(), Error> {
        self.known_account(account)?;
        self.database.change("DELETE FROM invitations WHERE account = $1", &[account.into()])?;
        self.database.change(
            "INSERT INTO invitations (hash, account, ends_at) VALUES ($1, $2, $3)",
            &[hash.into(), account.into(), (self.now + lasts).into()],
        )?;
        self.journal("account.invited", by, account, b"", None)?;
        Ok(())
    }

    /// The account that a code invites to, where it still does.
    pub fn invited(&self, hash: &str) -> Result<Option<String>, Error> {
        let row = self.database.row(
            "SELECT account FROM invitations WHERE hash = $1 AND ends_at > $2",
            &[hash.into(), self.now.into()],
        )?;
        Ok(row.map(|row| row[0].text()))
    }

    /// Uses an invitation up: the password is set, a second factor is forgotten, sessions end.
    pub fn accept_invitation(&mut self, hash: &str, password: &str) -> Result<String, Error> {
        let account = self.invited(hash)?.ok_or_else(|| {
            Error::refused("the code is used, too old or wrong; ask an administrator for another")
        })?;
        self.database
            .change("DELETE FROM invitations WHERE account = $1", &[account.as_str().into()])?;
        self.forget_second_factor(&account)?;
        self.set_password(&account, password, None, &account)?;
        Ok(account)
    }
}
