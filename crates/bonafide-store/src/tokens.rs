//! Tokens of programs: several an account, each with what it is for, an end, and its last use.

use crate::{Account, Error, Transaction, database::Row, seal::random};
use bonafide_log::hex;

/// A token that is to be made.
#[derive(Clone, Debug)]
pub struct NewToken<'a> {
    /// The account that it stands for.
    pub account: &'a str,
    /// What it is for, in the words of who made it.
    pub label: &'a str,
    /// A hash of its secret; what kind is the caller's affair.
    pub hash: &'a str,
    /// Names of what it may do, apart by spaces; empty for all that the account may.
    pub scopes: &'a str,
    /// When it ends, where it does.
    pub ends_at: Option<i64>,
}

/// A token as it stands; never its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its id.
    pub id: String,
    /// The account that it stands for.
    pub account: String,
    /// What it is for.
    pub label: String,
    /// Names of what it may do, apart by spaces; empty for all that the account may.
    pub scopes: String,
    /// When it was made.
    pub made_at: i64,
    /// When it ends, where it does.
    pub ends_at: Option<i64>,
    /// When it was last used, to a minute.
    pub used_at: Option<i64>,
    /// When it was taken back.
    pub revoked_at: Option<i64>,
}

/// How exactly the last use is kept, in microseconds: a write for each request would be too much.
pub(crate) const USE_KEPT_TO: i64 = 60_000_000;

const COLUMNS: &str = "id, account, label, scopes, made_at, ends_at, used_at, revoked_at";

impl Transaction<'_> {
    /// Makes a token; gives its id.
    pub fn add_token(&mut self, new: &NewToken<'_>, by: &str) -> Result<Token, Error> {
        self.known_account(new.account)?;
        let id = format!("t-{}", hex(&random::<8>()?));
        self.database.change(
            "INSERT INTO tokens (id, account, label, hash, scopes, made_at, ends_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &[
                id.as_str().into(),
                new.account.into(),
                new.label.into(),
                new.hash.into(),
                new.scopes.into(),
                self.now.into(),
                new.ends_at.into(),
            ],
        )?;
        let details = format!("{id} {}", new.scopes);
        self.journal("token.made", by, new.account, details.as_bytes(), None)?;
        self.token(&id)
    }

    /// The token of a hash with its account, where both are in force now. The use is kept.
    pub fn use_token(&mut self, hash: &str) -> Result<Option<(Token, Account)>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM tokens WHERE hash = $1");
        let Some(token) = self.database.row(&sql, &[hash.into()])?.as_ref().map(read) else {
            return Ok(None);
        };
        let over = token.ends_at.is_some_and(|end| end <= self.now);
        let account = self.known_account(&token.account)?;
        if over || token.revoked_at.is_some() || account.disabled_at.is_some() {
            return Ok(None);
        }
        if token.used_at.is_none_or(|used| self.now - used >= USE_KEPT_TO) {
            self.database.change(
                "UPDATE tokens SET used_at = $2 WHERE id = $1",
                &[token.id.as_str().into(), self.now.into()],
            )?;
        }
        Ok(Some((token, account)))
    }

    /// The tokens of an account, in the order in which they were made.
    pub fn tokens_of(&self, account: &str) -> Result<Vec<Token>, Error> {
        self.known_account(account)?;
        let sql = format!("SELECT {COLUMNS} FROM tokens WHERE account = $1 ORDER BY made_at, id");
        Ok(self.database.rows(&sql, &[account.into()])?.iter().map(read).collect())
    }

    /// Takes a token of an account back.
    pub fn revoke_token(&mut self, account: &str, id: &str, by: &str) -> Result<Token, Error> {
        let token = self.token(id).ok().filter(|token| token.account == account);
        let token = token.ok_or_else(|| Error::missing("the account has no such token"))?;
        if token.revoked_at.is_none() {
            self.database.change(
                "UPDATE tokens SET revoked_at = $2 WHERE id = $1",
                &[id.into(), self.now.into()],
            )?;
            self.journal("token.revoked", by, account, id.as_bytes(), None)?;
        }
        self.token(id)
    }

    fn token(&self, id: &str) -> Result<Token, Error> {
        let sql = format!("SELECT {COLUMNS} FROM tokens WHERE id = $1");
        let row = self.database.row(&sql, &[id.into()])?;
        row.as_ref().map(read).ok_or_else(|| Error::missing("there is no such token"))
    }
}

fn read(row: &Row) -> Token {
    Token {
        id: row[0].text(),
        account: row[1].text(),
        label: row[2].text(),
        scopes: row[3].text(),
        made_at: row[4].number(),
        ends_at: row[5].number_if_any(),
        used_at: row[6].number_if_any(),
        revoked_at: row[7].number_if_any(),
    }
}
