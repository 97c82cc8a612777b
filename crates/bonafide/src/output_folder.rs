//! A folder of outputs that is complete or absent: written aside, then renamed.

use crate::unusable::unusable;
use anyhow::{Context, Result};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// A folder being written beside the one that it will replace.
pub(crate) struct OutputFolder {
    target: PathBuf,
    aside: tempfile::TempDir,
    files: Vec<&'static str>,
}

impl OutputFolder {
    /// Prepares a folder that will hold these files and nothing else. An existing folder is
    /// replaced only where it holds nothing but such files.
    pub(crate) fn prepare(target: &Path, files: &[&'static str]) -> Result<OutputFolder> {
        if target.exists() {
            refuse_foreign(target, files)?;
        }
        let name = target.file_name().ok_or_else(|| {
            unusable(format!("{} names no folder; give --out a folder's name", target.display()))
        })?;
        let parent = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        fs::create_dir_all(parent).map_err(|error| {
            unusable(format!("making the folder {}: {error}", parent.display()))
        })?;
        let aside = tempfile::Builder::new()
            .prefix(&format!(".{}-", name.to_string_lossy()))
            .tempdir_in(parent)
            .map_err(|error| unusable(format!("writing in {}: {error}", parent.display())))?;
        Ok(OutputFolder { target: target.to_owned(), aside, files: files.to_vec() })
    }

    /// Opens one of its files.
    pub(crate) fn file(&self, name: &'static str) -> Result<BufWriter<File>> {
        debug_assert!(self.files.contains(&name), "{name} is not named at preparation");
        let path = self.aside.path().join(name);
        let file = File::create(&path).with_context(|| format!("writing {}", path.display()))?;
        Ok(BufWriter::with_capacity(1 << 20, file))
    }

    /// Puts the folder in its place.
    pub(crate) fn commit(self) -> Result<()> {
        let moving = || format!("putting the outputs into {}", self.target.display());
        if self.target.exists() {
            for name in &self.files {
                let from = self.aside.path().join(name);
                if from.exists() {
                    fs::rename(&from, self.target.join(name)).with_context(moving)?;
                }
            }
            return Ok(());
        }
        fs::rename(self.aside.path(), &self.target).with_context(moving)
    }
}

/// Ends a file: what is buffered goes to the disk, and its errors are met here.
pub(crate) fn end(mut file: BufWriter<File>, name: &str) -> Result<()> {
    file.flush().with_context(|| format!("writing {name}"))?;
    file.get_ref().sync_all().with_context(|| format!("writing {name}"))
}

fn refuse_foreign(target: &Path, files: &[&'static str]) -> Result<()> {
    let entries = fs::read_dir(target)
        .map_err(|error| unusable(format!("reading the folder {}: {error}", target.display())))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("reading the folder {}", target.display()))?;
        let name = entry.file_name();
        if !files.iter().any(|file| name == *file) {
            return Err(unusable(format!(
                "{} holds {}, which is no output of this command; give --out a new folder",
                target.display(),
                name.to_string_lossy()
            )));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{OutputFolder, end};
    use std::io::Write;

    #[test]
    fn a_folder_is_complete_or_absent() {
        let place = tempfile::tempdir().expect("a folder");
        let target = place.path().join("out");
        let folder = OutputFolder::prepare(&target, &["a.txt"]).expect("a new folder");
        let mut file = folder.file("a.txt").expect("a file");
        file.write_all(b"1").expect("room");
        end(file, "a.txt").expect("room");
        assert!(!target.exists());
        folder.commit().expect("a folder");
        assert_eq!(std::fs::read(target.join("a.txt")).expect("the file"), b"1");
        drop(OutputFolder::prepare(&target, &["a.txt"]).expect("own outputs are replaced"));
        assert_eq!(std::fs::read_dir(place.path()).expect("the place").count(), 1);
    }

    #[test]
    fn a_folder_with_other_things_is_refused() {
        let place = tempfile::tempdir().expect("a folder");
        std::fs::write(place.path().join("thesis.txt"), "x").expect("room");
        let error = OutputFolder::prepare(place.path(), &["a.txt"]).err().expect("refused");
        assert!(error.to_string().contains("thesis.txt"));
    }
}
