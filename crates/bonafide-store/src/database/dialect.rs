//! What `SQLite` and `PostgreSQL` write differently; everything else is one set of statements.

/// How a database wants to be spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// Embedded.
    Sqlite,
    /// A server.
    Postgres,
}

/// What the database itself refuses, whoever asks.
pub(crate) struct Guard {
    /// Its name.
    pub(crate) name: &'static str,
    /// `UPDATE`, `DELETE` or `INSERT`.
    pub(crate) on: &'static str,
    /// The table.
    pub(crate) table: &'static str,
    /// Where it is refused; empty, where always.
    pub(crate) when: &'static str,
    /// Why, as a sentence.
    pub(crate) says: &'static str,
}

impl Dialect {
    /// Definitions of tables. One that is its primary key is marked as narrow: `SQLite` keeps it
    /// once, not twice, where it is told so; and a whole number that is the primary key is to it
    /// the number by which it keeps rows, instead of an index beside them. Text is compared byte by
    /// byte in both, and so sorted alike, whatever the language of the server.
    pub(crate) fn tables(self, sql: &str) -> String {
        match self {
            Dialect::Sqlite => sql
                .replace("/* narrow */", " WITHOUT ROWID")
                .replace("BIGINT PRIMARY KEY", "INTEGER PRIMARY KEY"),
            Dialect::Postgres => sql.replace(" TEXT", " TEXT COLLATE \"C\""),
        }
    }

    /// Begins a step of migration.
    pub(crate) fn begin(self) -> &'static str {
        match self {
            Dialect::Sqlite => "BEGIN IMMEDIATE",
            Dialect::Postgres => "BEGIN",
        }
    }

    /// The definition of a guard.
    pub(crate) fn guard(self, guard: &Guard) -> String {
        let Guard { name, on, table, when, says } = guard;
        match self {
            Dialect::Sqlite => {
                let when = if when.is_empty() { String::new() } else { format!("WHEN {when} ") };
                format!(
                    "CREATE TRIGGER IF NOT EXISTS {name} BEFORE {on} ON {table} {when}\
                     BEGIN SELECT RAISE(ABORT, '{says}'); END;\n"
                )
            }
            Dialect::Postgres => {
                let when = if when.is_empty() { "true" } else { when };
                // A row trigger does not see that a whole table is emptied.
                let emptied = if *on == "DELETE" {
                    format!(
                        "CREATE OR REPLACE TRIGGER {name}_whole BEFORE TRUNCATE ON {table} \
                         FOR EACH STATEMENT EXECUTE FUNCTION {name}();\n"
                    )
                } else {
                    String::new()
                };
                format!(
                    "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ \
                     BEGIN IF {when} THEN RAISE EXCEPTION '{says}'; END IF; \
                     RETURN COALESCE(NEW, OLD); END $$;\n\
                     CREATE OR REPLACE TRIGGER {name} BEFORE {on} ON {table} \
                     FOR EACH ROW EXECUTE FUNCTION {name}();\n{emptied}"
                )
            }
        }
    }
}
