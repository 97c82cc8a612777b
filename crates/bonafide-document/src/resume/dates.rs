//! Dates and spans of dates as résumés write them, in the languages whose month names are below.

use bonafide_application::PartialDate;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Dates found in a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Dates {
    /// First byte of what was read.
    pub(crate) start: usize,
    /// Byte after the last.
    pub(crate) end: usize,
    /// The earlier date, or the only one.
    pub(crate) from: Option<PartialDate>,
    /// The later date.
    pub(crate) to: Option<PartialDate>,
    /// Whether it is a span: with a later date, or going on.
    pub(crate) span: bool,
}

/// Names of months by their number; the list stands beside this file, January first.
static MONTHS: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
    let rows = include_str!("words/months.txt").lines().zip(1..);
    rows.flat_map(|(names, month)| names.split(' ').map(move |name| (name, month))).collect()
});

/// Seasons and terms, of which only the year is taken.
const SEASONS: [&str; 14] = [
    "spring",
    "summer",
    "fall",
    "autumn",
    "winter",
    "sommer",
    "herbst",
    "frühjahr",
    "été",
    "printemps",
    "verano",
    "estate",
    "term",
    "semester",
];

/// Words that say that it goes on.
const ONGOING: [&str; 34] = [
    "present",
    "current",
    "currently",
    "now",
    "today",
    "ongoing",
    "date",
    "heute",
    "aktuell",
    "présent",
    "aujourd",
    "actuel",
    "actuellement",
    "presente",
    "actualidad",
    "actual",
    "atual",
    "atualmente",
    "oggi",
    "attuale",
    "heden",
    "nu",
    "nuvarande",
    "nå",
    "nykyinen",
    "obecnie",
    "teraz",
    "současnost",
    "настоящее",
    "günümüz",
    "현재",
    "現在",
    "至今",
    "παρόν",
];

/// Words between the two dates of a span.
const UNTIL: [&str; 17] = [
    "to", "until", "till", "through", "thru", "bis", "à", "au", "a", "al", "hasta", "até", "ate",
    "tot", "til", "do", "по",
];

/// Words before the first date of a span that goes on.
const SINCE: [&str; 9] = ["since", "seit", "ab", "depuis", "desde", "dal", "sinds", "sedan", "от"];

/// Years that a résumé can state.
const YEARS: std::ops::RangeInclusive<u32> = 1940..=2045;

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Number(u32, usize),
    Word(String),
    Sign(char),
}

#[derive(Clone, Debug)]
struct Token {
    kind: Kind,
    start: usize,
    end: usize,
}

/// Every date and span in a text.
pub(crate) fn find(text: &str) -> Vec<Dates> {
    const DATES_MAX: usize = 200;
    let tokens = tokens(text);
    let mut found: Vec<Dates> = Vec::new();
    let mut at = 0;
    while at < tokens.len() && found.len() < DATES_MAX {
        match dates(&tokens, at) {
            Some((dates, next)) => {
                found.push(dates);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        if c.is_whitespace() || c == '\u{200b}' {
            continue;
        }
        let touching = tokens.last().is_some_and(|token| token.end == start);
        if let Some(digit) = c.to_digit(10) {
            if let Some(Token { kind: Kind::Number(value, digits), end: last, .. }) =
                tokens.last_mut().filter(|_| touching)
            {
                *value = value.saturating_mul(10).saturating_add(digit);
                *digits += 1;
                *last = end;
                continue;
            }
            tokens.push(Token { kind: Kind::Number(digit, 1), start, end });
        } else if c.is_alphabetic() {
            // Characters for year, month and day stand by themselves.
            let alone = matches!(c, '年' | '月' | '日' | '년' | '월' | '일');
            if let Some(Token { kind: Kind::Word(word), end: last, .. }) =
                tokens.last_mut().filter(|_| touching && !alone)
            {
                word.extend(c.to_lowercase());
                *last = end;
                continue;
            }
            tokens.push(Token { kind: Kind::Word(c.to_lowercase().collect()), start, end });
        } else {
            tokens.push(Token { kind: Kind::Sign(c), start, end });
        }
    }
    tokens
}

/// A date of which the year may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Point {
    year: Option<u32>,
    month: Option<u32>,
    day: Option<u32>,
}

impl Point {
    fn date(self) -> Option<PartialDate> {
        let year = self.year?;
        PartialDate::parse(&match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{year:04}-{month:02}"),
            (None, _) => format!("{year:04}"),
        })
    }
}

