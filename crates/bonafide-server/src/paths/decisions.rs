//! Decisions: recorded by who has the case, signed, told, disputed, answered and reversed.

use crate::{
    Problem,
    casework::{self, moment},
    office::{Call, Office},
    paging,
    paths::cases::outcome,
};
use bonafide_case::surroundings::Duty;
use bonafide_store::{Decision, Error, NewDecision, RuledOut, Transaction};
use bonafide_verification::{
    decision::{Decidable, Draft, wanting},
    policy::{Decider, Policy},
    progress::{Act, Deed, Progress, allowed, next, progress},
};
use serde_json::{Value, json};

/// Decides a case: `outcome`, `reasons` (codes), `rests_on` (findings), `ruled_out` (`finding`,
/// `explanation` and `how`), `note`, and `reverses`, the decision that it takes the place of.
pub(crate) fn decide(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let body = call.json()?;
    let draft = Draft {
        outcome: outcome(&call.text("outcome")?)?,
        reasons: read(&body, "reasons")?,
        rests_on: read(&body, "rests_on")?,
        ruled_out: read::<RuledOut>(&body, "ruled_out")?,
        note: call.request.text_if_any("note")?.unwrap_or_default(),
        by: call.account.to_owned(),
    };
    let reverses = call.request.text_if_any("reverses")?;
    Ok((201, take(office, call, &draft, reverses.as_deref())?))
}

/// Records a decision of the case that the call names, where nothing is wanting.
pub(crate) fn take(
    office: &mut Office,
    call: &Call<'_>,
    draft: &Draft,
    reverses: Option<&str>,
) -> Result<Value, Problem> {
    let (role, case) = (role(call), call.named[0]);
    office.work(|t, _, policy| {
        may_decide_now(t, policy, case, reverses, (call.account, role))?;
        let made = record(t, policy, case, (draft, reverses), role)?;
        casework::settle(t, policy, case)?;
        Ok(shown(policy, t.now, &t.decision(&made.id)?))
    })
}

/// One decision at a time: of what stands, a dispute or a reversal is made.
fn may_decide_now(
    t: &Transaction<'_>,
    policy: &Policy,
    case: &str,
    reverses: Option<&str>,
    (account, role): (&str, Option<Decider>),
) -> Result<(), Error> {
    let last = t.decisions(case)?.pop();
    match (last, reverses) {
        (None, None) => Ok(()),
        (Some(last), Some(reversed)) if last.id == reversed => {
            let act = Act { deed: Deed::Reverse, by: account.to_owned(), at: moment(t.now) };
            allowed(policy, &last.recorded(), &last.acts, &act, role).map_err(Error::refused)
        }
        (_, Some(_)) => Err(Error::refused("`reverses` is not the newest decision of this case")),
        (Some(last), None) => match progress(policy, &last.recorded(), &last.acts, moment(t.now)) {
            Progress::Refused | Progress::Undone => Ok(()),
            _ => Err(Error::refused(
                "a decision of this case stands; have it signed, refused or answered, or \
                     reverse it by naming it in `reverses`",
            )),
        },
    }
}

/// Records a decision of which nothing is wanting.
fn record(
    t: &mut Transaction<'_>,
    policy: &Policy,
    case: &str,
    (draft, reverses): (&Draft, Option<&str>),
    role: Option<Decider>,
) -> Result<Decision, Error> {
    let (mut findings, mut sanctions) = (Vec::new(), false);
    t.case(case)?;
    for number in t.numbers_of(case)? {
        if let Some(seen) = casework::seen(t, number)? {
            sanctions |= seen.duties.contains(&Duty::Sanctions);
            findings.extend(seen.doubts.into_iter().map(|doubt| doubt.finding));
        }
    }
    let findings: Vec<&str> = findings.iter().map(String::as_str).collect();
    let steps = t.steps_of_case(case)?;
    let (standings, opinions) = (casework::standings(&steps), casework::opinions(t, case)?);
    let decidable = Decidable { findings: &findings, steps: &standings, opinions: &opinions };
    let wanting = wanting(policy, &decidable, role, draft);
    if !wanting.is_empty() {
        return Err(Error::refused(wanting.join("\n")));
    }
    let reported = steps.iter().any(|step| {
        let third_party = step.order.as_ref().is_some_and(|order| order.third_party);
        third_party && step.standing.as_ref().is_some_and(|standing| standing.answer.is_some())
    });
    t.decide(&NewDecision {
        case,
        outcome: draft.outcome,
        reasons: &draft.reasons,
        rests_on: &draft.rests_on,
        ruled_out: &draft.ruled_out,
        note: &draft.note,
        account: &draft.by,
        policy: &policy.version(),
        reverses,
        third_party_report: reported,
        sanctions,
    })
}

