//! The database on a server: `PostgreSQL`, one connection, taken for this process alone.
//!
//! Everything that is known here of what is stored, this process wrote: a lock of the session keeps
//! a second one away. Where the connection was lost, the next transaction makes another, takes the
//! lock again, and goes on if nobody else had it meanwhile.
//!
//! Not to be called from within an asynchronous task: the client waits for its answers.

use super::{DatabaseAddress, Row, STATEMENTS, Value, tls::connector};
use crate::{Error, seal::random};
use postgres::{
    Client, NoTls, Statement,
    error::Severity,
    types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked},
};
use std::cell::RefCell;
use std::collections::HashMap;
use std::error::Error as AnyError;
use std::thread;
use std::time::Duration;

/// A server's database.
pub(super) struct Postgres {
    address: DatabaseAddress,
    /// What this process left there, to know whether another came between.
    holder: String,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    connection: Option<Connection>,
    begun: bool,
    /// Whether the connection is another one than the last transaction had.
    anew: bool,
}

struct Connection {
    client: Client,
    statements: HashMap<String, Statement>,
}

/// The lock of whoever works on a database: `bonafide` in ASCII.
const LOCK: i64 = 0x626f_6e61_6669_6465;

/// How often, and after which time each, the lock is asked for: a server that was ended a moment
/// ago may still have it.
const ASKED: (u32, Duration) = (30, Duration::from_millis(100));

/// Oldest version that replaces triggers.
const OLDEST: i64 = 14;

/// What a session needs, whatever the server's defaults: a connection whose other end went away is
/// dropped by the server within half a minute, and with it the lock; no time limit ends a
/// transaction halfway; statements are too short to be compiled.
const SESSION: &str = "
SET client_min_messages = warning; SET default_transaction_isolation = 'read committed';
SET standard_conforming_strings = on; SET jit = off;
SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0;
SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;
SELECT set_config('synchronous_commit', 'on', false)
  WHERE current_setting('synchronous_commit') = 'off';
";

/// Who worked on the database last; beside the tables of `schema.rs`, since a file needs none.
const HOLDERS: &str = "
CREATE TABLE IF NOT EXISTS holders (
  one BIGINT PRIMARY KEY CHECK (one = 1), holder TEXT NOT NULL
)";

/// Whether there is a secret of an installation; nothing is made or locked.
pub(super) fn holds_data(address: &DatabaseAddress) -> Result<bool, Error> {
    let mut connection = open(address)?;
    let known = connection.rows("SELECT to_regclass('settings') IS NOT NULL", &[])?;
    if known[0][0].number() == 0 {
        return Ok(false);
    }
    let settings = connection.rows("SELECT count(*) FROM settings", &[])?;
    Ok(settings[0][0].number() > 0)
}

impl Postgres {
    /// Connects, and takes the database for this process.
    pub(super) fn connect(address: &DatabaseAddress) -> Result<Postgres, Error> {
        let holder = bonafide_log::hex(&random::<16>()?);
        let mut connection = open(address)?;
        take(&mut connection)?;
        connection.client.batch_execute(HOLDERS)?;
        connection.change(
            "INSERT INTO holders (one, holder) VALUES (1, $1) \
             ON CONFLICT (one) DO UPDATE SET holder = excluded.holder",
            &[holder.as_str().into()],
        )?;
        let state = State { connection: Some(connection), ..State::default() };
        Ok(Postgres { address: address.clone(), holder, state: RefCell::new(state) })
    }

    /// Begins a transaction, on a new connection where the last was lost. Whether it is a new one.
    pub(super) fn begin(&self) -> Result<bool, Error> {
        let begun = self.with(|connection| connection.client.batch_execute("BEGIN"));
        if let Err(error) = begun {
            // Nothing was done on it: a connection that broke while nobody asked is made again.
            if !self.state.borrow().is_lost() {
                return Err(error);
            }
            self.with(|connection| connection.client.batch_execute("BEGIN"))?;
        }
        let mut state = self.state.borrow_mut();
        state.begun = true;
        Ok(std::mem::take(&mut state.anew))
    }

