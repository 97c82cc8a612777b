//! CSV files with a header: lists of names, lists of indicators, and the consolidated lists of the
//! EU and the UK.

use crate::csv_table::{Header, Row, field, rows};
use crate::entry::{Entry, Indicator, IndicatorKind, Kind, Tier};
use crate::import::{Part, Reading, Refusal, push_new};
use crate::imports::ofac_csv::written_date;
use crate::indicator::{confidence, date, names_victim, normalized};
use crate::passed_over::COUNTRY_UNKNOWN;
use crate::site::domain_of;

pub(crate) fn read(text: &str, reading: Reading<'_>) -> Result<Part, Refusal> {
    let mut all = rows(text)?;
    // The list of the UK begins with a line that says when it was updated.
    let mut version = String::new();
    if all.first().is_some_and(|row| row.fields[0].eq_ignore_ascii_case("last updated")) {
        version = all.remove(0).fields.get(1).cloned().unwrap_or_default();
    }
    if all.is_empty() {
        return Err(Refusal::at(1, "the file is empty"));
    }
    let head = all.remove(0);
    let header = Header::of(&head);
    if header.column(&["name6"]).is_some() {
        return super::uk_csv::read(&header, &all, version, reading);
    }
    if header.column(&["namealiaswholename"]).is_some() {
        return super::eu_csv::read(&header, &all, reading);
    }
    if let (Some(value), Some(kind)) = (
        header.column(&["value", "indicator", "ioc"]),
        header.column(&["kind", "type", "indicatortype", "indicatorkind"]),
    ) {
        return indicators(&header, &all, value, kind);
    }
    names(&header, &head, &all, reading)
}

/// Columns of a list of names.
struct Columns {
    name: usize,
    aliases: Vec<usize>,
    kind: Option<usize>,
    id: Option<usize>,
    countries: Vec<usize>,
    place: Option<usize>,
    tier: Option<usize>,
    sanctions: Option<usize>,
    authority: Option<usize>,
    basis: Option<usize>,
    source: Option<usize>,
    listed_on: Option<usize>,
    expires_on: Option<usize>,
    common_name: Option<usize>,
    born: Option<usize>,
    address: Option<usize>,
    emails: Option<usize>,
    domains: Option<usize>,
}

fn names(header: &Header, head: &Row, all: &[Row], reading: Reading<'_>) -> Result<Part, Refusal> {
    const NAME: &[&str] = &[
        "name",
        "fullname",
        "primaryname",
        "wholename",
        "entity",
        "institution",
        "organization",
        "organisation",
        "caption",
        "title",
    ];
    let Some(name) = header.column(NAME) else {
        return Err(Refusal::at(head.line, "give a header with the column name"));
    };
    let several = |names: &[&str]| {
        names.iter().filter_map(|name| header.column(&[name])).collect::<Vec<usize>>()
    };
    let columns = Columns {
        name,
        aliases: several(&[
            "aliases",
            "alias",
            "aka",
            "altnames",
            "othernames",
            "weakalias",
            "previousname",
            "alternativenames",
        ]),
        kind: header.column(&["kind", "schema", "type", "entitytype", "sdntype"]),
        id: header.column(&["id", "identifier", "entnum", "recordid", "reference", "uid"]),
        countries: several(&["country", "countries", "nationality", "jurisdiction"]),
        place: header.column(&["place", "city", "location"]),
        tier: header.column(&["tier"]),
        sanctions: header.column(&["sanctions", "measure"]),
        authority: header.column(&["authority", "programkey", "program", "annex", "dataset"]),
        basis: header.column(&["basis", "reason", "ground"]),
        source: header.column(&["source", "sourceurl", "url"]),
        listed_on: header.column(&["listedon", "startdate", "listed", "date"]),
        expires_on: header.column(&["expireson", "expires", "expiry", "validuntil"]),
        common_name: header.column(&["commonname"]),
        born: header.column(&["birthdate", "born", "bornon", "dateofbirth", "dob"]),
        address: header.column(&["address", "addresses", "street"]),
        emails: header.column(&["email", "emails"]),
        domains: header.column(&["website", "domains", "domain"]),
    };
    // OpenSanctions and tables of the EU's annexes write countries that are no more, and names
    // that no table has.
    let published = ["dataset", "annex"].iter().any(|column| header.column(&[column]).is_some())
        && header.column(&["schema"]).is_some();
    let mut part = Part::default();
    for row in all {
        let misfit = if published { header.misfit(row) } else { header.fitted(row)? };
        if let Some(misfit) = misfit {
            part.passed.note(row.line, misfit);
        }
        let (entry, unknown) = entry(row, &columns, reading)?;
        match unknown {
            Some(_) if published => part.passed.note(row.line, COUNTRY_UNKNOWN),
            Some(country) => {
                let message = format!("{country:?} is no country; write its name or code, as KP");
                return Err(Refusal::at(row.line, message));
            }
            None => {}
        }
        part.entries.push(entry);
    }
    Ok(part)
}

