//! Applications as they arrive: read, kept, screened against all of history, and made cases.
//!
//! This is where the store and the engine meet; neither knows the other.

use crate::{
    ahead::look_ahead,
    gone_by::{tables, version_of_lists},
    stored::Stored,
    weeks,
};
use anyhow::Result;
use bonafide_anomaly::traits;
use bonafide_application::Application;
use bonafide_case::{outputs, surroundings::Duty};
use bonafide_ingest::{Options, Record, open};
use bonafide_linkage::{Key, Kind, keys};
use bonafide_lists::List;
use bonafide_reference::{Subject, Tables};
use bonafide_score::{
    Weights,
    bands::{Budget, REVIEW_PROBABILITY, Thresholds, thresholds},
};
use bonafide_screen::online::{Prepared, Recent, Scales, Standing, Surges, rescreen};
use bonafide_store::{
    Arrival, Error, Less, NewAssessment, NewRing, Received, Transaction, Versions, without,
};
use bonafide_verification::{
    plan::{Facts, findings},
    policy::{self, Policy, Stage},
};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::io::Cursor;
use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread;

/// Everything that screening an arrival depends on.
pub(crate) struct Screener {
    weights: Weights,
    tables: Arc<Tables>,
    prior_bits: f64,
    thresholds: Thresholds,
    options: Options,
    /// The policy, and the versions that stand beside what is screened under it.
    in_force: RwLock<(Policy, Versions)>,
    recent: Mutex<Recent>,
    /// The surges, and the version under which they are kept.
    surges: Mutex<(i64, Surges)>,
    /// Ids of surges that people dismissed.
    dismissed: Vec<String>,
}

/// A record with all that can be found of it alone.
pub(crate) struct Ready {
    line: u64,
    canonical: Vec<u8>,
    prepared: Prepared,
    /// What it may have in common with others of its week.
    left: Vec<u8>,
}

/// What became of records that were imported.
#[derive(Default)]
pub(crate) struct Imported {
    /// New ones.
    pub(crate) received: u64,
    /// Those that were here already.
    pub(crate) repeated: u64,
    /// Those that were refused: line and why.
    pub(crate) refused: Vec<(u64, String)>,
}

impl Screener {
    /// A screener with the shipped weights, the built-in tables, and `lists` of the employer's own
    /// beside the institutions that come with the program; `prior` is the base rate, where one was
    /// given, and `dismissed` are the ids of surges that count for nobody.
    pub(crate) fn new(
        prior: Option<f64>,
        policy: Policy,
        lists: Vec<List>,
        dismissed: Vec<String>,
    ) -> Screener {
        let weights = Weights::shipped();
        let tables = Arc::new(tables(&policy, lists));
        let prior_bits = prior.map_or_else(|| weights.prior_bits(), |p| (p / (1.0 - p)).log2());
        let gazetteer = Arc::clone(&tables);
        let versions = Versions {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            weights: weights.version.clone(),
            lists: version_of_lists(&tables),
            policy: policy.version(),
        };
        Screener {
            in_force: RwLock::new((policy, versions)),
            thresholds: thresholds(Budget::Probability(REVIEW_PROBABILITY), &[], prior_bits),
            options: Options {
                submitted_at: Timestamp::UNIX_EPOCH,
                mapping: None,
                documents: None,
                attachments: None,
                country: Arc::new(move |text| gazetteer.places.country(text)),
            },
            weights,
            tables,
            prior_bits,
            recent: Mutex::default(),
            surges: Mutex::default(),
            dismissed,
        }
    }

    /// The tables and lists that it goes by: the date of the newest table, and each own list.
    pub(crate) fn lists(&self) -> String {
        self.in_force.read().unwrap_or_else(PoisonError::into_inner).1.lists.clone()
    }

    /// Goes by another policy from now on.
    pub(crate) fn use_policy(&self, policy: Policy) {
        let mut in_force = self.in_force.write().unwrap_or_else(PoisonError::into_inner);
        in_force.1.policy = policy.version();
        in_force.0 = policy;
    }

