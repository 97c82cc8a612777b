//! `bonafide interview`: what to ask about one application of a screening, and why.

use crate::commands::explain::find;
use crate::terminal::{Ink, Terminal, cut, print};
use crate::unusable::unusable;
use crate::{Outcome, flags};
use anyhow::Result;
use bonafide_case::outputs::read_screened;
use bonafide_verification::script::{Asked, Checklist, Doubt, Question, Script, checklist, script};

/// Runs the command.
pub(crate) fn run(flags: &flags::Interview) -> Result<Outcome> {
    let line = find(&flags.dir, &flags.id)?;
    let screened = read_screened(&line)
        .map_err(|error| unusable(format!("{}: {error}", flags.dir.display())))?;
    let raising = screened.evidence.iter().filter(|term| term.bits > 0.0);
    let doubts: Vec<Doubt<'_>> = raising
        .map(|term| Doubt { finding: &term.check, summary: &term.summary, claim: &term.claim })
        .collect();
    let script = script(&doubts);
    let terminal = Terminal::stdout();
    let title = terminal.ink(Ink::Strong, &cut(&screened.id, 60));
    let text = match flags.step {
        None if flags.json => serde_json::to_string(&script)? + "\n",
        None => format!("{title}  an interview\n{}", shown(&script, terminal)),
        Some(kind) => format!("{title}  {}\n{}", kind.words(), list(checklist(kind), terminal)),
    };
    print(&text)?;
    Ok(Outcome::All)
}

fn shown(script: &Script<'_>, terminal: Terminal) -> String {
    let mut text = heading("Before", terminal);
    text += &lines(script.before, terminal);
    text += &heading("Asked of everybody first", terminal);
    for question in script.opening {
        text += &words(question, terminal);
    }
    if !script.asked.is_empty() {
        text += &heading("Asked of everybody of whom the same was noted", terminal);
    }
    for asked in &script.asked {
        text += &words(asked.question, terminal);
        text += &doubts(asked, terminal);
    }
    text += &heading("Asked of everybody last", terminal);
    for question in script.closing {
        text += &words(question, terminal);
    }
    if !script.not_asked.is_empty() {
        text += &heading("Noted, and not asked about", terminal);
        for doubt in &script.not_asked {
            text += &terminal.wrap("  -", 4, &format!("{} ({})", doubt.summary, doubt.finding));
        }
    }
    text + "\nThe answers are judged by people. Nothing follows from a manner of speaking.\n"
}

fn words(question: &Question, terminal: Terminal) -> String {
    let mut text = format!("\n{}", terminal.wrap("  ask", 8, question.ask));
    text += &terminal.wrap("    why", 11, question.why);
    text + &terminal.wrap("    good", 11, question.good)
}

fn doubts(asked: &Asked<'_>, terminal: Terminal) -> String {
    let mut text = String::new();
    for (doubt, innocent) in &asked.doubts {
        text += &terminal.wrap("    noted", 11, doubt.summary);
        if !doubt.claim.is_empty() {
            text += &terminal.wrap("    claim", 11, &cut(doubt.claim, 200));
        }
        for (n, reason) in innocent.iter().enumerate() {
            text += &terminal.wrap(if n == 0 { "    may be" } else { "" }, 11, reason);
        }
    }
    text
}

fn list(list: &Checklist, terminal: Terminal) -> String {
    let mut text = terminal.wrap("", 0, list.purpose);
    for (title, entries) in [("Before", list.before), ("Ask", list.ask), ("After", list.after)] {
        text += &heading(title, terminal);
        text += &lines(entries, terminal);
    }
    text
}

fn heading(title: &str, terminal: Terminal) -> String {
    format!("\n{}\n", terminal.ink(Ink::Strong, title))
}

fn lines(entries: &[&str], terminal: Terminal) -> String {
    entries.iter().map(|entry| terminal.wrap("  -", 4, entry)).collect()
}
