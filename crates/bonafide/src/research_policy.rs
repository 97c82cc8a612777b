//! The part of a policy that screening reads: for which roles research security is on, and why.

use crate::commands::policy;
use anyhow::Result;
use bonafide_reference::ResearchSecurity;
use std::path::Path;

/// Reads a policy, all of which must make sense; `None` where it does not turn the tier on.
pub(crate) fn read(path: &Path) -> Result<Option<ResearchSecurity>> {
    let on = policy::read(path)?.research_security;
    Ok(on.map(|on| ResearchSecurity { roles: on.roles, reason: on.reason }))
}
