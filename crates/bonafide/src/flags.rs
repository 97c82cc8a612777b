//! What can be typed: every command with its flags and their help.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Finds the job applicants who are not who they say they are, and shows why. It advises; people
/// decide. Nothing leaves this machine.
#[derive(Debug, Parser)]
#[command(name = "bonafide", version, max_term_width = 100)]
pub(crate) struct Flags {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Screen applications: rank them, explain each score, find rings.
    Screen(Screen),
    /// Explain one application of a screening, term by term.
    Explain(Explain),
    /// Read résumé documents: their text, structure, lineage, and what is hidden in them.
    Read(Read),
    /// List the questions that are asked, or show one of them.
    Checks(Checks),
    /// List the built-in tables: what they hold, from when, from where, how to replace them.
    Reference,
    /// Write an invented population with its truth, to test on.
    Simulate(Simulate),
    /// Compare a screening with the truth.
    Evaluate(Evaluate),
    /// Answers documents on standard input, confined; started by the other commands.
    #[command(hide = true)]
    DocumentWorker,
}

/// Screen applications: rank them, explain each score, find rings.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bonafide screen applications.jsonl --out screened
  bonafide screen export.csv --map columns.toml --budget 0.5% --out screened
  zcat history.jsonl.gz | bonafide screen - --out screened

Exit status: 0 all read, 3 some records rejected, 2 unusable arguments or inputs, 1 anything else.")]
pub(crate) struct Screen {
    /// Files or folders: NDJSON, JSON Resume, CSV, XLSX, or résumés as PDF, DOCX, ODT, RTF, HTML,
    /// Markdown and text, each also packed with gzip or zstd; `-` is standard input.
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Folder for the outputs; made, or replaced where it holds outputs of an earlier run.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The share of applications that people can look at, as in `1%`; the likeliest of them are in
    /// review, the likeliest third of these first.
    #[arg(long, value_name = "SHARE", conflicts_with = "review", value_parser = share)]
    pub(crate) budget: Option<f64>,
    /// The probability from which an application is in review, as in `0.2`, instead of a budget.
    #[arg(long, value_name = "PROBABILITY", value_parser = share)]
    pub(crate) review: Option<f64>,
    /// The base rate, as in `1/343` or `2%`; without it the file's own is estimated.
    #[arg(long, value_name = "RATE", value_parser = share)]
    pub(crate) prior: Option<f64>,
    /// Which column is what, for exports whose columns are not recognized.
    #[arg(long, value_name = "FILE.toml")]
    pub(crate) map: Option<PathBuf>,
    /// A table of weights instead of the shipped one.
    #[arg(long, value_name = "FILE.toml")]
    pub(crate) weights: Option<PathBuf>,
    /// A table of your own instead of a built-in one, as in `network=city.mmdb`; repeatable. See
    /// `bonafide reference`.
    #[arg(long = "table", value_name = "TABLE=FILE", value_parser = table)]
    pub(crate) tables: Vec<(String, PathBuf)>,
    /// Threads; without it, one for each core.
    #[arg(long, value_name = "N", value_parser = threads)]
    pub(crate) threads: Option<usize>,
    /// Memory for keys and texts, as in `2G`; what exceeds it goes to a temporary file.
    #[arg(long, value_name = "BYTES", default_value = "1G", value_parser = bytes)]
    pub(crate) memory: usize,
}

/// Explain one application of a screening, term by term.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  bonafide explain screened A-20931

Prints the prior, each finding with its bits, the claim, the observation, what else may explain it,
how to verify it, and what would change the answer.")]
pub(crate) struct Explain {
    /// The folder that `screen` wrote.
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// Id of the application.
    #[arg(value_name = "ID")]
    pub(crate) id: String,
}

/// Read résumé documents: their text, structure, lineage, and what is hidden in them.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bonafide read resume.pdf
  bonafide read *.docx --json > read.jsonl

Each document is read in a process that has no network and no files. What is not recognized stays in
the text; nothing is guessed.

Exit status: 0 all read, 3 some could not be read, 2 unusable arguments, 1 anything else.")]
pub(crate) struct Read {
    /// Documents: PDF, DOCX, ODT, RTF, HTML, Markdown or text.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Print one JSON object a line for each document.
    #[arg(long)]
    pub(crate) json: bool,
}

/// List the questions that are asked, or show one of them.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bonafide checks
  bonafide checks phone-region
  bonafide checks shared-phone")]
pub(crate) struct Checks {
    /// Name of a check, as findings state it.
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,
}

