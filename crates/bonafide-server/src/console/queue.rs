//! The queue as a page.

use super::{case, page};
use crate::{
    Problem,
    office::{Call, Office},
    paths::cases::{LEASE, QUEUE_MAX},
    routes::Permission,
};
use bonafide_console::{Bar, Moment, QueuePage, Row, html};
use bonafide_store::{Case, Error, Filter, Transaction};
use serde_json::Value;

/// Cases of one page.
const ROWS: usize = 50;

/// Findings of a row: the strongest ones.
const CHIPS: usize = 3;

/// Shows open cases, the most urgent first.
pub(crate) fn show(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let now = (office.functions.now)();
    let view = match call.request.asked("view").as_deref() {
        Some("mine") => "mine",
        Some("unclaimed") => "unclaimed",
        _ => "all",
    };
    let number = call.request.asked("page").and_then(|page| page.parse::<usize>().ok());
    let number = number.unwrap_or(1).clamp(1, QUEUE_MAX as usize);
    let filter = Filter {
        of: (view == "mine").then(|| call.account.to_owned()),
        unclaimed: view == "unclaimed",
        ..Filter::default()
    };
    let (open, rows) = office.write(|t| {
        let cases = t.queue(&filter, QUEUE_MAX)?;
        let shown = cases.iter().skip((number - 1) * ROWS).take(ROWS);
        let rows = shown.map(|case| row(t, case, now)).collect::<Result<Vec<Row>, Error>>()?;
        Ok((cases.len(), rows))
    })?;
    let filled = QueuePage {
        frame: page::frame(call),
        view,
        rows,
        open,
        before: (number > 1).then(|| number - 1),
        after: (number * ROWS < open).then(|| number + 1),
        may_work: page::may(call, Permission::Work),
    };
    Ok(page::shown(call, html(&filled)))
}

/// Takes the most urgent case that nobody has, and leads to it.
pub(crate) fn claim_next(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let claimed = office.write(|t| t.claim_next(&Filter::default(), call.account, LEASE))?;
    let path = claimed.map_or("/queue".to_owned(), |case| format!("/cases/{}", case.id));
    Ok(page::onward(call, &path))
}

/// Names of checks alone: what they quote is personal, and shown where looking is logged.
fn row(t: &Transaction<'_>, case: &Case, now: i64) -> Result<Row, Error> {
    let last = t.assessments(case.number)?.pop();
    let mut found = last.as_ref().map(case::evidence).unwrap_or_default();
    found.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let found = found.into_iter().take(CHIPS);
    Ok(Row {
        id: case.id.clone(),
        about: case.about.clone(),
        priority: case.priority.clone(),
        probability: last.as_ref().map_or("unknown".to_owned(), |one| case::percent(one.log_odds)),
        findings: found.map(|(term, bits)| (case::text(&term, "check"), Bar::of(bits))).collect(),
        ring: last.and_then(|one| one.ring),
        due: Moment::of(case.due_at),
        is_late: case.due_at < now,
        holder: case.leased_to.clone(),
    })
}
