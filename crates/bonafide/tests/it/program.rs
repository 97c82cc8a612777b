//! The program as a user runs it, and what it leaves behind.

use bonafide_store::{DatabaseAddress, Error, MasterKey, Store};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs the program; it must succeed. Gives what it printed.
pub(crate) fn said(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_bonafide")).args(arguments).output();
    let output = output.expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {}: {said}", output.status);
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Runs the program; it must succeed.
pub(crate) fn bonafide(arguments: &[&str]) {
    said(arguments);
}

/// Where the data of a folder is kept, as arguments: none where it is in the folder.
pub(crate) fn database(data: &Path) -> Vec<String> {
    let address = bonafide_testbed::address(data);
    address.into_iter().flat_map(|address| ["--database".to_owned(), address]).collect()
}

/// Opens a data folder that no program has.
pub(crate) fn open(data: &Path, key: &MasterKey) -> Result<Store, Error> {
    let server = bonafide_testbed::address(data);
    let server = server.map(|text| DatabaseAddress::parse(&text, None).expect("an address"));
    Store::open_at(data, server.as_ref(), key)
}

/// A path of which cargo removes the contents with its other outputs.
pub(crate) fn temporary(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Every line of a file, as JSON.
pub(crate) fn lines(path: &Path) -> Vec<Value> {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

/// A path as an argument.
pub(crate) fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}
