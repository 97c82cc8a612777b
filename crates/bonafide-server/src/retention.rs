//! Ending what the policy keeps no longer: some at a time, so that nobody waits for it.

use crate::Office;
use bonafide_store::{Ending, Error};
use bonafide_verification::policy::Record;

/// Applications that are looked at in one transaction, and most of them that end in one.
const LOOKED_AT: u32 = 2_000;
const ENDED_AT_A_TIME: usize = 16;

/// What was ended, or would be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ended {
    /// Claimed persons who were erased.
    pub persons: u64,
    /// Applications of which parts were ended.
    pub reduced: u64,
    /// Messages of providers that were removed.
    pub messages: u64,
}

impl Office {
    /// What of so many applications would end now by the policy in force; and where to go on.
    pub fn would_end(&mut self, after: i64) -> Result<(Vec<Ending>, Option<i64>), Error> {
        let policy = &self.policy;
        self.store.write((self.functions.now)(), |t| t.endings(policy, after, LOOKED_AT))
    }

    /// How many messages of providers would end now.
    pub fn messages_would_end(&mut self) -> Result<i64, Error> {
        let policy = &self.policy;
        self.store.write((self.functions.now)(), |t| t.messages_past(policy))
    }

    /// Ends some of what the policy keeps no longer, adds it to `ended`, and says where to go on;
    /// nowhere, where all is done. Begins after -1.
    pub fn end_some(&mut self, after: i64, ended: &mut Ended) -> Result<Option<i64>, Error> {
        let (policy, functions) = (&self.policy, &self.functions);
        let now = (functions.now)();
        let next = self.store.write(now, |t| {
            let (mut endings, mut next) = t.endings(policy, after, LOOKED_AT)?;
            if endings.len() > ENDED_AT_A_TIME {
                endings.truncate(ENDED_AT_A_TIME);
                next = endings.last().map(|last| i64::from(last.number));
            }
            let mut done = Ended::default();
            for ending in &endings {
                if ending.records.contains(&Record::Applications) {
                    let erased = t.applications_of(t.person(ending.number)?)?;
                    let met = t.erase(ending.number, "retention")?;
                    (functions.rescreen)(t, &met, &erased)?;
                    done.persons += 1;
                } else {
                    (functions.keep_less)(t, ending.number, &ending.records)?;
                    done.reduced += 1;
                }
            }
            if after < 0 {
                done.messages += t.end_messages(policy)? as u64;
            }
            Ok((next, done))
        });
        let (next, done) = next?;
        ended.persons += done.persons;
        ended.reduced += done.reduced;
        ended.messages += done.messages;
        self.behind = self.store.publish().err().map(|error| error.to_string());
        Ok(next)
    }
}
