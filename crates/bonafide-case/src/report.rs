//! The report: one page that holds everything a reviewer looks at, and asks nothing of a network.
//!
//! Text of applicants is data throughout: the templates escape it, `said` takes its controls away,
//! the style isolates its direction, and the page's policy lets nothing run but its own script.
//! Every position is on one axis. What is computed here is shown as it stands; there is no
//! second scoring path.

mod axis;
mod claims;
mod figures;
mod members;
pub mod policy;
mod ring;
pub mod said;
mod summary;
mod surroundings;
mod waterfall;

use crate::numbers::{self, count, counted, label, one_in, percent, short_bits};
use crate::{ScreenedApplication, Screening};
use askama::Template;
use axis::{Axis, Tick};
use bonafide_score::Band;
use claims::{Group, claims};
use figures::Figures;
use ring::{Known, RingView};
use said::{SHORT, said};
use std::collections::BTreeSet;
use surroundings::SurroundingsView;
use waterfall::Waterfall;

/// Applications that stand in the report in full; further ones stand in its list alone.
const FULL: usize = 2_000;

/// Rejected records that are listed; further ones are counted.
const PROBLEMS: usize = 200;

/// The style of every report.
pub const STYLE: &str = include_str!("../templates/style.css");
const SCRIPT: &str = include_str!("../templates/script.js");

#[derive(Template)]
#[template(path = "report.html", whitespace = "minimize")]
struct Page<'a> {
    style: &'a str,
    script: &'a str,
    policy: String,
    lead: Lead,
    meta: Vec<(&'static str, String)>,
    numbers: Vec<Number>,
    figures: Figures,
    ticks: Vec<Tick>,
    zones: Vec<Tick>,
    start: String,
    prior_source: &'a str,
    rows: Vec<Row>,
    ring_choices: Vec<(String, String)>,
    finding_choices: Vec<(String, String)>,
    cases: Vec<Case>,
    rings: Vec<RingView>,
    around: SurroundingsView,
    problems: Vec<(String, String, String, String)>,
    problems_left_out: String,
    edges: String,
    left_out: String,
}

/// The sentence that answers the first question.
struct Lead {
    of: String,
    priority: String,
    review: String,
    rings: String,
    clear: String,
}

struct Number {
    band: &'static str,
    label: &'static str,
    value: String,
    note: String,
}

/// One line of the list.
struct Row {
    id: String,
    name: String,
    anchor: String,
    band: &'static str,
    odds: String,
    probability: String,
    x: String,
    from: String,
    width: String,
    lowers: bool,
    job: String,
    mode: &'static str,
    sent: String,
    chips: Vec<(String, String, bool)>,
    ring: String,
    ring_anchor: String,
    checks: String,
}

/// One application in full.
struct Case {
    row: usize,
    anchor: String,
    name: String,
    head: String,
    person: String,
    summary: String,
    groups: Vec<Group>,
    waterfall: Waterfall,
    unknown: Vec<String>,
}

/// The whole report as one HTML document.
#[expect(clippy::missing_panics_doc, reason = "writing to a string does not fail")]
pub fn html(screening: &Screening) -> String {
    let axis = Axis::of(screening);
    let style = format!("{STYLE}{}", axis.style());
    let full = in_full(screening);
    let known: Known<'_> = screening
        .applications
        .iter()
        .enumerate()
        .map(|(i, screened)| {
            let anchor = if full.contains(&i) { format!("a{}", i + 1) } else { String::new() };
            (screened.application.id.as_str(), (screened, anchor))
        })
        .collect();
    let each = || screening.applications.iter().enumerate();
    let page = Page {
        policy: policy::policy(&style, SCRIPT),
        style: &style,
        script: SCRIPT,
        lead: lead(screening),
        meta: meta(screening),
        numbers: summary_numbers(screening),
        figures: Figures::of(screening, &axis),
        // The longest label takes a sixth of the narrowest figure.
        ticks: axis.ticks(17.0),
        zones: axis.zones(),
        start: one_in(screening.run.prior_bits),
        prior_source: &screening.run.prior_source,
        rows: each().map(|(i, screened)| row(screened, i, screening, &axis, &full)).collect(),
        ring_choices: ring_choices(screening),
        finding_choices: finding_choices(screening),
        cases: each()
            .filter(|(i, _)| full.contains(i))
            .map(|(i, screened)| case(screened, i, screening, &axis))
            .collect(),
        rings: screening
            .rings
            .iter()
            .enumerate()
            .map(|(n, r)| RingView::of(r, n, &known))
            .collect(),
        around: SurroundingsView::of(
            screening,
            &known.iter().map(|(id, (_, anchor))| (*id, anchor.clone())).collect(),
        ),
        problems: problems(screening),
        problems_left_out: beyond(screening.problems.len(), PROBLEMS, "rejected records"),
        edges: edges(screening),
        left_out: beyond(screening.applications.len(), full.len(), "applications"),
    };
    page.render().expect("writing to a string does not fail")
}

