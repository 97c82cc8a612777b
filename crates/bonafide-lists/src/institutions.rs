//! The list that comes with the program: `institutions/institutions.csv`.

use crate::entry::List;
use crate::import::{Reading, Source, import};
use bonafide_application::Country;

/// Month of the newest row or mend of the shipped list.
const VERSION: &str = "2026-11";

/// Name by which matches call it.
pub const BUILT_IN: &str = "bonafide institutions";

/// The institutions that come with the program.
#[expect(clippy::missing_panics_doc, reason = "a test reads every row of the shipped list")]
pub fn institutions() -> List {
    let bytes = include_bytes!("../../../institutions/institutions.csv");
    let source = Source { name: "institutions.csv", bytes };
    let list = import(BUILT_IN, &[source], Reading { country: &Country::parse });
    let list = list.expect("a test reads every row of the shipped list");
    List { version: VERSION.to_owned(), ..list }
}

#[cfg(test)]
mod tests {
    use super::institutions;
    use crate::entry::{Kind, Tier};
    use std::collections::BTreeSet;

    #[test]
    fn every_row_says_who_what_where_and_by_whose_authority() {
        let list = institutions();
        assert!(list.passed_over.is_empty(), "{:?}", list.passed_over);
        assert!(list.entries.len() >= 380, "{}", list.entries.len());
        let mut names = BTreeSet::new();
        for entry in &list.entries {
            assert!(names.insert(entry.name.to_lowercase()), "{} stands twice", entry.name);
            assert!(entry.tier != Tier::Local, "{}", entry.name);
            assert!(entry.kind != Kind::Person && entry.kind != Kind::Unknown, "{}", entry.name);
            assert!(!entry.countries.is_empty(), "{} has no country", entry.name);
            for text in [&entry.authority, &entry.basis, &entry.source] {
                assert!(text.len() > 5, "{} does not say why it is listed", entry.name);
            }
            assert!(entry.name.len() > 2 && !entry.aliases.contains(&entry.name));
        }
        let of = |tier| list.entries.iter().filter(|entry| entry.tier == tier).count();
        assert!(of(Tier::DprkItWork) >= 20 && of(Tier::ResearchSecurity) >= 150);
    }
}
