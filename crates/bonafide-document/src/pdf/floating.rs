//! Dates beside the text that they belong to: broken in a narrow column, or set afloat by a
//! browser, which draws what floats before everything else.

use crate::layout::{Cell, Line};

/// How far baselines of one line may be apart, as a share of the letters' height.
const DRIFT: f32 = 0.4;

/// Space between a text and the dates at its margin, as a share of the letters' height.
const MARGIN: f32 = 1.6;

/// Letters of dates.
const DATES_MAX: usize = 40;

/// What stands in place of the second date of a span that goes on.
const ONGOING: [&str; 6] = ["present", "current", "now", "today", "ongoing", "heute"];

/// Puts the dates of a page to the lines that they belong to.
pub(crate) fn settle(lines: Vec<Line>) -> Vec<Line> {
    beside(whole(lines))
}

/// Makes dates whole that are broken over two lines, and has what stands right of the first go on
/// in that line.
fn whole(lines: Vec<Line>) -> Vec<Line> {
    let mut settled: Vec<Line> = Vec::with_capacity(lines.len());
    let mut joined = false;
    for line in lines {
        match settled.last_mut() {
            Some(open) if is_rest(open, &line) => {
                let right = open.right().max(line.right());
                let rest = format!(" {}", line.text());
                if let Some(cell) = open.cells.last_mut() {
                    cell.right = right;
                    if let Some(run) = cell.runs.last_mut() {
                        run.text.push_str(&rest);
                    }
                }
                joined = true;
            }
            Some(dates) if joined && is_level(dates, &line) && line.left() > dates.right() => {
                dates.cells.extend(line.cells);
                joined = false;
            }
            _ => {
                settled.push(line);
                joined = false;
            }
        }
    }
    settled
}

/// Whether a line is the rest of the dates in the line above it.
fn is_rest(open: &Line, line: &Line) -> bool {
    let ([above], [below]) = (open.cells.as_slice(), line.cells.as_slice()) else { return false };
    let (first, rest) = (above.text(), below.text());
    let last = first.split_whitespace().next_back().unwrap_or_default();
    let ends_open = last.ends_with(['-', '–', '—']) || matches!(last, "to" | "until" | "bis");
    let step = line.y - open.y;
    let aligned = (above.left - below.left).abs() < 2.0 || (above.right - below.right).abs() < 2.0;
    let ongoing = ends_open && ONGOING.contains(&rest.to_lowercase().as_str());
    let ends_in_word = last.ends_with(|c: char| c.is_alphabetic());
    aligned
        && step > 0.0
        && step < 2.0 * line.size
        && is_dates(above)
        && (ends_open || ends_in_word && first.contains(['-', '–', '—']))
        && (ongoing || is_dates(below) && rest.split_whitespace().count() <= 2)
}

/// Puts dates at the right that were drawn before the text to the text's line.
fn beside(mut lines: Vec<Line>) -> Vec<Line> {
    const AHEAD_MAX: usize = 200;
    for at in 0..lines.len() {
        let dates = &lines[at];
        let alone = matches!(dates.cells.as_slice(), [cell] if is_dates(cell));
        let mut ahead = lines.iter().enumerate().skip(at + 1).take(AHEAD_MAX);
        let is_text = |line: &Line| {
            is_level(dates, line) && line.right() + MARGIN * line.size <= dates.left()
        };
        if alone && let Some((text, _)) = ahead.find(|(_, line)| is_text(line)) {
            let cells = std::mem::take(&mut lines[at].cells);
            lines[text].cells.extend(cells);
        }
    }
    lines.retain(|line| !line.cells.is_empty());
    lines
}

fn is_level(a: &Line, b: &Line) -> bool {
    (a.y - b.y).abs() <= DRIFT * a.size.max(b.size)
}

/// Whether a cell is short and states a year.
fn is_dates(cell: &Cell) -> bool {
    let text = cell.text();
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    let year = |n: &str| n.len() == 4 && (n.starts_with("19") || n.starts_with("20"));
    text.chars().count() <= DATES_MAX && numbers.any(year)
}

#[cfg(test)]
mod tests {
    use super::settle;
    use crate::layout::Line;

    fn line(text: &str, left: f32, y: f32) -> Line {
        let mut line = Line { y, size: 10.0, ..Line::plain(text) };
        line.cells[0].left = left;
        line.cells[0].right = left + 5.0 * text.len() as f32;
        line
    }

    fn texts(lines: Vec<Line>) -> Vec<String> {
        settle(lines).iter().map(Line::text).collect()
    }

    #[test]
    fn dates_broken_in_a_narrow_column_are_made_whole() {
        let lines = vec![
            line("July 2020 - November", 50.0, 100.0),
            line("2024", 50.0, 112.0),
            line("Acme Works", 170.0, 100.0),
            line("Engineer", 170.0, 112.0),
        ];
        assert_eq!(texts(lines), ["July 2020 - November 2024  Acme Works", "Engineer"]);
    }

    #[test]
    fn dates_afloat_go_to_their_line() {
        let lines = vec![
            line("2020 - 2024", 450.0, 200.0),
            line("2018 - 2020", 450.0, 260.0),
            line("Ana Example", 50.0, 100.0),
            line("Engineer", 50.0, 200.0),
            line("Acme Works", 50.0, 212.0),
            line("Developer", 50.0, 260.0),
        ];
        let want = ["Ana Example", "Engineer  2020 - 2024", "Acme Works", "Developer  2018 - 2020"];
        assert_eq!(texts(lines), want);
    }
}
