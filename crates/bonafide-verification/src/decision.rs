//! Decisions: what is decided of a case, on which grounds, and what is wanting before it can be.
//!
//! A decision says what was decided, by reason codes, which findings it rests on, which innocent
//! explanations of these were ruled out and how, and more in free text. The program decides
//! nothing: it says what is wanting, and somebody decides.

use crate::policy::{Decider, Policy};
use crate::step::{Standing, StepKind};
use serde::{Deserialize, Serialize};

/// What is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The applicant is who they say they are.
    Cleared,
    /// The applicant is not who they say they are. Adverse.
    Confirmed,
    /// It could not be found out.
    Inconclusive,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Outcome; 3] = [Outcome::Cleared, Outcome::Confirmed, Outcome::Inconclusive];

    /// `cleared`, `confirmed` or `inconclusive`.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Cleared => "cleared",
            Outcome::Confirmed => "confirmed",
            Outcome::Inconclusive => "inconclusive",
        }
    }

    /// Reads what [`Outcome::as_str`] writes.
    pub fn parse(text: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|outcome| outcome.as_str() == text)
    }

    /// Whether it is to somebody's disadvantage: then two people sign, whatever a policy says.
    pub fn is_adverse(self) -> bool {
        self == Outcome::Confirmed
    }
}

/// A ground on which cases are decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Its code; it is for ever.
    pub code: &'static str,
    /// The outcome that it is a ground for.
    pub outcome: Outcome,
    /// What it means.
    pub meaning: &'static str,
}

/// Every ground, by outcome.
pub const REASONS: &[Reason] = &[
    Reason {
        code: "identity-confirmed",
        outcome: Outcome::Cleared,
        meaning: "an identity check and what the applicant told agree",
    },
    Reason {
        code: "claims-confirmed",
        outcome: Outcome::Cleared,
        meaning: "the claims in doubt were confirmed by those who must know",
    },
    Reason {
        code: "innocent-explanation",
        outcome: Outcome::Cleared,
        meaning: "each finding has an innocent explanation, which was looked into",
    },
    Reason {
        code: "error-in-data",
        outcome: Outcome::Cleared,
        meaning: "a finding rests on an error in the data or in a table",
    },
    Reason {
        code: "applied-again",
        outcome: Outcome::Cleared,
        meaning: "the applications are one person's own",
    },
    Reason {
        code: "identity-taken",
        outcome: Outcome::Cleared,
        meaning: "the applicant is the person whose identity others use",
    },
    Reason {
        code: "identity-denied",
        outcome: Outcome::Confirmed,
        meaning: "an identity check, or the person whose identity it is, denies it",
    },
    Reason {
        code: "history-denied",
        outcome: Outcome::Confirmed,
        meaning: "former employers, found independently, know no such employee",
    },
    Reason {
        code: "credential-denied",
        outcome: Outcome::Confirmed,
        meaning: "the registrar knows no such graduate, and other claims of identity fell as well",
    },
    Reason {
        code: "references-denied",
        outcome: Outcome::Confirmed,
        meaning: "references, found independently, do not know the applicant",
    },
    Reason {
        code: "one-operator",
        outcome: Outcome::Confirmed,
        meaning: "one operator stands behind several claimed persons",
    },
    Reason {
        code: "another-person",
        outcome: Outcome::Confirmed,
        meaning: "another person was interviewed, or works, than the one who applied",
    },
    Reason {
        code: "equipment-elsewhere",
        outcome: Outcome::Confirmed,
        meaning: "equipment is kept or used by somebody else than who was hired",
    },
    Reason { code: "admitted", outcome: Outcome::Confirmed, meaning: "the applicant said so" },
    Reason {
        code: "withdrawn",
        outcome: Outcome::Inconclusive,
        meaning: "the applicant withdrew, or the job is gone; nothing follows from it",
    },
    Reason {
        code: "no-answer",
        outcome: Outcome::Inconclusive,
        meaning: "those who must know did not answer",
    },
    Reason {
        code: "evidence-conflicts",
        outcome: Outcome::Inconclusive,
        meaning: "what was found out speaks for and against",
    },
    Reason {
        code: "not-pursued",
        outcome: Outcome::Inconclusive,
        meaning: "it was decided not to look further, for a reason in the note",
    },
];

/// One innocent explanation that was ruled out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuledOut {
    /// Name of the finding's check or kind of sharing.
    pub finding: String,
    /// The explanation, in the words in which it is shown.
    pub explanation: String,
    /// How it was ruled out.
    pub how: String,
}

/// A decision that somebody wants to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What is decided.
    pub outcome: Outcome,
    /// Codes of [`REASONS`].
    pub reasons: Vec<String>,
    /// Names of the findings that it rests on.
    pub rests_on: Vec<String>,
    /// Innocent explanations that were ruled out.
    pub ruled_out: Vec<RuledOut>,
    /// In the words of who decides.
    pub note: String,
    /// Who decides.
    pub by: String,
}

