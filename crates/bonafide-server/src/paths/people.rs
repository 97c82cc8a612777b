//! Accounts, and the erasure of claimed persons.

use crate::{
    Problem,
    office::{Call, Office},
    token,
};
use bonafide_store::Role;
use serde_json::{Value, json};

/// Makes the first administrator, for who has the code that the server printed: `code`, `name`.
pub(crate) fn set_up(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let (code, name) = (call.text("code")?, call.text("name")?);
    Ok((201, office.set_up(&code, &name)?))
}

/// Makes an account: `name`, `role`. Its token is shown once.
pub(crate) fn add(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let (name, role) = (call.text("name")?, call.text("role")?);
    let role = Role::parse(&role).ok_or_else(|| {
        let all: Vec<&str> = Role::ALL.into_iter().map(Role::as_str).collect();
        Problem::new(422, format!("`role` is one of {}", all.join(", ")))
    })?;
    let (account, token) = token::issue(&name, role)?;
    office.write(|t| t.add_account(&account, call.account))?;
    Ok((201, json!({"name": name, "role": role.as_str(), "token": token})))
}

/// Lists accounts.
pub(crate) fn list(office: &mut Office, _: &Call<'_>) -> Result<(u16, Value), Problem> {
    let all = office.write(|t| t.accounts())?;
    let all: Vec<Value> = all
        .iter()
        .map(|account| json!({"name": account.name, "role": account.role.as_str()}))
        .collect();
    Ok((200, json!({"accounts": all})))
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