    pub(super) fn commit(&self) -> Result<(), Error> {
        self.with(|connection| connection.client.batch_execute("COMMIT"))?;
        self.state.borrow_mut().begun = false;
        Ok(())
    }

    /// Takes back what was begun. Where that fails, the server does it, as the connection ends.
    pub(super) fn abandon(&self) {
        let mut state = self.state.borrow_mut();
        if !std::mem::take(&mut state.begun) {
            return;
        }
        let taken_back = state
            .connection
            .as_mut()
            .is_some_and(|connection| connection.client.batch_execute("ROLLBACK").is_ok());
        if !taken_back {
            state.connection = None;
        }
    }

    pub(super) fn run(&self, sql: &str) -> Result<(), Error> {
        self.with(|connection| connection.client.batch_execute(sql))
    }

    pub(super) fn change(&self, sql: &str, values: &[Value]) -> Result<usize, Error> {
        self.with(|connection| connection.change(sql, values))
    }

    pub(super) fn rows(&self, sql: &str, values: &[Value]) -> Result<Vec<Row>, Error> {
        self.with(|connection| connection.rows(sql, values))
    }

    fn with<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, postgres::Error>,
    ) -> Result<T, Error> {
        let mut state = self.state.borrow_mut();
        if state.is_lost() {
            if state.begun {
                return Err(Error::failed(
                    "the connection to the database was lost; nothing was kept, send it again",
                ));
            }
            // The old one ends first: with it goes its lock.
            state.connection = None;
            state.connection = Some(self.reconnect()?);
            state.anew = true;
        }
        let done = work(state.connection.as_mut().expect("it is not lost"));
        if done.as_ref().is_err_and(ends_connection) {
            state.connection = None;
        }
        Ok(done?)
    }

    fn reconnect(&self) -> Result<Connection, Error> {
        let mut connection = open(&self.address)?;
        take(&mut connection)?;
        let rows = connection.rows("SELECT holder FROM holders WHERE one = 1", &[])?;
        if rows.first().is_none_or(|row| row[0].text() != self.holder) {
            return Err(Error::failed(
                "another server worked on this database while the connection was lost; end that \
                 one and start this one again",
            ));
        }
        Ok(connection)
    }
}

impl Drop for Postgres {
    /// Ends the connection. The client waits for that, which it may not within an asynchronous
    /// task, where whoever owns the store may be dropped.
    fn drop(&mut self) {
        if let Some(connection) = self.state.get_mut().connection.take() {
            // Whether it was orderly changes nothing.
            let _ = thread::spawn(move || drop(connection)).join();
        }
    }
}

impl State {
    fn is_lost(&self) -> bool {
        self.connection.as_ref().is_none_or(|connection| connection.client.is_closed())
    }
}

impl Connection {
    fn change(&mut self, sql: &str, values: &[Value]) -> Result<usize, postgres::Error> {
        let statement = self.statement(sql)?;
        Ok(self.client.execute(&statement, &as_values(values))? as usize)
    }

