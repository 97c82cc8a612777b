//! What of a request takes long and needs no office, so that nobody else waits for it.

use crate::{
    Problem,
    issuer::{Issuer, Returned},
    passwords,
};
use bonafide_log::note::Verifier;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// What is to be done aside.
#[derive(Clone, Debug, Default)]
pub struct Aside {
    /// A password that was given, and the hash that it should fit; without one it fits nothing,
    /// and takes as long.
    pub(crate) fits: Option<(String, Option<String>)>,
    /// A password that is to be hashed, if the other fits.
    pub(crate) hash: Option<String>,
    /// What is to be asked of another house.
    pub(crate) elsewhere: Option<Elsewhere>,
    /// A log that is to be verified: its files, its key, and checkpoints that somebody kept.
    pub(crate) verify: Option<(PathBuf, Verifier, Vec<String>)>,
    /// Something that only the program can do.
    pub(crate) work: Option<Work>,
}

/// Does something long; what it found, as JSON with a sentence as `said`.
pub type Work = fn() -> Result<Value, String>;

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
    /// What was found.
    pub(crate) found: Option<Value>,
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
        let mut found = None;
        if let Some((folder, verifier, earlier)) = &self.verify {
            found = Some(verified(folder, verifier, earlier));
        }
        if let Some(work) = self.work {
            found = Some(work().map_err(|why| Problem::new(500, why))?);
        }
        Ok(Done { fits, hash, endpoint, claims, found })
    }
}

fn verified(folder: &Path, verifier: &Verifier, earlier: &[String]) -> Value {
    match bonafide_log::verify(folder, verifier, earlier) {
        Ok(verified) => {
            let against = match verified.earlier {
                0 => "Without a checkpoint that somebody kept, a log that was written anew with \
                      the same key cannot be told."
                    .to_owned(),
                1 => "It grew from the checkpoint that was kept.".to_owned(),
                many => format!("It grew from each of the {many} checkpoints that were kept."),
            };
            let size = verified.checkpoint.size;
            let root = bonafide_log::hex(&verified.checkpoint.root);
            let said = format!("{size} entries, each as it was logged, under the root {root}.");
            json!({"holds": true, "said": format!("{said} {against}")})
        }
        Err(error) => json!({"holds": false, "said": error.to_string()}),
    }
}

/// It says nothing of a person, and an administrator needs it.
fn failed(why: String) -> Problem {
    Problem::new(403, why).of("sign-on-refused")
}
