//! The queue as a page: views, filter, order, and what is done to several cases at once.

use super::{claims, page, why};
use crate::{
    Problem,
    casework::{self, shows_score},
    office::{Call, Office},
    paths::cases::LEASE,
    routes::Permission,
};
use bonafide_console::{
    Axis, BULK, Bar, Beside, Done, Moment, PreviewPage, QueuePage, Row, Strip, VIEWS, View, html,
    percent, said,
};
use bonafide_store::{Case, Error, Filter, NewStep, QueueCounts, QueueOrder, Transaction};
use bonafide_verification::{
    policy::{Decider, Policy},
    step::StepKind,
};
use serde_json::Value;

/// Cases of one page.
const ROWS: usize = 50;

/// Findings of a row: the strongest ones.
const CHIPS: usize = 3;

/// Cases to which something is done at once.
const AT_ONCE: usize = 200;

/// In how many hours a step expires that is asked for of several: ten days.
const HOURS: u32 = 240;

/// How near a case's time is where it is due soon: a day, in microseconds.
const SOON: i64 = 86_400_000_000;

/// Shows the cases of a view.
pub(crate) fn show(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let now = (office.functions.now)();
    let view = named(call.request.asked("view"), &VIEWS.map(|view| view.name)).unwrap_or("all");
    let order = named(call.request.asked("order"), &["urgent", "due", "newest", "likeliest"]);
    let is_blind = is_blind(&office.policy, call);
    let order = order.filter(|order| !is_blind || *order != "likeliest").unwrap_or("urgent");
    let priority = named(call.request.asked("priority"), &["priority", "review"]);
    let number = call.request.asked("page").and_then(|page| page.parse::<usize>().ok());
    let number = number.unwrap_or(1).clamp(1, 1_000_000);
    let filter =
        Filter { priority: priority.map(str::to_owned), ..filter(view, call.account, now) };
    let by = match order {
        "due" => QueueOrder::Due,
        "newest" => QueueOrder::Newest,
        "likeliest" => QueueOrder::Likeliest,
        _ => QueueOrder::Urgent,
    };
    let skip = (number - 1) * ROWS;
    let (counts, total, rows) = office.work(|t, _, policy| {
        casework::settle_due(t, policy)?;
        let cases = t.queue_page(&filter, by, (skip, ROWS))?;
        let rows = cases.iter().map(|case| row(t, policy, call, case));
        let rows = rows.collect::<Result<Vec<Row>, Error>>()?;
        Ok((t.count_views(call.account, now + SOON)?, t.count_cases(&filter)?, rows))
    })?;
    let filled = QueuePage {
        frame: page::frame(call),
        view,
        order,
        priority: priority.unwrap_or_default(),
        views: VIEWS.map(|view| (view, counted(&counts, view))).to_vec(),
        open: (counts.open, counts.priority),
        total,
        first: skip + 1,
        before: (number > 1).then(|| number - 1),
        after: (skip + rows.len() < total as usize).then_some(number + 1),
        rows,
        may_work: page::may(call, Permission::Work),
        is_blind,
        done: done(call),
    };
    Ok(page::shown(call, html(&filled)))
}

/// The name that was asked for, where it is one of these.
fn named<'a>(asked: Option<String>, known: &[&'a str]) -> Option<&'a str> {
    let asked = asked?;
    known.iter().find(|known| **known == asked).copied()
}

/// Whether who looks gives an opinion on a case before they see its score.
fn is_blind(policy: &Policy, call: &Call<'_>) -> bool {
    let role = call.known.and_then(|known| Decider::parse(known.role.as_str()));
    policy.decisions.blind_first_opinion && role.is_some()
}

fn filter(view: &str, account: &str, now: i64) -> Filter {
    let mut filter = Filter::default();
    match view {
        "mine" => filter.of = Some(account.to_owned()),
        "unclaimed" => filter.unclaimed = true,
        "due-soon" => filter.due_before = Some(now + SOON),
        "rings" => filter.rings = true,
        "second" => filter.second_for = Some(account.to_owned()),
        "sanctions" => filter.queue = Some("sanctions".to_owned()),
        "decided" => filter.closed = true,
        _ => {}
    }
    filter
}

fn counted(counts: &QueueCounts, view: View) -> Option<i64> {
    match view.name {
        "all" => Some(counts.open),
        "mine" => Some(counts.of),
        "unclaimed" => Some(counts.unclaimed),
        "due-soon" => Some(counts.due),
        "rings" => Some(counts.rings),
        "second" => Some(counts.second),
        "sanctions" => Some(counts.sanctions),
        _ => None,
    }
}

