//! Where requests are answered: the store, and the functions that the program passes in.

use crate::{
    Problem,
    metrics::Counted,
    routes::{Permission, ROUTES, Route},
    token,
};
use bonafide_store::{Account, Error, Received, Role, Store, Transaction};
use serde_json::{Value, json};

/// What the server does not know itself.
pub struct Functions {
    /// Reads one record in the canonical form, keeps it, and screens it against all of history.
    pub receive: ReceiveFunction,
    /// Screens those anew whom a departure concerns.
    pub rescreen: RescreenFunction,
    /// Looks at whole weeks, and screens those anew whom it concerns; gives how many.
    pub look_at_weeks: WeeksFunction,
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

/// Looks at whole weeks of everybody.
pub type WeeksFunction = Box<dyn Fn(&mut Transaction<'_>) -> Result<usize, Error> + Send>;

/// One request.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// `GET` or `POST`.
    pub method: String,
    /// The path, without what follows a question mark.
    pub path: String,
    /// What follows a question mark.
    pub query: String,
    /// The bearer's token.
    pub token: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

/// The answer to a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: Value,
    /// The pattern of the route, for the server's own log: a path may name somebody.
    pub route: &'static str,
}

/// Everything that requests are answered with.
pub struct Office {
    pub(crate) store: Store,
    pub(crate) functions: Functions,
    /// The hash of the code by which the first administrator comes in, until one did.
    setup: Option<String>,
    /// Requests that were answered since the start.
    pub(crate) counted: Counted,
    /// The last arrival when weeks were looked at.
    looked_at: i64,
    /// Why the log's files are behind the database, while they are.
    pub(crate) behind: Option<String>,
}

/// A request on its way to its route.
pub(crate) struct Call<'a> {
    /// Who asks.
    pub(crate) account: &'a str,
    /// The variable parts of the path.
    pub(crate) named: Vec<&'a str>,
    /// What follows a question mark.
    pub(crate) query: &'a str,
    /// The body.
    pub(crate) body: &'a [u8],
}

impl Call<'_> {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Result<Value, Problem> {
        serde_json::from_slice(self.body)
            .map_err(|_| Problem::new(400, "the body is not JSON; write it again as one object"))
    }

    /// A text of the body.
    pub(crate) fn text(&self, name: &str) -> Result<String, Problem> {
        let text = self.json()?.get(name).and_then(Value::as_str).map(str::to_owned);
        text.ok_or_else(|| Problem::new(422, format!("`{name}` is missing; give it as a text")))
    }

    /// A whole number after the question mark, or another one where there is none.
    pub(crate) fn number(&self, name: &str, otherwise: i64) -> Result<i64, Problem> {
        let pairs = self.query.split('&').filter_map(|pair| pair.split_once('='));
        let Some((_, text)) = pairs.into_iter().find(|(key, _)| *key == name) else {
            return Ok(otherwise);
        };
        text.parse().map_err(|_| Problem::new(400, format!("`{name}` is a whole number")))
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
                setup,
                counted: Counted::new(),
                looked_at: -1,
                behind: None,
            },
            code,
        ))
    }

    /// Answers a request.
    pub fn answer(&mut self, request: &Request) -> Answer {
        let (route, done) = match find(request) {
            Ok((route, named)) => (route.path, self.routed(route, named, request)),
            Err(problem) => ("none", Err(problem)),
        };
        let answer = match done {
            Ok((status, body)) => Answer { status, body, route },
            Err(problem) => Answer { status: problem.status, body: problem.body(), route },
        };
        *self.counted.entry((route, answer.status)).or_default() += 1;
        answer
    }

    fn routed(
        &mut self,
        route: &Route,
        named: Vec<&str>,
        request: &Request,
    ) -> Result<(u16, Value), Problem> {
        let account = self.bearer(request)?;
        let role = account.as_ref().map(|account| account.role);
        if !route.permission.is_given_to(role) {
            return Err(match role {
                None => Problem::new(401, "send `Authorization: Bearer TOKEN`"),
                Some(role) => Problem::new(
                    403,
                    format!("{} may not do this; ask an administrator", role.as_str()),
                ),
            });
        }
        let name = account.as_ref().map_or("nobody", |account| account.name.as_str());
        let call = Call { account: name, named, query: &request.query, body: &request.body };
        let done = (route.act)(self, &call);
        // What was done is on the disk and stays so; the log's files follow, now or with the next
        // request.
        self.behind = self.store.publish().err().map(|error| error.to_string());
        done
    }

    /// Who bears the token; nobody without one.
    fn bearer(&mut self, request: &Request) -> Result<Option<Account>, Problem> {
        let Some(token) = &request.token else {
            return Ok(None);
        };
        let wrong = || Problem::new(401, "the token is not known; ask an administrator for one");
        let (name, secret) = token.split_once('.').ok_or_else(wrong)?;
        let account = self.write(|t| t.account(name))?;
        account.filter(|account| token::fits(account, secret)).map(Some).ok_or_else(wrong)
    }

    /// Does something in one transaction.
    pub(crate) fn write<T>(
        &mut self,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Problem> {
        Ok(self.store.write((self.functions.now)(), work)?)
    }

    /// Looks at whole weeks, where something arrived since it was last done. Gives how many
    /// assessments have a new version.
    pub fn look_at_weeks(&mut self) -> Result<usize, Error> {
        let now = (self.functions.now)();
        let (look, before) = (&self.functions.look_at_weeks, self.looked_at);
        let (last, changed) = self.store.write(now, |t| {
            let last = t.last_application()?;
            Ok((last, if last == before { 0 } else { look(t)? }))
        })?;
        self.looked_at = last;
        self.behind = self.store.publish().err().map(|error| error.to_string());
        Ok(changed)
    }

    /// Makes the first administrator, for who has the code; once.
    pub(crate) fn set_up(&mut self, code: &str, name: &str) -> Result<Value, Problem> {
        if self.setup.is_none() || self.setup != Some(token::hashed(code)) {
            return Err(Problem::new(403, "the code is used or wrong; restart for a new one"));
        }
        let (account, token) = token::issue(name, Role::Administrator)?;
        self.write(|t| t.add_account(&account, "set-up"))?;
        self.setup = None;
        Ok(json!({"name": name, "role": Role::Administrator.as_str(), "token": token}))
    }
}

/// The route of a request, and the variable parts of its path.
fn find(request: &Request) -> Result<(&'static Route, Vec<&str>), Problem> {
    let mut elsewhere = false;
    for route in ROUTES {
        if let Some(named) = fits(route.path, &request.path) {
            if route.method == request.method {
                return Ok((route, named));
            }
            elsewhere = true;
        }
    }
    Err(if elsewhere {
        Problem::new(405, "the path is known, with another method")
    } else {
        Problem::new(404, "no such path; see /api/v1")
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

impl Permission {
    /// Whether somebody of a role, or nobody known, has it.
    pub fn is_given_to(self, role: Option<Role>) -> bool {
        use Role::{Administrator, Approver, Auditor, Integration, Reviewer};
        let roles: &[Role] = match self {
            Permission::Everyone => return true,
            Permission::Post => &[Integration, Administrator],
            Permission::Read => &[Integration, Reviewer, Approver, Auditor, Administrator],
            Permission::Work => &[Reviewer, Approver],
            Permission::Sign => &[Approver],
            Permission::Audit => &[Auditor, Administrator],
            Permission::Administer => &[Administrator],
        };
        role.is_some_and(|role| roles.contains(&role))
    }
}
