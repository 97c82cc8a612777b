//! Letters of a page to lines in reading order.
//!
//! Programs that write PDF put text in the order in which it is read, almost without exception: a
//! cell of a table, a column, an entry's dates at the margin. That order is kept; places decide
//! only what is one word, one cell and one line. Where the order on the page is plainly not one of
//! reading, places decide it too.

use super::page::Letter;
use super::{floating, order};
use crate::layout::{Cell, Line, Run};
use crate::plain::mark_item;

/// Space between letters from which it parts words, as a share of their height. A blank of most
/// fonts is 0.25 wide, and kerning stays below 0.1.
const WORD_GAP: f32 = 0.17;

/// Space from which it parts cells; blanks of justified text stay below it.
const CELL_GAP: f32 = 1.6;

/// How far letters of one line may stand above or below one another, for raised letters.
const BASELINE_DRIFT: f32 = 0.4;

/// Letters on one baseline, close to one another, in the order drawn.
#[derive(Clone, Debug)]
struct Chunk {
    letters: Vec<Letter>,
}

impl Chunk {
    fn last(&self) -> &Letter {
        self.letters.last().expect("a chunk is made with its first letter")
    }

    fn first(&self) -> &Letter {
        self.letters.first().expect("a chunk is made with its first letter")
    }

    /// The height of most letters.
    fn size(&self) -> f32 {
        self.letters.iter().map(|letter| letter.size).fold(0.0, f32::max)
    }
}

/// The lines of a page.
pub(crate) fn lines(letters: &[Letter], page: u32) -> Vec<Line> {
    let upright: Vec<&Letter> = letters.iter().filter(|letter| !letter.turned).collect();
    let turned: Vec<&Letter> = letters.iter().filter(|letter| letter.turned).collect();
    let mut lines = Vec::new();
    for chunk in chunks(&upright) {
        let cell = cell(&chunk);
        if cell.text().is_empty() {
            continue;
        }
        let (y, size) = (baseline(&chunk), chunk.size());
        match lines.last_mut() {
            Some(line) if continues(line, &cell, y) => line.cells.push(cell),
            Some(line) if was_drawn_late(line, &cell, y) => line.cells.insert(0, cell),
            _ => lines.push(Line { page, y, size, cells: vec![cell], ..Line::default() }),
        }
    }
    for line in &mut lines {
        mark_item(line);
    }
    lines.retain(|line| !line.is_blank());
    let mut lines = order::in_reading_order(floating::settle(lines));
    mark_gaps(&mut lines);
    lines.extend(turned_lines(&turned, page));
    lines
}

/// Text at an angle, as it was drawn, after everything else.
fn turned_lines(letters: &[&Letter], page: u32) -> Option<Line> {
    let text: String = letters.iter().map(|letter| letter.character).collect();
    let mut line = Line::plain(text.trim());
    line.page = page;
    (!line.is_blank()).then_some(line)
}

fn chunks(letters: &[&Letter]) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut cut = false;
    for letter in letters {
        if is_icon(letter.character) {
            cut = true;
            continue;
        }
        let parted = cut && letter.character != ' ';
        cut &= !parted;
        if let Some(chunk) = chunks.last_mut().filter(|_| !parted) {
            if is_drawn_again(chunk, letter) {
                continue;
            }
            if follows(chunk, letter) {
                chunk.letters.push((*letter).clone());
                continue;
            }
        }
        chunks.push(Chunk { letters: vec![(*letter).clone()] });
    }
    chunks
}

/// Whether a letter goes on where the chunk ends.
fn follows(chunk: &Chunk, letter: &Letter) -> bool {
    let last = chunk.last();
    let size = last.size.max(letter.size).max(1.0);
    let blanks = chunk.letters.iter().rev().take_while(|l| l.character == ' ').count();
    let gap = letter.left - last.right;
    let level = (letter.y - last.y).abs() <= BASELINE_DRIFT * size;
    level && gap <= CELL_GAP * size && gap >= -0.5 * size && (blanks < 4 || letter.character == ' ')
}

/// Whether a letter is drawn over itself, which makes it look bold.
fn is_drawn_again(chunk: &Chunk, letter: &Letter) -> bool {
    let mut near = chunk.letters.iter().rev().take(64);
    letter.character != ' '
        && near.any(|other| {
            other.character == letter.character
                && (other.left - letter.left).abs() < 0.12 * letter.size
                && (other.y - letter.y).abs() < 0.12 * letter.size
        })
}

fn baseline(chunk: &Chunk) -> f32 {
    let tallest = chunk.letters.iter().max_by(|a, b| a.size.total_cmp(&b.size));
    tallest.unwrap_or_else(|| chunk.first()).y
}

