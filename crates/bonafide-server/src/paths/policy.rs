//! The policy in force, and those before it.

use crate::{
    Problem,
    office::{Call, Office},
};
use serde_json::{Value, json};

/// Shows the policy in force, and since when each one was.
pub(crate) fn show(office: &mut Office, _: &Call<'_>) -> Result<(u16, Value), Problem> {
    let kept = office.write(|t| t.policies())?;
    let said: Value = serde_json::from_str(&office.policy.canonical()).unwrap_or_default();
    let all = kept.iter().map(|one| json!({"version": one.version, "at": one.at}));
    Ok((
        200,
        json!({"version": office.policy.version(), "policy": said,
            "advice": office.policy.advice(), "versions": all.collect::<Vec<Value>>()}),
    ))
}
