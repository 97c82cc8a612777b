//! Interview scripts and checklists: what is asked, why, and what a good answer is like.
//!
//! A script is made from the findings of one application, and from nothing else: whoever has the
//! same findings is asked the same questions, in the same order and words. The words stand in one
//! place ([`QUESTIONS`], [`CHECKLISTS`]), where they can be read and reviewed; a test holds them to
//! what may be asked.

mod checklists;
mod questions;

pub use checklists::{CHECKLISTS, Checklist, checklist};
pub use questions::{BEFORE, CLOSING, OPENING, QUESTIONS, Question};

use crate::decision::innocent;
use serde::Serialize;

/// A claim in doubt: one finding of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Doubt<'a> {
    /// Name of the check or kind of sharing.
    pub finding: &'a str,
    /// What was noted, as a sentence.
    pub summary: &'a str,
    /// The claim, verbatim; text of the applicant, hostile until shown otherwise.
    pub claim: &'a str,
}

/// What is asked in one interview.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Script<'a> {
    /// What the interviewer does before it, and keeps from asking.
    pub before: &'static [&'static str],
    /// What everybody is asked first.
    pub opening: &'static [Question],
    /// What is asked because of the claims in doubt.
    pub asked: Vec<Asked<'a>>,
    /// Findings for which there is nothing to ask, and what to do instead.
    pub not_asked: Vec<Doubt<'a>>,
    /// What everybody is asked last.
    pub closing: &'static [Question],
}

/// One question, with the doubts that it is asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Asked<'a> {
    /// The question.
    pub question: &'static Question,
    /// The claims in doubt, each with what may explain it.
    pub doubts: Vec<(Doubt<'a>, &'static [&'static str])>,
}

/// Most questions besides the fixed ones: what an hour holds. They are taken in the order of
/// [`QUESTIONS`], which is the same for everybody.
pub const ASKED_MAX: usize = 12;

/// Most doubts that are shown beside one question.
const DOUBTS_MAX: usize = 20;

/// The script for an application with these claims in doubt.
pub fn script<'a>(doubts: &[Doubt<'a>]) -> Script<'a> {
    let asked = QUESTIONS.iter().filter_map(|question| {
        let of = doubts.iter().filter(|doubt| question.of.contains(&doubt.finding));
        let doubts: Vec<_> =
            of.take(DOUBTS_MAX).map(|doubt| (*doubt, innocent(doubt.finding))).collect();
        (!doubts.is_empty()).then_some(Asked { question, doubts })
    });
    let asked: Vec<Asked<'_>> = asked.take(ASKED_MAX).collect();
    let is_asked =
        |doubt: &Doubt<'_>| asked.iter().any(|asked| asked.question.of.contains(&doubt.finding));
    let not_asked = doubts.iter().filter(|doubt| !is_asked(doubt)).copied().collect();
    Script { before: BEFORE, opening: OPENING, asked, not_asked, closing: CLOSING }
}

#[cfg(test)]
mod tests {
    use super::{ASKED_MAX, CHECKLISTS, CLOSING, Doubt, OPENING, QUESTIONS, script};
    use crate::step::StepKind;
    use bonafide_evidence::CHECKS;
    use bonafide_linkage::KINDS;
    use std::collections::BTreeSet;

    /// Findings for which nobody is asked anything: what a list says of an institution is the
    /// affair of who answers for it, and with how many others somebody applied is not theirs.
    const NEVER_ASKED: [&str; 7] = [
        "listed-school",
        "local-list",
        "research-security",
        "linked-institution",
        "surge",
        "input-latency",
        "same-operator",
    ];

