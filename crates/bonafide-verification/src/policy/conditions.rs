//! What a rule may ask: the band, findings, rings, notices and the stage, and nothing else.

use bonafide_application::{Event, EventKind};
use bonafide_case::surroundings::Duty;
use bonafide_score::Band;
use serde::{Serialize, Serializer};
use std::collections::BTreeSet;

/// How far an application has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// It arrived.
    Applied,
    /// The applicant is interviewed.
    Interview,
    /// An offer is made.
    Offer,
    /// The applicant was hired.
    Hired,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Stage; 4] = [Stage::Applied, Stage::Interview, Stage::Offer, Stage::Hired];

    /// `applied`, `interview`, `offer` or `hired`.
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::Applied => "applied",
            Stage::Interview => "interview",
            Stage::Offer => "offer",
            Stage::Hired => "hired",
        }
    }

    /// Reads what [`Stage::as_str`] writes.
    pub fn parse(text: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.as_str() == text)
    }

    /// The stage that an application has reached at least, by what happened since. Who knows it
    /// better, the applicant tracking system say, says so instead.
    pub fn reached(events: &[Event]) -> Stage {
        let of = |event: &Event| match event.kind {
            EventKind::Interview | EventKind::InterviewCheck => Stage::Interview,
            EventKind::Shipment | EventKind::Payroll => Stage::Offer,
            EventKind::Device | EventKind::EquipmentCheck => Stage::Hired,
            _ => Stage::Applied,
        };
        events.iter().map(of).max().unwrap_or(Stage::Applied)
    }
}

/// What must be so for a rule to select an application. All that is stated must be so; a condition
/// that states nothing selects everybody at its stages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// At least so likely.
    #[serde(serialize_with = "band")]
    pub band: Option<Band>,
    /// One of these was noted; any, where it is empty.
    pub findings: BTreeSet<String>,
    /// It belongs to a ring.
    pub ring: bool,
    /// It has such a notice.
    pub notice: Option<Duty>,
    /// It is at one of these stages; never empty.
    pub stages: BTreeSet<Stage>,
}

impl Condition {
    /// Whether it states nothing but stages.
    pub fn selects_everybody(&self) -> bool {
        self.band.is_none() && self.findings.is_empty() && !self.ring && self.notice.is_none()
    }
}

/// Findings that select nobody: they tell of a school, of an institution, or of a place in the
/// world where tables are thin, and not of an identity. A rule on one of them would select people
/// by where they come from.
pub const NO_GROUND: [&str; 5] =
    ["school-known", "listed-school", "linked-institution", "research-security", "local-list"];

/// A duty as policies name it.
pub(crate) fn duty_name(duty: Duty) -> &'static str {
    match duty {
        Duty::Sanctions => "sanctions",
        Duty::Advisory => "advisory",
        Duty::Victim => "victim",
        Duty::ResearchSecurity => "research-security",
        Duty::Local => "local",
    }
}

/// Reads what [`duty_name`] writes.
pub(crate) fn duty(text: &str) -> Option<Duty> {
    [Duty::Sanctions, Duty::Advisory, Duty::Victim, Duty::ResearchSecurity, Duty::Local]
        .into_iter()
        .find(|duty| duty_name(*duty) == text)
}

#[allow(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over a reference to the field"
)]
fn band<S: Serializer>(band: &Option<Band>, serializer: S) -> Result<S::Ok, S::Error> {
    band.map(Band::as_str).serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::{NO_GROUND, Stage};
    use bonafide_application::Event;

    #[test]
    fn a_stage_is_read_off_what_happened() {
        let event = |kind: &str| -> Event {
            let text = format!(r#"{{"kind": "{kind}", "at": "2026-07-01T09:00:00Z"}}"#);
            serde_json::from_str(&text).expect("an event")
        };
        assert_eq!(Stage::reached(&[]), Stage::Applied);
        assert_eq!(Stage::reached(&[event("background_check")]), Stage::Applied);
        assert_eq!(Stage::reached(&[event("payroll"), event("interview")]), Stage::Offer);
        assert_eq!(Stage::reached(&[event("device")]), Stage::Hired);
    }

    #[test]
    fn findings_that_select_nobody_exist() {
        for name in NO_GROUND {
            assert!(bonafide_evidence::check(name).is_some(), "{name}");
        }
    }
}
