//! Webhooks: an administrator names other systems that are told what happens, and looks after what
//! they did not receive.

use crate::{
    Problem, client,
    office::{Call, Office},
    paging,
    shapes::{
        Field,
        Left::In,
        Shape::{self, Fields, List, Maybe, Named, Object, Page, Text, Whole},
    },
};
use bonafide_store::{Delivery, NewWebhook, Webhook, random};
use bonafide_verification::{
    signature::Secret,
    webhook::{Topic, receiver},
};
use serde_json::{Value, json};
use std::time::Duration;

/// Most bytes of certificates: a chain or two.
const CERTIFICATES_MAX: usize = 65_536;

/// Another system that is told what happens.
pub(crate) const WEBHOOK: Shape = Named("Webhook", &Fields(WEBHOOK_FIELDS));

/// Webhooks.
pub(crate) const WEBHOOKS: Shape = Page("webhooks", &WEBHOOK);

/// A webhook with what is shown once.
pub(crate) const NEW_WEBHOOK: Shape = Fields(&[
    WEBHOOK_FIELDS[0],
    WEBHOOK_FIELDS[1],
    WEBHOOK_FIELDS[2],
    WEBHOOK_FIELDS[3],
    WEBHOOK_FIELDS[4],
    WEBHOOK_FIELDS[5],
    WEBHOOK_FIELDS[6],
    WEBHOOK_FIELDS[7],
    WEBHOOK_FIELDS[8],
    ("secret", Text, In),
]);

const WEBHOOK_FIELDS: &[Field] = &[
    ("webhook", Text, In),
    ("address", Text, In),
    ("topics", List(&Text), In),
    ("by", Text, In),
    ("at", Whole, In),
    ("waiting", Whole, In),
    ("laid_aside", Whole, In),
    ("ended_at", Maybe(&Whole), In),
    ("ended_why", Maybe(&Text), In),
];

/// A message to another system.
pub(crate) const MESSAGE: Shape = Named(
    "Message",
    &Fields(&[
        ("message", Text, In),
        ("webhook", Text, In),
        ("topic", Text, In),
        ("at", Whole, In),
        ("tries", Whole, In),
        ("next_at", Maybe(&Whole), In),
        ("state", Text, In),
        ("status", Maybe(&Whole), In),
        ("body", Object, In),
    ]),
);

/// Messages.
pub(crate) const MESSAGES: Shape = Page("messages", &MESSAGE);

/// Names a system that is told from now on: `address`, and where not of everything, `topics`. What
/// it is signed with is shown once.
pub(crate) fn make(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let address = call.text("address")?;
    receiver(&address).map_err(|why| Problem::new(422, format!("`address`: {why}")))?;
    let topics = topics(call)?;
    let certificates = call.request.text_if_any("certificates")?;
    if let Some(pem) = &certificates {
        let short = Some(pem).filter(|pem| pem.len() <= CERTIFICATES_MAX);
        let short = short.ok_or_else(|| Problem::new(422, "`certificates` are too long"))?;
        client::agent(&address, Some(short.as_bytes()), Duration::ZERO)
            .map_err(|why| Problem::new(422, format!("`certificates`: {why}")))?;
    }
    let (_, secret) = Secret::of(random()?);
    let certificates = certificates.as_deref();
    let new = NewWebhook { address: &address, topics: &topics, certificates, secret: &secret };
    let made = office.write(|t| t.add_webhook(&new, call.account))?;
    Ok((201, with_secret(&made, secret)))
}

/// Lists webhooks.
pub(crate) fn list(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let all = office.write(|t| t.webhooks())?;
    let place = |one: &Webhook| format!("{} {}", paging::number(one.at), one.id);
    Ok((200, paging::cut("webhooks", &all, call.request, place, shown)?))
}

/// Ends a webhook; what was to be sent is laid aside.
pub(crate) fn end(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let ended = office.write(|t| t.end_webhook(call.named[0], call.account, "by hand"))?;
    Ok((200, shown(&ended)))
}

/// Signs with another secret, which is shown once; for a day with the old one as well.
pub(crate) fn change_secret(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let (_, secret) = Secret::of(random()?);
    let (id, by) = (call.named[0], call.account);
    let changed = office.write(|t| t.change_webhook_secret(id, &secret, by))?;
    Ok((200, with_secret(&changed, secret)))
}

/// Lists messages of a webhook, of a `state` where one is asked for.
pub(crate) fn messages(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let page = paging::page(call.request)?;
    let state = call.request.asked("state");
    if state.as_deref().is_some_and(|s| !["waiting", "received", "laid-aside"].contains(&s)) {
        return Err(Problem::new(400, "`state` is `waiting`, `received` or `laid-aside`"));
    }
    let (after, most) = (page.after.unwrap_or_default(), page.limit as u32);
    let found = office.write(|t| t.deliveries(call.named[0], state.as_deref(), &after, most))?;
    let next = found.last().filter(|_| found.len() == page.limit);
    let next = next.map(|last| paging::cursor(&last.id));
    let messages: Vec<Value> = found.iter().map(message).collect();
    Ok((200, json!({"messages": messages, "next": next})))
}

/// Sends a message again that was laid aside, or at once what waits.
pub(crate) fn again(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let sent = office.write(|t| t.send_again(call.named[0], call.account))?;
    Ok((200, message(&sent)))
}

fn topics(call: &Call<'_>) -> Result<Vec<Topic>, Problem> {
    let Some(given) = call.json()?.get("topics").filter(|given| !given.is_null()).cloned() else {
        return Ok(Topic::ALL.to_vec());
    };
    let wrong = || {
        let all = Topic::ALL.map(Topic::as_str).join(", ");
        Problem::new(422, format!("`topics` are some of {all}"))
    };
    let given: Vec<String> = serde_json::from_value(given).map_err(|_| wrong())?;
    let found: Option<Vec<Topic>> = given.iter().map(|name| Topic::parse(name)).collect();
    found.filter(|found| !found.is_empty()).ok_or_else(wrong)
}

fn with_secret(webhook: &Webhook, secret: String) -> Value {
    let mut shown = shown(webhook);
    shown["secret"] = Value::String(secret);
    shown
}

fn shown(webhook: &Webhook) -> Value {
    let topics: Vec<&str> = webhook.topics.iter().map(|topic| topic.as_str()).collect();
    json!({
        "webhook": webhook.id, "address": webhook.address, "topics": topics,
        "by": webhook.by, "at": webhook.at, "waiting": webhook.waiting,
        "laid_aside": webhook.laid_aside,
        "ended_at": webhook.ended.as_ref().map(|(at, _)| at),
        "ended_why": webhook.ended.as_ref().map(|(_, why)| why)
    })
}

fn message(delivery: &Delivery) -> Value {
    let body: Value = serde_json::from_str(&delivery.body).unwrap_or_default();
    json!({
        "message": delivery.id, "webhook": delivery.webhook, "topic": delivery.topic,
        "at": delivery.at, "tries": delivery.tries, "next_at": delivery.next_at,
        "state": delivery.state, "status": delivery.status, "body": body
    })
}
