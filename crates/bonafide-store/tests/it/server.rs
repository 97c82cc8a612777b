//! A database on a server: taken by one process, lost and found again, and whose log is whose.

use crate::{open, receive, store};
use bonafide_store::{DatabaseAddress, Error, MasterKey, Store};
use std::fs;
use std::path::Path;

fn key() -> MasterKey {
    MasterKey::from_text(&"5a".repeat(32)).expect("a key")
}

/// Opens another folder with the database that belongs to the first.
fn open_beside(other: &Path, first: &Path) -> Option<Result<Store, Error>> {
    let address = bonafide_testbed::address(first)?;
    let address = DatabaseAddress::parse(&address, None).expect("an address");
    Some(Store::open_at(other, Some(&address), &key()))
}

/// Ends every connection to the database of a folder; whether there is a server that does.
fn cut(folder: &Path) -> bool {
    let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
               WHERE application_name = 'bonafide' AND datname = current_database()";
    bonafide_testbed::ask(folder, sql).map(|cut| cut.expect("the server does it")).is_some()
}

#[test]
fn a_second_server_is_refused_until_the_first_ends() {
    let [one, other] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    let mut first = store(one.path());
    let Some(second) = open_beside(other.path(), one.path()) else { return };
    let error = second.err().expect("refused").to_string();
    assert!(error.contains("another server works on this database"), "{error}");
    receive(&mut first, "A-1", 1).expect("the first goes on");
    drop(first);
    let mut second = open_beside(other.path(), one.path()).expect("a server").expect("it is free");
    assert_eq!(second.write(2, |t| t.last_application()).expect("asked"), 0);
    assert_eq!(second.checkpoint().expect("the log is written anew").1.size, 1);
}

#[test]
fn a_lost_connection_fails_what_it_meets_and_keeps_nothing_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    receive(&mut store, "A-1", 1).expect("received");
    if !cut(folder.path()) {
        return;
    }
    receive(&mut store, "A-2", 2).expect("between two requests nothing is lost");
    let failed = store.write(3, |t| {
        t.journal("case.opened", "program", "c-1", b"", None)?;
        cut(folder.path());
        t.journal("case.opened", "program", "c-2", b"", None)
    });
    assert!(failed.is_err(), "half of it is gone");
    let committed = store.write(4, |t| {
        t.journal("case.opened", "program", "c-3", b"", None)?;
        cut(folder.path());
        Ok(())
    });
    assert!(committed.is_err(), "it is not acknowledged");
    receive(&mut store, "A-3", 5).expect("the next request goes on");
    assert_eq!(store.publish().expect("published"), 3);
    bonafide_log::verify(&folder.path().join("log"), store.verifier(), &[]).expect("whole");
}

#[test]
fn who_was_cut_off_stops_where_another_came_between() {
    let [one, other] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    let mut first = store(one.path());
    receive(&mut first, "A-1", 1).expect("received");
    if !cut(one.path()) {
        return;
    }
    let mut second = open_beside(other.path(), one.path()).expect("a server").expect("it is free");
    receive(&mut second, "A-2", 2).expect("received");
    drop(second);
    for now in [3, 4] {
        let error = receive(&mut first, "A-3", now).expect_err("what it knows is old").to_string();
        assert!(error.contains("another server worked on this database"), "{error}");
    }
}

#[test]
fn a_folder_keeps_the_log_of_its_own_database() {
    let [one, other] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    receive(&mut store(one.path()), "A-1", 1).expect("received");
    let mut strange = store(other.path());
    receive(&mut strange, "A-1", 1).expect("received");
    strange.publish().expect("published");
    drop(strange);
    let public = fs::read_to_string(other.path().join("log.pub")).expect("a key");
    let exchanged = open_beside(other.path(), one.path()).unwrap_or_else(|| {
        fs::copy(one.path().join("bonafide.db"), other.path().join("bonafide.db")).expect("copied");
        open(other.path(), &key())
    });
    assert!(exchanged.is_err(), "another database's log lies there");
    let after = fs::read_to_string(other.path().join("log.pub")).expect("a key");
    assert_eq!(after, public);
}

#[test]
fn a_database_that_lacks_what_the_log_has_shown_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("bonafide.db");
    let kept = folder.path().join("kept");
    let mut first = store(folder.path());
    receive(&mut first, "A-1", 1).expect("received");
    first.publish().expect("published");
    drop(first);
    if file.exists() {
        fs::copy(&file, &kept).expect("a backup");
    }
    let mut later = store(folder.path());
    receive(&mut later, "A-2", 2).expect("received");
    later.publish().expect("published");
    drop(later);
    let forget = "ALTER TABLE journal DISABLE TRIGGER ALL; DELETE FROM journal WHERE position > 0";
    match bonafide_testbed::ask(folder.path(), forget) {
        Some(done) => drop(done.expect("the administrator may")),
        None => drop(fs::copy(&kept, &file).expect("taken back")),
    }
    let error = open(folder.path(), &key()).err().expect("refused").to_string();
    assert!(error.contains("the log's files have 2 entries and the database 1"), "{error}");
}

#[test]
fn a_server_shows_who_it_is_where_it_is_asked_to() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(store(folder.path()));
    let Some(known) = bonafide_testbed::certificates() else { return };
    let address = bonafide_testbed::address(folder.path()).expect("a server");
    let (_, name) = address.rsplit_once('/').expect("a name");
    let over = |authority: &Path| {
        let (port, authority) = (known.port, authority.display());
        let text = format!("postgres://tests@localhost:{port}/{name}?sslrootcert={authority}");
        let address = DatabaseAddress::parse(&text, None).expect("an address");
        Store::open_at(folder.path(), Some(&address), &key())
    };
    let encrypted = over(&known.authority()).expect("it is signed by this authority");
    let sql = "SELECT s.ssl FROM pg_stat_ssl s JOIN pg_stat_activity a ON a.pid = s.pid \
               WHERE a.application_name = 'bonafide' AND a.datname = current_database()";
    let said = bonafide_testbed::ask(folder.path(), sql).expect("a server").expect("asked");
    assert_eq!(said.trim(), "t");
    drop(encrypted);
    let error = over(&known.stranger()).err().expect("refused").to_string();
    assert!(error.contains("the database cannot be reached"), "{error}");
    let public = format!("postgres://tests@localhost:{}/{name}?sslmode=require", known.port);
    let public = DatabaseAddress::parse(&public, None).expect("an address");
    assert!(Store::open_at(folder.path(), Some(&public), &key()).is_err(), "nobody knows it");
}
