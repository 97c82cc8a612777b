//! The truth of one application, for those who test: never read by what is tested.

use serde::{Deserialize, Serialize};

/// What the simulation knows of one application.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Truth {
    /// Id of the application.
    pub id: String,
    /// Whether the applicant is not who they say they are.
    pub operator: bool,
    /// Who truly applied: equal for the applications of one person, and different for each of
    /// those who use one contested identity.
    pub person: String,
    /// The ring that the applicant belongs to.
    pub ring: Option<String>,
    /// Pattern of the ring; absent for an operator alone.
    pub pattern: Option<TruePattern>,
    /// Level of care of an operator: 1 hardly any, 4 nearly clean.
    pub care: Option<u8>,
    /// Number of distinct rare values that at least two members of the ring hold: contacts,
    /// devices, home networks, addresses, accounts, profiles, sites and work histories.
    pub rare_values: u32,
    /// How many of these this applicant holds; who holds none shares nothing that could be found.
    pub rare_values_held: u32,
    /// Kinds of honest look-alike; for an operator the tactics that were used as well.
    pub kinds: Vec<String>,
}

/// The pattern of a ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TruePattern {
    /// Many claimed identities, one operator.
    SharedInfrastructure,
    /// One claimed identity, several unrelated operators.
    ContestedIdentity,
    /// One work history under several names.
    ClonedHistory,
}
