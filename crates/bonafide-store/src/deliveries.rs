//! Messages to other systems: made of the log's entries, kept until they were received.
//!
//! Nothing that happens is told before it is on the disk, and nothing is forgotten where the
//! process ends: each webhook has its place in the log, up to which messages were made of entries.
//! A message whose answer was lost is sent again under the same id.

use crate::{Error, Transaction, database::Row};
use bonafide_log::Entry;
use bonafide_verification::{
    signature::Secret,
    webhook::{Message, Next, Reply, Topic, message, next},
};
use jiff::Timestamp;

/// A message, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its id, which the receiver sees.
    pub id: String,
    /// Its webhook.
    pub webhook: String,
    /// What it tells of.
    pub topic: String,
    /// What is sent.
    pub body: String,
    /// When it was made.
    pub at: i64,
    /// How often it was tried.
    pub tries: u32,
    /// When it is tried next; of one that waits.
    pub next_at: Option<i64>,
    /// `waiting`, `received` or `laid-aside`.
    pub state: String,
    /// The status of the last answer; none where there was no answer.
    pub status: Option<i64>,
}

/// A message that is to be sent now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Its webhook.
    pub webhook: String,
    /// Where it is sent to.
    pub address: String,
    /// Certificates that the receiver's own may rest on.
    pub certificates: Option<String>,
    /// What it is signed with.
    pub secrets: Vec<Secret>,
    /// What is sent.
    pub message: Message,
}

/// Entries of the log that are looked at for one webhook at a time.
const ENTRIES_AT_A_TIME: u32 = 2_000;

/// Messages that wait for one webhook before no more are made: the log keeps what they would tell.
const WAITING_MAX: i64 = 10_000;

/// How long it is kept that a message was received: seven days, in microseconds.
const RECEIVED_KEPT: i64 = 7 * 86_400_000_000;

const COLUMNS: &str = "id, webhook, topic, body, made_at, tries, next_at, state, status \
                       FROM deliveries";

