//! `bonafide serve`: one process over one data folder.

use crate::{
    Outcome,
    arrivals::{Imported, Screener},
    commands::policy,
    flags, inputs, name_swap,
    unusable::unusable,
};
use anyhow::{Context, Result, anyhow};
use bonafide_case::numbers::count;
use bonafide_reference::{TableNote, Tables};
use bonafide_server::{File, Functions, Loaded, Office, Settings, SingleSignOn, serve};
use bonafide_store::{MasterKey, Store};
use bonafide_verification::{
    policy::{DEFAULT, Policy},
    provider::Adapter,
    signature::Secret,
};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;

/// Runs the command.
pub(crate) fn run(flags: &flags::Serve) -> Result<Outcome> {
    fs::create_dir_all(&flags.data).with_context(|| format!("making {}", flags.data.display()))?;
    let master = master(&flags.data, flags.key.as_deref())?;
    let store = Store::open(&flags.data, &master).map_err(|error| anyhow!("{error}"))?;
    let policy = flags.policy.as_deref().map_or_else(|| Ok(Policy::shipped()), policy::read)?;
    let secrets = flags.provider_secrets.as_deref().map(secrets).transpose()?;
    let screener = Arc::new(Screener::new(flags.prior, policy.clone()));
    let (again, weekly) = (Arc::clone(&screener), Arc::clone(&screener));
    let (anew, asked) = (Arc::clone(&screener), Arc::clone(&screener));
    let (many, ruled) = (Arc::clone(&screener), Arc::clone(&screener));
    let rules = Arc::clone(&screener);
    let tables = in_use(screener.tables());
    let (holder, locator) = (Arc::clone(&screener), Arc::clone(&screener));
    let functions = Functions {
        receive: Box::new(move |t, body, actor| screener.receive(t, body, actor)),
        rescreen: Box::new(move |t, met, erased| again.rescreen(t, met, erased)),
        reassess: Box::new(move |t, numbers, cause| anew.reassess(t, numbers, cause)),
        keys_of: Box::new(move |phone, email| asked.keys_of(phone, email)),
        load: Box::new(move |t, bytes, actor| Ok(many.load(t, bytes, actor)?.map(loaded))),
        example: EXAMPLE,
        use_policy: Box::new(move |policy| ruled.use_policy(policy)),
        keys_said: Box::new(move |application| holder.keys_said(application)),
        places_of: Box::new(move |application| locator.places_of(application)),
        look_at_weeks: Box::new(move |t| weekly.look_at_weeks(t)),
        now: || Timestamp::now().as_microsecond(),
    };
    let (mut office, code) = Office::open(store, functions).map_err(|error| anyhow!("{error}"))?;
    office.settings = Settings {
        url: flags.url.clone(),
        proxies: flags.proxy.clone(),
        single_sign_on: flags.single_sign_on.as_deref().map(single_sign_on).transpose()?,
        policy_file: flags.policy.clone(),
        prior: flags.prior,
        tables,
        name_swap: Some(name_swap::said),
    };
    office.secrets = secrets.unwrap_or_default();
    let text = flags.policy.as_deref().map(inputs::read_text).transpose()?;
    // Without a file, what two people agreed on in the console goes on; a file is above both.
    let agreed = match text {
        Some(_) => None,
        None => office.agreed_policy().map_err(|error| anyhow!("{error}"))?,
    };
    let (policy, text) = agreed.unwrap_or_else(|| (policy, text.unwrap_or(DEFAULT.to_owned())));
    let version = policy.version();
    rules.use_policy(policy.clone());
    let changes = office.put_in_force(policy, &text).map_err(|error| anyhow!("{error}"))?;
    eprintln!("bonafide: policy {}", &version[..12]);
    for change in changes {
        eprintln!("bonafide: policy: {change}");
    }
    let opened = |address: std::net::SocketAddr| {
        eprintln!("bonafide: listening on {address}");
        if let Some(code) = &code {
            eprintln!(
                "bonafide: no account yet; make the first administrator once with the code {code}:"
            );
            eprintln!("  http://{address}/setup?code={code}");
            eprintln!(
                "  curl --json '{{\"code\": \"{code}\", \"name\": \"admin\"}}' \
                 {address}/api/v1/setup"
            );
        }
    };
    serve(office, flags.listen, &opened, |line| eprintln!("{line}"))
        .with_context(|| format!("listening on {}", flags.listen))?;
    Ok(Outcome::All)
}

