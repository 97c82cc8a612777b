//! Versions of what two people may change at once: an `ETag` when it is read, `If-Match` when it is
//! changed.

use crate::{
    Problem,
    office::{Call, Office},
    routes::{ROUTES, Route},
};
use bonafide_log::hex;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The version of what is shown: a hash of it.
pub(crate) fn etag(shown: &Value) -> String {
    let hash = Sha256::digest(shown.to_string().as_bytes());
    format!("\"{}\"", hex(&hash[..16]))
}

/// Refuses a change of something that is no longer what the caller saw.
pub(crate) fn is_current(
    office: &mut Office,
    route: &Route,
    call: &Call<'_>,
) -> Result<(), Problem> {
    let Some(given) = call.request.header("if-match").filter(|_| route.method != "GET") else {
        return Ok(());
    };
    let shown = shown_at(route.path).ok_or_else(|| {
        Problem::new(412, "what is changed here has no versions; leave `If-Match` out")
    })?;
    let (_, now) = (shown.act)(office, call)?;
    let now = etag(&now);
    if given.split(',').any(|one| one.trim() == now || one.trim() == "*") {
        return Ok(());
    }
    Err(Problem::new(412, "somebody changed it since you read it; read it again"))
}

/// The route that shows what another one changes: the longest beginning of its path of which there
/// are versions.
pub(crate) fn shown_at(path: &str) -> Option<&'static Route> {
    let begins = |shown: &&Route| {
        path.strip_prefix(shown.path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let versioned = ROUTES.iter().filter(|shown| shown.versioned).filter(begins);
    versioned.max_by_key(|shown| shown.path.len())
}
