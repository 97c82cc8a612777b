//! Every route with its permission: the one table that says who may do what.

use crate::{
    Problem,
    office::{Call, Office},
    paths::{applications, cases, decisions, log, people},
};
use serde_json::{Value, json};

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// Nobody needs to say who they are.
    Everyone,
    /// Who sends applications.
    Post,
    /// Who reads applications, cases and decisions.
    Read,
    /// Who works on cases.
    Work,
    /// Who signs as the second person.
    Sign,
    /// Who reads the log.
    Audit,
    /// Who makes accounts and erases.
    Administer,
}

/// One route.
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path, with variable parts in braces.
    pub path: &'static str,
    /// Who may use it.
    pub permission: Permission,
    /// What it does, as one sentence.
    pub does: &'static str,
    pub(crate) act: Act,
}

/// Answers a call: status and body.
pub(crate) type Act = fn(&mut Office, &Call<'_>) -> Result<(u16, Value), Problem>;

const fn route(
    method: &'static str,
    path: &'static str,
    permission: Permission,
    does: &'static str,
    act: Act,
) -> Route {
    Route { method, path, permission, does, act }
}

use Permission::{Administer, Audit, Everyone, Post, Read, Sign, Work};

/// The table.
pub const ROUTES: &[Route] = &[
    route("GET", "/health", Everyone, "Whether the process runs.", healthy),
    route("GET", "/ready", Everyone, "Whether the store answers, and the log is written.", ready),
    route("GET", "/api/v1", Everyone, "Lists these routes.", list),
    route("POST", "/api/v1/setup", Everyone, "Makes the first administrator.", people::set_up),
    route("POST", "/api/v1/accounts", Administer, "Makes an account.", people::add),
    route("GET", "/api/v1/accounts", Administer, "Lists accounts.", people::list),
    route(
        "POST",
        "/api/v1/applications",
        Post,
        "Keeps and screens an application.",
        applications::post,
    ),
    route("GET", "/api/v1/applications", Read, "Lists applications.", applications::list),
    route(
        "GET",
        "/api/v1/applications/{application}",
        Read,
        "Shows an application as claimed; logged.",
        applications::show,
    ),
    route(
        "GET",
        "/api/v1/applications/{application}/assessments",
        Read,
        "Shows every version of its assessment; logged.",
        applications::assessments,
    ),
    route(
        "POST",
        "/api/v1/applications/{application}/erase",
        Administer,
        "Erases its claimed person.",
        people::erase,
    ),
    route("GET", "/api/v1/cases", Read, "Lists open cases.", cases::queue),
    route("GET", "/api/v1/cases/{case}", Read, "Shows a case.", cases::show),
    route("POST", "/api/v1/cases/{case}/claim", Work, "Takes a case.", cases::claim),
    route("POST", "/api/v1/cases/{case}/release", Work, "Gives a case back.", cases::release),
    route("POST", "/api/v1/cases/{case}/decisions", Work, "Decides a case.", decisions::decide),
    route("GET", "/api/v1/cases/{case}/decisions", Read, "Lists decisions.", decisions::list),
    route(
        "POST",
        "/api/v1/decisions/{decision}/second",
        Sign,
        "Signs as the second person.",
        decisions::second,
    ),
    route("GET", "/api/v1/log", Audit, "Shows checkpoint and public key.", log::checkpoint),
];

#[expect(clippy::unnecessary_wraps, reason = "as every route")]
fn healthy(_: &mut Office, _: &Call<'_>) -> Result<(u16, Value), Problem> {
    Ok((200, json!({"status": "runs"})))
}

fn ready(office: &mut Office, _: &Call<'_>) -> Result<(u16, Value), Problem> {
    office.write(|t| t.applications_after(-1, 1))?;
    if let Some(why) = &office.behind {
        return Err(Problem::new(503, format!("the log's files are behind: {why}")));
    }
    Ok((200, json!({"status": "ready"})))
}

#[expect(clippy::unnecessary_wraps, reason = "as every route")]
fn list(_: &mut Office, _: &Call<'_>) -> Result<(u16, Value), Problem> {
    let routes = ROUTES.iter().map(|route| {
        json!({"method": route.method, "path": route.path, "does": route.does,
            "permission": format!("{:?}", route.permission).to_lowercase()})
    });
    Ok((200, json!({"routes": routes.collect::<Vec<Value>>()})))
}
