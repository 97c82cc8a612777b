//! The one door to the database: statements with values in, rows of values out.
//!
//! Behind it is a file of `SQLite` or a server with `PostgreSQL`. Statements are the same for both;
//! what differs is told in `dialect.rs`.

mod address;
mod dialect;
mod postgresql;
mod sqlite;
mod tls;

pub use address::DatabaseAddress;
pub(crate) use dialect::{Dialect, Guard};

use crate::Error;
use postgresql::Postgres;
use sqlite::Sqlite;
use std::path::Path;

/// A value in a statement or a row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Nothing.
    Null,
    /// A whole number.
    Number(i64),
    /// A real number.
    Real(f64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// One row of an answer.
pub(crate) type Row = Vec<Value>;

/// An open database.
pub(crate) struct Database {
    kept: Kept,
}

enum Kept {
    Sqlite(Sqlite),
    Postgres(Box<Postgres>),
}

/// Statements that stay prepared: more than there are in this crate.
const STATEMENTS: usize = 512;

impl Database {
    /// Opens or makes the database file. What a transaction wrote is on the disk when it ends.
    pub(crate) fn open(path: &Path) -> Result<Database, Error> {
        Ok(Database { kept: Kept::Sqlite(Sqlite::open(path)?) })
    }

    /// Reaches a server's database, for this process alone.
    pub(crate) fn connect(address: &DatabaseAddress) -> Result<Database, Error> {
        Ok(Database { kept: Kept::Postgres(Box::new(Postgres::connect(address)?)) })
    }

    /// Whether a server's database has a secret of an installation; nothing is made there.
    pub(crate) fn holds_data(address: &DatabaseAddress) -> Result<bool, Error> {
        postgresql::holds_data(address)
    }

    /// How it wants to be spoken to.
    pub(crate) fn dialect(&self) -> Dialect {
        match &self.kept {
            Kept::Sqlite(_) => Dialect::Sqlite,
            Kept::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Begins a transaction. Whether the connection is another one than that of the last: what the
    /// server has may then be older than what is known here.
    pub(crate) fn begin(&self) -> Result<bool, Error> {
        match &self.kept {
            Kept::Sqlite(sqlite) => sqlite.run("BEGIN IMMEDIATE").map(|()| false),
            Kept::Postgres(postgres) => postgres.begin(),
        }
    }

    /// Ends a transaction: from here on, what it wrote stays.
    pub(crate) fn commit(&self) -> Result<(), Error> {
        match &self.kept {
            Kept::Sqlite(sqlite) => sqlite.run("COMMIT"),
            Kept::Postgres(postgres) => postgres.commit(),
        }
    }

    /// Takes back a transaction that a failure of the program left open.
    pub(crate) fn abandon(&self) -> Result<(), Error> {
        match &self.kept {
            Kept::Sqlite(sqlite) => sqlite.abandon(),
            Kept::Postgres(postgres) => {
                postgres.abandon();
                Ok(())
            }
        }
    }

    /// Begins a part of a transaction, which can be taken back alone. A transaction that the
    /// database ended by itself has no more parts.
    pub(crate) fn begin_part(&self) -> Result<(), Error> {
        if let Kept::Sqlite(sqlite) = &self.kept
            && !sqlite.has_begun()
        {
            return Err(Error::failed("the database took back what was written; send it again"));
        }
        self.run("SAVEPOINT part")
    }

    /// Ends a part: it is kept where the transaction is.
    pub(crate) fn keep_part(&self) -> Result<(), Error> {
        self.run("RELEASE SAVEPOINT part")
    }

    /// Takes a part back.
    pub(crate) fn abandon_part(&self) -> Result<(), Error> {
        self.run("ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part")
    }

    /// Runs statements without values.
    pub(crate) fn run(&self, sql: &str) -> Result<(), Error> {
        match &self.kept {
            Kept::Sqlite(sqlite) => sqlite.run(sql),
            Kept::Postgres(postgres) => postgres.run(sql),
        }
    }

    /// Changes rows; how many.
    pub(crate) fn change(&self, sql: &str, values: &[Value]) -> Result<usize, Error> {
        match &self.kept {
            Kept::Sqlite(sqlite) => sqlite.change(sql, values),
            Kept::Postgres(postgres) => postgres.change(sql, values),
        }
    }

    /// Asks for rows.
    pub(crate) fn rows(&self, sql: &str, values: &[Value]) -> Result<Vec<Row>, Error> {
        match &self.kept {
            Kept::Sqlite(sqlite) => sqlite.rows(sql, values),
            Kept::Postgres(postgres) => postgres.rows(sql, values),
        }
    }

    /// Asks for one row.
    pub(crate) fn row(&self, sql: &str, values: &[Value]) -> Result<Option<Row>, Error> {
        Ok(self.rows(sql, values)?.into_iter().next())
    }
}

impl Value {
    /// The number, 0 where it is none.
    pub(crate) fn number(&self) -> i64 {
        if let Value::Number(number) = self { *number } else { 0 }
    }

    /// The number, where there is one.
    pub(crate) fn number_if_any(&self) -> Option<i64> {
        if let Value::Number(number) = self { Some(*number) } else { None }
    }

    /// The real number.
    pub(crate) fn real(&self) -> f64 {
        match self {
            Value::Real(real) => *real,
            Value::Number(number) => *number as f64,
            _ => 0.0,
        }
    }

    /// The text, empty where it is none.
    pub(crate) fn text(&self) -> String {
        self.text_if_any().unwrap_or_default()
    }

    /// The text, where there is one.
    pub(crate) fn text_if_any(&self) -> Option<String> {
        if let Value::Text(text) = self { Some(text.clone()) } else { None }
    }

    /// The bytes, empty where it is none.
    pub(crate) fn bytes(&self) -> &[u8] {
        if let Value::Bytes(bytes) = self { bytes } else { &[] }
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Number(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Value {
        Value::Number(i64::from(number))
    }
}

impl From<f64> for Value {
    fn from(real: f64) -> Value {
        Value::Real(real)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Value {
        Value::Bytes(bytes.to_vec())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}