    /// Reads a file of many records, keeps them, and screens them together; a sentence where
    /// nothing of it can be read.
    pub(crate) fn load(
        &self,
        t: &mut Transaction<'_>,
        bytes: &[u8],
        actor: &str,
    ) -> Result<Result<Imported, String>, Error> {
        let options = self.options(Timestamp::now());
        let reader = match open("the file", Box::new(Cursor::new(bytes.to_vec())), &options) {
            Ok(reader) => reader,
            Err(error) => return Ok(Err(error.to_string())),
        };
        let (mut records, mut unread) = (Vec::new(), Vec::new());
        for read in reader {
            match read {
                Ok(record) => records.push(record),
                Err(rejected) => unread.push((rejected.line, rejected.error)),
            }
        }
        if records.is_empty() {
            let why = unread.into_iter().next().map_or_else(
                || "the file holds no application; choose another one".to_owned(),
                |(line, why)| format!("line {line}: {why}"),
            );
            return Ok(Err(why));
        }
        let mut imported = self.import_as(t, self.prepare(records), actor)?;
        imported.refused.extend(unread);
        imported.refused.sort_unstable();
        Ok(Ok(imported))
    }

    /// How records are read; `submitted_at` stands where one does not say when it was sent.
    pub(crate) fn options(&self, submitted_at: Timestamp) -> Options {
        Options { submitted_at, ..self.options.clone() }
    }

    /// Reads one record, keeps it, and screens it; a sentence where it cannot be read.
    pub(crate) fn receive(
        &self,
        t: &mut Transaction<'_>,
        body: &[u8],
        actor: &str,
    ) -> Result<Result<Received, String>, Error> {
        let record = match self.read(body) {
            Ok(record) => record,
            Err(sentence) => return Ok(Err(sentence)),
        };
        let received = self.keep(t, self.ready(record), actor)?;
        if !received.repeated {
            self.screen(t, &[received.number], "arrival")?;
        }
        Ok(Ok(received))
    }

    /// Finds all that depends on nobody else, on all cores; the order stays.
    pub(crate) fn prepare(&self, records: Vec<Record>) -> Vec<Ready> {
        let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let each = records.len().div_ceil(cores).max(1);
        let mut records = records.into_iter();
        let mut parts: Vec<Vec<Record>> = Vec::new();
        while records.len() > 0 {
            parts.push(records.by_ref().take(each).collect());
        }
        thread::scope(|scope| {
            let work = |part: Vec<Record>| {
                scope.spawn(move || part.into_iter().map(|record| self.ready(record)).collect())
            };
            let working: Vec<thread::ScopedJoinHandle<'_, Vec<Ready>>> =
                parts.into_iter().map(work).collect();
            let done = working.into_iter().map(thread::ScopedJoinHandle::join);
            done.flat_map(|part| part.unwrap_or_else(|panic| resume_unwind(panic))).collect()
        })
    }

    fn ready(&self, record: Record) -> Ready {
        let Record { line, application, canonical, .. } = record;
        let also = |subject: &Subject<'_>| weeks::to_bytes(&traits(subject, None));
        let (prepared, left) = Prepared::new(application, &self.tables, also);
        Ready { line, canonical, prepared, left }
    }

    /// Keeps many records and screens them together: the result is that of one by one. Records that
    /// are here already change nothing.
    pub(crate) fn import(
        &self,
        t: &mut Transaction<'_>,
        records: Vec<Ready>,
    ) -> Result<Imported, Error> {
        self.import_as(t, records, "import")
    }

    fn import_as(
        &self,
        t: &mut Transaction<'_>,
        records: Vec<Ready>,
        actor: &str,
    ) -> Result<Imported, Error> {
        let mut imported = Imported::default();
        let mut arrived = Vec::new();
        for record in records {
            let line = record.line;
            match self.keep(t, record, actor) {
                Ok(received) if received.repeated => imported.repeated += 1,
                Ok(received) => arrived.push(received.number),
                Err(error) if error.is_refused() => {
                    imported.refused.push((line, error.to_string()));
                }
                Err(error) => return Err(error),
            }
        }
        imported.received = arrived.len() as u64;
        self.screen(t, &arrived, "import")?;
        Ok(imported)
    }

    fn keep(&self, t: &mut Transaction<'_>, record: Ready, actor: &str) -> Result<Received, Error> {
        let Ready { canonical, prepared, left, .. } = record;
        let stage = Stage::reached(&prepared.application().events);
        let received = t.receive(&Arrival {
            application: prepared.application(),
            canonical: &canonical,
            keys: prepared.keys(),
            traits: &left,
            actor,
        })?;
        // A number that was given in a transaction that failed is given anew, and so set anew.
        if !received.repeated {
            if stage > Stage::Applied {
                t.set_stage(received.number, stage, actor)?;
            }
            let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
            recent.put(received.number, prepared);
        }
        Ok(received)
    }

