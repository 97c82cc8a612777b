//! Decisions: recorded by who has the case, signed by a second person where they are adverse.

use crate::{
    Problem,
    office::{Call, Office},
    paging,
};
use bonafide_store::{Decision, NewDecision, Outcome};
use serde_json::{Value, json};

/// Decides a case: `outcome`, `reasons` (codes), `ruled_out` (pairs of what and how), `note`.
pub(crate) fn decide(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let body = call.json()?;
    let outcome = Outcome::parse(&call.text("outcome")?).ok_or_else(|| {
        Problem::new(422, "`outcome` is `cleared`, `confirmed` or `inconclusive`")
    })?;
    let (reasons, ruled_out) = (read(&body, "reasons")?, read(&body, "ruled_out")?);
    let note = body.get("note").and_then(Value::as_str).unwrap_or_default();
    let decision = office.write(|t| {
        t.decide(&NewDecision {
            case: call.named[0],
            outcome,
            reasons: &reasons,
            ruled_out: &ruled_out,
            note,
            account: call.account,
            policy: "built-in",
        })
    })?;
    Ok((201, shown(&decision)))
}

/// Lists the decisions of a case.
pub(crate) fn list(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let all = office.write(|t| t.decisions(call.named[0]))?;
    let place = |one: &Decision| format!("{} {}", paging::number(one.at), one.id);
    Ok((200, paging::cut("decisions", &all, call.request, place, shown)?))
}

/// Signs as the second person.
pub(crate) fn second(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let decision = office.write(|t| t.second(call.named[0], call.account))?;
    Ok((200, shown(&decision)))
}

/// A list of the body; empty where there is none.
fn read<T: for<'de> serde::Deserialize<'de>>(body: &Value, name: &str) -> Result<Vec<T>, Problem> {
    match body.get(name) {
        None => Ok(Vec::new()),
        Some(list) => serde_json::from_value(list.clone()).map_err(|_| {
            Problem::new(422, format!("`{name}` is a list of texts, or of pairs of texts"))
        }),
    }
}

fn shown(decision: &Decision) -> Value {
    json!({
        "decision": decision.id, "case": decision.case, "outcome": decision.outcome.as_str(),
        "reasons": decision.reasons, "ruled_out": decision.ruled_out, "note": decision.note,
        "by": decision.account, "at": decision.at, "assessment": decision.assessment,
        "policy": decision.policy, "second": decision.second, "final": decision.is_final()
    })
}
