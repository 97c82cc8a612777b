//! Who may sign in, and as what.

use crate::{Error, Transaction, database::Row};

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
    /// A hash of the secret; what kind is the caller's affair.
    pub secret: String,
}

impl Transaction<'_> {
    /// Makes an account.
    pub fn add_account(&mut self, account: &Account, by: &str) -> Result<(), Error> {
        let added = self.database.change(
            "INSERT INTO accounts (name, role, secret, created_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT DO NOTHING",
            &[
                account.name.as_str().into(),
                account.role.as_str().into(),
                account.secret.as_str().into(),
                self.now.into(),
            ],
        )?;
        if added == 0 {
            return Err(Error::refused("there is an account of this name; choose another"));
        }
        let details = format!("{} {}", account.name, account.role.as_str());
        self.journal("account.made", by, &account.name, details.as_bytes(), None)?;
        Ok(())
    }

    /// The account of a name.
    pub fn account(&self, name: &str) -> Result<Option<Account>, Error> {
        let row = self
            .database
            .row("SELECT name, role, secret FROM accounts WHERE name = $1", &[name.into()])?;
        Ok(row.as_ref().and_then(read))
    }

    /// Every account, by name.
    pub fn accounts(&self) -> Result<Vec<Account>, Error> {
        let rows =
            self.database.rows("SELECT name, role, secret FROM accounts ORDER BY name", &[])?;
        Ok(rows.iter().filter_map(read).collect())
    }
}

fn read(row: &Row) -> Option<Account> {
    Some(Account { name: row[0].text(), role: Role::parse(&row[1].text())?, secret: row[2].text() })
}
