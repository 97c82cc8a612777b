//! The three figures of the summary: by probability, by time of arrival, by finding.

use crate::Screening;
use crate::numbers::{count, interval, label, length, percent};
use crate::report::axis::Axis;
use jiff::civil::Date;

/// Pixels from the top of a figure to its base line, and to its highest value.
const BASE: f64 = 138.0;
const TOP: f64 = 24.0;

/// A bar, or a line where one extent is nothing.
pub(crate) struct Bar {
    /// Class that gives its meaning.
    pub(crate) class: &'static str,
    /// Start, in percent with its unit.
    pub(crate) x: String,
    /// Width, in percent with its unit.
    pub(crate) width: String,
    /// Top, in pixels.
    pub(crate) y: String,
    /// Height, in pixels.
    pub(crate) height: String,
}

/// A label or grid line of a figure.
pub(crate) struct Mark {
    /// Place, in percent with its unit.
    pub(crate) x: String,
    /// Place, in pixels.
    pub(crate) y: String,
    /// What it says; may be empty.
    pub(crate) text: String,
}

/// One week, month or year: its rate with its interval.
pub(crate) struct Span {
    /// Place, in percent with its unit.
    pub(crate) x: String,
    /// Pixels of the rate, and of both ends of its interval.
    pub(crate) y: String,
    pub(crate) low: String,
    pub(crate) high: String,
    /// When it begins, where it is labelled.
    pub(crate) text: String,
}

/// One finding among clear and among those to look at.
pub(crate) struct Pair {
    /// Its label.
    pub(crate) text: String,
    /// Place of its line, and of its text, in pixels.
    pub(crate) y: String,
    pub(crate) text_y: String,
    /// Places of both shares, in percent with their unit.
    pub(crate) clear: String,
    pub(crate) looked: String,
    /// Both shares in words.
    pub(crate) title: String,
}

/// The figures, ready to be drawn.
pub(crate) struct Figures {
    pub(crate) bars: Vec<Bar>,
    pub(crate) counts: Vec<Mark>,
    pub(crate) prior: String,
    /// Whether the second figure is by week, month or year.
    pub(crate) every: &'static str,
    pub(crate) spans: Vec<Span>,
    pub(crate) rates: Vec<Mark>,
    pub(crate) pairs: Vec<Pair>,
    pub(crate) shares: Vec<Mark>,
}

impl Figures {
    pub(crate) fn of(screening: &Screening, axis: &Axis) -> Figures {
        let (bars, counts) = histogram(screening, axis);
        let (every, spans, rates) = by_arrival(screening);
        let (pairs, shares) = findings(screening);
        let prior = axis.x(screening.run.prior_bits);
        Figures { bars, counts, prior, every, spans, rates, pairs, shares }
    }
}

fn px(value: f64) -> String {
    format!("{value:.1}")
}

fn histogram(screening: &Screening, axis: &Axis) -> (Vec<Bar>, Vec<Mark>) {
    let most = screening.histogram.iter().map(|bin| bin.1).max().unwrap_or(0).max(10);
    let decades = (most as f64).log10().ceil().max(1.0);
    // One application is a visible tenth of a decade high, none is nothing.
    let height = |n: f64| (n.log10() + 0.1) / (decades + 0.1) * (BASE - TOP);
    let bars = screening
        .histogram
        .iter()
        .filter(|bin| bin.1 > 0)
        .map(|&(edge, n)| {
            let (from, to) = (axis.at(edge), axis.at(edge + 1.0));
            let class = if edge + 0.5 < screening.run.review_bits { "b-soft" } else { "b-for" };
            Bar {
                class,
                x: length(from + 0.2),
                width: length((to - from - 0.4).max(0.4)),
                y: px(BASE - height(n as f64)),
                height: px(height(n as f64)),
            }
        })
        .collect();
    let counts = (0..=decades as u32)
        .map(|decade| {
            let n = 10u64.pow(decade);
            let text = if decade == 0 { String::new() } else { count(n) };
            Mark { x: "100%".into(), y: px(BASE - height(n as f64)), text }
        })
        .collect();
    (bars, counts)
}

/// Most spans of time that can be told apart in the figure.
const SPANS: usize = 30;

/// The first day of a span of time, all applications in it, and those to look at.
type Counted = (Date, u64, u64);

/// The weeks, or where they are too many the months or years in which they begin; with their name
/// and how their first days are written.
fn spans(weeks: &[Counted]) -> (&'static str, &'static str, Vec<Counted>) {
    if weeks.len() <= SPANS {
        return ("week", "%-d %b", weeks.to_vec());
    }
    let months = grouped(weeks, Date::first_of_month);
    if months.len() <= SPANS {
        return ("month", "%b %Y", months);
    }
    ("year", "%Y", grouped(weeks, Date::first_of_year))
}

