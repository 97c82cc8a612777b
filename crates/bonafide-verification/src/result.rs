//! What a step's answer is as evidence: an event of the application, for the one scoring path.

use crate::step::{Answer, Standing, Step, StepKind};
use bonafide_application::{CheckResult, Event, EventKind};

/// The event that a step leaves in its application; none while it has no answer that counts, be it
/// not given yet, expired or disputed: then it contributes exactly nothing.
///
/// What the answer is worth is not said here: it is the row of the step's check in `weights/`.
pub fn evidence(step: &Step, standing: &Standing) -> Option<Event> {
    Some(Event {
        kind: event_kind(step.kind),
        at: standing.since,
        ip: None,
        time_zone: None,
        device_id: None,
        camera: None,
        address: bonafide_application::Address::default(),
        account: None,
        signal: None,
        value: None,
        result: Some(match standing.answer? {
            Answer::Clear => CheckResult::Clear,
            Answer::Consider => CheckResult::Consider,
            Answer::Denied => CheckResult::Failed,
            Answer::Unable => CheckResult::Unable,
        }),
    })
}

/// The kind of event that a step of a kind leaves.
pub fn event_kind(kind: StepKind) -> EventKind {
    match kind {
        StepKind::Interview => EventKind::InterviewCheck,
        StepKind::IdentityDocument => EventKind::IdentityCheck,
        StepKind::Background => EventKind::BackgroundCheck,
        StepKind::Credential => EventKind::CredentialCheck,
        StepKind::Reference => EventKind::ReferenceCheck,
        StepKind::Employment => EventKind::EmploymentCheck,
        StepKind::Equipment => EventKind::EquipmentCheck,
    }
}

/// Name of the check that asks for the answer of a step of a kind.
pub fn check(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Interview => "interview-check",
        StepKind::IdentityDocument => "identity-check",
        StepKind::Background => "background-check",
        StepKind::Credential => "credential-check",
        StepKind::Reference => "reference-check",
        StepKind::Employment => "employment-check",
        StepKind::Equipment => "equipment-check",
    }
}

#[cfg(test)]
mod tests {
    use super::{check, evidence};
    use crate::step::{Answer, Happening, Step, StepEvent, StepKind, standing};
    use bonafide_application::CheckResult;
    use jiff::Timestamp;

    fn at(day: i64) -> Timestamp {
        Timestamp::from_second(1_780_000_000 + day * 86_400).expect("a time")
    }

    fn result(happenings: &[Happening]) -> Option<CheckResult> {
        let step = Step { kind: StepKind::Interview, ordered_at: at(0), expires_at: at(20) };
        let events: Vec<StepEvent> = happenings
            .iter()
            .enumerate()
            .map(|(n, happening)| StepEvent {
                at: at(n as i64),
                happening: happening.clone(),
                by: "hand:ana".into(),
                id: n.to_string(),
            })
            .collect();
        evidence(&step, &standing(&step, &events, at(19))).and_then(|event| event.result)
    }

    #[test]
    fn every_kind_of_step_has_a_check_that_asks_for_it() {
        for kind in StepKind::ALL {
            assert!(bonafide_evidence::check(check(kind)).is_some(), "{}", kind.as_str());
        }
    }

    #[test]
    fn only_an_answer_that_counts_is_evidence() {
        let consider = Happening::Answered(Answer::Consider);
        assert_eq!(result(&[]), None);
        assert_eq!(result(&[Happening::Started]), None);
        assert_eq!(result(std::slice::from_ref(&consider)), Some(CheckResult::Consider));
        assert_eq!(result(&[consider.clone(), Happening::Disputed]), None);
        assert_eq!(result(&[consider, Happening::Reopened]), None);
        assert_eq!(result(&[Happening::Answered(Answer::Denied)]), Some(CheckResult::Failed));
    }
}
