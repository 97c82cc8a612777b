//! The consolidated list of the UK's Office of Financial Sanctions Implementation: one row a name,
//! the rows of one entry with one group number.

use crate::csv_table::{Header, Row, field};
use crate::entry::{Entry, Kind, Tier};
use crate::import::{Part, Reading, Refusal, push_new};
use crate::imports::ofac_csv::written_date;
use crate::passed_over::COUNTRY_UNKNOWN;
use std::collections::BTreeMap;

pub(crate) fn read(
    header: &Header,
    all: &[Row],
    version: String,
    reading: Reading<'_>,
) -> Result<Part, Refusal> {
    let Some(group) = header.column(&["groupid"]) else {
        return Err(Refusal::at(2, "give a header with the column Group ID"));
    };
    let names: Vec<Option<usize>> = ["name1", "name2", "name3", "name4", "name5", "name6"]
        .iter()
        .map(|name| header.column(&[name]))
        .collect();
    let address: Vec<Option<usize>> =
        ["address1", "address2", "address3", "address4", "address5", "address6"]
            .iter()
            .map(|name| header.column(&[name]))
            .collect();
    let [kind, quality, regime, listed, born, country, town, script] = [
        "grouptype",
        "aliastype",
        "regime",
        "listedon",
        "dob",
        "country",
        "town",
        "namenonlatinscript",
    ]
    .map(|name| header.column(&[name]));
    let mut part = Part { version, ..Part::default() };
    let mut by_group: BTreeMap<String, usize> = BTreeMap::new();
    for row in all {
        if let Some(misfit) = header.misfit(row) {
            part.passed.note(row.line, misfit);
        }
        let id = field(row, Some(group));
        if id.is_empty() {
            return Err(Refusal::at(row.line, "give a group number"));
        }
        let said: Vec<&str> = names.iter().map(|name| field(row, *name)).collect();
        let said: Vec<&str> = said.into_iter().filter(|name| !name.is_empty()).collect();
        let name = said.join(" ");
        let at = *by_group.entry(id.to_owned()).or_insert_with(|| {
            part.entries.push(Entry {
                row: row.line,
                id: id.to_owned(),
                kind: kind_of(field(row, kind)),
                tier: Tier::Sanctioned,
                authority: format!("OFSI, {}", field(row, regime)),
                listed_on: field(row, listed).to_owned(),
                ..Entry::default()
            });
            part.entries.len() - 1
        });
        let entry = &mut part.entries[at];
        let primary = field(row, quality).to_lowercase().starts_with("primary name");
        if entry.name.is_empty() || (primary && !name.is_empty()) {
            let former = std::mem::replace(&mut entry.name, name);
            push_new(&mut entry.aliases, &former);
        } else if name != entry.name {
            push_new(&mut entry.aliases, &name);
        }
        push_new(&mut entry.aliases, field(row, script));
        push_new(&mut entry.places, field(row, town));
        let lines = address.iter().chain([&town]).map(|line| field(row, *line));
        entry.take_address(&lines.collect::<Vec<_>>());
        // A day of 00 stands where only month or year is known.
        let date = field(row, born).trim_start_matches("00/");
        entry.born.extend(written_date(date).filter(|date| !entry.born.contains(date)));
        let said = field(row, country);
        let country = (reading.country)(said);
        if country.is_none() && !said.is_empty() {
            part.passed.note(row.line, COUNTRY_UNKNOWN);
        }
        entry.countries.extend(country.filter(|country| !entry.countries.contains(country)));
    }
    Ok(part)
}

fn kind_of(group: &str) -> Kind {
    match group {
        "Individual" => Kind::Person,
        "Ship" => Kind::Thing,
        _ => Kind::Organization,
    }
}