/// A date or span that begins at a token, and the token after it.
fn dates(tokens: &[Token], at: usize) -> Option<(Dates, usize)> {
    let since = matches!(&tokens[at].kind, Kind::Word(word) if SINCE.contains(&word.as_str()));
    let first = at + usize::from(since);
    let (mut from, after) = point(tokens, first)?;
    let made = |from: Point, to: Option<PartialDate>, span, end: usize| {
        let from = from.date()?;
        let (start, end) = (tokens[at].start, tokens[end - 1].end);
        Some((Dates { start, end, from: Some(from), to, span }, end_index(tokens, end)))
    };
    if let Some(right) = separator(tokens, after) {
        if is_ongoing(tokens, right) {
            return made(from, None, true, end_of_ongoing(tokens, right));
        }
        if let Some((to, end)) = point(tokens, right).filter(|(to, _)| to.year.is_some()) {
            from.year = from.year.or(to.year);
            let to_date = to.date()?;
            return made(from, Some(to_date), true, end);
        }
        let short = short_year(tokens, after, from);
        if let Some((to, end)) = short {
            return made(from, Some(to), true, end);
        }
        let nothing_follows = right >= tokens.len() && from.year.is_some();
        if nothing_follows {
            return made(from, None, true, after);
        }
    }
    made(from, None, since, after)
}

fn end_index(tokens: &[Token], end: usize) -> usize {
    end.min(tokens.len())
}

/// The second year of `2018-19`, where it can be no month.
fn short_year(tokens: &[Token], after: usize, from: Point) -> Option<(PartialDate, usize)> {
    let (Some(year), None) = (from.year, from.month) else { return None };
    let Kind::Number(short, 2) = tokens.get(after + 1)?.kind else { return None };
    let whole = year / 100 * 100 + short;
    let plain = Point { year: Some(whole), ..Point::default() };
    (whole > year && whole < year + 12).then_some(())?;
    Some((plain.date()?, after + 2))
}

/// The token after what stands between two dates.
fn separator(tokens: &[Token], at: usize) -> Option<usize> {
    let mut next = at;
    let mut found = false;
    while let Some(token) = tokens.get(next) {
        match &token.kind {
            Kind::Sign('-' | '–' | '—' | '−' | '‐' | '‑' | '~' | '～' | '→' | '>' | '\u{ad}') =>
            {
                found = true;
            }
            Kind::Word(word) if !found && UNTIL.contains(&word.as_str()) => found = true,
            // A full stop after a short month, a comma before a dash.
            Kind::Sign('.' | ',') if !found => {}
            _ => break,
        }
        next += 1;
    }
    found.then_some(next)
}

fn is_ongoing(tokens: &[Token], at: usize) -> bool {
    let word = |at: usize| match tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Word(word)) => word.as_str(),
        _ => "",
    };
    ONGOING.contains(&word(at))
        || ["the", "la", "le", "l"].contains(&word(at)) && ONGOING.contains(&word(at + 1))
}

/// The word at a place; empty where there is none.
fn word_at(tokens: &[Token], at: usize) -> &str {
    match tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Word(word)) => word,
        _ => "",
    }
}

fn end_of_ongoing(tokens: &[Token], at: usize) -> usize {
    let known = |at: usize| ONGOING.contains(&word_at(tokens, at));
    if known(at) { at + 1 } else { at + 2 }
}

/// One date that begins at a token, and the token after it.
fn point(tokens: &[Token], at: usize) -> Option<(Point, usize)> {
    let token = tokens.get(at)?;
    // A number in the middle of a word or an amount is no date.
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    if before.is_some_and(|before| before.end == token.start && clings(before)) {
        return None;
    }
    match &token.kind {
        Kind::Word(word) => named(tokens, at, word),
        Kind::Number(value, digits) => numeric(tokens, at, *value, *digits),
        Kind::Sign('\'' | '’') => {
            let Kind::Number(short, 2) = tokens.get(at + 1)?.kind else { return None };
            let year = if short > 60 { 1900 + short } else { 2000 + short };
            Some((Point { year: Some(year), ..Point::default() }, at + 2))
        }
        Kind::Sign(_) => None,
    }
}

