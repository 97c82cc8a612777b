//! Reads documents in workers: this program started again, confined.

use anyhow::{Context, Result};
use bonafide_document::Reading;
use bonafide_isolation::Pool;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The hidden command that makes this program a worker.
const WORKER: &str = "document-worker";

/// Reads documents; may be used on any number of threads.
pub(crate) struct Documents {
    pool: Pool,
}

impl Documents {
    /// No worker is started before it is needed.
    pub(crate) fn new() -> Result<Documents> {
        let program = std::env::current_exe().context("finding this program, to start it again")?;
        Ok(Documents { pool: Pool::new(program, vec![WORKER.to_owned()]) })
    }

    /// Reads a document; where that fails, the reason stands in its error.
    pub(crate) fn read(&self, bytes: &[u8]) -> Reading {
        let answer = self.pool.run(bytes).map_err(|failure| failure.to_string());
        let reading = answer.and_then(|answer| {
            serde_json::from_slice(&answer)
                .map_err(|error| format!("the answer of its reader is damaged: {error}"))
        });
        reading.unwrap_or_else(|error| {
            let mut reading = Reading::default();
            reading.document.error = Some(error);
            reading
        })
    }

    /// Reads a file.
    pub(crate) fn read_file(&self, path: &Path) -> std::io::Result<Reading> {
        let most = bonafide_isolation::INPUT_BYTES_MAX as u64 + 1;
        let mut bytes = Vec::new();
        File::open(path)?.take(most).read_to_end(&mut bytes)?;
        Ok(self.read(&bytes))
    }
}
