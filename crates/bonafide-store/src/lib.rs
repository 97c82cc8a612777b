//! Applications, assessments, cases and decisions that last: one data folder, with the database in
//! it (`SQLite`) or on a server (`PostgreSQL`).
//!
//! What people say of themselves is encrypted under a key per claimed person, these keys under a
//! master key that is not in the database; values by which applications meet are keyed hashes. So
//! the database file alone shows no name, mailbox or telephone, and erasing a person is destroying
//! a key. Assessments are versions, decisions are never changed, an adverse one needs a second
//! person, and every write is in one transaction with its entries of the log.
//!
//! All SQL stands in this crate, in what `SQLite` and `PostgreSQL` both understand (placeholders
//! `$1`, `ON CONFLICT`; `BIGINT`, `TEXT`, `BYTEA`, `DOUBLE PRECISION`), and passes through one door
//! (`database.rs`). One process at a time has a data folder or a database, so that everything
//! happens one after the other on both.
//!
//! Not here: what an assessment is worth (the caller screens, within the transaction), and clocks:
//! every moment is an argument, in microseconds since 1970.

mod accounts;
mod applications;
mod assessments;
mod cases;
mod database;
mod decisions;
mod deliveries;
mod erasure;
mod error;
mod events;
mod guards;
mod invitations;
mod journal;
mod links;
mod makers;
mod merges;
mod notes;
mod outcomes;
mod packed_entry;
mod personal;
mod policies;
mod proposals;
mod queue_page;
mod relations;
mod repeats;
mod retention;
mod rings;
mod rotation;
mod schema;
mod seal;
mod second_factors;
mod self_identification;
mod sessions;
mod shortened;
mod step_files;
mod steps;
mod store;
mod tallies;
mod tokens;
mod traces;
mod webhooks;
mod weeks;

pub use accounts::{Account, Role};
pub use applications::{Arrival, Received};
pub use assessments::{Assessed, NewAssessment, NewRing, Versions};
pub use bonafide_verification::decision::{Outcome, RuledOut};
pub use cases::{Case, Filter, NewCase, Reason};
pub use database::DatabaseAddress;
pub use decisions::{Decision, NewDecision};
pub use deliveries::{Delivery, Due};
pub use error::Error;
pub use events::Event;
pub use notes::Note;
pub use outcomes::Handled;
pub use personal::{EntryAbout, Erasure};
pub use policies::KeptPolicy;
pub use proposals::Proposal;
pub use queue_page::{QueueCounts, QueueOrder};
pub use relations::{Relation, Says};
pub use repeats::Repeat;
pub use retention::{Ending, Less, without};
pub use rings::KeptRing;
pub use seal::{MasterKey, random};
pub use second_factors::SecondFactor;
pub use self_identification::Answers;
pub use sessions::{SESSIONS_MAX, Session};
pub use step_files::{STEP_FILE_BYTES_MAX, StepFile};
pub use steps::{Happened, KeptMessage, KeptStep, LeftOut, NewOrder, NewStep, Order};
pub use store::{Store, Together, Transaction};
pub use tallies::{MonthCount, month_of};
pub use tokens::{NewToken, Token};
pub use traces::Sought;
pub use webhooks::{NewWebhook, WEBHOOKS_MAX, Webhook};
pub use weeks::EachTraits;
