//! A step of verification as a page, its forms, and interview mode.

use super::{page, step_files, why};
use crate::{
    Problem,
    casework::{bounded, seen},
    office::{Call, Office},
    paths::steps,
    routes::Permission,
};
use bonafide_console::{
    Asked, Beside, CELL, Can, InterviewPage, Moment, PASSAGE, StepPage, TypedStep, html, said,
};
use bonafide_store::{Happened, KeptStep};
use bonafide_verification::{
    script::{BEFORE, Doubt, Question, checklist, script},
    step::{Answer, Happening, StepKind, StepState},
};
use serde_json::{Map, Value, json};

/// Most events of a step that are shown.
const HAPPENED: usize = 100;

/// Longest answer to one question, in characters.
const ANSWER_MAX: usize = 4_000;

/// Shows a step.
pub(crate) fn show(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    filled(office, call, String::new())
}

/// Orders it, of a provider or of ourselves.
pub(crate) fn order(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let done = steps::order(office, call);
    again(office, call, done)
}

/// Says that it was begun.
pub(crate) fn start(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let done = steps::start(office, call);
    again(office, call, done)
}

/// Enters its answer, with who answered and where the evidence is kept.
pub(crate) fn result(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let body = call.json()?;
    let mut fields = Map::new();
    for name in ["who", "evidence"] {
        let value = why::text(&body, &format!("field:{name}"));
        if !value.trim().is_empty() {
            fields.insert(name.to_owned(), Value::String(value));
        }
    }
    let done = answered(office, call, &body, fields);
    again(office, call, done)
}

/// Signs its answer.
pub(crate) fn sign(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let done = steps::sign(office, call);
    again(office, call, done)
}

/// Takes it up again.
pub(crate) fn reopen(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let done = steps::reopen(office, call);
    again(office, call, done)
}

/// Takes down that the applicant disputes its answer.
pub(crate) fn dispute(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let done = steps::dispute(office, call);
    again(office, call, done)
}

/// Says why it does not apply.
pub(crate) fn leave(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let done = steps::leave(office, call);
    again(office, call, done)
}

/// Begins an interview. It quotes what the applicant said, so looking is logged.
pub(crate) fn interview(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let step = office.write(|t| t.step(call.named[0]))?;
    if !can(&step, call).answer {
        let why_not = "order the step first: an interview is taken down where it was ordered";
        return filled(office, call, why_not.to_owned());
    }
    asked(office, call, 0, Vec::new(), String::new())
}

/// Goes on with it: what was written down travels with the form until the answer is recorded.
pub(crate) fn go_on(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let body = call.json()?;
    let at = call.request.whole_if_any("at")?.unwrap_or(0).clamp(0, 1_000) as usize;
    let mut answers: Vec<String> = Vec::new();
    for place in 0..100 {
        let answer = why::text(&body, &format!("answer:{place}"));
        answers.push(answer.chars().take(ANSWER_MAX).collect());
    }
    match why::text(&body, "go").as_str() {
        "back" => asked(office, call, at.saturating_sub(1), answers, String::new()),
        "record" => record(office, call, &body, (at, answers)),
        _ => asked(office, call, at + 1, answers, String::new()),
    }
}

fn record(
    office: &mut Office,
    call: &Call<'_>,
    body: &Value,
    (at, answers): (usize, Vec<String>),
) -> Result<(u16, Value), Problem> {
    let questions = questions(office, call)?;
    let fields = questions.iter().zip(&answers).filter(|(_, answer)| !answer.trim().is_empty());
    let fields = fields.map(|(one, answer)| (one.id.to_owned(), json!(answer))).collect();
    match answered(office, call, body, fields) {
        Ok(_) => Ok(page::onward(call, &format!("/steps/{}", call.named[0]))),
        Err(why) if matches!(why.status, 409 | 422) => asked(office, call, at, answers, why.detail),
        Err(why) => Err(why),
    }
}

fn answered(
    office: &mut Office,
    call: &Call<'_>,
    body: &Value,
    fields: Map<String, Value>,
) -> Result<(u16, Value), Problem> {
    let answer = Answer::parse(&why::text(body, "answer"))
        .ok_or_else(|| Problem::new(422, "choose one of the answers"))?;
    let note = bounded("note", why::text(body, "note"))?;
    let note = Some(note).filter(|note| !note.trim().is_empty());
    steps::answered(office, call, answer, note.as_deref(), fields)
}