/// Lists the decisions of a case.
pub(crate) fn list(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let all = office.work(|t, _, policy| {
        casework::settle_due(t, policy)?;
        t.journal("case.decisions-viewed", call.account, &t.case(call.named[0])?.id, b"", None)?;
        t.decisions(call.named[0])
    })?;
    let now = (office.functions.now)();
    let place = |one: &Decision| format!("{} {}", paging::number(one.at), one.id);
    let shown = |one: &Decision| shown(&office.policy, now, one);
    Ok((200, paging::cut("decisions", &all, call.request, place, shown)?))
}

/// Signs as the second person.
pub(crate) fn second(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    act(office, call, Deed::Sign)
}

/// Does not agree, as the second person.
pub(crate) fn refuse(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    act(office, call, Deed::Refuse)
}

/// Takes down that the applicant was told what it rests on, and how to answer.
pub(crate) fn notice(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    act(office, call, Deed::GiveNotice)
}

/// Takes down that the applicant disputes it.
pub(crate) fn dispute(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    act(office, call, Deed::Dispute)
}

/// Answers a dispute: `uphold` or `overturn`.
pub(crate) fn answer(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    match call.text("answer")?.as_str() {
        "uphold" => act(office, call, Deed::Uphold),
        "overturn" => act(office, call, Deed::Overturn),
        _ => Err(Problem::new(422, "`answer` is `uphold` or `overturn`")),
    }
}

fn act(office: &mut Office, call: &Call<'_>, deed: Deed) -> Result<(u16, Value), Problem> {
    Ok((200, done(office, call, call.named[0], deed)?))
}

/// Does something about a decision, where the policy lets who asks.
pub(crate) fn done(
    office: &mut Office,
    call: &Call<'_>,
    decision: &str,
    deed: Deed,
) -> Result<Value, Problem> {
    let role = role(call);
    office.work(|t, _, policy| {
        let known = t.decision(decision)?;
        let act = Act { deed, by: call.account.to_owned(), at: moment(t.now) };
        allowed(policy, &known.recorded(), &known.acts, &act, role).map_err(Error::refused)?;
        let done = t.act(decision, deed, call.account)?;
        casework::settle(t, policy, &done.case)?;
        Ok(shown(policy, t.now, &done))
    })
}

fn role(call: &Call<'_>) -> Option<Decider> {
    call.known.and_then(|known| Decider::parse(known.role.as_str()))
}

/// A list of the body; empty where there is none.
fn read<T: for<'de> serde::Deserialize<'de>>(body: &Value, name: &str) -> Result<Vec<T>, Problem> {
    match body.get(name) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(list) => serde_json::from_value(list.clone()).map_err(|_| {
            Problem::new(422, format!("`{name}` is a list as the API's description states it"))
        }),
    }
}

fn deed(deed: Deed) -> Value {
    serde_json::to_value(deed).unwrap_or_default()
}

/// A decision as it stands at a time.
pub(crate) fn shown(policy: &Policy, now: i64, decision: &Decision) -> Value {
    let recorded = decision.recorded();
    let stands = progress(policy, &recorded, &decision.acts, moment(now));
    let until = match stands {
        Progress::Waiting { until } => Some(until.as_microsecond()),
        _ => None,
    };
    let acts = decision
        .acts
        .iter()
        .map(|act| json!({"deed": deed(act.deed), "by": act.by, "at": act.at.as_microsecond()}));
    let next: Vec<Value> =
        next(policy, &recorded, &decision.acts, moment(now)).into_iter().map(deed).collect();
    json!({
        "decision": decision.id, "case": decision.case, "outcome": decision.outcome.as_str(),
        "reasons": decision.reasons, "rests_on": decision.rests_on,
        "ruled_out": decision.ruled_out, "note": decision.note, "by": decision.account,
        "at": decision.at, "assessment": decision.assessment, "policy": decision.policy,
        "reverses": decision.reverses, "second": decision.second(),
        "stands": stands.as_str(), "until": until, "acts": acts.collect::<Vec<Value>>(),
        "next": next, "final": stands.closes()
    })
}
