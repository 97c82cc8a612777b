//! Signing in and out: by name, password and one-time code, into a session.

use crate::{
    Problem,
    access::By,
    aside::Aside,
    limits::DOOR,
    office::{Call, Office},
    paging,
    routes::Permission,
    session::{self, IDLE, LASTS},
    token, totp,
};
use bonafide_store::{Account, Session};
use serde_json::{Value, json};

/// Before anybody signs in: the try is counted, and the password tried aside.
pub(crate) fn prepare(office: &mut Office, call: &Call<'_>) -> Result<Aside, Problem> {
    session::may_have_cookie(call.request, &office.settings)?;
    session::is_from_here(call.request, &office.settings)?;
    let (name, password) = (call.text("name")?, call.text("password")?);
    let (now, from) = ((office.functions.now)(), call.request.from());
    office.limits.take(&format!("door {from}"), DOOR, now)?;
    office.limits.try_at(&name, &from, now)?;
    let account = office.write(|t| t.account(&name))?;
    let kept = account.filter(|known| known.disabled_at.is_none()).and_then(|known| known.password);
    Ok(Aside { fits: Some((password, kept)), ..Aside::default() })
}

/// Signs in: `name`, `password`, and `code` where the account has a second factor.
pub(crate) fn sign_in(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let right = call.done()?.fits;
    let name = call.text("name")?;
    let account = office.write(|t| t.account(&name))?;
    let Some(account) = account.filter(|known| right && known.disabled_at.is_none()) else {
        return Err(refused(office, &name)?);
    };
    if account.second_factor {
        let Some(code) = call.request.text_if_any("code")?.filter(|code| !code.is_empty()) else {
            office.limits.right(&name, &call.request.from());
            return Err(Problem::new(401, "give the `code` of your authenticator as well")
                .of("code-needed"));
        };
        if !takes(office, &account, &code)? {
            return Err(refused(office, &name)?);
        }
    }
    office.limits.right(&name, &call.request.from());
    begin(office, call, &account)
}

/// Begins a session, and gives it to the browser.
pub(crate) fn begin(
    office: &mut Office,
    call: &Call<'_>,
    account: &Account,
) -> Result<(u16, Value), Problem> {
    let secret = token::secret()?;
    let hash = token::hashed(&secret);
    let begun = office.write(|t| t.begin_session(&account.name, &hash, LASTS))?;
    call.header("set-cookie", office.settings.set_cookie(&secret));
    let csrf = session::csrf(&secret);
    Ok((
        201,
        json!({"account": account.name, "role": account.role.as_str(), "session": begun.id,
            "csrf": csrf, "ends_at": begun.ends_at}),
    ))
}

/// Signs out.
pub(crate) fn sign_out(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let session = own(call)?;
    office.write(|t| t.end_session(call.account, &session.id))?;
    call.header("set-cookie", office.settings.clear_cookie());
    Ok((200, json!({"ended": session.id})))
}

/// Who asks, what they may do, and what the forms of their session hold.
pub(crate) fn me(_: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let known = call.known.ok_or_else(|| Problem::new(401, "sign in"))?;
    let may = |permission: &&Permission| crate::access::may(**permission, Some(known)).is_ok();
    let may: Vec<&str> = Permission::ALL.iter().filter(may).map(|one| one.as_str()).collect();
    let mut shown = json!({"account": known.account, "role": known.role.as_str(), "may": may});
    match &known.by {
        By::Token(id, _) => shown["token"] = json!(id),
        By::Session(session, csrf) => {
            shown["session"] = json!(session.id);
            shown["csrf"] = json!(csrf);
            shown["ends_at"] = json!(session.ends_at);
        }
    }
    Ok((200, shown))
}

/// Lists one's own sessions.
pub(crate) fn list(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let this = own(call)?.id.clone();
    let all = office.write(|t| t.sessions_of(call.account, IDLE))?;
    let place = |one: &Session| format!("{} {}", paging::number(one.begun_at), one.id);
    let shown = |one: &Session| {
        json!({"session": one.id, "begun_at": one.begun_at, "used_at": one.used_at,
            "ends_at": one.ends_at, "this": one.id == this})
    };
    Ok((200, paging::cut("sessions", &all, call.request, place, shown)?))
}

/// Ends one of one's own sessions.
pub(crate) fn end(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    office.write(|t| t.end_session(call.account, call.named[0]))?;
    Ok((200, json!({"ended": call.named[0]})))
}

/// The session by which somebody asks.
pub(crate) fn own<'a>(call: &Call<'a>) -> Result<&'a Session, Problem> {
    match call.known.map(|known| &known.by) {
        Some(By::Session(session, _)) => Ok(session),
        _ => Err(Problem::new(403, "this is for people; sign in")),
    }
}

/// Whether a code is one of the account's second factor, or a recovery code; neither works twice.
pub(crate) fn takes(office: &mut Office, account: &Account, code: &str) -> Result<bool, Problem> {
    let now = (office.functions.now)();
    let code = code.trim().to_lowercase().replace(' ', "");
    office.write(|t| {
        let factor = t.second_factor(&account.name)?;
        match factor.and_then(|factor| totp::step_of(&factor.secret, &code, now)) {
            Some(step) => t.take_step(&account.name, step),
            None => t.take_recovery_code(&account.name, &token::hashed(&code)),
        }
    })
}

/// That it was wrong is logged, without a name that nobody has: people type passwords there.
fn refused(office: &mut Office, name: &str) -> Result<Problem, Problem> {
    office.write(|t| {
        let about = if t.account(name)?.is_some() { name } else { "unknown" };
        t.journal("sign-in.refused", "nobody", about, b"", None)
    })?;
    Ok(Problem::new(401, "name, password or code are wrong; try again").of("wrong-password"))
}