/// The likeliest, and every member of a ring.
fn in_full(screening: &Screening) -> BTreeSet<usize> {
    let each = screening.applications.iter().enumerate();
    each.filter(|(i, screened)| *i < FULL || screened.ring.is_some()).map(|(i, _)| i).collect()
}

fn beyond(all: usize, shown: usize, what: &str) -> String {
    if all <= shown {
        return String::new();
    }
    format!("{} of {} {what} are shown in full", count(shown as u64), count(all as u64))
}

fn lead(screening: &Screening) -> Lead {
    let counts = &screening.counts;
    let members: usize = screening.rings.iter().map(|ring| ring.members.len()).sum();
    let looked = counts.priority + counts.review;
    Lead {
        of: counted(counts.applications, "application", "applications"),
        priority: match counts.priority {
            0 => "none asks for a look first".to_owned(),
            1 => "1 asks for a look first".to_owned(),
            n => format!("{} ask for a look first", count(n)),
        },
        review: match counts.review {
            0 => "none for a look".to_owned(),
            n => format!("{} for a look", count(n)),
        },
        rings: match screening.rings.len() as u64 {
            0 => "No ring of different claimed persons was found.".to_owned(),
            1 => format!(
                "{members} applications lie in one ring, behind which one operator is likely."
            ),
            n => format!(
                "{} applications lie in {} rings, behind each of which one operator is likely.",
                count(members as u64),
                count(n)
            ),
        },
        clear: match (counts.clear, looked) {
            (0, 0) => "There was nothing to read.".to_owned(),
            (n, 0) => format!("All {} are clear: {}", count(n), rest(screening)),
            (n, _) => format!("The other {} are clear: {}", count(n), rest(screening)),
        },
    }
}

/// What those who are clear ask for: what lists ask of the employer stands beside the scores.
fn rest(screening: &Screening) -> String {
    match screening.surroundings.notices_count {
        0 => "nothing about them needs doing.".to_owned(),
        1 => {
            "their scores ask for nothing. 1 notice of a list waits, whatever the score.".to_owned()
        }
        n => format!(
            "their scores ask for nothing. {} notices of lists wait, whatever the score.",
            count(n)
        ),
    }
}

fn meta(screening: &Screening) -> Vec<(&'static str, String)> {
    let run = &screening.run;
    let mut inputs: Vec<String> = run.inputs.iter().take(6).map(|input| said(input, 80)).collect();
    if run.inputs.len() > inputs.len() {
        inputs.push(format!("and {} more", run.inputs.len() - inputs.len()));
    }
    vec![
        ("Input", inputs.join(", ")),
        ("Rejected", counted(screening.counts.rejected, "record", "records")),
        ("Program", run.program.clone()),
        ("Weights", run.weights.clone()),
        ("Tables", run.tables.clone()),
    ]
}

fn summary_numbers(screening: &Screening) -> Vec<Number> {
    let counts = &screening.counts;
    let all = counts.applications.max(1) as f64;
    let share = |n: u64| format!("{} of all", percent(n as f64 / all));
    let members: usize = screening.rings.iter().map(|ring| ring.members.len()).sum();
    let persons: u64 = screening.rings.iter().map(|ring| ring.applicants).sum();
    let looked = screening.applications.iter().filter(|s| s.band != Band::Clear);
    let expected: f64 = looked.map(|s| s.assessment.probability()).sum();
    let number = |band, label, n: u64, note| Number { band, label, value: count(n), note };
    vec![
        number("priority", "priority", counts.priority, share(counts.priority)),
        number("review", "review", counts.review, share(counts.review)),
        number("clear", "clear", counts.clear, share(counts.clear)),
        number(
            "",
            "rings",
            screening.rings.len() as u64,
            format!(
                "{}, {}",
                counted(members as u64, "application", "applications"),
                counted(persons, "claimed person", "claimed persons")
            ),
        ),
        number(
            "",
            "applied again",
            counts.applied_again,
            format!(
                "by {}; never counted against anyone",
                counted(counts.persons, "person", "persons")
            ),
        ),
        number(
            "",
            "expected",
            expected.round() as u64,
            format!(
                "among the {} to look at: the sum of their probabilities",
                count(counts.priority + counts.review)
            ),
        ),
    ]
}

