//! Which applications belong together, and why: keys, claimed persons, links and rings.
//!
//! Linkage is in two steps. First, which applications claim to be one person and fit together
//! ([`persons`]): someone who applies again explains most sharing away. Then, which *different*
//! claimed persons share what only one operator would share ([`rings`]): a value counts by how few
//! hold it, nothing where a household, an agency or a team explains it, and little where it stands
//! alone, so that one planted value can raise nobody far.
//!
//! Names serve to tell claimed persons apart, as sets of folded tokens that are equal, overlap or
//! differ; their letters, rarity and origin are never evidence.

mod crowd;
mod evidence;
mod explanation;
mod groups;
mod history;
mod key;
mod kind;
mod link;
mod person;
mod relation;
mod ring;
mod sketch;
mod union;

mod keys {
    pub(crate) mod contact;
    pub(crate) mod delivery;
    pub(crate) mod history;
    pub(crate) mod identity;
    pub(crate) mod lineage;
    pub(crate) mod passages;
    pub(crate) mod place;
    pub(crate) mod references;
    pub(crate) mod session;
    pub(crate) mod web;
}

pub mod passages {
    //! Text that two résumés have in common, found through rare runs of words and confirmed word
    //! by word.
    pub mod alignment;
    pub mod candidates;
    pub mod copies;
    mod holders;
    pub mod quote;
    pub mod sample;
    pub mod words;
}

pub use evidence::{LinkEvidence, evidence};
pub use groups::Groups;
pub use key::{Key, Said, keys};
pub use kind::{Family, KINDS, Kind, Sharing};
pub use link::{Link, LinkWeights, SharedKey, links, sharing};
pub use person::{ALL_PAIRS_MAX, Persons, alike, persons};
pub use relation::{Relation, Relations};
pub use ring::{LINK_BITS_MIN, Pattern, Ring, SharedValue, rings};
pub use sketch::Sketch;