/// A reviewer's opinion before the score was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// Whose it is.
    pub by: String,
    /// What they would decide.
    pub outcome: Outcome,
    /// Why.
    pub note: String,
}

/// A case, as far as deciding it needs it.
#[derive(Clone, Copy, Debug)]
pub struct Decidable<'a> {
    /// Findings of the assessment that is looked at: names of what raises the odds.
    pub findings: &'a [&'a str],
    /// Its steps, as they stand.
    pub steps: &'a [(StepKind, Standing)],
    /// Opinions that were given before the score was shown.
    pub opinions: &'a [Opinion],
}

/// Longest texts of a decision, in characters.
pub const TEXT_MAX: usize = 10_000;

/// Most reasons, findings and explanations of a decision.
pub const ENTRIES_MAX: usize = 200;

/// The shortest account of how an explanation was ruled out, in characters: a few words.
const HOW_MIN: usize = 10;

/// Whether the score may be shown to somebody: not before their opinion, where the policy says so.
pub fn may_see_score(policy: &Policy, opinions: &[Opinion], account: &str) -> bool {
    !policy.decisions.blind_first_opinion || opinions.iter().any(|opinion| opinion.by == account)
}

/// What is wanting before somebody of a role may decide so; nothing, where it may be recorded.
pub fn wanting(
    policy: &Policy,
    case: &Decidable<'_>,
    role: Option<Decider>,
    draft: &Draft,
) -> Vec<String> {
    let mut wanting = Vec::new();
    if !role.is_some_and(|role| policy.decisions.by.contains(&role)) {
        wanting.push("your role decides nothing; the policy says who does".to_owned());
    }
    if !may_see_score(policy, case.opinions, &draft.by) {
        wanting.push("give your opinion first, before you see the score".to_owned());
    }
    let entries = draft.reasons.len().max(draft.rests_on.len()).max(draft.ruled_out.len());
    let longest = draft.ruled_out.iter().map(|entry| entry.how.chars().count()).max();
    if entries > ENTRIES_MAX || longest.max(Some(draft.note.chars().count())) > Some(TEXT_MAX) {
        wanting.push(format!(
            "shorten it: at most {ENTRIES_MAX} entries, each of {TEXT_MAX} characters or less"
        ));
        return wanting;
    }
    reasons(draft, &mut wanting);
    for name in &draft.rests_on {
        if !case.findings.contains(&name.as_str()) {
            wanting.push(format!("`{name}` is no finding of this case, so say what it rests on"));
        }
    }
    explanations(draft, &mut wanting);
    if draft.outcome.is_adverse() {
        if draft.rests_on.is_empty() {
            wanting.push("say which findings it rests on, at least one".to_owned());
        }
        let ended = case.steps.iter().any(|(_, standing)| standing.state.is_finished());
        if policy.decisions.after_a_step && !ended {
            wanting.push(
                "no step has come to its end, and nobody is confirmed on a score alone".to_owned(),
            );
        }
    }
    wanting
}

fn reasons(draft: &Draft, wanting: &mut Vec<String>) {
    if draft.reasons.is_empty() {
        wanting.push("give at least one reason".to_owned());
    }
    for code in &draft.reasons {
        match REASONS.iter().find(|reason| reason.code == code) {
            None => wanting.push(format!("no reason has the code `{code}`")),
            Some(reason) if reason.outcome != draft.outcome => wanting.push(format!(
                "`{code}` is a reason for `{}`, not for `{}`",
                reason.outcome.as_str(),
                draft.outcome.as_str()
            )),
            Some(_) => {}
        }
    }
    if draft.reasons.iter().any(|code| code == "not-pursued") && draft.note.trim().is_empty() {
        wanting.push("`not-pursued` needs its reason in the note".to_owned());
    }
}

/// All innocent explanations of what an adverse decision rests on are ruled out, each with how.
fn explanations(draft: &Draft, wanting: &mut Vec<String>) {
    for entry in &draft.ruled_out {
        let known = innocent(&entry.finding).iter().any(|known| *known == entry.explanation);
        if !known {
            wanting.push(format!("`{}` has no explanation in these words", entry.finding));
        } else if entry.how.trim().chars().count() < HOW_MIN {
            wanting.push(format!(
                "say in a few words how you ruled out “{}” of `{}`",
                entry.explanation, entry.finding
            ));
        }
    }
    if !draft.outcome.is_adverse() {
        return;
    }
    for name in &draft.rests_on {
        for explanation in innocent(name) {
            let ruled_out = draft
                .ruled_out
                .iter()
                .any(|entry| entry.finding == *name && entry.explanation == *explanation);
            if !ruled_out {
                wanting.push(format!("rule out “{explanation}” of `{name}`, and say how"));
            }
        }
    }
}

