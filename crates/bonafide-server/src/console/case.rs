//! A case as a page, and the forms on it.

use super::page;
use crate::{
    Problem,
    casework::moment,
    office::{Call, Office},
    paths::{cases::LEASE, decisions},
    routes::Permission,
};
use bonafide_console::{Bar, CasePage, Claimed, Finding, May, Moment, Taken, html};
use bonafide_store::{Assessed, Decision, RuledOut};
use bonafide_verification::{
    decision::{Draft, Outcome, REASONS, Reason},
    progress::{Deed, progress},
};
use serde_json::Value;

/// Whether what is claimed is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Claims {
    Shown,
    Hidden,
}

/// Shows a case. That the assessment was looked at is logged.
pub(crate) fn show(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    filled(office, call, Claims::Hidden)
}

/// Shows it with what is claimed, which is logged as well.
pub(crate) fn reveal(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    filled(office, call, Claims::Shown)
}

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

/// Records the decision, where it is on the last version of the assessment.
pub(crate) fn decide(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let outcome = call.text("outcome")?;
    let outcome = Outcome::parse(&outcome)
        .ok_or_else(|| Problem::new(422, "choose one of the outcomes of the form"))?;
    let version = call.request.whole_if_any("version")?;
    let fields = call.json()?;
    let last = office.write(|t| Ok(t.assessments(t.case(call.named[0])?.number)?.pop()))?;
    if version != Some(last.as_ref().map_or(0, |one| one.version)) {
        return Err(page::stale());
    }
    let (mut rests_on, mut ruled_out) = (Vec::new(), Vec::new());
    for (index, (term, _)) in last.as_ref().map(evidence).unwrap_or_default().iter().enumerate() {
        let finding = text(term, "check");
        if fields.get(format!("rests:{index}")).is_some() {
            rests_on.push(finding.clone());
        }
        for (at, explanation) in explanations(term).into_iter().enumerate() {
            let how = text(&fields, &format!("ruled:{index}:{at}"));
            if !how.trim().is_empty() {
                ruled_out.push(RuledOut { finding: finding.clone(), explanation, how });
            }
        }
    }
    let given = |reason: &&Reason| fields.get(format!("reason:{}", reason.code)).is_some();
    let draft = Draft {
        outcome,
        reasons: REASONS.iter().filter(given).map(|reason| reason.code.to_owned()).collect(),
        rests_on,
        ruled_out,
        note: call.request.text_if_any("note")?.unwrap_or_default(),
        by: call.account.to_owned(),
    };
    decisions::take(office, call, &draft, None)?;
    Ok(again(call))
}

/// Signs as the second person.
pub(crate) fn sign(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let decision = call.text("decision")?;
    if office.write(|t| Ok(t.decision(&decision)?.case))? != call.named[0] {
        return Err(Problem::new(409, "the decision is of another case; load the case again"));
    }
    decisions::done(office, call, &decision, Deed::Sign)?;
    Ok(again(call))
}

/// The innocent explanations of a term.
fn explanations(term: &Value) -> Vec<String> {
    let all = term["innocent_explanations"].as_array().map_or(&[][..], Vec::as_slice);
    all.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The terms of an assessment with their bits.
pub(crate) fn evidence(assessed: &Assessed) -> Vec<(Value, f64)> {
    let body = assessed.body.as_deref().and_then(|body| serde_json::from_slice(body).ok());
    let body: Value = body.unwrap_or_default();
    let terms = body["evidence"].as_array().cloned().unwrap_or_default();
    let bits = |term: &Value| term["bits"].as_f64().unwrap_or_default();
    terms.into_iter().map(|term| (bits(&term), term)).map(|(bits, term)| (term, bits)).collect()
}

/// A text of an object; empty where there is none.
pub(crate) fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_default().to_owned()
}

/// The probability of log2 odds, as in `43 %`; with a digit more near both ends.
pub(crate) fn percent(log_odds: f64) -> String {
    let percent = 100.0 / (1.0 + (-log_odds).exp2());
    if (10.0..99.0).contains(&percent) {
        format!("{percent:.0} %")
    } else {
        format!("{:.1} %", percent.clamp(0.1, 99.9))
    }
}

fn again(call: &Call<'_>) -> (u16, Value) {
    page::onward(call, &format!("/cases/{}", call.named[0]))
}

