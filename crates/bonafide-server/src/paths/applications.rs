//! Applications: posted, listed, shown with every version of their assessment.

use crate::{
    Problem, casework,
    office::{Call, Office},
    paging,
};
use bonafide_store::{Assessed, Transaction};
use serde_json::{Value, json};

/// Keeps and screens an application: when this answers, both are on the disk.
pub(crate) fn post(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let receive = &office.functions.receive;
    let now = (office.functions.now)();
    let done = office.store.write(now, |t| {
        let received = match receive(t, call.body, call.account)? {
            Ok(received) => received,
            Err(sentence) => return Ok(Err(sentence)),
        };
        let last = t.assessments(received.number)?.pop();
        Ok(Ok((received, last)))
    })?;
    let (received, last) = done.map_err(|sentence| Problem::new(422, sentence))?;
    if !received.repeated {
        office.counted.screened((office.functions.now)() - now);
    }
    let status = if received.repeated { 200 } else { 201 };
    Ok((
        status,
        json!({"application": received.pseudonym,
            "assessment": last.as_ref().map(|last| assessed(last, true))}),
    ))
}

/// Lists applications in order of arrival.
pub(crate) fn list(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let page = paging::page(call.request)?;
    let after = page.after.map_or(Ok(-1), |after| after.parse());
    let after = after.map_err(|_| Problem::new(400, "`after` is no cursor of this list"))?;
    let listed = office.write(|t| t.applications_after(after, page.limit as u32))?;
    let last = listed.last().filter(|_| listed.len() == page.limit);
    let next = last.map(|(number, _)| paging::cursor(&number.to_string()));
    let applications: Vec<&String> = listed.iter().map(|(_, pseudonym)| pseudonym).collect();
    Ok((200, json!({"applications": applications, "next": next})))
}

/// Shows an application as claimed. Looking is logged in the same transaction.
pub(crate) fn show(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let canonical = office.write(|t| {
        let number = viewed(t, call, "application.viewed")?;
        t.canonical(number)
    })?;
    let claimed: Value = serde_json::from_slice(&canonical)
        .map_err(|_| Problem::new(500, "a stored application cannot be read; restore a backup"))?;
    Ok((200, json!({"application": call.named[0], "claimed": claimed})))
}

/// Shows every version of the assessment. Looking is logged in the same transaction.
pub(crate) fn assessments(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let (all, scored) = office.work(|t, _, policy| {
        let number = viewed(t, call, "assessments.viewed")?;
        Ok((t.assessments(number)?, casework::shows_score(t, policy, number, call.known)?))
    })?;
    let assessed = |one: &Assessed| assessed(one, scored);
    let place = |one: &Assessed| paging::number(one.version);
    let mut page = paging::cut("assessments", &all, call.request, place, assessed)?;
    page["application"] = json!(call.named[0]);
    Ok((200, page))
}

fn viewed(
    t: &mut Transaction<'_>,
    call: &Call<'_>,
    kind: &str,
) -> Result<u32, bonafide_store::Error> {
    let number = t.number_of(call.named[0])?;
    t.journal(kind, call.account, call.named[0], b"", None)?;
    Ok(number)
}

/// A version; without its score, where somebody is to form an opinion first.
fn assessed(assessed: &Assessed, scored: bool) -> Value {
    let mut body: Option<Value> =
        assessed.body.as_ref().and_then(|body| serde_json::from_slice(body).ok());
    if !scored && let Some(body) = &mut body {
        without_score(body);
    }
    let probability = 1.0 / (1.0 + (-assessed.log_odds).exp2());
    json!({
        "version": assessed.version, "at": assessed.at, "cause": assessed.cause,
        "probability": scored.then_some(probability),
        "band": scored.then_some(&assessed.band), "ring": assessed.ring, "assessment": body,
        "made_by": {"program": assessed.versions.program, "weights": assessed.versions.weights,
            "lists": assessed.versions.lists, "policy": assessed.versions.policy}
    })
}

/// Takes what the score is made of out of an assessment: what was noted stays.
fn without_score(body: &mut Value) {
    if let Some(fields) = body.as_object_mut() {
        for name in ["probability", "band", "prior_bits"] {
            fields.remove(name);
        }
    }
    for term in body["evidence"].as_array_mut().into_iter().flatten() {
        if let Some(fields) = term.as_object_mut() {
            fields.remove("bits");
        }
    }
}
