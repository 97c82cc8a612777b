//! Entries of a section: jobs, studies, projects; each has a head and what stands below it.

use super::dates;
use crate::layout::Line;
use std::ops::Range;

/// Words from which a line is a sentence, not part of a head.
const HEAD_WORDS_MAX: usize = 16;

/// An entry.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Entry {
    /// Lines of the head: names, dates and places, those at the margin included.
    pub(crate) head: Vec<usize>,
    /// Sentences below it, each of its lines.
    pub(crate) sentences: Vec<Vec<usize>>,
    /// Items below it, each of its lines.
    pub(crate) items: Vec<Vec<usize>>,
}

/// What was read last.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    Head,
    Sentence,
    Item,
}

/// Divides the lines of a section into entries.
pub(crate) fn divide(lines: &[Line], part: &Range<usize>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut last = Last::Head;
    let subheads = part.clone().any(|at| lines[at].heading > 0);
    // Items that are the only form of a section are its entries.
    let only_items = part
        .clone()
        .all(|at| lines[at].item || at > part.start && !lines[at].gap && !lines[at].bold());
    for at in part.clone() {
        let line = &lines[at];
        if is_running(lines, at) {
            continue;
        }
        if entries.is_empty() {
            entries.push(Entry::default());
        }
        let count = entries.len();
        let entry = &mut entries[count - 1];
        if line.beside && !line.item {
            beside(lines, entry, at);
            continue;
        }
        if line.item && !only_items {
            entry.items.push(vec![at]);
            last = Last::Item;
            continue;
        }
        if line.item {
            if !entry.head.is_empty() {
                entries.push(Entry::default());
            }
            let count = entries.len();
            entries[count - 1].head.push(at);
            last = Last::Head;
            continue;
        }
        if last != Last::Head && goes_on(lines, entry, at) {
            let below = if last == Last::Item { &mut entry.items } else { &mut entry.sentences };
            if let Some(lines) = below.last_mut() {
                lines.push(at);
                continue;
            }
        }
        if is_indented(lines, entry, at) {
            entry.items.push(vec![at]);
            last = Last::Item;
            continue;
        }
        let under = subheads && entry.head.len() > 1 && dates::find(&line.text()).is_empty();
        if (is_sentence(line) || under) && !entry.head.is_empty() && line.heading == 0 {
            if line.gap && last == Last::Sentence
                || entry.sentences.is_empty()
                || last != Last::Sentence
            {
                entry.sentences.push(vec![at]);
            } else if let Some(lines) = entry.sentences.last_mut() {
                lines.push(at);
            }
            last = Last::Sentence;
            continue;
        }
        if begins_new(lines, entry, at, subheads) {
            entries.push(Entry::default());
        }
        let count = entries.len();
        entries[count - 1].head.push(at);
        last = Last::Head;
    }
    entries.retain(|entry| !entry.head.is_empty());
    entries
}

/// What stands at the margin belongs to the head, and more than a few words to what is below.
fn beside(lines: &[Line], entry: &mut Entry, at: usize) {
    if lines[at].text().split_whitespace().count() > HEAD_WORDS_MAX {
        entry.sentences.push(vec![at]);
    } else {
        entry.head.push(at);
    }
}

/// Numbers of pages and the like, at the top or the bottom of each page.
fn is_running(lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    let edge = |other: Option<&Line>| other.is_none_or(|other| other.page != line.page);
    let first = edge(at.checked_sub(1).and_then(|before| lines.get(before)));
    let last = edge(lines.get(at + 1));
    if line.page == 0 || !first && !last {
        return false;
    }
    let text = line.text();
    let bare = text.trim().trim_start_matches("Page").trim();
    let (before, after) =
        bare.rsplit_once('/').or_else(|| bare.rsplit_once(" of ")).unwrap_or((bare, ""));
    let number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let count = before.split_whitespace().next_back().is_some_and(number);
    count && (number(after.trim()) || after.is_empty() && number(bare))
}

