//! What happens, as it happens: from the log, by ids alone.

use crate::{Office, Problem, Request, access, office::Call, paging, routes::Permission};
use bonafide_store::Event;
use serde_json::{Value, json};

/// Where events are asked for; as a stream where `text/event-stream` is accepted.
pub(crate) const PATH: &str = "/api/v1/events";

/// Most entries of the log that are looked at for one page.
const LOOKED_AT_MAX: u32 = 1_000;

/// Beginnings of the kinds that are told: work on applications, not who comes and goes.
const TOLD: [&str; 10] = [
    "application.",
    "assessment.",
    "case.",
    "decision.",
    "import.",
    "person.",
    "policy.",
    "relation.",
    "ring.",
    "step.",
];

/// An event as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// The number of its entry in the log, from which a stream goes on.
    pub(crate) position: i64,
    /// What happened.
    pub(crate) kind: String,
    /// What it is.
    pub(crate) body: Value,
}

/// Lists events after a cursor, or after the header `Last-Event-ID`; from the first one otherwise.
pub(crate) fn list(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let page = paging::page(call.request)?;
    let after = page.after.or_else(|| call.request.header("last-event-id").map(str::to_owned));
    let after = after.map_or(Ok(-1), |after| after.trim().parse());
    let after = after.map_err(|_| Problem::new(400, "`after` is no cursor of this list"))?;
    let (told, last) = after_position(office, after, page.limit)?;
    let next = paging::cursor(&last.to_string());
    let events: Vec<&Value> = told.iter().map(|told| &told.body).collect();
    // Events never end: `next` is where to go on, now or later.
    Ok((200, json!({"events": events, "next": next})))
}

impl Office {
    /// From where a stream begins: after the event that was last seen, else now.
    pub(crate) fn watch_from(&mut self, request: &Request) -> Result<i64, Problem> {
        self.may_watch(request)?;
        match request.header("last-event-id") {
            Some(last) => last.trim().parse().map_err(|_| {
                Problem::new(400, "`Last-Event-ID` is no id of an event; leave it out")
            }),
            None => self.write(|t| t.last_event()),
        }
    }

    /// What a stream tells next, and up to where the log was looked at. Whoever may watch no
    /// longer is told nothing more; watching is no use of a session.
    pub(crate) fn watch(
        &mut self,
        request: &Request,
        after: i64,
    ) -> Result<(Vec<Told>, i64), Problem> {
        self.may_watch(request)?;
        after_position(self, after, paging::PAGE_MAX)
    }

    fn may_watch(&mut self, request: &Request) -> Result<(), Problem> {
        let known = self.who(request)?;
        access::may(Permission::Read, known.as_ref())
    }
}

/// Events after an entry of the log, and the entry up to which they are all.
fn after_position(
    office: &mut Office,
    after: i64,
    most: usize,
) -> Result<(Vec<Told>, i64), Problem> {
    let events = office.write(|t| t.events_after(after, LOOKED_AT_MAX))?;
    let (mut told, mut last): (Vec<Told>, i64) = (Vec::new(), after);
    for event in &events {
        if told.len() >= most {
            break;
        }
        last = event.position;
        if TOLD.iter().any(|kind| event.entry.kind.starts_with(kind)) {
            tell(&mut told, event);
        }
    }
    Ok((told, last))
}

/// Adds an event; arrivals of one import that follow one another are one event with their number.
fn tell(told: &mut Vec<Told>, event: &Event) {
    let (entry, position) = (&event.entry, event.position);
    let imported = entry.kind == "application.received" && entry.actor == "import";
    let kind = if imported { "import.progress" } else { entry.kind.as_str() };
    if let Some(last) = told.last_mut().filter(|last| imported && last.kind == kind) {
        let count = last.body["count"].as_i64().unwrap_or_default();
        (last.position, last.body["id"]) = (position, json!(position));
        last.body["count"] = json!(count + 1);
        return;
    }
    let about = if imported { "import" } else { entry.about.as_str() };
    let count = i64::from(imported).max(1);
    told.push(Told {
        position,
        kind: kind.to_owned(),
        body: json!({"id": position, "kind": kind, "about": about, "at": entry.at, "count": count}),
    });
}
