//! Lists: institutions, people and indicators that others name, read into one form and found by
//! what people write.
//!
//! A match says which list, version and row it is of. It is no finding: whether it becomes one is
//! decided where an application is looked at, and a person's name alone never does.

mod alignment;
mod csv_table;
mod distance;
mod entry;
mod form;
mod import;
mod index;
mod indicator;
mod institutions;
mod lists;
mod passed_over;
mod piece;
mod site;
mod sound;
mod vocabulary;
mod word;
mod xml_record;

mod imports {
    pub(crate) mod entities;
    pub(crate) mod eu_csv;
    pub(crate) mod json;
    pub(crate) mod misp;
    pub(crate) mod ofac_csv;
    pub(crate) mod plain_csv;
    pub(crate) mod stix;
    pub(crate) mod stix_pattern;
    pub(crate) mod uk_csv;
    pub(crate) mod xml;
}

pub use entry::{Entry, Indicator, IndicatorKind, Kind, List, Tier};
pub use form::{Naming, telling_words};
pub use import::{FILE_MAX, Reading, Refusal, Source, import};
pub use index::{Found, Index, Named};
pub use indicator::normalized;
pub use institutions::{BUILT_IN, institutions};
pub use lists::{InForce, Lists, Match};
pub use passed_over::PassedOver;