/// What is loaded to try the program on.
const EXAMPLE: &[u8] = include_bytes!("../../../../examples/applications.jsonl");

fn loaded(imported: Imported) -> Loaded {
    Loaded { received: imported.received, repeated: imported.repeated, refused: imported.refused }
}

/// Tables in use: name, what they hold, and of when.
fn in_use(tables: &Tables) -> Vec<(String, String, String)> {
    let held = |rows: &[(usize, &str)]| -> String {
        let each: Vec<String> =
            rows.iter().map(|(rows, what)| format!("{} {what}", count(*rows as u64))).collect();
        each.join(", ")
    };
    let row = |note: TableNote| (note.name.to_owned(), held(&note.rows), note.dates.join(", "));
    tables.notes().into_iter().map(row).collect()
}

/// Another house through which people sign in: its file, and the files that it names beside it.
fn single_sign_on(path: &Path) -> Result<SingleSignOn> {
    let wrong = |why: String| unusable(format!("{}: {why}", path.display()));
    let file: File =
        toml::from_str(&inputs::read_text(path)?).map_err(|error| wrong(error.to_string()))?;
    let beside = |named: &Path| path.parent().unwrap_or(Path::new(".")).join(named);
    let secret = inputs::read_text(&beside(&file.client_secret_file))?;
    let own = file.certificates_file.as_deref();
    let own = own.map(|named| inputs::read_bytes(&beside(named))).transpose()?;
    SingleSignOn::new(file, &secret, own).map_err(wrong)
}

/// What providers sign with, by their names; several each while they change.
fn secrets(path: &Path) -> Result<HashMap<String, Vec<Secret>>> {
    #[derive(serde::Deserialize)]
    #[serde(untagged)]
    enum Given {
        One(String),
        Several(Vec<String>),
    }
    // What is wrong is told without what stands there.
    let wrong = |why: &str| unusable(format!("{}: {why}", path.display()));
    let all: BTreeMap<String, Given> = toml::from_str(&inputs::read_text(path)?)
        .map_err(|_| wrong("write `name = \"secret\"`, a line for each provider"))?;
    let read = |(name, given): (String, Given)| {
        let texts = match given {
            Given::One(text) => vec![text],
            Given::Several(texts) => texts,
        };
        let secrets: Result<Vec<Secret>, &str> =
            texts.iter().map(|text| Adapter::of(&name).secret(text)).collect();
        let secrets = secrets.map_err(|why| wrong(&format!("`{name}`: {why}")))?;
        Ok((name, secrets))
    };
    all.into_iter().map(read).collect()
}

/// The master key: of the environment, of a file, or made.
pub(crate) fn master(data: &Path, key: Option<&Path>) -> Result<MasterKey> {
    let wrong = "is no master key; give 64 hexadecimal digits";
    if let Ok(text) = std::env::var("BONAFIDE_MASTER_KEY") {
        return MasterKey::from_text(&text)
            .ok_or_else(|| unusable(format!("BONAFIDE_MASTER_KEY {wrong}")));
    }
    let beside = data.join("master.key");
    let path = key.unwrap_or(&beside);
    if key.is_none() && !path.exists() {
        return made(path, data);
    }
    MasterKey::from_text(&inputs::read_text(path)?)
        .ok_or_else(|| unusable(format!("{} {wrong}", path.display())))
}

/// A new key beside data that has none; never beside data of another key.
fn made(path: &Path, data: &Path) -> Result<MasterKey> {
    if data.join("bonafide.db").exists() {
        return Err(unusable(format!(
            "{} is missing, and the data can be read with its key alone; put it back",
            path.display()
        )));
    }
    new_key(path)
}

/// A new key in a file that its owner alone may read.
pub(crate) fn new_key(path: &Path) -> Result<MasterKey> {
    let key = MasterKey::new().map_err(|error| anyhow!("{error}"))?;
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let mut file = file.with_context(|| format!("writing {}", path.display()))?;
    writeln!(file, "{}", key.to_text()).and_then(|()| file.sync_all())?;
    Ok(key)
}
