//! Jobs, paid and unpaid: employer, position, place, dates, and what was done.

use super::entries::{self, Entry};
use super::pieces::{self, Piece, Pieces};
use super::sections::{Part, Section};
use super::{Builder, ENTRIES_MAX, words};
use bonafide_application::{Volunteer, Work};

/// Reads a section of jobs.
pub(crate) fn read(builder: &mut Builder<'_>, part: &Part) {
    for entry in entries::divide(builder.lines, &part.lines) {
        let head = pieces::take_apart(builder.lines, &entry.head);
        if head.dates.is_empty() && head.names.len() < 2 && entry.items.is_empty() {
            continue;
        }
        if part.section == Section::Volunteer {
            volunteer(builder, &entry, &head);
        } else {
            job(builder, &entry, &head);
        }
    }
}

fn job(builder: &mut Builder<'_>, entry: &Entry, head: &Pieces) {
    let index = builder.resume.work.len();
    if index >= ENTRIES_MAX {
        return;
    }
    let path = |field: &str| format!("work.{index}.{field}");
    let named = employer_and_position(head);
    let mut work = Work::default();
    if let Some(employer) = &named.employer {
        builder.say(&path("name"), &employer.text, employer.line);
        work.name = Some(employer.text.clone());
    }
    if let Some(position) = &named.position {
        builder.say(&path("position"), &position.text, position.line);
        work.position = Some(position.text.clone());
    }
    if let Some(place) = named.place.as_ref().or(head.place.as_ref()) {
        builder.say(&path("location"), &place.text, place.line);
        work.location = Some(place.text.clone());
    }
    if let Some((dates, line)) = head.dates.first() {
        let written = builder.lines[*line].text();
        let text = written.get(dates.start..dates.end).unwrap_or_default().to_owned();
        builder.say(&path("startDate"), &text, *line);
        work.start_date = dates.from;
        work.end_date = if dates.span { dates.to } else { dates.from };
    }
    work.summary = summary(builder, entry);
    work.highlights = highlights(builder, entry, &path("highlights"));
    builder.resume.work.push(work);
}

fn volunteer(builder: &mut Builder<'_>, entry: &Entry, head: &Pieces) {
    let index = builder.resume.volunteer.len();
    if index >= ENTRIES_MAX {
        return;
    }
    let named = employer_and_position(head);
    let dates = head.dates.first().map(|(dates, _)| dates);
    let volunteer = Volunteer {
        organization: named.employer.as_ref().map(|piece| piece.text.clone()),
        position: named.position.as_ref().map(|piece| piece.text.clone()),
        start_date: dates.and_then(|dates| dates.from),
        end_date: dates.and_then(|dates| if dates.span { dates.to } else { dates.from }),
        summary: summary(builder, entry),
        highlights: highlights(builder, entry, &format!("volunteer.{index}.highlights")),
    };
    for (field, piece) in [("organization", named.employer), ("position", named.position)] {
        if let Some(piece) = piece {
            builder.say(&format!("volunteer.{index}.{field}"), &piece.text, piece.line);
        }
    }
    builder.resume.volunteer.push(volunteer);
}

/// Sentences of an entry as one text.
pub(crate) fn summary(builder: &Builder<'_>, entry: &Entry) -> Option<String> {
    let lines: Vec<usize> = entry.sentences.iter().flatten().copied().collect();
    let text = builder.joined(&lines);
    (!text.is_empty()).then_some(text)
}

/// Items of an entry, each as one text.
pub(crate) fn highlights(builder: &mut Builder<'_>, entry: &Entry, path: &str) -> Vec<String> {
    const ITEMS_MAX: usize = 200;
    let mut texts = Vec::new();
    for (index, lines) in entry.items.iter().take(ITEMS_MAX).enumerate() {
        let text = builder.joined(lines);
        if let Some(first) = lines.first() {
            let begin = builder.lines[*first].text();
            builder.say(&format!("{path}.{index}"), &begin, *first);
        }
        texts.push(text);
    }
    texts
}

/// Who employed, as what, and where, as far as the pieces of a head tell.
#[derive(Default)]
struct Named {
    employer: Option<Piece>,
    position: Option<Piece>,
    place: Option<Piece>,
}

fn employer_and_position(head: &Pieces) -> Named {
    let mut named = Named::default();
    let pieces: Vec<Piece> = head.names.iter().flat_map(at_and_in).collect();
    let own: Vec<&Piece> = pieces.iter().filter(|piece| !words::is_title(&piece.text)).collect();
    for piece in &pieces {
        if !words::is_title(&piece.text) {
            continue;
        }
        let parts = pieces::commas(&piece.text);
        // Where another piece names the employer, commas are part of the title.
        let alone = own.is_empty();
        if parts.len() < 2 || !alone || named.employer.is_some() {
            named.position.get_or_insert_with(|| piece.clone());
            continue;
        }
        let (employer, position) = divided(&parts);
        let part = |text: String| Piece { text, ..piece.clone() };
        named.position = named.position.or(position.map(part));
        named.employer = named.employer.or(employer.map(part));
    }
    for piece in own {
        if named.employer.is_none() {
            named.employer = Some(piece.clone());
        } else if named.position.is_none() && !piece.aside {
            named.position = Some(piece.clone());
        } else if named.place.is_none() && head.place.is_none() && looks_like_place(piece) {
            named.place = Some(piece.clone());
        }
    }
    // Two titles and no employer: the first is what stands first in the entry, the employer.
    if named.employer.is_none() {
        let mut titles = pieces.iter().filter(|piece| words::is_title(&piece.text));
        if let (Some(first), Some(second)) = (titles.next(), titles.next()) {
            named.employer = Some(second.clone());
            named.position = Some(first.clone());
        }
    }
    named
}

/// `Engineer at Acme` as two pieces.
fn at_and_in(piece: &Piece) -> Vec<Piece> {
    for mark in [" at ", " @ ", " bei ", " chez ", " presso ", " en "] {
        if let Some((left, right)) = piece.text.split_once(mark)
            && words::is_title(left)
            && right.starts_with(|c: char| c.is_uppercase() || !c.is_ascii())
        {
            let part = |text: &str| Piece { text: text.trim().to_owned(), ..piece.clone() };
            return vec![part(left), part(right)];
        }
    }
    vec![piece.clone()]
}

/// Employer and position among parts between commas, one of which is a title.
fn divided(parts: &[String]) -> (Option<String>, Option<String>) {
    let titled: Vec<bool> = parts.iter().map(|part| words::is_title(part)).collect();
    let first = titled.iter().position(|titled| *titled).unwrap_or(0);
    if first > 0 {
        return (Some(parts[..first].join(", ")), Some(parts[first..].join(", ")));
    }
    let last = parts.len() - 1;
    if titled[last] && titled.iter().all(|titled| *titled) {
        return (Some(parts[last].clone()), Some(parts[..last].join(", ")));
    }
    // The employer is what follows the last part that is a title, or the last part.
    let end = titled.iter().rposition(|titled| *titled).unwrap_or(0).min(last.saturating_sub(1));
    (Some(parts[last].clone()), Some(parts[..last.max(end + 1)].join(", ")))
}

fn looks_like_place(piece: &Piece) -> bool {
    let words: Vec<&str> = piece.text.split_whitespace().collect();
    piece.aside
        && words.len() <= 3
        && words.iter().all(|word| word.chars().next().is_some_and(|c| !c.is_lowercase()))
        && !piece.text.contains(|c: char| c.is_ascii_digit())
}
