//! Settings: the policy with a preview and a second person, people, weights, connectors.

use crate::{Frame, Moment};
use askama::Template;

/// The parts of the settings: path and name.
pub(crate) const PARTS: [(&str, &str); 4] = [
    ("/settings", "Policy"),
    ("/settings/people", "People and tokens"),
    ("/settings/weights", "Weights and lists"),
    ("/settings/connectors", "Connectors and retention"),
];

/// The policy.
#[derive(Clone, Debug, Template)]
#[template(path = "policy.html")]
pub struct PolicyPage {
    /// What stands around it.
    pub frame: Frame,
    /// Version of the policy in force.
    pub version: String,
    /// Where it comes from, as a sentence.
    pub origin: String,
    /// Whether it can be changed here, and by who looks.
    pub may_change: bool,
    /// What it advises against itself.
    pub advice: Vec<String>,
    /// Its text, or the one that was tried.
    pub text: String,
    /// What is wrong with the text that was tried.
    pub mistakes: Vec<String>,
    /// What the text that was tried would change; none where none was.
    pub preview: Option<PolicyPreview>,
    /// The proposal that waits.
    pub waiting: Option<Waiting>,
    /// Policies that were in force, the newest first: version, when, by whom.
    pub before: Vec<(String, Moment, String)>,
    /// What came of what was just done.
    pub done: String,
}

/// What a policy would change.
#[derive(Clone, Debug)]
pub struct PolicyPreview {
    /// What it says otherwise, in sentences.
    pub changes: Vec<String>,
    /// What would have been different: names, so many now, so many then.
    pub effect: Vec<(String, u64, u64)>,
    /// What the effect was counted on, as a sentence.
    pub counted_on: String,
}

/// A policy that waits for a second person.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Its id.
    pub id: String,
    /// Version.
    pub version: String,
    /// Who proposed it.
    pub by: String,
    /// When.
    pub at: Moment,
    /// What it changes, in sentences.
    pub changes: Vec<String>,
    /// Whether who looks proposed it.
    pub is_own: bool,
}

/// People and their tokens.
#[derive(Clone, Debug, Template)]
#[template(path = "people.html")]
pub struct PeoplePage {
    /// What stands around it.
    pub frame: Frame,
    /// Every account.
    pub people: Vec<PersonRow>,
    /// Roles: name and what it may do.
    pub roles: Vec<(&'static str, &'static str)>,
    /// Whether who looks may change anything.
    pub may_change: bool,
    /// What was just made, which is shown once: what it is, and the secret.
    pub secret: Option<(String, String)>,
    /// What came of what was just done.
    pub done: String,
}

/// An account.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// Its name.
    pub name: String,
    /// Its role.
    pub role: &'static str,
    /// When it was made.
    pub made: Moment,
    /// Whether it is let in.
    pub is_in: bool,
    /// Whether it has a password, and a second factor.
    pub signs_in: (bool, bool),
    /// Tokens in force: id, label, scopes, and last use.
    pub tokens: Vec<(String, String, String, Option<Moment>)>,
}

/// Weights, calibration and lists, to be read.
#[derive(Clone, Debug, Template)]
#[template(path = "weights.html")]
pub struct WeightsPage {
    /// What stands around it.
    pub frame: Frame,
    /// Version of the weights.
    pub version: String,
    /// The base rate, as in `0.29 %`.
    pub prior: String,
    /// From where, as a sentence.
    pub calibration: String,
    /// Weights: check, group, bits of a clear answer, bits of each level, source.
    pub weights: Vec<WeightRow>,
    /// Tables and lists: name, rows, date.
    pub tables: Vec<(String, String, String)>,
}

/// What a check is worth.
#[derive(Clone, Debug)]
pub struct WeightRow {
    /// Its name.
    pub check: String,
    /// Its group.
    pub group: String,
    /// Bits of a clear answer.
    pub clear: String,
    /// Bits of each level, the weakest first.
    pub levels: String,
    /// Where the numbers come from.
    pub source: String,
}

/// Providers, other houses, and how long records stay.
#[derive(Clone, Debug, Template)]
#[template(path = "connectors.html")]
pub struct ConnectorsPage {
    /// What stands around it.
    pub frame: Frame,
    /// Providers: name, steps, whether what they send is a report of a third party, and whether
    /// their secret is known.
    pub providers: Vec<(String, String, bool, bool)>,
    /// How people sign in, as a sentence.
    pub sign_in: String,
    /// Where the server is reached.
    pub url: String,
    /// Kinds of records, and how long each stays.
    pub retention: Vec<(&'static str, String)>,
}
