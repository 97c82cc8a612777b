//! `NOTICE.md`: what the tables owe to whom.

use crate::sources::Source;
use anyhow::Result;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// Writes one section a source, in the order of their keys.
pub(crate) fn write(path: &Path, sources: &BTreeMap<String, Source>) -> Result<()> {
    let mut text = String::from(
        "# What the tables are compiled from\n\n\
         Generated from `tables/sources.toml`; do not edit. The CSV and TOML files of this folder \
         are the project's own, with a source in each row.\n",
    );
    for source in sources.values() {
        write!(
            text,
            "\n## {} {}\n\n- registry: {}\n- licence: {}\n- date of the data: {}\n- taken: {}\n\
             - attribution: {}\n",
            source.name,
            source.version,
            source.registry,
            source.licence,
            source.date,
            source.taken,
            source.attribution
        )?;
    }
    Ok(std::fs::write(path, text)?)
}
