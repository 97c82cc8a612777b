//! Rings as pages, filled from what the store keeps and what their members have in common.

use super::{case::Read, page};
use crate::{
    Problem,
    casework::shows_score,
    office::{Call, KeysSaid, Office},
    routes::Permission,
};
use bonafide_console::{
    Member, Moment, Ring, RingLine, RingPage, RingsPage, Value as Shown, html, percent,
};
use bonafide_linkage::{KINDS, Key, Kind};
use bonafide_store::{Error, KeptRing, Transaction};
use bonafide_verification::policy::Policy;
use serde_json::Value;
use std::collections::BTreeMap;

/// Rings of one page.
const RINGS: usize = 50;

/// Members of one ring that are looked at.
const MEMBERS: usize = 200;

/// Nodes that are drawn, and the most on demand.
const DRAWN: usize = 40;
const DRAWN_MOST: usize = 320;

/// Values of one ring that are shown, the rarest first.
const VALUES: usize = 60;

/// Holders from which on a value is looked at no further: it is common.
const COMMON: usize = 64;

/// Lists the rings that stand, the one that changed last first.
pub(crate) fn list(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let number = call.request.asked("page").and_then(|page| page.parse::<usize>().ok());
    let number = number.unwrap_or(1).clamp(1, 100_000);
    let mut rings = office.write(|t| {
        let rings = t.rings_now((number - 1) * RINGS, RINGS + 1)?;
        rings.into_iter().map(|ring| line(t, ring)).collect::<Result<Vec<RingLine>, Error>>()
    })?;
    let after = (rings.len() > RINGS).then_some(number + 1);
    rings.truncate(RINGS);
    let filled = RingsPage {
        frame: page::frame(call),
        rings,
        before: (number > 1).then(|| number - 1),
        after,
    };
    Ok(page::shown(call, html(&filled)))
}

fn line(t: &Transaction<'_>, ring: KeptRing) -> Result<RingLine, Error> {
    let pair = |part: &str| {
        let (kind, bits) = part.trim().split_once(' ')?;
        Some((words(kind), format!("+{bits}")))
    };
    let mut case = None;
    for member in ring.members.iter().take(8) {
        let cases = t.cases_of(*member)?;
        case = case.or(cases.into_iter().find(|case| case.closed_at.is_none()));
    }
    Ok(RingLine {
        pattern: words(&ring.pattern),
        applications: ring.members.len(),
        persons: ring.applicants,
        shared: ring.shared.split(',').filter_map(pair).take(6).collect(),
        changed: Moment::of(ring.at),
        case: case.map(|case| case.id),
        id: ring.id,
    })
}

/// Shows a ring. That it was looked at is logged.
pub(crate) fn show(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let id = call.named[0].to_owned();
    let body = filled(office, call, &id, (format!("/rings/{id}"), String::new()))?;
    Ok(page::shown(call, html(&RingPage { frame: page::frame(call), id, body })))
}

/// The ring of an application as a tab of its case.
pub(crate) fn of_case(
    office: &mut Office,
    call: &Call<'_>,
    read: &Read,
) -> Result<String, Problem> {
    let last = read.assessed.last();
    let ring = last.and_then(|one| one.ring.clone()).or_else(|| read.case.ring.clone());
    let Some(ring) = ring else {
        return Ok("<p class=\"empty\"><strong>In no ring</strong>Nobody else shares what only \
                   one operator would share.</p>"
            .to_owned());
    };
    let path = format!("/cases/{}/ring?of={}", read.case.id, read.pseudonym);
    match filled(office, call, &ring, (path, read.pseudonym.clone())) {
        Err(problem) if problem.status == 404 => Ok("<p class=\"empty\"><strong>The ring is no \
                                                     more</strong>Its members were explained, or \
                                                     erased.</p>"
            .to_owned()),
        other => other,
    }
}

