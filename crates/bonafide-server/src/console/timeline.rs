//! What happened to a case and its application, put in order.

use super::{
    case::{Read, deed},
    claims,
    step::happening,
};
use crate::{Problem, office::Office};
use bonafide_console::{Entry, PASSAGE, Timeline, percent, said};
use bonafide_store::{Case, Decision, KeptStep};

/// Most entries that are shown.
const ENTRIES: usize = 200;

/// The time line of a case.
pub(crate) fn of_case(office: &mut Office, read: &Read) -> Result<Timeline, Problem> {
    let mut entries = Vec::new();
    assessments(read, &mut entries);
    opened(&read.case, &mut entries);
    read.decisions.iter().for_each(|one| decided(one, &mut entries));
    read.steps.iter().for_each(|step| stepped(step, &mut entries));
    let relations = office.write(|t| t.relations_of(read.number))?;
    for one in relations {
        let others = [&one.applications.0, &one.applications.1];
        let other = others.into_iter().find(|other| **other != read.pseudonym);
        let what = format!("said to be {} with {}", one.says.as_str(), other.map_or("", |o| o));
        entries.push(entry(one.at, what, &one.why.unwrap_or_default(), &one.by));
        if let Some((at, by)) = one.ended {
            entries.push(entry(at, "taken back, what was said of two applications", "", &by));
        }
    }
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    let more = entries.len().saturating_sub(ENTRIES);
    entries.truncate(ENTRIES);
    Ok(Timeline { entries, more })
}

fn entry(at: i64, what: impl Into<String>, detail: &str, by: &str) -> Entry {
    Entry {
        at,
        what: what.into(),
        detail: said(detail, PASSAGE),
        by: by.to_owned(),
        score: String::new(),
    }
}

fn assessments(read: &Read, entries: &mut Vec<Entry>) {
    if let Some(application) = &read.application {
        let at = application.submitted_at.as_microsecond();
        entries.push(entry(at, "application sent", "", ""));
        for event in &application.events {
            let what = claims::kind(event.kind);
            entries.push(entry(event.at.as_microsecond(), what, "", ""));
        }
    }
    for one in &read.assessed {
        let what = match one.cause.as_str() {
            "arrival" => "assessed on arrival".to_owned(),
            "others" => "assessed anew: others arrived that share something".to_owned(),
            "erasure" => "assessed anew: somebody was erased".to_owned(),
            "step" => "assessed anew: a step was answered".to_owned(),
            "import" => "assessed when it was imported".to_owned(),
            "weeks" => "assessed anew: many of its week were compared".to_owned(),
            "relation" => {
                "assessed anew: a reviewer said what two applications are to each other".to_owned()
            }
            "retention" => "assessed anew: part of it is kept no longer".to_owned(),
            other => format!("assessed anew: {}", other.replace('-', " ")),
        };
        let score = if read.is_blind() { String::new() } else { percent(one.log_odds) };
        entries.push(Entry { score, ..entry(one.at, what, "", "") });
    }
}

fn opened(case: &Case, entries: &mut Vec<Entry>) {
    let reasons: Vec<&str> = case.reasons.iter().map(|reason| reason.by.as_str()).collect();
    entries.push(entry(case.opened_at, "case opened by the policy", &reasons.join("; "), ""));
    if let Some(at) = case.closed_at {
        entries.push(entry(at, "case closed", "", ""));
    }
}

fn decided(one: &Decision, entries: &mut Vec<Entry>) {
    let what = format!("decided: {}", claims::outcome(one.outcome));
    entries.push(entry(one.at, what, one.note.as_deref().unwrap_or_default(), &one.account));
    for act in &one.acts {
        let what = format!("decision {}", deed(act.deed).1);
        entries.push(entry(act.at.as_microsecond(), what, "", &act.by));
    }
}

fn stepped(step: &KeptStep, entries: &mut Vec<Entry>) {
    let what = step.kind.words();
    entries.push(entry(step.needed_at, format!("asked for: {what}"), "", ""));
    if let Some(order) = &step.order {
        entries.push(entry(order.at, format!("ordered: {what}"), "", &order.by));
    }
    for one in &step.happened {
        let by = one.event.by.strip_prefix("hand:").unwrap_or(&one.event.by);
        let said = format!("{what}: {}", happening(&one.event.happening));
        entries.push(entry(one.event.at.as_microsecond(), said, "", by));
    }
    for (by, at) in &step.signed {
        entries.push(entry(*at, format!("{what}: answer signed"), "", by));
    }
    if let Some(left) = &step.left_out {
        let why = left.why.as_deref().unwrap_or_default();
        entries.push(entry(left.at, format!("{what}: does not apply"), why, &left.by));
    }
}
