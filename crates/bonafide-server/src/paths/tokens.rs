//! Tokens of programs: made with what they are for and an end, shown once, listed, taken back.

use crate::{
    Problem,
    office::{Call, Office},
    paging,
    routes::Permission,
    token,
};
use bonafide_store::{NewToken, Token};
use serde_json::{Value, json};

/// Most characters of what a token is for.
const LABEL_CHARS_MAX: usize = 100;

/// A day, in microseconds.
const DAY: i64 = 86_400_000_000;

/// Most days of a token with an end: ten years.
const DAYS_MAX: i64 = 3_650;

/// Makes a token of one's own.
pub(crate) fn make_own(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    make(office, call, call.account)
}

/// Makes a token of an account.
pub(crate) fn make_for(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    make(office, call, call.named[0])
}

/// Lists one's own tokens.
pub(crate) fn list_own(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    list(office, call, call.account)
}

/// Lists the tokens of an account.
pub(crate) fn list_of(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    list(office, call, call.named[0])
}

/// Takes a token of one's own back.
pub(crate) fn revoke_own(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let token = office.write(|t| t.revoke_token(call.account, call.named[0], call.account))?;
    Ok((200, shown(&token)))
}

/// Takes a token of an account back.
pub(crate) fn revoke_of(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let token = office.write(|t| t.revoke_token(call.named[0], call.named[1], call.account))?;
    Ok((200, shown(&token)))
}

/// `label`, and where they are given `scopes`, permissions of the account's role, and `days`.
fn make(office: &mut Office, call: &Call<'_>, account: &str) -> Result<(u16, Value), Problem> {
    let label = call.text("label")?;
    if label.chars().count() > LABEL_CHARS_MAX {
        return Err(Problem::new(422, "`label` has up to 100 characters; say it in fewer"));
    }
    let role = office.write(|t| t.known_account(account))?.role;
    let scopes = scopes(call, role)?;
    let days = call.request.whole_if_any("days")?;
    if days.is_some_and(|days| !(1..=DAYS_MAX).contains(&days)) {
        return Err(Problem::new(422, "`days` is from 1 to 3650; leave it out for no end"));
    }
    let ends_at = days.map(|days| (office.functions.now)() + days * DAY);
    let (text, hash) = token::issue(account)?;
    let (label, scopes) = (label.as_str(), scopes.as_str());
    let new = NewToken { account, label, hash: &hash, scopes, ends_at };
    let made = office.write(|t| t.add_token(&new, call.account))?;
    let mut shown = shown(&made);
    // The id is of the token's record; the secret is shown this once.
    shown["secret"] = json!(text);
    Ok((201, shown))
}

fn scopes(call: &Call<'_>, role: bonafide_store::Role) -> Result<String, Problem> {
    let wrong = || {
        let given = Permission::SCOPES.iter().filter(|one| one.is_given_to(Some(role)));
        let given: Vec<&str> = given.map(|one| one.as_str()).collect();
        let all = given.join(", ");
        Problem::new(422, format!("`scopes` are of {all}, which {} may", role.as_str()))
    };
    let Some(given) = call.json()?.get("scopes").filter(|given| !given.is_null()).cloned() else {
        return Ok(String::new());
    };
    let given: Vec<String> = serde_json::from_value(given).map_err(|_| wrong())?;
    let mut names = Vec::new();
    for name in &given {
        let scope = Permission::parse(name).filter(|one| Permission::SCOPES.contains(one));
        let scope = scope.filter(|one| one.is_given_to(Some(role))).ok_or_else(wrong)?;
        names.push(scope.as_str());
    }
    // No scope at all would mean every one.
    if names.is_empty() { Err(wrong()) } else { Ok(names.join(" ")) }
}

fn list(office: &mut Office, call: &Call<'_>, account: &str) -> Result<(u16, Value), Problem> {
    let all = office.write(|t| t.tokens_of(account))?;
    let place = |one: &Token| format!("{} {}", paging::number(one.made_at), one.id);
    Ok((200, paging::cut("tokens", &all, call.request, place, shown)?))
}

fn shown(token: &Token) -> Value {
    let scopes: Vec<&str> = token.scopes.split_whitespace().collect();
    json!({
        "token": token.id, "account": token.account, "label": token.label, "scopes": scopes,
        "made_at": token.made_at, "ends_at": token.ends_at, "used_at": token.used_at,
        "revoked_at": token.revoked_at
    })
}
