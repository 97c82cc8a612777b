//! The kinds of problems, explained by the server that sends them.

use crate::{
    Kind, PROBLEMS, Problem,
    office::{Call, Office},
};
use serde_json::{Value, json};

/// Lists every kind.
#[expect(clippy::unnecessary_wraps, reason = "as every route")]
pub(crate) fn list(_: &mut Office, _: &Call<'_>) -> Result<(u16, Value), Problem> {
    Ok((200, json!({"problems": PROBLEMS.iter().map(shown).collect::<Vec<Value>>()})))
}

/// Explains one.
pub(crate) fn show(_: &mut Office, call: &Call<'_>) -> Result<(u16, Value), Problem> {
    let known = PROBLEMS.iter().find(|kind| kind.name == call.named[0]);
    let kind = known.ok_or_else(|| Problem::new(404, "no problem of this name is sent"))?;
    Ok((200, shown(kind)))
}

fn shown(kind: &Kind) -> Value {
    json!({
        "type": format!("/api/v1/problems/{}", kind.name), "status": kind.status,
        "title": kind.title, "means": kind.means
    })
}
