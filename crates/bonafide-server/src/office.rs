//! Where requests are answered: the store, and the functions that the program passes in.

use crate::{
    Problem, Request,
    access::Known,
    aside::{Aside, Done},
    casework,
    idempotency::{self, Begun},
    limits::Limits,
    metrics::Counted,
    paths::single_sign_on::Pending,
    routes::{Prepare, ROUTES, Route},
    session::Settings,
    takes, token, versions,
};
use bonafide_application::Application;
use bonafide_linkage::Key;
use bonafide_store::{Error, Received, Store, Transaction};
use bonafide_verification::{
    policy::{Policy, Record, difference},
    signature::Secret,
};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::HashMap;

/// What the server does not know itself.
pub struct Functions {
    /// Reads one record in the canonical form, keeps it, and screens it against all of history.
    pub receive: ReceiveFunction,
    /// Screens those anew whom a departure concerns.
    pub rescreen: RescreenFunction,
    /// Screens applications anew of which something else is known than before.
    pub reassess: ReassessFunction,
    /// Keeps less of an application than arrived, and screens those anew whom it concerns.
    pub keep_less: KeepLessFunction,
    /// By which values of linkage a telephone or mailbox is kept.
    pub keys_of: KeysFunction,
    /// The keys of an application, each with what it says.
    pub keys_said: KeysSaid,
    /// Where an application says it is, and where it was seen.
    pub places_of: PlacesFunction,
    /// Looks at whole weeks, and screens those anew whom it concerns; gives how many.
    pub look_at_weeks: WeeksFunction,
    /// Looks at some earlier applications, so that arrivals find them known.
    pub look_ahead: AheadFunction,
    /// Reads a file of many records, keeps them, and screens them together.
    pub load: LoadFunction,
    /// The file that comes with the program to try it on.
    pub example: &'static [u8],
    /// Goes by another policy from now on.
    pub use_policy: PolicyFunction,
    /// The time, in microseconds since 1970.
    pub now: fn() -> i64,
}