impl Transaction<'_> {
    /// Makes messages of what happened since it was last done; whether there is more to be made.
    pub fn make_deliveries(&mut self) -> Result<bool, Error> {
        let mut more = false;
        for webhook in self.webhooks()? {
            if webhook.ended.is_none() && webhook.waiting < WAITING_MAX {
                more |= self.make_deliveries_of(&webhook.id, &webhook.topics)?;
            }
            self.database.change(
                "DELETE FROM deliveries WHERE webhook = $1 AND state = 'received' \
                 AND made_at < $2",
                &[webhook.id.as_str().into(), (self.now - RECEIVED_KEPT).into()],
            )?;
        }
        Ok(more)
    }

    fn make_deliveries_of(&mut self, id: &str, topics: &[Topic]) -> Result<bool, Error> {
        let row = self.database.row("SELECT told FROM webhooks WHERE id = $1", &[id.into()])?;
        let told = row.map_or(-1, |row| row[0].number());
        let events = self.events_after(told, ENTRIES_AT_A_TIME)?;
        let Some(last) = events.last().map(|event| event.position) else { return Ok(false) };
        for event in &events {
            let Some((topic, named)) = told_of(&event.entry) else { continue };
            if !topics.contains(&topic) {
                continue;
            }
            // A webhook is told of an entry once, whatever is done twice.
            let hook = id.trim_start_matches("w-");
            let number = format!("m-{hook}-{:012}", event.position);
            let data = [(named, event.entry.about.as_str()), ("event", &event.entry.kind)];
            let message = message(&number, topic, moment(event.entry.at), &data);
            self.database.change(
                "INSERT INTO deliveries (id, webhook, topic, body, made_at, tries, next_at, \
                 state) VALUES ($1, $2, $3, $4, $5, 0, $5, 'waiting') ON CONFLICT DO NOTHING",
                &[
                    number.as_str().into(),
                    id.into(),
                    topic.as_str().into(),
                    message.body.as_str().into(),
                    self.now.into(),
                ],
            )?;
        }
        self.database
            .change("UPDATE webhooks SET told = $2 WHERE id = $1", &[id.into(), last.into()])?;
        Ok(events.len() == ENTRIES_AT_A_TIME as usize)
    }

    /// Messages of a webhook that are to be sent now, the oldest first.
    pub fn deliveries_due(&self, webhook: &str, most: u32) -> Result<Vec<Due>, Error> {
        let rows = self.database.rows(
            "SELECT id, body FROM deliveries WHERE webhook = $1 AND state = 'waiting' \
             AND next_at <= $2 ORDER BY next_at, id LIMIT $3",
            &[webhook.into(), self.now.into(), most.into()],
        )?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let known = self.webhook(webhook)?;
        let secrets = self.webhook_secrets(webhook)?;
        let due = rows.iter().map(|row| Due {
            webhook: known.id.clone(),
            address: known.address.clone(),
            certificates: known.certificates.clone(),
            secrets: secrets.clone(),
            message: Message { id: row[0].text(), body: row[1].text() },
        });
        Ok(due.collect())
    }

    /// Takes down how a try ended, and what is to be done next.
    pub fn tried(&mut self, id: &str, reply: Reply) -> Result<Delivery, Error> {
        let known = self.delivery(id)?;
        if known.state != "waiting" {
            return Ok(known);
        }
        let tries = known.tries + 1;
        let sent = Message { id: known.id, body: known.body };
        let next = next(&sent, tries, reply, moment(self.now));
        let (state, next_at) = match next {
            Next::Received => ("received", None),
            Next::Again(then) => ("waiting", Some(then.as_microsecond())),
            Next::GivenUp | Next::Gone => ("laid-aside", None),
        };
        let status = match reply {
            Reply::Status(status, _) => Some(i64::from(status)),
            Reply::Nothing => None,
        };
        self.database.change(
            "UPDATE deliveries SET tries = $2, next_at = $3, state = $4, status = $5 \
             WHERE id = $1",
            &[id.into(), tries.into(), next_at.into(), state.into(), status.into()],
        )?;
        match next {
            Next::GivenUp => {
                self.journal("webhook.gave-up", "program", id, b"", None)?;
            }
            Next::Gone => {
                self.end_webhook(&known.webhook, "program", "the receiver is gone (410)")?;
            }
            Next::Received | Next::Again(_) => {}
        }
        self.delivery(id)
    }

    /// Sends a message again, from the first try on.
    pub fn send_again(&mut self, id: &str, by: &str) -> Result<Delivery, Error> {
        let known = self.delivery(id)?;
        if self.webhook(&known.webhook)?.ended.is_some() {
            return Err(Error::refused("the webhook is ended; make another one"));
        }
        self.database.change(
            "UPDATE deliveries SET tries = 0, next_at = $2, state = 'waiting' WHERE id = $1",
            &[id.into(), self.now.into()],
        )?;
        self.journal("webhook.sent-again", by, id, b"", None)?;
        self.delivery(id)
    }

    /// Messages of a webhook after one, in the order of their ids, of a state where one is asked
    /// for.
    pub fn deliveries(
        &self,
        webhook: &str,
        state: Option<&str>,
        after: &str,
        most: u32,
    ) -> Result<Vec<Delivery>, Error> {
        self.webhook(webhook)?;
        let sql = format!(
            "SELECT {COLUMNS} WHERE webhook = $1 AND ($2 = '' OR state = $2) AND id > $3 \
             ORDER BY id LIMIT $4"
        );
        let rows = self.database.rows(
            &sql,
            &[webhook.into(), state.unwrap_or_default().into(), after.into(), most.into()],
        )?;
        Ok(rows.iter().map(read).collect())
    }

    /// How many messages wait, and how many are laid aside.
    pub fn count_deliveries(&self) -> Result<(i64, i64), Error> {
        let count = |state: &str| {
            let sql = "SELECT count(*) FROM deliveries WHERE state = $1";
            Ok::<_, Error>(
                self.database.row(sql, &[state.into()])?.map_or(0, |row| row[0].number()),
            )
        };
        Ok((count("waiting")?, count("laid-aside")?))
    }

    fn delivery(&self, id: &str) -> Result<Delivery, Error> {
        let row = self.database.row(&format!("SELECT {COLUMNS} WHERE id = $1"), &[id.into()])?;
        row.as_ref().map(read).ok_or_else(|| Error::missing("there is no such message"))
    }
}

/// Which topic an entry of the log is, and what it is about; none of what is told to nobody.
fn told_of(entry: &Entry) -> Option<(Topic, &'static str)> {
    let decision = ["refused", "disputed", "upheld", "overturned", "reversed"];
    match entry.kind.as_str() {
        "assessment.made" => Some((Topic::ApplicationAssessed, "application")),
        "case.opened" => Some((Topic::CaseOpened, "case")),
        "case.closed" => Some((Topic::CaseDecided, "case")),
        "step.ordered" => Some((Topic::StepOrdered, "step")),
        "step.changed" | "step.left-out" | "step.signed" => Some((Topic::StepChanged, "step")),
        kind => {
            let deed = kind.strip_prefix("decision.")?;
            decision.contains(&deed).then_some((Topic::DecisionChanged, "case"))
        }
    }
}

fn moment(at: i64) -> Timestamp {
    Timestamp::from_microsecond(at).unwrap_or(Timestamp::MAX)
}

fn read(row: &Row) -> Delivery {
    Delivery {
        id: row[0].text(),
        webhook: row[1].text(),
        topic: row[2].text(),
        body: row[3].text(),
        at: row[4].number(),
        tries: row[5].number() as u32,
        next_at: row[6].number_if_any(),
        state: row[7].text(),
        status: row[8].number_if_any(),
    }
}
