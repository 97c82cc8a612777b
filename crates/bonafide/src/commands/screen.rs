//! `bonafide screen`: from an export to ranked, explained applications and rings.

use crate::{
    Outcome,
    columns::columns,
    documents::Documents,
    flags, inputs,
    output_folder::{OutputFolder, end},
    relations, research_policy,
    terminal::{Terminal, print},
    unusable::unusable,
};
use anyhow::{Context, Result, anyhow};
use bonafide_application::without_controls;
use bonafide_case::{
    Problem, Screening,
    numbers::counted,
    report,
    surroundings::{write_notice, write_surge},
};
use bonafide_ingest::{Mapping, Options};
use bonafide_reference::Tables;
use bonafide_score::{
    Weights,
    bands::{Budget, REVIEW_PROBABILITY},
};
use bonafide_screen::{Input, Outputs, Progress, Settings, screen};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Files of a screening.
const FILES: [&str; 7] = [
    "screened.jsonl",
    "rings.jsonl",
    "persons.jsonl",
    "notices.jsonl",
    "surges.jsonl",
    "rejected.jsonl",
    "report.html",
];

/// Most applications that the report holds in full.
const REPORT_MAX: usize = 2_000;

/// Runs the command.
pub(crate) fn run(flags: &flags::Screen) -> Result<Outcome> {
    let settings = settings(flags)?;
    let options = options(flags, &settings)?;
    let opened = inputs::open_all(&flags.inputs, &flags.out, &options)?;
    let folder = OutputFolder::prepare(&flags.out, &FILES)?;
    let screening = write(opened.inputs, opened.problems, &settings, &folder)?;
    let counts = &screening.counts;
    if counts.applications == 0 && counts.rejected == 0 {
        return Err(unusable("the input holds no application; check that it is the right one"));
    }
    folder.commit()?;
    for note in &opened.notes {
        eprintln!("bonafide: {}", without_controls(note));
    }
    let (tables, further) = opened.tables.met();
    print(&columns(&tables, further, Terminal::stdout()))?;
    if counts.applications == 0 {
        eprintln!("bonafide: {}", without_controls(&nothing_read(&screening, &flags.out)));
        return Ok(Outcome::SomeRejected);
    }
    print(&crate::summary::summary(&screening, &flags.out))?;
    Ok(if counts.rejected > 0 { Outcome::SomeRejected } else { Outcome::All })
}

/// Screens, and writes every file of the folder.
fn write(
    inputs: Vec<Input>,
    problems: Vec<Problem>,
    settings: &Settings,
    folder: &OutputFolder,
) -> Result<Screening> {
    let [mut screened, mut rings, mut persons, mut rejected] = [
        folder.file("screened.jsonl")?,
        folder.file("rings.jsonl")?,
        folder.file("persons.jsonl")?,
        folder.file("rejected.jsonl")?,
    ];
    let mut outputs = Outputs {
        screened: &mut screened,
        rings: &mut rings,
        persons: &mut persons,
        rejected: &mut rejected,
    };
    let bar = bar();
    let screening = screen(inputs, problems, settings, &mut outputs, &|met| show(&bar, met));
    bar.finish_and_clear();
    // Its sentence holds the reason of the system already.
    let screening = screening.map_err(|error| anyhow!("{error}"))?;
    let mut page = folder.file("report.html")?;
    page.write_all(report::html(&screening).as_bytes()).context("writing report.html")?;
    end(page, "report.html")?;
    let mut notices = folder.file("notices.jsonl")?;
    for notice in &screening.surroundings.notices {
        write_notice(notice, &mut notices).context("writing notices.jsonl")?;
    }
    end(notices, "notices.jsonl")?;
    let mut surges = folder.file("surges.jsonl")?;
    for surge in &screening.surroundings.surges {
        write_surge(surge, &mut surges).context("writing surges.jsonl")?;
    }
    end(surges, "surges.jsonl")?;
    end(screened, "screened.jsonl")?;
    end(rings, "rings.jsonl")?;
    end(persons, "persons.jsonl")?;
    end(rejected, "rejected.jsonl")?;
    Ok(screening)
}

/// Why nothing could be screened; the outputs then hold the rejected records alone.
fn nothing_read(screening: &Screening, out: &Path) -> String {
    let all = out.join("rejected.jsonl");
    let first = screening.problems.first().map_or_else(String::new, |problem| {
        let line =
            if problem.line > 0 { format!(", line {}", problem.line) } else { String::new() };
        format!(" is {}{line}: {}", problem.source, problem.error)
    });
    format!(
        "no application could be read; the first of {}{first}; all stand in {}",
        counted(screening.counts.rejected, "problem", "problems"),
        all.display()
    )
}

