//! What is kept no longer, by policy: whole persons, parts of applications, messages of providers.
//!
//! All that is sealed under a person's key ends together: when the last record of theirs may not
//! be kept longer. Nothing ends while a case is open.

use crate::{Error, Transaction, applications::as_bytes, seal::seal, shortened::shorten};
use bonafide_linkage::Key;
use bonafide_verification::policy::{Policy, Record, keep_until};
use jiff::Timestamp;
use serde_json::Value;
use std::collections::BTreeSet;

/// What is to be ended of one claimed person or application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Number of the application; of a person, that of their first one.
    pub number: u32,
    /// Its pseudonym.
    pub application: String,
    /// What of it ends: everything of the person (`applications`), or parts.
    pub records: Vec<Record>,
}

/// An application without what is kept no longer.
pub struct Less<'a> {
    /// What remains, in the canonical form.
    pub canonical: &'a [u8],
    /// The keys of what remains.
    pub keys: &'a [Key],
    /// What remains of what it may have in common with others of its week.
    pub traits: &'a [u8],
    /// What ended.
    pub records: &'a [Record],
}

impl Transaction<'_> {
    /// What ends by a policy among so many applications after one, in order of arrival; and the
    /// last one that was looked at, where there are more.
    pub fn endings(
        &self,
        policy: &Policy,
        after: i64,
        looked_at: u32,
    ) -> Result<(Vec<Ending>, Option<i64>), Error> {
        let rows = self.database.rows(
            "SELECT number, person, pseudonym, received_at, ended, \
             CASE WHEN body IS NULL THEN 1 ELSE 0 END FROM applications WHERE number > $1 ORDER BY number LIMIT $2",
            &[after.into(), looked_at.into()],
        )?;
        let mut found = Vec::new();
        for row in rows.iter().filter(|row| row[5].number() == 0) {
            let (number, received) = (row[0].number() as u32, row[3].number());
            let ending = |records| Ending { number, application: row[2].text(), records };
            let first = row[0] == row[1];
            if first && self.is_past(policy, Record::Applications, received) {
                let until = self.kept_until(policy, number)?;
                if until.is_some_and(|until| until <= self.now) {
                    found.push(ending(vec![Record::Applications]));
                    continue;
                }
            }
            let ended = row[4].text();
            let parts: Vec<Record> = [Record::Documents, Record::Sessions]
                .into_iter()
                .filter(|part| !ended.split(' ').any(|known| known == part.as_str()))
                .filter(|part| self.is_past(policy, *part, received))
                .collect();
            if !parts.is_empty() && !self.is_worked_on(number)? {
                found.push(ending(parts));
            }
        }
        let last = rows.last().filter(|_| rows.len() == looked_at as usize);
        Ok((found, last.map(|row| row[0].number())))
    }

    /// Until when a claimed person is kept: as long as any record of theirs. None while a case of
    /// theirs is open.
    fn kept_until(&self, policy: &Policy, person: u32) -> Result<Option<i64>, Error> {
        let mut until = 0;
        let mut keep = |record: Record, last: i64| {
            until = until.max(ends_at(policy, record, last));
        };
        for member in self.applications_of(person)? {
            let last = self.database.row(
                "SELECT a.received_at, s.at FROM applications a \
                 LEFT JOIN stages s ON s.number = a.number WHERE a.number = $1",
                &[member.into()],
            )?;
            let last = last.map_or(0, |row| row[0].number().max(row[1].number()));
            keep(Record::Applications, last);
            for step in self.steps_of(member)? {
                let told = step.happened.iter().map(|one| one.told_at).max();
                let ordered = step.order.as_ref().map(|order| order.at);
                let attached = self.step_files(&step.id)?.iter().map(|file| file.at).max();
                let told = told.into_iter().chain(attached).max();
                keep(Record::Steps, told.into_iter().chain(ordered).fold(step.needed_at, i64::max));
            }
            for case in self.cases_of(member)? {
                let Some(closed) = case.closed_at else { return Ok(None) };
                let noted = self.notes(&case.id)?.iter().map(|note| note.at).max();
                let last = noted.unwrap_or(closed).max(closed);
                keep(Record::Cases, last);
                let mut decided = last;
                for decision in self.decisions(&case.id)? {
                    let acts = decision.acts.iter().map(|act| act.at.as_microsecond());
                    decided = acts.fold(decided.max(decision.at), i64::max);
                    keep(Record::Decisions, decided);
                }
                if case.queue != "review" {
                    keep(Record::Notices, decided);
                }
            }
            if let Some(last) = self.assessments(member)?.pop() {
                let body = last.body.and_then(|body| serde_json::from_slice::<Value>(&body).ok());
                let noticed = body.as_ref().and_then(|body| body["notices"].as_array());
                if noticed.is_some_and(|notices| !notices.is_empty()) {
                    keep(Record::Notices, last.at);
                }
            }
        }
        Ok(Some(until))
    }

    fn is_past(&self, policy: &Policy, record: Record, last: i64) -> bool {
        ends_at(policy, record, last) <= self.now
    }

    /// Whether a case of an application is open.
    fn is_worked_on(&self, number: u32) -> Result<bool, Error> {
        Ok(self.cases_of(number)?.iter().any(|case| case.closed_at.is_none()))
    }

    /// How many messages of providers end by a policy.
    pub fn messages_past(&self, policy: &Policy) -> Result<i64, Error> {
        let row = self.database.row(
            "SELECT count(*) FROM provider_messages WHERE at <= $1",
            &[self.before(policy, Record::ProviderMessages).into()],
        )?;
        Ok(row.map_or(0, |row| row[0].number()))
    }

    /// Removes messages of providers that end by a policy; how many. What they said stays with the
    /// step.
    pub fn end_messages(&mut self, policy: &Policy) -> Result<usize, Error> {
        let before = self.before(policy, Record::ProviderMessages);
        let ended = self
            .database
            .change("DELETE FROM provider_messages WHERE at <= $1", &[before.into()])?;
        if ended > 0 {
            let details = ended.to_string();
            self.journal("messages.ended", "retention", "steps", details.as_bytes(), None)?;
        }
        Ok(ended)
    }

    /// The moment before which a record ends now.
    fn before(&self, policy: &Policy, record: Record) -> i64 {
        let span = ends_at(policy, record, self.now).saturating_sub(self.now);
        self.now.saturating_sub(span)
    }

    /// Keeps less of an application. Gives those who met it by what ended.
    pub fn keep_less(&mut self, number: u32, less: &Less<'_>) -> Result<Vec<u32>, Error> {
        let (subject, pseudonym) = (self.subject_of(number)?, self.pseudonym_of(number)?);
        let body = self.sealed(&subject, &format!("application {number}"), less.canonical)?;
        let traits = seal(&self.keys.link, &format!("traits {number}"), &shorten(less.traits)?)?;
        let remain: BTreeSet<i64> = less.keys.iter().map(|key| self.link_hash(*key)).collect();
        let mut met = BTreeSet::new();
        for hash in self.links_of(number)?.into_iter().filter(|hash| !remain.contains(hash)) {
            let others = self
                .database
                .rows("SELECT number FROM link_keys WHERE hash = $1", &[hash.into()])?;
            met.extend(others.iter().map(|row| row[0].number() as u32));
            self.database.change(
                "DELETE FROM link_keys WHERE hash = $1 AND number = $2",
                &[hash.into(), number.into()],
            )?;
        }
        met.remove(&number);
        let links: Vec<i64> = remain.into_iter().collect();
        let names: Vec<&str> = less.records.iter().map(|record| record.as_str()).collect();
        let names = names.join(" ");
        self.database.change(
            "UPDATE applications SET body = $2, traits = $3, links = $4, \
             ended = trim(coalesce(ended, '') || ' ' || $5) WHERE number = $1",
            &[
                number.into(),
                body.as_slice().into(),
                traits.as_slice().into(),
                as_bytes(&links).as_slice().into(),
                names.as_str().into(),
            ],
        )?;
        self.journal("application.reduced", "retention", &pseudonym, names.as_bytes(), None)?;
        Ok(met.into_iter().collect())
    }
}

