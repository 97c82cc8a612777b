//! Accounts: the first one, further ones, invitations, roles; and the erasure of claimed persons.

use crate::{
    Problem,
    aside::Aside,
    limits::DOOR,
    office::{Call, Office},
    paging, passwords, token,
};
use bonafide_store::{Account, NewToken, Role};
use serde_json::{Value, json};

/// How long an invitation may be used: seven days, in microseconds.
const INVITED: i64 = 7 * 86_400_000_000;

/// Before the first administrator is made: the code is looked at, the password hashed.
pub(crate) fn prepare_set_up(office: &mut Office, call: &Call<'_>) -> Result<Aside, Problem> {
    door(office, call)?;
    let (code, name) = (call.text("code")?, call.text("name")?);
    is_set_up_code(office, &code)?;
    token::may_be_name(&name)?;
    let password = call.request.text_if_any("password")?;
    if let Some(password) = &password {
        passwords::may_be(password, &name)?;
    }
    Ok(Aside { hash: password, ..Aside::default() })
}

/// Makes the first administrator, for who has the code that the server printed: `code`, `name`, and
/// `password` for a person; a program gets a token instead.
pub(crate) fn set_up(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let hash = call.done()?.hash;
    let (code, name) = (call.text("code")?, call.text("name")?);
    is_set_up_code(office, &code)?;
    token::may_be_name(&name)?;
    let made = made(office, &name, Role::Administrator, "set-up", hash.is_none())?;
    if let Some(hash) = hash {
        office.write(|t| t.set_password(&name, &hash, None, "set-up"))?;
    }
    office.setup = None;
    Ok((201, made))
}

/// Makes an account: `name`, `role`, and `by`: `token` for one that is shown once, `invitation` for
/// a code by which a person sets their password.
pub(crate) fn add(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let (name, role) = (call.text("name")?, role(call)?);
    token::may_be_name(&name)?;
    let by = call.request.text_if_any("by")?.unwrap_or_else(|| "token".to_owned());
    if !["token", "invitation"].contains(&by.as_str()) {
        return Err(Problem::new(422, "`by` is `token` or `invitation`"));
    }
    let mut made = made(office, &name, role, call.account, by == "token")?;
    if by == "invitation" {
        made["invitation"] = json!(invited(office, &name, call.account)?);
    }
    Ok((201, made))
}

/// Lists accounts.
pub(crate) fn list(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let all = office.write(|t| t.accounts())?;
    let place = |one: &Account| one.name.clone();
    Ok((200, paging::cut("accounts", &all, call.request, place, shown)?))
}

/// Invites the holder of an account to set a password anew; its second factor is forgotten then.
pub(crate) fn invite(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let code = invited(office, call.named[0], call.account)?;
    Ok((201, json!({"account": call.named[0], "invitation": code})))
}

/// Before an invitation is accepted: the code is looked at, the password hashed.
pub(crate) fn prepare_join(office: &mut Office, call: &Call<'_>) -> Result<Aside, Problem> {
    door(office, call)?;
    let (code, password) = (token::hashed(&call.text("code")?), call.text("password")?);
    let name = office.write(|t| t.invited(&code))?.ok_or_else(|| {
        Problem::new(403, "the code is used, too old or wrong; ask for another one")
            .of("code-refused")
    })?;
    passwords::may_be(&password, &name)?;
    Ok(Aside { hash: Some(password), ..Aside::default() })
}

/// Accepts an invitation: `code`, `password`.
pub(crate) fn join(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let hash = call.done()?.hash.unwrap_or_default();
    let code = token::hashed(&call.text("code")?);
    let account = office.write(|t| t.accept_invitation(&code, &hash))?;
    Ok((200, json!({"account": account})))
}

/// Gives an account another role: `role`.
pub(crate) fn change_role(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let role = role(call)?;
    changed(office, call, |t| t.change_role(call.named[0], role, call.account))
}

/// Lets an account in no longer.
pub(crate) fn disable(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    changed(office, call, |t| t.disable_account(call.named[0], call.account))
}

/// Lets an account in again.
pub(crate) fn enable(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    changed(office, call, |t| t.enable_account(call.named[0], call.account))
}

/// Erases the claimed person of an application, and screens those anew who had met them.
pub(crate) fn erase(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let rescreen = &office.functions.rescreen;
    let now = (office.functions.now)();
    office.store.write(now, |t| {
        let number = t.number_of(call.named[0])?;
        let erased = t.applications_of(t.person(number)?)?;
        let met = t.erase(number, call.account)?;
        rescreen(t, &met, &erased)
    })?;
    Ok((200, json!({"erased": call.named[0]})))
}

fn made(
    office: &mut Office,
    name: &str,
    role: Role,
    by: &str,
    with_token: bool,
) -> Result<Value, Problem> {
    let (text, hash) = token::issue(name)?;
    let label = "first";
    let new = NewToken { account: name, label, hash: &hash, scopes: "", ends_at: None };
    office.write(|t| {
        t.add_account(name, role, by)?;
        if with_token { t.add_token(&new, by).map(drop) } else { Ok(()) }
    })?;
    let mut made = json!({"name": name, "role": role.as_str()});
    if with_token {
        made["token"] = json!(text);
    }
    Ok(made)
}

fn invited(office: &mut Office, name: &str, by: &str) -> Result<String, Problem> {
    let code = token::secret()?;
    office.write(|t| t.invite(name, &token::hashed(&code), INVITED, by))?;
    Ok(code)
}

fn changed(
    office: &mut Office,
    call: &Call<'_>,
    work: impl FnOnce(&mut bonafide_store::Transaction<'_>) -> Result<(), bonafide_store::Error>,
) -> Result<(u16, Value), Problem> {
    let account = office.write(|t| {
        work(t)?;
        t.known_account(call.named[0])
    })?;
    Ok((200, shown(&account)))
}

fn role(call: &Call<'_>) -> Result<Role, Problem> {
    Role::parse(&call.text("role")?).ok_or_else(|| {
        let all: Vec<&str> = Role::ALL.into_iter().map(Role::as_str).collect();
        Problem::new(422, format!("`role` is one of {}", all.join(", ")))
    })
}

fn is_set_up_code(office: &Office, code: &str) -> Result<(), Problem> {
    if office.setup.is_some() && office.setup == Some(token::hashed(code)) {
        return Ok(());
    }
    Err(Problem::new(403, "the code is used or wrong; restart for a new one").of("code-refused"))
}

fn door(office: &mut Office, call: &Call<'_>) -> Result<(), Problem> {
    let now = (office.functions.now)();
    office.limits.take(&format!("door {}", call.request.from()), DOOR, now)
}

fn shown(account: &Account) -> Value {
    json!({
        "name": account.name, "role": account.role.as_str(), "made_at": account.made_at,
        "disabled_at": account.disabled_at, "password": account.password.is_some(),
        "second_factor": account.second_factor
    })
}
