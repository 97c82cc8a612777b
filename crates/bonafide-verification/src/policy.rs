//! The policy: what opens a case, which steps it needs, who decides, how long records stay.
//!
//! A policy is a TOML file, read by [`Policy::read`] on top of the one that comes with the program
//! ([`Policy::shipped`]). Its version is a hash of what it says, so that layout and comments do
//! not change it and any rule does. Its rules see no name, no school and no place.

mod conditions;
mod difference;
mod file;

pub(crate) use conditions::duty_name;
pub use conditions::{Condition, NO_GROUND, Stage};
pub use difference::difference;
pub use file::Mistake;

use crate::signature::hexadecimal;
use crate::span::Span;
use crate::step::StepKind;
use bonafide_case::surroundings::Duty;
use bonafide_score::Band;
use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// The text of the policy that holds where none is named.
pub const DEFAULT: &str = include_str!("../../../policy/default.toml");

/// The least time between a notice and a decision that is in force: five days, which courts and
/// agencies of the United States have usually called reasonable under 15 U.S.C. 1681b(b)(3).
pub const LEAST_WAIT: Span = Span::days(5);

/// Most rules of a kind: more than anybody can keep in mind.
pub const RULES_MAX: usize = 100;

/// What an employer asks for. Two that say the same are equal, however they are written.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Policy {
    /// What opens a case, by the rule's id.
    pub cases: BTreeMap<String, CaseRule>,
    /// Which steps are taken, by the rule's id.
    pub steps: BTreeMap<String, StepRule>,
    /// Who decides.
    pub decisions: Decisions,
    /// What comes before a decision against somebody is in force.
    pub adverse: Adverse,
    /// How long records stay, by kind; every kind is in it.
    pub retention: BTreeMap<Record, Span>,
    /// The providers that may be used, by name.
    pub providers: BTreeMap<String, ProviderTerms>,
    /// For which roles the tier of research security is on, and why; usually for none.
    pub research_security: Option<ResearchSecurity>,
}

/// When a case is opened, and how urgent it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CaseRule {
    /// What must be so.
    pub when: Condition,
    /// How it stands in the queue: [`Band::Review`] or [`Band::Priority`].
    #[serde(serialize_with = "band")]
    pub priority: Band,
    /// When it is to be decided, from its opening.
    pub due: Span,
}

/// When steps are taken, and which.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepRule {
    /// What must be so.
    pub when: Condition,
    /// Which steps.
    pub steps: BTreeSet<StepKind>,
    /// When a step has expired that nobody answered.
    pub within: Span,
}

/// Somebody who may decide. Programs, auditors and administrators are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decider {
    /// Works on cases.
    Reviewer,
    /// Also signs as the second person.
    Approver,
}

impl Decider {
    /// `reviewer` or `approver`.
    pub fn as_str(self) -> &'static str {
        match self {
            Decider::Reviewer => "reviewer",
            Decider::Approver => "approver",
        }
    }

    /// Reads the name of a role; none where that role decides nothing.
    pub fn parse(role: &str) -> Option<Decider> {
        [Decider::Reviewer, Decider::Approver].into_iter().find(|known| known.as_str() == role)
    }
}

/// Who decides, and how.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decisions {
    /// Who may decide.
    pub by: BTreeSet<Decider>,
    /// Who may sign as the second person.
    pub second: BTreeSet<Decider>,
    /// Outcomes that a second person signs; always has every adverse one.
    pub second_for: BTreeSet<crate::decision::Outcome>,
    /// Whether a reviewer gives an opinion before seeing the score.
    pub blind_first_opinion: bool,
    /// Whether some step must have come to its end before anybody is confirmed.
    pub after_a_step: bool,
}

/// When the applicant is told before an adverse decision is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeWhen {
    /// Always.
    Always,
    /// Where a report of another company was used.
    ThirdParty,
}

/// What comes before a decision against somebody is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Adverse {
    /// When the applicant is told first.
    pub notice: NoticeWhen,
    /// How long the applicant can answer; at least [`LEAST_WAIT`].
    pub wait: Span,
    /// Whether the employer's own notice is left out where a sanctions notice stands.
    pub withhold_for_sanctions: bool,
}

/// A kind of record that is kept for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Record {
    /// What applicants wrote, and its assessments.
    Applications,
    /// Files that came with applications.
    Documents,
    /// Network addresses and devices of forms and interviews.
    Sessions,
    /// Steps and what was found out.
    Steps,
    /// Messages of providers as they came.
    ProviderMessages,
    /// Cases, their notes and opinions.
    Cases,
    /// Decisions.
    Decisions,
    /// Notices, and what was done about them.
    Notices,
}

impl Record {
    /// Every kind, in the order of the file.
    pub const ALL: [Record; 8] = [
        Record::Applications,
        Record::Documents,
        Record::Sessions,
        Record::Steps,
        Record::ProviderMessages,
        Record::Cases,
        Record::Decisions,
        Record::Notices,
    ];