/// The innocent explanations of a finding, by the name of its check or kind of sharing.
pub fn innocent(finding: &str) -> &'static [&'static str] {
    let check = bonafide_evidence::check(finding).map(|check| check.innocent);
    let kind = || bonafide_linkage::KINDS.iter().find(|kind| kind.name == finding);
    check.or_else(|| kind().map(|kind| kind.innocent)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Decidable, Draft, Opinion, Outcome, REASONS, RuledOut, innocent, wanting};
    use crate::policy::{Decider, Policy};
    use crate::step::{Answer, Standing, StepKind, StepState};
    use jiff::Timestamp;
    use std::collections::BTreeSet;

    fn against() -> Draft {
        let how = "called the employer's own number, which knows neither name";
        Draft {
            outcome: Outcome::Confirmed,
            reasons: vec!["one-operator".into()],
            rests_on: vec!["shared-phone".into()],
            ruled_out: innocent("shared-phone")
                .iter()
                .map(|explanation| RuledOut {
                    finding: "shared-phone".into(),
                    explanation: (*explanation).into(),
                    how: how.into(),
                })
                .collect(),
            note: String::new(),
            by: "ana".into(),
        }
    }

    fn answered() -> [(StepKind, Standing); 1] {
        let standing = Standing {
            state: StepState::Consider,
            answer: Some(Answer::Denied),
            since: Timestamp::UNIX_EPOCH,
            unread: None,
        };
        [(StepKind::Employment, standing)]
    }

    fn told(policy: &Policy, steps: &[(StepKind, Standing)], draft: &Draft) -> Vec<String> {
        let case = Decidable { findings: &["shared-phone"], steps, opinions: &[] };
        wanting(policy, &case, Some(Decider::Reviewer), draft)
    }

    #[test]
    fn a_whole_decision_wants_nothing() {
        let policy = Policy::shipped();
        assert_eq!(told(&policy, &answered(), &against()), Vec::<String>::new());
        let cleared = Draft {
            outcome: Outcome::Cleared,
            reasons: vec!["innocent-explanation".into()],
            rests_on: Vec::new(),
            ruled_out: Vec::new(),
            ..against()
        };
        assert_eq!(told(&policy, &[], &cleared), Vec::<String>::new());
    }

    #[test]
    fn nobody_is_confirmed_on_a_score_alone() {
        let said = told(&Policy::shipped(), &[], &against());
        assert_eq!(said, ["no step has come to its end, and nobody is confirmed on a score alone"]);
    }

    #[test]
    fn every_innocent_explanation_is_ruled_out_and_how() {
        let mut draft = against();
        draft.ruled_out[0].how = "no".into();
        draft.ruled_out.pop();
        let said = told(&Policy::shipped(), &answered(), &draft);
        assert_eq!(said.len(), 2, "{said:?}");
        draft.ruled_out.clear();
        draft.rests_on.clear();
        let said = told(&Policy::shipped(), &answered(), &draft);
        assert_eq!(said, ["say which findings it rests on, at least one"]);
    }

    #[test]
    fn reasons_belong_to_their_outcome() {
        let mut draft = against();
        draft.reasons = vec!["withdrawn".into(), "i-feel-it".into()];
        let said = told(&Policy::shipped(), &answered(), &draft);
        assert_eq!(said.len(), 2, "{said:?}");
        let codes: BTreeSet<&str> = REASONS.iter().map(|reason| reason.code).collect();
        assert_eq!(codes.len(), REASONS.len());
        for outcome in Outcome::ALL {
            assert!(REASONS.iter().any(|reason| reason.outcome == outcome));
        }
    }

    #[test]
    fn programs_and_auditors_decide_nothing() {
        for role in ["integration", "auditor", "administrator"] {
            let case = Decidable { findings: &["shared-phone"], steps: &answered(), opinions: &[] };
            let said = wanting(&Policy::shipped(), &case, Decider::parse(role), &against());
            assert_eq!(said.len(), 1, "{role}");
        }
    }

    #[test]
    fn an_opinion_comes_before_the_score_where_the_policy_says_so() {
        let text = "[decisions]\nblind-first-opinion = true\n";
        let policy = Policy::read(text).expect("a policy");
        assert_eq!(told(&policy, &answered(), &against()).len(), 1);
        let opinions =
            [Opinion { by: "ana".into(), outcome: Outcome::Cleared, note: String::new() }];
        let steps = answered();
        let case = Decidable { findings: &["shared-phone"], steps: &steps, opinions: &opinions };
        assert!(wanting(&policy, &case, Some(Decider::Reviewer), &against()).is_empty());
        let other = Draft { by: "bo".into(), ..against() };
        assert_eq!(wanting(&policy, &case, Some(Decider::Reviewer), &other).len(), 1);
    }
}
