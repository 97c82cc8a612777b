//! The queue as a page: views, filter, order, and what is done to several cases at once.

use super::{claims, page, why};
use crate::{
    Problem,
    casework::{self, shows_score},
    office::{Call, Office},
    paths::{cases::LEASE, steps},
    routes::Permission,
};
use bonafide_console::{
    Axis, BULK, Bar, Beside, Done, Moment, PreviewPage, QueuePage, Row, Strip, VIEWS, View,
    escaped, html, percent, said,
};
use bonafide_store::{Assessed, Case, Error, Filter, QueueCounts, QueueOrder, Transaction};
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
        none_free: call.request.asked("none").is_some(),
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
    let was = call.request.asked("was").unwrap_or_default();
    let mut was = was.split('\n').map(str::to_owned);
    let cases = cases.split('.').filter(is_id);
    let cases: Vec<(String, String)> =
        cases.map(|id| (id.to_owned(), was.next().unwrap_or_default())).collect();
    let several =
        if cases.len() == 1 { "1 case".to_owned() } else { format!("{} cases", cases.len()) };
    let (said, undo) = match what {
        "claim" => (format!("{several} claimed"), "release"),
        "release" => (format!("{several} given back"), "claim"),
        "assign" => (format!("{several} assigned"), "unassign"),
        _ if cases.is_empty() => ("no step was asked for: one waits already".to_owned(), ""),
        _ => (format!("step asked for in {several}"), ""),
    };
    let to = call.request.asked("to").unwrap_or_default();
    Some(Done { said, undo, cases, to })
}

/// Names of checks alone: what they quote is personal, and shown where looking is logged.
fn row(t: &Transaction<'_>, policy: &Policy, call: &Call<'_>, case: &Case) -> Result<Row, Error> {
    let last = t.last_assessment(case.number)?;
    let shows = shows_score(t, policy, case.number, call.known)?;
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
    let is_claimed = held && case.leased_to.is_some();
    let (probability, strip) = match last.as_ref().filter(|_| shows) {
        Some(one) => standing(t, case, one)?,
        None => (None, None),
    };
    Ok(Row {
        id: case.id.clone(),
        about: case.about.clone(),
        job: said(&format!("{several}{job}"), 120),
        source: application.as_ref().map(claims::source).unwrap_or_default(),
        priority: case.priority.clone(),
        probability,
        strip,
        findings: strongest(t, case, last.as_ref(), shows)?,
        ring: last.and_then(|one| one.ring).or_else(|| case.ring.clone()),
        stands: page::stands(case.stands.as_deref().unwrap_or_default()),
        opened: Beside::of(case.opened_at, t.now),
        due: Beside::of(case.due_at, t.now),
        closed: case.closed_at.map(Moment::of),
        is_mine: holder.as_deref() == Some(call.account),
        is_claimed,
        holder,
    })
}

/// How likely it is, and its place on the axis: of a ring, from its least to its likeliest member.
fn standing(
    t: &Transaction<'_>,
    case: &Case,
    last: &Assessed,
) -> Result<(Option<String>, Option<Strip>), Error> {
    let axis = Axis::holding(std::iter::empty());
    let several = case.members.len() > 1;
    if let Some((low, high)) = t.odds_of_case(&case.id)?.filter(|_| several) {
        let (least, most) = (percent(low), percent(high));
        let strip = Strip { from: axis.x(low), to: axis.x(high) };
        let number = |text: &str| text.trim_end_matches(" %").to_owned();
        let both = if least == most { most } else { format!("{} – {most}", number(&least)) };
        return Ok((Some(both), Some(strip)));
    }
    let prior = why::body(last)["prior_bits"].as_f64().unwrap_or_default();
    let strip = Strip { from: axis.x(prior), to: axis.x(last.log_odds) };
    Ok((Some(percent(last.log_odds)), Some(strip)))
}

/// What speaks loudest: of a ring, what ties it; else the findings of its application.
fn strongest(
    t: &Transaction<'_>,
    case: &Case,
    last: Option<&Assessed>,
    shows: bool,
) -> Result<Vec<(String, Option<Bar>)>, Error> {
    let ring = match case.ring.as_deref().filter(|_| case.members.len() > 1) {
        Some(ring) => t.ring_now(ring)?,
        None => None,
    };
    let tie = |part: &str| {
        let (kind, bits) = part.trim().split_once(' ')?;
        let bar = bits.parse().ok().filter(|_| shows).map(Bar::of);
        Some((format!("shared {}", kind.replace('_', " ")), bar))
    };
    let ties: Vec<_> =
        ring.iter().flat_map(|ring| ring.shared.split(',')).filter_map(tie).collect();
    if !ties.is_empty() {
        return Ok(ties.into_iter().take(CHIPS).collect());
    }
    let mut found = last.map(|one| why::evidence(&why::body(one))).unwrap_or_default();
    if shows {
        found.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    }
    let chip = |(term, bits): (Value, f64)| {
        (why::text(&term, "check").replace('-', " "), shows.then(|| Bar::of(bits)))
    };
    Ok(found.into_iter().take(CHIPS).map(chip).collect())
}