    /// As the file names it: `provider-messages`.
    pub fn as_str(self) -> &'static str {
        match self {
            Record::Applications => "applications",
            Record::Documents => "documents",
            Record::Sessions => "sessions",
            Record::Steps => "steps",
            Record::ProviderMessages => "provider-messages",
            Record::Cases => "cases",
            Record::Decisions => "decisions",
            Record::Notices => "notices",
        }
    }
}

/// What a provider may do here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProviderTerms {
    /// Steps that it may be asked for.
    pub steps: BTreeSet<StepKind>,
    /// Whether what it sends is a report of a third party: the applicant must have agreed, and is
    /// told before anything is decided against them.
    pub third_party_report: bool,
}

/// For which roles the tier of research security is on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResearchSecurity {
    /// The roles.
    pub roles: Vec<String>,
    /// The written reason.
    pub reason: String,
}

impl Policy {
    /// The policy that holds where none is named.
    ///
    /// # Panics
    ///
    /// Never: a test reads it.
    pub fn shipped() -> Policy {
        file::read(DEFAULT, None).expect("the policy that comes with the program is tested")
    }

    /// Reads a policy; what it leaves out is as in the shipped one. All mistakes are told at once.
    pub fn read(text: &str) -> Result<Policy, Vec<Mistake>> {
        file::read(text, Some(&Policy::shipped()))
    }

    /// What it says in one line of JSON, the same for every policy that says the same.
    ///
    /// # Panics
    ///
    /// Never: all that it holds can be written.
    pub fn canonical(&self) -> String {
        serde_json::to_string(self).expect("a policy has only keys that are text")
    }

    /// Its version: the SHA-256 of [`Policy::canonical`], in hexadecimal.
    pub fn version(&self) -> String {
        let hash = Sha256::digest(self.canonical().as_bytes());
        hexadecimal(&hash)
    }

    /// What a person who answers for the policy may want to think about again; no mistakes.
    pub fn advice(&self) -> Vec<String> {
        let mut advice = Vec::new();
        let opens = |wanted: fn(&Condition) -> bool| self.cases.values().any(|c| wanted(&c.when));
        if !opens(|when| when.notice == Some(Duty::Sanctions)) {
            advice.push(
                "no rule opens a case for a sanctions notice; somebody must look at these by law"
                    .to_owned(),
            );
        }
        if !opens(|when| when.band == Some(Band::Priority) || when.band == Some(Band::Review)) {
            advice.push("no rule opens a case for a band; scores then lead to nothing".to_owned());
        }
        let on = self.research_security.is_some();
        if on != opens(|when| when.notice == Some(Duty::ResearchSecurity)) {
            advice.push(if on {
                "research security is on, and no rule opens a case for its notices".to_owned()
            } else {
                "a rule waits for notices of research security, which is off".to_owned()
            });
        }
        if !self.decisions.after_a_step {
            advice.push(
                "somebody can be confirmed on a score alone; some laws then call it an automated \
                 decision"
                    .to_owned(),
            );
        }
        advice
    }
}

/// Until when a record stays that was last touched at a time.
pub fn keep_until(policy: &Policy, record: Record, last: jiff::Timestamp) -> jiff::Timestamp {
    policy.retention.get(&record).map_or(jiff::Timestamp::MAX, |span| span.after(last))
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference to the field")]
fn band<S: Serializer>(band: &Band, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(band.as_str())
}

#[cfg(test)]
mod tests {
    use super::{DEFAULT, Policy, Record, keep_until};
    use jiff::Timestamp;

    #[test]
    fn the_shipped_policy_is_whole_and_needs_no_advice() {
        let policy = Policy::shipped();
        assert!(policy.advice().is_empty(), "{:?}", policy.advice());
        assert_eq!(policy.retention.len(), Record::ALL.len());
        assert!(policy.research_security.is_none() && policy.providers.is_empty());
        assert_eq!(Policy::read(""), Ok(policy.clone()), "what is left out is as shipped");
        assert_eq!(Policy::read(DEFAULT), Ok(policy));
    }

    #[test]
    fn layout_does_not_change_a_version_and_a_rule_does() {
        let shipped = Policy::shipped().version();
        assert_eq!(shipped.len(), 64);
        let same = "# mine\n[adverse]\nwait = \"1 week\"\nnotice = 'always'\n";
        assert_eq!(Policy::read(same).expect("a policy").version(), shipped);
        let other = "[adverse]\nwait = \"8 days\"\n";
        assert_ne!(Policy::read(other).expect("a policy").version(), shipped);
    }

    #[test]
    fn what_is_missing_is_advised() {
        let text = "[cases.ring]\nring = true\npriority = \"review\"\ndue = \"1 day\"\n\
                    [decisions]\nafter-a-step = false\n";
        let advice = Policy::read(text).expect("a policy").advice();
        assert_eq!(advice.len(), 3, "{advice:?}");
    }

    #[test]
    fn records_stay_as_long_as_the_policy_says() {
        let until = keep_until(&Policy::shipped(), Record::Documents, Timestamp::UNIX_EPOCH);
        assert_eq!(until.to_string(), "1970-06-30T00:00:00Z");
    }
}