/// Whether a cell goes on in the same line, further to the right.
fn continues(line: &Line, cell: &Cell, y: f32) -> bool {
    (line.y - y).abs() <= BASELINE_DRIFT * line.size && cell.left >= line.right() - 1.0
}

/// Whether a cell is the beginning of a line whose dates, at the right edge, were drawn first, as
/// browsers do with what floats.
fn was_drawn_late(line: &Line, cell: &Cell, y: f32) -> bool {
    const DATES_MAX: usize = 40;
    let [dates] = line.cells.as_slice() else { return false };
    let text = dates.text();
    (line.y - y).abs() <= BASELINE_DRIFT * line.size
        && cell.right + CELL_GAP * line.size <= dates.left
        && text.len() <= DATES_MAX
        && text.ends_with(|c: char| c.is_alphanumeric())
        && text.contains(|c: char| c.is_ascii_digit())
}

/// The words of a chunk in runs of one style.
fn cell(chunk: &Chunk) -> Cell {
    let wide = letter_spacing(chunk);
    let mut runs: Vec<Run> = Vec::new();
    let mut before: Option<&Letter> = None;
    for letter in &chunk.letters {
        let character = readable(letter.character);
        let gap = before.map_or(0.0, |before| letter.left - before.right);
        let is_apart = gap > WORD_GAP * letter.size + wide;
        let blank = character == ' ' || character == '\0';
        if blank && wide > 0.0 && gap <= 0.0 {
            before = Some(letter);
            continue;
        }
        let bold = letter.bold;
        let fits =
            runs.last().is_some_and(|run| blank || run.bold == bold && run.italic == letter.italic);
        if !fits {
            runs.push(Run { text: String::new(), bold, italic: letter.italic });
        }
        let ends_blank = runs.iter().rev().find(|run| !run.text.is_empty());
        let ends_blank = ends_blank.is_none_or(|run| run.text.ends_with(' '));
        if let Some(run) = runs.last_mut() {
            if (is_apart || blank) && !ends_blank {
                run.text.push(' ');
            }
            if !blank {
                run.text.push(character);
            }
        }
        before = Some(letter);
    }
    let right =
        chunk.letters.iter().rev().find(|l| l.character != ' ').unwrap_or(chunk.last()).right;
    Cell { left: chunk.first().left, right, runs }
}

/// Space that stands between all letters of a chunk, as in spaced headings; otherwise 0.
fn letter_spacing(chunk: &Chunk) -> f32 {
    let mut gaps: Vec<f32> = Vec::new();
    for pair in chunk.letters.windows(2) {
        let [a, b] = pair else { continue };
        if a.character.is_alphanumeric() && b.character.is_alphanumeric() {
            gaps.push((b.left - a.right) / b.size.max(1.0));
        }
    }
    if gaps.len() < 3 {
        return 0.0;
    }
    gaps.sort_by(f32::total_cmp);
    let usual = gaps[gaps.len() / 4];
    if usual > 0.12 { usual * chunk.size() } else { 0.0 }
}

/// Whether a character is a picture of something, which fonts keep in their private area.
fn is_icon(character: char) -> bool {
    readable(character) == ' ' && matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// A character as it is read. Icons, which fonts keep in their private area, are blank, but for
/// the dots of lists.
fn readable(character: char) -> char {
    match character {
        '\u{f0b7}' | '\u{f0a7}' | '\u{f076}' | '\u{f0d8}' | '\u{f0fc}' => '•',
        '\u{e000}'..='\u{f8ff}'
        | '\u{f0000}'..
        | '\0'..='\u{1f}'
        | '\u{a0}'
        | '\u{2000}'..='\u{200a}'
        | '\u{202f}'
        | '\u{fffd}' => ' ',
        other => other,
    }
}

/// Signs that begin an item of a list.
pub(crate) const DOTS: [char; 22] = [
    '•', '◦', '▪', '‣', '●', '○', '■', '□', '·', '∙', '⁃', '➢', '➤', '►', '▸', '♦', '❖', '✓', '✔',
    '⋄', '◆', '▹',
];

/// Marks lines that stand further below the one before than lines usually do.
fn mark_gaps(lines: &mut [Line]) {
    let mut steps: Vec<f32> = Vec::new();
    for pair in lines.windows(2) {
        let step = (pair[1].y - pair[0].y) / pair[1].size.max(1.0);
        if step > 0.5 && step < 3.0 {
            steps.push(step);
        }
    }
    steps.sort_by(f32::total_cmp);
    let usual = steps.get(steps.len() / 3).copied().unwrap_or(1.3);
    for index in 1..lines.len() {
        let step = lines[index].y - lines[index - 1].y;
        let size = lines[index].size.max(lines[index - 1].size).max(1.0);
        lines[index].gap = step < -size || step > size * usual * 1.3;
    }
}