fn clings(before: &Token) -> bool {
    match &before.kind {
        Kind::Word(_) => true,
        Kind::Sign(c) => matches!(c, '$' | '€' | '£' | '#' | '@' | '+' | '_' | '='),
        Kind::Number(..) => false,
    }
}

fn month(word: &str) -> Option<u32> {
    MONTHS.get(word).copied()
}

/// A date that begins with a name: of a month, a season or a quarter.
fn named(tokens: &[Token], at: usize, word: &str) -> Option<(Point, usize)> {
    let number = |at: usize| match tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Number(value, digits)) => Some((*value, *digits)),
        _ => None,
    };
    if SEASONS.contains(&word) {
        let (year, _) =
            number(at + 1).filter(|(year, digits)| *digits == 4 && YEARS.contains(year))?;
        return Some((Point { year: Some(year), ..Point::default() }, at + 2));
    }
    let month = month(word)?;
    let mut next = skip(tokens, at + 1);
    let mut day = None;
    if let Some((value, 1 | 2)) = number(next).filter(|(value, _)| (1..=31).contains(value)) {
        let mut after = next + 1;
        if ["st", "nd", "rd", "th"].contains(&word_at(tokens, after)) {
            after += 1;
        }
        after = skip(tokens, after);
        if number(after).is_some_and(|(year, digits)| digits == 4 && YEARS.contains(&year)) {
            day = Some(value);
            next = after;
        }
    }
    if let Some((year, 4)) = number(next).filter(|(year, _)| YEARS.contains(year)) {
        return Some((Point { year: Some(year), month: Some(month), day }, next + 1));
    }
    if let Some((Point { year: Some(year), .. }, after)) =
        matches!(tokens.get(next).map(|t| &t.kind), Some(Kind::Sign('\'' | '’')))
            .then(|| point(tokens, next))
            .flatten()
    {
        return Some((Point { year: Some(year), month: Some(month), day: None }, after));
    }
    Some((Point { year: None, month: Some(month), day: None }, at + 1))
}

/// Passes full stops, commas, strokes and `of` between the parts of a date.
fn skip(tokens: &[Token], at: usize) -> usize {
    let mut next = at;
    while let Some(token) = tokens.get(next) {
        match &token.kind {
            Kind::Sign('.' | ',' | '/') => next += 1,
            Kind::Word(word) if ["of", "de", "del", "di"].contains(&word.as_str()) => next += 1,
            _ => break,
        }
    }
    next
}

/// A date that begins with a number.
fn numeric(tokens: &[Token], at: usize, value: u32, digits: usize) -> Option<(Point, usize)> {
    let kind = |at: usize| tokens.get(at).map(|token| &token.kind);
    let touching = |at: usize| {
        let (Some(a), Some(b)) = (tokens.get(at), tokens.get(at + 1)) else { return false };
        a.end == b.start
    };
    let small = |at: usize, most: u32| match kind(at) {
        Some(Kind::Number(value, 1 | 2)) if (1..=most).contains(value) => Some(*value),
        _ => None,
    };
    let is_sign = |at: usize| matches!(kind(at), Some(Kind::Sign('-' | '/' | '.' | '‑' | '‐')));
    if digits == 4 && YEARS.contains(&value) {
        let year = Some(value);
        if matches!(kind(at + 1), Some(Kind::Word(w)) if w == "年" || w == "년") {
            let month = small(at + 2, 12);
            let marked = matches!(kind(at + 3), Some(Kind::Word(w)) if w == "月" || w == "월");
            let end = if month.is_some() && marked { at + 4 } else { at + 2 };
            return Some((Point { year, month: month.filter(|_| marked), day: None }, end));
        }
        if touching(at)
            && is_sign(at + 1)
            && touching(at + 1)
            && let Some(month) = small(at + 2, 12)
        {
            let mut end = at + 3;
            let mut day = None;
            if touching(at + 2) && is_sign(at + 3) && touching(at + 3) {
                day = small(at + 4, 31);
                end += usize::from(day.is_some()) * 2;
            }
            return Some((Point { year, month: Some(month), day }, end));
        }
        // More digits, or letters, make it something else.
        let amount =
            touching(at) && matches!(kind(at + 1), Some(Kind::Word(_) | Kind::Sign('%' | '+')));
        return (!amount).then_some((Point { year, ..Point::default() }, at + 1));
    }
    if digits > 2 {
        return None;
    }
    // 14 September 2018, 14. Sept. 2018.
    let name = skip(tokens, at + 1);
    if let Some(Kind::Word(word)) = kind(name)
        && (1..=31).contains(&value)
        && let Some((Point { year: Some(year), month: Some(month), .. }, end)) =
            month(word).and_then(|_| named(tokens, name, word))
    {
        return Some((Point { year: Some(year), month: Some(month), day: Some(value) }, end));
    }
    slashed(tokens, at, value)
}

