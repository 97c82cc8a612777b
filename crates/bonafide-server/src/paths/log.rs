//! The log's checkpoint, for witnesses; everything else about it is verified from its files.

use crate::{
    Problem,
    office::{Call, Office},
};
use serde_json::{Value, json};

/// Shows the signed checkpoint and the public key.
pub(crate) fn checkpoint(office: &mut Office, _: &Call<'_>) -> Result<(u16, Value), Problem> {
    office.follow();
    let (note, checkpoint) = office.store.checkpoint()?;
    let key = office.store.verifier().to_text();
    Ok((200, json!({"size": checkpoint.size, "checkpoint": note, "key": key})))
}
