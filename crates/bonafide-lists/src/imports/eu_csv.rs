//! The consolidated list of the EU as CSV: one row for each name, address, birth date or document,
//! the rows of one entry with one logical number.

use crate::csv_table::{Header, Row, field};
use crate::entry::{Entry, Kind, Tier};
use crate::import::{Part, Reading, Refusal, push_new};
use crate::imports::ofac_csv::written_date;
use crate::passed_over::COUNTRY_UNKNOWN;
use std::collections::BTreeMap;

pub(crate) fn read(header: &Header, all: &[Row], reading: Reading<'_>) -> Result<Part, Refusal> {
    let Some(logical) = header.column(&["entitylogicalid"]) else {
        return Err(Refusal::at(1, "give a header with the column Entity_LogicalId"));
    };
    let [name, kind, programme, listed, born, street, city, country, generated] = [
        "namealiaswholename",
        "entitysubjecttype",
        "entityregulationprogramme",
        "entityregulationentryintoforcedate",
        "birthdatebirthdate",
        "addressstreet",
        "addresscity",
        "addresscountryiso2code",
        "filegenerationdate",
    ]
    .map(|name| header.column(&[name]));
    let mut part = Part {
        version: all.first().map_or("", |row| field(row, generated)).to_owned(),
        ..Part::default()
    };
    let mut by_id: BTreeMap<String, usize> = BTreeMap::new();
    for row in all {
        if let Some(misfit) = header.misfit(row) {
            part.passed.note(row.line, misfit);
        }
        let id = field(row, Some(logical));
        if id.is_empty() {
            return Err(Refusal::at(row.line, "give a logical number"));
        }
        let at = *by_id.entry(id.to_owned()).or_insert_with(|| {
            part.entries.push(Entry {
                row: row.line,
                id: id.to_owned(),
                kind: match field(row, kind).to_lowercase().as_str() {
                    "p" | "person" => Kind::Person,
                    _ => Kind::Organization,
                },
                tier: Tier::Sanctioned,
                authority: format!("EU, {}", field(row, programme)),
                listed_on: field(row, listed).to_owned(),
                ..Entry::default()
            });
            part.entries.len() - 1
        });
        let entry = &mut part.entries[at];
        let said = field(row, name);
        if entry.name.is_empty() {
            said.clone_into(&mut entry.name);
        } else if said != entry.name {
            push_new(&mut entry.aliases, said);
        }
        push_new(&mut entry.places, field(row, city));
        entry.take_address(&[field(row, street), field(row, city)]);
        entry.born.extend(written_date(field(row, born)).filter(|d| !entry.born.contains(d)));
        let said = field(row, country);
        let country = (reading.country)(said);
        if country.is_none() && !said.is_empty() {
            part.passed.note(row.line, COUNTRY_UNKNOWN);
        }
        entry.countries.extend(country.filter(|country| !entry.countries.contains(country)));
    }
    Ok(part)
}
