//! Reads documents in workers: this program started again, confined.

use anyhow::{Context, Result};
use bonafide_document::Reading;
use bonafide_ingest::{AttachmentReader, DocumentReader, Options, ReadDocument};
use bonafide_isolation::Pool;
use std::fs::File;
use std::io::Read;
use std::path::{Component, Path};
use std::sync::Arc;

/// The hidden command that makes this program a worker.
const WORKER: &str = "document-worker";

/// Bytes of one file that are read.
const FILE_BYTES_MAX: u64 = bonafide_isolation::INPUT_BYTES_MAX as u64 + 1;

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

    /// The reader that inputs are given.
    pub(crate) fn reader(self) -> Arc<DocumentReader> {
        Arc::new(move |bytes: &[u8]| {
            let Reading { resume, document, .. } = self.read(bytes);
            ReadDocument { resume, document }
        })
    }

    /// Reads a file.
    pub(crate) fn read_file(&self, path: &Path) -> std::io::Result<Reading> {
        Ok(self.read(&bytes_of(path)?))
    }
}

fn bytes_of(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(FILE_BYTES_MAX).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads what records of a file attach: files of its folder or below, never others.
pub(crate) fn attachments(input: &Path, options: &Options) -> Option<Arc<AttachmentReader>> {
    let read = Arc::clone(options.documents.as_ref()?);
    let folder = input.parent().unwrap_or(Path::new("")).to_owned();
    Some(Arc::new(move |path: &str| {
        let bytes = attached(&folder, Path::new(path));
        bytes.map_or_else(
            |error| {
                let mut failed = ReadDocument::default();
                failed.document.error = Some(error);
                failed
            },
            |bytes| read(&bytes),
        )
    }))
}

/// The bytes of an attachment. Applicants may have named it, so neither its words nor a link in
/// the folder may lead out of the folder.
fn attached(folder: &Path, path: &Path) -> Result<Vec<u8>, String> {
    let below =
        path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !below {
        return Err("the attachment's path leads out of the input's folder; it was not read".into());
    }
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such attachment".to_owned(),
        _ => format!("the attachment cannot be opened: {error}"),
    };
    let root = here.canonicalize().map_err(unreadable)?;
    let whole = here.join(path).canonicalize().map_err(unreadable)?;
    if !whole.starts_with(&root) {
        return Err("the attachment is a link out of the input's folder; it was not read".into());
    }
    if !whole.is_file() {
        return Err("the attachment is no file".to_owned());
    }
    bytes_of(&whole).map_err(unreadable)
}

#[cfg(test)]
mod tests {
    use super::attached;

    #[test]
    fn attachments_stay_within_the_folder() {
        let outer = tempfile::tempdir().expect("a folder");
        let folder = outer.path().join("in");
        std::fs::create_dir_all(folder.join("files")).expect("made");
        std::fs::write(outer.path().join("other.txt"), "other").expect("written");
        std::fs::write(folder.join("files/own.txt"), "own").expect("written");
        let read = |path: &str| attached(&folder, std::path::Path::new(path));
        assert_eq!(read("files/own.txt"), Ok(b"own".to_vec()));
        assert!(read("../other.txt").is_err() && read("/etc/hostname").is_err());
        assert!(read("files").is_err() && read("none.txt").is_err());
        #[cfg(unix)]
        {
            let link = folder.join("link.txt");
            std::os::unix::fs::symlink(outer.path().join("other.txt"), link).expect("linked");
            assert!(read("link.txt").is_err());
        }
    }
}