/// Write an invented population with its truth, to test on.
#[derive(Debug, Args)]
pub(crate) struct Simulate {
    /// The same seed gives the same population.
    #[arg(long, value_name = "S")]
    pub(crate) seed: u64,
    /// How many applications.
    #[arg(long, value_name = "N")]
    pub(crate) applications: usize,
    /// Folder for `applications.jsonl` and `truth.jsonl`.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The kind of population.
    #[arg(long, value_enum, default_value_t = Mix::Usual)]
    pub(crate) mix: Mix,
    /// The share of applications that operators send; without it, the mix decides.
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(crate) operators: Option<f64>,
    /// How many times as many honest look-alikes as usual; without it, the mix decides.
    #[arg(long, value_name = "TIMES")]
    pub(crate) lookalikes: Option<f64>,
}

/// Kinds of population.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Mix {
    /// One application in forty is an operator's.
    Usual,
    /// A third as many operators, three times as many look-alikes, other tactics.
    Shifted,
}

/// Compare a screening with the truth.
#[derive(Debug, Args)]
pub(crate) struct Evaluate {
    /// The folder of a screening, or its `screened.jsonl`.
    #[arg(value_name = "SCREENED")]
    pub(crate) screened: PathBuf,
    /// The truth: one JSON object a line, as `simulate` writes it.
    #[arg(value_name = "TRUTH")]
    pub(crate) truth: PathBuf,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Reads `1%`, `0.01` or `1/100` as a share between 0 and 1.
fn share(text: &str) -> Result<f64, String> {
    let number = |text: &str| text.trim().parse::<f64>().ok();
    let read = match (text.strip_suffix('%'), text.split_once('/')) {
        (Some(percent), _) => number(percent).map(|percent| percent / 100.0),
        (None, Some((part, whole))) => match (number(part), number(whole)) {
            (Some(part), Some(whole)) if whole > 0.0 => Some(part / whole),
            _ => None,
        },
        (None, None) => number(text),
    };
    read.filter(|share| *share > 0.0 && *share < 1.0)
        .ok_or_else(|| "give a share above 0 and below 1, as in 1%, 0.01 or 1/100".to_owned())
}

/// Reads `vpn=ranges.txt`.
fn table(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((table, file)) if !table.is_empty() && !file.is_empty() => {
            Ok((table.to_owned(), PathBuf::from(file)))
        }
        _ => Err("give a table and a file, as in network=city.mmdb".to_owned()),
    }
}

/// Most threads that are started.
const THREADS_MAX: usize = 256;

/// Reads a number of threads.
fn threads(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| (1..=THREADS_MAX).contains(number));
    number.ok_or_else(|| format!("give a number from 1 to {THREADS_MAX}"))
}

/// Reads `512M`, `2G` or a number of bytes.
fn bytes(text: &str) -> Result<usize, String> {
    let (digits, unit) = match text.char_indices().find(|(_, c)| !c.is_ascii_digit()) {
        Some((end, _)) => text.split_at(end),
        None => (text, ""),
    };
    let shift = match unit.to_ascii_uppercase().trim_end_matches("IB").trim_end_matches('B') {
        "" => 0,
        "K" => 10,
        "M" => 20,
        "G" => 30,
        _ => return Err("give a number of bytes, as in 512M or 2G".to_owned()),
    };
    let number: usize =
        digits.parse().map_err(|_| "give a number of bytes, as in 512M or 2G".to_owned())?;
    number.checked_mul(1 << shift).ok_or_else(|| "that is more than can be counted".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Flags, bytes, share, table, threads};
    use clap::CommandFactory;

    #[test]
    fn the_flags_are_well_formed() {
        Flags::command().debug_assert();
    }

    #[test]
    fn shares_are_read_as_people_write_them() {
        for (text, want) in [("1%", 0.01), ("0.02", 0.02), ("1/400", 0.0025)] {
            let read = share(text).expect("a share");
            assert!((read - want).abs() < 1e-12, "{text}");
        }
        for text in ["0", "100%", "-1%", "x", "1/0", "%", "NaN"] {
            assert!(share(text).is_err(), "{text}");
        }
    }

    #[test]
    fn memory_is_read_with_its_unit() {
        assert_eq!(bytes("512M"), Ok(512 << 20));
        assert_eq!(bytes("2GiB"), Ok(2 << 30));
        assert_eq!(bytes("4096"), Ok(4096));
        assert!(bytes("lots").is_err() && bytes("2T").is_err());
    }

    #[test]
    fn threads_and_tables_are_read() {
        assert_eq!(threads("3"), Ok(3));
        assert!(["0", "257", "-1", "x"].iter().all(|text| threads(text).is_err()));
        assert_eq!(table("vpn=a=b.txt"), Ok(("vpn".to_owned(), "a=b.txt".into())));
        assert!(["vpn", "=x", "vpn="].iter().all(|text| table(text).is_err()));
    }
}
