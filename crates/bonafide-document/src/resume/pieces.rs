//! The head of an entry in pieces: what stands between dates, strokes, commas and changes of style.

use super::dates::{self, Dates};
use super::words;
use crate::layout::{Cell, Line};

/// A piece of a head.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Piece {
    /// Its text.
    pub(crate) text: String,
    /// Its line.
    pub(crate) line: usize,
    /// Whether it stands after wide space, or at the margin.
    pub(crate) aside: bool,
}

/// The pieces of some lines, and the dates among them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Pieces {
    /// Pieces without dates and places.
    pub(crate) names: Vec<Piece>,
    /// Dates with their lines, spans first.
    pub(crate) dates: Vec<(Dates, usize)>,
    /// The place, where one is recognized.
    pub(crate) place: Option<Piece>,
}

/// Takes a head apart.
pub(crate) fn take_apart(lines: &[Line], head: &[usize]) -> Pieces {
    let mut pieces = Pieces::default();
    for at in head {
        let line = &lines[*at];
        for (index, cell) in line.cells.iter().enumerate() {
            let aside = index > 0 || line.beside;
            for run in styled(cell) {
                add(&mut pieces, &run, *at, aside);
            }
        }
    }
    pieces.dates.sort_by_key(|(dates, _)| !dates.span);
    pieces
}

/// A cell's text, cut where bold begins or ends at the edge of a word.
fn styled(cell: &Cell) -> Vec<String> {
    let mut parts: Vec<(bool, String)> = Vec::new();
    for run in &cell.runs {
        match parts.last_mut() {
            Some((bold, text)) if *bold == run.bold || run.text.trim().is_empty() => {
                text.push_str(&run.text);
            }
            _ => parts.push((run.bold, run.text.clone())),
        }
    }
    let mut cut: Vec<String> = Vec::new();
    for (_, text) in parts {
        let inside = cut.last().is_some_and(|before| {
            before.ends_with(|c: char| {
                c.is_alphanumeric() || matches!(c, '(' | '“' | '&' | '/' | '’')
            }) && text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '’' | '\''))
        });
        match cut.last_mut() {
            Some(before) if inside => before.push_str(&text),
            _ => cut.push(text),
        }
    }
    cut
}

fn add(pieces: &mut Pieces, text: &str, line: usize, aside: bool) {
    let mut rest = String::new();
    let mut end = 0;
    for found in dates::find(text) {
        rest.push_str(&text[end..found.start]);
        // What was on both sides of a date is two pieces.
        rest.push('\u{1f}');
        end = found.end;
        pieces.dates.push((found, line));
    }
    rest.push_str(&text[end..]);
    for part in rest.split('\u{1f}') {
        for part in strokes(part) {
            let part = trimmed(part);
            if part.is_empty() || is_length(part) {
                continue;
            }
            // `Acme, Springfield, IL` below a title is an employer and where it is.
            let own = pieces.names.iter().any(|piece| !words::is_title(&piece.text));
            let with_employer = !own && place_at_end(part).1.is_some();
            if pieces.place.is_none() && words::is_place(part) && !with_employer {
                pieces.place = Some(Piece { text: bare(part).to_owned(), line, aside });
                continue;
            }
            let (name, place) = place_at_end(part);
            if let Some(place) = place.filter(|_| pieces.place.is_none()) {
                pieces.place = Some(Piece { text: place.to_owned(), line, aside });
                push(pieces, name, line, aside);
            } else {
                push(pieces, part, line, aside);
            }
        }
    }
}

fn push(pieces: &mut Pieces, text: &str, line: usize, aside: bool) {
    let text = trimmed(text);
    if text.chars().any(char::is_alphanumeric) {
        pieces.names.push(Piece { text: text.to_owned(), line, aside });
    }
}

/// Cuts at strokes and dots with blanks around them.
fn strokes(text: &str) -> Vec<&str> {
    let mut parts = vec![text];
    for mark in [" | ", " • ", " · ", " — ", " – ", " - ", " ▪ ", " ● ", " // ", "|"] {
        parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    parts
}

/// Without strokes, commas and brackets at the ends.
fn trimmed(text: &str) -> &str {
    let text = text.trim().trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '|' | '–' | '—' | '•' | '·' | ':' | ';' | '-' | '/')
    });
    let opened = text.matches('(').count();
    let text = if opened > text.matches(')').count() { text.trim_end_matches('(') } else { text };
    let text = text.strip_prefix("()").or_else(|| text.strip_suffix("()")).unwrap_or(text);
    text.trim()
}

