//! What every engine does with many records: keys gathered in bounded memory, work on all cores.
//!
//! [`Buckets`] brings the holders of equal keys together, in memory as long as they fit and then in
//! a temporary file. [`in_order`] hands work to threads and takes it back in the order in which it
//! was handed out, so that no result depends on their number. Both know nothing of what a key
//! means: applications meet by it, and so do the records of a list of people.

mod buckets;
mod error;
mod ordered;

pub use buckets::Buckets;
pub use error::Error;
pub use ordered::in_order;
