//! The Specially Designated Nationals of the US Treasury as three CSV files without headers: names
//! (12 fields), other names (5) and addresses (6), joined by the first field.

use crate::csv_table::{Row, rows};
use crate::entry::{Entry, Kind, Tier};
use crate::import::{Addition, Part, Reading, Refusal, push_new};
use crate::passed_over::COUNTRY_UNKNOWN;
use crate::site::domain_of;
use bonafide_application::PartialDate;

/// Stands where a field is empty.
const NONE: &str = "-0-";

/// Whether a file begins as one of the three.
pub(crate) fn is_one(bytes: &[u8]) -> bool {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let number = first.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let fields = first.split(|byte| *byte == b',').count();
    number > 0 && first.get(number) == Some(&b',') && fields >= 5 && find(first, NONE.as_bytes())
}

fn find(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

pub(crate) fn read(text: &str, reading: Reading<'_>) -> Result<Part, Refusal> {
    let mut part = Part::default();
    for row in rows(text)? {
        if row.fields[0].is_empty() || !row.fields[0].bytes().all(|b| b.is_ascii_digit()) {
            return Err(Refusal::at(row.line, "the first field is no number of an entry"));
        }
        match row.fields.len() {
            12 => part.entries.push(entry(&row)?),
            5 => {
                let alias = Addition::Alias(row.fields[3].clone());
                part.additions.push((row.fields[0].clone(), row.line, alias));
            }
            6 => {
                let country = Some(row.fields[4].as_str()).filter(|text| *text != NONE);
                let city = row.fields[3].split(',').next().unwrap_or_default().to_owned();
                let known = country.and_then(|c| (reading.country)(c));
                if known.is_none() && country.is_some_and(|said| !said.is_empty()) {
                    part.passed.note(row.line, COUNTRY_UNKNOWN);
                }
                let street = row.fields[2].trim_matches(['-', '0', ' ']).to_owned();
                let place = Addition::Place { street, city, country: known };
                part.additions.push((row.fields[0].clone(), row.line, place));
            }
            count => {
                let message = format!("give 12, 5 or 6 fields, found {count}");
                return Err(Refusal::at(row.line, message));
            }
        }
    }
    Ok(part)
}

fn entry(row: &Row) -> Result<Entry, Refusal> {
    let kind = match row.fields[2].as_str() {
        "individual" => Kind::Person,
        NONE | "" => Kind::Organization,
        "vessel" | "aircraft" => Kind::Thing,
        other => {
            let message = format!("{other:?} is no kind of entry");
            return Err(Refusal::at(row.line, message));
        }
    };
    let remarks = &row.fields[11];
    let mut entry = Entry {
        row: row.line,
        id: row.fields[0].clone(),
        kind,
        name: row.fields[1].clone(),
        tier: Tier::Sanctioned,
        authority: format!("OFAC, {}", row.fields[3].replace("] [", ", ")),
        ..Entry::default()
    };
    take_remarks(remarks, &mut entry);
    Ok(entry)
}

/// Dates of birth, mailboxes, sites and further names stand in the remarks as sentences.
pub(crate) fn take_remarks(remarks: &str, entry: &mut Entry) {
    for remark in remarks.split(';').map(|remark| remark.trim().trim_end_matches('.')) {
        if let Some(date) = remark.strip_prefix("DOB ").or(remark.strip_prefix("alt. DOB ")) {
            entry.born.extend(written_date(date));
        } else if let Some(alias) = remark.split("a.k.a. '").nth(1) {
            push_new(&mut entry.aliases, alias.trim_end_matches('\''));
        } else if let Some(email) = remark.strip_prefix("Email Address ") {
            push_new(&mut entry.emails, &email.to_lowercase());
        } else if let Some(site) = remark.strip_prefix("Website ") {
            push_new(&mut entry.domains, &domain_of(site));
        }
    }
}

/// `26 Feb 1940`, `Feb 1940`, `1940`, `circa 1940`.
pub(crate) fn written_date(text: &str) -> Option<PartialDate> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let text = text.trim().trim_start_matches("circa ");
    if let Some(date) = PartialDate::parse(text) {
        return Some(date);
    }
    let words: Vec<&str> = text.split([' ', '.', '/', '-']).collect();
    let number = |word: &str| word.parse::<u32>().ok();
    let month = |word: &str| {
        let word = word.to_lowercase();
        let named = MONTHS.iter().position(|month| word.starts_with(month));
        named.map(|at| at as u32 + 1).or_else(|| number(&word))
    };
    match words.as_slice() {
        [month_of, year] => PartialDate::parse(&format!("{year}-{:02}", month(month_of)?)),
        [day, month_of, year] => {
            PartialDate::parse(&format!("{year}-{:02}-{:02}", month(month_of)?, number(day)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::written_date;

    #[test]
    fn dates_are_read_as_lists_write_them() {
        for (text, want) in
            [("26 Feb 1940", "1940-02-26"), ("circa 1940", "1940"), ("13.10.1944", "1944-10-13")]
        {
            assert_eq!(written_date(text).map(|d| d.to_string()).as_deref(), Some(want));
        }
        assert_eq!(written_date("unknown"), None);
    }
}