fn filled(
    office: &mut Office,
    call: &Call<'_>,
    id: &str,
    (path, from): (String, String),
) -> Result<String, Problem> {
    let most = call.request.asked("most").and_then(|most| most.parse().ok());
    let may_work = page::may(call, Permission::Work);
    let ring = office.work(|t, functions, policy| {
        let versions = t.ring_versions(id)?;
        t.journal("ring.viewed", call.account, id, b"", None)?;
        let last = versions.last().cloned();
        let numbers = last.as_ref().map(|last| last.members.clone()).unwrap_or_default();
        let mut members = Vec::new();
        for number in numbers.iter().take(MEMBERS) {
            members.push(member(t, policy, call, *number)?);
        }
        let numbers = &numbers[..members.len()];
        Ok(Ring {
            csrf: page::frame(call).csrf,
            id: id.to_owned(),
            pattern: last.as_ref().map(|last| words(&last.pattern)).unwrap_or_default(),
            persons: last.map_or(0, |last| last.applicants),
            values: values(t, &functions.keys_said, numbers)?,
            members,
            most: most.unwrap_or(DRAWN).clamp(4, DRAWN_MOST),
            growth: versions.iter().map(|one| (Moment::of(one.at), one.members.len())).collect(),
            from,
            may_work,
            path,
        })
    })?;
    Ok(html(&ring))
}

fn member(
    t: &Transaction<'_>,
    policy: &Policy,
    call: &Call<'_>,
    number: u32,
) -> Result<Member, Error> {
    let shows = shows_score(t, policy, number, call.known)?;
    let last = t.last_assessment(number)?;
    let case = t.cases_of(number)?.into_iter().find(|case| case.closed_at.is_none());
    let shown = last.as_ref().filter(|_| shows);
    Ok(Member {
        id: t.pseudonym_of(number)?,
        probability: shown.map(|one| percent(one.log_odds)).unwrap_or_default(),
        band: shown.map(|one| one.band.clone()).unwrap_or_default(),
        arrived: last.map(|one| Moment::of(one.at)),
        case: case.map(|case| {
            let held = case.leased_until.is_some_and(|until| until > t.now);
            (case.id, case.leased_to.filter(|_| held))
        }),
    })
}

/// The values that at least two members hold, the rarest first.
fn values(t: &Transaction<'_>, keys_said: &KeysSaid, numbers: &[u32]) -> Result<Vec<Shown>, Error> {
    let mut held: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (at, number) in numbers.iter().enumerate() {
        let application = match t.application(*number) {
            Ok(application) => application,
            Err(error) if error.is_missing() => continue,
            Err(error) => return Err(error),
        };
        for (key, _) in keys_said(&application) {
            let of = held.entry(key).or_default();
            if !of.contains(&at) {
                of.push(at);
            }
        }
    }
    held.retain(|key, of| {
        of.len() > 1 && key.kind() != Kind::Birth && key.kind() != Kind::Passages
    });
    let mut values = Vec::new();
    for of in alike(t, numbers)? {
        values.push((None, Shown { kind: "résumé text", holders: of.len(), is_common: false, of }));
    }
    for (key, of) in held.into_iter().take(1_000) {
        let holders = t.holders(key, COMMON)?.len().max(of.len());
        let known = KINDS.iter().find(|known| known.kind == key.kind());
        let is_common = known.is_none_or(|known| holders > known.holders_max as usize);
        let kind = known.map_or("value", |known| known.value);
        values.push((Some(key), Shown { kind, holders, is_common, of }));
    }
    values.sort_by_key(|(key, value)| (value.is_common, value.holders, *key));
    // What is one value in two dresses ties the same members: it is drawn once.
    let mut seen: Vec<(&'static str, Vec<usize>)> = Vec::new();
    values.retain(|(_, value)| {
        let of = (value.kind, value.of.clone());
        let is_new = !seen.contains(&of);
        seen.push(of);
        is_new
    });
    Ok(values.into_iter().map(|(_, value)| value).take(VALUES).collect())
}

/// Members whose résumés have passages in common, each group by places in the list.
fn alike(t: &Transaction<'_>, numbers: &[u32]) -> Result<Vec<Vec<usize>>, Error> {
    let mut group: Vec<usize> = (0..numbers.len()).collect();
    for (at, number) in numbers.iter().enumerate() {
        for other in t.alike(*number)? {
            let Some(other) = numbers.iter().position(|known| *known == other) else { continue };
            let (from, to) = (group[other], group[at]);
            group.iter_mut().filter(|of| **of == from).for_each(|of| *of = to);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, of) in group.into_iter().enumerate() {
        groups.entry(of).or_default().push(at);
    }
    Ok(groups.into_values().filter(|of| of.len() > 1).collect())
}

fn words(name: &str) -> String {
    name.replace(['_', '-'], " ")
}
