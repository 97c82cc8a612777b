//! What the commands answer to good and bad arguments, as a user sees it.

use crate::program::temporary;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const GOOD: &str =
    r#"{"id": "A-1", "submitted_at": "2026-06-01T15:00:00Z", "applicant": {"name": "Jane Doe"}}"#;

fn run(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bonafide"));
    command.args(arguments).current_dir(folder).output().expect("the program starts")
}

/// A folder of its own with these files in it.
fn folder(name: &str, files: &[(&str, &str)]) -> std::path::PathBuf {
    let folder = temporary("transcripts").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("removing an earlier run");
    }
    fs::create_dir_all(&folder).expect("a folder");
    for (file, contents) in files {
        fs::write(folder.join(file), contents).expect("a file");
    }
    folder
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn all_read_is_0_some_rejected_is_3() {
    let rejected = format!("{GOOD}\n{{\"id\": \"A-2\", \"submitted_at\": 7}}\n");
    let folder = folder("status", &[("good.jsonl", GOOD), ("bad.jsonl", &rejected)]);
    let output = run(&["screen", "good.jsonl", "--out", "good"], &folder);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let output = run(&["screen", "bad.jsonl", "--out", "bad"], &folder);
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    let rejected = fs::read_to_string(folder.join("bad/rejected.jsonl")).expect("rejected.jsonl");
    assert_eq!(rejected.lines().count(), 1);
    assert!(rejected.contains(r#""source":"bad.jsonl","line":2"#), "{rejected}");
    let screened = fs::read_to_string(folder.join("bad/screened.jsonl")).expect("screened.jsonl");
    assert_eq!(screened.lines().count(), 1);
}

#[test]
fn unusable_arguments_and_inputs_are_2_and_leave_nothing() {
    let folder = folder("unusable", &[("good.jsonl", GOOD)]);
    for (arguments, told) in [
        (["screen", "missing.jsonl", "--out", "out"].as_slice(), "missing.jsonl"),
        (&["screen", "good.jsonl", "--out", "out", "--budget", "lots"], "lots"),
        (&["screen", "good.jsonl", "--out", "out", "--weights", "none.toml"], "none.toml"),
        (&["screen", "good.jsonl", "--out", "out", "--table", "nothing=x"], "nothing"),
        (&["screen", "good.jsonl"], "--out"),
        (&["explain", "nowhere", "A-1"], "nowhere"),
        (&["checks", "no-such-check"], "no-such-check"),
    ] {
        let output = run(arguments, &folder);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(told) && !said.contains("panicked"), "{arguments:?}: {said}");
        assert!(!folder.join("out").join("screened.jsonl").exists(), "{arguments:?}");
    }
}

#[test]
fn a_reader_may_stop_reading() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bonafide"));
    let mut child = command
        .args(["checks", "phone-region"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut said).expect("text");
    child.wait().expect("it ends");
    assert!(!said.contains("panicked"), "{said}");
}
