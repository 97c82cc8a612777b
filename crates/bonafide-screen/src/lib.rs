//! The embedded engine: many applications at once, on all cores, in bounded memory.
//!
//! [`screen`] has three steps. Each record is read once, on any core, and reduced to a draft: its
//! answers, its keys and a sketch; its text is packed aside in blocks. Keys are grouped, and links,
//! claimed persons and rings found from keys and sketches alone. Then the blocks are read again in
//! order, and every application is assessed and written.
//!
//! The result depends on the input and the settings alone, never on the number of threads: work is
//! handed out in batches and taken back in their order. What exceeds the memory that was granted
//! lies in a temporary file without a name, which the system removes when the process ends.

mod answers;
mod block;
mod collect;
mod draft;
mod finish;
mod late;
mod likeness;
mod linkage;
mod neighborhood;
mod notices;
mod numbers;
pub mod online;
mod passages;
mod reduced;
mod spool;
mod texts;
mod words;

pub use bonafide_gather::Error;

use bonafide_case::{Problem, Screening};
use bonafide_ingest::Reader;
use bonafide_linkage::Relation;
use bonafide_reference::Tables;
use bonafide_score::{Weights, bands::Budget};
use std::io::Write;
use std::sync::Arc;

/// What a screening depends on besides its input.
pub struct Settings {
    /// What evidence is worth.
    pub weights: Weights,
    /// The tables.
    pub tables: Arc<Tables>,
    /// How many applications people can look at.
    pub budget: Budget,
    /// The base rate where it is given, in `(0, 1)`; otherwise it is estimated.
    pub prior: Option<f64>,
    /// Threads, at least 1.
    pub threads: usize,
    /// Bytes that keys and texts may take in memory before they go to a temporary file.
    pub memory_bytes: usize,
    /// Most applications that the report holds in full.
    pub report_max: usize,
    /// Version of the program, for the report.
    pub program: String,
    /// Date of the newest table, for the report.
    pub tables_date: String,
    /// Surges that a reviewer dismissed: id, and by whom and why.
    pub dismissed: Vec<(String, String)>,
    /// What people found out of two applications.
    pub relations: Vec<Related>,
}

/// What people found out of two applications, by their ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The one.
    pub one: String,
    /// The other.
    pub other: String,
    /// What is said of them.
    pub relation: Relation,
}

/// One opened input with the name that messages call it.
pub struct Input {
    /// Name of the input.
    pub name: String,
    /// Its records.
    pub reader: Reader,
}

/// Where the outputs of the contract are written to, one JSON object a line.
pub struct Outputs<'a> {
    /// Every application with its assessment, in input order.
    pub screened: &'a mut dyn Write,
    /// The rings.
    pub rings: &'a mut dyn Write,
    /// Claimed persons with more than one application.
    pub persons: &'a mut dyn Write,
    /// Records that could not be read.
    pub rejected: &'a mut dyn Write,
}

/// How far a screening is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many records are read.
    Reading(u64),
    /// Links are sought among so many applications.
    Linking(u64),
    /// So many of so many applications are written.
    Writing(u64, u64),
}

/// Screens everything that the inputs hold.
///
/// A record that cannot be read, and the second record of one id in one source system, goes to
/// `outputs.rejected` and stops nothing. `known` are problems that the caller met before, such as
/// files of a folder that could not be opened.
pub fn screen(
    inputs: Vec<Input>,
    known: Vec<Problem>,
    settings: &Settings,
    outputs: &mut Outputs<'_>,
    progress: &dyn Fn(Progress),
) -> Result<Screening, Error> {
    let names = inputs.iter().map(|input| input.name.clone()).collect();
    let mut population = collect::collect(inputs, known, settings, outputs.rejected, progress)?;
    progress(Progress::Linking(population.len() as u64));
    let linkage = linkage::link(&mut population, settings)?;
    let late = late::late(&population, &linkage, settings);
    let numbers = numbers::numbers(&population, &linkage, &late, settings);
    let found = finish::Found { linkage: &linkage, late: &late, numbers: &numbers };
    finish::finish(names, population, &found, settings, outputs, progress)
}