/// Leads back to the step, or shows it with why nothing was done.
pub(crate) fn again(
    office: &mut Office,
    call: &Call<'_>,
    done: Result<(u16, Value), Problem>,
) -> Result<(u16, Value), Problem> {
    match done {
        Ok(_) => Ok(page::onward(call, &format!("/steps/{}", call.named[0]))),
        Err(why) if matches!(why.status, 409 | 422) => filled(office, call, why.detail),
        Err(why) => Err(why),
    }
}

fn questions(office: &mut Office, call: &Call<'_>) -> Result<Vec<Asked>, Problem> {
    let (step, seen) = office.write(|t| {
        let step = t.step(call.named[0])?;
        t.journal("step.viewed", call.account, &step.id, b"", None)?;
        let seen = seen(t, step.number)?;
        Ok((step, seen))
    })?;
    if step.kind != StepKind::Interview {
        return Err(Problem::new(409, "the step is no interview; open it as a step"));
    }
    let doubted = seen.map(|seen| seen.doubts).unwrap_or_default();
    let doubts: Vec<Doubt<'_>> = doubted
        .iter()
        .map(|d| Doubt { finding: &d.finding, summary: &d.summary, claim: &d.claim })
        .collect();
    let script = script(&doubts);
    let plain = |one: &Question| Asked {
        id: one.id,
        ask: one.ask,
        why: one.why,
        good: one.good,
        doubts: Vec::new(),
    };
    let mut all: Vec<Asked> = script.opening.iter().map(plain).collect();
    all.extend(script.asked.iter().map(|one| {
        let doubts = one.doubts.iter().map(|(doubt, innocent)| {
            (said(doubt.summary, PASSAGE), said(doubt.claim, PASSAGE), innocent.to_vec())
        });
        Asked { doubts: doubts.collect(), ..plain(one.question) }
    }));
    all.extend(script.closing.iter().map(plain));
    Ok(all)
}

fn asked(
    office: &mut Office,
    call: &Call<'_>,
    at: usize,
    answers: Vec<String>,
    why_not: String,
) -> Result<(u16, Value), Problem> {
    let questions = questions(office, call)?;
    let step = office.write(|t| t.step(call.named[0]))?;
    let field = |name: &str| call.request.field(name).unwrap_or_default();
    let filled = InterviewPage {
        csrf: page::frame(call).csrf,
        id: step.id,
        application: step.application,
        before: BEFORE,
        at: at.min(questions.len() + 1),
        questions,
        answers,
        why_not,
        typed: (field("answer"), field("note")),
    };
    Ok(page::shown(call, html(&filled)))
}

fn filled(office: &mut Office, call: &Call<'_>, why_not: String) -> Result<(u16, Value), Problem> {
    let (step, case, files) = office.write(|t| {
        let step = t.step(call.named[0])?;
        t.journal("step.viewed", call.account, &step.id, b"", None)?;
        let mut cases = t.cases_of(step.number)?;
        let open = cases.iter().position(|case| case.closed_at.is_none());
        let case =
            if cases.is_empty() { None } else { Some(cases.swap_remove(open.unwrap_or(0)).id) };
        let files = step_files::lines(t, &step)?;
        Ok((step, case, files))
    })?;
    let now = (office.functions.now)();
    let list = checklist(step.kind);
    let providers = office.policy.providers.iter();
    let providers = providers.filter(|(_, terms)| terms.steps.contains(&step.kind));
    let order = step.order.as_ref();
    let filled = StepPage {
        frame: page::frame(call),
        what: step.kind.words(),
        application: step.application.clone(),
        case,
        state: state(&step),
        reasons: step.reasons.iter().map(|reason| said(&reason.by, CELL)).collect(),
        needed: Moment::of(step.needed_at),
        ordered: order.map(|order| (Moment::of(order.at), order.by.clone())),
        due: order
            .filter(|_| step_icon(&step) != "done")
            .map(|order| Beside::of(order.expires_at, now)),
        provider: order.and_then(|order| {
            let reference = order.reference.as_deref().unwrap_or_default();
            Some((order.provider.clone()?, said(reference, CELL)))
        }),
        left_out: step
            .left_out
            .as_ref()
            .map(|left| (said(left.why.as_deref().unwrap_or("erased"), PASSAGE), left.by.clone())),
        happened: step.happened.iter().rev().take(HAPPENED).map(happened).collect(),
        signed: step.signed.iter().map(|(by, at)| (by.clone(), Moment::of(*at))).collect(),
        purpose: list.purpose,
        lists: [
            ("Before", list.before),
            ("What is asked", list.ask),
            ("How the answer is taken down", list.after),
        ],
        is_interview: step.kind == StepKind::Interview,
        providers: providers.map(|(name, _)| name.clone()).collect(),
        can: can(&step, call),
        why_not,
        typed: typed(call),
        files,
        id: step.id,
    };
    Ok(page::shown(call, html(&filled)))
}

