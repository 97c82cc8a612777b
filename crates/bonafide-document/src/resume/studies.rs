//! Studies: school, degree, field and dates.

use super::entries;
use super::pieces::{self, Piece};
use super::sections::Part;
use super::{Builder, ENTRIES_MAX, words};
use bonafide_application::Education;

/// What the parts of a head say.
#[derive(Default)]
struct Named {
    school: Option<Piece>,
    degree: Option<Piece>,
    area: Option<Piece>,
}

/// Reads a section of studies.
pub(crate) fn read(builder: &mut Builder<'_>, part: &Part) {
    for entry in entries::divide(builder.lines, &part.lines) {
        let index = builder.resume.education.len();
        if index >= ENTRIES_MAX {
            return;
        }
        let head = pieces::take_apart(builder.lines, &entry.head);
        let named = named(&head.names);
        if named.school.is_none() && named.degree.is_none() {
            continue;
        }
        let mut study = Education::default();
        for (field, piece, place) in [
            ("institution", &named.school, &mut study.institution),
            ("studyType", &named.degree, &mut study.study_type),
            ("area", &named.area, &mut study.area),
        ] {
            if let Some(piece) = piece {
                builder.say(&format!("education.{index}.{field}"), &piece.text, piece.line);
                *place = Some(piece.text.clone());
            }
        }
        if let Some((dates, line)) = head.dates.first() {
            let written = builder.lines[*line].text();
            let text = written.get(dates.start..dates.end).unwrap_or_default().to_owned();
            // A single date is that of the degree.
            let field = if dates.span { "startDate" } else { "endDate" };
            builder.say(&format!("education.{index}.{field}"), &text, *line);
            study.start_date = dates.from.filter(|_| dates.span);
            study.end_date = if dates.span { dates.to } else { dates.from };
        }
        builder.resume.education.push(study);
    }
}

fn named(pieces: &[Piece]) -> Named {
    let mut named = Named::default();
    let mut others: Vec<Piece> = Vec::new();
    for piece in pieces {
        let text = without_grade(&piece.text);
        let mut parts = pieces::commas(text).into_iter().peekable();
        while let Some(mut part) = parts.next() {
            let of = |text: String| Piece { text, ..piece.clone() };
            if words::is_school(&part) && words::degree(&part).is_none() && named.school.is_none() {
                if let Some(branch) = parts.next_if(|next| words::is_branch(next)) {
                    part.extend([", ", &branch]);
                }
                named.school = Some(of(part));
            } else if let Some(end) = words::degree(&part) {
                degree(&mut named, &part, end, piece);
            } else if !part.is_empty() {
                others.push(of(part));
            }
        }
    }
    // "Bachelor of Science, Stanford University": a school that begins like a degree.
    let mut others = others.into_iter();
    if named.school.is_none() {
        named.school = others.next();
    }
    if named.area.is_none() {
        named.area = others.find(|piece| is_area(&piece.text));
    }
    named
}

/// A degree with the field that follows it, and the school that may follow both.
fn degree(named: &mut Named, part: &str, end: usize, piece: &Piece) {
    let of = |text: &str| Piece { text: text.trim().to_owned(), ..piece.clone() };
    let (degree, rest) = part.split_at(end);
    if named.degree.is_none() {
        named.degree = Some(of(degree));
    }
    let mut rest = rest.trim();
    for word in ["degree", "in", "of", "en", "in der", "für"] {
        if let Some(after) = rest.strip_prefix(word)
            && after.starts_with(' ')
        {
            rest = after.trim();
        }
    }
    let rest =
        rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '(' | ')'));
    for mark in [" at ", " from ", " – ", " - "] {
        if let Some((area, school)) = rest.split_once(mark)
            && words::is_school(school)
        {
            named.school.get_or_insert_with(|| of(school));
            if named.area.is_none() && !area.is_empty() {
                named.area = Some(of(area));
            }
            return;
        }
    }
    if words::is_school(rest) && named.school.is_none() {
        named.school = Some(of(rest));
    } else if named.area.is_none() && !rest.is_empty() && rest != degree {
        named.area = Some(of(rest));
    }
}

fn is_area(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (1..=8).contains(&words)
        && !text.contains(|c: char| c.is_ascii_digit())
        && !words::is_land(text)
}

/// Without a grade at the end.
fn without_grade(text: &str) -> &str {
    let mut end = text.len();
    for mark in ["GPA", "CGPA", "Grade", "Note:", "Score", "cum laude", "Cum Laude"] {
        if let Some(at) = text.find(mark) {
            end = end.min(at);
        }
    }
    text[..end]
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | '|' | '-' | ';'))
}
