//! The first run: the example or an export is loaded, and people are named.

use super::page;
use crate::{
    Problem,
    office::{Call, Loaded, Office},
};
use bonafide_console::{WelcomePage, html, thousands};
use bonafide_store::Role;
use serde_json::Value;

/// Records that were refused, as many as are shown.
const REFUSED_SHOWN: usize = 10;

/// Shows what is to be done first.
pub(crate) fn show(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    filled(office, call, None)
}

/// Loads the example that comes with the program.
pub(crate) fn example(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let bytes = office.functions.example;
    load(office, call, bytes)
}

/// Loads an export.
pub(crate) fn upload(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let bytes = call.request.file("file").filter(|bytes| !bytes.is_empty());
    let bytes =
        bytes.ok_or_else(|| Problem::new(422, "no file came; choose one that holds text"))?;
    load(office, call, &bytes)
}

fn load(office: &mut Office, call: &Call<'_>, bytes: &[u8]) -> Result<(u16, Value), Problem> {
    let loaded = office.work(|t, functions, _| (functions.load)(t, bytes, call.account))?;
    let loaded = loaded.map_err(|why| Problem::new(422, why))?;
    filled(office, call, Some(loaded))
}

fn filled(
    office: &mut Office,
    call: &Call<'_>,
    loaded: Option<Loaded>,
) -> Result<(u16, Value), Problem> {
    let (applications, cases, accounts) =
        office.write(|t| Ok((t.last_application()? + 1, t.open_cases()?, t.accounts()?)))?;
    let of = |role: Role| {
        accounts.iter().filter(|one| one.role == role && one.disabled_at.is_none()).count()
    };
    let done = loaded.as_ref().map_or_else(String::new, |one| {
        let count = |count: u64, what: &str| match count {
            0 => String::new(),
            count => format!(" {} {what}.", thousands(count)),
        };
        let new = thousands(one.received);
        format!(
            "{new} applications were loaded and screened.{}{}",
            count(one.repeated, "were here already"),
            count(one.refused.len() as u64, "were refused")
        )
    });
    let refused = loaded.map_or_else(Vec::new, |one| one.refused);
    let filled = WelcomePage {
        frame: page::frame(call),
        applications: applications.unsigned_abs(),
        cases: cases.unsigned_abs(),
        people: (of(Role::Reviewer) + of(Role::Approver), of(Role::Approver)),
        done,
        refused: refused.into_iter().take(REFUSED_SHOWN).collect(),
        example: office
            .functions
            .example
            .split(|byte| *byte == b'\n')
            .filter(|l| !l.is_empty())
            .count(),
    };
    Ok(page::shown(call, html(&filled)))
}
