//! Erasing a claimed person by a page: what goes and what stays, then the proof that it is done.

use super::page;
use crate::{
    Problem,
    office::{Call, Office},
    paths::people,
    routes::Permission,
};
use bonafide_console::{ErasePage, ErasedPage, Moment, html};
use bonafide_store::Error;
use serde_json::Value;

/// Says what would be erased, and asks.
pub(crate) fn ask(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    asked(office, call, "")
}

fn asked(office: &mut Office, call: &Call<'_>, why_not: &str) -> Result<(u16, Value), Problem> {
    let (applications, cases) = office.write(|t| {
        let number = t.number_of(call.named[0])?;
        let members = t.applications_of(t.person(number)?)?;
        if members.is_empty() {
            return Err(Error::missing("this person was erased"));
        }
        let mut cases: Vec<(String, bool)> = Vec::new();
        let mut names = Vec::new();
        for member in members {
            names.push(t.pseudonym_of(member)?);
            for case in t.cases_of(member)? {
                let one = (case.id, case.closed_at.is_none());
                if !cases.contains(&one) {
                    cases.push(one);
                }
            }
        }
        Ok((names, cases))
    })?;
    let filled = ErasePage {
        frame: page::frame(call),
        application: call.named[0].to_owned(),
        applications,
        cases,
        why_not: why_not.to_owned(),
    };
    Ok(page::shown(call, html(&filled)))
}

/// Erases the person, where who asks said that they know what that is.
pub(crate) fn erase(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    if call.request.text_if_any("sure")?.is_none() {
        return asked(office, call, "tick that it cannot be undone, then erase");
    }
    people::erase(office, call)?;
    Ok(page::onward(call, &format!("/applications/{}/erased", call.named[0])))
}

/// Shows that an application was erased, with its entry of the log.
pub(crate) fn erased(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let erasure = office.write(|t| {
        t.erasure(t.number_of(call.named[0])?)?
            .ok_or_else(|| Error::missing("this application was not erased"))
    })?;
    let filled = ErasedPage {
        frame: page::frame(call),
        application: call.named[0].to_owned(),
        at: Moment::of(erasure.at),
        entry: erasure.position,
        keys_destroyed: erasure.keys_destroyed,
        may_audit: page::may(call, Permission::Audit),
    };
    Ok(page::shown(call, html(&filled)))
}
