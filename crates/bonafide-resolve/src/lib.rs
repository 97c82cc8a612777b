//! Which records of any list of people are of one person: linked, explained, without labels.
//!
//! Rows become records of typed values ([`role`] says which column holds what). Records meet by
//! marks that few hold, and by pairs of marks that many hold; those that meet are compared value by
//! value; what agreement and difference are worth is learned from the lists themselves; and records
//! are joined to persons where all that they say fits together. `docs/linkage.md` explains the
//! method with its literature.
//!
//! Names are compared by letters and sounds here, because the question is whether two records are
//! of one person. Screening never does that, and nothing of this crate reaches anybody's score.
//!
//! The result depends on the records and the settings alone: not on their order, nor on the number
//! of threads.

#![allow(clippy::format_push_string, reason = "lines of output are short, and read best so")]

mod address;
mod birth;
mod cluster;
mod compare;
mod comparison;
mod day;
mod draft;
mod index;
mod keep;
mod kept_model;
mod lists;
mod mark;
mod meet;
mod model;
mod neighbors;
mod nicknames;
mod onto;
pub mod outputs;
mod packed;
mod people;
mod rarity;
pub mod report;
mod resolution;
mod resolve;
pub mod role;
mod score;
mod segment;
mod sound;
mod symbols;
mod weights;

pub use bonafide_gather::Error;
pub use index::{INDEX_FILE, Index};
pub use lists::{Mapping, Recognized, Source, Unread};
pub use meet::Skew;
pub use onto::{Added, Addition, onto};
pub use outputs::Outputs;
pub use resolution::{Counts, LearnedComparison, Resolution, ShownLink, ShownPerson, ShownRecord};
pub use resolve::{Progress, Settings, resolve};
pub use weights::Weights;
