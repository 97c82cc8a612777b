//! What can be typed of serving: the commands that keep applications and verify their log.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Keep and screen applications as they arrive, with cases and decisions, over HTTP.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  bonafide serve --data data

Prints the address, and once a code for the first administrator. The master key, under which all
personal data is encrypted, is BONAFIDE_MASTER_KEY (64 hexadecimal digits), else the file that
--key names, else `master.key` beside the data, which is made where there is none: move it away
from what is backed up with the data.")]
pub(crate) struct Serve {
    /// Folder of the data; made where there is none.
    #[arg(long, value_name = "DIR")]
    pub(crate) data: PathBuf,
    /// Address to listen on. Beyond this machine, put a server in front that speaks TLS.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8087")]
    pub(crate) listen: std::net::SocketAddr,
    /// The address that people type, where a server in front speaks TLS, as in
    /// `https://bonafide.example`. Without it they sign in on this machine alone.
    #[arg(long, value_name = "URL", value_parser = url)]
    pub(crate) url: Option<String>,
    /// Address of a server in front, whose word is taken for whom it speaks; repeatable.
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) proxy: Vec<std::net::IpAddr>,
    /// File that says through which other house people sign in, by `OpenID` Connect.
    #[arg(long, value_name = "FILE.toml")]
    pub(crate) single_sign_on: Option<PathBuf>,
    /// File of the master key.
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
    /// File of the policy: what opens a case, what is verified, who decides; without it the one
    /// that comes with the program.
    #[arg(long, value_name = "FILE.toml")]
    pub(crate) policy: Option<PathBuf>,
    /// File of what providers sign their messages with: `checkr = "…"`, or a list of two while
    /// they change.
    #[arg(long, value_name = "FILE.toml")]
    pub(crate) provider_secrets: Option<PathBuf>,
    /// The base rate, as in `1/343` or `2%`, the same for everyone; without it the table's.
    #[arg(long, value_name = "RATE", value_parser = crate::flags::share)]
    pub(crate) prior: Option<f64>,
    /// Folder of lists that were imported with `bonafide lists`; read at the start.
    #[arg(long, value_name = "DIR")]
    pub(crate) lists: Option<PathBuf>,
}

/// An address without a path, as browsers name where a page comes from.
fn url(text: &str) -> Result<String, String> {
    let text = text.trim_end_matches('/');
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => {
            Ok(text.to_ascii_lowercase())
        }
        _ => Err("give scheme and host, as in `https://bonafide.example`".to_owned()),
    }
}

/// Load history into a data folder: kept, screened and logged as if it had arrived.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  bonafide import history.jsonl --data data

Reads what `bonafide screen` reads. Records that are in the folder already change nothing, so that
a run that was interrupted is simply run again. The server must not run meanwhile.")]
pub(crate) struct Import {
    /// Files or folders with applications.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Folder of the data; made where there is none.
    #[arg(long, value_name = "DIR")]
    pub(crate) data: PathBuf,
    /// File of the master key.
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
    /// File of the policy, the same as the server's.
    #[arg(long, value_name = "FILE.toml")]
    pub(crate) policy: Option<PathBuf>,
    /// The base rate, as in `1/343` or `2%`, the same as the server's.
    #[arg(long, value_name = "RATE", value_parser = crate::flags::share)]
    pub(crate) prior: Option<f64>,
    /// Folder of lists that were imported with `bonafide lists`; read at the start.
    #[arg(long, value_name = "DIR")]
    pub(crate) lists: Option<PathBuf>,
}

/// End what the policy keeps no longer.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bonafide retention --data data --dry-run
  bonafide retention --data data

The server does the same once a day by itself, and must not run meanwhile. How long is kept what
stands under [retention] in the policy. A person is erased when no record of theirs may be kept
longer, and never while a case of theirs is open.")]
pub(crate) struct Retention {
    /// Folder of the data.
    #[arg(long, value_name = "DIR")]
    pub(crate) data: PathBuf,
    /// Say what would end, and change nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// File of the master key.
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
    /// File of the policy, the same as the server's.
    #[arg(long, value_name = "FILE.toml")]
    pub(crate) policy: Option<PathBuf>,
    /// The base rate, as in `1/343` or `2%`, the same as the server's.
    #[arg(long, value_name = "RATE", value_parser = crate::flags::share)]
    pub(crate) prior: Option<f64>,
    /// Folder of lists that were imported with `bonafide lists`; read at the start.
    #[arg(long, value_name = "DIR")]
    pub(crate) lists: Option<PathBuf>,
}

