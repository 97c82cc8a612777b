//! One row of a list as normalized texts, before they become numbers.

use crate::day::{Day, Order, day};
use crate::role::Role;
use bonafide_application::fold;
use serde::{Deserialize, Serialize};

/// What a row says of a person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Draft {
    pub(crate) id: String,
    pub(crate) source: String,
    pub(crate) given: String,
    pub(crate) family: String,
    /// Words of all names beside those two.
    pub(crate) further: Vec<String>,
    /// 1 senior or first, 2 junior or second, and so on; 0 unknown.
    pub(crate) generation: u8,
    pub(crate) born: Day,
    /// The first letter that a register states, 0 unknown.
    pub(crate) sex: u8,
    pub(crate) birth_place: String,
    pub(crate) house: String,
    pub(crate) street: String,
    pub(crate) quarter: String,
    pub(crate) town: String,
    pub(crate) region: String,
    pub(crate) postcode: String,
    pub(crate) phones: Vec<String>,
    pub(crate) emails: Vec<String>,
    /// Kind of number, and the number.
    pub(crate) numbers: Vec<(u8, String)>,
    pub(crate) occupation: String,
    pub(crate) employer: String,
}

/// A column that is read.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) at: usize,
    pub(crate) role: Role,
    /// Of numbers: which kind, so that a passport never contradicts a licence.
    pub(crate) kind: u8,
    pub(crate) order: Order,
}

/// Cells longer than this are cut; no name or address is longer.
const CELL_CHARS_MAX: usize = 400;

/// Reads one row.
pub(crate) fn draft(cells: &[String], columns: &[Column]) -> Draft {
    let mut draft = Draft::default();
    let mut names = Names::default();
    for column in columns {
        let Some(cell) = cells.get(column.at) else { continue };
        let cell = cell.trim();
        let cell = match cell.char_indices().nth(CELL_CHARS_MAX) {
            Some((end, _)) => &cell[..end],
            None => cell,
        };
        if !cell.is_empty() {
            read(&mut draft, &mut names, column, cell);
        }
    }
    names.settle(&mut draft);
    draft
}

fn read(draft: &mut Draft, names: &mut Names, column: &Column, cell: &str) {
    match column.role {
        Role::Id => first(&mut draft.id, || cell.to_owned()),
        Role::Source => first(&mut draft.source, || cell.to_owned()),
        Role::Name | Role::OtherName => names.whole.push(cell.to_owned()),
        Role::GivenName => names.given.extend(words(cell)),
        Role::MiddleName => names.middle.extend(words(cell)),
        Role::FamilyName => names.family.extend(words(cell)),
        Role::Born => {
            if draft.born == 0 {
                draft.born = day(cell, column.order).unwrap_or(0);
            }
        }
        Role::Sex => {
            let letter = fold(cell).bytes().next().unwrap_or(0);
            draft.sex = if matches!(letter, b'f' | b'w') { b'f' } else { letter };
            if !matches!(draft.sex, b'f' | b'm') {
                draft.sex = 0;
            }
        }
        Role::BirthPlace => first(&mut draft.birth_place, || fold(cell)),
        Role::Phone => {
            let digits: Vec<u8> = cell.bytes().filter(u8::is_ascii_digit).collect();
            let tail = &digits[digits.len().saturating_sub(PHONE_DIGITS)..];
            if tail.len() >= PHONE_DIGITS_MIN && draft.phones.len() < 2 {
                draft.phones.push(tail.iter().copied().map(char::from).collect());
            }
        }
        Role::Email => {
            let inner = cell.rsplit_once('<').map_or(cell, |(_, inner)| inner);
            let email = inner.trim_end_matches('>').trim().to_lowercase();
            if email.contains('@') && draft.emails.len() < 2 {
                draft.emails.push(email);
            }
        }
        Role::Address => crate::address::whole(draft, cell),
        Role::House => first(&mut draft.house, || fold(cell)),
        Role::Street => crate::address::street(draft, cell),
        Role::Quarter => first(&mut draft.quarter, || fold(cell)),
        Role::Town => first(&mut draft.town, || fold(cell)),
        Role::Region => first(&mut draft.region, || fold(cell)),
        Role::Postcode => first(&mut draft.postcode, || fold(cell).replace(' ', "")),
        Role::Occupation => first(&mut draft.occupation, || fold(cell)),
        Role::Employer => first(&mut draft.employer, || fold(cell)),
        Role::Number => {
            let number = fold(cell).replace(' ', "");
            if number.len() >= 4 && draft.numbers.len() < 3 {
                draft.numbers.push((column.kind, number));
            }
        }
    }
}

