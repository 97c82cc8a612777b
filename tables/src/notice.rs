//! `NOTICE.md` and `sources.csv`: what the tables owe to whom, for people and for the program.

use crate::sources::Source;
use anyhow::Result;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// Writes one section and one row a source, in the order of their keys.
pub(crate) fn write(folder: &Path, sources: &BTreeMap<String, Source>) -> Result<()> {
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
    std::fs::write(folder.join("NOTICE.md"), text)?;
    let mut rows = csv::Writer::from_path(folder.join("sources.csv"))?;
    rows.write_record(["key", "package", "licence", "date"])?;
    for (key, source) in sources {
        let package = format!("{} {} ({})", source.name, source.version, source.registry);
        rows.write_record([key, &package, &source.licence, &source.date])?;
    }
    Ok(rows.flush()?)
}
