//! Which applications belong together, and why: keys, links, claimed persons and rings.

/// What a ring's members share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pattern {
    /// Many claimed identities, one operator.
    SharedInfrastructure,
    /// One claimed identity, several unrelated operators.
    ContestedIdentity,
    /// One work history or résumé body under several names.
    ClonedHistory,
}

impl Pattern {
    /// The name in outputs: `shared_infrastructure`, `contested_identity`, `cloned_history`.
    pub fn as_str(self) -> &'static str {
        match self {
            Pattern::SharedInfrastructure => "shared_infrastructure",
            Pattern::ContestedIdentity => "contested_identity",
            Pattern::ClonedHistory => "cloned_history",
        }
    }
}