/// Digits of a telephone number that are compared: the last, so that it is one number whether the
/// country was typed or not; and as many as make one.
const PHONE_DIGITS: usize = 9;
const PHONE_DIGITS_MIN: usize = 6;

fn first(field: &mut String, read: impl FnOnce() -> String) {
    if field.is_empty() {
        *field = read();
    }
}

/// The words of a name; signs of Chinese are one word each.
fn words(text: &str) -> Vec<String> {
    let mut apart = String::with_capacity(text.len());
    for c in text.chars() {
        if ('\u{4E00}'..='\u{9FFF}').contains(&c) {
            apart.push(' ');
            apart.push(c);
            apart.push(' ');
        } else {
            apart.push(c);
        }
    }
    fold(&apart).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The parts of names that a row has.
#[derive(Default)]
struct Names {
    given: Vec<String>,
    middle: Vec<String>,
    family: Vec<String>,
    whole: Vec<String>,
}

/// Words that tell a generation.
fn generation(word: &str) -> u8 {
    match word {
        "sr" | "senior" => 1,
        "jr" | "junior" | "ii" => 2,
        "iii" => 3,
        _ => 0,
    }
}

/// Most further words of names that are kept.
const FURTHER_MAX: usize = 4;

impl Names {
    fn settle(mut self, draft: &mut Draft) {
        for part in [&mut self.given, &mut self.middle, &mut self.family] {
            take_generation(part, draft);
        }
        let mut rest: Vec<String> = Vec::new();
        for text in std::mem::take(&mut self.whole) {
            let mut found = if self.given.is_empty() && self.family.is_empty() {
                self.split(&text)
            } else {
                words(&text)
            };
            take_generation(&mut found, draft);
            rest.append(&mut found);
        }
        // A family name is known by its last word, a given name by its first.
        draft.family = self.family.pop().unwrap_or_default();
        if !self.given.is_empty() {
            draft.given = self.given.remove(0);
        }
        let others = self.given.into_iter().chain(self.middle).chain(self.family).chain(rest);
        for word in others {
            let known = word == draft.given || word == draft.family;
            if !known && !draft.further.contains(&word) && draft.further.len() < FURTHER_MAX {
                draft.further.push(word);
            }
        }
        draft.further.sort_unstable();
    }

    /// Splits a whole name into given and family name, and returns what is neither.
    fn split(&mut self, text: &str) -> Vec<String> {
        let mut found;
        let family_first = text.chars().find(|c| c.is_alphabetic());
        let family_first = family_first.is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
        if let Some((family, given)) = text.split_once(',') {
            self.family = words(family);
            found = words(given);
        } else {
            found = words(text);
            if family_first && found.len() > 1 {
                self.family = vec![found.remove(0)];
            } else if found.len() > 1 {
                while found.len() > 2 && found.last().is_some_and(|word| generation(word) > 0) {
                    self.middle.extend(found.pop());
                }
                self.family.extend(found.pop());
            }
        }
        if !found.is_empty() {
            self.given = vec![found.remove(0)];
        }
        found
    }
}

fn take_generation(words: &mut Vec<String>, draft: &mut Draft) {
    if words.len() > 1
        && let Some(at) = words.iter().rposition(|word| generation(word) > 0)
    {
        draft.generation = generation(&words.remove(at));
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, Draft, draft};
    use crate::day::Order;
    use crate::role::Role;

    fn of(cells: &[(Role, &str)]) -> Draft {
        let column = |(at, (role, _)): (usize, &(Role, &str))| Column {
            at,
            role: *role,
            kind: 0,
            order: Order::MonthFirst,
        };
        let columns: Vec<Column> = cells.iter().enumerate().map(column).collect();
        let cells: Vec<String> = cells.iter().map(|(_, cell)| (*cell).to_owned()).collect();
        draft(&cells, &columns)
    }

    #[test]
    fn whole_names_are_split() {
        for (text, given, family, further) in [
            ("Hughes, Howie", "howie", "hughes", &[][..]),
            ("Rosemary A Thomas", "rosemary", "thomas", &["a"]),
            ("王杰", "jie", "wang", &[]),
        ] {
            let read = of(&[(Role::Name, text)]);
            assert_eq!((read.given.as_str(), read.family.as_str()), (given, family));
            assert_eq!(read.further, further);
        }
    }

    #[test]
    fn generations_are_no_names() {
        let read = of(&[(Role::FamilyName, "Dobbins Jr"), (Role::GivenName, "David")]);
        assert_eq!((read.family.as_str(), read.generation), ("dobbins", 2));
    }

    #[test]
    fn an_absent_field_is_nothing() {
        assert_eq!(of(&[(Role::Born, " "), (Role::Sex, "unknown")]), Draft::default());
    }
}
