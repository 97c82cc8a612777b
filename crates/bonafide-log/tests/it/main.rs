//! What a log promises to somebody who does not trust who keeps it.

use bonafide_log::{
    Entry, Folder,
    checkpoint::Checkpoint,
    commitment, folder,
    note::{Signer, Verifier},
    proof, tree, verify,
};
use std::fs;
use std::path::Path;
use std::process::Command;

fn signer() -> Signer {
    Signer::new("bonafide.example/log", [3; 32])
}

fn verifier() -> Verifier {
    signer().verifier()
}

fn entry(number: u64) -> Vec<u8> {
    let entry = Entry {
        at: 1_700_000_000_000_000 + number as i64,
        kind: "application.received".into(),
        actor: "token-1".into(),
        about: format!("a-{number}"),
        commitment: commitment(&[number as u8; 16], b"details"),
    };
    entry.to_bytes()
}

/// A log of so many entries, written in parts of several sizes.
fn log(folder: &Path, size: u64) -> Folder {
    let mut log = Folder::open(folder, signer()).expect("a folder");
    let mut next = 0;
    for part in [1, 2, 61, 300, 5].into_iter().cycle() {
        let end = size.min(next + part);
        let entries: Vec<Vec<u8>> = (next..end).map(entry).collect();
        log.append(&entries).expect("a folder to write to");
        next = end;
        if next == size {
            return log;
        }
    }
    log
}

fn note(folder: &Path) -> String {
    fs::read_to_string(folder.join("checkpoint")).expect("a checkpoint")
}

#[test]
fn a_log_verifies_and_goes_on_where_it_was_left() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(log(folder.path(), 700));
    let old = note(folder.path());
    let mut again = Folder::open(folder.path(), signer()).expect("the same log");
    assert_eq!(again.size(), 700);
    again.append(&[entry(700), entry(701)]).expect("two more");
    let verified = verify(folder.path(), &verifier(), std::slice::from_ref(&old)).expect("whole");
    assert_eq!((verified.checkpoint.size, verified.earlier), (702, 1));
    let old = Checkpoint::open(&old, &verifier()).expect("signed");
    let path = proof::growth(folder.path(), &old, &verifier()).expect("grew");
    let now = verified.checkpoint;
    assert!(tree::grew((old.size, old.root), (now.size, now.root), &path));
}

#[test]
fn every_entry_is_proved_and_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(log(folder.path(), 600));
    for index in [0, 1, 255, 256, 511, 512, 599] {
        let proof = proof::prove(folder.path(), index, &verifier()).expect("an entry");
        assert_eq!(proof::check(&proof, &entry(index), &verifier()).expect("proved"), index);
        assert!(proof::check(&proof, &entry(index + 1), &verifier()).is_err());
    }
    assert!(proof::prove(folder.path(), 600, &verifier()).is_err());
}

/// What an operator might do to the entries of a log, without its key.
type Tampering = fn(&mut Vec<Vec<u8>>);

#[test]
fn changed_dropped_inserted_and_reordered_entries_are_found() {
    let tamperings: [(&str, Tampering); 4] = [
        ("changed", |entries| entries[17][9] ^= 1),
        ("dropped", |entries| drop(entries.remove(17))),
        ("inserted", |entries| entries.insert(17, b"{}".to_vec())),
        ("reordered", |entries| entries.swap(17, 18)),
    ];
    for (what, tamper) in tamperings {
        let folder = tempfile::tempdir().expect("a folder");
        drop(log(folder.path(), 300));
        let mut entries = folder::entries(folder.path(), 0, 300).expect("a bundle");
        tamper(&mut entries);
        let bytes = |entry: &Vec<u8>| [&(entry.len() as u16).to_be_bytes(), &entry[..]].concat();
        let bundle: Vec<u8> = entries.iter().flat_map(bytes).collect();
        fs::write(folder.path().join("tile/entries/000"), bundle).expect("tampered with");
        let error = verify(folder.path(), &verifier(), &[]).expect_err(what).to_string();
        let told = error.contains("entry 17") || error.contains("cut off");
        assert!(told, "{what}: {error}");
    }
}

