//! `bonafide serve`: one process over one data folder, or one database of a server.

use crate::{
    Outcome,
    arrivals::{Imported, Screener},
    commands::{policy, screen::ids_of_dismissed},
    inputs, name_swap,
    server_flags::{Folder, Serve},
    unusable::unusable,
};
use anyhow::{Context, Result, anyhow};
use bonafide_case::numbers::count;
use bonafide_reference::{TableNote, Tables};
use bonafide_server::{File, Functions, Loaded, Office, Settings, SingleSignOn, serve};
use bonafide_store::{DatabaseAddress, MasterKey, Store};
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
pub(crate) fn run(flags: &Serve) -> Result<Outcome> {
    let secrets = flags.provider_secrets.as_deref().map(secrets).transpose()?;
    let Opened { mut office, code, tables } = open(&flags.folder)?;
    office.settings = Settings {
        url: flags.url.clone(),
        proxies: flags.proxy.clone(),
        single_sign_on: flags.single_sign_on.as_deref().map(single_sign_on).transpose()?,
        policy_file: flags.folder.policy.clone(),
        prior: flags.folder.prior,
        tables,
        name_swap: Some(name_swap::said),
    };
    office.secrets = secrets.unwrap_or_default();
    let opened = |address: std::net::SocketAddr| {
        if let Some(code) = &code {
            let here = format!("http://{address}");
            let reached = flags.url.as_deref().unwrap_or(&here);
            eprintln!(
                "bonafide: no account yet; make the first administrator once at \
                 {reached}/setup?code={code}"
            );
            eprintln!("bonafide: or by a program, with the code {code}:");
            eprintln!(
                "  curl --json '{{\"code\": \"{code}\", \"name\": \"admin\"}}' \
                 {address}/api/v1/setup"
            );
        }
        eprintln!("bonafide: listening on {address}");
    };
    serve(office, flags.listen, &opened, |line| eprintln!("{line}"))
        .with_context(|| format!("listening on {}", flags.listen))?;
    Ok(Outcome::All)
}

/// A data folder that is open.
pub(crate) struct Opened {
    pub(crate) office: Office,
    /// The code of the first administrator, where there is none yet.
    code: Option<String>,
    /// Tables in use: name, what they hold, and of when.
    tables: Vec<(String, String, String)>,
}

/// Opens a data folder with the engine behind it, and puts its policy in force.
pub(crate) fn open(folder: &Folder) -> Result<Opened> {
    let store = store(folder)?;
    let policy = folder.policy.as_deref().map_or_else(|| Ok(Policy::shipped()), policy::read)?;
    let screener = Arc::new(screener(folder, policy.clone())?);
    let (gone_by, tables) = (screener.lists(), in_use(screener.tables()));
    let functions = functions(&screener);
    let (mut office, code) = Office::open(store, functions).map_err(|error| anyhow!("{error}"))?;
    office.go_by_lists(&gone_by).map_err(|error| anyhow!("{error}"))?;
    let text = folder.policy.as_deref().map(inputs::read_text).transpose()?;
    // Without a file, what two people agreed on in the console goes on; a file is above both.
    let agreed = match text {
        Some(_) => None,
        None => office.agreed_policy().map_err(|error| anyhow!("{error}"))?,
    };
    let (policy, text) = agreed.unwrap_or_else(|| (policy, text.unwrap_or(DEFAULT.to_owned())));
    let version = policy.version();
    screener.use_policy(policy.clone());
    let changes = office.put_in_force(policy, &text).map_err(|error| anyhow!("{error}"))?;
    eprintln!("bonafide: policy {}", &version[..12]);
    for change in changes {
        eprintln!("bonafide: policy: {change}");
    }
    Ok(Opened { office, code, tables })
}

/// What the server does not know itself.
fn functions(screener: &Arc<Screener>) -> Functions {
    let of = || Arc::clone(screener);
    let (one, again, anew, less, asked) = (of(), of(), of(), of(), of());
    let (many, ruled, holder, locator, weekly) = (of(), of(), of(), of(), of());
    let ahead = of();
    Functions {
        receive: Box::new(move |t, body, actor| one.receive(t, body, actor)),
        rescreen: Box::new(move |t, met, erased| again.rescreen(t, met, erased)),
        reassess: Box::new(move |t, numbers, cause| anew.reassess(t, numbers, cause)),
        keep_less: Box::new(move |t, number, records| less.keep_less(t, number, records)),
        keys_of: Box::new(move |phone, email| asked.keys_of(phone, email)),
        load: Box::new(move |t, bytes, actor| Ok(many.load(t, bytes, actor)?.map(loaded))),
        example: EXAMPLE,
        use_policy: Box::new(move |policy| ruled.use_policy(policy)),
        keys_said: Box::new(move |application| holder.keys_said(application)),
        places_of: Box::new(move |application| locator.places_of(application)),
        look_at_weeks: Box::new(move |t| weekly.look_at_weeks(t)),
        look_ahead: Box::new(move |t, before, seen| Ok(ahead.look_ahead(t, before, seen))),
        now: || Timestamp::now().as_microsecond(),
    }
}

/// The store of a data folder, which is made where there is none.
pub(crate) fn store(folder: &Folder) -> Result<Store> {
    fs::create_dir_all(&folder.data)
        .with_context(|| format!("making {}", folder.data.display()))?;
    let database = folder.database.as_ref();
    let master = master(&folder.data, database, folder.key.as_deref())?;
    Store::open_at(&folder.data, database, &master).map_err(|error| anyhow!("{error}"))
}

/// What screens by a policy, and by the lists and dismissals that a folder goes by.
pub(crate) fn screener(folder: &Folder, policy: Policy) -> Result<Screener> {
    let lists = folder.lists.as_deref().map_or_else(|| Ok(Vec::new()), super::lists::of_folder)?;
    for list in &lists {
        eprintln!("bonafide: list {}, version {}", list.name, list.version);
    }
    let dismissed = ids_of_dismissed(folder.dismissed.as_deref())?;
    Ok(Screener::new(folder.prior, policy, lists, dismissed))
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
pub(crate) fn master(
    data: &Path,
    database: Option<&DatabaseAddress>,
    key: Option<&Path>,
) -> Result<MasterKey> {
    let wrong = "is no master key; give 64 hexadecimal digits";
    if let Ok(text) = std::env::var("BONAFIDE_MASTER_KEY") {
        return MasterKey::from_text(&text)
            .ok_or_else(|| unusable(format!("BONAFIDE_MASTER_KEY {wrong}")));
    }
    let beside = data.join("master.key");
    let path = key.unwrap_or(&beside);
    if key.is_none() && !path.exists() {
        return made(path, data, database);
    }
    MasterKey::from_text(&inputs::read_text(path)?)
        .ok_or_else(|| unusable(format!("{} {wrong}", path.display())))
}

/// A new key beside data that has none; never beside data of another key.
fn made(path: &Path, data: &Path, database: Option<&DatabaseAddress>) -> Result<MasterKey> {
    if Store::holds_data(data, database).map_err(|error| anyhow!("{error}"))? {
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
