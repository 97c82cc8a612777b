//! Inputs as named on the command line: files, folders of files, standard input.

use crate::documents;
use crate::unusable::unusable;
use anyhow::Result;
use bonafide_case::{Problem, numbers::counted};
use bonafide_ingest::{Error, Options, Reader, Recognized, open};
use bonafide_screen::Input;
use jiff::Timestamp;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes read at a time.
const BUFFER_BYTES: usize = 1 << 20;

/// Most files that one folder may hold.
const FOLDER_FILES_MAX: usize = 2_000_000;

/// Files named by themselves that are recognized before anything is read, so that a wrong one
/// stops the run at once: as many, and as many bytes, as can be held open together. Further ones
/// are opened when their turn comes.
const AT_ONCE: usize = 64;
const AT_ONCE_BYTES: u64 = 256 << 20;

/// Most tables of which it is kept what was recognized.
const TABLES_SHOWN: usize = 3;

/// What was named, opened.
pub(crate) struct Opened {
    /// The inputs, in order.
    pub(crate) inputs: Vec<Input>,
    /// What could not be looked into.
    pub(crate) problems: Vec<Problem>,
    /// What was left out on purpose, in sentences.
    pub(crate) notes: Vec<String>,
    /// The tables among them; filled while they are read.
    pub(crate) tables: Tables,
}

/// The first tables with what was recognized of them, and how many there were.
#[derive(Clone, Default)]
pub(crate) struct Tables(Arc<Mutex<Met>>);

#[derive(Default)]
struct Met {
    first: Vec<(String, Recognized)>,
    all: u64,
}

impl Tables {
    /// The first tables, and how many further ones there were.
    pub(crate) fn met(&self) -> (Vec<(String, Recognized)>, u64) {
        let met = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (met.first.clone(), met.all - met.first.len() as u64)
    }

    fn meet(&self, name: &str, reader: &Reader) {
        let Some(recognized) = &reader.recognized else { return };
        let mut met = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        met.all += 1;
        if met.first.len() < TABLES_SHOWN {
            met.first.push((name.to_owned(), recognized.clone()));
        }
    }
}

/// Opens everything that was named, but for what lies in `out`. A file named by itself that cannot
/// be read stops the run; one of a folder becomes a problem.
pub(crate) fn open_all(named: &[PathBuf], out: &Path, options: &Options) -> Result<Opened> {
    let mut opened = Opened {
        inputs: Vec::new(),
        problems: Vec::new(),
        notes: Vec::new(),
        tables: Tables::default(),
    };
    let mut bytes = 0;
    for (place, path) in named.iter().enumerate() {
        if path.as_os_str() == "-" {
            let name = "standard input";
            let stdin = Box::new(BufReader::with_capacity(BUFFER_BYTES, std::io::stdin()));
            let reader = open(name, stdin, options).map_err(|e| unusable(e.to_string()))?;
            opened.tables.meet(name, &reader);
            opened.inputs.push(Input { name: name.to_owned(), reader });
        } else if path.is_dir() {
            for file in files_of(path, out, &mut opened)? {
                opened.inputs.push(later(file, options, &opened.tables));
            }
        } else {
            let metadata = fs::metadata(path).and_then(|metadata| {
                // A pipe can be opened once only.
                if metadata.is_file() { File::open(path).map(|_| metadata) } else { Ok(metadata) }
            });
            let metadata = metadata.map_err(|error| unusable(cannot_open(path, &error)))?;
            bytes += metadata.len();
            if place < AT_ONCE && bytes <= AT_ONCE_BYTES || place == 0 || !metadata.is_file() {
                let reader = read_file(path, options).map_err(|e| unusable(e.to_string()))?;
                let name = path.display().to_string();
                opened.tables.meet(&name, &reader);
                opened.inputs.push(Input { name, reader });
            } else {
                opened.inputs.push(later(path.clone(), options, &opened.tables));
            }
        }
    }
    if opened.inputs.is_empty() && opened.problems.is_empty() {
        let folders: Vec<String> = named.iter().map(|path| path.display().to_string()).collect();
        return Err(unusable(format!("no file lies in {}", folders.join(", "))));
    }
    Ok(opened)
}

