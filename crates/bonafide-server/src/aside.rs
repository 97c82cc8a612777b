//! What of a request takes long and needs no office, so that nobody else waits for it.

use crate::{
    Problem,
    issuer::{Issuer, Returned},
    passwords,
};
use serde_json::Value;

/// What is to be done aside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aside {
    /// A password that was given, and the hash that it should fit; without one it fits nothing,
    /// and takes as long.
    pub(crate) fits: Option<(String, Option<String>)>,
    /// A password that is to be hashed, if the other fits.
    pub(crate) hash: Option<String>,
    /// What is to be asked of another house.
    pub(crate) elsewhere: Option<Elsewhere>,
}

/// What is asked of another house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// Where people are sent.
    Where(Issuer),
    /// Who came back.
    Who(Issuer, Returned),
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Done {
    /// Whether the password fits.
    pub(crate) fits: bool,
    /// The hash of the new password.
    pub(crate) hash: Option<String>,
    /// Where people are sent.
    pub(crate) endpoint: Option<String>,
    /// What another house says of who came back.
    pub(crate) claims: Option<Value>,
}

impl Aside {
    /// Does it: some tens of milliseconds for each password, some seconds at most elsewhere.
    pub fn run(self) -> Result<Done, Problem> {
        let fits = match &self.fits {
            Some((given, kept)) => passwords::fits(given, kept.as_deref())?,
            None => true,
        };
        let hash = self.hash.filter(|_| fits);
        let hash = hash.as_deref().map(passwords::hash).transpose()?;
        let (mut endpoint, mut claims) = (None, None);
        match self.elsewhere {
            None => {}
            Some(Elsewhere::Where(issuer)) => {
                endpoint = Some(issuer.authorization_endpoint().map_err(failed)?);
            }
            Some(Elsewhere::Who(issuer, returned)) => {
                claims = Some(issuer.claims(&returned).map_err(failed)?);
            }
        }
        Ok(Done { fits, hash, endpoint, claims })
    }
}

/// It says nothing of a person, and an administrator needs it.
fn failed(why: String) -> Problem {
    Problem::new(403, why).of("sign-on-refused")
}
