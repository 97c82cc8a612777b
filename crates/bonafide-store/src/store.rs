//! A data folder that is open, and one transaction on it.

use crate::{
    Error, MasterKey, Sought, Versions,
    database::{Database, DatabaseAddress, Row, Value},
    links::Links,
    packed_entry::unpack,
    schema,
    seal::{Hashing, open, random, seal},
};
use bonafide_log::{
    Folder,
    checkpoint::Checkpoint,
    note::{Signer, Verifier},
};
use std::cell::RefCell;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// An open data folder: `log/` and `log.pub`, and `bonafide.db` where no server has the database.
pub struct Store {
    database: Database,
    keys: Keys,
    log: Folder,
    verifier: Verifier,
    folder: PathBuf,
    /// Whether the server's database may be older than the log.
    unsure: bool,
    /// Whether what is written now becomes one transaction with what was and will be.
    together: Arc<AtomicBool>,
    /// Held as long as the folder is open; the system takes it back when the process ends.
    _lock: fs::File,
}

/// What is derived from the master key.
pub(crate) struct Keys {
    pub(crate) master: [u8; 32],
    /// Key of all keyed hashes.
    pub(crate) link: [u8; 32],
    /// Key of what is sealed and is no person's: openings of the log, second factors, answers. It
    /// stays when the master key is changed.
    pub(crate) own: [u8; 32],
    /// Hashes of the values by which applications meet.
    pub(crate) meeting: Hashing,
}

/// Several transactions become one: it ends where this is dropped, whatever happened.
#[must_use = "what is written together is kept by `Store::end_together`"]
pub struct Together(Arc<AtomicBool>);

impl Drop for Together {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// Everything that happens together or not at all.
pub struct Transaction<'a> {
    pub(crate) database: &'a Database,
    pub(crate) keys: &'a Keys,
    /// The moment at which it happens, in microseconds since 1970.
    pub now: i64,
    /// Where the next entry of the log stands, once it was asked for.
    pub(crate) next_entry: Option<i64>,
    /// Keys of persons that were opened.
    pub(crate) opened: RefCell<HashMap<String, [u8; 32]>>,
    /// Values of applications that arrived.
    pub(crate) links: RefCell<Links>,
    /// What made the last assessment, and its number.
    pub(crate) maker: Option<(Versions, i64)>,
}

/// The database of a folder that has its own.
const FILE: &str = "bonafide.db";

/// Most entries that are handed to the log at a time.
const PUBLISH_MAX: i64 = 4_096;

impl Store {
    /// Opens a data folder with a database of its own, or makes one.
    pub fn open(folder: &Path, master: &MasterKey) -> Result<Store, Error> {
        Store::open_at(folder, None, master)
    }

    /// Opens a data folder, or makes one, with its database on a server where one is named. The
    /// log's files stay in the folder.
    pub fn open_at(
        folder: &Path,
        server: Option<&DatabaseAddress>,
        master: &MasterKey,
    ) -> Result<Store, Error> {
        fs::create_dir_all(folder)
            .map_err(|error| Error::failed(format!("making {}: {error}", folder.display())))?;
        let lock = lock(folder)?;
        let file = folder.join(FILE);
        let database = match server {
            None => Database::open(&file)?,
            Some(_) if file.exists() => {
                return Err(Error::refused(format!(
                    "{} has a database of its own; name another folder, or no other database",
                    folder.display()
                )));
            }
            Some(address) => Database::connect(address)?,
        };
        schema::migrate(&database)?;
        let link = setting(&database, &master.0, "link-key", || Ok(random::<32>()?.to_vec()))?;
        let link = link.try_into().map_err(|_| Error::failed("the link key is cut off"))?;
        let own = setting(&database, &master.0, "own-key", || Ok(random::<32>()?.to_vec()))?;
        let own = own.try_into().map_err(|_| Error::failed("the own key is cut off"))?;
        let signer = setting(&database, &master.0, "log-key", || {
            let id: [u8; 4] = random()?;
            let name = format!("bonafide-{}/log", bonafide_log::hex(&id));
            Ok(Signer::new(&name, random()?).to_text().into_bytes())
        })?;
        let signer = Signer::from_text(&String::from_utf8_lossy(&signer))?;
        let verifier = signer.verifier();
        // A folder of another database's log is refused, and its public key stays.
        let log = Folder::open(&folder.join("log"), signer)?;
        let public = folder.join("log.pub");
        fs::write(&public, verifier.to_text() + "\n")
            .map_err(|error| Error::failed(format!("writing {}: {error}", public.display())))?;
        let meeting = Hashing::new(&link, "link");
        let keys = Keys { master: master.0, link, own, meeting };
        let folder = folder.join("log");
        let mut store = Store {
            database,
            keys,
            log,
            verifier,
            folder,
            unsure: false,
            together: Arc::default(),
            _lock: lock,
        };
        store.fits_log()?;
        store.write(0, |t| {
            t.count_what_was()?;
            if t.traces(&Sought::default(), 1)?.is_empty() { t.trace_what_was() } else { Ok(()) }
        })?;
        store.publish()?;
        Ok(store)
    }

    /// Whether a folder, or the server's database where one is named, holds data already: then it
    /// opens with its own master key alone. Nothing is made.
    pub fn holds_data(folder: &Path, server: Option<&DatabaseAddress>) -> Result<bool, Error> {
        server.map_or_else(|| Ok(folder.join(FILE).exists()), Database::holds_data)
    }

    /// Goes on with another master key, under which everything is sealed by now.
    pub(crate) fn use_master(&mut self, master: &MasterKey) {
        self.keys.master = master.0;
    }