/// What was just done, as the address says after a form.
fn done(call: &Call<'_>) -> Option<Done> {
    let what = named(call.request.asked("did"), &["claim", "release", "assign", "step"])?;
    let cases = call.request.asked("cases").unwrap_or_default();
    let is_id = |id: &&str| id.starts_with("c-") && id.len() < 40;
    let cases: Vec<String> = cases.split('.').filter(is_id).map(str::to_owned).collect();
    let several =
        if cases.len() == 1 { "1 case".to_owned() } else { format!("{} cases", cases.len()) };
    let (said, undo) = match what {
        "claim" => (format!("{several} claimed"), "release"),
        "release" => (format!("{several} given back"), "claim"),
        "assign" => (format!("{several} assigned"), "unassign"),
        _ => (format!("step asked for in {several}"), ""),
    };
    Some(Done { said, undo, cases })
}

/// Names of checks alone: what they quote is personal, and shown where looking is logged.
fn row(t: &Transaction<'_>, policy: &Policy, call: &Call<'_>, case: &Case) -> Result<Row, Error> {
    let last = t.last_assessment(case.number)?;
    let shows = shows_score(t, policy, case.number, call.known)?;
    let mut found = last.as_ref().map(|one| why::evidence(&why::body(one))).unwrap_or_default();
    if shows {
        found.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    }
    let chip = |(term, bits): (Value, f64)| {
        let name = why::text(&term, "check").replace('-', " ");
        (name, shows.then(|| Bar::of(bits)))
    };
    let application = match t.application(case.number) {
        Ok(application) => Some(application),
        Err(error) if error.is_missing() => None,
        Err(error) => return Err(error),
    };
    let several = match case.members.len() {
        0 | 1 => String::new(),
        count => format!("{count} applications, "),
    };
    let job = application.as_ref().map(claims::job).unwrap_or_default();
    let held = case.leased_until.is_some_and(|until| until > t.now);
    let holder = case.leased_to.clone().filter(|_| held).or_else(|| case.assigned_to.clone());
    let shown = last.as_ref().filter(|_| shows);
    Ok(Row {
        id: case.id.clone(),
        about: case.about.clone(),
        job: said(&format!("{several}{job}"), 120),
        source: application.as_ref().map(claims::source).unwrap_or_default(),
        priority: case.priority.clone(),
        probability: shown.map(|one| percent(one.log_odds)),
        strip: shown.map(|one| {
            let axis = Axis::holding(std::iter::empty());
            let prior = why::body(one)["prior_bits"].as_f64().unwrap_or_default();
            Strip { from: axis.x(prior), to: axis.x(one.log_odds) }
        }),
        findings: found.into_iter().take(CHIPS).map(chip).collect(),
        ring: last.and_then(|one| one.ring).or_else(|| case.ring.clone()),
        stands: page::stands(case.stands.as_deref().unwrap_or_default()),
        opened: Beside::of(case.opened_at, t.now),
        due: Beside::of(case.due_at, t.now),
        closed: case.closed_at.map(Moment::of),
        is_mine: holder.as_deref() == Some(call.account),
        holder,
    })
}

/// Takes the most urgent case that nobody has, and leads to it.
pub(crate) fn claim_next(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let claimed = office.write(|t| t.claim_next(&Filter::default(), call.account, LEASE))?;
    let path = claimed.map_or("/queue".to_owned(), |case| format!("/cases/{}", case.id));
    Ok(page::onward(call, &path))
}

/// The cases that a form has ticked.
fn ticked(call: &Call<'_>) -> Result<Vec<String>, Problem> {
    let fields = call.json()?;
    let names = fields.as_object().into_iter().flatten().map(|(name, _)| name);
    let cases: Vec<String> =
        names.filter_map(|name| name.strip_prefix("case:")).map(str::to_owned).collect();
    match cases.len() {
        0 => Err(Problem::new(422, "no case is selected; go back and tick some")),
        count if count > AT_ONCE => {
            Err(Problem::new(422, format!("select at most {AT_ONCE} cases at once")))
        }
        _ => Ok(cases),
    }
}

