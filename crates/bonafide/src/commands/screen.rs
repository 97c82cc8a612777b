//! `bonafide screen`: from an export to ranked, explained applications and rings.

use crate::{
    Outcome, flags, inputs,
    output_folder::{OutputFolder, end},
    unusable::unusable,
};
use anyhow::{Context, Result};
use bonafide_case::report;
use bonafide_ingest::{Mapping, Options};
use bonafide_reference::Tables;
use bonafide_score::{
    Weights,
    bands::{Budget, REVIEW_PROBABILITY},
};
use bonafide_screen::{Outputs, Progress, Settings, screen};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

/// Files of a screening.
const FILES: [&str; 5] =
    ["screened.jsonl", "rings.jsonl", "persons.jsonl", "rejected.jsonl", "report.html"];

/// Most applications that the report holds in full.
const REPORT_MAX: usize = 2_000;

/// Runs the command.
pub(crate) fn run(flags: &flags::Screen) -> Result<Outcome> {
    let settings = settings(flags)?;
    let options = options(flags, &settings)?;
    let (inputs, problems) = inputs::open_all(&flags.inputs, &options)?;
    let folder = OutputFolder::prepare(&flags.out, &FILES)?;
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
    let screening =
        screen(inputs, problems, &settings, &mut outputs, &|progress| show(&bar, progress))?;
    bar.finish_and_clear();
    if screening.counts.applications == 0 {
        return Err(unusable(match screening.problems.first() {
            Some(problem) => format!(
                "no application could be read; line {} of {}: {}",
                problem.line, problem.source, problem.error
            ),
            None => "the input holds no application".to_owned(),
        }));
    }
    let mut page = folder.file("report.html")?;
    page.write_all(report::html(&screening).as_bytes()).context("writing report.html")?;
    end(page, "report.html")?;
    end(screened, "screened.jsonl")?;
    end(rings, "rings.jsonl")?;
    end(persons, "persons.jsonl")?;
    end(rejected, "rejected.jsonl")?;
    folder.commit()?;
    print!("{}", crate::summary::summary(&screening, &flags.out));
    Ok(if screening.counts.rejected > 0 { Outcome::SomeRejected } else { Outcome::All })
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
    Ok(Options { submitted_at: Timestamp::now(), mapping, country })
}

/// What the flags mean.
fn settings(flags: &flags::Screen) -> Result<Settings> {
    let weights = match &flags.weights {
        Some(path) => Weights::parse(&inputs::read_text(path)?)
            .map_err(|error| unusable(format!("{}: {error}", path.display())))?,
        None => Weights::shipped(),
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    Ok(Settings {
        weights,
        tables: Arc::new(Tables::built_in()),
        budget: match (flags.budget, flags.review) {
            (Some(share), _) => Budget::Share(share),
            (None, Some(probability)) => Budget::Probability(probability),
            (None, None) => Budget::Probability(REVIEW_PROBABILITY),
        },
        prior: flags.prior,
        threads: flags.threads.unwrap_or(cores).clamp(1, 256),
        memory_bytes: flags.memory,
        report_max: REPORT_MAX,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        tables_date: String::new(),
    })
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