fn filled(office: &mut Office, call: &Call<'_>, claims: Claims) -> Result<(u16, Value), Problem> {
    let (case, last, decisions, canonical) = office.write(|t| {
        let case = t.case(call.named[0])?;
        t.journal("assessments.viewed", call.account, &case.about, b"", None)?;
        let last = t.assessments(case.number)?.pop();
        let decisions = t.decisions(&case.id)?;
        let canonical = if claims == Claims::Shown {
            t.journal("application.viewed", call.account, &case.about, b"", None)?;
            Some(t.canonical(case.number)?)
        } else {
            None
        };
        Ok((case, last, decisions, canonical))
    })?;
    let claimed = canonical.map(|canonical| {
        let mut all = Vec::new();
        flatten("", &serde_json::from_slice(&canonical).unwrap_or_default(), &mut all);
        all
    });
    let filled = CasePage {
        frame: page::frame(call),
        may: May {
            decide: case.leased_to.as_deref() == Some(call.account),
            work: page::may(call, Permission::Work),
            sign: page::may(call, Permission::Sign),
        },
        id: case.id,
        about: case.about,
        priority: case.priority,
        opened: Moment::of(case.opened_at),
        due: Moment::of(case.due_at),
        closed: case.closed_at.map(Moment::of),
        holder: case.leased_to,
        version: last.as_ref().map_or(0, |one| one.version),
        probability: last.as_ref().map_or("Unknown".to_owned(), |one| percent(one.log_odds)),
        ring: last.as_ref().and_then(|one| one.ring.clone()),
        is_erased: last.as_ref().is_some_and(|one| one.body.is_none()),
        findings: last.as_ref().map(evidence).unwrap_or_default().iter().map(finding).collect(),
        claimed,
        taken: decisions.into_iter().map(|one| taken(office, one)).collect(),
        grounds: REASONS.iter().map(|reason| (reason.code, reason.meaning)).collect(),
    };
    Ok(page::shown(call, html(&filled)))
}

fn finding((term, bits): &(Value, f64)) -> Finding {
    Finding {
        check: text(term, "check"),
        summary: text(term, "summary"),
        claim: text(term, "claim"),
        observed: text(term, "observed"),
        innocent: explanations(term),
        verify: text(term, "verify"),
        bar: Bar::of(*bits),
    }
}

fn taken(office: &Office, decision: Decision) -> Taken {
    let now = moment((office.functions.now)());
    let stands = progress(&office.policy, &decision.recorded(), &decision.acts, now);
    let line = |one: RuledOut| (one.explanation, one.how);
    Taken {
        is_final: stands.closes(),
        outcome: decision.outcome.as_str().to_owned(),
        by: decision.account.clone(),
        at: Moment::of(decision.at),
        second: decision.second().map(str::to_owned),
        note: decision.note.unwrap_or_default(),
        ruled_out: decision.ruled_out.into_iter().map(line).collect(),
        id: decision.id,
    }
}

/// Every value of a record with where it stands.
fn flatten(name: &str, value: &Value, all: &mut Vec<Claimed>) {
    let below = |part: &str| format!("{name} {part}").trim().replace('_', " ");
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(key, value)| flatten(&below(key), value, all));
        }
        Value::Array(list) => {
            let numbered = list.iter().zip(1_usize..);
            numbered.for_each(|(value, at)| flatten(&below(&at.to_string()), value, all));
        }
        Value::Null => {}
        Value::String(value) => all.push(Claimed { name: name.into(), value: value.clone() }),
        other => all.push(Claimed { name: name.into(), value: other.to_string() }),
    }
}

#[cfg(test)]
mod tests {
    use super::{flatten, percent};
    use serde_json::json;

    #[test]
    fn a_record_is_shown_value_by_value() {
        let mut all = Vec::new();
        let record = json!({"name": "A <b>", "e_mails": [{"address": "a@b"}], "none": null});
        flatten("", &record, &mut all);
        let all: Vec<(&str, &str)> =
            all.iter().map(|one| (one.name.as_str(), one.value.as_str())).collect();
        assert_eq!(all.len(), 2, "what is missing is not shown");
        assert!(all.contains(&("name", "A <b>")) && all.contains(&("e mails 1 address", "a@b")));
    }

    #[test]
    fn nobody_is_certain() {
        assert_eq!(percent(0.0), "50 %");
        assert_eq!(percent(-6.0), "1.5 %");
        assert_eq!((percent(60.0).as_str(), percent(-60.0).as_str()), ("99.9 %", "0.1 %"));
    }
}
