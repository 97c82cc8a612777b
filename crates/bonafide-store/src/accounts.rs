//! Who may come in, and as what.

use crate::{Error, Transaction, database::Row, seal::keyed};
use bonafide_log::hex;

/// What somebody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A program: posts applications and asks for their assessments.
    Integration,
    /// Works on cases and decides them.
    Reviewer,
    /// Also signs as the second person.
    Approver,
    /// Reads everything, and the log.
    Auditor,
    /// Makes accounts and erases.
    Administrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 5] =
        [Role::Integration, Role::Reviewer, Role::Approver, Role::Auditor, Role::Administrator];

    /// `integration`, `reviewer`, `approver`, `auditor` or `administrator`.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Integration => "integration",
            Role::Reviewer => "reviewer",
            Role::Approver => "approver",
            Role::Auditor => "auditor",
            Role::Administrator => "administrator",
        }
    }

    /// Reads what [`Role::as_str`] wrote.
    pub fn parse(text: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// Somebody, or a program, who may come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The name, as decisions and the log show it.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// When it was made.
    pub made_at: i64,
    /// Since when it may no longer come in.
    pub disabled_at: Option<i64>,
    /// The hash of its password, where it has one; what kind is the caller's affair.
    pub password: Option<String>,
    /// Whether a second factor is asked for.
    pub second_factor: bool,
}

const COLUMNS: &str = "a.name, a.role, a.created_at, a.disabled_at, a.password, f.confirmed_at \
                       FROM accounts a LEFT JOIN second_factors f ON f.account = a.name";

impl Transaction<'_> {
    /// Makes an account.
    pub fn add_account(&mut self, name: &str, role: Role, by: &str) -> Result<(), Error> {
        let added = self.database.change(
            "INSERT INTO accounts (name, role, created_at) VALUES ($1, $2, $3) \
             ON CONFLICT DO NOTHING",
            &[name.into(), role.as_str().into(), self.now.into()],
        )?;
        if added == 0 {
            return Err(Error::refused("there is an account of this name; choose another"));
        }
        let details = format!("{name} {}", role.as_str());
        self.journal("account.made", by, name, details.as_bytes(), None)?;
        Ok(())
    }

    /// The account of a name.
    pub fn account(&self, name: &str) -> Result<Option<Account>, Error> {
        let sql = format!("SELECT {COLUMNS} WHERE a.name = $1");
        Ok(self.database.row(&sql, &[name.into()])?.as_ref().and_then(read))
    }

    /// The account of a name, which must be there.
    pub fn known_account(&self, name: &str) -> Result<Account, Error> {
        self.account(name)?.ok_or_else(|| Error::missing("there is no such account"))
    }

    /// The account that signs in as an identity of another house. A keyed hash of it is kept: it
    /// may be a mailbox.
    pub fn account_of_identity(&self, identity: &str) -> Result<Option<Account>, Error> {
        let sql = format!("SELECT {COLUMNS} WHERE a.identity = $1");
        let identity = self.hash_of_identity(identity);
        Ok(self.database.row(&sql, &[identity.as_str().into()])?.as_ref().and_then(read))
    }

    /// Every account, by name.
    pub fn accounts(&self) -> Result<Vec<Account>, Error> {
        let sql = format!("SELECT {COLUMNS} ORDER BY a.name");
        Ok(self.database.rows(&sql, &[])?.iter().filter_map(read).collect())
    }

    /// Ties an account to an identity of another house, for good.
    pub fn bind_identity(&mut self, name: &str, identity: &str) -> Result<(), Error> {
        self.database.change(
            "UPDATE accounts SET identity = $2 WHERE name = $1",
            &[name.into(), self.hash_of_identity(identity).as_str().into()],
        )?;
        self.journal("account.bound", "program", name, identity.as_bytes(), None)?;
        Ok(())
    }

    /// Gives an account another role. Its sessions end, and with them what they were used to.
    pub fn change_role(&mut self, name: &str, role: Role, by: &str) -> Result<(), Error> {
        let account = self.known_account(name)?;
        if account.role == role {
            return Ok(());
        }
        self.keep_an_administrator(&account)?;
        self.database.change(
            "UPDATE accounts SET role = $2 WHERE name = $1",
            &[name.into(), role.as_str().into()],
        )?;
        let details = format!("{} {}", account.role.as_str(), role.as_str());
        self.journal("account.role-changed", by, name, details.as_bytes(), None)?;
        self.end_sessions(name, None)
    }

    /// Lets an account in no longer: its sessions end, and its tokens open nothing.
    pub fn disable_account(&mut self, name: &str, by: &str) -> Result<(), Error> {
        let account = self.known_account(name)?;
        if account.disabled_at.is_some() {
            return Ok(());
        }
        self.keep_an_administrator(&account)?;
        self.database.change(
            "UPDATE accounts SET disabled_at = $2 WHERE name = $1",
            &[name.into(), self.now.into()],
        )?;
        self.journal("account.disabled", by, name, b"", None)?;
        self.end_sessions(name, None)
    }

    /// Lets an account in again.
    pub fn enable_account(&mut self, name: &str, by: &str) -> Result<(), Error> {
        if self.known_account(name)?.disabled_at.is_none() {
            return Ok(());
        }
        self.database
            .change("UPDATE accounts SET disabled_at = NULL WHERE name = $1", &[name.into()])?;
        self.journal("account.enabled", by, name, b"", None)?;
        Ok(())
    }

    /// Sets the hash of a password. Every session of the account ends but one that is named.
    pub fn set_password(
        &mut self,
        name: &str,
        hash: &str,
        but: Option<&str>,
        by: &str,
    ) -> Result<(), Error> {
        self.known_account(name)?;
        self.database.change(
            "UPDATE accounts SET password = $2 WHERE name = $1",
            &[name.into(), hash.into()],
        )?;
        self.journal("account.password-set", by, name, b"", None)?;
        self.end_sessions(name, but)
    }

    fn hash_of_identity(&self, identity: &str) -> String {
        hex(&keyed(&self.keys.own, "identity", identity.as_bytes()))
    }

    /// Without an administrator nobody could make accounts again.
    fn keep_an_administrator(&self, account: &Account) -> Result<(), Error> {
        if account.role != Role::Administrator || account.disabled_at.is_some() {
            return Ok(());
        }
        let others = self.database.row(
            "SELECT count(*) FROM accounts \
             WHERE role = 'administrator' AND disabled_at IS NULL AND name <> $1",
            &[account.name.as_str().into()],
        )?;
        if others.map_or(0, |row| row[0].number()) == 0 {
            return Err(Error::refused(
                "this is the only administrator; make another one first, so that somebody can \
                 make accounts",
            ));
        }
        Ok(())
    }
}

fn read(row: &Row) -> Option<Account> {
    Some(Account {
        name: row[0].text(),
        role: Role::parse(&row[1].text())?,
        made_at: row[2].number(),
        disabled_at: row[3].number_if_any(),
        password: row[4].text_if_any(),
        second_factor: row[5].number_if_any().is_some(),
    })
}
