//! What `screen` prints when it is done: counts, the likeliest, the rings, where the report is.

use crate::terminal::{cut, pad, pad_start};
use bonafide_case::numbers::{count, counted, label, percent, short_bits};
use bonafide_case::{Ring, ScreenedApplication, Screening};
use bonafide_score::{Band, Term};
use std::path::Path;

/// Applications that are named.
const NAMED: usize = 8;

/// Strongest findings of each.
const FINDINGS: usize = 3;

/// Rings that are named.
const RINGS: usize = 8;

/// The summary, in lines of at most 80 characters.
pub(crate) fn summary(screening: &Screening, out: &Path) -> String {
    let counts = &screening.counts;
    let all = counts.applications;
    let mut text = format!("Screened {}\n", counted(all, "application", "applications"));
    let mut line = |what: &str, n: u64, note: &str| {
        let line = format!("  {} {}  {note}", pad(what, 14), pad_start(&count(n), 10));
        text += line.trim_end();
        text.push('\n');
    };
    let share = |n: u64| pad_start(&percent(n as f64 / all.max(1) as f64), 9);
    line("priority", counts.priority, &format!("{}  look at these first", share(counts.priority)));
    line("review", counts.review, &format!("{}  look at these", share(counts.review)));
    line("clear", counts.clear, &share(counts.clear));
    if counts.applied_again > 0 {
        let persons = counted(counts.persons, "person", "persons");
        line(
            "applied again",
            counts.applied_again,
            &format!("by {persons}, which itself counts for nothing"),
        );
    }
    let (notices, sanctions) =
        (screening.surroundings.notices_count, screening.surroundings.sanctions_count);
    if sanctions > 0 {
        line("sanctions", sanctions, "notices, a duty whatever the score, see notices.jsonl");
    }
    if notices > sanctions {
        let other = if sanctions > 0 { "other notices" } else { "of lists" };
        line("notices", notices - sanctions, &format!("{other}, see notices.jsonl"));
    }
    if counts.rejected > 0 {
        line("rejected", counts.rejected, "could not be read, see rejected.jsonl");
    }
    text + &likeliest(screening) + &rings(&screening.rings) + &ends(screening, out)
}

fn likeliest(screening: &Screening) -> String {
    let looked: Vec<&ScreenedApplication> =
        screening.applications.iter().filter(|screened| screened.band != Band::Clear).collect();
    if looked.is_empty() {
        return "\nNo application reaches review.\n".to_owned();
    }
    let mut text = "\nLikeliest, with their strongest findings in bits\n".to_owned();
    for screened in looked.iter().take(NAMED) {
        let probability = pad_start(&percent(screened.assessment.probability()), 9);
        let ring =
            screened.ring.as_deref().map_or(String::new(), |ring| format!("  {}", cut(ring, 16)));
        let id = cut(&screened.application.id, 24);
        let name = cut(screened.application.applicant.name.as_str(), 26);
        text += &format!("{probability}  {id}  {name}{ring}\n");
        let mut terms: Vec<&Term> =
            screened.assessment.terms.iter().filter(|term| term.bits > 0.0).collect();
        terms.sort_by(|a, b| b.bits.total_cmp(&a.bits));
        for term in terms.iter().take(FINDINGS) {
            let bits = pad_start(&short_bits(term.bits), 6);
            text += &format!("           {bits}  {}\n", cut(&term.finding.summary, 60));
        }
    }
    if looked.len() > NAMED {
        text += &format!("           and {} more\n", count((looked.len() - NAMED) as u64));
    }
    text
}

fn rings(rings: &[Ring]) -> String {
    if rings.is_empty() {
        return String::new();
    }
    let mut text = "\nRings: different claimed persons, one operator likely\n".to_owned();
    for ring in rings.iter().take(RINGS) {
        let members = counted(ring.members.len() as u64, "application", "applications");
        let persons = counted(ring.applicants, "claimed person", "claimed persons");
        let pattern = label(ring.pattern.as_str()).to_lowercase();
        text += &format!("  {}  {pattern}: {members}, {persons}\n", pad(&cut(&ring.id, 16), 9));
        let mut kinds: Vec<String> = Vec::new();
        for value in ring.shared.iter().filter(|value| value.bits > 0.0) {
            let kind = label(value.kind).to_lowercase();
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        if !kinds.is_empty() {
            text += &format!("             share {}\n", cut(&kinds.join(", "), 60));
        }
    }
    if rings.len() > RINGS {
        text += &format!("  and {} more\n", count((rings.len() - RINGS) as u64));
    }
    text
}

fn ends(screening: &Screening, out: &Path) -> String {
    let shown = cut(&out.display().to_string(), 300);
    let mut text =
        format!("\nReport: {}\n", cut(&out.join("report.html").display().to_string(), 320));
    if let Some(first) = screening.applications.first() {
        text += &format!(
            "One application: bonafide explain {shown} {}\n",
            cut(&first.application.id, 200)
        );
    }
    text
}
