//! `bonafide checks`: the questions that the program asks, and one question's page.

use crate::near::Near;
use crate::terminal::{Ink, Terminal};
use crate::unusable::unusable;
use crate::{Outcome, flags};
use anyhow::Result;
use bonafide_evidence::CHECKS;
use bonafide_linkage::KINDS;
use std::io::Write;

/// Runs the command.
pub(crate) fn run(flags: &flags::Checks) -> Result<Outcome> {
    let terminal = Terminal::stdout();
    let text = match &flags.name {
        None => list(terminal),
        Some(name) => {
            let pages = pages();
            let page = pages.iter().find(|page| page.name == name);
            show(page.ok_or_else(|| unknown(name, &pages))?, terminal)
        }
    };
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(Outcome::All)
}

/// What one question's page says, whether it is asked of one application or between several.
struct Page {
    name: &'static str,
    question: &'static str,
    rationale: &'static str,
    source: &'static str,
    innocent: &'static [&'static str],
    verify: &'static str,
    levels: &'static [&'static str],
}

fn pages() -> Vec<Page> {
    let checks = CHECKS.iter().map(|check| Page {
        name: check.name,
        question: check.question,
        rationale: check.rationale,
        source: check.source,
        innocent: check.innocent,
        verify: check.verify,
        levels: check.levels,
    });
    let kinds = KINDS.iter().map(|kind| Page {
        name: kind.name,
        question: kind.question,
        rationale: kind.rationale,
        source: kind.source,
        innocent: kind.innocent,
        verify: kind.verify,
        levels: &[],
    });
    checks.chain(kinds).collect()
}

fn unknown(name: &str, pages: &[Page]) -> anyhow::Error {
    let mut near = Near::to(name);
    for page in pages {
        near.see(page.name);
    }
    let hint = near.hint();
    unusable(format!("no check {name}{hint}; `bonafide checks` lists them all"))
}

/// Space for the longest name.
const NAME: usize = 26;

fn list(terminal: Terminal) -> String {
    let line = |name: &str, question: &str| terminal.wrap(&format!("  {name}"), NAME, question);
    let mut text = format!("{}\n", terminal.ink(Ink::Strong, "Asked of one application"));
    for check in CHECKS {
        text += &line(check.name, check.question);
    }
    text += &format!("\n{}\n", terminal.ink(Ink::Strong, "Asked between applications"));
    for kind in KINDS {
        text += &line(kind.name, kind.question);
    }
    text + "\nA question that cannot be answered contributes nothing.\n\
            `bonafide checks NAME` shows why one is asked, and what else may explain it.\n"
}

fn show(page: &Page, terminal: Terminal) -> String {
    let mut text = format!("{}\n", terminal.ink(Ink::Strong, page.name));
    text += &terminal.wrap("", 0, page.question);
    for (heading, words) in [("Why it is asked", page.rationale), ("Source", page.source)] {
        text += &format!("\n{}\n", terminal.ink(Ink::Strong, heading));
        text += &terminal.wrap("", 2, words);
    }
    text += &format!("\n{}\n", terminal.ink(Ink::Strong, "Innocent explanations"));
    for reason in page.innocent {
        text += &terminal.wrap("  -", 4, reason);
    }
    text += &format!("\n{}\n", terminal.ink(Ink::Strong, "How a person verifies"));
    text += &terminal.wrap("", 2, page.verify);
    if !page.levels.is_empty() {
        text += &format!("\n{}\n", terminal.ink(Ink::Strong, "Levels, weakest first"));
        text += &terminal.wrap("", 2, &page.levels.join(", "));
    }
    text
}