    /// Looks at some of the applications that arrived before a number, where so many were `seen`;
    /// gives where to go on.
    pub(crate) fn look_ahead(&self, t: &Transaction<'_>, before: u32, seen: usize) -> Option<u32> {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        look_ahead(&mut recent, &self.tables, t, before, seen)
    }

    /// Screens those anew who met somebody who was erased.
    pub(crate) fn rescreen(
        &self,
        t: &mut Transaction<'_>,
        met: &[u32],
        erased: &[u32],
    ) -> Result<(), Error> {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        for number in erased {
            recent.forget(*number);
        }
        drop(recent);
        self.screen(t, met, "erasure")
    }

    /// Screens applications anew of which a step says something else than before.
    pub(crate) fn reassess(
        &self,
        t: &mut Transaction<'_>,
        numbers: &[u32],
        cause: &str,
    ) -> Result<(), Error> {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        for number in numbers {
            recent.forget(*number);
        }
        drop(recent);
        let standing: Vec<u32> =
            numbers.iter().copied().filter(|number| t.application(*number).is_ok()).collect();
        self.screen(t, &standing, cause)
    }

    /// Keeps an application without some of its parts, and screens those anew whom it concerns.
    pub(crate) fn keep_less(
        &self,
        t: &mut Transaction<'_>,
        number: u32,
        records: &[policy::Record],
    ) -> Result<(), Error> {
        let unread = || Error::failed("a stored application cannot be read; restore a backup");
        let canonical = without(&t.canonical(number)?, records).ok_or_else(unread)?;
        let application = serde_json::from_slice(&canonical).map_err(|_| unread())?;
        let also = |subject: &Subject<'_>| weeks::to_bytes(&traits(subject, None));
        let (prepared, left) = Prepared::new(application, &self.tables, also);
        let keys = prepared.keys();
        let less = Less { canonical: &canonical, keys, traits: &left, records };
        let mut concerned = t.keep_less(number, &less)?;
        concerned.push(number);
        self.reassess(t, &concerned, "retention")
    }

    /// The keys by which a telephone and a mailbox are kept, of applicants and of references.
    pub(crate) fn keys_of(&self, phone: Option<&str>, email: Option<&str>) -> Vec<Key> {
        let contact = serde_json::json!({"name": "x", "phone": phone, "email": email});
        let asked = serde_json::json!({"id": "x", "submitted_at": "2000-01-01T00:00:00Z",
            "applicant": contact, "references": [contact]});
        let Ok(application) = serde_json::from_value::<Application>(asked) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let contacts = [Kind::Phone, Kind::Email, Kind::ReferencePhone, Kind::ReferenceEmail];
        keys(&Subject::new(&application, &self.tables), &mut |key, _| {
            if contacts.contains(&key.kind()) {
                found.push(key);
            }
        });
        found
    }

    /// The tables that it looks things up in.
    pub(crate) fn tables(&self) -> &Tables {
        &self.tables
    }

    /// Every key of an application, each with what it comes from.
    pub(crate) fn keys_said(&self, application: &Application) -> Vec<(Key, String)> {
        let mut said = Vec::new();
        keys(&Subject::new(application, &self.tables), &mut |key, from| {
            said.push((key, from.to_owned()));
        });
        said
    }

    /// Looks for surges among all that is stored, and screens those anew of whom it says something
    /// else than before. Gives how many these are.
    pub(crate) fn look_at_weeks(&self, t: &mut Transaction<'_>) -> Result<usize, Error> {
        self.catch_up(t)?;
        let found = weeks::look(t, &self.dismissed)?;
        let changed = {
            let before = self.surges.lock().unwrap_or_else(PoisonError::into_inner);
            found.changed(&before.1)
        };
        let mut standing = Vec::with_capacity(changed.len());
        for number in changed {
            if t.person(number).is_ok_and(|person| person <= number)
                && t.application(number).is_ok()
            {
                standing.push(number);
            }
        }
        if !standing.is_empty() {
            t.set_state(weeks::STATE, &weeks::pack(&found, &self.dismissed))?;
            self.screen(t, &standing, "weeks")?;
        }
        Ok(standing.len())
    }