/// Whether a line continues the item or sentence before it.
fn goes_on(lines: &[Line], entry: &Entry, at: usize) -> bool {
    let line = &lines[at];
    if line.gap || line.heading > 0 || line.bold() || line.cells.len() > 1 {
        // A new page begins with what the last one left open.
        let turned = at > 0 && lines[at - 1].page != line.page && !line.bold() && line.heading == 0;
        if !turned || line.cells.len() > 1 {
            return false;
        }
    }
    let text = line.text();
    if text.starts_with(|c: char| c.is_lowercase()) {
        return true;
    }
    if dates::find(&text).iter().any(|dates| dates.span) {
        return false;
    }
    let open = entry.items.last().or(entry.sentences.last()).and_then(|lines| lines.first());
    let Some(open) = open.map(|open| &lines[*open]) else { return false };
    if line.page == 0 {
        // Formats without lines end each paragraph by itself; text is broken at its right edge.
        return line.y > 0.0 && open.cells.len() == 1 && at > 0 && lines[at - 1].text().len() > 50;
    }
    let head = entry.head.first().map_or(0.0, |head| lines[*head].left());
    line.left() >= open.left() - 1.0 && (line.left() > head + 2.0 || !ends(&lines[at - 1]))
}

/// Whether a line ends a sentence, or stops well before the edge.
fn ends(line: &Line) -> bool {
    line.text().ends_with(['.', '!', ':', ';'])
}

/// Whether a line stands further in than the head above it: an item whose mark is drawn, as
/// browsers draw it, and no letter.
fn is_indented(lines: &[Line], entry: &Entry, at: usize) -> bool {
    const INDENT_MIN: f32 = 10.0;
    const INDENT_MAX: f32 = 60.0;
    let line = &lines[at];
    let Some(head) = entry.head.iter().rev().find(|head| !lines[**head].beside) else {
        return false;
    };
    let indent = line.left() - lines[*head].left();
    line.page > 0
        && line.page == lines[*head].page
        && (INDENT_MIN..INDENT_MAX).contains(&indent)
        && line.cells.len() == 1
        && !line.bold()
        && line.heading == 0
        && (line.text().split_whitespace().count() > 3 || is_wide_sentence(&line.text()))
        && dates::find(&line.text()).is_empty()
}

/// Whether a text is a sentence in a script of few or no blanks, whose words do not count.
fn is_wide_sentence(text: &str) -> bool {
    text.ends_with(['.', '。']) && text.chars().any(|c| c as u32 > 0x1100)
}

fn is_sentence(line: &Line) -> bool {
    let text = line.text();
    let words = text.split_whitespace().count();
    let dated = dates::find(&text).iter().any(|dates| dates.span);
    !dated
        && line.cells.len() == 1
        && !line.bold()
        && (words > HEAD_WORDS_MAX
            || words > 4 && text.ends_with('.')
            || is_wide_sentence(&text)
            || words > 9 && line.page > 0 && !text.contains(" | "))
}

/// Whether a line is the head of the next entry.
fn begins_new(lines: &[Line], entry: &Entry, at: usize, subheads: bool) -> bool {
    let line = &lines[at];
    if entry.head.is_empty() {
        return false;
    }
    if subheads {
        return line.heading > 0;
    }
    if !entry.items.is_empty() {
        return true;
    }
    let span = |at: usize| dates::find(&lines[at].text()).iter().any(|dates| dates.span);
    let any = |at: usize| !dates::find(&lines[at].text()).is_empty();
    let dated = entry.head.iter().any(|at| any(*at));
    if dated && span(at) && entry.head.iter().any(|at| span(*at)) {
        return true;
    }
    let first = &lines[entry.head[0]];
    let alike = first.bold() == line.bold()
        && (first.size - line.size).abs() < 0.3
        && (first.left() - line.left()).abs() < 2.0
        && (line.bold() || first.cells.len() == line.cells.len() && line.cells.len() > 1);
    dated && (alike || line.gap) || !entry.sentences.is_empty() && (line.gap || line.bold())
}

#[cfg(test)]
mod tests {
    use super::divide;
    use crate::plain;

    #[track_caller]
    fn heads(text: &str) -> Vec<usize> {
        let lines = plain::read(text).layout.lines;
        divide(&lines, &(0..lines.len())).iter().map(|entry| entry.items.len()).collect()
    }

    #[test]
    fn entries_begin_after_items_and_at_new_dates() {
        let text = "Acme, Engineer   2019 - 2020\n- a\n- b\nBeta, Engineer   2017 - 2019\n- c\n";
        assert_eq!(heads(text), [2, 1]);
        assert_eq!(
            heads("BSc, A University   2010 - 2013\nMSc, B University   2013 - 2015\n"),
            [0, 0]
        );
    }
}
