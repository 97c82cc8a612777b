//! Every route with its permission: the one table that says who may do what.

use crate::{
    Problem, metrics,
    office::{Call, Office},
    openapi::openapi,
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
    /// What its body holds.
    pub takes: Takes,
    pub(crate) act: Act,
}

/// What the body of a request holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Nothing that is looked at.
    Nothing,
    /// One record, as files hold it.
    Record,
    /// An object with these fields: name, kind, and whether it may be left out.
    Fields(&'static [(&'static str, Holds, bool)]),
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A text.
    Text,
    /// A list of texts.
    Texts,
    /// A list of pairs of texts.
    Pairs,
}

impl Route {
    const fn taking(self, takes: Takes) -> Route {
        Route { takes, ..self }
    }
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
    Route { method, path, permission, does, takes: Takes::Nothing, act }
}

use Permission::{Administer, Audit, Everyone, Post, Read, Sign, Work};

/// The table.
pub const ROUTES: &[Route] = &[
    route("GET", "/health", Everyone, "Whether the process runs.", healthy),
    route("GET", "/ready", Everyone, "Whether the store answers, and the log is written.", ready),
    route("GET", "/api/v1", Everyone, "Lists these routes.", list),
    route("GET", "/metrics", Read, "Counts, in the text form of Prometheus.", metrics),
    route("GET", "/api/v1/openapi.json", Everyone, "Describes these routes.", described),
    route("POST", "/api/v1/setup", Everyone, "Makes the first administrator.", people::set_up)
        .taking(Takes::Fields(&[("code", Holds::Text, false), ("name", Holds::Text, false)])),
    route("POST", "/api/v1/accounts", Administer, "Makes an account.", people::add)
        .taking(Takes::Fields(&[("name", Holds::Text, false), ("role", Holds::Text, false)])),
    route("GET", "/api/v1/accounts", Administer, "Lists accounts.", people::list),
    route(
        "POST",
        "/api/v1/applications",
        Post,
        "Keeps and screens an application.",
        applications::post,
    )
    .taking(Takes::Record),
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
    route("POST", "/api/v1/cases/{case}/decisions", Work, "Decides a case.", decisions::decide)
        .taking(Takes::Fields(&[
            ("outcome", Holds::Text, false),
            ("reasons", Holds::Texts, true),
            ("ruled_out", Holds::Pairs, true),
            ("note", Holds::Text, true),
        ])),
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

fn metrics(office: &mut Office, _: &Call<'_>) -> Result<(u16, Value), Problem> {
    let (applications, cases) =
        office.write(|t| Ok((t.last_application()? + 1, t.open_cases()?)))?;
    let log = office.store.checkpoint()?.1.size;
    let text = metrics::text(&office.counted, applications, cases, log);
    Ok((200, Value::String(text)))
}

#[expect(clippy::unnecessary_wraps, reason = "as every route")]
fn described(_: &mut Office, _: &Call<'_>) -> Result<(u16, Value), Problem> {
    Ok((200, openapi(ROUTES)))
}

#[expect(clippy::unnecessary_wraps, reason = "as every route")]
fn list(_: &mut Office, _: &Call<'_>) -> Result<(u16, Value), Problem> {
    let routes = ROUTES.iter().map(|route| {
        json!({"method": route.method, "path": route.path, "does": route.does,
            "permission": format!("{:?}", route.permission).to_lowercase()})
    });
    Ok((200, json!({"routes": routes.collect::<Vec<Value>>()})))
}