/// 09/2018, 14.09.2018, 09/14/2018. Where day and month cannot be told apart, only the year is
/// taken.
fn slashed(tokens: &[Token], at: usize, first: u32) -> Option<(Point, usize)> {
    let number = |at: usize| match tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Number(value, digits)) => Some((*value, *digits)),
        _ => None,
    };
    let sign = |at: usize| match tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Sign(c @ ('/' | '.' | '-'))) => Some(*c),
        _ => None,
    };
    let mark = sign(at + 1)?;
    match number(at + 2)? {
        (year, 4) if YEARS.contains(&year) && (1..=12).contains(&first) => {
            Some((Point { year: Some(year), month: Some(first), day: None }, at + 3))
        }
        (second, 1 | 2) if sign(at + 3) == Some(mark) => {
            let (year, _) =
                number(at + 4).filter(|(year, digits)| *digits == 4 && YEARS.contains(year))?;
            let (month, day) = match (first, second) {
                (13..=31, 1..=12) => (Some(second), Some(first)),
                (1..=12, 13..=31) => (Some(first), Some(second)),
                // With full stops the day comes first, wherever they are used.
                (1..=12, 1..=12) if mark == '.' => (Some(second), Some(first)),
                (1..=12, 1..=12) => (None, None),
                _ => return None,
            };
            Some((Point { year: Some(year), month, day }, at + 5))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    #[track_caller]
    fn is(text: &str, want: &str) {
        let found = find(text);
        let said: Vec<String> = found
            .iter()
            .map(|dates| {
                let date = |date: &Option<_>| {
                    date.as_ref().map_or(String::new(), |d: &super::PartialDate| d.to_string())
                };
                let mark = if dates.span { ".." } else { "" };
                format!("{}{mark}{}", date(&dates.from), date(&dates.to))
            })
            .collect();
        assert_eq!(said.join(" "), want, "{text}");
    }

    #[test]
    fn spans_are_read_in_many_forms() {
        is("Sept 2018 – May 2023", "2018-09..2023-05");
        is("June 2023 – present", "2023-06..");
        is("2020-02-01 to Present Mountain View, CA", "2020-02-01..");
        is("2015-06 to 2020-01", "2015-06..2020-01");
        is("09/2018 - 05/2023", "2018-09..2023-05");
        is("2018-2020", "2018..2020");
        is("2018–19", "2018..2019");
        is("May – Aug 2020", "2020-05..2020-08");
        is("Jan '19 - Mar '21", "2019-01..2021-03");
        is("Since March 2019", "2019-03..");
        is("2019 –", "2019..");
        is("14.09.2018 – 31.12.2020", "2018-09-14..2020-12-31");
        is("September 14, 2018", "2018-09-14");
        is("Summer 2019", "2019");
    }

    #[test]
    fn spans_are_read_in_many_languages() {
        is("März 2018 bis heute", "2018-03..");
        is("septembre 2018 à août 2020", "2018-09..2020-08");
        is("enero de 2018 – actualidad", "2018-01..");
        is("gennaio 2018 – oggi", "2018-01..");
        is("Setembro de 2018 até Março de 2020", "2018-09..2020-03");
        is("сентябрь 2018 – настоящее время", "2018-09..");
        is("2018年4月 – 2020年3月", "2018-04..2020-03");
        is("2018年4月～現在", "2018-04..");
        is("seit 2019", "2019..");
        is("Ocak 2018 – Mart 2020", "2018-01..2020-03");
    }

    #[test]
    fn what_is_no_date_is_left_alone() {
        is("handled 2000+ requests, $2019, v2018x and 3.97/4.00", "");
        is("01/02/2020", "2020");
        is("May the force", "");
    }
}
