//! Sections of a résumé: which lines are headings, and what stands below them.

use crate::layout::{Layout, Line};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What a section holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// A few sentences on oneself.
    Summary,
    /// Jobs.
    Work,
    /// Unpaid work.
    Volunteer,
    /// Studies.
    Education,
    /// Certificates.
    Certificates,
    /// Skills.
    Skills,
    /// Projects.
    Projects,
    /// What is not read further.
    Other,
}

/// Headings by what stands below them, in lower case; the list stands beside this file.
static HEADINGS: LazyLock<HashMap<&'static str, Section>> = LazyLock::new(|| {
    let mut headings = HashMap::new();
    let mut section = Section::Other;
    for line in include_str!("words/headings.txt").lines() {
        match line.strip_prefix("  ") {
            Some(name) => {
                headings.entry(name).or_insert(section);
            }
            None => section = named(line),
        }
    }
    headings
});

fn named(name: &str) -> Section {
    match name {
        "Work" => Section::Work,
        "Education" => Section::Education,
        "Summary" => Section::Summary,
        "Skills" => Section::Skills,
        "Certificates" => Section::Certificates,
        "Projects" => Section::Projects,
        "Volunteer" => Section::Volunteer,
        _ => Section::Other,
    }
}

/// A section: its kind, its heading's line, and the lines below.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    /// What it holds.
    pub(crate) section: Section,
    /// The lines below its heading.
    pub(crate) lines: Range<usize>,
}

/// What a heading says; nothing where it is none that is known.
pub(crate) fn section_of(text: &str) -> Option<Section> {
    let text = text.trim().trim_end_matches([':', '.']).trim();
    if text.is_empty() || text.chars().count() > 45 {
        return None;
    }
    let words: Vec<String> = text
        .to_lowercase()
        .replace(['&', '/', '+'], " and ")
        .split(|c: char| c.is_whitespace() || matches!(c, '|' | '•' | '—' | '–'))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(str::to_owned)
        .collect();
    let name = words.join(" ");
    let known = |name: &str| HEADINGS.get(name).copied();
    // Two headings in one: what comes first is what it is.
    known(&name).or_else(|| known(name.split(" and ").next()?).filter(|_| words.len() <= 5))
}

/// How a line looks.
type Look = (u32, bool, bool);

fn look(line: &Line, text: &str) -> Look {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    let capitals = letters.len() > 2 && letters.iter().all(|c| !c.is_lowercase());
    ((line.size * 4.0).round() as u32, line.bold(), capitals)
}

/// The lines before the first section, and the sections.
pub(crate) fn parts(layout: &Layout) -> (Range<usize>, Vec<Part>) {
    let lines = &layout.lines;
    let headings = headings(lines);
    let first = headings.first().map_or(lines.len(), |(at, _)| *at);
    let mut parts = Vec::new();
    for (index, (at, section)) in headings.iter().enumerate() {
        let end = headings.get(index + 1).map_or(lines.len(), |(next, _)| *next);
        parts.push(Part { section: *section, lines: at + 1..end });
    }
    (0..first, parts)
}

/// Lines that are headings, with what they say.
fn headings(lines: &[Line]) -> Vec<(usize, Section)> {
    let texts: Vec<String> = lines.iter().map(Line::text).collect();
    let known: Vec<Option<Section>> = lines
        .iter()
        .zip(&texts)
        .map(|(line, text)| if line.item { None } else { section_of(text) })
        .collect();
    let marked =
        lines.iter().zip(&known).filter(|(line, known)| known.is_some() && line.heading > 0);
    if let Some(level) = marked.map(|(line, _)| line.heading).min() {
        return at_level(lines, &known, level);
    }
    let usual = usual_look(lines, &texts);
    let looks: Vec<Look> = lines.iter().zip(&texts).map(|(line, text)| look(line, text)).collect();
    let stands_out =
        |at: usize| looks[at] != usual || lines[at].gap || at == 0 || texts[at].ends_with(':');
    let mut of_headings: HashMap<Look, usize> = HashMap::new();
    for at in (0..lines.len()).filter(|at| known[*at].is_some() && stands_out(*at)) {
        *of_headings.entry(looks[at]).or_default() += 1;
    }
    let most = of_headings.into_iter().max_by_key(|(look, count)| (*count, *look));
    let Some((heading, count)) = most else { return Vec::new() };
    let distinct = heading != usual && count > 1;
    let mut found = Vec::new();
    for at in 0..lines.len() {
        let same = looks[at] == heading;
        let one_cell = lines[at].cells.len() == 1 && !lines[at].item;
        let short = texts[at].split_whitespace().count() <= 6
            && !texts[at].contains(|c: char| c.is_ascii_digit() || c == '@' || c == ',');
        match known[at] {
            // A word such as "Research" in a line of its own style is a heading only in theirs.
            Some(section) if same || !distinct && stands_out(at) => found.push((at, section)),
            None if distinct && same && one_cell && short && !found.is_empty() => {
                found.push((at, Section::Other));
            }
            None if distinct && same && one_cell && short && lines[at].gap => {
                found.push((at, Section::Other));
            }
            _ => {}
        }
    }
    found
}

fn at_level(lines: &[Line], known: &[Option<Section>], level: u8) -> Vec<(usize, Section)> {
    let mut found: Vec<(usize, Section)> = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.heading == level) {
        // The name stands in a heading of the same level before the sections in some templates.
        if found.is_empty() && known[at].is_none() && at == 0 {
            continue;
        }
        let _ = line;
        found.push((at, known[at].unwrap_or(Section::Other)));
    }
    found
}

/// How most of the text looks.
fn usual_look(lines: &[Line], texts: &[String]) -> Look {
    let mut letters: HashMap<Look, usize> = HashMap::new();
    for (line, text) in lines.iter().zip(texts) {
        *letters.entry(look(line, text)).or_default() += text.len();
    }
    letters
        .into_iter()
        .max_by_key(|(look, count)| (*count, *look))
        .map_or((0, false, false), |(look, _)| look)
}

#[cfg(test)]
mod tests {
    use super::{Section, section_of};

    #[test]
    fn headings_of_many_languages_are_known() {
        for (text, want) in [
            ("EXPERIENCE", Section::Work),
            ("Work Experience:", Section::Work),
            ("Education & Certifications", Section::Education),
            ("Berufserfahrung", Section::Work),
            ("Compétences", Section::Skills),
            ("学歴", Section::Education),
            ("Опыт работы", Section::Work),
        ] {
            assert_eq!(section_of(text), Some(want), "{text}");
        }
        assert_eq!(section_of("Experienced engineer"), None);
    }
}
