//! Applications side by side, filled from what is claimed in them. That it was shown is logged.

use super::{case::Read, claims, page};
use crate::{
    Problem,
    casework::{bounded, shows_score},
    office::{Call, Office},
    routes::Permission,
};
use bonafide_application::{Application, Resume};
use bonafide_console::{CELL, Column, Compare, ComparePage, PASSAGE, Shared, html, percent, said};
use bonafide_linkage::passages::{alignment::align, quote::quote, words::Words};
use bonafide_store::{Error, Says, Transaction};
use bonafide_verification::policy::Policy;
use serde_json::Value;

/// Most applications side by side.
const MOST: usize = 4;

/// Most passages of two résumés that are shown: the longest.
const PASSAGES: usize = 24;

/// The fewest equal words of a passage that is shown.
const WORDS_LEAST: usize = 6;

/// Most others that are offered.
const OTHERS: usize = 200;

/// Shows the applications that the address names, by `a`, `b`, `c` and `d`.
pub(crate) fn show(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let body = filled(office, call, "/compare", &asked(call), Vec::new())?;
    Ok(page::shown(call, html(&ComparePage { frame: page::frame(call), body })))
}

/// The comparison as a tab of a case: with the first other of its ring where nobody was named.
pub(crate) fn of_case(
    office: &mut Office,
    call: &Call<'_>,
    read: &Read,
) -> Result<String, Problem> {
    let mut others = read.case.members.clone();
    if let Some(ring) = read.assessed.last().and_then(|one| one.ring.clone()) {
        let members = office.write(|t| match t.ring_versions(&ring) {
            Ok(versions) => {
                let last = versions.into_iter().next_back();
                let members = last.map(|last| last.members).unwrap_or_default();
                members.into_iter().take(OTHERS).map(|number| t.pseudonym_of(number)).collect()
            }
            Err(error) if error.is_missing() => Ok(Vec::new()),
            Err(error) => Err(error),
        })?;
        let members: Vec<String> = members;
        others.extend(members);
    }
    let mut ids = asked(call);
    if ids.is_empty() {
        ids.push(read.pseudonym.clone());
        ids.extend(others.iter().find(|other| **other != read.pseudonym).cloned());
    }
    let path = format!("/cases/{}/compare", read.case.id);
    filled(office, call, &path, &ids, others)
}

