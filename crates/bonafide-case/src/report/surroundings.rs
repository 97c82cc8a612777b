//! Institutions and surges: who leads to what, how, how strong, and what else explains it.

use crate::Screening;
use crate::numbers::{count, counted};
use crate::report::said::{SHORT, said};
use crate::surroundings::{Duty, Notice, ShownSurge};
use std::collections::BTreeMap;

/// Notices that are shown; all of them stand in `notices.jsonl`.
const NOTICES: usize = 300;

/// Surges that are shown; all of them stand in `surges.jsonl`.
const SURGES: usize = 40;

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
    pub(crate) height: usize,
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
    pub(crate) otherwise: &'static str,
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
            height: LINE * surges.len() + LINE,
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
        otherwise: match notice.duty {
            Duty::Victim => "The applicant may be the victim, and then needs help.",
            Duty::Local => "Many honest people studied or worked there as well.",
            _ => "A namesake; an honest history; listed after the applicant had left.",
        },
    }
}

fn surge_row(surge: &ShownSurge, at: usize, screening: &Screening) -> SurgeRow {
    let weeks = &screening.weeks;
    let place = surge.week.as_ref().and_then(|week| {
        let place = weeks.iter().position(|(monday, ..)| monday.to_string() == *week)?;
        let share = place as f64 / (weeks.len().max(2) - 1) as f64;
        Some(format!("{:.2}%", 2.0 + 96.0 * share))
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
        chance: if surge.chance < 1e-12 {
            "under 10⁻¹²".to_owned()
        } else {
            format!("1 in {}", count((1.0 / surge.chance) as u64))
        },
        members: format!("{}{more}", named.join(", ")),
        dismissed: why.unwrap_or_default(),
        otherwise: surge.innocent_explanations.join("; "),
        x: place.unwrap_or_default(),
        y: LINE * at + LINE / 2 + 4,
    }
}
