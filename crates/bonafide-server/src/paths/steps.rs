//! Steps of verification: listed, ordered, taken by hand, signed, left out, and their scripts.

use crate::{
    Problem,
    casework::{bounded, moment, seen},
    office::{Call, Functions, Office},
    paging,
    paths::cases::reasons,
};
use bonafide_store::{Error, Happened, KeptStep, NewOrder, NewStep, Transaction};
use bonafide_verification::{
    policy::Policy,
    script::{Doubt, checklist, script},
    step::{Answer, Happening, StepEvent, StepKind, Told},
};
use serde_json::{Value, json};

/// In how many hours a step expires that a person asked for: ten days.
const USUAL_HOURS: u32 = 240;

/// Lists the steps of a case.
pub(crate) fn of_case(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let steps = office.write(|t| {
        let case = t.case(call.named[0])?.id;
        t.journal("case.steps-viewed", call.account, &case, b"", None)?;
        t.steps_of_case(&case)
    })?;
    let place = |step: &KeptStep| {
        let number = paging::number(i64::from(step.number));
        format!("{number} {} {} {}", paging::number(step.needed_at), step.kind.as_str(), step.id)
    };
    Ok((200, paging::cut("steps", &steps, call.request, place, shown)?))
}

/// Asks for a step of a case, besides those that the policy asks for.
pub(crate) fn add(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let kind = kind(&call.text("kind")?)?;
    let application = call.request.text_if_any("application")?;
    let step = office.work(|t, _, policy| {
        let case = t.case(call.named[0])?;
        let number = match &application {
            Some(named) if !case.members.contains(named) => {
                return Err(Error::missing("the application is not of this case"));
            }
            Some(named) => t.number_of(named)?,
            None => case.number,
        };
        let rules = policy.steps.values().filter(|rule| rule.steps.contains(&kind));
        let hours = rules.map(|rule| rule.within.hours).min().unwrap_or(USUAL_HOURS);
        let version = policy.version();
        let new = NewStep { number, kind, hours, reasons: &[], policy: &version };
        t.add_step(&new, call.account)
    })?;
    Ok((201, shown(&step)))
}

/// Asks for a step by a page: once, while one of its kind waits for an answer.
pub(crate) fn add_once(office: &mut Office, call: &Call<'_>) -> Result<(), Problem> {
    let kind = kind(&call.text("kind")?)?;
    let of = call.request.asked("of").or_else(|| call.request.field("of"));
    office.work(|t, _, policy| {
        let case = t.case(call.named[0])?;
        let number = match of.filter(|of| case.members.contains(of)) {
            Some(named) => t.number_of(&named)?,
            None => case.number,
        };
        if waits(t, number, kind)? {
            return Err(Error::refused(
                "a step of this kind waits for its answer already; open it in the list of steps",
            ));
        }
        need(t, policy, number, kind, call.account)
    })
}

/// Whether a step of a kind was asked for that has no answer yet.
pub(crate) fn waits(t: &Transaction<'_>, number: u32, kind: StepKind) -> Result<bool, Error> {
    let is_open = |step: &KeptStep| {
        let finished = step.standing.as_ref().is_some_and(|one| one.state.is_finished());
        step.kind == kind && step.left_out.is_none() && !finished
    };
    Ok(t.steps_of(number)?.iter().any(is_open))
}

/// Asks for a step on behalf of a person, with the time that the policy gives it.
pub(crate) fn need(
    t: &mut Transaction<'_>,
    policy: &Policy,
    number: u32,
    kind: StepKind,
    account: &str,
) -> Result<(), Error> {
    let rules = policy.steps.values().filter(|rule| rule.steps.contains(&kind));
    let hours = rules.map(|rule| rule.within.hours).min().unwrap_or(USUAL_HOURS);
    let version = policy.version();
    let new = NewStep { number, kind, hours, reasons: &[], policy: &version };
    t.add_step(&new, account).map(drop)
}

