//! Pages of who is not signed in yet, and the files that every page loads.

use super::page;
use crate::{
    Problem,
    office::{Call, Office},
    paths::{people, sign_in},
};
use bonafide_console::{ASSETS_KIND, KeysPage, SetUpPage, SignInPage, asset, html};
use bonafide_store::Role;
use serde_json::Value;

/// Leads to the queue.
#[expect(clippy::unnecessary_wraps, reason = "as every route")]
pub(crate) fn home(_: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    Ok(page::onward(call, "/queue"))
}

/// A file that pages load; its name changes with its content, so it is kept for ever.
pub(crate) fn file(_: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let asset = asset(call.named[0])
        .ok_or_else(|| Problem::new(404, "no page loads this any more; load the page again"))?;
    call.header("content-type", asset.kind.to_owned());
    call.header("x-content-type-options", "nosniff".to_owned());
    call.header("cache-control", ASSETS_KIND.to_owned());
    Ok((200, Value::String(asset.text.to_owned())))
}

/// Lists the keys of the console.
#[expect(clippy::unnecessary_wraps, reason = "as every route")]
pub(crate) fn keys(_: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    Ok(page::shown(call, html(&KeysPage { frame: page::frame(call) })))
}

/// Asks who somebody is.
#[expect(clippy::unnecessary_wraps, reason = "as every route")]
pub(crate) fn ask(_: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    Ok(page::shown(call, html(&SignInPage { why: String::new() })))
}

/// Begins a session, and leads to the queue.
pub(crate) fn enter(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    sign_in::sign_in(office, call)?;
    let name = call.text("name")?;
    let role = office.write(|t| Ok(t.account(&name)?.map(|account| account.role)))?;
    let first = office.write(|t| Ok(t.last_application()? < 0))?;
    let to = if first && role == Some(Role::Administrator) { "/welcome" } else { "/queue" };
    Ok(page::onward(call, to))
}

/// Ends the session, and leads to the door.
pub(crate) fn leave(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    sign_in::sign_out(office, call)?;
    Ok(page::onward(call, "/sign-in"))
}

/// Asks for the first administrator, by a link with the code.
#[expect(clippy::unnecessary_wraps, reason = "as every route")]
pub(crate) fn begin(_: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let code = call.request.asked("code").unwrap_or_default();
    Ok(page::shown(call, html(&SetUpPage { code, why: String::new() })))
}

/// Makes the first administrator, and leads to the door.
pub(crate) fn set_up(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    // Without a password a token is made, which no page shows.
    call.text("password")?;
    people::set_up(office, call)?;
    Ok(page::onward(call, "/sign-in"))
}
