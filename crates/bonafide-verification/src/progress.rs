//! How a decision comes into force: signed, told to the applicant, waited for, disputed, reversed.
//!
//! A decision is recorded and never changed. What happens to it afterwards is a list of acts, each
//! of them allowed or refused with the reason why; where it stands follows from the list. A
//! reversal is a decision of its own, which names the one that it reverses.

use crate::decision::Outcome;
use crate::policy::{Decider, NoticeWhen, Policy};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A decision as recorded, as far as its progress needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// What was decided.
    pub outcome: Outcome,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Whether a report of a third party was used: a step was answered by such a provider.
    pub third_party_report: bool,
    /// Whether the application has a sanctions notice.
    pub sanctions: bool,
}

/// What can be done about a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// A second person agrees.
    Sign,
    /// A second person does not agree; the decision never comes into force.
    Refuse,
    /// The applicant was told what it rests on, and how to answer.
    GiveNotice,
    /// The applicant disputes it.
    Dispute,
    /// The dispute was looked into, and the decision stands.
    Uphold,
    /// The dispute was looked into, and the decision falls.
    Overturn,
    /// A later decision reverses it.
    Reverse,
}

/// Somebody's deed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// What was done.
    pub deed: Deed,
    /// Who did it; who took it down, where the applicant disputes.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Where a decision stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It waits for a second person.
    Unsigned,
    /// It waits for the applicant to be told.
    Untold,
    /// The applicant has until then to answer.
    Waiting {
        /// When the time to answer is over.
        until: Timestamp,
    },
    /// The applicant disputes it; it is not in force.
    Disputed,
    /// It is in force.
    InForce,
    /// The second person did not agree.
    Refused,
    /// A dispute overturned it, or a later decision reversed it.
    Undone,
}

impl Progress {
    /// `unsigned`, `untold`, `waiting`, `disputed`, `in-force`, `refused` or `undone`.
    pub fn as_str(self) -> &'static str {
        match self {
            Progress::Unsigned => "unsigned",
            Progress::Untold => "untold",
            Progress::Waiting { .. } => "waiting",
            Progress::Disputed => "disputed",
            Progress::InForce => "in-force",
            Progress::Refused => "refused",
            Progress::Undone => "undone",
        }
    }

    /// Whether the case can be closed on it: it is in force. Of what was refused or undone, a new
    /// decision is due.
    pub fn closes(self) -> bool {
        self == Progress::InForce
    }
}

/// Where a decision stands now, after all that was allowed of it, in order.
pub fn progress(policy: &Policy, decision: &Recorded, acts: &[Act], now: Timestamp) -> Progress {
    let needs_second = policy.decisions.second_for.contains(&decision.outcome);
    let needs_notice = needs_notice(policy, decision);
    let (mut signed, mut told, mut disputed) = (!needs_second, None, false);
    for act in acts {
        match act.deed {
            Deed::Sign => signed = true,
            Deed::Refuse => return Progress::Refused,
            Deed::GiveNotice => told = told.or(Some(act.at)),
            Deed::Dispute => disputed = true,
            Deed::Uphold => disputed = false,
            Deed::Overturn | Deed::Reverse => return Progress::Undone,
        }
    }
    if disputed {
        return Progress::Disputed;
    }
    if !signed {
        return Progress::Unsigned;
    }
    if !needs_notice {
        return Progress::InForce;
    }
    match told.map(|told| policy.adverse.wait.after(told)) {
        None => Progress::Untold,
        Some(until) if now < until => Progress::Waiting { until },
        Some(_) => Progress::InForce,
    }
}

/// Whether the applicant is told before a decision is in force. What the law asks where another
/// company's report was used, no setting takes away.
pub fn needs_notice(policy: &Policy, decision: &Recorded) -> bool {
    if !decision.outcome.is_adverse() {
        return false;
    }
    let withheld = decision.sanctions && policy.adverse.withhold_for_sanctions;
    decision.third_party_report || policy.adverse.notice == NoticeWhen::Always && !withheld
}

