//! Institutions and surges: who leads to what, how, how strong, and what else explains it.

use crate::Screening;
use crate::numbers::{count, counted};
use crate::report::said::{SHORT, said};
use crate::surroundings::{Notice, ShownSurge};
use std::collections::BTreeMap;

/// Notices that are shown; all of them stand in `notices.jsonl`.
const NOTICES: usize = 300;

/// Surges that are shown; all of them stand in `surges.jsonl`.
const SURGES: usize = 40;

/// Months named below the timeline.
const MONTHS: usize = 12;

/// Pixels of one surge in the timeline.
const LINE: usize = 22;

/// Institutions and surges, ready to be shown.
pub(crate) struct SurroundingsView {
    pub(crate) lists: String,
    pub(crate) policy: String,
    pub(crate) notices: Vec<NoticeRow>,
    pub(crate) notices_left_out: String,
    pub(crate) surges: Vec<SurgeRow>,
    pub(crate) surges_left_out: String,
    pub(crate) first_week: String,
    pub(crate) last_week: String,
    pub(crate) months: Vec<Month>,
    /// Where the timeline's lines end, and the names of months begin, in pixels.
    pub(crate) axis: usize,
    pub(crate) height: usize,
}

/// A month of the timeline.
pub(crate) struct Month {
    /// Its place, in percent with its unit.
    pub(crate) x: String,
    pub(crate) name: String,
}

/// One row that an application leads to.
pub(crate) struct NoticeRow {
    pub(crate) id: String,
    pub(crate) anchor: String,
    pub(crate) duty: &'static str,
    pub(crate) path: String,
    pub(crate) claim: String,
    pub(crate) score: String,
    pub(crate) reference: String,
    pub(crate) otherwise: String,
}

/// One surge.
pub(crate) struct SurgeRow {
    pub(crate) id: String,
    pub(crate) common: String,
    pub(crate) week: String,
    pub(crate) numbers: String,
    pub(crate) chance: String,
    pub(crate) members: String,
    pub(crate) dismissed: String,
    pub(crate) otherwise: String,
    /// Place in the timeline, in percent with its unit, and in pixels; empty where it has no week.
    pub(crate) x: String,
    pub(crate) y: usize,
    /// How many were seen, beside its dot: before it, where it is near the end.
    pub(crate) seen: String,
    pub(crate) late: bool,
}

impl SurroundingsView {
    /// `anchors` are the places of applications in the page, by id.
    pub(crate) fn of(screening: &Screening, anchors: &BTreeMap<&str, String>) -> SurroundingsView {
        let around = &screening.surroundings;
        let each = |(name, version, rows): &(String, String, usize)| {
            let rows = counted(*rows as u64, "row", "rows");
            format!("{}, version {}, {rows}", said(name, SHORT), said(version, SHORT))
        };
        let first = screening.weeks.first().map(|(monday, ..)| monday.to_string());
        let last = screening.weeks.last().map(|(monday, ..)| monday.to_string());
        let surges: Vec<SurgeRow> = around
            .surges
            .iter()
            .take(SURGES)
            .enumerate()
            .map(|(at, surge)| surge_row(surge, at, screening))
            .collect();
        SurroundingsView {
            lists: around.lists.iter().map(each).collect::<Vec<_>>().join("; "),
            policy: around.research_security.as_ref().map_or_else(
                || "The tier of research security is off.".to_owned(),
                |(roles, reason)| {
                    let roles: Vec<String> = roles.iter().map(|role| said(role, SHORT)).collect();
                    let reason = said(reason, 600);
                    format!(
                        "The tier of research security is on for {}, for this reason: {reason}",
                        roles.join(", ")
                    )
                },
            ),
            notices: around.notices.iter().take(NOTICES).map(|n| notice_row(n, anchors)).collect(),
            notices_left_out: left_out(around.notices_count, NOTICES, "notices.jsonl"),
            months: months(screening),
            axis: LINE * surges.len(),
            height: LINE * (surges.len() + 1),
            surges,
            surges_left_out: left_out(around.surges.len() as u64, SURGES, "surges.jsonl"),
            first_week: first.unwrap_or_default(),
            last_week: last.unwrap_or_default(),
        }
    }
}

