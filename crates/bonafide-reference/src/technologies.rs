//! When technologies were first released to the public.

use crate::csv_rows::rows;
use bonafide_application::{PartialDate, fold};
use rustc_hash::FxHashMap;

/// A small, sourced table of first releases.
pub struct Technologies {
    all: Vec<Row>,
    /// Rows by the first word of their folded name.
    by_word: FxHashMap<String, Vec<usize>>,
}

struct Row {
    name: String,
    /// The folded name with a space on both sides.
    padded: String,
    released: PartialDate,
    source: String,
    /// The name is also a word of the language: it counts only in a list of technologies, spelled
    /// as the technology is.
    is_word: bool,
}

/// The longest item of a list that is taken for the name of a technology.
const ITEM_WORDS_MAX: usize = 2;

/// Fewer items than this are no list.
const LIST_MIN: usize = 3;

impl Technologies {
    /// The table compiled into the program.
    #[expect(clippy::missing_panics_doc, reason = "a test reads the table that is compiled in")]
    pub fn built_in() -> Technologies {
        let mut technologies = Technologies { all: Vec::new(), by_word: FxHashMap::default() };
        technologies
            .replace(include_str!("../data/technologies.csv"))
            .expect("the table compiled in has been read by a test");
        technologies
    }

    /// Every technology that a text names with its first release and the row's source.
    pub fn named_in(&self, text: &str) -> Vec<(&str, PartialDate, &str)> {
        let padded = format!(" {} ", fold(text));
        let mut found: Vec<usize> = padded
            .split(' ')
            .filter_map(|word| self.by_word.get(word))
            .flatten()
            .copied()
            .filter(|at| {
                let row = &self.all[*at];
                padded.contains(&row.padded) && (!row.is_word || in_list(text, &row.name))
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
            .into_iter()
            .map(|at| &self.all[at])
            .map(|row| (row.name.as_str(), row.released, row.source.as_str()))
            .collect()
    }

    /// Names and first releases, in the order of the table.
    pub fn all(&self) -> impl Iterator<Item = (&str, PartialDate)> {
        self.all.iter().map(|row| (row.name.as_str(), row.released))
    }

    /// Takes the rows of a CSV in place of those it holds: `name,released,form,source`, the form
    /// being `list` for a name that is also a common word.
    pub(crate) fn replace(&mut self, text: &str) -> Result<(), String> {
        let mut all = Vec::new();
        let mut by_word: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (line, [name, released, form, source]) in rows(text)? {
            let released = PartialDate::parse(&released)
                .ok_or_else(|| format!("line {line}: write the date as 2019 or 2019-04"))?;
            let folded = fold(&name);
            let word = folded.split(' ').next().unwrap_or_default().to_owned();
            by_word.entry(word).or_default().push(all.len());
            let padded = format!(" {folded} ");
            all.push(Row { name, padded, released, source, is_word: form == "list" });
        }
        (self.all, self.by_word) = (all, by_word);
        Ok(())
    }

    /// How many.
    pub(crate) fn rows(&self) -> usize {
        self.all.len()
    }
}

/// Whether a text lists a name among others, as in `Python, Go, Rust`: three items or more, each
/// of few words.
fn in_list(text: &str, name: &str) -> bool {
    text.lines().any(|line| {
        let line = line.rsplit(':').next().unwrap_or(line);
        let items: Vec<&str> = line.split([',', ';', '/', '|', '•', '·']).map(str::trim).collect();
        let short = items.iter().filter(|i| i.split_whitespace().count() <= ITEM_WORDS_MAX);
        items.contains(&name) && short.count() >= LIST_MIN
    }) || text.trim() == name
}

#[cfg(test)]
mod tests {
    use super::Technologies;

    fn named(text: &str) -> Vec<String> {
        let technologies = Technologies::built_in();
        technologies.named_in(text).into_iter().map(|(name, _, _)| name.to_owned()).collect()
    }

    #[test]
    fn technologies_are_found_as_whole_words() {
        assert_eq!(
            named("Ran services on Kubernetes and TensorFlow."),
            ["Kubernetes", "TensorFlow"]
        );
        assert_eq!(named("React Native apps"), ["React Native"]);
        assert!(named("Kubernetesque work, dockerized").is_empty());
        assert!(named("").is_empty());
    }

    #[test]
    fn common_words_count_only_in_a_list() {
        assert_eq!(named("Languages: Python, Go, Rust"), ["Go", "Rust"]);
        assert!(named("Had to go to market, with swift delivery and rust on the hull").is_empty());
        assert!(named("I go, I see, I win").is_empty());
    }
}
