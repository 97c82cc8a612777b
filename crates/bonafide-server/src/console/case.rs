//! A case as a page: its tabs, what is claimed, its steps, and its decision.

use super::{
    claims, compare, map, page, ring,
    step::{state, step_icon},
    timeline, why,
};
use crate::{
    Problem,
    casework::{self, moment, shows_score},
    office::{Call, Office},
    routes::Permission,
};
use bonafide_application::Application;
use bonafide_console::{
    Beside, CaseHead, CasePage, Claims, May, Moment, NoteLine, PASSAGE, StepLine, Taken, Typed,
    html, percent, said,
};
use bonafide_store::{Assessed, Case, Decision, Error, KeptStep, RuledOut, Transaction};
use bonafide_verification::{
    decision::REASONS,
    policy::{Decider, Policy},
    progress::{Deed, Progress, next, progress},
    script::checklist,
    step::StepKind,
};
use serde_json::Value;

/// Most notes and steps that a case shows.
const LINES: usize = 200;

/// Who looks at a case, and what they may do and see.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seat {
    pub(crate) may: May,
    /// Whether the score is kept from them.
    pub(crate) is_blind: bool,
    /// Whether what is claimed is shown.
    pub(crate) shows_claims: bool,
}

/// What was typed into a form that is shown again, and why it was not taken.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    fields: Value,
    wanting: Vec<String>,
}

impl Asked {
    /// A form that was not taken.
    pub(crate) fn again(fields: Value, why: &Problem) -> Asked {
        Asked { fields, wanting: why.wanting() }
    }

    /// The draft of a decision that came along with another form of the page; none where none did.
    pub(crate) fn along(call: &Call<'_>) -> Result<Asked, Problem> {
        let fields = call.json()?;
        let is_draft = fields.get("version").is_some();
        Ok(if is_draft { Asked { fields, wanting: Vec::new() } } else { Asked::default() })
    }

    /// Whether what is claimed was shown beside the form.
    pub(crate) fn shows_claims(&self) -> bool {
        !self.field("revealed").is_empty()
    }

    /// The same without a note for colleagues that was added meanwhile.
    pub(crate) fn without_text(mut self) -> Asked {
        if let Some(fields) = self.fields.as_object_mut() {
            fields.remove("text");
        }
        self
    }

    fn is_begun(&self) -> bool {
        let kept = ["csrf", "version", "of", "reverses", "revealed", "kind", "tab", "then"];
        let typed = self.fields.as_object().into_iter().flatten();
        typed.into_iter().any(|(name, value)| {
            !kept.contains(&name.as_str()) && value.as_str().is_some_and(|text| !text.is_empty())
        })
    }

    /// A field; empty where it was not typed.
    pub(crate) fn field(&self, name: &str) -> String {
        why::text(&self.fields, name)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_null()
    }
}

/// What a case page is made of, read in one transaction.
pub(crate) struct Read {
    pub(crate) case: Case,
    /// Number of the application that is shown.
    pub(crate) number: u32,
    pub(crate) pseudonym: String,
    pub(crate) application: Option<Application>,
    pub(crate) assessed: Vec<Assessed>,
    pub(crate) decisions: Vec<Decision>,
    pub(crate) steps: Vec<KeptStep>,
    seat: Seat,
    notes: Vec<NoteLine>,
    opinions: Vec<(String, String)>,
}

impl Read {
    /// Whether the score is kept from who looks.
    pub(crate) fn is_blind(&self) -> bool {
        self.seat.is_blind
    }

    /// Whether what is claimed is shown.
    pub(crate) fn shows_claims(&self) -> bool {
        self.seat.shows_claims
    }
}

/// Shows why a case is here. That the assessment was looked at is logged.
pub(crate) fn show(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    filled(office, call, "why", false, &Asked::default())
}

/// Shows what happened to it.
pub(crate) fn timeline(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    filled(office, call, "timeline", false, &Asked::default())
}

/// Shows its application beside others; what is claimed in them is shown, and that is logged.
pub(crate) fn compare(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    filled(office, call, "compare", false, &Asked::default())
}

/// Shows the ring of its application.
pub(crate) fn ring(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    filled(office, call, "ring", false, &Asked::default())
}

/// Shows the places of its application.
pub(crate) fn map(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    filled(office, call, "map", false, &Asked::default())
}

/// Shows it with what is claimed, which is logged as well.
pub(crate) fn reveal(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let tab = call.request.field("tab").unwrap_or_default();
    let tabs = ["why", "timeline", "compare", "ring", "map"];
    let tab = tabs.into_iter().find(|known| *known == tab).unwrap_or("why");
    filled(office, call, tab, true, &Asked::along(call)?)
}