/// Without brackets around it.
fn bare(text: &str) -> &str {
    text.trim_matches(['(', ')'])
}

/// How long something took, which follows from its dates.
fn is_length(text: &str) -> bool {
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(['(', ')']);
    let unit = [
        "year", "years", "yr", "yrs", "month", "months", "mo", "mos", "jahre", "jahr", "monate",
        "monat", "ans", "an", "mois", "años", "año", "meses", "mes", "anni", "mesi",
    ];
    let words: Vec<&str> = bare.split_whitespace().collect();
    !words.is_empty()
        && words.iter().any(|word| unit.contains(word))
        && words
            .iter()
            .all(|word| unit.contains(word) || word.parse::<u32>().is_ok() || *word == "and")
}

/// A place at the end of a piece: its last two parts between commas.
fn place_at_end(text: &str) -> (&str, Option<&str>) {
    let commas: Vec<usize> = text.match_indices(", ").map(|(at, _)| at).collect();
    if let Some(cut) = commas.len().checked_sub(2).and_then(|at| commas.get(at)) {
        let place = &text[cut + 2..];
        // Only a university has its branches after commas.
        let branch = words::is_branch(place.split(',').next().unwrap_or_default())
            && words::is_school(&text[..*cut]);
        if words::is_place(place) && !branch {
            return (&text[..*cut], Some(place));
        }
    }
    if let Some((name, place)) = text.rsplit_once(", ")
        && matches!(place, "Remote" | "Hybrid" | "On-site" | "Onsite")
    {
        return (name, Some(place));
    }
    if let Some(open) = text.rfind(" (")
        && text.ends_with(')')
        && words::is_place(&text[open + 2..text.len() - 1])
    {
        return (&text[..open], Some(&text[open + 2..text.len() - 1]));
    }
    (text, None)
}

/// The parts of a piece between its commas; endings of companies' names stay with them.
pub(crate) fn commas(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut depth = 0_i32;
    let mut now = String::new();
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        if c == ',' && depth <= 0 && characters.peek().is_none_or(|next| next.is_whitespace()) {
            parts.push(std::mem::take(&mut now));
        } else {
            now.push(c);
        }
    }
    parts.push(now);
    let mut whole: Vec<String> = Vec::new();
    for part in parts {
        let part = part.trim();
        match whole.last_mut() {
            Some(before) if words::is_company_end(part) => before.extend([", ", part]),
            _ if part.is_empty() => {}
            _ => whole.push(part.to_owned()),
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::{commas, take_apart};
    use crate::plain;

    #[test]
    fn a_head_comes_apart_at_dates_strokes_and_places() {
        let lines =
            plain::read("Co-Founder & CTO, Nexus AI – San Francisco, CA     June 2023 – present")
                .layout
                .lines;
        let pieces = take_apart(&lines, &[0]);
        assert_eq!(pieces.names[0].text, "Co-Founder & CTO, Nexus AI");
        assert_eq!(pieces.place.map(|place| place.text).as_deref(), Some("San Francisco, CA"));
        assert!(pieces.dates[0].0.span);
        assert_eq!(pieces.names.len(), 1);
    }

    #[test]
    fn an_employer_before_its_place_is_no_part_of_it() {
        let lines = plain::read("Software Engineer\nAcme Media, Springfield, IL\n").layout.lines;
        let pieces = take_apart(&lines, &[0, 1]);
        assert_eq!(pieces.names[1].text, "Acme Media");
        assert_eq!(pieces.place.map(|place| place.text).as_deref(), Some("Springfield, IL"));
        let lines = plain::read("Acme Media, LLC, Los Angeles, CA\n").layout.lines;
        assert_eq!(take_apart(&lines, &[0]).names[0].text, "Acme Media, LLC");
        let lines = plain::read("Acme Media, Remote\n").layout.lines;
        assert_eq!(take_apart(&lines, &[0]).names[0].text, "Acme Media");
    }

    #[test]
    fn endings_of_companies_are_no_parts() {
        assert_eq!(commas("Engineer, Acme, Inc."), ["Engineer", "Acme, Inc."]);
    }
}