    /// The public key of the log.
    pub fn verifier(&self) -> &Verifier {
        &self.verifier
    }

    /// The folder of the log's files.
    pub fn log_folder(&self) -> &Path {
        &self.folder
    }

    /// The log's newest checkpoint, as signed, and what it says.
    pub fn checkpoint(&self) -> Result<(String, Checkpoint), Error> {
        Ok(bonafide_log::folder::checkpoint(&self.folder, &self.verifier)?)
    }

    /// Does something in one transaction; nothing of it remains where it fails. When this returns,
    /// what was done is on the disk.
    pub fn write<T>(
        &mut self,
        now: i64,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let part = self.together.load(Ordering::Relaxed);
        if part {
            self.database.begin_part()?;
        } else {
            self.begin()?;
        }
        let mut transaction = Transaction {
            database: &self.database,
            keys: &self.keys,
            now,
            next_entry: None,
            opened: RefCell::default(),
            links: RefCell::default(),
            maker: None,
        };
        let done = work(&mut transaction);
        let done = done.and_then(|done| transaction.write_links().map(|()| done));
        let end = |done| {
            if part { self.database.keep_part() } else { self.database.commit() }.map(|()| done)
        };
        match done.and_then(end) {
            Ok(done) => Ok(done),
            Err(error) => {
                if part { self.database.abandon_part() } else { self.database.abandon() }?;
                Err(error)
            }
        }
    }

    fn begin(&mut self) -> Result<(), Error> {
        self.database.abandon()?;
        if self.database.begin()? {
            self.unsure = true;
        }
        if self.unsure {
            self.fits_log().or_else(|error| self.database.abandon().and(Err(error)))?;
            self.unsure = false;
        }
        Ok(())
    }

    /// From here on, whatever [`Store::write`] does is on the disk only when
    /// [`Store::end_together`] returned, at the price of one wait for the disk. What fails of it is
    /// taken back alone. The log's files may not follow meanwhile.
    pub fn begin_together(&mut self) -> Result<Together, Error> {
        self.begin()?;
        self.together.store(true, Ordering::Relaxed);
        Ok(Together(Arc::clone(&self.together)))
    }

    /// Keeps all that was written together, or nothing of it.
    pub fn end_together(&mut self, together: Together) -> Result<(), Error> {
        drop(together);
        let kept = self.database.commit();
        if kept.is_err() {
            self.database.abandon()?;
        }
        kept
    }

    /// A database that was taken back, or a server's copy that came too late, lacks entries that
    /// were shown already: to go on would write others in their place.
    fn fits_log(&self) -> Result<(), Error> {
        let row = self.database.row("SELECT max(position) FROM journal", &[])?;
        let entries = row.and_then(|row| row[0].number_if_any()).map_or(0, |last| last + 1);
        if (entries as u64) < self.log.size() {
            return Err(Error::failed(format!(
                "the log's files have {} entries and the database {entries}; restore the database \
                 that the log was written from, or the folder of before",
                self.log.size()
            )));
        }
        Ok(())
    }

    /// Brings the log's files up to what the database holds. Entries are safe before: they are
    /// written with what they tell of, and this may be called again after a failure.
    pub fn publish(&mut self) -> Result<u64, Error> {
        loop {
            let rows = self.database.rows(
                "SELECT entry FROM journal WHERE position >= $1 ORDER BY position LIMIT $2",
                &[Value::Number(self.log.size() as i64), PUBLISH_MAX.into()],
            )?;
            if rows.is_empty() {
                return Ok(self.log.size());
            }
            let whole = |row: &Row| unpack(row[0].bytes()).map(|entry| entry.to_bytes());
            let entries: Option<Vec<Vec<u8>>> = rows.iter().map(whole).collect();
            let entries = entries.ok_or_else(|| {
                Error::failed("an entry of the log cannot be read; restore a backup")
            })?;
            self.log.append(&entries)?;
        }
    }
}

/// How often, and how long apart in milliseconds, a folder is tried that another process has: one
/// that is ending, or that was only just started by this one and still holds what it inherits,
/// gives it back in a moment.
const LOCK_TRIES: u32 = 20;
const LOCK_WAIT_MS: u64 = 50;

/// Takes the folder for this process alone: two would write one log.
fn lock(folder: &Path) -> Result<fs::File, Error> {
    let path = folder.join("lock");
    let failed = |error: std::io::Error| Error::failed(format!("{}: {error}", path.display()));
    let file = fs::OpenOptions::new().create(true).append(true).open(&path).map_err(failed)?;
    for attempt in 1..=LOCK_TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(fs::TryLockError::WouldBlock) if attempt < LOCK_TRIES => {
                std::thread::sleep(std::time::Duration::from_millis(LOCK_WAIT_MS));
            }
            Err(fs::TryLockError::WouldBlock) => break,
            Err(fs::TryLockError::Error(error)) => return Err(failed(error)),
        }
    }
    Err(Error::refused(format!(
        "{} is open in another process; end that one first",
        folder.display()
    )))
}

/// A secret of the installation; made when it is first asked for.
fn setting(
    database: &Database,
    master: &[u8; 32],
    name: &str,
    make: impl FnOnce() -> Result<Vec<u8>, Error>,
) -> Result<Vec<u8>, Error> {
    let known = database.row("SELECT value FROM settings WHERE name = $1", &[name.into()])?;
    if let Some(row) = known {
        return open(master, name, row[0].bytes());
    }
    let made = make()?;
    let sealed = seal(master, name, &made)?;
    database.change(
        "INSERT INTO settings (name, value) VALUES ($1, $2)",
        &[name.into(), sealed.as_slice().into()],
    )?;
    Ok(made)
}
