//! A folder of outputs that is complete or absent: written aside, then put in its place.
//!
//! What is written aside lies in a hidden folder, readable by its owner alone, and goes when the
//! run fails or is interrupted. Where the run is killed so that nothing can be done, the next run
//! that writes to the same place takes it away.

use crate::unusable::unusable;
use anyhow::{Context, Result};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// How the names of folders begin that are written aside.
const ASIDE: &str = ".unfinished-";

/// A file in such a folder, locked as long as the run lives that writes there.
const LOCK: &str = ".lock";

/// The folder that must go when the run is interrupted.
static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

/// A folder being written beside the one that it will replace, or in it where there is one.
pub(crate) struct OutputFolder {
    target: PathBuf,
    aside: tempfile::TempDir,
    lock: File,
    files: Vec<&'static str>,
}

impl OutputFolder {
    /// Prepares a folder that will hold these files and nothing else. An existing folder is
    /// replaced only where it holds nothing but such files.
    pub(crate) fn prepare(target: &Path, files: &[&'static str]) -> Result<OutputFolder> {
        let place = if target.is_dir() {
            target
        } else if target.exists() {
            return Err(unusable(format!(
                "{} is no folder; give --out the name of one",
                target.display()
            )));
        } else {
            parent_of(target)?
        };
        remove_abandoned(place);
        if place == target {
            refuse_foreign(target, files)?;
        }
        let cannot = |error: io::Error| {
            let cause = error.kind();
            unusable(format!("writing in {}: {cause}; check its rights", place.display()))
        };
        let aside = aside_in(place).map_err(cannot)?;
        let lock = File::create(aside.path().join(LOCK)).map_err(cannot)?;
        // Where the file system has no locks, what a killed run leaves must be removed by hand.
        let _ = lock.try_lock();
        *unfinished() = Some(aside.path().to_owned());
        Ok(OutputFolder { target: target.to_owned(), aside, lock, files: files.to_vec() })
    }

    /// Opens one of its files.
    pub(crate) fn file(&self, name: &'static str) -> Result<BufWriter<File>> {
        debug_assert!(self.files.contains(&name), "{name} is not named at preparation");
        let path = self.aside.path().join(name);
        let file = File::create(&path).with_context(|| format!("writing {}", path.display()))?;
        Ok(BufWriter::with_capacity(1 << 20, file))
    }

    /// Puts the folder in its place. Where there is one already, its files go first, and the
    /// first of the new ones comes last, so that none is ever taken together with an older one.
    pub(crate) fn commit(self) -> Result<()> {
        let moving = || format!("putting the outputs into {}", self.target.display());
        // Held to the end, so that an interruption waits.
        let mut unfinished = unfinished();
        if self.target.is_dir() {
            for name in &self.files {
                match fs::remove_file(self.target.join(name)) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => {
                        return Err(error).with_context(moving);
                    }
                    _ => {}
                }
            }
            for name in self.files.iter().rev() {
                let from = self.aside.path().join(name);
                if from.exists() {
                    fs::rename(&from, self.target.join(name)).with_context(moving)?;
                }
            }
        } else {
            drop(self.lock);
            fs::remove_file(self.aside.path().join(LOCK)).with_context(moving)?;
            fs::rename(self.aside.path(), &self.target).with_context(moving)?;
        }
        *unfinished = None;
        Ok(())
    }
}

/// Removes what is written aside, if anything is, and lets nothing more be put in its place.
pub(crate) fn abandon() -> bool {
    let mut unfinished = unfinished();
    let removed = unfinished.take().is_some_and(|aside| fs::remove_dir_all(aside).is_ok());
    // The run ends next; until then it must not go on to put anything in its place.
    std::mem::forget(unfinished);
    removed
}

fn unfinished() -> std::sync::MutexGuard<'static, Option<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends a file: what is buffered goes to the disk, and its errors are met here.
pub(crate) fn end(mut file: BufWriter<File>, name: &str) -> Result<()> {
    file.flush().with_context(|| format!("writing {name}"))?;
    file.get_ref().sync_all().with_context(|| format!("writing {name}"))
}

