//! The vocabulary: one application, as claimed, and the value types in it.
//!
//! The serialised form of [`Application`] is the canonical JSON in which applications enter the
//! program. Only `id`, `submitted_at` and `applicant.name` are required; every other field may be
//! absent, and `null` means absent. Values stand as the applicant typed them; the value types
//! ([`Email`], [`ProfileAddress`], [`PartialDate`], …) parse them once and never fail a record.
//!
//! Not here: what tables know about a value (`bonafide-reference`), and what it may mean
//! (`bonafide-evidence`).

mod country;
mod document;
mod email;
mod event;
mod fold;
mod limits;
mod link;
mod name;
mod partial_date;
mod place;
mod profile;
mod resume;
mod text;

pub use country::Country;
pub use document::{Document, Hidden, Hiding, Lineage, Picture};
pub use email::Email;
pub use event::{CheckResult, Event, EventKind};
pub use fold::{fold, words};
pub use limits::{LIMITS, Limits};
pub use link::ProfileAddress;
pub use name::Name;
pub use partial_date::PartialDate;
pub use place::{Address, Place};
pub use profile::{Profile, ProfileStudy, ProfileWork};
pub use resume::{
    Basics, Certificate, Education, Project, Resume, ResumeLocation, ResumeProfile, Skill,
    Volunteer, Work,
};
pub use text::without_controls;

use jiff::{Timestamp, civil};
use serde::{Deserialize, Deserializer, Serialize};

/// One submission by one applicant to one job, as claimed, with what later stages added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Application {
    /// Unique within one source system.
    pub id: String,
    /// When the form was submitted.
    pub submitted_at: Timestamp,
    /// Where it came from.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "is_default")]
    pub source: Source,
    /// What was applied for.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "is_default")]
    pub job: Job,
    /// Who the applicant says they are.
    pub applicant: Applicant,
    /// The résumé, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resume: Option<Resume>,
    /// Files that came with the application.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// What was read from these files besides their words; filled at the door.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Document>,
    /// The browser session that submitted the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<Session>,
    /// What the employer has observed of public profiles.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub profiles: Vec<Profile>,
    /// People whom the applicant named as references.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
    /// What later stages added.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
}

/// The system and channel through which an application came.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Applicant tracking system, or the format of the export.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// `careers_page`, `linkedin`, `job_board`, `referral`, `agency`, `university_event`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The agency that submitted on the applicant's behalf: contacts and session may be its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
}

/// The job that was applied for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// The employer's identifier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Title as advertised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Department of the employer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Where the work is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work_mode: Option<WorkMode>,
    /// Place of the job.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "is_default")]
    pub location: Place,
}

/// Where the work of a job is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WorkMode {
    /// From anywhere.
    Remote,
    /// Partly at the employer's place.
    Hybrid,
    /// At the employer's place.
    Onsite,
}

/// Who the applicant says they are, as typed in the form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Applicant {
    /// Full name.
    pub name: Name,
    /// Former or other names that the applicant gave.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub also_known_as: Vec<Name>,
    /// E-mail address as typed; [`Email::parse`] reads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Phone number as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Address as typed.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "is_default")]
    pub address: Address,
    /// Profiles and sites that the applicant named.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Date of birth, only where lawfully held. It tells people apart; it is never scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born_on: Option<civil::Date>,
}

/// A profile or site that the applicant named.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// `linkedin`, `github`, `portfolio`, …, where said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<String>,
    /// Address as typed; [`ProfileAddress::parse`] reads it. The program never follows it.
    pub url: String,
}

/// A file that came with the application.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attachment {
    /// What the file is for.
    pub role: AttachmentRole,
    /// Path relative to the input file, never outside its folder.
    pub path: String,
    /// Media type, where said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
}

/// What an attached file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentRole {
    /// The résumé.
    Resume,
    /// A letter.
    CoverLetter,
    /// A picture.
    Photo,
    /// Samples of work.
    Portfolio,
    /// Anything else.
    Other,
}

/// The browser session that submitted the form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// IPv4 or IPv6 address as recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ip: Option<String>,
    /// Browser's own description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_agent: Option<String>,
    /// IANA time zone that the browser reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Languages that the browser listed. They stand for origin: kept, and never evidence.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Opaque fingerprint of the device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_id: Option<String>,
    /// Seconds between opening and submitting the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fill_seconds: Option<f64>,
}

/// A person whom the applicant named as a reference.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    /// Name of the referee.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// E-mail address as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Phone number as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Company that the referee is said to be of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// `manager`, `colleague`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relationship: Option<String>,
}

/// Reads a field whose `null` means the same as its absence.
fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
