//! Second factors: a sealed secret for one-time codes, and hashes of recovery codes.

use crate::{
    Error, Transaction,
    seal::{open, seal},
};

/// The second factor of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondFactor {
    /// The secret that the account's device has as well.
    pub secret: Vec<u8>,
    /// Since when a code is asked for; `None` while the device has not shown one.
    pub confirmed_at: Option<i64>,
    /// The time step of the last code that was taken: none is taken twice.
    pub last_step: i64,
}

impl Transaction<'_> {
    /// Keeps a new secret, which counts once a code of it was shown.
    pub fn offer_second_factor(&mut self, account: &str, secret: &[u8]) -> Result<(), Error> {
        if self.known_account(account)?.second_factor {
            return Err(Error::refused("a second factor is set; remove it before you set another"));
        }
        let sealed = seal(&self.keys.own, &place(account), secret)?;
        self.database.change(
            "INSERT INTO second_factors (account, secret, last_step) VALUES ($1, $2, 0) \
             ON CONFLICT (account) DO UPDATE SET secret = $2, last_step = 0",
            &[account.into(), sealed.as_slice().into()],
        )?;
        Ok(())
    }

    /// The second factor of an account.
    pub fn second_factor(&self, account: &str) -> Result<Option<SecondFactor>, Error> {
        let row = self.database.row(
            "SELECT secret, confirmed_at, last_step FROM second_factors WHERE account = $1",
            &[account.into()],
        )?;
        let Some(row) = row else {
            return Ok(None);
        };
        Ok(Some(SecondFactor {
            secret: open(&self.keys.own, &place(account), row[0].bytes())?,
            confirmed_at: row[1].number_if_any(),
            last_step: row[2].number(),
        }))
    }

    /// From now on a code is asked for. Recovery codes, as hashes, take its place once each.
    pub fn confirm_second_factor(
        &mut self,
        account: &str,
        step: i64,
        recovery: &[String],
    ) -> Result<(), Error> {
        self.database.change(
            "UPDATE second_factors SET confirmed_at = $2, last_step = $3 WHERE account = $1",
            &[account.into(), self.now.into(), step.into()],
        )?;
        for hash in recovery {
            self.database.change(
                "INSERT INTO recovery_codes (account, hash) VALUES ($1, $2)",
                &[account.into(), hash.as_str().into()],
            )?;
        }
        self.journal("account.second-factor-set", account, account, b"", None)?;
        Ok(())
    }

    /// Takes a code of a time step, and none of that step or an earlier one again.
    pub fn take_step(&mut self, account: &str, step: i64) -> Result<bool, Error> {
        let taken = self.database.change(
            "UPDATE second_factors SET last_step = $2 WHERE account = $1 AND last_step < $2",
            &[account.into(), step.into()],
        )?;
        Ok(taken > 0)
    }

    /// Takes a recovery code, once.
    pub fn take_recovery_code(&mut self, account: &str, hash: &str) -> Result<bool, Error> {
        let taken = self.database.change(
            "DELETE FROM recovery_codes WHERE account = $1 AND hash = $2",
            &[account.into(), hash.into()],
        )?;
        if taken > 0 {
            self.journal("account.recovery-code-used", account, account, b"", None)?;
        }
        Ok(taken > 0)
    }

    /// How many recovery codes an account has left.
    pub fn recovery_codes_left(&self, account: &str) -> Result<i64, Error> {
        let sql = "SELECT count(*) FROM recovery_codes WHERE account = $1";
        Ok(self.database.row(sql, &[account.into()])?.map_or(0, |row| row[0].number()))
    }

    /// Asks for no code any longer.
    pub fn remove_second_factor(&mut self, account: &str) -> Result<(), Error> {
        self.forget_second_factor(account)?;
        self.journal("account.second-factor-removed", account, account, b"", None)?;
        Ok(())
    }

    pub(crate) fn forget_second_factor(&mut self, account: &str) -> Result<(), Error> {
        for sql in [
            "DELETE FROM second_factors WHERE account = $1",
            "DELETE FROM recovery_codes WHERE account = $1",
        ] {
            self.database.change(sql, &[account.into()])?;
        }
        Ok(())
    }
}

fn place(account: &str) -> String {
    format!("second factor {account}")
}