/// The folder in which the target will be made; it is made where it is missing.
fn parent_of(target: &Path) -> Result<&Path> {
    if target.file_name().is_none() {
        let target = target.display();
        return Err(unusable(format!("{target} names no folder; give --out a folder's name")));
    }
    let parent = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent)
        .map_err(|error| unusable(format!("making the folder {}: {error}", parent.display())))?;
    Ok(parent)
}

/// A folder that its owner alone may read: it holds what applicants said of themselves.
fn aside_in(place: &Path) -> io::Result<tempfile::TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(ASIDE);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o700));
    }
    builder.tempdir_in(place)
}

/// Removes what killed runs left in a place.
fn remove_abandoned(place: &Path) {
    let Ok(entries) = fs::read_dir(place) else { return };
    for entry in entries.filter_map(Result::ok) {
        let named = entry.file_name().to_string_lossy().starts_with(ASIDE);
        if named && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            let Ok(lock) = File::open(entry.path().join(LOCK)) else { continue };
            // A run that lives holds its lock. What cannot be removed is left as it is.
            if lock.try_lock().is_ok() {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
}

fn refuse_foreign(target: &Path, files: &[&'static str]) -> Result<()> {
    let entries = fs::read_dir(target)
        .map_err(|error| unusable(format!("reading the folder {}: {error}", target.display())))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("reading the folder {}", target.display()))?;
        let name = entry.file_name();
        if name.to_string_lossy().starts_with(ASIDE) {
            return Err(unusable(format!(
                "another run writes into {}; wait for it, or give --out a new folder",
                target.display()
            )));
        }
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
    use super::{ASIDE, LOCK, OutputFolder, end};
    use std::fs;
    use std::io::Write;
    use std::path::Path;

    fn write(target: &Path, text: &str) {
        let folder = OutputFolder::prepare(target, &["a.txt", "b.txt"]).expect("a folder");
        for name in ["a.txt", "b.txt"] {
            let mut file = folder.file(name).expect("a file");
            file.write_all(text.as_bytes()).expect("room");
            end(file, name).expect("room");
        }
        folder.commit().expect("in its place");
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        let mut names: Vec<String> = entries.map(|entry| name(entry.expect("an entry"))).collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_is_complete_or_absent() {
        let place = tempfile::tempdir().expect("a folder");
        let target = place.path().join("out");
        drop(OutputFolder::prepare(&target, &["a.txt"]).expect("a new folder"));
        assert!(names(place.path()).is_empty());
        for text in ["1", "2"] {
            write(&target, text);
            assert_eq!(names(place.path()), ["out"]);
            assert_eq!(names(&target), ["a.txt", "b.txt"]);
            assert_eq!(fs::read_to_string(target.join("a.txt")).expect("the file"), text);
        }
    }

    #[test]
    fn what_a_killed_run_left_is_removed() {
        let place = tempfile::tempdir().expect("a folder");
        let left = place.path().join(format!("{ASIDE}x"));
        fs::create_dir(&left).expect("room");
        fs::write(left.join(LOCK), "").expect("room");
        fs::write(left.join("a.txt"), "half").expect("room");
        let living = fs::create_dir(place.path().join(format!("{ASIDE}y")));
        living.expect("room");
        write(&place.path().join("out"), "1");
        assert_eq!(names(place.path()), [format!("{ASIDE}y"), "out".to_owned()]);
    }

    #[test]
    fn a_folder_with_other_things_is_refused() {
        let place = tempfile::tempdir().expect("a folder");
        fs::write(place.path().join("thesis.txt"), "x").expect("room");
        let error = OutputFolder::prepare(place.path(), &["a.txt"]).err().expect("refused");
        assert!(error.to_string().contains("thesis.txt"));
        let file = place.path().join("thesis.txt");
        let error = OutputFolder::prepare(&file, &["a.txt"]).err().expect("refused");
        assert!(error.to_string().ends_with("is no folder; give --out the name of one"));
    }

    #[test]
    fn two_runs_do_not_write_into_one_folder() {
        let place = tempfile::tempdir().expect("a folder");
        let first = OutputFolder::prepare(place.path(), &["a.txt"]).expect("an empty folder");
        let error = OutputFolder::prepare(place.path(), &["a.txt"]).err().expect("refused");
        assert!(error.to_string().starts_with("another run writes into"), "{error}");
        drop(first);
        drop(OutputFolder::prepare(place.path(), &["a.txt"]).expect("an empty folder"));
    }
}