#[test]
fn tiles_that_are_rewritten_with_the_entries_do_not_lead_to_the_signed_root() {
    let [folder, other] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    drop(log(folder.path(), 40));
    let mut forged = Folder::open(other.path(), signer()).expect("a folder");
    forged.append(&(100..140).map(entry).collect::<Vec<_>>()).expect("another log");
    fs::copy(folder.path().join("checkpoint"), other.path().join("checkpoint")).expect("copied");
    assert!(verify(other.path(), &verifier(), &[]).is_err());
}

#[test]
fn a_log_written_anew_is_told_by_a_checkpoint_that_somebody_kept() {
    let [folder, anew] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    drop(log(folder.path(), 40));
    let kept = note(folder.path());
    let mut forged = Folder::open(anew.path(), signer()).expect("a folder");
    let mut entries: Vec<Vec<u8>> = (0..60).map(entry).collect();
    entries[3] = entry(999);
    forged.append(&entries).expect("another log");
    assert!(verify(anew.path(), &verifier(), &[]).is_ok());
    let error = verify(anew.path(), &verifier(), std::slice::from_ref(&kept)).expect_err("told");
    assert!(error.to_string().contains("first 40 entries"), "{error}");
    let short = tempfile::tempdir().expect("a folder");
    drop(log(short.path(), 39));
    assert!(verify(short.path(), &verifier(), &[kept]).is_err());
}

#[test]
fn a_log_of_another_key_is_not_believed() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(log(folder.path(), 3));
    let other = Signer::new("bonafide.example/log", [4; 32]).verifier();
    assert!(verify(folder.path(), &other, &[]).is_err());
}

/// Another party's verifier: `aics-tlog`, a Python package, named by `BONAFIDE_TLOG_VERIFIER`.
#[test]
fn a_verifier_of_other_people_agrees() {
    let Ok(program) = std::env::var("BONAFIDE_TLOG_VERIFIER") else {
        eprintln!("SKIPPED: BONAFIDE_TLOG_VERIFIER names no other verifier");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    drop(log(folder.path(), 700));
    let text = |name: &str| folder.path().join(name).display().to_string();
    let old = note(folder.path());
    fs::write(text("old"), old).expect("written");
    let mut again = Folder::open(folder.path(), signer()).expect("the same log");
    again.append(&(700..1_000).map(entry).collect::<Vec<_>>()).expect("grown");
    let (key, tiles) = (verifier().to_text(), folder.path().display().to_string());
    let accepts = |arguments: &[&str]| {
        let output = Command::new(&program).args(arguments).output().expect("the verifier runs");
        output.status.success()
    };
    let included = |index: &str, leaf: &str| {
        accepts(&[
            "verify-inclusion",
            "--tiles",
            &tiles,
            "--log-key",
            &key,
            "--index",
            index,
            "--leaf",
            leaf,
        ])
    };
    assert!(accepts(&["verify-checkpoint", "--tiles", &tiles, "--log-key", &key]));
    assert!(accepts(&[
        "verify-consistency",
        "--tiles",
        &tiles,
        "--log-key",
        &key,
        "--old-checkpoint",
        &text("old"),
    ]));
    fs::write(text("leaf"), entry(617)).expect("written");
    assert!(included("617", &text("leaf")));
    fs::write(text("leaf"), entry(618)).expect("written");
    assert!(!included("617", &text("leaf")));
    let hashes = fs::read(text("tile/0/001")).expect("a tile");
    fs::write(text("tile/0/001"), hashes.iter().map(|byte| byte ^ 1).collect::<Vec<u8>>())
        .expect("tampered with");
    assert!(!included("300", &text("leaf")));
}
