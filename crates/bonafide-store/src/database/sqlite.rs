//! The database as a file: `SQLite`, compiled in.

use super::{Row, STATEMENTS, Value};
use crate::Error;
use rusqlite::{
    Connection,
    config::DbConfig,
    types::{ToSqlOutput, Value as Sql, ValueRef},
};
use std::path::Path;

/// An open file.
pub(super) struct Sqlite {
    connection: Connection,
}

impl Sqlite {
    pub(super) fn open(path: &Path) -> Result<Sqlite, Error> {
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
        Ok(Sqlite { connection })
    }

    /// Whether a transaction is open; some failures end it.
    pub(super) fn has_begun(&self) -> bool {
        !self.connection.is_autocommit()
    }

    pub(super) fn abandon(&self) -> Result<(), Error> {
        if self.has_begun() { self.run("ROLLBACK") } else { Ok(()) }
    }

    pub(super) fn run(&self, sql: &str) -> Result<(), Error> {
        Ok(self.connection.execute_batch(sql)?)
    }

    pub(super) fn change(&self, sql: &str, values: &[Value]) -> Result<usize, Error> {
        let mut statement = self.connection.prepare_cached(&numbered(sql))?;
        Ok(statement.execute(rusqlite::params_from_iter(values))?)
    }

    pub(super) fn rows(&self, sql: &str, values: &[Value]) -> Result<Vec<Row>, Error> {
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
}

/// `$2` is the second value in `PostgreSQL`, and a name in `SQLite`, which writes `?2`.
fn numbered(sql: &str) -> String {
    sql.replace('$', "?")
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

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        Error::failed(format!("the database refused: {error}"))
    }
}
