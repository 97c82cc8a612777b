//! What can be typed: every command with its flags and their help.

mod verification;

pub(crate) use crate::server_flags::{Audit, Import, Keys, Retention, Serve};
pub(crate) use verification::{Interview, Policy, PolicyCommand};

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
    /// Resolve any list of people: which records are of one person, and why.
    Resolve(Resolve),
    /// Explain one application of a screening, term by term.
    Explain(Explain),
    /// Write the interview for one application of a screening: what to ask, and why.
    Interview(Interview),
    /// The policy: check it, compare two, show the one that comes with the program.
    Policy(Policy),
    /// Read résumé documents: their text, structure, lineage, and what is hidden in them.
    Read(Read),
    /// List the questions that are asked, or show one of them.
    Checks(Checks),
    /// List the built-in tables: what they hold, from when, from where, how to replace them.
    Reference,
    /// Lists of institutions, people and indicators: import, update, compare, show, search.
    Lists(Lists),
    /// Write an invented population with its truth, to test on.
    Simulate(Simulate),
    /// Screen an invented population twice, the second time under names of other origins.
    NameSwap(NameSwap),
    /// Compare a screening with the truth.
    Evaluate(Evaluate),
    /// Keep and screen applications as they arrive, with cases and decisions, over HTTP.
    Serve(Serve),
    /// Load history into a data folder: kept, screened and logged as if it had arrived.
    Import(Import),
    /// Verify the log of a server from its files alone, or prove one of its entries.
    Audit(Audit),
    Keys(Keys),
    Retention(Retention),
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
    /// A folder of lists of your own, beside the institutions that come with the program. See
    /// `bonafide lists`.
    #[arg(long, value_name = "DIR")]
    pub(crate) lists: Option<PathBuf>,
    /// A policy, of which `research-security` names roles and a reason. See `bonafide policy`.
    #[arg(long, value_name = "FILE.toml")]
    pub(crate) policy: Option<PathBuf>,
    /// Surges that were looked at and dismissed: lines of id, by whom and why.
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) dismissed: Option<PathBuf>,
    /// What people found out of two applications: lines of two ids and `not-related` or
    /// `same-operator`, as `GET /api/v1/relations.csv` of a server gives them.
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) relations: Option<PathBuf>,
    /// Threads; without it, one for each core.
    #[arg(long, value_name = "N", value_parser = threads)]
    pub(crate) threads: Option<usize>,
    /// Memory for keys and texts, as in `2G`; what exceeds it goes to a temporary file.
    #[arg(long, value_name = "BYTES", default_value = "1G", value_parser = bytes)]
    pub(crate) memory: usize,
}

/// Resolve any list of people: which records are of one person, and why.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bonafide resolve people.csv --out persons
  bonafide resolve customers.csv suppliers.xlsx --map columns.toml --out persons --index
  bonafide resolve new.csv --onto persons

A mapping says under [columns] what a column holds, as in \"Zuname\" = \"family_name\".