/// Shows a step.
pub(crate) fn show(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let step = office.write(|t| {
        let step = t.step(call.named[0])?;
        t.journal("step.viewed", call.account, &step.id, b"", None)?;
        Ok(step)
    })?;
    Ok((200, shown(&step)))
}

/// Orders a step: of a `provider`, with its own `reference` of it, or to be taken by people.
pub(crate) fn order(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let given = |field: &str| -> Result<Option<String>, Problem> {
        Ok(call.request.text_if_any(field)?.filter(|text| !text.is_empty()))
    };
    let (provider, reference) = (given("provider")?, given("reference")?);
    let step = office.work(|t, _, policy| {
        let step = t.step(call.named[0])?;
        let third_party = match &provider {
            Some(name) => terms(policy, name, step.kind)?,
            None => false,
        };
        let order = NewOrder {
            account: call.account,
            provider: provider.as_deref(),
            reference: reference.as_deref(),
            third_party,
        };
        t.order_step(&step.id, &order)
    })?;
    Ok((200, shown(&step)))
}

/// Whether what a provider tells is a report of a third party; refused where it may not be asked.
fn terms(policy: &Policy, name: &str, kind: StepKind) -> Result<bool, Error> {
    let terms = policy.providers.get(name);
    let terms = terms.ok_or_else(|| Error::refused("the policy names no such provider"))?;
    if !terms.steps.contains(&kind) {
        return Err(Error::refused("the policy does not let this provider take such a step"));
    }
    Ok(terms.third_party_report)
}

/// Says that a step was begun.
pub(crate) fn start(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    by_hand(office, call, Happening::Started, None)
}

/// Takes a step up again after an answer, which no longer counts.
pub(crate) fn reopen(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    by_hand(office, call, Happening::Reopened, None)
}

/// Takes down that the applicant disputes the answer.
pub(crate) fn dispute(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    by_hand(office, call, Happening::Disputed, None)
}

/// Enters an answer: `clear`, `consider`, `denied` or `unable`, with `fields` and a `note`.
pub(crate) fn result(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let answer = Answer::parse(&call.text("answer")?).ok_or_else(|| {
        Problem::new(422, "`answer` is `clear`, `consider`, `denied` or `unable`")
    })?;
    let note = call.request.text_if_any("note")?.map(|note| bounded("note", note)).transpose()?;
    let fields = call.json()?.get("fields").cloned().unwrap_or_default();
    bounded("fields", fields.to_string())?;
    let fields = Some(fields).filter(Value::is_object);
    let detail =
        (note.is_some() || fields.is_some()).then(|| json!({"note": note, "fields": fields}));
    by_hand(office, call, Happening::Answered(answer), detail.as_ref())
}

/// Enters an answer that a page has read, with what was written down.
pub(crate) fn answered(
    office: &mut Office,
    call: &Call<'_>,
    answer: Answer,
    note: Option<&str>,
    fields: serde_json::Map<String, Value>,
) -> Result<(u16, Value), Problem> {
    let fields = (!fields.is_empty()).then_some(Value::Object(fields));
    let detail =
        (note.is_some() || fields.is_some()).then(|| json!({"note": note, "fields": fields}));
    if let Some(detail) = &detail {
        bounded("fields", detail["fields"].to_string())?;
    }
    by_hand(office, call, Happening::Answered(answer), detail.as_ref())
}

fn by_hand(
    office: &mut Office,
    call: &Call<'_>,
    happening: Happening,
    detail: Option<&Value>,
) -> Result<(u16, Value), Problem> {
    let step = office.work(|t, functions, _| {
        let event = StepEvent {
            at: moment(t.now),
            happening,
            by: format!("hand:{}", call.account),
            id: t.step(call.named[0])?.happened.len().to_string(),
        };
        tell(t, functions, call.named[0], &event, detail).map(|(_, step)| step)
    })?;
    Ok((200, shown(&step)))
}

