//! One's own password and second factor.

use crate::{
    Problem,
    aside::Aside,
    limits::DOOR,
    office::{Call, Office},
    passwords,
    paths::sign_in,
    token, totp,
};
use serde_json::{Value, json};

/// Before a password is changed: the old one is tried and the new one hashed.
pub(crate) fn prepare_change(office: &mut Office, call: &Call<'_>) -> Result<Aside, Problem> {
    let new = call.text("new")?;
    passwords::may_be(&new, call.account)?;
    Ok(Aside { hash: Some(new), ..tried(office, call, "old")? })
}

/// Changes one's own password: `old`, `new`. One's other sessions end.
pub(crate) fn change(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let hash = call.done()?.hash.ok_or_else(wrong)?;
    let this = sign_in::own(call)?;
    office.limits.right(call.account, &call.request.from());
    office.write(|t| t.set_password(call.account, &hash, Some(&this.id), call.account))?;
    Ok((200, json!({"account": call.account})))
}

/// Offers a secret to an authenticator program; it counts once a code of it was shown.
pub(crate) fn offer(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let secret = totp::new_secret()?;
    office.write(|t| t.offer_second_factor(call.account, &secret))?;
    let address = totp::address(call.account, &secret);
    Ok((201, json!({"secret": totp::base32(&secret), "address": address})))
}

/// Confirms it: `code`. Gives recovery codes, once.
pub(crate) fn confirm(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let (code, now) = (call.text("code")?, (office.functions.now)());
    office.limits.try_at(call.account, &call.request.from(), now)?;
    let factor = office.write(|t| t.second_factor(call.account))?;
    let factor = factor.filter(|factor| factor.confirmed_at.is_none());
    let factor = factor
        .ok_or_else(|| Problem::new(409, "no second factor is offered; ask for one first"))?;
    let step = totp::step_of(&factor.secret, &code, now).ok_or_else(|| {
        Problem::new(422, "the code is wrong; look at the clock of the device, and try the next")
    })?;
    office.limits.right(call.account, &call.request.from());
    let codes: Vec<String> =
        (0..totp::RECOVERY_CODES).map(|_| totp::recovery_code()).collect::<Result<_, _>>()?;
    let hashes: Vec<String> = codes.iter().map(|code| token::hashed(code)).collect();
    office.write(|t| t.confirm_second_factor(call.account, step, &hashes))?;
    Ok((201, json!({"recovery_codes": codes})))
}

/// Before the second factor is removed: the password is tried.
pub(crate) fn prepare_remove(office: &mut Office, call: &Call<'_>) -> Result<Aside, Problem> {
    tried(office, call, "password")
}

/// Removes one's own second factor: `password`.
pub(crate) fn remove(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    if !call.done()?.fits {
        return Err(wrong());
    }
    office.limits.right(call.account, &call.request.from());
    office.write(|t| t.remove_second_factor(call.account))?;
    Ok((200, json!({"account": call.account})))
}

/// A password of one's own that is to be tried; counted like one at the door, since a session may
/// be somebody else's for a moment.
fn tried(office: &mut Office, call: &Call<'_>, field: &str) -> Result<Aside, Problem> {
    let (given, now, from) = (call.text(field)?, (office.functions.now)(), call.request.from());
    office.limits.take(&format!("door {from}"), DOOR, now)?;
    office.limits.try_at(call.account, &from, now)?;
    let kept = office.write(|t| t.known_account(call.account))?.password;
    Ok(Aside { fits: Some((given, kept)), ..Aside::default() })
}

fn wrong() -> Problem {
    Problem::new(401, "the password is wrong; try again").of("wrong-password")
}
