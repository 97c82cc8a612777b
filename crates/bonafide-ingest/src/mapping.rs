//! A mapping: a file in which the user says which column of a table holds what.

use crate::Error;
use crate::field::{Target, paths, target};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a mapping file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping {
    /// Column as the table's header spells it, and what it holds; `None` where the column is to
    /// be passed over.
    pub(crate) columns: Vec<(String, Option<Target>)>,
    /// How the table writes dates and times, in the notation of `strftime`.
    pub(crate) date_format: Option<String>,
}

/// The target that passes a column over.
const IGNORE: &str = "ignore";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    columns: BTreeMap<String, String>,
    date_format: Option<String>,
}

impl Mapping {
    /// Reads a mapping file in TOML; `name` is what messages call it.
    ///
    /// ```toml
    /// date_format = "%d.%m.%Y %H:%M"
    /// [columns]
    /// "Bewerber" = "applicant.name"
    /// "Notiz" = "ignore"
    /// ```
    pub fn read(name: &str, text: &str) -> Result<Mapping, Error> {
        let file: File = toml::from_str(text)
            .map_err(|error| Error(format!("{name}: {}", error.to_string().trim_end())))?;
        let columns = file.columns.into_iter().map(|(column, path)| {
            let found = target(&path);
            if found.is_none() && path != IGNORE {
                let known = paths().collect::<Vec<_>>().join(", ");
                return Err(Error(format!(
                    "{name}: column \"{column}\" is mapped to \"{path}\", which is not a field; \
                     the fields are {known} (# stands for 1, 2, …), and {IGNORE}"
                )));
            }
            Ok((column, found))
        });
        let columns = columns.collect::<Result<Vec<_>, Error>>()?;
        if let Some(format) = &file.date_format {
            let now = jiff::civil::date(2026, 1, 31).at(13, 45, 0, 0).in_tz("UTC");
            let written = now.ok().map(|now| jiff::fmt::strtime::format(format, &now));
            if !matches!(written, Some(Ok(_))) {
                let what = "is not a form of dates such as \"%d.%m.%Y %H:%M\"";
                return Err(Error(format!("{name}: date_format \"{format}\" {what}")));
            }
        }
        Ok(Mapping { columns, date_format: file.date_format })
    }
}

#[cfg(test)]
mod tests {
    use super::Mapping;

    fn error(text: &str) -> String {
        Mapping::read("map.toml", text).expect_err("an error").to_string()
    }

    #[test]
    fn columns_and_the_form_of_dates_are_read() {
        let text = "date_format = '%d.%m.%y'\n[columns]\nBewerber = 'applicant.name'\nX = 'ignore'";
        let mapping = Mapping::read("map.toml", text).expect("a mapping");
        assert_eq!(mapping.columns.len(), 2);
        assert_eq!(mapping.columns[1], ("X".to_owned(), None));
    }

    #[test]
    fn what_is_unknown_is_an_error_that_lists_what_is_known() {
        let unknown = error("[columns]\nA = 'applicant.gender'");
        assert!(unknown.starts_with("map.toml: column \"A\" is mapped to"), "{unknown}");
        assert!(unknown.contains("applicant.email, applicant.phone"), "{unknown}");
        assert!(error("colums = 1").contains("unknown field `colums`"));
        assert!(error("date_format = '%Q%'").contains("is not a form of dates"));
    }
}