    fn doubts<'a>(names: &[&'a str]) -> Vec<Doubt<'a>> {
        names.iter().map(|finding| Doubt { finding, summary: "noted", claim: "claimed" }).collect()
    }

    /// Every word that anybody may be asked or is told to ask.
    fn asked() -> Vec<(&'static str, &'static str)> {
        let questions = QUESTIONS.iter().chain(OPENING).chain(CLOSING);
        let mut all: Vec<_> =
            questions.flat_map(|q| [(q.id, q.ask), (q.id, q.why), (q.id, q.good)]).collect();
        for list in CHECKLISTS {
            let name = list.kind.as_str();
            all.push((name, list.purpose));
            let lines = list.before.iter().chain(list.ask).chain(list.after);
            all.extend(lines.map(|line| (name, *line)));
        }
        all
    }

    #[test]
    fn nobody_is_asked_where_they_come_from_or_who_they_are_at_home() {
        let never = [
            "nationality",
            "national",
            "citizen",
            "citizenship",
            "immigration",
            "visa",
            "ethnic",
            "ethnicity",
            "race",
            "racial",
            "born",
            "birth",
            "birthplace",
            "birthday",
            "native",
            "origin",
            "homeland",
            "accent",
            "pronounce",
            "pronunciation",
            "tongue",
            "language",
            "english",
            "age",
            "old",
            "young",
            "religion",
            "religious",
            "church",
            "faith",
            "family",
            "married",
            "marriage",
            "spouse",
            "wife",
            "husband",
            "children",
            "child",
            "parents",
            "pregnant",
            "gender",
            "woman",
            "man",
            "appearance",
            "face",
            "skin",
            "hair",
            "look like",
            "photo",
            "health",
            "disability",
            "illness",
            "union",
            "politics",
            "conviction",
        ];
        for (id, text) in asked() {
            let words = bonafide_application::words(text);
            for word in never {
                let found = words.iter().any(|known| *known == word)
                    || word.contains(' ') && text.to_lowercase().contains(word);
                assert!(!found, "{id} says `{word}`: {text}");
            }
        }
    }

    #[test]
    fn no_question_accuses() {
        let never = ["prove", "really", "admit", "lie", "honest", "trick", "pretend", "suspicious"];
        for (id, text) in asked() {
            for word in bonafide_application::words(text) {
                assert!(!never.contains(&word.as_str()), "{id} says `{word}`: {text}");
            }
        }
    }

    #[test]
    fn every_finding_that_raises_odds_has_a_question() {
        let checks = CHECKS.iter().filter(|check| !check.levels.is_empty());
        let names = checks.map(|check| check.name).chain(KINDS.iter().map(|kind| kind.name));
        for name in names.filter(|name| !NEVER_ASKED.contains(name)) {
            assert!(!script(&doubts(&[name])).asked.is_empty(), "{name}");
        }
        for question in QUESTIONS {
            for name in question.of {
                let known = bonafide_evidence::check(name).is_some()
                    || KINDS.iter().any(|kind| kind.name == *name);
                assert!(known && !NEVER_ASKED.contains(name), "{}: {name}", question.id);
            }
        }
        let ids: BTreeSet<&str> = QUESTIONS.iter().map(|question| question.id).collect();
        assert_eq!(ids.len(), QUESTIONS.len());
    }

    #[test]
    fn the_same_findings_get_the_same_questions_whoever_they_are_of() {
        let of = |name: &str, mail: &str| -> Vec<&'static str> {
            let summary = format!("the mailbox of {name} also stands under other names");
            let doubts = [
                Doubt { finding: "shared-email", summary: &summary, claim: mail },
                Doubt { finding: "programme", summary: "not awarded", claim: "MSc Robotics" },
            ];
            script(&doubts).asked.iter().map(|asked| asked.question.id).collect()
        };
        let first = of("Jane Doe", "jane.doe@example.org");
        assert_eq!(first, ["mailbox", "studies"]);
        for (name, mail) in [
            ("Minjun Kim", "minjun.kim@example.org"),
            ("Oluwaseun Adeyemi", "oluwaseun.adeyemi@example.org"),
            ("José Núñez", "jose.nunez@example.org"),
        ] {
            assert_eq!(of(name, mail), first);
        }
        let names = ["programme", "phone-region", "shared-email"];
        let mut turned = names;
        turned.reverse();
        let ids = |names: &[&str]| -> Vec<&str> {
            script(&doubts(names)).asked.iter().map(|asked| asked.question.id).collect()
        };
        assert_eq!(ids(&names), ids(&turned), "in whatever order they were noted");
    }

    #[test]
    fn everybody_gets_the_fixed_questions_and_an_hour_at_most() {
        let nothing = script(&[]);
        assert!(nothing.asked.is_empty() && !nothing.opening.is_empty());
        let all: Vec<&str> = QUESTIONS.iter().flat_map(|question| question.of).copied().collect();
        let script = script(&doubts(&all));
        assert_eq!(script.asked.len(), ASKED_MAX);
        assert!(!script.not_asked.is_empty(), "what is left out is told");
        for asked in script.asked {
            assert!(asked.doubts.iter().all(|(_, innocent)| !innocent.is_empty()));
        }
    }

    #[test]
    fn every_kind_of_step_has_a_checklist() {
        for kind in StepKind::ALL {
            let list = super::checklist(kind);
            assert_eq!(list.kind, kind);
            assert!(!list.before.is_empty() && !list.ask.is_empty() && !list.after.is_empty());
        }
    }
}
