//! A public profile, as the employer observed it.

use crate::{or_default, partial_date::PartialDate};
use jiff::{Timestamp, civil};
use serde::{Deserialize, Serialize};

/// What was observed of one public profile, by hand or by a provider.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// `linkedin`, `github`, …
    pub network: String,
    /// Address of the profile.
    pub url: String,
    /// When it was looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observed_at: Option<Timestamp>,
    /// When the account was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_on: Option<civil::Date>,
    /// Name that the profile shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Names that it showed before.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub previous_names: Vec<String>,
    /// Place that the profile shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// Number of connections or followers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connections: Option<u64>,
    /// Whether the network says that it verified the person's identity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_verified: Option<bool>,
    /// Work that the profile shows.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub work: Vec<ProfileWork>,
    /// Education that the profile shows.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub education: Vec<ProfileStudy>,
}

/// One job that a profile shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProfileWork {
    /// Employer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// First day, month or year.
    #[serde(
        default,
        deserialize_with = "crate::partial_date::lenient",
        skip_serializing_if = "Option::is_none"
    )]
    pub start_date: Option<PartialDate>,
    /// Last day, month or year; absent where it goes on.
    #[serde(
        default,
        deserialize_with = "crate::partial_date::lenient",
        skip_serializing_if = "Option::is_none"
    )]
    pub end_date: Option<PartialDate>,
}

/// One course of study that a profile shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProfileStudy {
    /// School.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
    /// Field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// Degree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub study_type: Option<String>,
    /// First day, month or year.
    #[serde(
        default,
        deserialize_with = "crate::partial_date::lenient",
        skip_serializing_if = "Option::is_none"
    )]
    pub start_date: Option<PartialDate>,
    /// Last day, month or year.
    #[serde(
        default,
        deserialize_with = "crate::partial_date::lenient",
        skip_serializing_if = "Option::is_none"
    )]
    pub end_date: Option<PartialDate>,
}