/// Change the master key of a data folder.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  bonafide keys rotate data --key master.key --new-key new-master.key

The server must not run meanwhile. Every key is sealed under the new master key in one transaction:
a run that is interrupted has changed nothing, and is run again. Start the server with the new key
from then on. Backups of before open with the old one: keep it as long as you keep them.")]
pub(crate) struct Keys {
    #[command(subcommand)]
    pub(crate) task: KeysTask,
}

/// What is done with keys.
#[derive(Debug, Subcommand)]
pub(crate) enum KeysTask {
    /// Seal everything under a new master key.
    Rotate {
        /// Folder of the data.
        #[arg(value_name = "DIR")]
        data: PathBuf,
        /// File of the master key as it is; without it `BONAFIDE_MASTER_KEY`, else `master.key`
        /// beside the data.
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
        /// File of the new master key; made where there is none.
        #[arg(long, value_name = "FILE")]
        new_key: PathBuf,
    },
}

/// Verify the log of a server from its files alone, or prove one of its entries.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bonafide audit verify data --key log.pub --earlier checkpoint-of-last-month
  bonafide audit entry data 617 --key log.pub > entry
  bonafide audit prove data 617 --key log.pub > entry.proof
  bonafide audit check entry.proof entry --key log.pub
  bonafide audit witness data --key log.pub --with witness.key --kept cosigned
  bonafide audit verify data --key log.pub --earlier cosigned --witness witness.key.pub

Nothing is asked of the server. Have the public key from elsewhere than the log.")]
pub(crate) struct Audit {
    #[command(subcommand)]
    pub(crate) question: Question,
}

/// What is asked of a log.
#[derive(Debug, Subcommand)]
pub(crate) enum Question {
    /// Is every entry as it was logged, and did the log only grow?
    Verify {
        #[command(flatten)]
        log: Log,
        /// A checkpoint that somebody kept; repeatable.
        #[arg(long, value_name = "FILE")]
        earlier: Vec<PathBuf>,
        /// Public key of a witness, who must have cosigned every checkpoint of --earlier;
        /// repeatable.
        #[arg(long, value_name = "FILE", requires = "earlier")]
        witness: Vec<PathBuf>,
    },
    /// Verify as a witness, and keep the checkpoint cosigned.
    Witness {
        #[command(flatten)]
        log: Log,
        /// The witness's secret key; made where there is none, with the public one beside it in
        /// FILE.pub.
        #[arg(long, value_name = "FILE")]
        with: PathBuf,
        /// The checkpoint that was kept the last time, from which the log must have grown; written
        /// anew, cosigned.
        #[arg(long, value_name = "FILE")]
        kept: PathBuf,
    },
    /// Print the proof that an entry is in the log, for this and other verifiers.
    Prove {
        #[command(flatten)]
        log: Log,
        /// Number of the entry, from 0.
        #[arg(value_name = "ENTRY")]
        entry: u64,
    },
    /// Print an entry.
    Entry {
        #[command(flatten)]
        log: Log,
        /// Number of the entry, from 0.
        #[arg(value_name = "ENTRY")]
        entry: u64,
    },
    /// Does a proof show that an entry is in the log?
    Check {
        /// The proof that `prove` printed.
        #[arg(value_name = "PROOF")]
        proof: PathBuf,
        /// The entry that `entry` printed.
        #[arg(value_name = "ENTRY")]
        entry: PathBuf,
        /// The log's public key.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
    },
}

/// A log and whom it is believed from.
#[derive(Debug, Args)]
pub(crate) struct Log {
    /// The server's data folder, or a copy of its log.
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// The log's public key.
    #[arg(long, value_name = "FILE")]
    pub(crate) key: PathBuf,
}