/// Whether somebody may do something about a decision now; why not, where they may not.
pub fn allowed(
    policy: &Policy,
    decision: &Recorded,
    acts: &[Act],
    act: &Act,
    role: Option<Decider>,
) -> Result<(), &'static str> {
    let stands = progress(policy, decision, acts, act.at);
    if matches!(stands, Progress::Refused | Progress::Undone) {
        return Err("the decision is not in force and never will be; make a new one");
    }
    let Some(role) = role else {
        return Err("your role decides nothing; the policy says who does");
    };
    if acts.last().is_some_and(|last| act.at < last.at) || act.at < decision.at {
        return Err("that was before what is recorded already; look at the clock");
    }
    let own = act.by == decision.by;
    match act.deed {
        Deed::Sign | Deed::Refuse if stands != Progress::Unsigned => {
            Err("the decision does not wait for a second person")
        }
        Deed::Sign | Deed::Refuse if own => {
            Err("you decided this yourself; the second person must be another one")
        }
        Deed::Sign | Deed::Refuse if !policy.decisions.second.contains(&role) => {
            Err("your role does not sign as the second person; the policy says who does")
        }
        Deed::GiveNotice if stands != Progress::Untold => {
            Err("a notice is given once, after the second person has signed")
        }
        Deed::Dispute if !decision.outcome.is_adverse() => {
            Err("only a decision against somebody is disputed; make a new one instead")
        }
        Deed::Dispute if stands == Progress::Disputed => {
            Err("it is disputed already; answer that first")
        }
        Deed::Uphold | Deed::Overturn if stands != Progress::Disputed => {
            Err("nothing is disputed that could be answered")
        }
        // Who decided does not answer for the decision alone.
        Deed::Uphold | Deed::Overturn if own => {
            Err("you decided this yourself; another person answers the dispute")
        }
        _ => Ok(()),
    }
}