/// A row as an entry, and the first of its countries that is none.
fn entry<'a>(
    row: &'a Row,
    columns: &Columns,
    reading: Reading<'_>,
) -> Result<(Entry, Option<&'a str>), Refusal> {
    if row.fields.len() <= columns.name {
        return Err(Refusal::at(row.line, "give as many fields as the header has"));
    }
    let mut entry = Entry {
        row: row.line,
        id: field(row, columns.id).to_owned(),
        kind: kind(field(row, columns.kind)),
        name: field(row, Some(columns.name)).to_owned(),
        authority: field(row, columns.authority).to_owned(),
        basis: field(row, columns.basis).to_owned(),
        source: field(row, columns.source).to_owned(),
        listed_on: field(row, columns.listed_on).to_owned(),
        ..Entry::default()
    };
    for column in &columns.aliases {
        for alias in field(row, Some(*column)).split([';', '|']) {
            let alias = alias.trim().trim_matches(['‘', '’', '“', '”', '"']);
            if alias != entry.name {
                push_new(&mut entry.aliases, alias);
            }
        }
    }
    let mut unknown = None;
    for column in &columns.countries {
        for country in field(row, Some(*column)).split([';', '|']).map(str::trim) {
            let known = (reading.country)(country);
            if known.is_none() && !country.is_empty() {
                unknown = unknown.or(Some(country));
            }
            entry.countries.extend(known);
        }
    }
    entry.countries.dedup();
    push_new(&mut entry.places, field(row, columns.place));
    entry.tier = tier(row, columns)?;
    entry.born.extend(field(row, columns.born).split(';').filter_map(written_date));
    let split = |column| field(row, column).split([';', '|']);
    split(columns.address).for_each(|text| entry.take_address(&[text]));
    split(columns.emails).for_each(|text| push_new(&mut entry.emails, &text.to_lowercase()));
    split(columns.domains).for_each(|text| push_new(&mut entry.domains, &domain_of(text)));
    entry.common_name = says_yes(row, "common_name", field(row, columns.common_name))?;
    entry.expires_on = date(row.line, field(row, columns.expires_on))?;
    Ok((entry, unknown))
}

/// A list is one of sanctions only where it says so.
fn tier(row: &Row, columns: &Columns) -> Result<Tier, Refusal> {
    match field(row, columns.tier) {
        "" if field(row, columns.sanctions).is_empty() => Ok(Tier::Advisory),
        "" => Ok(Tier::Sanctioned),
        said => {
            Tier::parse(said).ok_or_else(|| Refusal::at(row.line, format!("{said:?} is no tier")))
        }
    }
}

/// A kind as lists write it.
pub(crate) fn kind(text: &str) -> Kind {
    match text.trim().to_ascii_lowercase().as_str() {
        "person" | "individual" | "people" => Kind::Person,
        "university" | "school" => Kind::University,
        "company" => Kind::Company,
        "bureau" | "publicbody" | "government" => Kind::Bureau,
        "vessel" | "airplane" | "aircraft" | "ship" => Kind::Thing,
        "organization" | "organisation" | "legalentity" | "entity" | "institution" => {
            Kind::Organization
        }
        _ => Kind::Unknown,
    }
}

fn indicators(header: &Header, all: &[Row], value: usize, kind: usize) -> Result<Part, Refusal> {
    let source = header.column(&["source", "provider", "from"]);
    let sure = header.column(&["confidence"]);
    let first = header.column(&["firstseen", "first"]);
    let last = header.column(&["lastseen", "last"]);
    let expires = header.column(&["expireson", "expires", "expiry", "validuntil"]);
    let victim = header.column(&["victim", "ofavictim", "stolen"]);
    let mut part = Part::default();
    for row in all {
        if let Some(misfit) = header.fitted(row)? {
            part.passed.note(row.line, misfit);
        }
        let said = field(row, Some(kind));
        let Some(kind) = IndicatorKind::parse(said) else {
            let kinds = "email, handle, domain, address, wallet or phone";
            return Err(Refusal::at(row.line, format!("{said:?} is no kind; give {kinds}")));
        };
        let Some(value) = normalized(kind, field(row, Some(value))) else {
            return Err(Refusal::at(row.line, format!("the value is no {}", kind.as_str())));
        };
        part.indicators.push(Indicator {
            row: row.line,
            kind,
            value,
            source: field(row, source).to_owned(),
            confidence: confidence(row.line, field(row, sure))?,
            first_seen: date(row.line, field(row, first))?,
            last_seen: date(row.line, field(row, last))?,
            expires_on: date(row.line, field(row, expires))?,
            of_a_victim: is_of_a_victim(row, field(row, victim))?,
        });
    }
    Ok(part)
}

/// What is neither yes nor no is refused: a victim must not be taken for an operator.
fn is_of_a_victim(row: &Row, said: &str) -> Result<bool, Refusal> {
    if names_victim(&said.to_lowercase()) { Ok(true) } else { says_yes(row, "victim", said) }
}

fn says_yes(row: &Row, column: &str, said: &str) -> Result<bool, Refusal> {
    match said.to_lowercase().as_str() {
        "" | "0" | "no" | "n" | "false" => Ok(false),
        "1" | "yes" | "y" | "true" => Ok(true),
        _ => Err(Refusal::at(row.line, format!("write in the column {column} yes or no"))),
    }
}
