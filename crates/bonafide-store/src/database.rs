//! The one door to the database: statements with values in, rows of values out.

use crate::Error;
use rusqlite::{
    Connection,
    config::DbConfig,
    types::{ToSqlOutput, Value as Sql, ValueRef},
};
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
    connection: Connection,
}

/// Statements that stay prepared: more than there are in this crate.
const STATEMENTS: usize = 512;

impl Database {
    /// Opens or makes the database file. What a transaction wrote is on the disk when it ends.
    pub(crate) fn open(path: &Path) -> Result<Database, Error> {
        let connection = Connection::open(path)
            .map_err(|error| Error::failed(format!("opening {}: {error}", path.display())))?;
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
             PRAGMA secure_delete = ON; PRAGMA busy_timeout = 5000; PRAGMA cache_size = -131072; \
             PRAGMA wal_autocheckpoint = 16384;",
        )?;
        // Without it a statement is prepared anew whenever its values are others.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(Database { connection })
    }

    /// Takes back a transaction that a failure of the program left open.
    pub(crate) fn abandon(&self) -> Result<(), Error> {
        if self.connection.is_autocommit() { Ok(()) } else { self.run("ROLLBACK") }
    }

    /// Runs statements without values.
    pub(crate) fn run(&self, sql: &str) -> Result<(), Error> {
        Ok(self.connection.execute_batch(sql)?)
    }

    /// Changes rows; how many.
    pub(crate) fn change(&self, sql: &str, values: &[Value]) -> Result<usize, Error> {
        let mut statement = self.connection.prepare_cached(&numbered(sql))?;
        Ok(statement.execute(rusqlite::params_from_iter(values))?)
    }

    /// Asks for rows.
    pub(crate) fn rows(&self, sql: &str, values: &[Value]) -> Result<Vec<Row>, Error> {
        let mut statement = self.connection.prepare_cached(&numbered(sql))?;
        let columns = statement.column_count();
        let mut rows = statement.query(rusqlite::params_from_iter(values))?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let row: Result<Row, rusqlite::Error> =
                (0..columns).map(|column| Ok(Value::from(row.get_ref(column)?))).collect();
            all.push(row?);
        }
        Ok(all)
    }

    /// Asks for one row.
    pub(crate) fn row(&self, sql: &str, values: &[Value]) -> Result<Option<Row>, Error> {
        Ok(self.rows(sql, values)?.into_iter().next())
    }
}

/// `$2` is the second value in `PostgreSQL`, and a name in `SQLite`, which writes `?2`.
fn numbered(sql: &str) -> String {
    sql.replace('$', "?")
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

impl From<ValueRef<'_>> for Value {
    fn from(value: ValueRef<'_>) -> Value {
        match value {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => Value::Number(number),
            ValueRef::Real(real) => Value::Real(real),
            ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
            ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
        }
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Value::Null => ToSqlOutput::Owned(Sql::Null),
            Value::Number(number) => ToSqlOutput::Owned(Sql::Integer(*number)),
            Value::Real(real) => ToSqlOutput::Owned(Sql::Real(*real)),
            Value::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Value::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
        })
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