/// Fills the page; of a form that was not taken with what was typed.
pub(crate) fn filled(
    office: &mut Office,
    call: &Call<'_>,
    tab: &'static str,
    shows_claims: bool,
    asked: &Asked,
) -> Result<(u16, Value), Problem> {
    let of = call.request.asked("of").or_else(|| call.request.field("of"));
    let read = office.work(|t, _, policy| {
        casework::settle_due(t, policy)?;
        read(t, policy, call, of.as_deref(), shows_claims)
    })?;
    let last = read.assessed.last();
    let middle = match tab {
        "timeline" => html(&timeline::of_case(office, &read)?),
        "compare" => compare::of_case(office, call, &read)?,
        "ring" => ring::of_case(office, call, &read)?,
        "map" => html(&map::of_case(office, call, &read)),
        _ => html(&why::why(read.seat, last, &read.decisions, asked)),
    };
    Ok(page::shown(call, html(&page_of(office, call, read, (tab, middle), asked))))
}

fn read(
    t: &mut Transaction<'_>,
    policy: &Policy,
    call: &Call<'_>,
    of: Option<&str>,
    shows_claims: bool,
) -> Result<Read, Error> {
    let case = t.case(call.named[0])?;
    let known = of.filter(|of| case.members.iter().any(|member| member == of));
    let number = known.map_or(Ok(case.number), |known| t.number_of(known))?;
    let pseudonym = t.pseudonym_of(number)?;
    t.journal("assessments.viewed", call.account, &pseudonym, b"", None)?;
    if shows_claims {
        t.journal("application.viewed", call.account, &pseudonym, b"", None)?;
    }
    let application = match t.application(number) {
        Ok(application) => Some(application),
        Err(error) if error.is_missing() => None,
        Err(error) => return Err(error),
    };
    let shows_score = shows_score(t, policy, number, call.known)?;
    let role = call.known.and_then(|known| Decider::parse(known.role.as_str()));
    let opinions = t.opinions(&case.id)?;
    let notes = t.notes(&case.id)?;
    if !notes.is_empty() {
        t.journal("case.notes-viewed", call.account, &case.id, b"", None)?;
    }
    let note = |note: bonafide_store::Note| NoteLine {
        by: note.by,
        at: Moment::of(note.at),
        text: said(&note.text.unwrap_or_default(), PASSAGE),
    };
    let seat = Seat {
        may: May {
            decide: match case.closed_at {
                None => case.leased_to.as_deref() == Some(call.account),
                Some(_) => role.is_some() && reverses(call),
            },
            work: page::may(call, Permission::Work),
            opine: !shows_score && role.is_some(),
        },
        is_blind: !shows_score,
        shows_claims,
    };
    let opinions = opinions.into_iter().filter(|_| shows_score);
    Ok(Read {
        number,
        pseudonym,
        application,
        assessed: t.assessments(number)?,
        decisions: t.decisions(&case.id)?,
        steps: t.steps_of_case(&case.id)?,
        seat,
        notes: notes.into_iter().rev().take(LINES).rev().map(note).collect(),
        opinions: opinions
            .map(|(opinion, _)| (opinion.by, claims::outcome(opinion.outcome).to_owned()))
            .collect(),
        case,
    })
}

/// Whether a decision that is in force is to be reversed by another one.
fn reverses(call: &Call<'_>) -> bool {
    call.request.asked("reverse").is_some() || call.request.field("reverses").is_some()
}

