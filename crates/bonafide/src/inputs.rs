//! Inputs as named on the command line: files, folders of files, standard input.

use crate::unusable::unusable;
use anyhow::Result;
use bonafide_case::Problem;
use bonafide_ingest::{Options, open};
use bonafide_screen::Input;
use jiff::Timestamp;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Bytes read at a time.
const BUFFER_BYTES: usize = 1 << 20;

/// Most files that one folder may hold.
const FOLDER_FILES_MAX: usize = 2_000_000;

/// Opens everything that was named. A file named by itself that cannot be read stops the run; one
/// of a folder becomes a problem.
pub(crate) fn open_all(named: &[PathBuf], options: &Options) -> Result<(Vec<Input>, Vec<Problem>)> {
    let (mut inputs, mut problems) = (Vec::new(), Vec::new());
    for path in named {
        if path.as_os_str() == "-" {
            let stdin: Box<dyn BufRead + Send> =
                Box::new(BufReader::with_capacity(BUFFER_BYTES, std::io::stdin()));
            let reader = open("standard input", stdin, options)
                .map_err(|error| unusable(error.to_string()))?;
            inputs.push(Input { name: "standard input".to_owned(), reader });
        } else if path.is_dir() {
            for file in files_of(path)? {
                match open_file(&file, options) {
                    Ok(input) => inputs.push(input),
                    Err(error) => problems.push(Problem {
                        source: file.display().to_string(),
                        line: 0,
                        id: None,
                        error,
                    }),
                }
            }
        } else {
            inputs.push(open_file(path, options).map_err(unusable)?);
        }
    }
    if inputs.is_empty() {
        let first = problems.first().map_or_else(String::new, |problem| {
            format!(": the first of {} problems is {}", problems.len(), problem.error)
        });
        return Err(unusable(format!("no input could be read{first}")));
    }
    Ok((inputs, problems))
}

/// Files of a folder and of those below it, by name; hidden ones are left out.
fn files_of(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| {
            unusable(format!("reading the folder {}: {error}; check its rights", folder.display()))
        })?;
        for entry in entries.filter_map(Result::ok) {
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            // A link may lead out of the folder or round in it: it is not followed.
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !hidden => folders.push(entry.path()),
                Ok(kind) if kind.is_file() && !hidden => files.push(entry.path()),
                _ => {}
            }
        }
        if files.len() > FOLDER_FILES_MAX {
            return Err(unusable(format!(
                "{} holds more than {FOLDER_FILES_MAX} files; screen parts of it",
                folder.display()
            )));
        }
    }
    files.sort();
    Ok(files)
}

fn open_file(path: &Path, options: &Options) -> Result<Input, String> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|error| format!("opening {name}: {error}"))?;
    let changed = file.metadata().and_then(|metadata| metadata.modified()).ok();
    let options = Options {
        submitted_at: changed
            .and_then(|time| Timestamp::try_from(time).ok())
            .unwrap_or(options.submitted_at),
        ..options.clone()
    };
    let bytes: Box<dyn BufRead + Send> = Box::new(BufReader::with_capacity(BUFFER_BYTES, file));
    let reader = open(&name, bytes, &options).map_err(|error| error.to_string())?;
    Ok(Input { name, reader })
}

/// Reads a small file of settings.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    const BYTES_MAX: u64 = 16 << 20;
    let mut text = String::new();
    let file = File::open(path)
        .map_err(|error| unusable(format!("opening {}: {error}", path.display())))?;
    file.take(BYTES_MAX)
        .read_to_string(&mut text)
        .map_err(|error| unusable(format!("reading {}: {error}", path.display())))?;
    Ok(text)
}
