//! What a case rests on, where its decisions stand, and what somebody may see of it: the policy
//! applied to what the store holds.

use crate::{Problem, access::Known};
use bonafide_case::surroundings::Duty;
use bonafide_score::Band;
use bonafide_store::{Error, KeptStep, Transaction};
use bonafide_verification::{
    decision::{Opinion, may_see_score},
    plan::Facts,
    policy::{Decider, Policy, Stage},
    progress::{Progress, progress},
    step::{Standing, StepKind},
};
use jiff::Timestamp;
use serde_json::Value;

/// What the newest assessment of an application says, as far as people and rules go by it.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) band: Band,
    pub(crate) ring: Option<String>,
    /// What raises the odds.
    pub(crate) doubts: Vec<Doubted>,
    pub(crate) duties: Vec<Duty>,
}

/// A claim in doubt.
#[derive(Clone, Debug)]
pub(crate) struct Doubted {
    pub(crate) finding: String,
    pub(crate) summary: String,
    pub(crate) claim: String,
}

/// What the newest assessment says; none before the first, or where the person was erased.
pub(crate) fn seen(t: &Transaction<'_>, number: u32) -> Result<Option<Seen>, Error> {
    let Some(last) = t.last_assessment(number)? else { return Ok(None) };
    let Some(body) = last.body.as_ref().and_then(|body| serde_json::from_slice::<Value>(body).ok())
    else {
        return Ok(None);
    };
    let list = |name: &str| body[name].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let raising = list("evidence").into_iter().filter(|term| term["bits"].as_f64() > Some(0.0));
    let doubts = raising.map(|term| Doubted {
        finding: text(&term["check"]),
        summary: text(&term["summary"]),
        claim: text(&term["claim"]),
    });
    let duties =
        [Duty::Sanctions, Duty::Advisory, Duty::Victim, Duty::ResearchSecurity, Duty::Local];
    let named = |notice: &Value| {
        duties
            .into_iter()
            .find(|duty| serde_json::to_value(duty).ok().as_ref() == Some(&notice["duty"]))
    };
    let bands = [Band::Clear, Band::Review, Band::Priority];
    Ok(Some(Seen {
        band: bands.into_iter().find(|band| band.as_str() == last.band).unwrap_or(Band::Clear),
        ring: last.ring,
        doubts: doubts.collect(),
        duties: list("notices").iter().filter_map(named).collect(),
    }))
}

/// Opens the cases and asks for the steps that a policy wants of an application as it stands.
pub(crate) fn follow(t: &mut Transaction<'_>, policy: &Policy, number: u32) -> Result<(), Error> {
    let Some(seen) = seen(t, number)? else { return Ok(()) };
    let findings: Vec<&str> = seen.doubts.iter().map(|doubt| doubt.finding.as_str()).collect();
    let facts = Facts {
        band: seen.band,
        findings: &findings,
        in_ring: seen.ring.is_some(),
        notices: &seen.duties,
        stage: Stage::Applied,
    };
    t.follow(policy, number, seen.ring.as_deref(), &facts)
}

/// Steps as decisions ask for them.
pub(crate) fn standings(steps: &[KeptStep]) -> Vec<(StepKind, Standing)> {
    let taken = steps.iter().filter(|step| step.left_out.is_none());
    taken.filter_map(|step| Some((step.kind, step.standing.clone()?))).collect()
}

/// Works out anew where the newest decision of a case stands, and closes or reopens the case.
pub(crate) fn settle(
    t: &mut Transaction<'_>,
    policy: &Policy,
    case: &str,
) -> Result<Option<Progress>, Error> {
    let Some(last) = t.decisions(case)?.pop() else { return Ok(None) };
    let stands = progress(policy, &last.recorded(), &last.acts, moment(t.now));
    let settles_at = match stands {
        Progress::Waiting { until } => Some(until.as_microsecond()),
        _ => None,
    };
    t.settle_case(case, stands.as_str(), stands.closes(), settles_at)?;
    Ok(Some(stands))
}

/// Settles the cases of which a decision has waited long enough.
pub(crate) fn settle_due(t: &mut Transaction<'_>, policy: &Policy) -> Result<(), Error> {
    for case in t.cases_to_settle()? {
        settle(t, policy, &case)?;
    }
    Ok(())
}

/// Whether the score of an application is shown to somebody: not to who works on an open case of
/// it before their opinion, where the policy says so.
pub(crate) fn shows_score(
    t: &Transaction<'_>,
    policy: &Policy,
    number: u32,
    known: Option<&Known>,
) -> Result<bool, Error> {
    let Some(known) = known.filter(|_| policy.decisions.blind_first_opinion) else {
        return Ok(true);
    };
    if Decider::parse(known.role.as_str()).is_none() {
        return Ok(true);
    }
    for case in t.cases_of(number)?.iter().filter(|case| case.closed_at.is_none()) {
        if !may_see_score(policy, &opinions(t, &case.id)?, &known.account) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Opinions on a case.
pub(crate) fn opinions(t: &Transaction<'_>, case: &str) -> Result<Vec<Opinion>, Error> {
    Ok(t.opinions(case)?.into_iter().map(|(opinion, _)| opinion).collect())
}

/// A moment of microseconds since 1970.
pub(crate) fn moment(at: i64) -> Timestamp {
    Timestamp::from_microsecond(at).unwrap_or(Timestamp::MAX)
}

/// A text of a body, not longer than a decision's.
pub(crate) fn bounded(name: &str, text: String) -> Result<String, Problem> {
    if text.chars().count() > bonafide_verification::decision::TEXT_MAX {
        return Err(Problem::new(
            422,
            format!("`{name}` is too long; give 10,000 characters at most"),
        ));
    }
    Ok(text)
}