fn row(
    screened: &ScreenedApplication,
    i: usize,
    screening: &Screening,
    axis: &Axis,
    full: &BTreeSet<usize>,
) -> Row {
    let (prior, odds) = (screened.assessment.prior_bits, screened.assessment.log_odds());
    let (start, end) = (axis.at(prior.min(odds)), axis.at(prior.max(odds)));
    let mut strongest: Vec<_> =
        screened.assessment.terms.iter().filter(|t| t.bits != 0.0).collect();
    strongest.sort_by(|a, b| b.bits.abs().total_cmp(&a.bits.abs()));
    let chip =
        |term: &&bonafide_score::Term| (label(term.check), short_bits(term.bits), term.bits < 0.0);
    let mut checks: Vec<&str> =
        screened.assessment.terms.iter().filter(|t| t.bits > 0.0).map(|t| t.check).collect();
    checks.sort_unstable();
    checks.dedup();
    let ring = screened.ring.as_deref();
    let ring_number = ring.and_then(|id| screening.rings.iter().position(|ring| ring.id == id));
    let application = &screened.application;
    Row {
        id: said(&application.id, SHORT),
        name: said(application.applicant.name.as_str(), SHORT),
        anchor: if full.contains(&i) { format!("a{}", i + 1) } else { String::new() },
        band: screened.band.as_str(),
        odds: format!("{odds:.3}"),
        probability: percent(screened.assessment.probability()),
        x: axis.x(odds),
        from: numbers::length(start),
        width: numbers::length(end - start),
        lowers: odds < prior,
        job: said(application.job.title.as_deref().unwrap_or_default(), 80),
        mode: match application.job.work_mode {
            Some(bonafide_application::WorkMode::Remote) => "remote",
            Some(bonafide_application::WorkMode::Hybrid) => "hybrid",
            Some(bonafide_application::WorkMode::Onsite) => "on site",
            None => "",
        },
        sent: application.submitted_at.strftime("%Y-%m-%d").to_string(),
        chips: strongest.iter().take(3).map(chip).collect(),
        ring: ring.map(|id| said(id, SHORT)).unwrap_or_default(),
        ring_anchor: ring_number.map(|n| format!("r{}", n + 1)).unwrap_or_default(),
        checks: checks.join(" "),
    }
}

fn ring_choices(screening: &Screening) -> Vec<(String, String)> {
    let each = screening.rings.iter().enumerate();
    each.map(|(n, ring)| {
        let members = counted(ring.members.len() as u64, "member", "members");
        (format!("r{}", n + 1), format!("{}, {members}", said(&ring.id, 40)))
    })
    .collect()
}

fn finding_choices(screening: &Screening) -> Vec<(String, String)> {
    let terms = screening.applications.iter().flat_map(|screened| &screened.assessment.terms);
    let checks: BTreeSet<&str> = terms.filter(|term| term.bits > 0.0).map(|t| t.check).collect();
    checks.into_iter().map(|check| (check.to_owned(), label(check))).collect()
}

fn case(screened: &ScreenedApplication, i: usize, screening: &Screening, axis: &Axis) -> Case {
    let application = &screened.application;
    let sent = application.submitted_at.strftime("%-d %b %Y %H:%M UTC").to_string();
    let title = application.job.title.as_deref();
    let channel = application.source.channel.as_deref().map(|c| c.replace('_', " "));
    let parts = [title.map(|t| said(t, 80)), channel.map(|c| said(&c, 40)), Some(sent)];
    Case {
        row: i,
        anchor: format!("a{}", i + 1),
        name: said(application.applicant.name.as_str(), SHORT),
        head: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        person: screened.person.as_deref().map(|id| said(id, 40)).unwrap_or_default(),
        summary: summary::summary(screened, &screening.run),
        groups: claims(screened),
        waterfall: Waterfall::of(&screened.assessment, &screening.run, axis),
        unknown: screened.unknown.iter().map(|name| label(name).to_lowercase()).collect(),
    }
}

fn problems(screening: &Screening) -> Vec<(String, String, String, String)> {
    let shown = screening.problems.iter().take(PROBLEMS);
    shown
        .map(|problem| {
            let line = if problem.line == 0 { String::new() } else { count(problem.line) };
            let id = problem.id.as_deref().unwrap_or("none");
            (said(&problem.source, 80), line, said(id, 60), said(&problem.error, 300))
        })
        .collect()
}

fn edges(screening: &Screening) -> String {
    let run = &screening.run;
    let edge = |bits: f64| {
        if bits.is_finite() {
            percent(bonafide_score::probability(bits))
        } else {
            "more than any reached".to_owned()
        }
    };
    format!("review begins at {}, priority at {}", edge(run.review_bits), edge(run.priority_bits))
}