    fn rows(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, postgres::Error> {
        let statement = self.statement(sql)?;
        let rows = self.client.query(&statement, &as_values(values))?;
        rows.iter().map(|row| (0..row.len()).map(|column| row.try_get(column)).collect()).collect()
    }

    /// A statement that is prepared once. Past the bound, all are prepared anew.
    fn statement(&mut self, sql: &str) -> Result<Statement, postgres::Error> {
        if let Some(known) = self.statements.get(sql) {
            return Ok(known.clone());
        }
        if self.statements.len() >= STATEMENTS {
            self.statements.clear();
        }
        let statement = self.client.prepare(sql)?;
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

fn open(address: &DatabaseAddress) -> Result<Connection, Error> {
    let client = match connector(&address.tls)? {
        None => address.config.connect(NoTls),
        Some(tls) => address.config.connect(tls),
    };
    let client = client.map_err(|error| {
        Error::failed(format!("the database cannot be reached: {}", sentence(&error)))
    })?;
    let mut connection = Connection { client, statements: HashMap::new() };
    connection.client.batch_execute(SESSION)?;
    let rows = connection.rows(
        "SELECT current_setting('server_version_num'), current_setting('server_encoding')",
        &[],
    )?;
    let version: i64 = rows[0][0].text().parse().unwrap_or_default();
    if version < OLDEST * 10_000 {
        return Err(Error::refused(format!(
            "the database is PostgreSQL {}; version {OLDEST} or newer is needed",
            version / 10_000
        )));
    }
    if rows[0][1].text() != "UTF8" {
        return Err(Error::refused(
            "the database does not keep UTF-8; make one with `createdb --encoding UTF8`",
        ));
    }
    Ok(connection)
}

/// Takes the lock of the session.
fn take(connection: &mut Connection) -> Result<(), Error> {
    let (most, pause) = ASKED;
    for _ in 0..most {
        let rows = connection.rows("SELECT pg_try_advisory_lock($1)", &[LOCK.into()])?;
        if rows[0][0].number() == 1 {
            return Ok(());
        }
        thread::sleep(pause);
    }
    Err(Error::failed("another server works on this database; end that one first"))
}

fn as_values(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

impl ToSql for Value {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn AnyError + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Number(number) if *kind == Type::INT4 => {
                i32::try_from(*number)?.to_sql(kind, out)
            }
            Value::Number(number) if *kind == Type::FLOAT8 => (*number as f64).to_sql(kind, out),
            Value::Number(number) => number.to_sql_checked(kind, out),
            Value::Real(real) => real.to_sql_checked(kind, out),
            // A text cannot hold this one character here, which no name or id needs.
            Value::Text(text) if text.contains('\0') => {
                text.replace('\0', "\u{fffd}").to_sql_checked(kind, out)
            }
            Value::Text(text) => text.as_str().to_sql_checked(kind, out),
            Value::Bytes(bytes) => bytes.as_slice().to_sql_checked(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Value, Box<dyn AnyError + Sync + Send>> {
        Ok(match *kind {
            Type::INT8 => Value::Number(i64::from_sql(kind, raw)?),
            Type::INT4 => Value::Number(i32::from_sql(kind, raw)?.into()),
            Type::BOOL => Value::Number(bool::from_sql(kind, raw)?.into()),
            Type::FLOAT8 => Value::Real(f64::from_sql(kind, raw)?),
            Type::BYTEA => Value::Bytes(raw.to_vec()),
            _ => Value::Text(String::from_sql(kind, raw)?),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Value, Box<dyn AnyError + Sync + Send>> {
        Ok(Value::Null)
    }

    fn accepts(kind: &Type) -> bool {
        let known = [Type::INT8, Type::INT4, Type::BOOL, Type::FLOAT8, Type::BYTEA];
        known.contains(kind) || <String as FromSql<'_>>::accepts(kind)
    }
}

impl From<postgres::Error> for Error {
    fn from(error: postgres::Error) -> Error {
        Error::failed(format!("the database refused: {}", sentence(&error)))
    }
}

/// Whether an error leaves no connection that could be gone on with: all but the server's plain no.
fn ends_connection(error: &postgres::Error) -> bool {
    error.as_db_error().is_none_or(|told| told.parsed_severity() != Some(Severity::Error))
}

/// What went wrong, without what the server adds: that may quote what is stored.
fn sentence(error: &postgres::Error) -> String {
    if let Some(told) = error.as_db_error() {
        return told.message().to_owned();
    }
    let mut sentence = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        sentence.extend([": ", &deeper.to_string()]);
        cause = deeper.source();
    }
    sentence
}
