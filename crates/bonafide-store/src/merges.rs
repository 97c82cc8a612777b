//! Cases that turn out to be one, and members that turn out to have a case of their own.

use crate::{Case, Error, NewCase, Transaction};

/// What stands in place of a ring's id while a case is merged and its ring not found yet.
const UNNAMED: &str = "unnamed";

impl Transaction<'_> {
    /// Merges a case into another one: its members and notes go over, and it is closed. Whoever
    /// does so works on the one that remains; nobody else works on the other, and neither has a
    /// decision. Call [`Transaction::name_ring`] once the applications are screened anew.
    pub fn merge_cases(&mut self, into: &str, other: &str, account: &str) -> Result<Case, Error> {
        let (kept, gone) = (self.case(into)?, self.case(other)?);
        if into == other {
            return Err(Error::refused("name another case to merge with"));
        }
        is_free(&kept, account)?;
        is_free(&gone, account)?;
        if kept.leased_to.as_deref() != Some(account) {
            return Err(Error::refused("claim the case that remains before you merge another"));
        }
        if kept.queue != gone.queue {
            return Err(Error::refused("the two wait in different queues, and are decided apart"));
        }
        for number in self.numbers_of(other)? {
            self.add_member(into, number)?;
        }
        let ring = kept.ring.as_deref().or(gone.ring.as_deref()).unwrap_or(UNNAMED);
        let urgent = [&kept.priority, &gone.priority].into_iter().any(|p| p == "priority");
        let priority = if urgent { "priority" } else { kept.priority.as_str() };
        self.database.change(
            "UPDATE cases SET ring = $2, priority = $3, due_at = $4 WHERE id = $1",
            &[into.into(), ring.into(), priority.into(), kept.due_at.min(gone.due_at).into()],
        )?;
        self.database.change(
            "UPDATE cases SET closed_at = $2, merged_into = $3, stands = 'merged', \
             leased_to = NULL, leased_until = NULL WHERE id = $1",
            &[other.into(), self.now.into(), into.into()],
        )?;
        self.journal("case.merged", account, into, other.as_bytes(), None)?;
        self.case(into)
    }

    /// Names the ring of a case that was merged, as it is now; none where its applications are in
    /// none.
    pub fn name_ring(&mut self, id: &str) -> Result<Case, Error> {
        self.database.change(
            "UPDATE cases SET ring = (SELECT a.ring FROM applications a \
             WHERE a.number = cases.number) WHERE id = $1 AND ring = $2",
            &[id.into(), UNNAMED.into()],
        )?;
        self.case(id)
    }

    /// Takes a member out of a case, into one of its own, which has the same queue, priority and
    /// due time.
    pub fn split_case(&mut self, id: &str, number: u32, account: &str) -> Result<Case, Error> {
        let case = self.case(id)?;
        is_free(&case, account)?;
        if case.leased_to.as_deref() != Some(account) {
            return Err(Error::refused("claim the case before you split it"));
        }
        let numbers = self.numbers_of(id)?;
        if !numbers.contains(&number) {
            return Err(Error::missing("the application is not of this case"));
        }
        let Some(rest) = numbers.iter().find(|other| **other != number) else {
            return Err(Error::refused("the case has no other application"));
        };
        self.database.change(
            "DELETE FROM case_members WHERE case_id = $1 AND number = $2",
            &[id.into(), number.into()],
        )?;
        if case.number == number {
            self.database.change(
                "UPDATE cases SET number = $2 WHERE id = $1",
                &[id.into(), (*rest).into()],
            )?;
        }
        let own = self.open_case(&NewCase {
            number,
            ring: None,
            queue: &case.queue,
            priority: &case.priority,
            due_in: case.due_at - self.now,
            reasons: &case.reasons,
            policy: &case.policy,
        })?;
        let details = format!("{} {own}", self.pseudonym_of(number)?);
        self.journal("case.split", account, id, details.as_bytes(), None)?;
        self.case(&own)
    }
}

/// Whether a case may be merged or split: it is open, has no decision, and nobody else works on
/// it.
fn is_free(case: &Case, account: &str) -> Result<(), Error> {
    if case.closed_at.is_some() || case.stands.is_some() {
        return Err(Error::refused("a case with a decision stays as it was decided"));
    }
    if case.leased_to.as_deref().is_some_and(|other| other != account) {
        return Err(Error::refused("another person works on the case; ask them"));
    }
    Ok(())
}