/// What is taken where an input does not say it.
fn options(flags: &flags::Screen, settings: &Settings) -> Result<Options> {
    let mapping = match &flags.map {
        Some(path) => {
            let text = inputs::read_text(path)?;
            let name = path.display().to_string();
            Some(Mapping::read(&name, &text).map_err(|error| unusable(error.to_string()))?)
        }
        None => None,
    };
    let tables = Arc::clone(&settings.tables);
    let country = Arc::new(move |text: &str| tables.places.country(text));
    let documents = Documents::new()?.reader();
    let submitted_at = Timestamp::now();
    Ok(Options { submitted_at, mapping, country, documents: Some(documents), attachments: None })
}

/// What the flags mean.
fn settings(flags: &flags::Screen) -> Result<Settings> {
    let weights = match &flags.weights {
        Some(path) => Weights::parse(&inputs::read_text(path)?)
            .map_err(|error| unusable(format!("{}: {error}", path.display())))?,
        None => Weights::shipped(),
    };
    let tables = tables(flags)?;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    Ok(Settings {
        weights,
        tables_date: tables_date(&tables),
        tables: Arc::new(tables),
        budget: match (flags.budget, flags.review) {
            (Some(share), _) => Budget::Share(share),
            (None, Some(probability)) => Budget::Probability(probability),
            (None, None) => Budget::Probability(REVIEW_PROBABILITY),
        },
        prior: flags.prior,
        threads: flags.threads.unwrap_or(cores),
        memory_bytes: flags.memory,
        report_max: REPORT_MAX,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        relations: flags.relations.as_deref().map_or_else(|| Ok(Vec::new()), relations::read)?,
        dismissed: flags.dismissed.as_deref().map_or_else(|| Ok(Vec::new()), dismissed)?,
    })
}

/// The built-in tables with the user's own.
fn tables(flags: &flags::Screen) -> Result<Tables> {
    let mut tables = Tables::built_in();
    for (table, path) in &flags.tables {
        let bytes = inputs::read_bytes(path)?;
        tables.replace(table, &path.display().to_string(), &bytes).map_err(unusable)?;
    }
    if let Some(folder) = &flags.lists {
        tables.add_lists(super::lists::of_folder(folder)?);
    }
    if let Some(path) = &flags.policy {
        tables.research_security = research_policy::read(path)?;
    }
    Ok(tables)
}

/// Ids of the surges that were dismissed, where a file says so.
pub(crate) fn ids_of_dismissed(path: Option<&Path>) -> Result<Vec<String>> {
    let all = path.map_or_else(|| Ok(Vec::new()), dismissed)?;
    Ok(all.into_iter().map(|(id, _)| id).collect())
}

/// Surges that were dismissed: id, and by whom and why.
fn dismissed(path: &Path) -> Result<Vec<(String, String)>> {
    let text = inputs::read_text(path)?;
    let mut dismissed = Vec::new();
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        if line.trim().is_empty() || line.starts_with("surge,") {
            continue;
        }
        match line.split_once(',') {
            Some((id, why)) if id.trim().starts_with("S-") && !why.trim().is_empty() => {
                dismissed.push((id.trim().to_owned(), why.trim().to_owned()));
            }
            _ => {
                return Err(unusable(format!(
                    "{}, line {}: give the id of a surge, and by whom and why it was dismissed, as \
                     in S-1A2B3C4D, A. Moss: campus event",
                    path.display(),
                    at + 1
                )));
            }
        }
    }
    Ok(dismissed)
}

/// The date of the newest built-in table, and the user's own files, for the report.
fn tables_date(tables: &Tables) -> String {
    let notes = tables.notes();
    // Days, months and years of ISO 8601 sort as text.
    let newest = notes.iter().flat_map(|note| &note.dates).max().map_or("", String::as_str);
    let own: Vec<&str> =
        notes.iter().flat_map(|note| &note.own_files).map(String::as_str).collect();
    if own.is_empty() {
        return newest.to_owned();
    }
    format!("{newest}, and your own: {}", own.join(", "))
}

/// A bar on a terminal, and nothing elsewhere.
fn bar() -> ProgressBar {
    let bar = ProgressBar::no_length();
    bar.set_style(ProgressStyle::default_spinner());
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

fn show(bar: &ProgressBar, progress: Progress) {
    bar.set_message(match progress {
        Progress::Reading(count) => format!("reading: {count} applications"),
        Progress::Linking(count) => format!("linking {count} applications"),
        Progress::Writing(written, all) => format!("writing: {written} of {all}"),
    });
}