/// An application in the canonical form, without parts that are kept no longer; `None` where it
/// cannot be read.
pub fn without(canonical: &[u8], records: &[Record]) -> Option<Vec<u8>> {
    let mut value: Value = serde_json::from_slice(canonical).ok()?;
    let fields = value.as_object_mut()?;
    if records.contains(&Record::Documents) {
        fields.remove("attachments");
        fields.remove("documents");
    }
    if records.contains(&Record::Sessions) {
        fields.remove("session");
        for event in fields.get_mut("events").and_then(Value::as_array_mut).into_iter().flatten() {
            let event = event.as_object_mut()?;
            for name in ["ip", "time_zone", "device_id"] {
                event.remove(name);
            }
        }
    }
    serde_json::to_vec(&value).ok()
}

fn ends_at(policy: &Policy, record: Record, last: i64) -> i64 {
    let last = Timestamp::from_microsecond(last).unwrap_or(Timestamp::MAX);
    keep_until(policy, record, last).as_microsecond()
}

#[cfg(test)]
mod tests {
    use super::without;
    use bonafide_verification::policy::Record;
    use serde_json::{Value, json};

    #[test]
    fn what_ends_is_gone_and_the_rest_stays_as_it_was() {
        let all = json!({"id": "a", "own": 1, "attachments": [{}], "documents": [{}],
            "session": {"ip": "198.51.100.7"}, "resume": {"text": "x"},
            "events": [{"kind": "interview", "ip": "198.51.100.7", "device_id": "d",
                "time_zone": "Europe/Berlin", "camera": true}]});
        let less = |records: &[Record]| -> Value {
            let bytes = without(all.to_string().as_bytes(), records).expect("an object");
            serde_json::from_slice(&bytes).expect("JSON")
        };
        assert_eq!(less(&[]), all);
        let documents = less(&[Record::Documents]);
        assert!(documents.get("attachments").is_none() && documents.get("documents").is_none());
        assert_eq!(documents["session"], all["session"]);
        let sessions = less(&[Record::Sessions]);
        assert!(sessions.get("session").is_none() && sessions["attachments"].is_array());
        assert_eq!(sessions["events"], json!([{"kind": "interview", "camera": true}]));
        assert!(without(b"[]", &[Record::Sessions]).is_none());
    }
}