/// Takes the most urgent case of the view that nobody has, and leads to it.
pub(crate) fn claim_next(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let view = named(call.request.field("view"), &VIEWS.map(|view| view.name)).unwrap_or("all");
    let priority = named(call.request.field("priority"), &["priority", "review"]);
    let now = (office.functions.now)();
    let filter = Filter {
        priority: priority.map(str::to_owned),
        closed: false,
        ..filter(view, call.account, now)
    };
    let claimed = office.write(|t| t.claim_next(&filter, call.account, LEASE))?;
    let priority = priority.unwrap_or_default();
    let path = claimed.map_or_else(
        || format!("/queue?view={view}&priority={priority}&none=1"),
        |case| format!("/cases/{}", case.id),
    );
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
        let kind = StepKind::parse(&kind);
        let line = |id: &String| {
            let case = t.case(id)?;
            let wanted = match kind.filter(|_| action == "step") {
                Some(kind) => wanted(t, &case, kind)?.len(),
                None => 0,
            };
            let asked = (action, to.as_str(), words, wanted);
            let (what, touched) = foreseen(&case, asked, (call.account, now));
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
    (action, to, words, wanted): (&str, &str, &str, usize),
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
        ("assign", _) if case.assigned_to.as_deref().unwrap_or_default() == to => {
            ("nothing: it is assigned so already".to_owned(), false)
        }
        ("assign", _) if to.is_empty() => ("it waits for anybody".to_owned(), true),
        ("assign", _) => (format!("it waits for {to}"), true),
        _ if wanted == 0 => ("nothing: such a step waits already".to_owned(), false),
        _ if wanted == 1 => (format!("{words} is asked for of 1 application"), true),
        _ => (format!("{words} is asked for of {wanted} applications"), true),
    }
}

/// Does it, and leads to the queue, from where it can be undone.
pub(crate) fn apply(office: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let actions = ["claim", "release", "assign", "unassign", "step"];
    let action = named(Some(call.text("do")?), &actions);
    let action = action.ok_or_else(|| Problem::new(422, "press one of the buttons of the form"))?;
    let ids = ticked(call)?;
    let field = |name: &str| call.request.field(name).unwrap_or_default().trim().to_owned();
    let to = field("to");
    let kind = StepKind::parse(&field("kind"));
    let done = office.work(|t, _, policy| {
        let mut done = Vec::new();
        for id in &ids {
            let was = t.case(id)?.assigned_to.unwrap_or_default();
            let result = match action {
                "claim" => t.claim(id, call.account, LEASE).map(|_| ()),
                "release" => t.release(id, call.account).map(|_| ()),
                "assign" => assign(t, id, &to, call.account),
                // Whom somebody else named meanwhile stays named.
                "unassign" if was != to => Ok(()),
                "unassign" => assign(t, id, &field(&format!("was:{id}")), call.account),
                _ => ask_for(t, policy, id, kind, call.account),
            };
            match result {
                Ok(()) => done.push((id.clone(), was)),
                // What changed meanwhile stays as it is; the rest is done.
                Err(error) if error.is_refused() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(done)
    })?;
    let back = page::back(call);
    let back = back.split(['&', '?']).filter(|part| !part.starts_with("none="));
    let mut back: Vec<String> = back.map(str::to_owned).collect();
    let path = back.remove(0);
    if action != "unassign" {
        let (ids, was): (Vec<String>, Vec<String>) = done.into_iter().unzip();
        back.extend([format!("did={action}"), format!("cases={}", ids.join("."))]);
        if action == "assign" {
            back.push(format!("to={}", escaped(&to)));
            back.push(format!("was={}", escaped(&was.join("\n"))));
        }
    }
    let path = if path == "/queue" { path } else { "/queue".to_owned() };
    Ok(page::onward(call, &format!("{path}?{}", back.join("&"))))
}

/// Names who is to work on a case; nobody, where the name is empty.
fn assign(t: &mut Transaction<'_>, id: &str, to: &str, account: &str) -> Result<(), Error> {
    t.assign(id, Some(to).filter(|to| !to.is_empty()), account).map(drop)
}

/// Applications of a case of which a step of a kind is not asked for yet, or has its answer.
fn wanted(t: &Transaction<'_>, case: &Case, kind: StepKind) -> Result<Vec<u32>, Error> {
    let mut wanted = Vec::new();
    for number in t.numbers_of(&case.id)? {
        if !steps::waits(t, number, kind)? {
            wanted.push(number);
        }
    }
    Ok(wanted)
}

fn ask_for(
    t: &mut Transaction<'_>,
    policy: &Policy,
    case: &str,
    kind: Option<StepKind>,
    account: &str,
) -> Result<(), Error> {
    let kind = kind.ok_or_else(|| Error::refused("choose a kind of step"))?;
    let case = t.case(case)?;
    let wanted = wanted(t, &case, kind)?;
    if wanted.is_empty() {
        return Err(Error::refused("such a step waits for its answer already"));
    }
    wanted.into_iter().try_for_each(|number| steps::need(t, policy, number, kind, account))
}
