//! `bonafide explain`: one application's assessment as a waterfall in the terminal.

use crate::near::Near;
use crate::terminal::{Ink, Terminal, cut, length, pad, pad_start};
use crate::unusable::unusable;
use crate::{Outcome, flags};
use anyhow::{Context, Result};
use bonafide_case::changes::{Weighed, changes};
use bonafide_case::numbers::{bits, factor, label, one_in, percent};
use bonafide_case::outputs::{Evidence, Screened, read_screened};
use bonafide_score::probability;
use serde::Deserialize;
use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

/// Runs the command.
pub(crate) fn run(flags: &flags::Explain) -> Result<Outcome> {
    let line = find(&flags.dir, &flags.id)?;
    let screened = read_screened(&line)
        .map_err(|error| unusable(format!("{}: {error}", flags.dir.display())))?;
    let ring = match &screened.ring {
        Some(id) => ring(&flags.dir, id)?,
        None => None,
    };
    let text = explanation(&screened, ring.as_ref(), Terminal::stdout());
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(Outcome::All)
}

/// The part of a line that says whose it is.
#[derive(Deserialize)]
struct OnlyId<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
}

/// The part of a ring that an application's explanation shows.
#[derive(Deserialize)]
struct RingLine {
    ring: String,
    pattern: String,
    members: Vec<String>,
    applicants: u64,
}

/// Other members of a ring that are named.
const MEMBERS: usize = 12;

/// The line of one application.
pub(crate) fn find(dir: &Path, id: &str) -> Result<String> {
    let path = dir.join("screened.jsonl");
    let file = File::open(&path).map_err(|error| {
        let path = path.display();
        unusable(format!("opening {path}: {error}; give the folder that `screen` wrote"))
    })?;
    let mut near = Near::to(id);
    for line in BufReader::new(file).lines() {
        let line = line.with_context(|| format!("reading {}", path.display()))?;
        let Ok(one) = serde_json::from_str::<OnlyId<'_>>(&line) else { continue };
        if one.id == id {
            return Ok(line);
        }
        near.see(&one.id);
    }
    let hint = near.hint();
    Err(unusable(format!("no application {id} in {}{hint}", path.display())))
}

fn ring(dir: &Path, id: &str) -> Result<Option<RingLine>> {
    let path = dir.join("rings.jsonl");
    let Ok(file) = File::open(&path) else { return Ok(None) };
    for line in BufReader::new(file).lines() {
        let line = line.with_context(|| format!("reading {}", path.display()))?;
        let found = serde_json::from_str::<RingLine>(&line).ok().filter(|ring| ring.ring == id);
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// The waterfall, as it is printed.
fn explanation(screened: &Screened<'_>, ring: Option<&RingLine>, terminal: Terminal) -> String {
    let sum: f64 = screened.evidence.iter().map(|term| term.bits).sum();
    let odds = screened.prior_bits + sum;
    let mut text = format!(
        "{}  {}  {}\n",
        terminal.ink(Ink::Strong, &cut(&screened.id, 60)),
        terminal.ink(Ink::Strong, &percent(screened.probability)),
        screened.band
    );
    if let Some(ring) = ring {
        text += &terminal.wrap("", 0, &ring_sentence(ring, &screened.id));
    }
    let most = screened.evidence.iter().map(|term| term.bits.abs()).fold(1.0, f64::max);
    let row = |name: &str, value: f64| total(terminal, name, value);
    text += &format!("\n{}", row("Before any evidence", screened.prior_bits));
    text += &terminal.wrap("", 2, &format!("{} applications", one_in(screened.prior_bits)));
    for (heading, raising) in [("Raises the odds", true), ("Lowers the odds", false)] {
        let side: Vec<&Evidence<'_>> =
            screened.evidence.iter().filter(|term| (term.bits >= 0.0) == raising).collect();
        if side.is_empty() {
            continue;
        }
        text += &format!("\n{}", row(heading, side.iter().map(|term| term.bits).sum()));
        for evidence in side {
            text += &term(evidence, most, terminal);
        }
    }
    text += &format!("\n{}", row("Now", odds));
    let now = percent(screened.probability);
    text += &terminal.wrap("", 2, &format!("{now}; one bit doubles or halves the odds"));
    text + &what_would_change(screened, odds, terminal)
}

fn ring_sentence(ring: &RingLine, id: &str) -> String {
    let others: Vec<&str> =
        ring.members.iter().map(String::as_str).filter(|member| *member != id).collect();
    let mut named = others.iter().take(MEMBERS).copied().collect::<Vec<_>>().join(", ");
    if others.len() > MEMBERS {
        named += &format!(" and {} more", others.len() - MEMBERS);
    }
    let pattern = label(&ring.pattern).to_lowercase();
    format!("ring {}, {pattern}, {} claimed persons, with {named}", ring.ring, ring.applicants)
}

/// Characters of a bar.
const BAR: usize = 16;

/// Characters of a number of bits and the space around it.
const BITS: usize = 8;

fn total(terminal: Terminal, name: &str, value: f64) -> String {
    let room = terminal.width - BAR - BITS - 1;
    let line = format!("{}{}", pad(name, room), pad_start(&bits(value), BITS));
    format!("{}\n", terminal.ink(Ink::Strong, &line))
}

fn term(evidence: &Evidence<'_>, most: f64, terminal: Terminal) -> String {
    let room = terminal.width - BAR - BITS - 1;
    let summary = cut(&evidence.summary, room.saturating_sub(3));
    let ink = if evidence.bits < 0.0 { Ink::Lowers } else { Ink::Raises };
    let cells = (evidence.bits.abs() / most * BAR as f64).round().max(1.0) as usize;
    // Two shades, so that a bar says its side without color too.
    let bar = if evidence.bits < 0.0 { "░" } else { "█" }.repeat(cells.min(BAR));
    let mut text = format!(
        "\n  {}{} {}\n",
        pad(&summary, room - 2),
        terminal.ink(ink, &pad_start(&bits(evidence.bits), BITS)),
        terminal.ink(ink, &bar)
    );
    if length(&summary) < length(&evidence.summary) {
        text += &terminal.wrap("    noted", 14, &evidence.summary);
    }
    for (what, said) in [("    claimed", &evidence.claim), ("    observed", &evidence.observed)] {
        if !said.is_empty() {
            text += &terminal.wrap(what, 14, said);
        }
    }
    for (i, reason) in evidence.innocent_explanations.iter().enumerate() {
        text += &terminal.wrap(if i == 0 { "    may be" } else { "" }, 14, reason);
    }
    if !evidence.verify.is_empty() {
        text += &terminal.wrap("    verify", 14, &evidence.verify);
    }
    let foot = format!("{}, odds {}", evidence.check, factor(evidence.bits));
    text + &terminal.ink(Ink::Faint, &terminal.wrap("    check", 14, &foot))
}

fn what_would_change(screened: &Screened<'_>, odds: f64, terminal: Terminal) -> String {
    let weighed = screened.evidence.iter().map(|term| Weighed {
        check: &term.check,
        summary: &term.summary,
        bits: term.bits,
    });
    let found = changes(odds, &weighed.collect::<Vec<_>>());
    if found.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}\n", terminal.ink(Ink::Strong, "What would change this"));
    for change in found {
        let left = pad_start(&percent(probability(change.log_odds)), 9);
        text += &terminal.wrap(&left, 11, &change.what);
    }
    text
}