/// Takes a record, on behalf of somebody; a sentence where it cannot be read.
pub type ReceiveFunction = Box<
    dyn Fn(&mut Transaction<'_>, &[u8], &str) -> Result<Result<Received, String>, Error> + Send,
>;

/// Screens applications anew; some of them are no more.
pub type RescreenFunction =
    Box<dyn Fn(&mut Transaction<'_>, &[u32], &[u32]) -> Result<(), Error> + Send>;

/// Screens applications anew, for a cause.
pub type ReassessFunction =
    Box<dyn Fn(&mut Transaction<'_>, &[u32], &str) -> Result<(), Error> + Send>;

/// Keeps an application without some of its parts.
pub type KeepLessFunction =
    Box<dyn Fn(&mut Transaction<'_>, u32, &[Record]) -> Result<(), Error> + Send>;

/// Looks at some applications before a number, where so many were looked at; gives where to go on.
pub type AheadFunction =
    Box<dyn Fn(&mut Transaction<'_>, u32, usize) -> Result<Option<u32>, Error> + Send>;

/// Gives the keys of a telephone and of a mailbox.
pub type KeysFunction = Box<dyn Fn(Option<&str>, Option<&str>) -> Vec<Key> + Send>;

/// Gives every key of an application, each with what it comes from.
pub type KeysSaid = Box<dyn Fn(&Application) -> Vec<(Key, String)> + Send>;

/// Gives the places of an application.
pub type PlacesFunction = Box<dyn Fn(&Application) -> Places + Send>;

/// The places of an application.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// Those of which it is known where they lie.
    pub located: Vec<Whereabouts>,
    /// The others: what was there, what was said, and why it has no place on a map.
    pub unlocated: Vec<(String, String, &'static str)>,
}

impl Places {
    /// Adds what has no place on a map, with why.
    pub fn lack(&mut self, what: &str, said: &str, why: &'static str) {
        self.unlocated.push((what.to_owned(), said.to_owned(), why));
    }
}

/// A place that an application names, or from which somebody was seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Whereabouts {
    /// What was there, as in `network of the form`.
    pub what: String,
    /// The place, as it was said or looked up.
    pub said: String,
    /// When, in microseconds since 1970, where it is known.
    pub at: Option<i64>,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Kilometres within which the place truly lies.
    pub radius_km: f64,
    /// Whether it is claimed, rather than seen.
    pub is_claimed: bool,
}

/// Looks at whole weeks of everybody.
pub type WeeksFunction = Box<dyn Fn(&mut Transaction<'_>) -> Result<usize, Error> + Send>;

/// Takes many records, on behalf of somebody; a sentence where nothing of them can be read.
pub type LoadFunction =
    Box<dyn Fn(&mut Transaction<'_>, &[u8], &str) -> Result<Result<Loaded, String>, Error> + Send>;

/// Goes by another policy.
pub type PolicyFunction = Box<dyn Fn(Policy) + Send>;

/// What became of many records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// New ones.
    pub received: u64,
    /// Those that were here already.
    pub repeated: u64,
    /// Those that were refused: line and why.
    pub refused: Vec<(u64, String)>,
}

/// The answer to a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: Value,
    /// Headers besides those that every answer has.
    pub headers: Vec<(&'static str, String)>,
    /// The pattern of the route, for the server's own log: a path may name somebody.
    pub route: &'static str,
    /// A file, which is sent in place of the body.
    pub file: Option<Vec<u8>>,
}

/// Everything that requests are answered with.
pub struct Office {
    pub(crate) store: Store,
    pub(crate) functions: Functions,
    /// How people reach the server.
    pub settings: Settings,
    /// What asks for cases and steps, and says who decides.
    pub policy: Policy,
    /// What providers sign their messages with, by their names.
    pub secrets: HashMap<String, Vec<Secret>>,
    /// What was asked how often.
    pub(crate) limits: Limits,
    /// Who is at another house to sign in, by a hash of the state that they bring back.
    pub(crate) pending: HashMap<String, Pending>,
    /// The hash of the code by which the first administrator comes in, until one did.
    pub(crate) setup: Option<String>,
    /// What was counted since the start.
    pub(crate) counted: Counted,
    /// The last arrival when weeks were looked at.
    looked_at: i64,
    /// Before which application to look next, ahead of arrivals, and how many were looked at.
    ahead: Option<(u32, usize)>,
    /// Whether somebody has the log's files follow from time to time; else they do before every
    /// answer. Each time costs some waits for the disk, whatever the number of entries.
    pub(crate) log_follows: bool,
    /// Why the log's files are behind the database, while they are.
    pub(crate) behind: Option<String>,
}

/// A request on its way to its route.
pub(crate) struct Call<'a> {
    /// Who asks.
    pub(crate) account: &'a str,
    /// The same with role and by what; nobody where nothing says so.
    pub(crate) known: Option<&'a Known>,
    /// The variable parts of the path.
    pub(crate) named: Vec<&'a str>,
    /// The body.
    pub(crate) body: &'a [u8],
    /// The whole of the request.
    pub(crate) request: &'a Request,
    /// What took long and was done aside.
    done: Option<Result<Done, Problem>>,
    headers: RefCell<Vec<(&'static str, String)>>,
    file: RefCell<Option<Vec<u8>>>,
}

impl<'a> Call<'a> {
    fn new(
        known: Option<&'a Known>,
        named: Vec<&'a str>,
        request: &'a Request,
        done: Option<Result<Done, Problem>>,
    ) -> Call<'a> {
        Call {
            account: known.map_or("nobody", |known| known.account.as_str()),
            known,
            named,
            body: &request.body,
            request,
            done,
            headers: RefCell::default(),
            file: RefCell::default(),
        }
    }

    /// The body as an object: of JSON, or of the fields of a form.
    pub(crate) fn json(&self) -> Result<Value, Problem> {
        self.request.object()
    }

    /// A text of the body.
    pub(crate) fn text(&self, name: &str) -> Result<String, Problem> {
        self.request.text(name)
    }

    /// What was done aside.
    pub(crate) fn done(&self) -> Result<Done, Problem> {
        self.done.clone().unwrap_or_else(|| Ok(Done::default()))
    }

    /// Gives the answer a header.
    pub(crate) fn header(&self, name: &'static str, value: String) {
        self.headers.borrow_mut().push((name, value));
    }

    /// Answers with a file in place of the body.
    pub(crate) fn send(&self, bytes: Vec<u8>) {
        *self.file.borrow_mut() = Some(bytes);
    }
}

impl Office {
    /// Opens for requests. Gives the code by which the first administrator comes in, once, where
    /// there is no account yet.
    pub fn open(mut store: Store, functions: Functions) -> Result<(Office, Option<String>), Error> {
        let accounts = store.write((functions.now)(), |t| t.accounts())?;
        let code = if accounts.is_empty() {
            Some(bonafide_log::hex(&bonafide_store::random::<16>()?))
        } else {
            None
        };
        let setup = code.as_deref().map(token::hashed);
        Ok((
            Office {
                store,
                functions,
                settings: Settings::default(),
                policy: Policy::shipped(),
                secrets: HashMap::new(),
                limits: Limits::default(),
                pending: HashMap::new(),
                setup,
                counted: Counted::default(),
                looked_at: -1,
                ahead: None,
                log_follows: false,
                behind: None,
            },
            code,
        ))
    }

    /// What of a request takes long and needs no office: do it without holding the office, and
    /// hand it to [`Office::answer_with`].
    pub fn aside(&mut self, request: &Request) -> Option<Result<Aside, Problem>> {
        let (route, named) = find(request).ok()?;
        let prepare = route.prepare?;
        Some(self.prepared(route, prepare, named, request))
    }

    /// Answers a request, whatever of it takes long.
    pub fn answer(&mut self, request: &Request) -> Answer {
        let done = self.aside(request).map(|aside| aside.and_then(Aside::run));
        self.answer_with(request, done)
    }

    /// Answers a request of which that is done already which takes long.
    pub fn answer_with(
        &mut self,
        request: &Request,
        done: Option<Result<Done, Problem>>,
    ) -> Answer {
        let begun = (self.functions.now)();
        let (mut headers, mut file) = (Vec::new(), None);
        let (route, done) = match find(request) {
            Ok((route, named)) => {
                let more = (&mut headers, &mut file);
                (route.path, self.routed(route, named, request, done, more))
            }
            Err(problem) => ("none", Err(problem)),
        };
        let (status, body) = match done {
            Ok(done) => done,
            Err(problem) => {
                headers.extend(problem.headers());
                (problem.status, problem.body())
            }
        };
        self.counted.answered(route, status, (self.functions.now)() - begun);
        Answer { status, body, headers, route, file }
    }

    fn prepared(
        &mut self,
        route: &'static Route,
        prepare: Prepare,
        named: Vec<&str>,
        request: &Request,
    ) -> Result<Aside, Problem> {
        let known = self.known(request)?;
        self.admit(route, known.as_ref(), request)?;
        prepare(self, &Call::new(known.as_ref(), named, request, None))
    }

    fn routed(
        &mut self,
        route: &'static Route,
        named: Vec<&str>,
        request: &Request,
        done: Option<Result<Done, Problem>>,
        (headers, file): (&mut Vec<(&'static str, String)>, &mut Option<Vec<u8>>),
    ) -> Result<(u16, Value), Problem> {
        let known = self.known(request)?;
        self.admit(route, known.as_ref(), request)?;
        let call = Call::new(known.as_ref(), named, request, done);
        let done = self.once(route, &call);
        // What was done is on the disk and stays so; the log's files follow.
        if !self.log_follows {
            self.follow();
        }
        headers.extend(call.headers.into_inner());
        *file = call.file.into_inner();
        done
    }

    /// Does what is asked: once where it has a key, and where it is what the caller saw.
    fn once(&mut self, route: &Route, call: &Call<'_>) -> Result<(u16, Value), Problem> {
        let key = idempotency::key_of(call.request)?.filter(|_| call.known.is_some());
        if let Some(key) = key
            && let Begun::Done(status, answer) =
                idempotency::begin(self, call.account, key, call.request)?
        {
            call.header("idempotent-replayed", "true".to_owned());
            return Ok((status, answer));
        }
        let done = takes::fits(route.takes, call.request)
            .and_then(|()| versions::is_current(self, route, call))
            .and_then(|()| (route.act)(self, call));
        if let Some(key) = key {
            idempotency::end(self, call.account, key, &done)?;
        }
        if let (Ok((_, shown)), true) = (&done, route.versioned) {
            call.header("etag", versions::etag(shown));
        }
        done
    }

    /// Has the log's files follow what the database holds.
    pub(crate) fn follow(&mut self) {
        self.behind = self.store.publish().err().map(|error| error.to_string());
    }

    /// Does something in one transaction.
    pub(crate) fn write<T>(
        &mut self,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Problem> {
        Ok(self.store.write((self.functions.now)(), work)?)
    }

    /// Does something in one transaction that takes the engine or the policy.
    pub(crate) fn work<T>(
        &mut self,
        work: impl FnOnce(&mut Transaction<'_>, &Functions, &Policy) -> Result<T, Error>,
    ) -> Result<T, Problem> {
        let (functions, policy) = (&self.functions, &self.policy);
        Ok(self.store.write((functions.now)(), |t| work(t, functions, policy))?)
    }

    /// The policy that was put in force here by two people, where none was since by the program.
    pub fn agreed_policy(&mut self) -> Result<Option<(Policy, String)>, Error> {
        self.store.write((self.functions.now)(), |t| t.agreed_policy())
    }

    /// Puts a policy in force, as it is written. Gives what it says otherwise than the last one;
    /// the first is compared with the one that comes with the program.
    pub fn put_in_force(&mut self, policy: Policy, text: &str) -> Result<Vec<String>, Error> {
        let changes = self.store.write((self.functions.now)(), |t| {
            let last = t.policies()?.into_iter().next();
            if last.as_ref().is_some_and(|last| last.version == policy.version()) {
                return Ok(Vec::new());
            }
            let last = last.and_then(|last| Policy::read(&last.text).ok());
            let changes = difference(&last.unwrap_or_else(Policy::shipped), &policy);
            t.put_in_force(&policy, text, &changes, "program")?;
            Ok(changes)
        })?;
        self.policy = policy;
        self.behind = self.store.publish().err().map(|error| error.to_string());
        Ok(changes)
    }

    /// Logs which tables and lists are gone by from now on, where they are others than before.
    pub fn go_by_lists(&mut self, lists: &str) -> Result<bool, Error> {
        self.store.write((self.functions.now)(), |t| t.go_by_lists(lists, "program"))
    }

    /// Looks at some of the last applications ahead of arrivals that need them: after a start,
    /// nothing is known but what the database holds. Gives whether there are more.
    pub fn look_ahead(&mut self) -> Result<bool, Error> {
        let (look, ahead) = (&self.functions.look_ahead, self.ahead);
        let (seen, next) = self.store.write((self.functions.now)(), |t| {
            let (before, seen) = match ahead {
                Some(ahead) => ahead,
                None => (u32::try_from(t.last_application()? + 1).unwrap_or(u32::MAX), 0),
            };
            let next = look(t, before, seen)?;
            Ok((seen + before.saturating_sub(next.unwrap_or(0)) as usize, next))
        })?;
        self.ahead = next.map(|next| (next, seen));
        Ok(next.is_some())
    }

    /// Looks at whole weeks, where something arrived since it was last done. Gives how many
    /// assessments have a new version.
    pub fn look_at_weeks(&mut self) -> Result<usize, Error> {
        let now = (self.functions.now)();
        let (look, before) = (&self.functions.look_at_weeks, self.looked_at);
        let policy = &self.policy;
        let (last, changed) = self.store.write(now, |t| {
            casework::settle_due(t, policy)?;
            let last = t.last_application()?;
            Ok((last, if last == before { 0 } else { look(t)? }))
        })?;
        self.looked_at = last;
        self.behind = self.store.publish().err().map(|error| error.to_string());
        Ok(changed)
    }
}

/// The route of a request, and the variable parts of its path.
fn find(request: &Request) -> Result<(&'static Route, Vec<&str>), Problem> {
    let mut allow = Vec::new();
    for route in ROUTES {
        if let Some(named) = fits(route.path, &request.path) {
            if route.method == request.method {
                return Ok((route, named));
            }
            allow.extend([route.method, "HEAD"].iter().take(if route.method == "GET" {
                2
            } else {
                1
            }));
        }
    }
    Err(if allow.is_empty() {
        Problem::new(404, "no such path; see /api/v1")
    } else {
        Problem { allow, ..Problem::new(405, "the path is known, with another method") }
    })
}

/// The variable parts of a path, where it fits a pattern.
fn fits<'a>(pattern: &str, path: &'a str) -> Option<Vec<&'a str>> {
    let (pattern, path): (Vec<&str>, Vec<&str>) =
        (pattern.split('/').collect(), path.split('/').collect());
    if pattern.len() != path.len() {
        return None;
    }
    let mut named = Vec::new();
    for (pattern, part) in pattern.into_iter().zip(path) {
        if pattern.starts_with('{') && !part.is_empty() {
            named.push(part);
        } else if pattern != part {
            return None;
        }
    }
    Some(named)
}
