//! `bonafide resolve`: from lists of people to persons, links and their report.

use crate::{
    Outcome, flags, inputs,
    output_folder::{OutputFolder, end},
    terminal::print,
    unusable::unusable,
};
use anyhow::{Context, Result, anyhow};
use bonafide_application::without_controls;
use bonafide_case::numbers::{count, counted};
use bonafide_ingest::list;
use bonafide_resolve::{
    INDEX_FILE, Index, Mapping, Outputs, Progress, Resolution, Settings, Source, Weights, onto,
    report, resolve,
};
use indicatif::{ProgressBar, ProgressStyle};
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::time::Duration;

/// Files of a run; that of the index is there where it was asked for.
const FILES: [&str; 6] =
    ["persons.jsonl", "links.jsonl", "unread.jsonl", "report.html", "weights.toml", INDEX_FILE];

/// Most persons that the report shows.
const REPORT_MAX: usize = 300;

/// Bytes read at a time.
const BUFFER_BYTES: usize = 1 << 20;

/// Runs the command.
pub(crate) fn run(flags: &flags::Resolve) -> Result<Outcome> {
    let settings = settings(flags)?;
    let sources: Vec<Source> =
        flags.inputs.iter().map(|path| open(path, &settings.mapping)).collect::<Result<_>>()?;
    if let Some(known) = &flags.onto {
        return add(known, sources, &settings);
    }
    let out = flags.out.as_deref().unwrap_or_else(|| Path::new("."));
    let folder = OutputFolder::prepare(out, &FILES)?;
    let found = write(sources, &settings, flags.index, &folder)?;
    if found.counts.records == 0 {
        return Err(unusable("the lists hold no record; check that they are the right ones"));
    }
    folder.commit()?;
    print(&summary(&found, out))?;
    Ok(if found.counts.unread > 0 { Outcome::SomeRejected } else { Outcome::All })
}

fn settings(flags: &flags::Resolve) -> Result<Settings> {
    let mapping = match &flags.map {
        Some(path) => {
            let read = Mapping::read(&inputs::read_text(path)?);
            read.map_err(|error| unusable(format!("{}: {error}", path.display())))?
        }
        None => Mapping::default(),
    };
    let weights = match &flags.weights {
        Some(path) => {
            let read = Weights::read(&inputs::read_text(path)?);
            Some(read.map_err(|error| unusable(format!("{}: {error}", path.display())))?)
        }
        None => None,
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    Ok(Settings {
        mapping,
        weights,
        threads: flags.threads.unwrap_or(cores),
        memory_bytes: flags.memory,
        report_max: REPORT_MAX,
    })
}

fn open(path: &Path, mapping: &Mapping) -> Result<Source> {
    let (name, bytes): (String, Box<dyn BufRead + Send>) = if path.as_os_str() == "-" {
        ("standard input".to_owned(), Box::new(BufReader::new(std::io::stdin())))
    } else {
        let file = File::open(path)
            .map_err(|error| unusable(format!("opening {}: {error}", path.display())))?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        (name, Box::new(BufReader::with_capacity(BUFFER_BYTES, file)))
    };
    let known = |column: &str| mapping.role(column).is_some();
    let list = list(&name, bytes, &known).map_err(|error| unusable(error.to_string()))?;
    if !list.columns.iter().any(|column| known(column)) {
        return Err(unusable(format!(
            "{name}: no column is recognized; say with --map FILE.toml what they hold"
        )));
    }
    Ok(Source { name, list })
}

/// Resolves, and writes every file of the folder.
fn write(
    sources: Vec<Source>,
    settings: &Settings,
    index: bool,
    folder: &OutputFolder,
) -> Result<Resolution> {
    let [mut persons, mut links, mut unread] =
        [folder.file("persons.jsonl")?, folder.file("links.jsonl")?, folder.file("unread.jsonl")?];
    let mut outputs = Outputs { persons: &mut persons, links: &mut links, unread: &mut unread };
    let bar = ProgressBar::no_length();
    bar.set_style(ProgressStyle::default_spinner());
    bar.enable_steady_tick(Duration::from_millis(200));
    let mut kept = if index { Some(folder.file(INDEX_FILE)?) } else { None };
    let into = kept.as_mut().map(|file| -> &mut dyn Write { file });
    let found = resolve(sources, settings, &mut outputs, into, &|met| show(&bar, met));
    bar.finish_and_clear();
    // Its sentence holds the reason of the system already.
    let found = found.map_err(|error| anyhow!("{error}"))?;
    if let Some(kept) = kept {
        end(kept, INDEX_FILE)?;
    }
    let mut page = folder.file("report.html")?;
    page.write_all(report::html(&found).as_bytes()).context("writing report.html")?;
    end(page, "report.html")?;
    let mut weights = folder.file("weights.toml")?;
    weights.write_all(found.weights_file.as_bytes()).context("writing weights.toml")?;
    end(weights, "weights.toml")?;
    end(persons, "persons.jsonl")?;
    end(links, "links.jsonl")?;
    end(unread, "unread.jsonl")?;
    Ok(found)
}

/// Adds records to a result, beside which the addition is kept.
fn add(known: &Path, sources: Vec<Source>, settings: &Settings) -> Result<Outcome> {
    let mut index = Index::open(known).map_err(|error| unusable(error.to_string()))?;
    let addition = onto(&index, sources, &settings.mapping, settings.threads)
        .map_err(|error| unusable(error.to_string()))?;
    let kept = index.keep(&addition, settings.memory_bytes).map_err(|error| anyhow!("{error}"))?;
    let joined = addition.added.iter().filter(|one| one.link.is_some()).count() as u64;
    print(&format!(
        "{} added: {} of persons who are known; {}\n",
        counted(addition.added.len() as u64, "record", "records"),
        count(joined),
        kept.display()
    ))?;
    Ok(if addition.unread.is_empty() { Outcome::All } else { Outcome::SomeRejected })
}

fn show(bar: &ProgressBar, progress: Progress) {
    bar.set_message(match progress {
        Progress::Reading(count) => format!("reading: {count} records"),
        Progress::Comparing(count) => format!("comparing {count} records"),
        Progress::Joining => "putting persons together".to_owned(),
    });
}

/// What is printed at the end.
fn summary(found: &Resolution, out: &Path) -> String {
    let mut text = String::new();
    for list in &found.lists {
        let used: Vec<String> =
            list.used.iter().map(|(column, role)| format!("{column} → {role}")).collect();
        text.push_str(&format!("{}: {}\n", list.list, used.join(", ")));
        if !list.unused.is_empty() {
            text.push_str(&format!("  not read: {}\n", list.unused.join(", ")));
        }
    }
    let counts = &found.counts;
    text.push_str(&format!(
        "\n{} are of {}; {} have several.\n",
        counted(counts.records, "record", "records"),
        counted(counts.persons, "person", "persons"),
        count(counts.repeated),
    ));
    if counts.unread > 0 {
        let rows = counted(counts.unread, "row", "rows");
        text.push_str(&format!("{rows} could not be read: {}\n", out.join(FILES[2]).display()));
    }
    if found.skew.blocks > 0 {
        text.push_str(&format!(
            "{} larger than the bound, and cut or passed over; the largest holds {} records.\n",
            counted(found.skew.blocks, "block was", "blocks were"),
            count(found.skew.largest),
        ));
    }
    text.push_str(&format!("\n{}\n", out.join("report.html").display()));
    without_controls_by_line(&text)
}

fn without_controls_by_line(text: &str) -> String {
    text.lines().map(|line| without_controls(line) + "\n").collect()
}