/// What may be done next about a decision, by anybody, for a console to offer.
pub fn next(policy: &Policy, decision: &Recorded, acts: &[Act], now: Timestamp) -> Vec<Deed> {
    match progress(policy, decision, acts, now) {
        Progress::Unsigned => vec![Deed::Sign, Deed::Refuse],
        Progress::Untold => vec![Deed::GiveNotice],
        Progress::Waiting { .. } => vec![Deed::Dispute],
        Progress::Disputed => vec![Deed::Uphold, Deed::Overturn],
        Progress::InForce if decision.outcome.is_adverse() => vec![Deed::Dispute, Deed::Reverse],
        Progress::InForce => vec![Deed::Reverse],
        Progress::Refused | Progress::Undone => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Act, Deed, Progress, Recorded, allowed, next, progress};
    use crate::decision::Outcome;
    use crate::policy::{Decider, Policy};
    use jiff::Timestamp;
    use proptest::prelude::*;

    fn at(day: i64) -> Timestamp {
        Timestamp::from_second(1_780_000_000 + day * 86_400).expect("a time")
    }

    fn against() -> Recorded {
        Recorded {
            outcome: Outcome::Confirmed,
            by: "ana".into(),
            at: at(0),
            third_party_report: false,
            sanctions: false,
        }
    }

    fn act(deed: Deed, by: &str, day: i64) -> Act {
        Act { deed, by: by.into(), at: at(day) }
    }

    /// Does each in turn, where it is allowed; else says why not.
    #[track_caller]
    fn done(decision: &Recorded, wanted: &[Act]) -> Result<Vec<Act>, &'static str> {
        let policy = Policy::shipped();
        let mut acts = Vec::new();
        for act in wanted {
            allowed(&policy, decision, &acts, act, Some(Decider::Approver))?;
            acts.push(act.clone());
        }
        Ok(acts)
    }

    fn stands(decision: &Recorded, acts: &[Act], day: i64) -> Progress {
        progress(&Policy::shipped(), decision, acts, at(day))
    }

    #[test]
    fn a_decision_against_somebody_takes_two_people_a_notice_and_time() {
        let decision = against();
        let acts = done(&decision, &[act(Deed::Sign, "bo", 1), act(Deed::GiveNotice, "ana", 2)])
            .expect("allowed");
        assert_eq!(stands(&decision, &[], 1), Progress::Unsigned);
        assert_eq!(stands(&decision, &acts[..1], 1), Progress::Untold);
        assert_eq!(stands(&decision, &acts, 8), Progress::Waiting { until: at(9) });
        assert_eq!(stands(&decision, &acts, 9), Progress::InForce);
    }

    #[test]
    fn nobody_signs_their_own_decision_or_answers_for_it() {
        let decision = against();
        let own = done(&decision, &[act(Deed::Sign, "ana", 1)]).expect_err("refused");
        assert!(own.contains("another one"), "{own}");
        let answered = [act(Deed::Dispute, "cy", 1), act(Deed::Uphold, "ana", 2)];
        assert!(done(&decision, &answered).is_err());
        let reviewer = Some(Decider::Reviewer);
        let sign = act(Deed::Sign, "bo", 1);
        assert!(allowed(&Policy::shipped(), &decision, &[], &sign, reviewer).is_err());
        assert!(allowed(&Policy::shipped(), &decision, &[], &sign, None).is_err());
    }

    #[test]
    fn a_dispute_suspends_and_its_answer_settles() {
        let decision = against();
        let first = [act(Deed::Sign, "bo", 1), act(Deed::GiveNotice, "bo", 2)];
        let disputed = [first.as_slice(), &[act(Deed::Dispute, "cy", 20)]].concat();
        let disputed = done(&decision, &disputed).expect("a dispute may come late");
        assert_eq!(stands(&decision, &disputed, 30), Progress::Disputed);
        for (deed, then) in [(Deed::Uphold, Progress::InForce), (Deed::Overturn, Progress::Undone)]
        {
            let all = [disputed.as_slice(), &[act(deed, "bo", 31)]].concat();
            assert_eq!(stands(&decision, &done(&decision, &all).expect("allowed"), 31), then);
        }
    }

    #[test]
    fn a_reversal_ends_a_decision() {
        let cleared = Recorded { outcome: Outcome::Cleared, ..against() };
        assert_eq!(stands(&cleared, &[], 0), Progress::InForce);
        let acts = done(&cleared, &[act(Deed::Reverse, "bo", 3)]).expect("allowed");
        assert_eq!(stands(&cleared, &acts, 4), Progress::Undone);
        assert!(done(&cleared, &[act(Deed::Reverse, "bo", 3), act(Deed::Sign, "bo", 4)]).is_err());
    }

    #[test]
    fn no_setting_takes_away_the_notice_that_the_law_asks_for() {
        let text = "[adverse]\nnotice = \"third-party\"\nwithhold-for-sanctions = true\n";
        let policy = Policy::read(text).expect("a policy");
        let signed = [act(Deed::Sign, "bo", 1)];
        let alone = Recorded { sanctions: true, ..against() };
        assert_eq!(progress(&policy, &alone, &signed, at(1)), Progress::InForce);
        let report = Recorded { third_party_report: true, ..alone };
        assert_eq!(progress(&policy, &report, &signed, at(1)), Progress::Untold);
    }

    proptest! {
        /// Whatever anybody tries, nothing against anybody is in force that only one person signed,
        /// or before the applicant had the time to answer.
        #[test]
        fn two_people_and_time_always(
            tried in proptest::collection::vec((0_u8..7, 0_u8..3, 0_i64..30), 0..14),
        ) {
            let decision = against();
            let policy = Policy::shipped();
            let deeds = [
                Deed::Sign, Deed::Refuse, Deed::GiveNotice, Deed::Dispute, Deed::Uphold,
                Deed::Overturn, Deed::Reverse,
            ];
            let mut acts: Vec<Act> = Vec::new();
            for (deed, by, day) in tried {
                let by = ["ana", "bo", "cy"][usize::from(by)];
                let act = act(deeds[usize::from(deed)], by, day);
                if allowed(&policy, &decision, &acts, &act, Some(Decider::Approver)).is_ok() {
                    acts.push(act);
                }
            }
            if stands(&decision, &acts, 40) == Progress::InForce {
                prop_assert!(acts.iter().any(|a| a.deed == Deed::Sign && a.by != "ana"));
                let told = acts.iter().find(|a| a.deed == Deed::GiveNotice).map(|a| a.at);
                prop_assert!(told.is_some_and(|told| told <= at(33)));
            }
            for deed in next(&policy, &decision, &acts, at(40)) {
                let act = act(deed, "bo", 40);
                prop_assert!(
                    allowed(&policy, &decision, &acts, &act, Some(Decider::Approver)).is_ok()
                );
            }
        }
    }
}
