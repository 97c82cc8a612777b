//! Surges: many more applications than usual that have something in common.
//!
//! Each application leaves what it may have in common with others ([`traits`]). Once all are read
//! and claimed persons are known, every value is counted in every week, and held against what the
//! file's own base rates let expect ([`surges`]). A surge is no verdict on anybody in it: campus
//! events, job fairs and layoffs look the same.

mod company;
mod false_discovery;
mod local;
mod observations;
mod surges;
mod tail;
mod traits;

pub use local::{Learning, LocalKind, LocalRow};
pub use observations::Observations;
pub use surges::{SEEN_MIN, Surge, surges};
pub use traits::{Common, Labels, Traits, traits};
