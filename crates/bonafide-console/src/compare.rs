//! Two to four applications side by side: what is equal, near or different, and shared passages.

use crate::Frame;
use askama::Template;

/// The comparison as a part of a page.
#[derive(Clone, Debug, Template)]
#[template(path = "compare.html")]
pub struct Compare {
    /// What the forms of the session hold.
    pub csrf: String,
    /// The page on which it stands; choosing others leads there.
    pub path: String,
    /// The pseudonyms of what is compared.
    pub applications: Vec<Column>,
    /// Others that may be added: ring members, and who holds values in common.
    pub others: Vec<String>,
    /// The rows, by part.
    pub parts: Vec<(&'static str, Vec<Line>)>,
    /// Passages that the first has in common with each of the others.
    pub passages: Vec<Shared>,
    /// What was said of the first and each of the others: pseudonym, what, by whom, relation.
    pub said: Vec<(String, String, String, String)>,
    /// Whether who looks may say something.
    pub may_work: bool,
    /// Why something was not done; empty where it was.
    pub why_not: String,
}

/// The comparison as a page of its own.
#[derive(Clone, Debug, Template)]
#[template(path = "compare_page.html")]
pub struct ComparePage {
    /// What stands around it.
    pub frame: Frame,
    /// The comparison, as this crate has written it.
    pub body: String,
}

/// One application of a comparison.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its pseudonym.
    pub id: String,
    /// The name as claimed.
    pub name: String,
    /// As in `93 %`; empty where it is not shown.
    pub probability: String,
    /// Its open case, where it has one.
    pub case: Option<String>,
}

/// One claim of all.
#[derive(Clone, Debug)]
pub struct Line {
    /// What is claimed.
    pub name: String,
    /// The values in the order of the applications; empty where nothing is said.
    pub values: Vec<String>,
    /// How they compare.
    pub mark: Mark,
}

/// How values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The same.
    Equal,
    /// The same but for how it is written, or some of them the same.
    Near,
    /// Different.
    Differs,
    /// Not said by at least two.
    Unknown,
}

impl Mark {
    pub(crate) fn parts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Mark::Equal => ("mk-eq", "=", "equal"),
            Mark::Near => ("mk-near", "≈", "near"),
            Mark::Differs => ("mk-diff", "≠", "differs"),
            Mark::Unknown => ("mk-none", "·", "not known"),
        }
    }

    /// How values compare that may be written in other ways.
    pub fn of(values: &[String]) -> Mark {
        let plain = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let said: Vec<&String> = values.iter().filter(|value| !value.is_empty()).collect();
        let Some((first, rest)) = said.split_first().filter(|(_, rest)| !rest.is_empty()) else {
            return Mark::Unknown;
        };
        if rest.iter().all(|value| value == first) && said.len() == values.len() {
            return Mark::Equal;
        }
        let alike = |a: &str, b: &str| {
            let (a, b) = (own_part(a), own_part(b));
            plain(a) == plain(b) || same_number(a, b) || words_in_common(a, b) * 2 > longest(a, b)
        };
        let near =
            said.iter().enumerate().any(|(at, a)| said[at + 1..].iter().any(|b| alike(a, b)));
        if near { Mark::Near } else { Mark::Differs }
    }
}

/// Of the address of a page its last part: scheme and site are those of everybody who is there.
fn own_part(text: &str) -> &str {
    let Some((_, address)) = text.split_once("://") else { return text };
    let address = address.trim_end_matches('/');
    address.rsplit_once('/').map_or(address, |(_, last)| last)
}

/// Whether both end in the same nine digits: one number, with its country's code or without.
fn same_number(a: &str, b: &str) -> bool {
    const DIGITS: usize = 9;
    let end = |text: &str| -> String {
        let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
        digits.iter().rev().take(DIGITS).collect()
    };
    let is_plain = |text: &str| text.chars().all(|c| c.is_ascii_digit() || " +()-./".contains(c));
    is_plain(a) && is_plain(b) && end(a).len() == DIGITS && end(a) == end(b)
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn words_in_common(a: &str, b: &str) -> usize {
    let b = words(b);
    words(a).iter().filter(|word| b.contains(word)).count()
}

fn longest(a: &str, b: &str) -> usize {
    words(a).len().max(words(b).len())
}

/// Passages that two résumés have in common.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The pseudonyms of the two.
    pub of: (String, String),
    /// The passages: as the first wrote it, as the second did, equal words, words.
    pub passages: Vec<(String, String, usize, usize)>,
    /// How many more there are.
    pub more: usize,
}

impl Compare {
    /// The address with one application fewer.
    pub(crate) fn without(&self, id: &str) -> String {
        let left = self.applications.iter().filter(|one| one.id != id);
        self.address(left.map(|one| one.id.as_str()))
    }

    /// The address with one application more.
    pub(crate) fn with(&self, id: &str) -> String {
        self.address(self.applications.iter().map(|one| one.id.as_str()).chain([id]))
    }

    fn address<'a>(&self, ids: impl Iterator<Item = &'a str>) -> String {
        let mut text = self.path.clone();
        for (id, name) in ids.zip(["a", "b", "c", "d"]) {
            text.push(if text.contains('?') { '&' } else { '?' });
            text.extend([name, "=", id]);
        }
        text
    }

    pub(crate) fn first(&self) -> &str {
        self.applications.first().map_or("", |one| one.id.as_str())
    }

    pub(crate) fn rest(&self) -> impl Iterator<Item = &Column> {
        self.applications.iter().skip(1)
    }

    /// How many values are equal or near.
    pub(crate) fn alike(&self) -> usize {
        let lines = self.parts.iter().flat_map(|(_, lines)| lines);
        lines.filter(|line| matches!(line.mark, Mark::Equal | Mark::Near)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::Mark;

    #[test]
    fn values_are_equal_near_different_or_not_known() {
        let of =
            |values: &[&str]| Mark::of(&values.iter().map(|v| (*v).into()).collect::<Vec<_>>());
        assert_eq!(of(&["a@b.example", "a@b.example"]), Mark::Equal);
        assert_eq!(of(&["+1 (945) 555-0142", "+19455550142"]), Mark::Near);
        assert_eq!(of(&["+1 (945) 555-0142", "9455550142"]), Mark::Near, "without its country");
        assert_eq!(of(&["Corvane Systems", "Corvane Systems Inc."]), Mark::Near);
        assert_eq!(of(&["Plano", "Reno"]), Mark::Differs);
        let page = |name: &str| format!("https://www.social.example/in/{name}");
        assert_eq!(of(&[&page("anna-berg"), &page("omar-diaz")]), Mark::Differs, "one site");
        assert_eq!(of(&[&page("anna-berg"), &page("Anna-Berg/")]), Mark::Near);
        assert_eq!(of(&["Plano", ""]), Mark::Unknown, "what is not said says nothing");
        assert_eq!(of(&["x", "x", "y"]), Mark::Near, "some of them");
    }
}
