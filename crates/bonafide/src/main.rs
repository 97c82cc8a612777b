//! The program: what was typed becomes one command, and its outcome an exit status.
//!
//! Exit status: 0 all read, 3 some records rejected, 2 unusable arguments or inputs, 1 anything
//! else. A reader of the output who goes away (`| head`) is no error.

#![allow(clippy::format_push_string, reason = "sentences for people are short, and read best so")]

mod ahead;
mod arrivals;
mod columns;
mod documents;
mod flags;
mod gone_by;
mod inputs;
mod interruption;
mod list_folder;
mod name_swap;
mod near;
mod output_folder;
mod relations;
mod research_policy;
mod server_flags;
mod stored;
mod summary;
mod swapped_names;
mod terminal;
mod unusable;
mod weeks;
mod whereabouts;

mod commands {
    pub(crate) mod audit;
    pub(crate) mod checks;
    pub(crate) mod document_worker;
    pub(crate) mod evaluate;
    pub(crate) mod explain;
    pub(crate) mod import;
    pub(crate) mod interview;
    pub(crate) mod keys;
    pub(crate) mod learn_list;
    pub(crate) mod lists;
    pub(crate) mod name_swap;
    pub(crate) mod policy;
    pub(crate) mod read;
    pub(crate) mod reference;
    pub(crate) mod resolve;
    pub(crate) mod retention;
    pub(crate) mod screen;
    pub(crate) mod serve;
    pub(crate) mod simulate;
}

use clap::Parser;
use flags::{Command, Flags};
use std::process::ExitCode;
use unusable::Unusable;

#[cfg(unix)]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// Some records were rejected.
const SOME_REJECTED: u8 = 3;

fn main() -> ExitCode {
    let flags = Flags::parse();
    if matches!(flags.command, Command::DocumentWorker) {
        return commands::document_worker::run();
    }
    if !matches!(flags.command, Command::Serve(_)) {
        interruption::leave_nothing_behind();
    }
    let outcome = match flags.command {
        Command::Screen(flags) => commands::screen::run(&flags),
        Command::Resolve(flags) => commands::resolve::run(&flags),
        Command::Explain(flags) => commands::explain::run(&flags),
        Command::Interview(flags) => commands::interview::run(&flags),
        Command::Policy(flags) => commands::policy::run(&flags),
        Command::Read(flags) => commands::read::run(&flags),
        Command::DocumentWorker => Ok(Outcome::All),
        Command::Checks(flags) => commands::checks::run(&flags),
        Command::Lists(flags) => commands::lists::run(&flags),
        Command::Reference => commands::reference::run(),
        Command::Simulate(flags) => commands::simulate::run(&flags),
        Command::NameSwap(flags) => commands::name_swap::run(&flags),
        Command::Evaluate(flags) => commands::evaluate::run(&flags),
        Command::Serve(flags) => commands::serve::run(&flags),
        Command::Import(flags) => commands::import::run(&flags),
        Command::Audit(flags) => commands::audit::run(&flags),
        Command::Keys(flags) => commands::keys::run(&flags),
        Command::Retention(flags) => commands::retention::run(&flags),
    };
    match outcome {
        Ok(Outcome::All) => ExitCode::SUCCESS,
        Ok(Outcome::SomeRejected) => ExitCode::from(SOME_REJECTED),
        Err(error) if closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!(
                "bonafide: {}",
                bonafide_application::without_controls(&format!("{error:#}"))
            );
            ExitCode::from(if error.is::<Unusable>() { 2 } else { 1 })
        }
    }
}

/// How a command that did its work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything was read.
    All,
    /// Some records were rejected; the output says which.
    SomeRejected,
}

fn closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<std::io::Error>();
        io.is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
