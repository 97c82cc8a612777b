//! Text with layout to the structure of JSON Resume, each value with the place where it stands.
//!
//! What is not recognized stays in the text alone; nothing is filled in that is not written.

mod contact;
mod dates;
mod entries;
mod jobs;
mod lists;
mod pieces;
mod sections;
mod studies;
mod words;

use crate::Span;
use crate::layout::{Layout, Line};
use crate::text::{Written, append};
use bonafide_application::Resume;
use sections::{Part, Section};
use std::collections::HashSet;

/// Values of one résumé whose places are kept.
const SPANS_MAX: usize = 2_000;

/// Entries of one section.
const ENTRIES_MAX: usize = 100;

/// Puts a résumé together.
pub(crate) struct Builder<'l> {
    /// The lines of the document.
    pub(crate) lines: &'l [Line],
    /// All words of the document.
    pub(crate) known: HashSet<String>,
    /// The résumé so far.
    pub(crate) resume: Resume,
    /// Whether what is read now stands before the first section.
    pub(crate) in_head: bool,
    spans: Vec<Span>,
    written: &'l Written,
}

impl Builder<'_> {
    /// Notes where a value stands: at or after the beginning of a line.
    pub(crate) fn say(&mut self, value: &str, text: &str, line: usize) {
        const LOOK_AHEAD: usize = 2_000;
        let (Some(place), Some(own)) = (self.written.places.get(line), self.lines.get(line)) else {
            return;
        };
        if self.spans.len() >= SPANS_MAX || text.is_empty() {
            return;
        }
        let mut end = (place.0 + LOOK_AHEAD).min(self.written.text.len());
        while !self.written.text.is_char_boundary(end) {
            end -= 1;
        }
        let near = self.written.text.get(place.0..end).unwrap_or_default();
        let found = near.find(text).map(|at| (place.0 + at, place.0 + at + text.len()));
        let (start, end) = found.unwrap_or(*place);
        self.spans.push(Span { value: value.to_owned(), page: own.page, start, end });
    }

    /// Lines as one text.
    pub(crate) fn joined(&self, lines: &[usize]) -> String {
        let mut text = String::new();
        for at in lines {
            append(&mut text, &self.lines[*at].text(), &self.known);
        }
        text
    }
}

/// The résumé of a document, and where its values stand.
pub(crate) fn read(layout: &Layout, written: &Written) -> (Resume, Vec<Span>) {
    let mut builder = Builder {
        lines: &layout.lines,
        known: crate::text::words(layout),
        resume: Resume::default(),
        in_head: true,
        spans: Vec::new(),
        written,
    };
    let (head, parts) = sections::parts(layout);
    contact::read(&mut builder, head.clone());
    for address in layout.links.iter().filter(|address| address.starts_with("http")) {
        builder.in_head = false;
        contact::link(&mut builder, address, usize::MAX);
    }
    builder.in_head = false;
    for part in &parts {
        read_part(&mut builder, part);
    }
    (builder.resume, builder.spans)
}

fn read_part(builder: &mut Builder<'_>, part: &Part) {
    match part.section {
        Section::Summary => {
            let lines: Vec<usize> = part.lines.clone().collect();
            let text = builder.joined(&lines);
            if builder.resume.basics.summary.is_none() && !text.is_empty() {
                if let Some(first) = lines.first() {
                    let begin = builder.lines[*first].text();
                    builder.say("basics.summary", &begin, *first);
                }
                builder.resume.basics.summary = Some(text);
            }
        }
        Section::Work | Section::Volunteer => jobs::read(builder, part),
        Section::Education => studies::read(builder, part),
        Section::Projects => lists::projects(builder, part),
        Section::Certificates => lists::certificates(builder, part),
        Section::Skills => lists::skills(builder, part),
        Section::Other => {}
    }
}
