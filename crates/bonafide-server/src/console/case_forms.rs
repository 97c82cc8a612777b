//! The forms of a case: taken and given back, decided, signed, told, disputed, noted.

use super::{
    case::{Asked, deed, filled},
    page, why,
};
use crate::{
    Problem,
    office::{Call, Office},
    paths::{
        cases::{self, LEASE},
        decisions, steps,
    },
};
use bonafide_store::{Filter, RuledOut};
use bonafide_verification::{
    decision::{Draft, Outcome, REASONS, Reason},
    progress::Deed,
};
use serde_json::Value;

/// Takes the case.
pub(crate) fn claim(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    office.write(|t| t.claim(call.named[0], call.account, LEASE))?;
    Ok(again(call))
}

/// Gives it back.
pub(crate) fn release(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    office.write(|t| t.release(call.named[0], call.account))?;
    Ok(again(call))
}

/// Records the decision, where it is on the last version of the assessment. Where it is not taken,
/// the form is shown again as it was typed, with what is wanting.
pub(crate) fn decide(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let fields = call.json()?;
    match decided(office, call, &fields) {
        Ok(()) => {}
        Err(why) if matches!(why.status, 409 | 412 | 422) => {
            let asked = Asked::again(fields, &why);
            return filled(office, call, "why", asked.shows_claims(), &asked);
        }
        Err(why) => return Err(why),
    }
    if why::text(&fields, "then") == "next" {
        let next = office.write(|t| t.claim_next(&Filter::default(), call.account, LEASE))?;
        let path = next.map_or("/queue?view=mine".to_owned(), |case| format!("/cases/{}", case.id));
        return Ok(page::onward(call, &path));
    }
    Ok(again(call))
}

fn decided(office: &mut Office, call: &Call<'_>, fields: &Value) -> Result<(), Problem> {
    let outcome = Outcome::parse(&why::text(fields, "outcome"))
        .ok_or_else(|| Problem::new(422, "choose an outcome"))?;
    let version = call.request.whole_if_any("version")?;
    let of = why::text(fields, "of");
    let last = office.write(|t| {
        let case = t.case(call.named[0])?;
        let is_member = case.members.contains(&of);
        let number = if is_member { t.number_of(&of)? } else { case.number };
        t.last_assessment(number)
    })?;
    if version != Some(last.as_ref().map_or(0, |one| one.version)) {
        return Err(page::stale());
    }
    let (mut rests_on, mut ruled_out) = (Vec::new(), Vec::new());
    let found = last.as_ref().map(|last| why::evidence(&why::body(last))).unwrap_or_default();
    for (index, (term, _)) in found.iter().enumerate() {
        let finding = why::text(term, "check");
        if fields.get(format!("rests:{index}")).is_some() && !rests_on.contains(&finding) {
            rests_on.push(finding.clone());
        }
        for (at, explanation) in why::explanations(term).into_iter().enumerate() {
            let how = why::text(fields, &format!("ruled:{index}:{at}"));
            if !how.trim().is_empty() {
                ruled_out.push(RuledOut { finding: finding.clone(), explanation, how });
            }
        }
    }
    let given = |reason: &&Reason| {
        reason.outcome == outcome && fields.get(format!("reason:{}", reason.code)).is_some()
    };
    let draft = Draft {
        outcome,
        reasons: REASONS.iter().filter(given).map(|reason| reason.code.to_owned()).collect(),
        rests_on,
        ruled_out,
        note: call.request.text_if_any("note")?.unwrap_or_default(),
        by: call.account.to_owned(),
    };
    let reverses = call.request.text_if_any("reverses")?;
    decisions::take(office, call, &draft, reverses.as_deref()).map(|_| ())
}

/// Does something about a decision: signs it, does not agree, tells, takes down a dispute.
pub(crate) fn act(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let (decision, named) = (call.text("decision")?, call.text("deed")?);
    if office.write(|t| Ok(t.decision(&decision)?.case))? != call.named[0] {
        return Err(Problem::new(409, "the decision is of another case; load the case again"));
    }
    let deeds =
        [Deed::Sign, Deed::Refuse, Deed::GiveNotice, Deed::Dispute, Deed::Uphold, Deed::Overturn];
    let one = deeds.into_iter().find(|known| deed(*known).0 == named);
    let one = one.ok_or_else(|| Problem::new(422, "`deed` is none of the form; load the page"))?;
    decisions::done(office, call, &decision, one)?;
    Ok(again(call))
}

/// Keeps an opinion, after which the score is shown.
pub(crate) fn opine(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    cases::opine(office, call)?;
    Ok(again(call))
}

/// Adds a note. A page that is loaded again with its form adds it once.
pub(crate) fn note(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let text = call.request.text_if_any("text")?.unwrap_or_default();
    let last = office.write(|t| Ok(t.notes(call.named[0])?.pop()))?;
    let is_there =
        last.is_some_and(|last| last.by == call.account && last.text.as_ref() == Some(&text));
    let done = match is_there {
        true => Ok(()),
        false if text.trim().is_empty() => {
            Err(Problem::new(422, "the note is empty; write it, then add it"))
        }
        false => cases::note(office, call).map(drop),
    };
    along(office, call, done, Asked::without_text)
}

/// Asks for a step, and leads to the case.
pub(crate) fn step(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let done = steps::add_once(office, call);
    along(office, call, done, |asked| asked)
}

/// Leads to the case; with the draft of a decision that came along, and with why it was not done.
fn along(
    office: &mut Office,
    call: &Call<'_>,
    done: Result<(), Problem>,
    then: fn(Asked) -> Asked,
) -> Result<(u16, Value), Problem> {
    let asked = Asked::along(call)?;
    match done {
        Ok(()) if asked.is_empty() => Ok(again(call)),
        Ok(()) => {
            let asked = then(asked);
            filled(office, call, "why", asked.shows_claims(), &asked)
        }
        Err(why) if matches!(why.status, 409 | 422) && !asked.is_empty() => {
            let asked = Asked::again(call.json()?, &why);
            filled(office, call, "why", asked.shows_claims(), &asked)
        }
        Err(why) => Err(why),
    }
}

fn again(call: &Call<'_>) -> (u16, Value) {
    let of = call.request.asked("of").filter(|of| of.chars().all(is_of_an_id));
    let of = of.map(|of| format!("?of={of}")).unwrap_or_default();
    page::onward(call, &format!("/cases/{}{of}", call.named[0]))
}

fn is_of_an_id(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_' || c == '.'
}