/// Keeps what happened to a step; where its answer is another one now, the application is assessed
/// anew with it.
pub(crate) fn tell(
    t: &mut Transaction<'_>,
    functions: &Functions,
    step: &str,
    event: &StepEvent,
    detail: Option<&Value>,
) -> Result<(Told, KeptStep), Error> {
    let number = t.step(step)?.number;
    let before = t.step_evidence(number)?;
    let (told, step) = t.tell_step(step, event, detail)?;
    if t.step_evidence(number)? != before {
        (functions.reassess)(t, &[number], "step")?;
    }
    match told {
        Told::TooMany => Err(Error::refused("the step has as many events as it may have")),
        Told::New | Told::Repeated => Ok((told, step)),
    }
}

/// Signs the answer of a step as another person than who gave it.
pub(crate) fn sign(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    Ok((200, shown(&office.write(|t| t.sign_step(call.named[0], call.account))?)))
}

/// Says that a step does not apply, and `why`.
pub(crate) fn leave(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let why = bounded("why", call.text("why")?)?;
    if why.trim().is_empty() {
        return Err(Problem::new(422, "`why` is empty; say why the step does not apply"));
    }
    Ok((200, shown(&office.write(|t| t.leave_step(call.named[0], call.account, &why))?)))
}

/// What is asked and done in a step. It quotes what the applicant said, so looking is logged.
pub(crate) fn guide(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let (step, seen) = office.write(|t| {
        let step = t.step(call.named[0])?;
        t.journal("step.viewed", call.account, &step.id, b"", None)?;
        let seen = seen(t, step.number)?;
        Ok((step, seen))
    })?;
    let doubted = seen.map(|seen| seen.doubts).unwrap_or_default();
    let doubts: Vec<Doubt<'_>> = doubted
        .iter()
        .map(|d| Doubt { finding: &d.finding, summary: &d.summary, claim: &d.claim })
        .collect();
    let asked = (step.kind == StepKind::Interview).then(|| script(&doubts));
    Ok((
        200,
        json!({"step": step.id, "kind": step.kind.as_str(), "checklist": checklist(step.kind),
            "script": asked}),
    ))
}

fn kind(text: &str) -> Result<StepKind, Problem> {
    StepKind::parse(text).ok_or_else(|| {
        let all: Vec<&str> = StepKind::ALL.into_iter().map(StepKind::as_str).collect();
        Problem::new(422, format!("`kind` is one of {}", all.join(", ")))
    })
}

fn happened(one: &Happened) -> Value {
    let mut shown = serde_json::to_value(&one.event.happening).unwrap_or_default();
    shown["at"] = json!(one.event.at.as_microsecond());
    shown["told_at"] = json!(one.told_at);
    shown["by"] = json!(one.event.by);
    shown["written"] = one.detail.clone().unwrap_or_default();
    shown
}

pub(crate) fn shown(step: &KeptStep) -> Value {
    let standing = step.standing.as_ref();
    let order = step.order.as_ref();
    let signed = step.signed.iter().map(|(by, at)| json!({"by": by, "at": at}));
    let left = step.left_out.as_ref();
    json!({
        "step": step.id, "application": step.application, "kind": step.kind.as_str(),
        "state": step.state(),
        "answer": standing.and_then(|standing| standing.answer).map(Answer::as_str),
        "unread": standing.and_then(|standing| standing.unread.as_deref()),
        "since": standing.map_or(step.needed_at, |standing| standing.since.as_microsecond()),
        "needed_at": step.needed_at, "reasons": reasons(&step.reasons), "policy": step.policy,
        "ordered_at": order.map(|order| order.at), "ordered_by": order.map(|order| &order.by),
        "expires_at": order.map(|order| order.expires_at),
        "provider": order.and_then(|order| order.provider.as_ref()),
        "reference": order.and_then(|order| order.reference.as_ref()),
        "left_out": left.map(|left| json!({"at": left.at, "by": left.by, "why": left.why})),
        "happened": step.happened.iter().map(happened).collect::<Vec<Value>>(),
        "signed": signed.collect::<Vec<Value>>()
    })
}
