//! Plain text: lines as they stand, cells where blanks set them apart.

use crate::layout::{Cell, Line, Run};
use crate::pdf::DOTS;
use crate::{LINES_MAX, Read};

/// Blanks that set cells apart.
const CELL_BLANKS: usize = 3;

/// Columns of text that are one point, so that places of characters compare with those of pages.
const POINTS_PER_COLUMN: f32 = 5.0;

/// Reads plain text.
pub(crate) fn read(text: &str) -> Read {
    let mut read = Read::default();
    let mut gap = false;
    for (number, row) in text.split(['\n', '\u{c}', '\u{b}']).take(LINES_MAX).enumerate() {
        let mut line = Line { gap, cells: cells(row.trim_end()), ..Line::default() };
        line.y = number as f32 * 12.0;
        gap = line.is_blank();
        if gap {
            continue;
        }
        mark_item(&mut line);
        line.heading = u8::from(is_underlined(text, row)) * 2;
        if !is_rule(row) {
            read.layout.lines.push(line);
        }
    }
    if read.layout.lines.is_empty() {
        read.error = Some("the document holds no text".to_owned());
    }
    read
}

/// A row of text as cells.
fn cells(row: &str) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    let (mut blanks, mut column) = (CELL_BLANKS, 0_usize);
    for character in row.chars() {
        column += if character == '\t' { 8 - column % 8 } else { 1 };
        if character == '\t' {
            blanks += CELL_BLANKS;
        } else if character.is_whitespace() {
            blanks += 1;
        } else {
            let left = (column - 1) as f32 * POINTS_PER_COLUMN;
            if blanks >= CELL_BLANKS || cells.is_empty() {
                cells.push(Cell { left, right: left, runs: vec![Run::default()] });
            }
            if let Some(cell) = cells.last_mut() {
                let run = &mut cell.runs[0];
                if blanks > 0 && !run.text.is_empty() {
                    run.text.push(' ');
                }
                run.text.push(character);
                cell.right = left + POINTS_PER_COLUMN;
            }
            blanks = 0;
        }
    }
    cells
}

/// A row of nothing but strokes.
fn is_rule(row: &str) -> bool {
    let row = row.trim();
    row.len() >= 3
        && row.chars().all(|c| matches!(c, '-' | '=' | '_' | '*' | '─' | '—' | '~' | '#'))
}

/// Whether the row after this one is a rule below it, which makes it a heading.
fn is_underlined(text: &str, row: &str) -> bool {
    let end = row.as_ptr() as usize - text.as_ptr() as usize + row.len();
    let next = text[end..].split('\n').nth(1).unwrap_or_default();
    is_rule(next) && row.trim().chars().count() <= 40
}

/// Takes the sign off the beginning of an item.
pub(crate) fn mark_item(line: &mut Line) {
    if line.cells.len() > 1 && is_sign(&line.cells[0].text()) {
        line.cells.remove(0);
        line.item = true;
        return;
    }
    let Some(run) = line
        .cells
        .first_mut()
        .and_then(|cell| cell.runs.iter_mut().find(|run| !run.text.trim().is_empty()))
    else {
        return;
    };
    let text = run.text.trim_start();
    let mut rest = text.chars();
    let Some(first) = rest.next() else { return };
    let dashed =
        matches!(first, '-' | '–' | '—' | '*' | '−' | '+') && rest.as_str().starts_with(' ');
    if DOTS.contains(&first) || dashed {
        run.text = rest.as_str().trim_start().to_owned();
        line.item = true;
    }
}

fn is_sign(text: &str) -> bool {
    let mut characters = text.chars();
    let first = characters.next();
    characters.next().is_none()
        && first
            .is_some_and(|c| DOTS.contains(&c) || matches!(c, '-' | '–' | '—' | '*' | '−' | 'o'))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn blanks_set_cells_apart_and_signs_begin_items() {
        let read = read("Acme Corp          2019 - 2021\n\n  - built it\nEducation\n=========\n");
        let lines = &read.layout.lines;
        assert_eq!(lines[0].cells.len(), 2);
        assert!(lines[1].item && lines[1].gap);
        assert_eq!(lines[1].text(), "built it");
        assert_eq!((lines[2].text().as_str(), lines[2].heading), ("Education", 2));
        assert_eq!(lines.len(), 3);
    }
}
