//! Another master key: what the old one opened opens with the new one alone.

use crate::program::{bonafide, database, temporary, text};
use std::fs;
use std::process::Command;

#[test]
fn a_data_folder_gets_another_master_key() {
    let data = temporary("keys-data");
    let _ = fs::remove_dir_all(&data);
    let (history, new) = (data.with_file_name("keys.jsonl"), data.with_file_name("keys-new.key"));
    let _ = fs::remove_file(&new);
    let record = r#"{"id": "A-1", "submitted_at": "2026-03-01T10:00:00Z",
        "applicant": {"name": "Given Family"}}"#;
    fs::write(&history, record.replace('\n', "") + "\n").expect("the input");
    let database = database(&data);
    let kept = database.iter().map(String::as_str);
    let import = ["import", text(&history), "--data", text(&data)];
    let import: Vec<&str> = import.into_iter().chain(kept.clone()).collect();
    bonafide(&import);
    let old = data.join("master.key");
    let rotate = ["keys", "rotate", text(&data), "--key", text(&old), "--new-key", text(&new)];
    let rotate: Vec<&str> = rotate.into_iter().chain(kept).collect();
    bonafide(&rotate);
    let again = Command::new(env!("CARGO_BIN_EXE_bonafide")).args(&rotate).output();
    let again = again.expect("the program starts");
    let said = String::from_utf8_lossy(&again.stderr);
    assert!(said.contains("does not open with the master key"), "{said}");
    bonafide(&[&import[..], &["--key", text(&new)]].concat());
    bonafide(&["audit", "verify", text(&data), "--key", text(&data.join("log.pub"))]);
}
