//! Who asks, and whether they may: by a token of a program, or by a session of a person.

use crate::{
    Problem, Request, Route,
    limits::{self, Limits},
    office::Office,
    routes::Permission,
    session::{self, IDLE},
    token,
};
use bonafide_store::{Role, Session};

/// Somebody who is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// The account.
    pub(crate) account: String,
    /// What it may do.
    pub(crate) role: Role,
    /// By what it is known.
    pub(crate) by: By,
}

/// By what somebody is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// A token: its id, and the permissions that it is for, none meaning all of the account.
    Token(String, Vec<Permission>),
    /// A session, and what its forms must hold.
    Session(Session, String),
}

impl Office {
    /// Who asks; nobody where nothing says so. Whoever asks too often is told to wait.
    pub(crate) fn known(&mut self, request: &Request) -> Result<Option<Known>, Problem> {
        let now = (self.functions.now)();
        let known = self.who(request);
        if let Ok(Some(Known { by: By::Session(session, _), .. })) = &known {
            self.write(|t| t.use_session(session))?;
        }
        let taken = match &known {
            Ok(Some(known)) => take_known(&mut self.limits, known, now),
            _ => self.limits.take(&request.from(), limits::UNKNOWN, now),
        };
        taken.and(known)
    }

    /// Who asks, without anything being kept of it but the use of a token.
    pub(crate) fn who(&mut self, request: &Request) -> Result<Option<Known>, Problem> {
        match (&request.token, session::secret_of(request, &self.settings)) {
            (Some(token), _) => self.by_token(token).map(Some),
            (None, Some(secret)) => self.by_session(&secret),
            (None, None) => Ok(None),
        }
    }

    fn by_token(&mut self, token: &str) -> Result<Known, Problem> {
        let wrong =
            || Problem::new(401, "the token is unknown, ended or taken back; ask an administrator");
        let (name, hash) = token::parts(token).ok_or_else(wrong)?;
        let (token, account) = self.write(|t| t.use_token(&hash))?.ok_or_else(wrong)?;
        if account.name != name {
            return Err(wrong());
        }
        let scopes = token.scopes.split_whitespace().filter_map(Permission::parse).collect();
        Ok(Known { account: account.name, role: account.role, by: By::Token(token.id, scopes) })
    }

    fn by_session(&mut self, secret: &str) -> Result<Option<Known>, Problem> {
        let found = self.write(|t| t.session(&token::hashed(secret), IDLE))?;
        Ok(found.map(|(session, account)| Known {
            account: account.name,
            role: account.role,
            by: By::Session(session, session::csrf(secret)),
        }))
    }

    /// Whether somebody may use a route, and meant to.
    pub(crate) fn admit(
        &self,
        route: &Route,
        known: Option<&Known>,
        request: &Request,
    ) -> Result<(), Problem> {
        may(route.permission, known)?;
        match known.map(|known| &known.by) {
            // What is open to everyone is no more to who is signed in.
            Some(By::Session(_, csrf))
                if route.method != "GET" && route.permission != Permission::Everyone =>
            {
                session::is_meant(request, csrf, &self.settings)
            }
            _ => Ok(()),
        }
    }
}

/// Whether somebody has a permission, by role and by what their token is for.
pub(crate) fn may(permission: Permission, known: Option<&Known>) -> Result<(), Problem> {
    if permission == Permission::Everyone {
        return Ok(());
    }
    let Some(known) = known else {
        return Err(Problem::new(401, "sign in, or send `Authorization: Bearer TOKEN`"));
    };
    if !permission.is_given_to(Some(known.role)) {
        let role = known.role.as_str();
        return Err(Problem::new(403, format!("{role} may not do this; ask an administrator")));
    }
    match &known.by {
        By::Token(..) if permission == Permission::Own => {
            Err(Problem::new(403, "this is for people; sign in"))
        }
        By::Token(_, scopes)
            if permission != Permission::Known
                && !scopes.is_empty()
                && !scopes.contains(&permission) =>
        {
            Err(Problem::new(403, "the token is for something else; make one with this scope"))
        }
        _ => Ok(()),
    }
}

/// An account has one bucket for all, and each of its tokens one of its own.
fn take_known(limits: &mut Limits, known: &Known, now: i64) -> Result<(), Problem> {
    if let By::Token(id, _) = &known.by {
        limits.take(&format!("token {id}"), limits::KNOWN, now)?;
    }
    limits.take(&format!("account {}", known.account), limits::KNOWN, now)
}
