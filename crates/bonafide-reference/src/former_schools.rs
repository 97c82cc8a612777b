//! Schools that were closed, merged or renamed, with the year: an old name is a name.

use crate::school_name::key;
use std::collections::HashMap;

/// What became of a school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was closed.
    Closed,
    /// It became part of another.
    Merged,
    /// It got another name.
    Renamed,
}

/// A school that is no more, or no more by that name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerSchool {
    /// Its name then.
    pub name: String,
    /// What became of it.
    pub fate: Fate,
    /// In which year.
    pub year: i16,
    /// What it is, or is part of, since.
    pub now: Option<String>,
}

impl FormerSchool {
    /// What became of it, in words: `was closed in 2018`.
    pub fn words(&self) -> String {
        let since = self.now.as_deref().unwrap_or_default();
        match self.fate {
            Fate::Closed => format!("was closed in {}", self.year),
            Fate::Merged => format!("is part of {since} since {}", self.year),
            Fate::Renamed => format!("is called {since} since {}", self.year),
        }
    }
}

/// Former schools by normalized name.
pub(crate) fn former_schools() -> HashMap<String, FormerSchool> {
    let rows = include_str!("../data/former_schools.csv").lines().skip(1);
    rows.filter_map(|row| {
        let fields: Vec<&str> = row.split(',').collect();
        let [name, fate, year, now] = fields.as_slice() else { return None };
        let fate = match *fate {
            "closed" => Fate::Closed,
            "merged" => Fate::Merged,
            "renamed" => Fate::Renamed,
            _ => return None,
        };
        let now = Some((*now).to_owned()).filter(|now| !now.is_empty());
        let school = FormerSchool { name: (*name).to_owned(), fate, year: year.parse().ok()?, now };
        Some((key(name), school))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{Fate, former_schools};

    #[test]
    fn every_row_is_read_and_says_what_became_of_the_school() {
        let rows = include_str!("../data/former_schools.csv").lines().count() - 1;
        let schools = former_schools();
        assert_eq!(schools.len(), rows);
        for school in schools.values() {
            assert_eq!(school.now.is_some(), school.fate != Fate::Closed, "{}", school.name);
            assert!((1950..=2026).contains(&school.year), "{}", school.name);
        }
    }
}
