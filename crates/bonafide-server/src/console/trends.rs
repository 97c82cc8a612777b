//! Trends as a page and as a table of comma-separated values.

use super::page;
use crate::{
    Problem,
    office::{Call, Office},
};
use bonafide_console::{
    Aimed, Chart, Drawn, Figure, MixTable, Point, Right, Span, TrendsPage, html, thousands,
};
use bonafide_insight::{Aim, Interval, Mix, Numbers, Quarter, Rate, Sheet, Tally, Trends, trends};
use bonafide_score::Weights;
use bonafide_store::month_of;
use serde_json::Value;

/// Quarters that are shown side by side: two years.
const QUARTERS: usize = 8;

/// Quarters that may be chosen.
const CHOICES: i64 = 20;

/// Rows of a table of what was aimed at.
const AIMS: usize = 8;

/// Rows of a mix: as many as can be told apart, and the rest.
const MIXED: usize = 6;

/// Shows the trends.
pub(crate) fn show(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let (found, newest, chosen) = found(office, call)?;
    // Of a quarter that is not over neither counts nor decisions are whole.
    let so_far = chosen == newest;
    let last = found.quarters.last();
    let open = last.map_or(0, |one| one.flagged.saturating_sub(one.reviewed()));
    let filled = TrendsPage {
        frame: page::frame(call),
        choices: (0..CHOICES).map(|back| Quarter(newest.0 - back).to_string()).collect(),
        chosen: chosen.to_string(),
        so_far,
        lead: lead(&found, so_far),
        open: format!("{} of {chosen} not decided yet", thousands(open)),
        weights: Weights::shipped().version,
        figures: figures(&found.quarters, so_far),
        table: table(&found.quarters, so_far),
        tactics: mix(&found, &found.tactics),
        values: mix(&found, &found.values),
        roles: aimed(&found.roles),
        channels: aimed(&found.channels),
        findings: found.findings.iter().filter_map(right).collect(),
        is_empty: found.quarters.iter().all(|one| one.applications == 0),
    };
    Ok(page::shown(call, html(&filled)))
}

/// Gives them as comma-separated values.
pub(crate) fn csv(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let (found, _, chosen) = found(office, call)?;
    call.header("content-type", "text/csv; charset=utf-8".to_owned());
    let name = format!("attachment; filename=\"trends-{chosen}.csv\"");
    call.header("content-disposition", name);
    Ok((200, Value::String(sheet(&found))))
}

fn found(office: &mut Office, call: &Call<'_>) -> Result<(Trends, Quarter, Quarter), Problem> {
    let newest = Quarter::of(month_of((office.functions.now)()));
    let asked = call.request.asked("until").and_then(|text| Quarter::parse(&text));
    // A quarter in which nobody applied yet says nothing.
    let counted = office.write(|t| t.last_counted_month())?.map(Quarter::of);
    let chosen = asked.or(counted).unwrap_or(newest).min(newest);
    let first = Quarter(chosen.0 + 1 - QUARTERS as i64).first_month();
    let months = office.write(|t| t.tallies(first, chosen.first_month() + 2))?;
    let tallies: Vec<Tally> = months
        .into_iter()
        .map(|one| Tally { month: one.month, name: one.name, part: one.part, count: one.count })
        .collect();
    Ok((trends(&tallies, chosen, QUARTERS), newest, chosen))
}

/// What changed, as far as it can be told.
fn lead(found: &Trends, so_far: bool) -> String {
    let [.., before, now] = &found.quarters[..] else { return String::new() };
    if now.applications == 0 {
        return format!("No application arrived in {}.", now.quarter);
    }
    let (one, other) = (confirmed(now), confirmed(before));
    let apart = match (one.interval(), other.interval()) {
        (Some(one), Some(other)) => one.low > other.high || one.high < other.low,
        _ => false,
    };
    let rate = per_thousand(one);
    let change = match (apart, one.share() > other.share()) {
        _ if so_far => "the quarter is not over, so that it is not compared".to_owned(),
        _ if before.applications == 0 => "there is no quarter before to compare with".to_owned(),
        (true, true) => format!("more than the {} of the quarter before", per_thousand(other)),
        (true, false) => format!("fewer than the {} of the quarter before", per_thousand(other)),
        (false, _) => "whether that changed, the numbers cannot tell".to_owned(),
    };
    let cleared = match now.cleared {
        0 => String::new(),
        1 => " One applicant was cleared after a review.".to_owned(),
        many => format!(" {} applicants were cleared after a review.", thousands(many)),
    };
    let when = if so_far { "so far in" } else { "in" };
    format!(
        "{rate} in 1,000 applications were confirmed {when} {}; {change}.{cleared}",
        now.quarter
    )
}

