//! The order in which lines of a page are read.

use crate::layout::Line;

/// Share of lines that may stand above the line drawn before them, in the same column, on a page
/// that was drawn in the order of reading: headers and footers are drawn whenever it suits.
const JUMPS_SHARE_MAX: f32 = 0.12;

/// Jumps that any page may have.
const JUMPS_FREE: usize = 2;

/// White space between columns, in points.
const GUTTER: f32 = 14.0;

/// Lines in reading order, those beside others marked.
pub(crate) fn in_reading_order(lines: Vec<Line>) -> Vec<Line> {
    let jumps = (1..lines.len()).filter(|at| is_jump(&lines, *at)).count();
    let allowed = JUMPS_FREE.max((lines.len() as f32 * JUMPS_SHARE_MAX) as usize);
    let mut lines = if jumps > allowed { by_place(lines) } else { lines };
    mark_beside(&mut lines);
    lines
}

/// Whether a line is drawn above the line drawn before it in the same column.
fn is_jump(lines: &[Line], at: usize) -> bool {
    const BACK_MAX: usize = 12;
    let line = &lines[at];
    let mut before = lines[..at].iter().rev().take(BACK_MAX);
    let above = before.find(|other| line.left() < other.right() && other.left() < line.right());
    above.is_some_and(|above| line.y < above.y - above.size)
}

/// Marks what is drawn after lines further down, at the height of lines before and apart from
/// them: dates and places at the margin.
fn mark_beside(lines: &mut [Line]) {
    const BACK_MAX: usize = 80;
    for index in 1..lines.len() {
        let (before, rest) = lines.split_at_mut(index);
        let line = &mut rest[0];
        let follows = before.last().is_some_and(|last| last.beside && is_under(last, line));
        let rises = before.last().is_some_and(|last| line.y < last.y + 0.5 * line.size);
        if !rises && !follows {
            continue;
        }
        line.beside = before.iter().rev().take(BACK_MAX).any(|other| {
            let level = (other.y - line.y).abs() < 0.6 * line.size;
            let apart = line.left() > other.right() || line.right() < other.left();
            level && apart
        }) || follows;
    }
}

/// Whether a line stands right below another, in its column.
fn is_under(upper: &Line, line: &Line) -> bool {
    let step = line.y - upper.y;
    let overlaps = line.left() < upper.right() && upper.left() < line.right();
    overlaps && step > 0.0 && step < 2.2 * line.size
}

/// Orders lines by their places alone: columns, then from the top down.
fn by_place(lines: Vec<Line>) -> Vec<Line> {
    const DEPTH_MAX: usize = 8;
    let mut ordered = Vec::with_capacity(lines.len());
    place(lines, DEPTH_MAX, &mut ordered);
    ordered
}

fn place(mut lines: Vec<Line>, depth: usize, ordered: &mut Vec<Line>) {
    lines.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.left().total_cmp(&b.left())));
    if depth == 0 || lines.len() < 6 {
        ordered.extend(merged(lines));
        return;
    }
    if let Some(at) = gutter(&lines) {
        let (left, right): (Vec<Line>, Vec<Line>) =
            lines.into_iter().partition(|line| line.left() < at);
        place(left, depth - 1, ordered);
        place(right, depth - 1, ordered);
        return;
    }
    // A heading across all columns hides the gutter below it: cut at the widest gap.
    let cut = (1..lines.len()).max_by(|a, b| {
        let gap = |at: usize| lines[at].y - lines[at - 1].y;
        gap(*a).total_cmp(&gap(*b))
    });
    match cut {
        Some(at) if lines[at].y - lines[at - 1].y > 2.0 * lines[at].size => {
            let lower = lines.split_off(at);
            place(lines, depth - 1, ordered);
            place(lower, depth - 1, ordered);
        }
        _ => ordered.extend(merged(lines)),
    }
}

/// Where a white gutter parts the lines in two columns of at least three lines each.
fn gutter(lines: &[Line]) -> Option<f32> {
    let mut spans: Vec<(f32, f32)> = lines.iter().map(|line| (line.left(), line.right())).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut reach = spans.first()?.1;
    for (index, (left, right)) in spans.iter().enumerate().skip(1) {
        if left - reach > GUTTER && index >= 3 && spans.len() - index >= 3 {
            return Some(*left);
        }
        reach = reach.max(*right);
    }
    None
}

/// Lines at one height as cells of one line.
fn merged(lines: Vec<Line>) -> Vec<Line> {
    let mut rows: Vec<Line> = Vec::new();
    for line in lines {
        match rows.last_mut() {
            Some(row) if (row.y - line.y).abs() < 0.4 * row.size => {
                row.cells.extend(line.cells);
                row.cells.sort_by(|a, b| a.left.total_cmp(&b.left));
            }
            _ => rows.push(line),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::in_reading_order;
    use crate::layout::Line;

    fn line(text: &str, left: f32, right: f32, y: f32) -> Line {
        let mut line = Line { y, size: 10.0, ..Line::plain(text) };
        line.cells[0].left = left;
        line.cells[0].right = right;
        line
    }

    fn texts(lines: Vec<Line>) -> Vec<String> {
        in_reading_order(lines).iter().map(Line::text).collect()
    }

    #[test]
    fn the_order_drawn_is_kept() {
        let lines = vec![
            line("left 1", 0.0, 100.0, 10.0),
            line("left 2", 0.0, 100.0, 22.0),
            line("right 1", 200.0, 300.0, 10.0),
        ];
        assert_eq!(texts(lines.clone()), ["left 1", "left 2", "right 1"]);
        assert!(in_reading_order(lines)[2].beside);
    }

    #[test]
    fn a_shuffled_page_is_read_by_columns() {
        let order = [3, 0, 5, 1, 4, 2];
        let mut lines = Vec::new();
        for index in order {
            let y = 10.0 + 12.0 * index as f32;
            lines.push(line(&format!("right {index}"), 200.0, 300.0, y));
            lines.push(line(&format!("left {index}"), 0.0, 100.0, y));
        }
        let want: Vec<String> = ["left", "right"]
            .iter()
            .flat_map(|side| (0..6).map(move |index| format!("{side} {index}")))
            .collect();
        assert_eq!(texts(lines), want);
    }
}
