//! Sections that are lists: projects, certificates and skills.

use super::jobs::{highlights, summary};
use super::pieces;
use super::sections::Part;
use super::{Builder, ENTRIES_MAX, entries};
use bonafide_application::{Certificate, Project, Skill};

/// Keywords of one skill.
const KEYWORDS_MAX: usize = 100;

/// Reads a section of projects.
pub(crate) fn projects(builder: &mut Builder<'_>, part: &Part) {
    for entry in entries::divide(builder.lines, &part.lines) {
        let index = builder.resume.projects.len();
        if index >= ENTRIES_MAX {
            return;
        }
        let head = pieces::take_apart(builder.lines, &entry.head);
        let Some(name) = head.names.first() else { continue };
        builder.say(&format!("projects.{index}.name"), &name.text, name.line);
        let dates = head.dates.first().map(|(dates, _)| dates);
        let rest: Vec<&str> = head.names[1..].iter().map(|piece| piece.text.as_str()).collect();
        let description =
            summary(builder, &entry).or_else(|| (!rest.is_empty()).then(|| rest.join(", ")));
        let project = Project {
            name: Some(name.text.clone()),
            description,
            highlights: highlights(builder, &entry, &format!("projects.{index}.highlights")),
            start_date: dates.and_then(|dates| dates.from),
            end_date: dates.and_then(|dates| dates.to),
            ..Project::default()
        };
        builder.resume.projects.push(project);
    }
}

/// Reads a section of certificates.
pub(crate) fn certificates(builder: &mut Builder<'_>, part: &Part) {
    for entry in entries::divide(builder.lines, &part.lines) {
        let mut rows = vec![entry.head.clone()];
        rows.extend(entry.items.iter().cloned());
        for row in rows {
            let index = builder.resume.certificates.len();
            if index >= ENTRIES_MAX {
                return;
            }
            let head = pieces::take_apart(builder.lines, &row);
            let mut names = head.names.iter();
            let Some(name) = names.next() else { continue };
            let mut parts = pieces::commas(&name.text).into_iter();
            let issuer = names.next().map(|piece| piece.text.clone());
            let (text, issuer) = match issuer {
                Some(issuer) => (name.text.clone(), Some(issuer)),
                None => (parts.next().unwrap_or_default(), parts.next()),
            };
            builder.say(&format!("certificates.{index}.name"), &text, name.line);
            builder.resume.certificates.push(Certificate {
                name: Some(text),
                issuer,
                date: head.dates.first().and_then(|(dates, _)| dates.from),
                url: None,
            });
        }
    }
}

/// Reads a section of skills: a name with its keywords, or keywords alone.
pub(crate) fn skills(builder: &mut Builder<'_>, part: &Part) {
    let mut rows: Vec<(usize, String)> = Vec::new();
    for at in part.lines.clone() {
        let line = &builder.lines[at];
        let text = line.text();
        let named =
            text.split_once(':').is_some_and(|(name, _)| name.split_whitespace().count() <= 5);
        let open = rows.last().is_some_and(|(_, row)| row.ends_with(',') || row.contains(':'));
        if !rows.is_empty() && open && !named && !line.item && !line.gap && !line.bold() {
            if let Some((_, row)) = rows.last_mut() {
                crate::text::append(row, &text, &builder.known);
            }
            continue;
        }
        rows.push((at, text));
    }
    for (at, row) in rows {
        let (name, list) = match row.split_once(':') {
            Some((name, list)) if name.split_whitespace().count() <= 5 => (Some(name.trim()), list),
            _ => (None, row.as_str()),
        };
        let keywords: Vec<String> = list
            .split([',', ';', '|', '•', '·'])
            .flat_map(|part| part.split("  "))
            .map(|word| word.trim().trim_end_matches('.').to_owned())
            .filter(|word| !word.is_empty() && word.split_whitespace().count() <= 6)
            .take(KEYWORDS_MAX)
            .collect();
        let index = builder.resume.skills.len();
        if keywords.is_empty() && name.is_none() || index >= ENTRIES_MAX {
            continue;
        }
        builder.say(&format!("skills.{index}"), name.unwrap_or(&row), at);
        builder.resume.skills.push(match (name, keywords.as_slice()) {
            (None, [only]) => Skill { name: Some(only.clone()), ..Skill::default() },
            _ => Skill { name: name.map(str::to_owned), keywords, ..Skill::default() },
        });
    }
}
