//! `bonafide document-worker`: answers documents on standard input, confined. Hidden: the other
//! commands start it.

use bonafide_document::Reading;
use std::process::ExitCode;

/// Runs until standard input ends.
pub(crate) fn run() -> ExitCode {
    match bonafide_isolation::serve(read, panicked) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn read(bytes: &[u8]) -> Vec<u8> {
    written(&bonafide_document::read(bytes))
}

/// The answer for a document on which its reader failed.
fn panicked() -> Vec<u8> {
    let mut reading = Reading::default();
    reading.document.error =
        Some("the document is broken in a way that its reader does not understand".to_owned());
    written(&reading)
}

fn written(reading: &Reading) -> Vec<u8> {
    serde_json::to_vec(reading).unwrap_or_default()
}
