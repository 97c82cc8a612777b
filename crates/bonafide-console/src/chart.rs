//! Drawings of numbers by quarter and of shares with their intervals: x in percent, y in pixels.

use askama::Template;

/// A drawing of one number by quarter; a table says the same.
#[derive(Clone, Debug, PartialEq, Template)]
#[template(path = "chart.html")]
pub struct Chart {
    /// What it shows, for who does not see it.
    pub(crate) label: String,
    pub(crate) lines: Vec<(String, String)>,
    pub(crate) marks: Vec<Mark>,
}

/// One quarter of a drawing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mark {
    pub(crate) middle: String,
    pub(crate) left: String,
    pub(crate) width: String,
    pub(crate) top: String,
    pub(crate) height: String,
    /// Its interval, from above to below.
    pub(crate) whisker: Option<(String, String)>,
    /// Where the mark before stands, of dots on a line.
    pub(crate) before: Option<(String, String)>,
    pub(crate) is_dot: bool,
    pub(crate) is_last: bool,
    /// Whether its quarter is not over yet.
    pub(crate) is_open: bool,
    pub(crate) quarter: String,
    pub(crate) year: String,
}

/// One number of a drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Year and number of the quarter.
    pub quarter: (i64, i64),
    /// The number; none where there is none.
    pub value: Option<f64>,
    /// Between which bounds it lies.
    pub bounds: Option<(f64, f64)>,
}

/// How numbers are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// As bars: counts.
    Bars,
    /// As dots on a line: shares and times.
    Dots,
}

/// Where the axis lies, in pixels.
const BASE: f64 = 118.0;

/// How high the drawing is above the axis, in pixels.
const HIGH: f64 = 98.0;

impl Chart {
    /// Draws numbers by quarter, the newest last; `unit` follows the numbers of the axis.
    pub fn of(label: String, points: &[Point], drawn: Drawn, unit: &str) -> Chart {
        let highest =
            |point: &Point| point.bounds.map(|(_, high)| high).or(point.value).unwrap_or_default();
        let top = round_up(points.iter().map(highest).fold(0.0, f64::max));
        let y = |value: f64| BASE - HIGH * (value / top).clamp(0.0, 1.0);
        let each = 92.0 / points.len().max(1) as f64;
        let mut marks: Vec<Mark> = Vec::new();
        let mut before: Option<(String, String)> = None;
        for (at, point) in points.iter().enumerate() {
            let middle = 8.0 + each * (at as f64 + 0.5);
            let width = (each * 0.6).min(9.0);
            let (year, quarter) = point.quarter;
            let value = point.value.unwrap_or_default();
            let here = point.value.map(|value| (percent(middle), pixels(y(value))));
            marks.push(Mark {
                left: percent(middle - width / 2.0),
                width: percent(width),
                top: pixels(y(value)),
                height: pixels(BASE - y(value)),
                whisker: point.bounds.map(|(low, high)| (pixels(y(high)), pixels(y(low)))),
                before: if drawn == Drawn::Dots && here.is_some() { before.clone() } else { None },
                is_dot: drawn == Drawn::Dots && here.is_some(),
                is_last: at + 1 == points.len(),
                is_open: false,
                quarter: format!("Q{quarter}"),
                year: if at == 0 || quarter == 1 { year.to_string() } else { String::new() },
                middle: percent(middle),
            });
            before = here;
        }
        let line = |share: f64| (pixels(y(top * share)), format!("{}{unit}", short(top * share)));
        Chart { label, lines: [0.0, 0.5, 1.0].map(line).to_vec(), marks }
    }

    /// Draws the newest quarter as one that is not over yet.
    pub fn leave_open(&mut self) {
        if let Some(last) = self.marks.last_mut() {
            last.is_open = true;
            self.label += ", which is not over yet";
        }
    }
}

/// A share with its interval on a line from 0 to 1, or of other ends.
#[derive(Clone, Debug, PartialEq, Template)]
#[template(path = "span.html")]
pub struct Span {
    pub(crate) at: String,
    pub(crate) low: String,
    pub(crate) high: String,
    pub(crate) is_open: bool,
    /// Lines that help to read, the strongest first.
    pub(crate) guides: Vec<String>,
}

impl Span {
    /// A share between 0 and 1.
    pub fn of_share(share: f64, (low, high): (f64, f64)) -> Span {
        let x = |value: f64| percent(1.0 + 98.0 * value.clamp(0.0, 1.0));
        Span {
            at: x(share),
            low: x(low),
            high: x(high),
            is_open: false,
            guides: [0.0, 0.25, 0.5, 0.75, 1.0].map(x).to_vec(),
        }
    }

    /// A ratio between a half and two, on a scale on which double and half are as far from one.
    pub fn of_ratio(ratio: f64, (low, high): (f64, f64), is_open: bool) -> Span {
        let x = |value: f64| percent(1.0 + 98.0 * (value.clamp(0.5, 2.0).log2() + 1.0) / 2.0);
        Span {
            at: x(ratio),
            low: x(low),
            high: x(high),
            is_open,
            guides: [1.0, 0.8, 0.5, 1.25, 2.0].map(x).to_vec(),
        }
    }
}

/// A bar of a share of its line.
pub(crate) fn percent(value: f64) -> String {
    format!("{value:.2}%")
}

fn pixels(value: f64) -> String {
    format!("{value:.1}")
}

/// The least of 1, 2, 4, 5, 6, 8, 10 times a power of ten that is not less; halves of it are short.
fn round_up(value: f64) -> f64 {
    if value <= 0.0 {
        return 2.0;
    }
    let unit = 10_f64.powf(value.log10().floor());
    let steps = [1.0, 2.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    unit * steps.into_iter().find(|step| step * unit >= value).unwrap_or(10.0)
}

/// A number with separators, and as many decimals as it needs.
fn short(value: f64) -> String {
    if value.fract().abs() > 1e-9 && value < 100.0 {
        let text = format!("{value:.2}");
        return text.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    thousands(value.round().max(0.0) as u64)
}

/// A whole number with separators: `41,870`.
pub fn thousands(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Chart, Drawn, Point, Span, round_up, thousands};

    #[test]
    fn numbers_are_readable_and_axes_end_at_round_ones() {
        assert_eq!((thousands(0), thousands(1_234_567)), ("0".into(), "1,234,567".into()));
        for (value, end) in [(41_870.0, 50_000.0), (2.5, 4.0), (0.0, 2.0), (100.0, 100.0)] {
            assert!((round_up(value) - end).abs() < 1e-9, "{value}");
        }
    }

    #[test]
    fn a_quarter_without_a_number_has_no_dot() {
        let point = |number: i64, value: Option<f64>| Point {
            quarter: (2026, number),
            value,
            bounds: value.map(|value| (value / 2.0, value * 2.0)),
        };
        let points = [point(1, Some(10.0)), point(2, None), point(3, Some(20.0))];
        let chart = Chart::of("Hours".into(), &points, Drawn::Dots, " h");
        assert_eq!(chart.marks.iter().filter(|mark| mark.is_dot).count(), 2);
        assert_eq!(chart.marks[2].before, None, "no line over a gap");
        assert_eq!(chart.lines[2].1, "40 h");
    }

    #[test]
    fn one_is_in_the_middle_of_a_ratio() {
        assert_eq!(Span::of_ratio(1.0, (0.9, 9.0), false).at, "50.00%");
        assert_eq!(Span::of_ratio(1.0, (0.9, 9.0), false).high, "99.00%");
    }
}
