//! Markdown: headings, items and emphasis to lines; addresses of links stay beside their words.

use crate::layout::{Cell, Line, Run};
use crate::plain;
use crate::{LINES_MAX, Read, found::note};
use bonafide_application::Hiding;

/// Whether text is plainly Markdown.
pub(crate) fn is_markdown(text: &str) -> bool {
    let head = text.lines().take(200);
    let (mut headings, mut emphasis) = (0, 0);
    for line in head {
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        headings += usize::from((1..=6).contains(&level) && line[level..].starts_with(' '));
        emphasis += usize::from(line.contains("**") || line.contains("]("));
    }
    headings > 0 && headings + emphasis > 1
}

/// Reads Markdown.
pub(crate) fn read(text: &str) -> Read {
    let mut read = Read::default();
    let text = without_comments(text, &mut read);
    let (mut gap, mut front) = (false, text.starts_with("---\n"));
    for (number, row) in text.lines().take(LINES_MAX).enumerate() {
        if front && number > 0 {
            front = row.trim() != "---";
            continue;
        }
        let trimmed = row.trim();
        let rule =
            trimmed.len() >= 3 && trimmed.chars().all(|c| matches!(c, '-' | '*' | '_' | '='));
        if trimmed.is_empty() || rule || trimmed.starts_with("```") {
            gap = true;
            continue;
        }
        let level = trimmed.bytes().take_while(|byte| *byte == b'#').count();
        let heading = (1..=6).contains(&level) && trimmed[level..].starts_with(' ');
        let body = if heading { trimmed[level..].trim() } else { trimmed };
        let mut line = Line { gap, cells: cells(body), ..Line::default() };
        line.heading = if heading { level as u8 } else { 0 };
        plain::mark_item(&mut line);
        gap = false;
        if !line.is_blank() {
            read.layout.lines.push(line);
        }
    }
    if read.layout.lines.is_empty() {
        read.error = Some("the document holds no text".to_owned());
    }
    read
}

/// The text without its comments, which nobody sees where it is rendered.
fn without_comments(text: &str, read: &mut Read) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("<!--") {
        kept.push_str(&rest[..at]);
        let comment = &rest[at + 4..];
        let end = comment.find("-->").unwrap_or(comment.len());
        note(&mut read.facts.hidden, Hiding::NotShown, 0, &comment[..end]);
        rest = comment.get(end + 3..).unwrap_or_default();
    }
    kept.push_str(rest);
    kept
}

/// A row as cells: those of a table, otherwise one.
fn cells(row: &str) -> Vec<Cell> {
    let parts: Vec<&str> = match row.strip_prefix('|') {
        Some(inner) => inner.trim_end_matches('|').split('|').collect(),
        None => vec![row],
    };
    parts.iter().map(|part| Cell { runs: runs(part.trim()), ..Cell::default() }).collect()
}

/// Text with its emphasis as runs.
fn runs(text: &str) -> Vec<Run> {
    let mut runs = vec![Run::default()];
    let (mut bold, mut italic) = (false, false);
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let length = character.len_utf8();
        if rest.starts_with("**") || rest.starts_with("__") {
            bold = !bold;
            runs.push(Run { bold, italic, ..Run::default() });
            rest = &rest[2..];
            continue;
        }
        let after = rest[length..].chars().next();
        let before = runs.iter().rev().find_map(|run| run.text.chars().last());
        let opens = !italic && after.is_some_and(|c| !c.is_whitespace());
        let inside =
            before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        if matches!(character, '*' | '_') && (opens || italic) && !inside {
            italic = !italic;
            runs.push(Run { bold, italic, ..Run::default() });
            rest = &rest[1..];
            continue;
        }
        if let Some((words, address, length)) = link(rest) {
            push(&mut runs, words);
            let address = address.strip_prefix("mailto:").unwrap_or(address);
            if !words.contains(address) && !address.starts_with('#') {
                push(&mut runs, &format!(" ({address})"));
            }
            rest = &rest[length..];
            continue;
        }
        if character == '\\' && after.is_some_and(|c| c.is_ascii_punctuation()) {
            rest = &rest[1..];
            let escaped = rest.chars().next().map_or(0, char::len_utf8);
            push(&mut runs, &rest[..escaped]);
            rest = &rest[escaped..];
            continue;
        }
        if character != '`' {
            push(&mut runs, &rest[..length]);
        }
        rest = &rest[length..];
    }
    runs.retain(|run| !run.text.is_empty());
    runs
}

fn push(runs: &mut [Run], text: &str) {
    if let Some(run) = runs.last_mut() {
        run.text.push_str(text);
    }
}

/// A link or picture at the beginning: its words, its address, its length.
fn link(text: &str) -> Option<(&str, &str, usize)> {
    const LINK_MAX: usize = 600;
    let mark = usize::from(text.starts_with('!'));
    if !text[mark..].starts_with('[') {
        return None;
    }
    let mut end = text.len().min(LINK_MAX);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let near = &text[..end];
    let middle = near.find("](")?;
    let close = near[middle..].find(')')? + middle;
    Some((&near[mark + 1..middle], &near[middle + 2..close], close + 1))
}

#[cfg(test)]
mod tests {
    use super::{is_markdown, read};

    #[test]
    fn emphasis_links_and_headings_are_read() {
        let text = "# Ana Example\n\n**Acme**, *Engineer* at [site](https://acme.example)\n- it\\*s\n<!-- a note nobody sees -->\n";
        assert!(is_markdown(text));
        let read = read(text);
        let lines = &read.layout.lines;
        assert_eq!((lines[0].text().as_str(), lines[0].heading), ("Ana Example", 1));
        assert_eq!(lines[1].text(), "Acme, Engineer at site (https://acme.example)");
        assert!(lines[1].cells[0].runs[0].bold && lines[2].item);
        assert_eq!(read.facts.hidden[0].text, "a note nobody sees");
    }
}
