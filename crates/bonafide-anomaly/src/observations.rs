//! What all applications left, packed.

use crate::traits::{Common, Traits};

/// What all applications left, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Observations {
    /// Week of each application.
    pub(crate) weeks: Vec<i32>,
    /// Job family and channel of each application.
    pub(crate) strata: Vec<u64>,
    /// Job of each application, and whether its profile is new, where known.
    pub(crate) jobs: Vec<Option<(u64, bool)>>,
    /// Value and application.
    pub(crate) held: Vec<(Common, u64, u32)>,
}

impl Observations {
    /// Takes what the next application left.
    pub fn add(&mut self, traits: Traits) {
        let application = self.weeks.len() as u32;
        self.weeks.push(traits.week);
        self.strata.push(traits.stratum);
        self.jobs.push(traits.job);
        self.held.extend(traits.values.into_iter().map(|(kind, key)| (kind, key, application)));
    }

    /// Number of applications.
    pub fn len(&self) -> usize {
        self.weeks.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.weeks.is_empty()
    }
}