fn page_of(
    office: &Office,
    call: &Call<'_>,
    read: Read,
    (tab, middle): (&'static str, String),
    asked: &Asked,
) -> CasePage {
    let now = (office.functions.now)();
    let several = read.case.members.len() > 1;
    let claims = Claims {
        is_erased: read.application.is_none(),
        are_shown: read.seat.shows_claims,
        sections: read
            .application
            .as_ref()
            .map(|one| claims::sections(one, read.seat.shows_claims))
            .unwrap_or_default(),
    };
    let typed = Typed {
        outcome: asked.field("outcome"),
        grounds: REASONS
            .iter()
            .filter(|reason| !asked.field(&format!("reason:{}", reason.code)).is_empty())
            .map(|reason| reason.code.to_owned())
            .collect(),
        note: asked.field("note"),
        text: asked.field("text"),
        is_begun: asked.is_begun(),
    };
    let step = |step: &KeptStep| step_line(step, several, now);
    let role = call.known.and_then(|known| Decider::parse(known.role.as_str()));
    let taken = |one: &Decision| taken(office, one, (call.account, role));
    CasePage {
        frame: page::frame(call),
        tab,
        middle,
        claims,
        steps: read.steps.iter().take(LINES).map(step).collect(),
        taken: read.decisions.iter().map(taken).collect(),
        wanting: asked.wanting.clone(),
        typed,
        grounds: REASONS.iter().map(|r| (r.outcome.as_str(), r.code, r.meaning)).collect(),
        head: CaseHead { may_erase: page::may(call, Permission::Administer), ..head(&read, now) },
        notes: read.notes,
        opinions: read.opinions,
    }
}

fn head(read: &Read, now: i64) -> CaseHead {
    let (case, last) = (&read.case, read.assessed.last());
    let text = |of: fn(&Application) -> String| read.application.as_ref().map(of);
    let held = case.leased_until.is_some_and(|until| until > now);
    CaseHead {
        id: case.id.clone(),
        application: read.pseudonym.clone(),
        members: case.members.clone(),
        job: text(claims::job).filter(|job| !job.is_empty()).unwrap_or("no job named".to_owned()),
        source: text(claims::source).unwrap_or_default(),
        priority: case.priority.clone(),
        probability: last.filter(|_| !read.seat.is_blind).map(|one| percent(one.log_odds)),
        ring: last.and_then(|one| one.ring.clone()).or_else(|| case.ring.clone()),
        reasons: once(case.reasons.iter().map(|reason| said(&reason.by, 200))),
        opened: Beside::of(case.opened_at, now),
        due: Beside::of(case.due_at, now),
        closed: case.closed_at.map(Moment::of),
        holder: case.leased_to.clone().filter(|_| held),
        assigned: case.assigned_to.clone().filter(|_| !held),
        may_erase: false,
        until: case.leased_until.filter(|_| held).map(Moment::of),
        may: read.seat.may,
        version: last.map_or(0, |one| one.version),
    }
}

fn step_line(step: &KeptStep, several: bool, now: i64) -> StepLine {
    let due = step.order.as_ref().map(|order| order.expires_at);
    let is_open = step_icon(step) != "done";
    StepLine {
        id: step.id.clone(),
        what: step.kind.words(),
        application: if several { step.application.clone() } else { String::new() },
        state: state(step),
        icon: step_icon(step),
        due: due.filter(|_| is_open).map(|due| Beside::of(due, now)),
        purpose: checklist(step.kind).purpose,
        is_interview: step.kind == StepKind::Interview,
    }
}

fn taken(office: &Office, one: &Decision, (account, role): (&str, Option<Decider>)) -> Taken {
    let now = moment((office.functions.now)());
    let recorded = one.recorded();
    let stands = progress(&office.policy, &recorded, &one.acts, now);
    let may = |deed: &Deed| {
        let act =
            bonafide_verification::progress::Act { deed: *deed, by: account.to_owned(), at: now };
        bonafide_verification::progress::allowed(&office.policy, &recorded, &one.acts, &act, role)
            .is_ok()
    };
    let grounds = REASONS.iter().filter(|known| one.reasons.iter().any(|code| code == known.code));
    Taken {
        id: one.id.clone(),
        outcome: claims::outcome(one.outcome).to_owned(),
        by: one.account.clone(),
        at: Moment::of(one.at),
        grounds: grounds.map(|reason| reason.meaning).collect(),
        rests_on: one.rests_on.iter().map(|finding| plain(finding)).collect(),
        waits: !stands.closes() && !matches!(stands, Progress::Refused | Progress::Undone),
        note: said(one.note.as_deref().unwrap_or_default(), PASSAGE),
        ruled_out: one.ruled_out.iter().map(ruled_out).collect(),
        stands: page::stands(stands.as_str()).to_owned(),
        acts: one
            .acts
            .iter()
            .map(|act| (deed(act.deed).1, act.by.clone(), Moment::of(act.at.as_microsecond())))
            .collect(),
        next: next(&office.policy, &recorded, &one.acts, now)
            .iter()
            .filter(|deed| may(deed))
            .map(|next| (deed(*next).0, deed(*next).2))
            .collect(),
    }
}

/// The name of a finding as words.
fn plain(finding: &str) -> String {
    finding.replace('-', " ")
}

/// What was ruled out of which finding, and how.
fn ruled_out(out: &RuledOut) -> (String, String) {
    let of = if out.finding.is_empty() { String::new() } else { plain(&out.finding) + ": " };
    (of + &said(&out.explanation, 300), said(&out.how, PASSAGE))
}

/// A deed: its name in forms, what was done, and what a button says.
pub(crate) fn deed(deed: Deed) -> (&'static str, &'static str, &'static str) {
    match deed {
        Deed::Sign => ("sign", "signed", "Sign as the second person"),
        Deed::Refuse => ("refuse", "not agreed to", "I do not agree"),
        Deed::GiveNotice => ("notice", "applicant told", "The applicant was told"),
        Deed::Dispute => ("dispute", "disputed by the applicant", "The applicant disputes it"),
        Deed::Uphold => ("uphold", "upheld after a dispute", "It stands"),
        Deed::Overturn => ("overturn", "overturned after a dispute", "It falls"),
        Deed::Reverse => ("reverse", "reversed by a later decision", "Reverse"),
    }
}

/// Each text once, in order: several rules may say the same.
fn once(all: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for one in all {
        if !kept.contains(&one) {
            kept.push(one);
        }
    }
    kept
}
