//! For tests alone: a `PostgreSQL` that begins and ends with the tests that need it.
//!
//! Tests are written once. Run plainly, they keep what they keep in files; one test of each program
//! of tests, by [`run_again`], starts a server on a socket of this machine and runs the others once
//! more, with a database for every data folder. Where `PostgreSQL` is not installed, that is said.

mod cluster;

use cluster::Cluster;
use std::collections::BTreeSet;
use std::env;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

pub use cluster::Certificates;

/// Names the folder of the server's socket, in a process of tests that were started again.
const SOCKET: &str = "BONAFIDE_TESTBED_SOCKET";

/// The address of the database that belongs to a data folder, which is made where there is none;
/// `None` where tests keep everything in files.
///
/// # Panics
/// Where the database cannot be made.
pub fn address(folder: &Path) -> Option<String> {
    static MADE: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let socket = env::var_os(SOCKET)?;
    let mut hasher = DefaultHasher::new();
    folder.hash(&mut hasher);
    let name = format!("test_{:016x}", hasher.finish());
    if MADE.lock().unwrap_or_else(PoisonError::into_inner).insert(name.clone()) {
        cluster::create(&socket, &name);
    }
    Some(cluster::address(&socket, &name))
}

/// What is stored for a data folder: the folder, and with it the server's files of its database and
/// of what the server wrote ahead, up to now.
///
/// # Panics
/// Where the server does not answer.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = vec![folder.to_owned()];
    if let (Some(socket), Some(address)) = (env::var_os(SOCKET), address(folder)) {
        let ask =
            |sql: &str| cluster::client(&socket, "psql", &["--dbname", &address, "-Atqc", sql]);
        ask("CHECKPOINT");
        let data = PathBuf::from(ask("SHOW data_directory").trim());
        let sql = "SELECT oid FROM pg_database WHERE datname = current_database()";
        all.extend([data.join("base").join(ask(sql).trim()), data.join("pg_wal")]);
    }
    all
}

/// Asks the server something about the database of a data folder, as its administrator would; what
/// it said where it refused. `None` where there is no server.
///
/// # Panics
/// Where nobody can be asked.
pub fn ask(folder: &Path, sql: &str) -> Option<Result<String, String>> {
    let (socket, address) = (env::var_os(SOCKET)?, address(folder)?);
    Some(cluster::asked(&socket, "psql", &["--dbname", &address, "-Atqc", sql]))
}

/// What the server shows who it is by; `None` where there is no server, or nothing to make it with.
pub fn certificates() -> Option<Certificates> {
    Certificates::of(&PathBuf::from(env::var_os(SOCKET)?))
}

/// Runs the tests of this program again on `PostgreSQL`: those whose names hold one of `names`, or
/// all, but for the one that `but` names, which calls this.
///
/// # Panics
/// Where one of them fails.
pub fn run_again(names: &[&str], but: &str) {
    if env::var_os(SOCKET).is_some() {
        return;
    }
    let Some(cluster) = Cluster::start() else {
        aloud("SKIPPED: tested on SQLite alone; for PostgreSQL, apt-get install postgresql");
        return;
    };
    let program = env::current_exe().expect("the program of tests is there");
    let arguments = names.iter().copied().chain(["--skip", but]);
    let output = Command::new(program)
        .args(arguments)
        .env(SOCKET, cluster.socket())
        .output()
        .expect("the tests start again");
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (printed, errors) = (said(&output.stdout), said(&output.stderr));
    assert!(output.status.success(), "on PostgreSQL:\n{printed}\n{errors}");
    let count = printed.lines().find(|line| line.starts_with("test result")).unwrap_or_default();
    assert!(!count.contains(" 0 passed"), "no test is called so:\n{printed}");
    aloud(&format!("on PostgreSQL: {count}"));
}

/// Past what the tests capture.
fn aloud(line: &str) {
    // Where nobody reads, nobody is told.
    let _ = writeln!(io::stderr(), "{line}");
}

/// Programs of the server, which are in no path.
fn programs() -> Option<PathBuf> {
    if let Some(folder) = env::var_os("BONAFIDE_POSTGRESQL") {
        return Some(PathBuf::from(folder));
    }
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|versions| versions.flatten().map(|version| version.path().join("bin")).collect())
        .unwrap_or_default();
    let path = env::var_os("PATH").unwrap_or_default();
    found.extend(env::split_paths(&path));
    found.into_iter().find(|folder| folder.join("initdb").exists())
}
