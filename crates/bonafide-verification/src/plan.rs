//! What a policy asks for of one application: which cases are opened, and which steps are taken.
//!
//! Whom a rule selects follows from [`Facts`] alone, and they hold no name, no school and no
//! place: two people of whom the same was noted are asked for the same, and the rule that asked
//! stands beside each step.

use crate::policy::{Condition, Policy, Stage};
use crate::span::Span;
use crate::step::StepKind;
use bonafide_case::surroundings::Duty;
use bonafide_score::{Assessment, Band};

/// What rules see of an application.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// What its probability asks of people.
    pub band: Band,
    /// Names of the checks and kinds of sharing that raise its odds.
    pub findings: &'a [&'a str],
    /// Whether it belongs to a ring.
    pub in_ring: bool,
    /// What its notices ask of the employer.
    pub notices: &'a [Duty],
    /// How far it has come.
    pub stage: Stage,
}

/// What a case is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The application.
    Application,
    /// The ring that it belongs to; one case for all its members.
    Ring,
    /// A notice, in a queue of its own, apart from any score.
    Notice(Duty),
}

impl About {
    /// The queue in which it waits: `review`, or the duty of its notice.
    pub fn queue(self) -> &'static str {
        match self {
            About::Application | About::Ring => "review",
            About::Notice(duty) => crate::policy::duty_name(duty),
        }
    }
}

/// A case that is to be opened, or raised where it is open already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// What it is about.
    pub about: About,
    /// How it stands in the queue: [`Band::Review`] or [`Band::Priority`].
    pub priority: Band,
    /// When it is to be decided, from its opening.
    pub due: Span,
    /// The rules that open it, with what they selected it by, in words.
    pub reasons: Vec<Selected>,
}

/// A step that is to be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needed {
    /// Which.
    pub kind: StepKind,
    /// When it has expired, from its order.
    pub within: Span,
    /// The rules that ask for it.
    pub reasons: Vec<Selected>,
}

/// Why a rule selected an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selected {
    /// Id of the rule.
    pub rule: String,
    /// By what, as a sentence without a full stop.
    pub by: String,
    /// Findings of the rule that were noted.
    pub findings: Vec<String>,
}

/// The cases that a policy opens for an application; one for each thing that a case can be about,
/// the most urgent first. None, where nothing asks for a look.
pub fn cases_opened(policy: &Policy, facts: &Facts<'_>) -> Vec<Opening> {
    let mut openings: Vec<Opening> = Vec::new();
    for (id, rule) in &policy.cases {
        let Some(selected) = select(id, &rule.when, facts) else { continue };
        let about = match (rule.when.notice, rule.when.ring) {
            (Some(duty), _) => About::Notice(duty),
            (None, true) => About::Ring,
            (None, false) => About::Application,
        };
        match openings.iter_mut().find(|opening| opening.about == about) {
            Some(opening) => {
                opening.priority = opening.priority.max(rule.priority);
                opening.due = opening.due.min(rule.due);
                opening.reasons.push(selected);
            }
            None => openings.push(Opening {
                about,
                priority: rule.priority,
                due: rule.due,
                reasons: vec![selected],
            }),
        }
    }
    openings.sort_by_key(|opening| (std::cmp::Reverse(opening.priority), opening.due));
    openings
}

/// The steps that a policy asks for of an application at its stage, in the order of
/// [`StepKind::ALL`]. Steps that were taken already are the caller's to leave out.
pub fn steps_needed(policy: &Policy, facts: &Facts<'_>) -> Vec<Needed> {
    let mut needed: Vec<Needed> = Vec::new();
    for (id, rule) in &policy.steps {
        let Some(selected) = select(id, &rule.when, facts) else { continue };
        for kind in &rule.steps {
            match needed.iter_mut().find(|step| step.kind == *kind) {
                Some(step) => {
                    step.within = step.within.min(rule.within);
                    step.reasons.push(selected.clone());
                }
                None => needed.push(Needed {
                    kind: *kind,
                    within: rule.within,
                    reasons: vec![selected.clone()],
                }),
            }
        }
    }
    needed.sort_by_key(|step| step.kind);
    needed
}

/// Names of what raises the odds of an assessment, the strongest first.
pub fn findings(assessment: &Assessment) -> Vec<&'static str> {
    assessment.terms.iter().filter(|term| term.bits > 0.0).map(|term| term.check).collect()
}

