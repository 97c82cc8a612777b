//! Policies that somebody proposes, and somebody else puts in force.

use crate::{Error, Transaction, database::Row, seal::random};
use bonafide_log::hex;
use bonafide_verification::policy::Policy;

/// A policy that waits for a second person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its id.
    pub id: String,
    /// Version of the policy.
    pub version: String,
    /// As it is written.
    pub text: String,
    /// Who proposed it.
    pub by: String,
    /// When.
    pub at: i64,
}

const COLUMNS: &str = "id, version, said, by_account, at";

impl Transaction<'_> {
    /// Proposes a policy, in place of any that waits.
    pub fn propose_policy(
        &mut self,
        policy: &Policy,
        text: &str,
        changes: &[String],
        by: &str,
    ) -> Result<Proposal, Error> {
        let version = policy.version();
        let newest = self.policies()?.into_iter().next();
        if newest.is_some_and(|newest| newest.version == version) {
            return Err(Error::refused("this says what the policy in force says; change a rule"));
        }
        if let Some(waiting) = self.proposal()? {
            self.end_proposal(&waiting.id, by, "withdrawn")?;
        }
        let id = format!("p-{}", hex(&random::<8>()?));
        self.database.change(
            "INSERT INTO policy_proposals (id, version, said, by_account, at) \
             VALUES ($1, $2, $3, $4, $5)",
            &[id.as_str().into(), version.as_str().into(), text.into(), by.into(), self.now.into()],
        )?;
        self.journal("policy.proposed", by, &id, changes.join("\n").as_bytes(), None)?;
        self.waiting(&id)
    }

    /// The policy that waits, where one does.
    pub fn proposal(&self) -> Result<Option<Proposal>, Error> {
        let sql = format!(
            "SELECT {COLUMNS} FROM policy_proposals WHERE ended_at IS NULL ORDER BY at DESC LIMIT 1"
        );
        Ok(self.database.row(&sql, &[])?.as_ref().map(read))
    }

    /// Puts a proposed policy in force, as somebody else than who proposed it.
    pub fn approve_policy(
        &mut self,
        id: &str,
        policy: &Policy,
        changes: &[String],
        by: &str,
    ) -> Result<(), Error> {
        let proposal = self.waiting(id)?;
        if proposal.by == by {
            return Err(Error::refused(
                "you proposed this yourself; another administrator puts it in force",
            ));
        }
        self.end_proposal(id, by, "approved")?;
        self.put_in_force(policy, &proposal.text, changes, by)?;
        Ok(())
    }

    /// Takes a proposal back, or declines it.
    pub fn withdraw_policy(&mut self, id: &str, by: &str) -> Result<(), Error> {
        self.waiting(id)?;
        self.end_proposal(id, by, "withdrawn")
    }

    fn waiting(&self, id: &str) -> Result<Proposal, Error> {
        let waiting = self.proposal()?.filter(|waiting| waiting.id == id);
        waiting.ok_or_else(|| Error::missing("this proposal does not wait any more; load the page"))
    }

    fn end_proposal(&mut self, id: &str, by: &str, how: &str) -> Result<(), Error> {
        self.database.change(
            "UPDATE policy_proposals SET ended_at = $2, ended_by = $3, ended_how = $4 \
             WHERE id = $1",
            &[id.into(), self.now.into(), by.into(), how.into()],
        )?;
        self.journal(&format!("policy.{how}"), by, id, b"", None)?;
        Ok(())
    }
}

fn read(row: &Row) -> Proposal {
    Proposal {
        id: row[0].text(),
        version: row[1].text(),
        text: row[2].text(),
        by: row[3].text(),
        at: row[4].number(),
    }
}