fn confirmed(one: &Numbers) -> Rate {
    Rate::new(one.confirmed, one.applications)
}

fn figures(all: &[Numbers], so_far: bool) -> Vec<Figure> {
    let [.., before, now] = all else { return Vec::new() };
    let counts = [
        figure(
            "Applications",
            thousands(now.applications),
            if so_far {
                format!("so far; {} in {}", thousands(before.applications), before.quarter)
            } else {
                change(now.applications, before.applications, before.quarter)
            },
            &counted(all, |one| one.applications),
            Drawn::Bars,
            "",
        ),
        figure(
            "Cleared after a review",
            thousands(now.cleared),
            format!("of {} reviewed", thousands(now.reviewed())),
            &counted(all, |one| one.cleared),
            Drawn::Bars,
            "",
        ),
        figure(
            "Rings found",
            thousands(now.rings_born),
            format!("{} in {}; grown {} times", before.rings_born, before.quarter, now.rings_grown),
            &counted(all, |one| one.rings_born),
            Drawn::Bars,
            "",
        ),
    ];
    let [applications, cleared, rings] = counts;
    let [share, right, hours] = rates(all, now);
    let mut figures = vec![applications, share, right, hours, cleared, rings];
    if so_far {
        for figure in &mut figures {
            figure.chart.leave_open();
        }
    }
    figures
}

/// Shares and times, each with its interval.
fn rates(all: &[Numbers], now: &Numbers) -> [Figure; 3] {
    let rate = |of: fn(&Numbers) -> Rate, scale: f64| -> Vec<Point> {
        let one = |one: &Numbers| point(one, of(one).share(), of(one).interval(), scale);
        all.iter().map(one).collect()
    };
    let hours = all.iter().map(|one| {
        let bounds = one.hours.map(|hours| Interval { low: hours.low, high: hours.high });
        point(one, one.hours.map(|hours| hours.median), bounds, 1.0)
    });
    let said = now.hours.map_or("nothing was decided".to_owned(), |hours| {
        format!("median; half between {} and {}", number(hours.low), number(hours.high))
    });
    [
        figure(
            "Confirmed, per 1,000 applications",
            per_thousand(confirmed(now)),
            interval(confirmed(now), 1_000.0, ""),
            &rate(confirmed, 1_000.0),
            Drawn::Bars,
            "",
        ),
        figure(
            "Reviewed, then confirmed",
            percent(now.precision()),
            interval(now.precision(), 100.0, " %"),
            &rate(Numbers::precision, 100.0),
            Drawn::Dots,
            " %",
        ),
        figure(
            "Hours to a decision",
            now.hours.map_or("–".to_owned(), |hours| number(hours.median)),
            said,
            &hours.collect::<Vec<Point>>(),
            Drawn::Dots,
            " h",
        ),
    ]
}

fn figure(
    title: &'static str,
    big: String,
    small: String,
    points: &[Point],
    drawn: Drawn,
    unit: &str,
) -> Figure {
    let label = format!("{title} by quarter, {big} in the newest");
    Figure { title, small, chart: Chart::of(label, points, drawn, unit), big }
}

fn counted(all: &[Numbers], of: fn(&Numbers) -> u64) -> Vec<Point> {
    all.iter().map(|one| point(one, Some(of(one) as f64), None, 1.0)).collect()
}

fn point(one: &Numbers, value: Option<f64>, bounds: Option<Interval>, scale: f64) -> Point {
    Point {
        quarter: (one.quarter.year(), one.quarter.number()),
        value: value.map(|value| value * scale),
        bounds: bounds.map(|bounds| (bounds.low * scale, bounds.high * scale)),
    }
}

