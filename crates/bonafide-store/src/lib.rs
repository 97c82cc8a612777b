//! Applications, assessments, cases and decisions that last: one data folder, embedded `SQLite`.
//!
//! What people say of themselves is encrypted under a key per claimed person, these keys under a
//! master key that is not in the database; values by which applications meet are keyed hashes. So
//! the database file alone shows no name, mailbox or telephone, and erasing a person is destroying
//! a key. Assessments are versions, decisions are never changed, an adverse one needs a second
//! person, and every write is in one transaction with its entries of the log.
//!
//! All SQL stands in this crate, in what `SQLite` and `PostgreSQL` both understand (placeholders
//! `$1`, `ON CONFLICT`; `BIGINT`, `TEXT`, `BYTEA`, `DOUBLE PRECISION`), and passes through one door
//! (`database.rs`).
//!
//! Not here: what an assessment is worth (the caller screens, within the transaction), and clocks:
//! every moment is an argument, in microseconds since 1970.

mod accounts;
mod applications;
mod assessments;
mod cases;
mod database;
mod decisions;
mod erasure;
mod error;
mod events;
mod invitations;
mod journal;
mod notes;
mod outcomes;
mod policies;
mod proposals;
mod queue_page;
mod relations;
mod repeats;
mod rings;
mod rotation;
mod schema;
mod seal;
mod second_factors;
mod self_identification;
mod sessions;
mod shortened;
mod steps;
mod store;
mod tallies;
mod tokens;
mod traces;
mod weeks;

pub use accounts::{Account, Role};
pub use applications::{Arrival, Received};
pub use assessments::{Assessed, NewAssessment, NewRing, Versions};
pub use bonafide_verification::decision::{Outcome, RuledOut};
pub use cases::{Case, Filter, NewCase, Reason};
pub use decisions::{Decision, NewDecision};
pub use error::Error;
pub use events::Event;
pub use notes::Note;
pub use outcomes::Handled;
pub use policies::KeptPolicy;
pub use proposals::Proposal;
pub use queue_page::{QueueCounts, QueueOrder};
pub use relations::{Relation, Says};
pub use repeats::Repeat;
pub use rings::KeptRing;
pub use seal::{MasterKey, random};
pub use second_factors::SecondFactor;
pub use self_identification::Answers;
pub use sessions::{SESSIONS_MAX, Session};
pub use steps::{Happened, KeptStep, LeftOut, NewOrder, NewStep, Order};
pub use store::{Store, Transaction};
pub use tallies::{MonthCount, month_of};
pub use tokens::{NewToken, Token};
pub use traces::Sought;
pub use weeks::EachTraits;