fn left_out(all: u64, shown: usize, file: &str) -> String {
    if all <= shown as u64 {
        return String::new();
    }
    format!("{} of {} are shown; all of them are in {file}", count(shown as u64), count(all))
}

fn notice_row(notice: &Notice, anchors: &BTreeMap<&str, String>) -> NoticeRow {
    let row = if notice.id.is_empty() {
        String::new()
    } else {
        format!(" ({})", said(&notice.id, SHORT))
    };
    NoticeRow {
        id: said(&notice.application, SHORT),
        anchor: anchors.get(notice.application.as_str()).cloned().unwrap_or_default(),
        duty: notice.duty.words(),
        path: said(&notice.path, 300),
        claim: said(&notice.claim, 160),
        score: format!("{:.2}", notice.score),
        reference: format!(
            "{}, version {}, row {}{row}",
            said(&notice.list, SHORT),
            said(&notice.version, SHORT),
            notice.row
        ),
        otherwise: format!("{}. {}", notice.innocent_explanations.join("; "), notice.verify),
    }
}

fn surge_row(surge: &ShownSurge, at: usize, screening: &Screening) -> SurgeRow {
    let weeks = &screening.weeks;
    let place = surge.week.as_ref().and_then(|week| {
        let place = weeks.iter().position(|(monday, ..)| monday.to_string() == *week)?;
        Some(percent(place, weeks.len()))
    });
    let named: Vec<String> = surge.members.iter().take(6).map(|id| said(id, SHORT)).collect();
    let more = surge.members.len().saturating_sub(named.len());
    let more = if more > 0 { format!(" and {} more", count(more as u64)) } else { String::new() };
    let why = surge.dismissed.as_ref().map(|why| format!("dismissed: {}", said(why, 200)));
    SurgeRow {
        id: surge.surge.clone(),
        common: said(&surge.common, 160),
        week: surge.week.clone().unwrap_or_else(|| "all weeks".to_owned()),
        numbers: format!("expected {:.1}, seen {}", surge.expected, count(surge.seen)),
        chance: chance(surge.chance),
        members: format!("{}{more}", named.join(", ")),
        dismissed: why.unwrap_or_default(),
        otherwise: surge.innocent_explanations.join("; "),
        late: place.is_some_and(|place| place > 85.0),
        x: place.map_or_else(String::new, |place| format!("{place:.2}%")),
        y: LINE * at + LINE / 2,
        seen: count(surge.seen),
    }
}

/// Where a week of so many stands in the timeline, in percent.
fn percent(week: usize, weeks: usize) -> f64 {
    2.0 + 96.0 * week as f64 / (weeks.max(2) - 1) as f64
}

/// Months that begin within the timeline; of many, the first of each quarter or year.
fn months(screening: &Screening) -> Vec<Month> {
    let weeks = &screening.weeks;
    let first_of_month = |at: &usize| {
        let [before, now] = [*at - 1, *at].map(|at| weeks[at].0);
        before.month() != now.month() || before.year() != now.year()
    };
    let begins: Vec<usize> = (1..weeks.len()).filter(first_of_month).collect();
    let every = match begins.len() {
        0..=8 => 1,
        9..=24 => 3,
        _ => 12,
    };
    let is_shown = |at: &usize| (weeks[*at].0.month() - 1) % every == 0;
    begins
        .into_iter()
        .filter(is_shown)
        .take(MONTHS)
        .map(|at| Month {
            x: format!("{:.2}%", percent(at, weeks.len())),
            name: weeks[at].0.strftime("%b %Y").to_string(),
        })
        .collect()
}

/// A probability, no more exactly than it can be known.
fn chance(chance: f64) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    if chance >= 1e-4 {
        return format!("1 in {}", count((1.0 / chance) as u64));
    }
    // Beyond what the sum of a tail can tell.
    let power = (-chance.max(1e-12).log10()).floor() as u64;
    let power = power.to_string();
    let digits = power.chars().filter_map(|c| c.to_digit(10));
    let raised: String = digits.map(|digit| DIGITS[digit as usize]).collect();
    format!("under 10⁻{raised}")
}
