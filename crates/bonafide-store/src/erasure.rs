//! Erasing a claimed person: their keys are destroyed, and so is all that was sealed under them.

use crate::{Error, Transaction, database::Value};
use std::collections::BTreeSet;

impl Transaction<'_> {
    /// Erases the claimed person of an application, with all of that person's applications.
    ///
    /// What they said, the assessments of it, notes on it and the openings of the log's
    /// commitments cannot be read again by anybody; the values by which they met others are
    /// deleted. Outcomes remain, under pseudonyms, and the log still verifies. Gives the
    /// applications that met them: their assessments rest on less now.
    pub fn erase(&mut self, number: u32, account: &str) -> Result<Vec<u32>, Error> {
        let person = self.person(number)?;
        let members = self.applications_of(person)?;
        if members.is_empty() {
            return Err(Error::missing("this person was erased"));
        }
        self.write_links()?;
        self.links.get_mut().settle();
        let mut subjects = BTreeSet::new();
        let mut met = BTreeSet::new();
        for member in &members {
            subjects.extend(self.own_subjects(*member)?);
            for hash in self.links_of(*member)? {
                let others = self
                    .database
                    .rows("SELECT number FROM link_keys WHERE hash = $1", &[hash.into()])?;
                met.extend(others.iter().map(|row| row[0].number() as u32));
                self.database.change(
                    "DELETE FROM link_keys WHERE hash = $1 AND number = $2",
                    &[hash.into(), (*member).into()],
                )?;
            }
            met.extend(self.alike(*member)?);
            for statement in
                ["DELETE FROM alike WHERE number = $1", "DELETE FROM alike WHERE other = $1"]
            {
                self.database.change(statement, &[(*member).into()])?;
            }
        }
        for member in &members {
            let (pseudonym, number) = (self.pseudonym_of(*member)?, Value::from(*member));
            self.database.change(
                "UPDATE applications SET body = NULL, facts = NULL, traits = NULL, links = NULL, \
                 ring = NULL, person = number WHERE number = $1",
                &[number],
            )?;
            met.remove(member);
            self.forget_self_identification(*member)?;
            self.forget_step_files(*member)?;
            let entry = self.journal("person.erased", account, &pseudonym, b"", None)?;
            self.database.change(
                "UPDATE applications SET erased_entry = $2 WHERE number = $1",
                &[(*member).into(), (entry as i64).into()],
            )?;
        }
        for subject in subjects {
            self.part_from(&subject, &members)?;
            self.database.change(
                "UPDATE subjects SET wrapped = NULL, erased_at = $2 WHERE subject = $1",
                &[subject.as_str().into(), self.now.into()],
            )?;
            self.opened.get_mut().remove(&subject);
        }
        self.forget_answers()?;
        Ok(met.into_iter().collect())
    }

    /// Gives a key of their own to applications that were once taken for this person's.
    fn part_from(&mut self, subject: &str, members: &[u32]) -> Result<(), Error> {
        let rows = self.database.rows(
            "SELECT number FROM applications WHERE subject = $1 AND body IS NOT NULL",
            &[subject.into()],
        )?;
        let others = rows.iter().map(|row| row[0].number() as u32);
        for other in others.filter(|other| !members.contains(other)).collect::<Vec<u32>>() {
            let canonical = self.canonical(other)?;
            let own = self.new_subject()?;
            let body = self.sealed(&own, &format!("application {other}"), &canonical)?;
            self.database.change(
                "UPDATE applications SET subject = $2, body = $3 WHERE number = $1",
                &[other.into(), own.as_str().into(), body.as_slice().into()],
            )?;
        }
        Ok(())
    }
}