fn table(all: &[Numbers], so_far: bool) -> (Vec<&'static str>, Vec<Vec<String>>) {
    let newest = all.last().map(|last| last.quarter);
    let row = |one: &Numbers| {
        let is_open = so_far && newest == Some(one.quarter);
        let mut cells = vec![format!("{}{}", one.quarter, if is_open { ", so far" } else { "" })];
        cells.extend(
            [
                one.applications,
                one.flagged,
                one.reviewed(),
                one.confirmed,
                one.cleared,
                one.inconclusive,
            ]
            .map(thousands),
        );
        cells.push(per_thousand(confirmed(one)));
        cells.push(interval(confirmed(one), 1_000.0, ""));
        cells.push(one.hours.map_or("–".into(), |hours| number(hours.median)));
        cells.extend([one.rings_born, one.rings_grown, one.values].map(thousands));
        cells
    };
    let names = vec![
        "Quarter",
        "Applications",
        "To be looked at",
        "Reviewed",
        "Confirmed",
        "Cleared",
        "Inconclusive",
        "Confirmed of every 1,000",
        "95 % interval",
        "Hours to a decision, median",
        "Rings found",
        "Times rings grew",
        "Values that tied a ring first",
    ];
    (names, all.iter().rev().map(row).collect())
}

/// The most frequent ones, and the rest as one row.
fn mix(found: &Trends, all: &[Mix]) -> MixTable {
    let quarters = found.quarters.iter().map(|one| one.quarter.to_string()).collect();
    let mut rows: Vec<(String, Vec<u64>)> = all
        .iter()
        .take(MIXED)
        .map(|one| (one.name.replace('_', " "), one.counts.clone()))
        .collect();
    if all.len() > MIXED {
        let mut rest = vec![0; found.quarters.len()];
        for one in &all[MIXED..] {
            rest.iter_mut().zip(&one.counts).for_each(|(sum, count)| *sum += count);
        }
        rows.push(("others".to_owned(), rest));
    }
    MixTable::of(quarters, rows)
}

fn aimed(all: &[Aim]) -> Vec<Aimed> {
    let row = |one: &Aim| Aimed {
        name: one.name.clone(),
        count: thousands(one.confirmed.part),
        share: percent(one.confirmed),
        width: format!("{:.1}%", 100.0 * one.confirmed.share().unwrap_or_default()),
        of_all: percent(one.all),
    };
    all.iter().take(AIMS).map(row).collect()
}

fn right(one: &bonafide_insight::Precision) -> Option<Right> {
    let (share, bounds) = (one.rate.share()?, one.rate.interval()?);
    Some(Right {
        check: one.check.clone(),
        count: format!("{} of {}", thousands(one.rate.part), thousands(one.rate.whole)),
        share: percent(one.rate),
        interval: format!("{:.0} – {:.0}", 100.0 * bounds.low, 100.0 * bounds.high),
        span: Span::of_share(share, (bounds.low, bounds.high)),
    })
}

/// Every number of the page, one a row.
pub(crate) fn sheet(found: &Trends) -> String {
    let mut sheet =
        Sheet::new(&["quarter", "measure", "part", "count", "of", "share", "low", "high"]);
    let mut add = |quarter: String, measure: &str, part: &str, rate: Rate| {
        let bounds = rate.interval();
        let real = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
        sheet.row(&[
            quarter,
            measure.to_owned(),
            part.to_owned(),
            rate.part.to_string(),
            rate.whole.to_string(),
            real(rate.share()),
            real(bounds.map(|bounds| bounds.low)),
            real(bounds.map(|bounds| bounds.high)),
        ]);
    };
    for one in &found.quarters {
        for (measure, count) in [
            ("applications", one.applications),
            ("flagged", one.flagged),
            ("reviewed", one.reviewed()),
            ("confirmed", one.confirmed),
            ("cleared", one.cleared),
            ("inconclusive", one.inconclusive),
        ] {
            add(one.quarter.to_string(), measure, "", Rate::new(count, one.applications));
        }
        add(one.quarter.to_string(), "confirmed of decided", "", one.precision());
    }
    let newest = found.quarters.last().map(|one| one.quarter.to_string()).unwrap_or_default();
    for one in &found.findings {
        add(format!("four quarters to {newest}"), "finding", &one.check, one.rate);
    }
    for (measure, aims) in [("role", &found.roles), ("channel", &found.channels)] {
        for one in aims {
            add(newest.clone(), &format!("confirmed by {measure}"), &one.name, one.confirmed);
            add(newest.clone(), measure, &one.name, one.all);
        }
    }
    for (measure, mixes) in [("pattern", &found.tactics), ("value newly shared", &found.values)] {
        for one in mixes {
            for (count, at) in one.counts.iter().zip(&found.quarters) {
                let all: u64 =
                    mixes.iter().filter_map(|mix| mix.counts.get(place(found, at))).sum();
                add(at.quarter.to_string(), measure, &one.name, Rate::new(*count, all));
            }
        }
    }
    sheet.into_text() + "\r\n" + &times(found)
}