fn grouped(weeks: &[Counted], first: fn(Date) -> Date) -> Vec<Counted> {
    let mut spans: Vec<Counted> = Vec::new();
    for (monday, all, looked) in weeks {
        let day = first(*monday);
        match spans.last_mut() {
            Some(span) if span.0 == day => {
                span.1 += all;
                span.2 += looked;
            }
            _ => spans.push((day, *all, *looked)),
        }
    }
    spans
}

fn by_arrival(screening: &Screening) -> (&'static str, Vec<Span>, Vec<Mark>) {
    let (every, written, all) = spans(&screening.weeks);
    let most = all
        .iter()
        .filter(|(_, all, _)| *all > 0)
        .map(|(_, all, looked)| *looked as f64 / *all as f64)
        .fold(0.0, f64::max);
    let step = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5]
        .into_iter()
        .find(|step| most * 1.6 <= step * 4.0)
        .unwrap_or(0.5);
    let top = (most * 1.6 / step).ceil().max(1.0) * step;
    let y = |rate: f64| BASE - (rate / top).min(1.0) * (BASE - TOP);
    let rates = (0..=(top / step).round() as u32)
        .map(|i| {
            let rate = f64::from(i) * step;
            let text = if i == 0 { "0".to_owned() } else { percent(rate) };
            Mark { x: "0%".into(), y: px(y(rate)), text }
        })
        .collect();
    let labelled = all.len().div_ceil(4).max(1);
    let at = |i: usize| 10.0 + 86.0 * (i as f64 + 0.5) / all.len().max(1) as f64;
    let spans = all
        .iter()
        .enumerate()
        .filter(|(_, span)| span.1 > 0)
        .map(|(i, &(first, all, looked))| {
            let (low, high) = interval(looked, all);
            let text = if i.is_multiple_of(labelled) {
                first.strftime(written).to_string()
            } else {
                String::new()
            };
            Span {
                x: length(at(i)),
                y: px(y(looked as f64 / all as f64)),
                low: px(y(low)),
                high: px(y(high)),
                text,
            }
        })
        .collect();
    (every, spans, rates)
}

/// Findings that are drawn; the figure has room for seven.
const PAIRS: usize = 7;

fn findings(screening: &Screening) -> (Vec<Pair>, Vec<Mark>) {
    let counts = &screening.counts;
    let (clear, looked) =
        (counts.clear.max(1) as f64, (counts.review + counts.priority).max(1) as f64);
    // Logarithmic from 0.01 % to 100 %, right of the labels.
    let at = |share: f64| 46.0 + (share.max(1e-4).log10() + 4.0) / 4.0 * 52.0;
    let mut counted = screening.finding_counts.clone();
    counted.sort_by(|a, b| b.2.cmp(&a.2).then(a.0.cmp(b.0)));
    let pairs = counted
        .iter()
        .filter(|finding| finding.2 > 0)
        .take(PAIRS)
        .enumerate()
        .map(|(i, &(check, among_clear, among_looked))| {
            let shares = (among_clear as f64 / clear, among_looked as f64 / looked);
            let y = 14.0 + 18.0 * i as f64;
            Pair {
                text: label(check),
                y: px(y),
                text_y: px(y + 4.0),
                clear: length(at(shares.0)),
                looked: length(at(shares.1)),
                title: format!(
                    "{}: {} among clear, {} among those to look at",
                    label(check),
                    percent(shares.0),
                    percent(shares.1)
                ),
            }
        })
        .collect();
    let shares = [0.001, 0.01, 0.1, 1.0]
        .into_iter()
        .map(|share| Mark {
            x: length(at(share)),
            y: "156".into(),
            text: percent(share).replace(".10", ".1").replace(".0\u{a0}", "\u{a0}"),
        })
        .collect();
    (pairs, shares)
}

#[cfg(test)]
mod tests {
    use super::{Counted, spans};
    use jiff::civil::date;

    #[test]
    fn many_weeks_are_months_and_many_months_years() {
        let weeks = |count: i64| -> Vec<Counted> {
            let monday = |week| date(2025, 1, 6).saturating_add(jiff::Span::new().weeks(week));
            (0..count).map(|week| (monday(week), 10, 1)).collect()
        };
        assert_eq!(spans(&weeks(30)).2.len(), 30);
        let (every, _, months) = spans(&weeks(40));
        assert_eq!((every, months.len()), ("month", 10));
        assert_eq!(months[0], (date(2025, 1, 1), 40, 4));
        let (every, _, years) = spans(&weeks(520));
        assert_eq!((every, years.iter().map(|year| year.1).sum::<u64>()), ("year", 5_200));
    }
}