Exit status: 0 all read, 3 some rows not read, 2 unusable arguments or inputs, 1 anything else.")]
pub(crate) struct Resolve {
    /// Lists of people: CSV, XLSX or NDJSON, each also packed with gzip or zstd; `-` is standard
    /// input.
    #[arg(required = true, value_name = "PEOPLE")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Folder for the outputs; made, or replaced where it holds outputs of an earlier run.
    #[arg(long, value_name = "DIR", required_unless_present = "onto")]
    pub(crate) out: Option<PathBuf>,
    /// Keep an index beside the outputs, so that records can be added later.
    #[arg(long)]
    pub(crate) index: bool,
    /// Add the records to a result that was written with `--index`; persons keep their ids.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["out", "index"])]
    pub(crate) onto: Option<PathBuf>,
    /// Go by these weights instead of learning them: `weights.toml` of an earlier run.
    #[arg(long, value_name = "FILE.toml", conflicts_with = "onto")]
    pub(crate) weights: Option<PathBuf>,
    /// Which column is what, where columns are not recognized.
    #[arg(long, value_name = "FILE.toml")]
    pub(crate) map: Option<PathBuf>,
    /// Threads; without it, one for each core. They change no result.
    #[arg(long, value_name = "N", value_parser = threads)]
    pub(crate) threads: Option<usize>,
    /// Memory for keys and pairs, as in `2G`; what exceeds it goes to a temporary file.
    #[arg(long, value_name = "BYTES", default_value = "256M", value_parser = bytes)]
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

/// Lists of institutions, people and indicators: import, update, compare, show, search.
#[derive(Debug, Args)]
pub(crate) struct Lists {
    #[command(subcommand)]
    pub(crate) what: ListsCommand,
}

/// What is done with lists.
#[derive(Debug, Subcommand)]
pub(crate) enum ListsCommand {
    /// Import a list into a folder of lists.
    Import(ListsTake),
    /// Replace an imported list by a newer one; the old one stays in force if that fails.
    Update(ListsTake),
    /// Show how files differ from the list in force.
    Diff(ListsDiff),
    /// Show the lists in force, or the rows of one.
    Show(ListsShow),
    /// Make a list of your own from your decisions: what confirmed cases named more often.
    Learn(ListsLearn),
    /// Search a list for names: the matcher alone, of which nothing follows.
    Search(ListsSearch),
}

/// Import a list into a folder of lists.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bonafide lists import sdn.csv alt.csv add.csv --into lists --name ofac-sdn
  bonafide lists import consolidated.xml --into lists --name un
  bonafide lists update indicators.json --into lists --name exchange

Read are: OFAC SDN (CSV, XML), the consolidated lists of the UN (XML), the EU (XML, CSV) and the UK
(XML, CSV), entities of OpenSanctions one a line, CSV with the column name, and indicators as STIX
2.1, MISP or CSV with the columns kind and value.")]
pub(crate) struct ListsTake {
    /// The files of the list.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Folder of lists.
    #[arg(long, value_name = "DIR")]
    pub(crate) into: PathBuf,
    /// Name by which matches call the list.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    /// Take a list that has lost more than half of its rows.
    #[arg(long)]
    pub(crate) shrink: bool,
}

/// Show how files differ from the list in force.
#[derive(Debug, Args)]
pub(crate) struct ListsDiff {
    /// The files of the new version.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Folder of lists.
    #[arg(long = "in", value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Name of the list.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
}

/// Show the lists in force, or the rows of one.
#[derive(Debug, Args)]
pub(crate) struct ListsShow {
    /// Folder of lists.
    #[arg(long = "in", value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
    /// Name of the list whose rows are shown.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
}

/// Make a list of your own from your decisions: what confirmed cases named more often.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  bonafide lists learn history.jsonl --decisions decisions.csv --out local.csv
  bonafide lists import local.csv --into lists --name local

Decisions are lines of application, confirmed or cleared, and the case where several applications
were decided together. Each row states its counts, and ages out a year after its last case.")]
pub(crate) struct ListsLearn {
    /// Files or folders of applications.
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// The decisions.
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) decisions: PathBuf,
    /// The list.
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) out: PathBuf,
}

/// Search a list for names: the matcher alone, of which nothing follows.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  bonafide lists search --list sdn.csv alt.csv --names names.txt --kind institution --json")]
pub(crate) struct ListsSearch {
    /// The files of a list.
    #[arg(long = "list", value_name = "FILE", required = true, num_args = 1..)]
    pub(crate) lists: Vec<PathBuf>,
    /// One name a line.
    #[arg(long, value_name = "FILE")]
    pub(crate) names: PathBuf,
    /// Whose names they are.
    #[arg(long, value_enum, default_value_t = NameKind::Institution)]
    pub(crate) kind: NameKind,
    /// The most matches of a name.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) top: usize,
    /// The least score that is shown, from 0 to 1.
    #[arg(long, value_name = "SCORE", default_value_t = 0.0)]
    pub(crate) least: f64,
    /// Print JSON, one object a line.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Whose name is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum NameKind {
    /// A person's.
    Person,
    /// An institution's.
    Institution,
}

/// `bonafide name-swap`
#[derive(Args, Debug)]
pub(crate) struct NameSwap {
    /// The same seed gives the same population.
    #[arg(long, value_name = "S", default_value_t = 23)]
    pub(crate) seed: u64,
    /// How many applications.
    #[arg(long, value_name = "N", default_value_t = 1_500)]
    pub(crate) applications: usize,
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
    /// How often each event happens that brings many at once: a job fair, a campus event, a layoff,
    /// and a flood of operators who claim one employer.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) events: usize,
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
pub(crate) fn share(text: &str) -> Result<f64, String> {
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
