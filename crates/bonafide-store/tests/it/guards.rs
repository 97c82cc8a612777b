//! What the database itself refuses, whoever asks it.

use crate::{case, decision, receive, store};
use bonafide_store::{Outcome, RuledOut};
use bonafide_verification::progress::Deed;
use std::path::Path;

/// Asks the database past the program; what it said where it refused.
fn ask(folder: &Path, sql: &str) -> Result<(), String> {
    if let Some(asked) = bonafide_testbed::ask(folder, sql) {
        return asked.map(drop);
    }
    let file = rusqlite::Connection::open(folder.join("bonafide.db")).expect("a file");
    file.execute_batch(sql).map_err(|error| error.to_string())
}

#[test]
fn decisions_assessments_and_the_log_stay_and_the_second_person_differs() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    receive(&mut store, "A-1", 1).expect("received");
    crate::assess(&mut store, 0, 0, 2.0);
    let case = case(&mut store, 0);
    store.write(10, |t| t.claim(&case, "ann", 100)).expect("claimed");
    let ruled_out = [RuledOut {
        finding: "shared-phone".to_owned(),
        explanation: "a shared phone in a household".to_owned(),
        how: "called both".to_owned(),
    }];
    let new = decision(&case, Outcome::Confirmed, &ruled_out);
    let made = store.write(11, |t| t.decide(&new)).expect("recorded");
    let answers = format!("INSERT INTO acts VALUES ('{}', 7, 'uphold', 'ann', 1)", made.id);
    let signs = format!("INSERT INTO seconds VALUES ('{}', 'ann', 1)", made.id);
    store.write(13, |t| t.act(&made.id, Deed::Sign, "bob")).expect("signed");
    store.write(14, |t| t.act(&made.id, Deed::GiveNotice, "ann")).expect("told");
    drop(store);
    for (sql, said) in [
        ("UPDATE decisions SET outcome = 'cleared'", "a decision is never changed"),
        ("DELETE FROM decisions", "a decision is never removed"),
        ("UPDATE assessments SET band = 'clear'", "an assessment is never changed"),
        ("DELETE FROM assessments", "an assessment is never removed"),
        ("UPDATE makers SET lists = ''", "what made an assessment is never changed"),
        ("DELETE FROM makers", "what made an assessment is never removed"),
        ("UPDATE journal SET entry = opening", "the log is never changed"),
        ("DELETE FROM journal", "the log is never shortened"),
        ("UPDATE seconds SET by_account = 'eve'", "a signature is never changed"),
        ("UPDATE acts SET by_account = 'eve'", "an act is never changed"),
        ("DELETE FROM acts", "an act is never removed"),
        (signs.as_str(), "the second person must be another one"),
        (answers.as_str(), "who decided does not answer for it alone"),
    ] {
        let refused = ask(folder.path(), sql).expect_err(sql);
        assert!(refused.contains(said), "{sql}: {refused}");
    }
    if bonafide_testbed::address(folder.path()).is_some() {
        for table in ["journal", "decisions CASCADE", "assessments"] {
            let refused = ask(folder.path(), &format!("TRUNCATE {table}")).expect_err(table);
            assert!(refused.contains("is never"), "{table}: {refused}");
        }
    }
    assert_eq!(ask(folder.path(), "UPDATE cases SET queue = 'other'"), Ok(()), "it is asked");
}