/// What was typed into a form that was not taken.
fn typed(call: &Call<'_>) -> TypedStep {
    let field = |name: &str| call.request.field(name).unwrap_or_default();
    TypedStep {
        answer: field("answer"),
        who: field("field:who"),
        evidence: field("field:evidence"),
        note: field("note"),
        why: field("why"),
        order: (field("provider"), field("reference")),
    }
}

fn can(step: &KeptStep, call: &Call<'_>) -> Can {
    if !page::may(call, Permission::Work) || step.left_out.is_some() {
        return Can::default();
    }
    let standing = step.standing.as_ref();
    let stands = standing.map(|standing| standing.state);
    let is_answered = standing.is_some_and(|standing| standing.answer.is_some());
    let own = format!("hand:{}", call.account);
    let last = step
        .happened
        .iter()
        .rev()
        .find(|one| matches!(one.event.happening, Happening::Answered(_)));
    let is_own = last.is_some_and(|last| last.event.by == own);
    let has_signed = step.signed.iter().any(|(by, _)| by == call.account);
    Can {
        order: stands.is_none(),
        start: stands == Some(StepState::Ordered),
        answer: stands.is_some() && !is_answered || stands == Some(StepState::Disputed),
        sign: is_answered && !is_own && !has_signed,
        reopen: is_answered && stands != Some(StepState::Disputed),
        leave: !is_answered,
        attach: true,
    }
}

fn happened(one: &Happened) -> (Moment, String, String, Vec<(String, String)>) {
    let by = one.event.by.strip_prefix("hand:").unwrap_or(&one.event.by);
    let mut written = Vec::new();
    let detail = one.detail.as_ref();
    if let Some(note) = detail.and_then(|detail| detail["note"].as_str()) {
        written.push(("note".to_owned(), said(note, PASSAGE)));
    }
    for (name, value) in
        detail.and_then(|detail| detail["fields"].as_object()).into_iter().flatten()
    {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        written.push((said(name, 60), said(&value, PASSAGE)));
    }
    let at = Moment::of(one.event.at.as_microsecond());
    (at, happening(&one.event.happening).to_owned(), by.to_owned(), written)
}

/// What happened, in words.
pub(crate) fn happening(happening: &Happening) -> &'static str {
    match happening {
        Happening::Started => "begun",
        Happening::Answered(Answer::Clear) => "answered: confirmed",
        Happening::Answered(Answer::Consider) => "answered: left open",
        Happening::Answered(Answer::Denied) => "answered: denied",
        Happening::Answered(Answer::Unable) => "answered: no answer",
        Happening::Disputed => "disputed by the applicant",
        Happening::Reopened => "taken up again",
        Happening::Expired => "ended by the provider without an answer",
        Happening::Unread(_) => "the provider said something; read it there",
    }
}

/// Where a step stands, in words.
pub(crate) fn state(step: &KeptStep) -> &'static str {
    let answer = step.standing.as_ref().and_then(|standing| standing.answer);
    match step.state() {
        "consider" if answer == Some(Answer::Denied) => "denied",
        "needed" => "to be ordered",
        "not-applicable" => "does not apply",
        "ordered" => "ordered",
        "in-progress" => "begun",
        "clear" => "confirmed",
        "consider" => "left open",
        "unable" => "no answer",
        "expired" => "no answer in time",
        "disputed" => "disputed by the applicant",
        _ => "unknown",
    }
}

/// The icon of where a step stands: `open`, `half` or `done`.
pub(crate) fn step_icon(step: &KeptStep) -> &'static str {
    match step.state() {
        "needed" => "open",
        "ordered" | "in-progress" | "disputed" => "half",
        _ => "done",
    }
}