/// Times and rings, which are no shares.
fn times(found: &Trends) -> String {
    let mut more = Sheet::new(&["quarter", "measure", "low", "median", "high"]);
    for one in &found.quarters {
        if let Some(hours) = one.hours {
            more.row(&[
                one.quarter.to_string(),
                "hours to a decision".to_owned(),
                hours.low.to_string(),
                hours.median.to_string(),
                hours.high.to_string(),
            ]);
        }
        for (measure, count) in [("rings found", one.rings_born), ("rings grown", one.rings_grown)]
        {
            more.row(&[
                one.quarter.to_string(),
                measure.to_owned(),
                String::new(),
                count.to_string(),
                String::new(),
            ]);
        }
    }
    more.into_text()
}

fn place(found: &Trends, of: &Numbers) -> usize {
    found.quarters.iter().position(|one| one.quarter == of.quarter).unwrap_or_default()
}

fn change(now: u64, before: u64, quarter: Quarter) -> String {
    if before == 0 {
        return format!("none in {quarter}");
    }
    let signed = |ratio: f64, digits: usize| {
        let percent = 100.0 * (ratio - 1.0);
        let sign = if percent < 0.0 { "−" } else { "+" };
        format!("{sign}{:.digits$}", percent.abs())
    };
    let ratio = now as f64 / before as f64;
    if now == 0 {
        return format!("{} % on {quarter}", signed(ratio, 0));
    }
    // Two counts that come by chance: the logarithm of their ratio is nearly normal.
    let margin = 1.96 * (1.0 / now as f64 + 1.0 / before as f64).sqrt();
    format!(
        "{} % on {quarter}; {} to {} by chance",
        signed(ratio, 1),
        signed(ratio * (-margin).exp(), 0),
        signed(ratio * margin.exp(), 0)
    )
}

/// A share in percent; a dash of nothing.
pub(crate) fn percent(rate: Rate) -> String {
    rate.share().map_or("–".to_owned(), |share| format!("{} %", number(100.0 * share)))
}

/// A share for 1,000; a dash of nothing.
pub(crate) fn per_thousand(rate: Rate) -> String {
    rate.share().map_or("–".to_owned(), |share| number(1_000.0 * share))
}

/// An interval, scaled.
pub(crate) fn interval(rate: Rate, scale: f64, unit: &str) -> String {
    let bounds = rate.interval();
    bounds.map_or("nothing to tell it from".to_owned(), |bounds| {
        format!("{} – {}{unit}", number(bounds.low * scale), number(bounds.high * scale))
    })
}

/// A number with one decimal where it is small.
pub(crate) fn number(value: f64) -> String {
    if value < 10.0 && value > 0.0 {
        format!("{value:.1}")
    } else {
        thousands(value.round().max(0.0) as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::change;
    use bonafide_insight::Quarter;

    #[test]
    fn a_change_of_counts_has_its_interval() {
        let before = Quarter::parse("2026-Q1").expect("a quarter");
        let said = change(1_100, 1_000, before);
        assert_eq!(said, "+10.0 % on 2026-Q1; +1 to +20 by chance");
        assert_eq!(change(5, 0, before), "none in 2026-Q1");
        assert_eq!(change(0, 9, before), "−100 % on 2026-Q1");
    }
}
