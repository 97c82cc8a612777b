//! People, programs and their tokens as a page; and the page by which somebody invited comes in.

use super::page;
use crate::{
    Problem,
    office::{Call, Office},
    paths::{people, tokens},
    routes::Permission,
};
use bonafide_console::{JoinPage, Moment, PeoplePage, PersonRow, html};
use bonafide_store::Role;
use serde_json::Value;

/// Roles, and what each may do.
const ROLES: [(&str, &str); 5] = [
    ("reviewer", "Works on cases and decides them."),
    ("approver", "The same, and signs as the second person."),
    ("auditor", "Reads everything, the log and equal treatment; decides nothing."),
    ("administrator", "Makes accounts, changes the policy, erases; decides nothing."),
    ("integration", "A program: sends applications, and asks for their assessments."),
];

/// Shows every account.
pub(crate) fn show(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    filled(office, call, None, String::new())
}

/// Makes an account, and invites its holder.
pub(crate) fn add(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let (_, made) = people::add(office, call)?;
    invited(office, call, &made["name"], &made["invitation"])
}

/// Invites a holder anew.
pub(crate) fn invite(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let (_, made) = people::invite(office, call)?;
    invited(office, call, &made["account"], &made["invitation"])
}

/// Gives an account another role.
pub(crate) fn change_role(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    people::change_role(office, call)?;
    filled(office, call, None, format!("{} has another role.", call.named[0]))
}

/// Lets an account in no longer.
pub(crate) fn disable(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    people::disable(office, call)?;
    filled(office, call, None, format!("{} is let in no longer.", call.named[0]))
}

/// Lets it in again.
pub(crate) fn enable(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    people::enable(office, call)?;
    filled(office, call, None, format!("{} is let in again.", call.named[0]))
}

/// Makes a token of an account.
pub(crate) fn make_token(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let (_, made) = tokens::make_for(office, call)?;
    let token = made["token"].as_str().unwrap_or_default().to_owned();
    let what = format!("A token of {}.", call.named[0]);
    filled(office, call, Some((what, token)), String::new())
}

/// Takes one back.
pub(crate) fn revoke(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    tokens::revoke_of(office, call)?;
    filled(office, call, None, "The token opens nothing any more.".to_owned())
}

/// Asks who was invited for a password, by a link with the code.
#[expect(clippy::unnecessary_wraps, reason = "as every route")]
pub(crate) fn ask(_: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let code = call.request.asked("code").unwrap_or_default();
    Ok(page::shown(call, html(&JoinPage { code })))
}

/// Sets it, and leads to the door.
pub(crate) fn join(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    people::join(office, call)?;
    Ok(page::onward(call, "/sign-in"))
}

fn invited(
    office: &mut Office,
    call: &Call<'_>,
    name: &Value,
    code: &Value,
) -> Result<(u16, Value), Problem> {
    let (name, code) = (name.as_str().unwrap_or_default(), code.as_str().unwrap_or_default());
    let host = call.request.header("host").unwrap_or("localhost");
    let here = office.settings.url.clone().unwrap_or_else(|| format!("http://{host}"));
    let what = format!("A link by which {name} sets a password, once, within seven days.");
    let link = format!("{}/join?code={code}", here.trim_end_matches('/'));
    filled(office, call, Some((what, link)), String::new())
}

fn filled(
    office: &mut Office,
    call: &Call<'_>,
    secret: Option<(String, String)>,
    done: String,
) -> Result<(u16, Value), Problem> {
    let now = (office.functions.now)();
    let people = office.write(|t| {
        let mut people = Vec::new();
        for account in t.accounts()? {
            let tokens = t.tokens_of(&account.name)?.into_iter().filter(|token| {
                token.revoked_at.is_none() && token.ends_at.is_none_or(|end| end > now)
            });
            let token = |one: bonafide_store::Token| {
                (one.id, one.label, one.scopes, one.used_at.map(Moment::of))
            };
            people.push(PersonRow {
                role: account.role.as_str(),
                made: Moment::of(account.made_at),
                is_in: account.disabled_at.is_none(),
                signs_in: (account.password.is_some(), account.second_factor),
                tokens: tokens.map(token).collect(),
                name: account.name,
            });
        }
        Ok(people)
    })?;
    let known = |role: &&(&str, &str)| Role::parse(role.0).is_some();
    let filled = PeoplePage {
        frame: page::frame(call),
        people,
        roles: ROLES.iter().filter(known).copied().collect(),
        may_change: page::may(call, Permission::Administer),
        secret,
        done,
    };
    Ok(page::shown(call, html(&filled)))
}