/// Shows what would happen to several cases; nothing is done yet.
pub(crate) fn preview(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let action = named(Some(call.text("do")?), &BULK.map(|one| one.0));
    let action = action.ok_or_else(|| Problem::new(422, "press one of the buttons of the form"))?;
    let ids = ticked(call)?;
    let to = call.request.field("to").unwrap_or_default().trim().to_owned();
    let kind = call.request.field("kind").unwrap_or_default();
    let words = StepKind::parse(&kind).map_or("", StepKind::words);
    let now = (office.functions.now)();
    let cases = office.write(|t| {
        if action == "assign" && !to.is_empty() {
            t.known_account(&to)?;
        }
        let line = |id: &String| {
            let case = t.case(id)?;
            let (what, touched) = foreseen(&case, (action, &to, words), (call.account, now));
            Ok((case.id, case.about, what, touched))
        };
        ids.iter().map(line).collect::<Result<Vec<_>, Error>>()
    })?;
    let shown = BULK.iter().find(|one| one.0 == action).map_or("", |one| one.1);
    let filled = PreviewPage {
        frame: page::frame(call),
        action,
        title: match action {
            "assign" if to.is_empty() => "Assign to nobody".to_owned(),
            "assign" => format!("Assign to {}", said(&to, 60)),
            "step" => format!("Ask for {words}"),
            _ => format!("{shown} several cases"),
        },
        to,
        kind,
        cases,
        back: page::back(call),
    };
    Ok(page::shown(call, html(&filled)))
}

/// What would happen to a case, and whether anything would.
fn foreseen(
    case: &Case,
    (action, to, words): (&str, &str, &str),
    (account, now): (&str, i64),
) -> (String, bool) {
    let holder = case.leased_to.as_deref();
    let holder = holder.filter(|_| case.leased_until.is_some_and(|until| until > now));
    match (action, holder) {
        _ if case.closed_at.is_some() => ("nothing: it is decided".to_owned(), false),
        ("claim", Some(holder)) if holder != account => {
            (format!("nothing: {holder} works on it"), false)
        }
        ("claim", Some(_)) => ("nothing: it is yours already".to_owned(), false),
        ("claim", None) => ("it is yours for an hour".to_owned(), true),
        ("release", Some(holder)) if holder == account => {
            ("it waits for anybody again".to_owned(), true)
        }
        ("release", _) => ("nothing: it is not yours".to_owned(), false),
        ("assign", _) if to.is_empty() => ("it waits for anybody".to_owned(), true),
        ("assign", _) => (format!("it waits for {to}"), true),
        _ => (format!("{words} is asked for of {} applications", case.members.len()), true),
    }
}

/// Does it, and leads to the queue, from where it can be undone.
pub(crate) fn apply(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let actions = ["claim", "release", "assign", "unassign", "step"];
    let action = named(Some(call.text("do")?), &actions);
    let action = action.ok_or_else(|| Problem::new(422, "press one of the buttons of the form"))?;
    let ids = ticked(call)?;
    let to = call.request.field("to").unwrap_or_default();
    let to = Some(to.trim()).filter(|to| !to.is_empty());
    let kind = StepKind::parse(&call.request.field("kind").unwrap_or_default());
    let done = office.work(|t, _, policy| {
        let mut done = Vec::new();
        for id in &ids {
            let result = match action {
                "claim" => t.claim(id, call.account, LEASE).map(|_| ()),
                "release" => t.release(id, call.account).map(|_| ()),
                "assign" => t.assign(id, to, call.account).map(|_| ()),
                "unassign" => t.assign(id, None, call.account).map(|_| ()),
                _ => ask_for(t, policy, id, kind, call.account),
            };
            match result {
                Ok(()) => done.push(id.as_str()),
                // What changed meanwhile stays as it is; the rest is done.
                Err(error) if error.is_refused() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(done.join("."))
    })?;
    let did = if action == "unassign" { "assign" } else { action };
    let back = if action == "unassign" { String::new() } else { format!("did={did}&cases={done}") };
    Ok(page::onward(call, &format!("/queue?{back}")))
}

fn ask_for(
    t: &mut Transaction<'_>,
    policy: &Policy,
    case: &str,
    kind: Option<StepKind>,
    account: &str,
) -> Result<(), Error> {
    let kind = kind.ok_or_else(|| Error::refused("choose a kind of step"))?;
    let rules = policy.steps.values().filter(|rule| rule.steps.contains(&kind));
    let hours = rules.map(|rule| rule.within.hours).min().unwrap_or(HOURS);
    let version = policy.version();
    for number in t.numbers_of(case)? {
        let new = NewStep { number, kind, hours, reasons: &[], policy: &version };
        t.add_step(&new, account)?;
    }
    Ok(())
}
