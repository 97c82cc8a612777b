//! `bonafide keys`: another master key for a data folder.

use crate::{
    Outcome,
    commands::serve::{master, new_key},
    inputs,
    server_flags::{Keys, KeysTask},
    terminal::print,
    unusable::unusable,
};
use anyhow::{Result, anyhow};
use bonafide_case::numbers::counted;
use bonafide_store::{MasterKey, Store};
use jiff::Timestamp;
use std::path::Path;

/// Runs the command.
pub(crate) fn run(flags: &Keys) -> Result<Outcome> {
    let KeysTask::Rotate { data, database, key, new_key } = &flags.task;
    let database = database.as_ref();
    if !Store::holds_data(data, database).map_err(|error| anyhow!("{error}"))? {
        return Err(unusable(match database {
            None => format!("{} is no data folder", data.display()),
            Some(_) => "the database holds no data yet".to_owned(),
        }));
    }
    let old = master(data, database, key.as_deref())?;
    let store = Store::open_at(data, database, &old);
    let mut store = store.map_err(|error| anyhow!("{error}"))?;
    let new = read_or_make(new_key)?;
    if new.to_text() == old.to_text() {
        return Err(unusable("the new key is the old one; name another file for --new-key"));
    }
    let now = Timestamp::now().as_microsecond();
    let count = store.rotate(&new, now).map_err(|error| anyhow!("{error}"))?;
    store.publish().map_err(|error| anyhow!("{error}"))?;
    print(&format!(
        "{} sealed under the new master key; start the server with --key {}, and keep the old key \
         as long as backups of before\n",
        counted(count, "key", "keys"),
        new_key.display()
    ))?;
    Ok(Outcome::All)
}

fn read_or_make(path: &Path) -> Result<MasterKey> {
    if !path.exists() {
        return new_key(path);
    }
    MasterKey::from_text(&inputs::read_text(path)?).ok_or_else(|| {
        unusable(format!("{} is no master key; give 64 hexadecimal digits", path.display()))
    })
}
