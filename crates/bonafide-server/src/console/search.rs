//! Search as a page: by id, or by exactly a telephone or mailbox through the keyed hash.

use super::page;
use crate::{
    Problem,
    office::{Call, Office},
    routes::Permission,
};
use bonafide_console::{SearchPage, html, said};
use bonafide_store::{Error, Transaction};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Most applications that are shown.
const FOUND: usize = 200;

/// Newest applications by which it is known from which systems they come.
const SOURCES: i64 = 100;

/// Longest question, in characters.
const ASKED: usize = 300;

/// What was found: its kind, its id, where it leads, and what else is known.
type Found = (&'static str, String, String, String);

/// Asks what to find.
#[expect(clippy::unnecessary_wraps, reason = "as every route")]
pub(crate) fn ask(_: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let filled = SearchPage {
        frame: page::frame(call),
        asked: String::new(),
        by_contact: true,
        how: "",
        found: Vec::new(),
    };
    Ok(page::shown(call, html(&filled)))
}

/// Finds it; what is found alone is led to at once. That somebody asked is logged, sealed.
pub(crate) fn find(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let asked: String = call.text("q")?.trim().chars().take(ASKED).collect();
    let by_contact = page::may(call, Permission::Work);
    let (how, found) = office.work(|t, functions, _| {
        let found = by_id(t, &asked)?;
        if !found.is_empty() || !by_contact {
            return Ok(("by id", found));
        }
        let is_mailbox = asked.contains('@');
        let digits = asked.chars().filter(char::is_ascii_digit).count();
        let (phone, email) = match (is_mailbox, digits >= 7) {
            (true, _) => (None, Some(asked.as_str())),
            (false, true) => (Some(asked.as_str()), None),
            (false, false) => return Ok(("by id", found)),
        };
        let mut numbers = BTreeSet::new();
        for key in (functions.keys_of)(phone, email) {
            numbers.extend(t.holders(key, FOUND)?.into_iter().map(|(number, _)| number));
        }
        let question = json!({"phone": phone, "email": email}).to_string();
        t.journal("search.made", call.account, "applications", question.as_bytes(), None)?;
        let numbers = numbers.into_iter().take(FOUND);
        let found = numbers.map(|n| of_application(t, n)).collect::<Result<Vec<Found>, Error>>()?;
        Ok((
            if is_mailbox { "by exactly this e-mail" } else { "by exactly this phone number" },
            found,
        ))
    })?;
    if let [(_, _, path, _)] = &found[..]
        && !path.is_empty()
    {
        return Ok(page::onward(call, path));
    }
    let asked = said(&asked, ASKED);
    let frame = page::frame(call);
    Ok(page::shown(call, html(&SearchPage { frame, asked, by_contact, how, found })))
}

fn by_id(t: &Transaction<'_>, asked: &str) -> Result<Vec<Found>, Error> {
    let known = |result: Result<Found, Error>| match result {
        Ok(found) => Ok(vec![found]),
        Err(error) if error.is_missing() => Ok(Vec::new()),
        Err(error) => Err(error),
    };
    let mut found = known(t.number_of(asked).and_then(|number| of_application(t, number)))?;
    for number in by_source(t, asked)? {
        found.push(of_application(t, number)?);
    }
    found.extend(known(
        t.case(asked)
            .map(|case| ("case", case.id.clone(), format!("/cases/{}", case.id), case.about)),
    )?);
    found.extend(known(t.ring_versions(asked).map(|versions| {
        let members = versions.last().map_or(0, |last| last.members.len());
        ("ring", asked.to_owned(), format!("/rings/{asked}"), format!("{members} applications"))
    }))?);
    found.extend(known(t.step(asked).map(|step| {
        ("step", step.id.clone(), format!("/steps/{}", step.id), step.kind.words().to_owned())
    }))?);
    Ok(found)
}

/// Applications that have this id where they came from, as evidence quotes it: in one of the
/// systems from which the newest ones came, or in the one that is named, as in `ats A-17`.
fn by_source(t: &Transaction<'_>, asked: &str) -> Result<BTreeSet<u32>, Error> {
    let mut found = BTreeSet::new();
    if asked.is_empty() {
        return Ok(found);
    }
    let mut systems = BTreeSet::from([String::new()]);
    let after = t.last_application()? - SOURCES;
    for (number, _) in t.applications_after(after, SOURCES as u32)? {
        match t.application(number) {
            Ok(one) => systems.extend(one.source.system),
            Err(error) if error.is_missing() => {}
            Err(error) => return Err(error),
        }
    }
    for system in &systems {
        found.extend(t.number_of_id(system, asked)?);
    }
    if let Some((system, id)) = asked.split_once(' ') {
        found.extend(t.number_of_id(system, id.trim())?);
    }
    Ok(found)
}

fn of_application(t: &Transaction<'_>, number: u32) -> Result<Found, Error> {
    let id = t.pseudonym_of(number)?;
    let case = t.cases_of(number)?.into_iter().next();
    Ok(match case {
        Some(case) => {
            let more = if case.closed_at.is_some() { "case decided" } else { "case open" };
            ("application", id.clone(), format!("/cases/{}?of={id}", case.id), more.to_owned())
        }
        None => ("application", id, String::new(), "no case: nothing asks for a review".to_owned()),
    })
}
