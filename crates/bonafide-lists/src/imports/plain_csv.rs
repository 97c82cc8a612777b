//! CSV files with a header: lists of names, lists of indicators, and the consolidated lists of the
//! EU and the UK.

use crate::csv_table::{Header, Row, field, rows};
use crate::entry::{Entry, Indicator, IndicatorKind, Kind, Tier};
use crate::import::{Part, Reading, Refusal, document, push_new};
use crate::imports::ofac_csv::written_date;
use crate::indicator::{confidence, date, normalized};
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
    authority: Option<usize>,
    basis: Option<usize>,
    source: Option<usize>,
    listed_on: Option<usize>,
    expires_on: Option<usize>,
    born: Option<usize>,
    documents: Option<usize>,
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
        authority: header.column(&["authority", "programkey", "program", "annex", "dataset"]),
        basis: header.column(&["basis", "reason", "ground"]),
        source: header.column(&["source", "sourceurl", "url"]),
        listed_on: header.column(&["listedon", "startdate", "listed", "date"]),
        expires_on: header.column(&["expireson", "expires", "expiry", "validuntil"]),
        born: header.column(&["birthdate", "born", "bornon", "dateofbirth", "dob"]),
        documents: header.column(&["passportnumber", "passport", "documents", "idnumber"]),
        emails: header.column(&["email", "emails"]),
        domains: header.column(&["website", "domains", "domain"]),
    };
    let entries = all.iter().map(|row| entry(row, &columns, reading));
    Ok(Part { entries: entries.collect::<Result<_, _>>()?, ..Part::default() })
}

fn entry(row: &Row, columns: &Columns, reading: Reading<'_>) -> Result<Entry, Refusal> {
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
    for column in &columns.countries {
        for country in field(row, Some(*column)).split([';', '|']) {
            entry.countries.extend((reading.country)(country));
        }
    }
    entry.countries.dedup();
    push_new(&mut entry.places, field(row, columns.place));
    let tier = field(row, columns.tier);
    entry.tier = Tier::parse(tier);
    if entry.tier.is_none() && !tier.is_empty() {
        return Err(Refusal::at(row.line, format!("{tier:?} is no tier")));
    }
    entry.born.extend(field(row, columns.born).split(';').filter_map(written_date));
    let split = |column| field(row, column).split([';', '|']);
    split(columns.documents).for_each(|text| push_new(&mut entry.documents, &document(text)));
    split(columns.emails).for_each(|text| push_new(&mut entry.emails, &text.to_lowercase()));
    split(columns.domains).for_each(|text| push_new(&mut entry.domains, &domain_of(text)));
    entry.expires_on = date(row.line, field(row, columns.expires_on))?;
    Ok(entry)
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
            of_a_victim: ["1", "true", "yes", "victim"]
                .contains(&field(row, victim).to_lowercase().as_str()),
        });
    }
    Ok(part)
}
