//! The lines of a document as one text, and where each of them stands in it.

use crate::layout::{Layout, Line};
use std::collections::HashSet;

/// Bytes of text that are kept.
const TEXT_MAX: usize = 4 << 20;

/// A text and the places of the lines in it.
pub(crate) struct Written {
    /// The text.
    pub(crate) text: String,
    /// For each line: first byte, byte after the last.
    pub(crate) places: Vec<(usize, usize)>,
}

/// Writes the lines, words that were divided at the end of a line joined again.
pub(crate) fn written(layout: &Layout) -> Written {
    let known = words(layout);
    let mut text = String::new();
    let mut places = Vec::with_capacity(layout.lines.len());
    let mut before: Option<&Line> = None;
    // The part of a line that was joined to the line before it.
    let mut taken = 0;
    for (index, line) in layout.lines.iter().enumerate() {
        if text.len() > TEXT_MAX {
            places.push((text.len(), text.len()));
            continue;
        }
        if let Some(before) = before {
            text.push_str(match () {
                () if before.page != line.page => "\n\u{c}",
                () if line.gap => "\n\n",
                () => "\n",
            });
        }
        let start = text.len();
        if line.item {
            text.push_str("• ");
        }
        let own = line.text();
        text.push_str(own[taken.min(own.len())..].trim_start());
        taken = 0;
        if let Some(next) = layout.lines.get(index + 1)
            && goes_on(line, next)
        {
            let rest = next.text();
            taken = join(&mut text, &rest, &known);
        }
        places.push((start, text.len()));
        before = Some(line);
    }
    Written { text, places }
}

/// Joins what follows, a divided word made whole, to what is there.
pub(crate) fn append(text: &mut String, next: &str, known: &HashSet<String>) {
    let taken = join(text, next, known);
    let rest = next[taken..].trim_start();
    if !rest.is_empty() {
        if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
        text.push_str(rest);
    }
}

/// All words of a document, by which divided words are recognized.
pub(crate) fn words(layout: &Layout) -> HashSet<String> {
    const WORDS_MAX: usize = 200_000;
    let mut words = HashSet::new();
    for line in &layout.lines {
        for word in line.text().split(|c: char| !c.is_alphanumeric() && c != '-') {
            if words.len() < WORDS_MAX {
                words.insert(word.to_lowercase());
            }
        }
    }
    words
}

/// Whether a line can be the continuation of the one before it.
fn goes_on(line: &Line, next: &Line) -> bool {
    line.page == next.page && !next.item && !next.gap && line.beside == next.beside
}

/// Joins the rest of a word that is divided at the end; how many bytes of the next line it took.
fn join(text: &mut String, next: &str, known: &HashSet<String>) -> usize {
    let Some(mark @ ('-' | '\u{ad}' | '\u{2010}')) = text.chars().last() else { return 0 };
    let body = &text[..text.len() - mark.len_utf8()];
    let first = body.rsplit(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or_default();
    let end = next.find(|c: char| !c.is_alphanumeric()).unwrap_or(next.len());
    let second = &next[..end];
    let lower = second.chars().next().is_some_and(char::is_lowercase);
    if first.chars().count() < 2 || !lower || first.contains(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    let hyphened = format!("{first}-{second}").to_lowercase();
    let whole = format!("{first}{second}").to_lowercase();
    if mark != '-' || known.contains(&whole) || !known.contains(&hyphened) {
        text.truncate(text.len() - mark.len_utf8());
    }
    // What clings to the word, as a comma does, goes with it.
    let end = next.find(char::is_whitespace).unwrap_or(next.len());
    text.push_str(&next[..end]);
    end
}

#[cfg(test)]
mod tests {
    use super::written;
    use crate::layout::{Layout, Line};

    #[test]
    fn divided_words_are_made_whole() {
        let lines = ["top of submis-", "sions, and well-", "known ones", "as well-known"];
        let layout = Layout { lines: lines.map(Line::plain).to_vec(), ..Layout::default() };
        let text = written(&layout).text;
        assert_eq!(text, "top of submissions,\nand well-known\nones\nas well-known");
    }
}