/// Why a rule selects an application; none where it does not.
fn select(id: &str, when: &Condition, facts: &Facts<'_>) -> Option<Selected> {
    if !when.stages.contains(&facts.stage) {
        return None;
    }
    let mut by = Vec::new();
    if let Some(band) = when.band {
        if facts.band < band {
            return None;
        }
        by.push(format!("it is in {}", facts.band.as_str()));
    }
    let mut findings = Vec::new();
    if !when.findings.is_empty() {
        let noted = facts.findings.iter().filter(|name| when.findings.contains(**name));
        findings = noted.map(|name| (*name).to_owned()).collect::<Vec<_>>();
        if findings.is_empty() {
            return None;
        }
        by.push(format!("noted is {}", findings.join(", ")));
    }
    if when.ring {
        if !facts.in_ring {
            return None;
        }
        by.push("it belongs to a ring".to_owned());
    }
    if let Some(duty) = when.notice {
        if !facts.notices.contains(&duty) {
            return None;
        }
        by.push(format!("a notice says {}", duty.words()));
    }
    if by.is_empty() {
        by.push(format!("everybody at the stage {} is selected", facts.stage.as_str()));
    }
    Some(Selected { rule: id.to_owned(), by: by.join(", and "), findings })
}

#[cfg(test)]
mod tests {
    use super::{About, Facts, cases_opened, steps_needed};
    use crate::policy::{Policy, Stage};
    use crate::step::StepKind;
    use bonafide_case::surroundings::Duty;
    use bonafide_score::Band;

    const NOBODY: Facts<'static> = Facts {
        band: Band::Clear,
        findings: &[],
        in_ring: false,
        notices: &[],
        stage: Stage::Applied,
    };

    fn kinds(facts: &Facts<'_>) -> Vec<StepKind> {
        steps_needed(&Policy::shipped(), facts).into_iter().map(|step| step.kind).collect()
    }

    #[test]
    fn nothing_noted_asks_for_nothing() {
        for stage in Stage::ALL {
            assert!(cases_opened(&Policy::shipped(), &Facts { stage, ..NOBODY }).is_empty());
        }
        assert_eq!(kinds(&NOBODY), []);
        assert_eq!(kinds(&Facts { stage: Stage::Offer, ..NOBODY }), []);
    }

    #[test]
    fn the_most_urgent_rule_of_a_case_holds() {
        let facts = Facts {
            band: Band::Priority,
            findings: &["shared-account", "phone-region"],
            stage: Stage::Offer,
            ..NOBODY
        };
        let opened = cases_opened(&Policy::shipped(), &facts);
        assert_eq!(opened.len(), 1);
        assert_eq!((opened[0].priority, opened[0].due.hours), (Band::Priority, 8));
        let rules: Vec<&str> = opened[0].reasons.iter().map(|r| r.rule.as_str()).collect();
        assert_eq!(rules, ["delivery", "likely", "worth-a-look"]);
        assert_eq!(opened[0].reasons[0].by, "noted is shared-account");
    }

    #[test]
    fn a_ring_and_a_notice_are_cases_of_their_own() {
        let facts =
            Facts { band: Band::Review, in_ring: true, notices: &[Duty::Sanctions], ..NOBODY };
        let opened = cases_opened(&Policy::shipped(), &facts);
        let about: Vec<About> = opened.iter().map(|opening| opening.about).collect();
        assert_eq!(about, [About::Notice(Duty::Sanctions), About::Ring, About::Application]);
        assert_eq!(opened[0].about.queue(), "sanctions");
        let notice = Facts { notices: &[Duty::Sanctions], ..NOBODY };
        let opened = cases_opened(&Policy::shipped(), &notice);
        assert_eq!(opened.len(), 1, "whatever the score");
        assert_eq!(kinds(&notice), [], "a notice is no ground to verify anybody");
    }

    #[test]
    fn steps_follow_findings_and_stage() {
        let facts = Facts {
            band: Band::Review,
            findings: &["programme", "reference-self"],
            stage: Stage::Interview,
            ..NOBODY
        };
        assert_eq!(kinds(&facts), [StepKind::Interview, StepKind::Credential, StepKind::Reference]);
        assert_eq!(kinds(&Facts { stage: Stage::Applied, ..facts }), []);
        let hired = Facts { stage: Stage::Hired, ..NOBODY };
        assert_eq!(kinds(&hired), [StepKind::Equipment], "of everybody who is hired");
    }

    #[test]
    fn every_step_says_which_rule_asked_for_it() {
        let facts = Facts {
            band: Band::Priority,
            findings: &["shared-history"],
            stage: Stage::Offer,
            ..NOBODY
        };
        for step in steps_needed(&Policy::shipped(), &facts) {
            assert!(!step.reasons.is_empty());
            for reason in step.reasons {
                assert!(Policy::shipped().steps.contains_key(&reason.rule));
            }
        }
    }
}
