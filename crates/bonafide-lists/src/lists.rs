//! The lists in force, searched together.

use crate::entry::{Entry, Indicator, IndicatorKind, Kind, List};
use crate::form::Naming;
use crate::index::{Found, Index, Named};
use crate::site::is_own;
use bonafide_application::Email;
use quick_cache::sync::Cache;
use rustc_hash::FxHashMap;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_128_with_seed;

/// Lists and what finds their rows.
pub struct Lists {
    all: Vec<List>,
    index: Index,
    /// List and entry of each count of the index.
    owners: Vec<(u16, u32)>,
    /// Which of its entry's names a name of the index is.
    names: Vec<u16>,
    domains: FxHashMap<String, Vec<u32>>,
    mailboxes: FxHashMap<String, Vec<u32>>,
    indicators: FxHashMap<(IndicatorKind, String), Vec<(u16, u32)>>,
    people: bool,
    /// What was found for names of institutions that were sought before, by their hash.
    recalled: Cache<u128, Arc<[Found]>>,
}

/// How many names of institutions are remembered with what was found for them: schools and
/// employers as a few hundred thousand applications write them, in some ten megabytes.
const RECALLED: usize = 1 << 16;

/// A row that a name may mean.
#[derive(Clone, Copy, Debug)]
pub struct Match<'a> {
    /// The list.
    pub list: &'a List,
    /// The row.
    pub entry: &'a Entry,
    /// Which of its names fits.
    pub matched: &'a str,
    /// How well, in `[0, 1]`; 1 only where both are written alike.
    pub score: f64,
    /// How much the most telling word that fits says of which institution is meant, in `[0, 1]`.
    pub telling: f64,
    /// How many words fit that are no legal form and no filler.
    pub words: u8,
    /// Place of the row in all lists.
    pub place: u32,
}

/// What is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InForce {
    /// Name of the list.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its entries and indicators.
    pub rows: usize,
}

impl Lists {
    /// Prepares lists for searching. Entries of which the list does not say what they are are
    /// named as `unknown` says.
    pub fn of(lists: Vec<List>, unknown: Naming) -> Lists {
        let mut owners = Vec::new();
        let mut names = Vec::new();
        let mut named: Vec<Named<'_>> = Vec::new();
        let mut domains: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        let mut mailboxes: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        let mut indicators: FxHashMap<(IndicatorKind, String), Vec<(u16, u32)>> =
            FxHashMap::default();
        for (at, list) in lists.iter().enumerate() {
            for (row, entry) in list.entries.iter().enumerate() {
                let owner = owners.len() as u32;
                owners.push((at as u16, row as u32));
                for (which, name) in entry.names().enumerate() {
                    named.push(Named { entry: owner, name, naming: entry.kind.naming(unknown) });
                    names.push(which as u16);
                }
                // Lists that were imported by an older program may hold pages of others.
                for domain in entry.domains.iter().filter(|domain| is_own(domain)) {
                    domains.entry(domain.clone()).or_default().push(owner);
                }
                for email in entry.emails.iter().filter_map(|email| Email::parse(email)) {
                    mailboxes.entry(email.mailbox).or_default().push(owner);
                }
            }
            for (row, indicator) in list.indicators.iter().enumerate() {
                let key = (indicator.kind, indicator.value.clone());
                indicators.entry(key).or_default().push((at as u16, row as u32));
            }
        }
        let index = Index::of(named.into_iter());
        let people = lists.iter().flat_map(|list| &list.entries).any(|e| e.kind == Kind::Person);
        let recalled = Cache::new(RECALLED);
        Lists { all: lists, index, owners, names, domains, mailboxes, indicators, people, recalled }
    }

    /// The rows whose names fit best, best first: at most `top`, none below `least`.
    pub fn search(&self, query: &str, naming: Naming, top: usize, least: f64) -> Vec<Match<'_>> {
        let found = self.index.find(query, naming, top, least);
        found.iter().map(|found| self.matched(found)).collect()
    }

    /// Every row that the name of an institution may mean, best first; none below `least`, and no
    /// row left out because others are named alike: which of them count, the caller knows.
    ///
    /// Thousands of applications name the same schools and employers, so what was found for a name
    /// is remembered.
    pub fn institution(&self, query: &str, least: f64) -> impl Iterator<Item = Match<'_>> {
        let key = xxh3_128_with_seed(query.as_bytes(), least.to_bits());
        let spellings = self.recalled.get(&key).unwrap_or_else(|| {
            let found: Arc<[Found]> = if self.index.may_hold(query, Naming::Institution) {
                self.index.spellings(query, Naming::Institution, least).into()
            } else {
                Arc::new([])
            };
            self.recalled.insert(key, Arc::clone(&found));
            found
        });
        (0..spellings.len()).flat_map(move |at| {
            self.index.spelled(spellings[at]).map(move |found| self.matched(&found))
        })
    }

    /// Every row that the name of a person may mean, best first; none below `least`, and no row
    /// left out because others are named alike.
    pub fn person(&self, query: &str, least: f64) -> impl Iterator<Item = Match<'_>> {
        let spellings = self.index.spellings(query, Naming::Person, least);
        spellings.into_iter().flat_map(move |spelling| {
            self.index.spelled(spelling).map(move |found| self.matched(&found))
        })
    }

    fn matched(&self, found: &Found) -> Match<'_> {
        let (list, entry) = self.at(found.entry);
        let which = usize::from(self.names[found.name as usize]);
        Match {
            list,
            entry,
            matched: entry.names().nth(which).unwrap_or(&entry.name),
            score: found.score,
            telling: found.telling,
            words: found.words,
            place: found.entry,
        }
    }

    /// Whether any list holds people.
    pub fn holds_people(&self) -> bool {
        self.people
    }

    /// Whether any list holds indicators.
    pub fn holds_indicators(&self) -> bool {
        !self.indicators.is_empty()
    }

    /// The row at a place, and its list.
    pub fn at(&self, place: u32) -> (&List, &Entry) {
        let (list, row) = self.owners[place as usize];
        let list = &self.all[usize::from(list)];
        (list, &list.entries[row as usize])
    }

    /// Places of the rows that own a domain.
    pub fn of_domain(&self, domain: &str) -> &[u32] {
        self.domains.get(domain).map_or(&[], Vec::as_slice)
    }

    /// Places of the rows that name a mailbox, as [`Email`] normalizes it.
    pub fn of_mailbox(&self, mailbox: &str) -> &[u32] {
        self.mailboxes.get(mailbox).map_or(&[], Vec::as_slice)
    }

    /// Indicators of a value, with their lists.
    pub fn indicators(&self, kind: IndicatorKind, value: &str) -> Vec<(&List, &Indicator)> {
        if self.indicators.is_empty() {
            return Vec::new();
        }
        let found = self.indicators.get(&(kind, value.to_owned()));
        found
            .into_iter()
            .flatten()
            .map(|(list, row)| {
                let list = &self.all[usize::from(*list)];
                (list, &list.indicators[*row as usize])
            })
            .collect()
    }

    /// The lists themselves, without what finds their rows.
    pub fn into_lists(self) -> Vec<List> {
        self.all
    }

    /// The lists in force, in the order in which they were given.
    pub fn in_force(&self) -> Vec<InForce> {
        let each = |list: &List| InForce {
            name: list.name.clone(),
            version: list.version.clone(),
            rows: list.entries.len() + list.indicators.len(),
        };
        self.all.iter().map(each).collect()
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.index.is_empty() && self.indicators.is_empty()
    }
}