    /// Takes the surges as the store has them; a transaction that failed left others here.
    fn catch_up(&self, t: &Transaction<'_>) -> Result<(), Error> {
        let version = t.state_version(weeks::STATE)?;
        let mut known = self.surges.lock().unwrap_or_else(PoisonError::into_inner);
        if known.0 != version {
            let kept = t.state(weeks::STATE)?.unwrap_or_default();
            let surges = weeks::unpack(&kept).map_err(|error| Error::failed(error.to_string()))?;
            *known = (version, surges);
        }
        Ok(())
    }

    /// One record of the canonical form, or of whatever else files may hold.
    fn read(&self, body: &[u8]) -> Result<Record, String> {
        let bytes = Box::new(Cursor::new(body.to_vec()));
        let options = self.options(Timestamp::now());
        let reader = open("the body", bytes, &options).map_err(|error| error.to_string())?;
        let mut records = reader.into_iter();
        let first = records.next().ok_or("the body holds no application; send one")?;
        if records.next().is_some() {
            return Err("the body holds several applications; send one at a time".to_owned());
        }
        first.map_err(|rejected| rejected.error)
    }

    fn screen(&self, t: &mut Transaction<'_>, seeds: &[u32], cause: &str) -> Result<(), Error> {
        if seeds.is_empty() {
            return Ok(());
        }
        self.catch_up(t)?;
        let surges = self.surges.lock().unwrap_or_else(PoisonError::into_inner);
        let scales = Scales {
            weights: &self.weights,
            tables: &self.tables,
            prior_bits: self.prior_bits,
            surges: &surges.1,
        };
        let changes = {
            let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
            let other_claims = matches!(cause, "step" | "retention");
            let forced = if other_claims { seeds } else { &[] };
            let changes = rescreen(&mut Stored::new(t, forced), &mut recent, seeds, scales);
            // What a step said is not kept where the transaction may yet fail.
            for seed in forced {
                recent.forget(*seed);
            }
            changes.map_err(|error| Error::failed(error.to_string()))?
        };
        drop(surges);
        for (one, other) in &changes.alike {
            t.add_alike(*one, *other)?;
        }
        let seeds: BTreeSet<u32> = seeds.iter().copied().collect();
        // Where somebody's first application is assessed before the others, these find its key.
        for standing in &changes.standings {
            let arrived = seeds.contains(&standing.application);
            self.assess(t, standing, if arrived { cause } else { "others" })?;
        }
        for ring in &changes.rings {
            let shared: Vec<String> =
                ring.shared.iter().map(|(kind, bits)| format!("{kind} {bits:.2}")).collect();
            t.tie(&NewRing {
                id: &ring.id,
                pattern: ring.pattern.as_str(),
                applicants: ring.applicants,
                members: &ring.members,
                shared: &shared.join(", "),
            })?;
            t.tie_case(&ring.id, &ring.members)?;
        }
        Ok(())
    }

    fn assess(
        &self,
        t: &mut Transaction<'_>,
        standing: &Standing,
        cause: &str,
    ) -> Result<(), Error> {
        let log_odds = standing.assessment.log_odds();
        let band = self.thresholds.band(log_odds);
        let id = t.pseudonym_of(standing.application)?;
        let mut body = Vec::new();
        outputs::screened(&id, &standing.assessment, band, standing.ring.as_deref(), &mut body)
            .map_err(|error| Error::failed(error.to_string()))?;
        let body = with_notices(&body, standing)?;
        let in_force = self.in_force.read().unwrap_or_else(PoisonError::into_inner);
        t.assess(
            &NewAssessment {
                number: standing.application,
                person: standing.person,
                ring: standing.ring.as_deref(),
                facts: standing.facts,
                log_odds,
                band: band.as_str(),
                body: &body,
                cause,
            },
            &in_force.1,
        )?;
        let duties: Vec<Duty> = standing.notices.iter().map(|notice| notice.duty).collect();
        let facts = Facts {
            band,
            findings: &findings(&standing.assessment),
            in_ring: standing.ring.is_some(),
            notices: &duties,
            stage: Stage::Applied,
        };
        t.follow(&in_force.0, standing.application, standing.ring.as_deref(), &facts)
    }
}

/// An assessment with what lists ask of the employer beside it.
fn with_notices(body: &[u8], standing: &Standing) -> Result<Vec<u8>, Error> {
    let object = body.trim_ascii_end().strip_suffix(b"}");
    let object = object.ok_or_else(|| Error::failed("an assessment is no object"))?;
    let notices = serde_json::to_vec(&standing.notices);
    let notices = notices.map_err(|error| Error::failed(error.to_string()))?;
    Ok([object, b",\"notices\":", &notices, b"}"].concat())
}
