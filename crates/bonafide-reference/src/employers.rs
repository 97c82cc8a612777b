//! When employers were founded.

use crate::csv_rows::rows;
use bonafide_application::{PartialDate, fold};
use std::collections::HashMap;

/// A small, sourced table of founding dates.
pub struct Employers {
    by_name: HashMap<String, Row>,
}

struct Row {
    name: String,
    founded: PartialDate,
    source: String,
}

/// Legal forms, which people leave out.
const LEGAL_FORMS: &[&str] = &[
    "inc",
    "incorporated",
    "llc",
    "ltd",
    "limited",
    "corp",
    "corporation",
    "co",
    "company",
    "gmbh",
    "ag",
    "se",
    "sa",
    "plc",
    "pvt",
    "private",
    "pte",
    "bv",
    "nv",
    "ab",
    "oy",
    "kg",
    "llp",
    "lp",
    "the",
];

impl Employers {
    /// The table compiled into the program.
    pub fn built_in() -> Employers {
        let mut employers = Employers { by_name: HashMap::new() };
        employers
            .replace(include_str!("../data/employers.csv"))
            .expect("the table compiled in has been read by a test");
        employers
    }

    /// When the employer was founded, and the name and source of the row.
    pub fn founded(&self, name: &str) -> Option<(PartialDate, &str, &str)> {
        let row = self.by_name.get(&key(name))?;
        Some((row.founded, &row.name, &row.source))
    }

    /// Names and founding dates, in order of names.
    pub fn all(&self) -> Vec<(&str, PartialDate)> {
        let mut all: Vec<(&str, PartialDate)> =
            self.by_name.values().map(|row| (row.name.as_str(), row.founded)).collect();
        all.sort_unstable_by_key(|(name, _)| *name);
        all
    }

    /// Takes the rows of a CSV in place of those it holds: `name,founded,source`.
    pub(crate) fn replace(&mut self, text: &str) -> Result<(), String> {
        let mut by_name = HashMap::new();
        for (line, [name, founded, source]) in rows(text)? {
            let founded = PartialDate::parse(&founded)
                .ok_or_else(|| format!("line {line}: write the date as 2019 or 2019-04"))?;
            by_name.insert(key(&name), Row { name, founded, source });
        }
        self.by_name = by_name;
        Ok(())
    }

    /// How many.
    pub(crate) fn rows(&self) -> usize {
        self.by_name.len()
    }
}

fn key(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(' ').filter(|word| !LEGAL_FORMS.contains(word));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::Employers;

    #[test]
    fn an_employer_is_found_under_its_full_name_only() {
        let employers = Employers::built_in();
        let founded = |name: &str| employers.founded(name).map(|(date, _, _)| date.to_string());
        assert_eq!(founded("OpenAI"), Some("2015-12".to_owned()));
        assert_eq!(founded("Stripe, Inc."), Some("2010".to_owned()));
        assert_eq!(founded("Zalando SE"), Some("2008".to_owned()));
        for name in ["", "Inc.", "Stripe Consulting", "My own firm", "Remote"] {
            assert_eq!(founded(name), None, "{name:?}");
        }
        assert!(employers.rows() > 150);
    }
}
