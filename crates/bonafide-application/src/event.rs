//! What a later stage of hiring added to an application.

use crate::{Address, or_default};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One thing that happened after the application; `kind` decides which fields are present.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// When.
    pub at: Timestamp,
    /// Network address from which it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ip: Option<String>,
    /// IANA time zone that the browser or device reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Opaque fingerprint of the device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_id: Option<String>,
    /// Interview: whether a camera was on. Kept, and never evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub camera: Option<bool>,
    /// Shipment: where the work laptop was asked to be sent.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "crate::is_default")]
    pub address: Address,
    /// Payroll: an opaque token of the bank account or wallet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// Device: `remote_access_tool`, `kvm_over_ip`, `mouse_jiggler`, `input_latency_ms`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signal: Option<String>,
    /// Value of the signal: a string, a number or a boolean.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<serde_json::Value>,
    /// Checks: what the provider answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<CheckResult>,
}

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// An interview was held.
    Interview,
    /// An identity document was checked.
    IdentityCheck,
    /// A background check came back.
    BackgroundCheck,
    /// A school or registrar answered.
    CredentialCheck,
    /// A reference answered.
    ReferenceCheck,
    /// Equipment was to be sent.
    Shipment,
    /// An account for pay was named.
    Payroll,
    /// A work device reported something.
    Device,
    /// Somebody judged a structured interview; the sessions of interviews are [`Self::Interview`].
    InterviewCheck,
    /// A former employer answered.
    EmploymentCheck,
    /// Somebody looked at who received and uses the equipment.
    EquipmentCheck,
}

/// What a provider, registrar or reference answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckResult {
    /// What was claimed is confirmed.
    Clear,
    /// Something is to be looked at.
    Consider,
    /// What was claimed is denied.
    Failed,
    /// No answer could be had; it means nothing.
    Unable,
}