/// Files of a folder and of those below it, by name; hidden ones and links are left out.
fn files_of(folder: &Path, out: &Path, opened: &mut Opened) -> Result<Vec<PathBuf>> {
    let out = fs::canonicalize(out).ok();
    let (mut files, mut others) = (Vec::new(), 0_u64);
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        if out.is_some() && fs::canonicalize(&inner).ok() == out {
            opened
                .notes
                .push(format!("{} is the folder of the outputs, not read", inner.display()));
            continue;
        }
        let entries = match fs::read_dir(&inner) {
            Ok(entries) => entries,
            Err(error) if inner == folder => return Err(unusable(cannot_open(&inner, &error))),
            Err(error) => {
                opened.problems.push(problem(&inner, &error));
                continue;
            }
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    opened.problems.push(problem(&inner, &error));
                    break;
                }
            };
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            // A link may lead out of the folder or round in it, and a pipe be waited for forever.
            match entry.file_type() {
                _ if hidden => {}
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(kind) if kind.is_file() => files.push(entry.path()),
                _ => others += 1,
            }
        }
        if files.len() > FOLDER_FILES_MAX {
            return Err(unusable(format!(
                "{} holds more than {FOLDER_FILES_MAX} files; screen parts of it",
                folder.display()
            )));
        }
    }
    if others > 0 {
        opened.notes.push(format!(
            "not read in {}: {}; name what they lead to",
            folder.display(),
            counted(others, "link or device", "links or devices")
        ));
    }
    files.sort();
    opened.problems.sort_by(|a, b| a.source.cmp(&b.source));
    opened.notes.sort();
    Ok(files)
}

/// An input that is opened when its turn comes.
fn later(path: PathBuf, options: &Options, tables: &Tables) -> Input {
    let name = path.display().to_string();
    let (options, tables) = (options.clone(), tables.clone());
    let reader = Reader::later(&name.clone(), move || {
        let reader = read_file(&path, &options)?;
        tables.meet(&path.display().to_string(), &reader);
        Ok(reader)
    });
    Input { name, reader }
}

fn read_file(path: &Path, options: &Options) -> Result<Reader, Error> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|error| Error::new(cannot_open(path, &error)))?;
    let changed = file.metadata().and_then(|metadata| metadata.modified()).ok();
    let options = Options {
        submitted_at: changed
            .and_then(|time| Timestamp::try_from(time).ok())
            .unwrap_or(options.submitted_at),
        attachments: documents::attachments(path, options),
        ..options.clone()
    };
    let bytes: Box<dyn BufRead + Send> = Box::new(BufReader::with_capacity(BUFFER_BYTES, file));
    open(&name, bytes, &options)
}

fn cannot_open(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {}", path.display(), why(error))
}

fn why(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file; check the name".to_owned(),
        ErrorKind::PermissionDenied => "reading it is not permitted; check its rights".to_owned(),
        _ => format!("it cannot be opened: {error}"),
    }
}

fn problem(path: &Path, error: &std::io::Error) -> Problem {
    Problem { source: path.display().to_string(), line: 0, id: None, error: why(error) }
}

/// Reads a small file of settings.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    const BYTES_MAX: u64 = 16 << 20;
    let mut text = String::new();
    let file = File::open(path).map_err(|error| unusable(cannot_open(path, &error)))?;
    file.take(BYTES_MAX)
        .read_to_string(&mut text)
        .map_err(|error| unusable(format!("reading {}: {error}", path.display())))?;
    Ok(text)
}

/// Reads a table of the user's own as it is.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| unusable(cannot_open(path, &error)))
}