fn asked(call: &Call<'_>) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for id in ["a", "b", "c", "d"].iter().filter_map(|name| call.request.asked(name)) {
        let id = id.trim().to_owned();
        if !id.is_empty() && !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

fn filled(
    office: &mut Office,
    call: &Call<'_>,
    path: &str,
    ids: &[String],
    others: Vec<String>,
) -> Result<String, Problem> {
    let may_work = page::may(call, Permission::Work);
    let (columns, applications, why_not) = office.work(|t, _, policy| {
        let (mut columns, mut applications, mut why_not) = (Vec::new(), Vec::new(), String::new());
        for id in ids.iter().take(MOST) {
            match column(t, policy, call, id) {
                Ok((column, application)) => {
                    columns.push(column);
                    applications.push(application);
                }
                Err(error) if error.is_missing() => {
                    "no application of this id can be shown: it is unknown, or was erased"
                        .clone_into(&mut why_not);
                }
                Err(error) => return Err(error),
            }
        }
        Ok((columns, applications, why_not))
    })?;
    let said_of = match columns.first() {
        Some(first) => relations(office, &first.id, &columns)?,
        None => Vec::new(),
    };
    let mut left: Vec<String> = Vec::new();
    for other in others.into_iter().take(OTHERS) {
        if !columns.iter().any(|column| column.id == other) && !left.contains(&other) {
            left.push(other);
        }
    }
    let parts = claims::rows(&applications);
    Ok(html(&Compare {
        csrf: page::frame(call).csrf,
        path: path.to_owned(),
        passages: passages(&columns, &applications),
        applications: columns,
        others: left,
        parts,
        said: said_of,
        may_work,
        why_not,
    }))
}

fn column(
    t: &mut Transaction<'_>,
    policy: &Policy,
    call: &Call<'_>,
    id: &str,
) -> Result<(Column, Application), Error> {
    let number = t.number_of(id)?;
    let application = t.application(number)?;
    t.journal("application.viewed", call.account, id, b"", None)?;
    let shows = shows_score(t, policy, number, call.known)?;
    let last = t.last_assessment(number)?.filter(|_| shows);
    let case = t.cases_of(number)?.into_iter().next().map(|case| case.id);
    let column = Column {
        id: id.to_owned(),
        name: said(application.applicant.name.as_str(), CELL),
        probability: last.map(|last| percent(last.log_odds)).unwrap_or_default(),
        case,
    };
    Ok((column, application))
}

/// What people said of the first and each of the others.
fn relations(
    office: &mut Office,
    first: &str,
    columns: &[Column],
) -> Result<Vec<(String, String, String, String)>, Problem> {
    let all = office.write(|t| t.relations_of(t.number_of(first)?))?;
    let with = |one: bonafide_store::Relation| {
        let (a, b) = one.applications;
        let other = if a == first { b } else { a };
        let shown = columns.iter().any(|column| column.id == other);
        let what = match one.says {
            Says::SameOperator => "one operator stands behind both",
            Says::NotRelated => "not related",
        };
        (shown && one.ended.is_none()).then(|| (other, what.to_owned(), one.by, one.id))
    };
    Ok(all.into_iter().filter_map(with).collect())
}

/// Passages that the first has in common with each of the others, the longest first.
fn passages(columns: &[Column], applications: &[Application]) -> Vec<Shared> {
    let resume = |at: usize| applications.get(at).and_then(|one| one.resume.as_ref());
    let Some(first) = resume(0) else { return Vec::new() };
    let others = (1..applications.len()).filter_map(|at| Some((at, resume(at)?)));
    others
        .map(|(at, other)| {
            let mut found = common(first, other);
            let more = found.len().saturating_sub(PASSAGES);
            found.truncate(PASSAGES);
            Shared { of: (columns[0].id.clone(), columns[at].id.clone()), passages: found, more }
        })
        .collect()
}

fn common(a: &Resume, b: &Resume) -> Vec<(String, String, usize, usize)> {
    let mut found = align(&Words::of_resume(a), &Words::of_resume(b));
    found.retain(|passage| passage.equal >= WORDS_LEAST);
    found.sort_by_key(|passage| (std::cmp::Reverse(passage.equal), passage.a.start));
    let (texts_a, texts_b): (Vec<&str>, Vec<&str>) = (a.texts().collect(), b.texts().collect());
    let shown = found.iter().take(PASSAGES).map(|passage| {
        let words = passage.a.len().max(passage.b.len());
        let a = said(&quote(&texts_a, &passage.a), PASSAGE);
        (a, said(&quote(&texts_b, &passage.b), PASSAGE), passage.equal, words)
    });
    let mut shown: Vec<_> = shown.collect();
    shown.extend(found.iter().skip(PASSAGES).map(|_| (String::new(), String::new(), 0, 0)));
    shown
}

/// Remembers what two applications are to each other.
pub(crate) fn relate(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let says = Says::parse(&call.text("says")?)
        .ok_or_else(|| Problem::new(422, "press one of the buttons of the form"))?;
    let (one, other) = (call.text("one")?, call.text("other")?);
    let why = bounded("why", call.request.text_if_any("why")?.unwrap_or_default())?;
    office.work(|t, functions, _| {
        let numbers = (t.number_of(&one)?, t.number_of(&other)?);
        t.relate(numbers, says, call.account, &why)?;
        (functions.reassess)(t, &[numbers.0, numbers.1], "relation")
    })?;
    Ok(page::onward(call, &page::back(call)))
}

/// Takes back what was said.
pub(crate) fn end(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let relation = call.text("relation")?;
    office.work(|t, functions, _| {
        let (one, other) = t.end_relation(&relation, call.account)?.numbers;
        (functions.reassess)(t, &[one, other], "relation")
    })?;
    Ok(page::onward(call, &page::back(call)))
}
