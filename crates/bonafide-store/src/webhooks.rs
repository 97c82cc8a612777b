//! Webhooks: which other systems an administrator named, and what they are told of.

use crate::{
    Error, Transaction,
    database::Row,
    seal::{open, random, seal},
};
use bonafide_log::hex;
use bonafide_verification::{signature::Secret, webhook::Topic};

/// Another system that is told what happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// Its id.
    pub id: String,
    /// Where messages are sent to.
    pub address: String,
    /// What it is told of.
    pub topics: Vec<Topic>,
    /// Certificates (PEM) that its own may rest on, instead of the public ones.
    pub certificates: Option<String>,
    /// Who named it.
    pub by: String,
    /// When.
    pub at: i64,
    /// When it was ended, and why.
    pub ended: Option<(i64, String)>,
    /// Messages that are to be sent yet.
    pub waiting: i64,
    /// Messages that were given up, until somebody sends them again.
    pub laid_aside: i64,
}

/// A webhook that is to be made.
#[derive(Clone, Copy, Debug)]
pub struct NewWebhook<'a> {
    /// Where messages are sent to.
    pub address: &'a str,
    /// What it is told of.
    pub topics: &'a [Topic],
    /// Certificates that its own may rest on.
    pub certificates: Option<&'a str>,
    /// What messages are signed with, as it is written.
    pub secret: &'a str,
}

/// Most webhooks that are not ended: each is a look at the log and a connection of its own.
pub const WEBHOOKS_MAX: usize = 16;

/// How long an old secret still signs beside the new one: a day, in microseconds.
const OLD_SECRET: i64 = 86_400_000_000;

const COLUMNS: &str = "w.id, w.address, w.topics, w.certificates, w.made_by, w.made_at, \
                       w.ended_at, w.ended_why, \
                       (SELECT count(*) FROM deliveries d WHERE d.webhook = w.id \
                       AND d.state = 'waiting'), \
                       (SELECT count(*) FROM deliveries d WHERE d.webhook = w.id \
                       AND d.state = 'laid-aside') FROM webhooks w";

impl Transaction<'_> {
    /// Names a system that is told what happens from now on.
    pub fn add_webhook(&mut self, new: &NewWebhook<'_>, by: &str) -> Result<Webhook, Error> {
        let open = self.webhooks()?.iter().filter(|known| known.ended.is_none()).count();
        if open >= WEBHOOKS_MAX {
            return Err(Error::refused("there are 16 webhooks; end one that is not needed"));
        }
        let id = format!("w-{}", hex(&random::<8>()?));
        let topics: Vec<&str> = new.topics.iter().map(|topic| topic.as_str()).collect();
        let topics = topics.join(" ");
        let secret = self.seal_secret(&id, new.secret)?;
        let told = self.last_event()?;
        self.database.change(
            "INSERT INTO webhooks (id, address, topics, certificates, secret, made_by, made_at, \
             told) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            &[
                id.as_str().into(),
                new.address.into(),
                topics.as_str().into(),
                new.certificates.into(),
                secret.as_slice().into(),
                by.into(),
                self.now.into(),
                told.into(),
            ],
        )?;
        let details = format!("{} {topics}", new.address);
        self.journal("webhook.made", by, &id, details.as_bytes(), None)?;
        self.webhook(&id)
    }

    /// Every webhook, ended ones too, in the order in which they were made.
    pub fn webhooks(&self) -> Result<Vec<Webhook>, Error> {
        let rows =
            self.database.rows(&format!("SELECT {COLUMNS} ORDER BY w.made_at, w.id"), &[])?;
        rows.iter().map(read).collect()
    }

    /// A webhook.
    pub fn webhook(&self, id: &str) -> Result<Webhook, Error> {
        let row = self.database.row(&format!("SELECT {COLUMNS} WHERE w.id = $1"), &[id.into()])?;
        read(&row.ok_or_else(|| Error::missing("there is no such webhook"))?)
    }

    /// Ends a webhook; what was to be sent is laid aside.
    pub fn end_webhook(&mut self, id: &str, by: &str, why: &str) -> Result<Webhook, Error> {
        let known = self.webhook(id)?;
        if known.ended.is_some() {
            return Err(Error::refused("the webhook is ended already"));
        }
        self.database.change(
            "UPDATE webhooks SET ended_at = $2, ended_why = $3 WHERE id = $1",
            &[id.into(), self.now.into(), why.into()],
        )?;
        self.database.change(
            "UPDATE deliveries SET state = 'laid-aside', next_at = NULL \
             WHERE webhook = $1 AND state = 'waiting'",
            &[id.into()],
        )?;
        self.journal("webhook.ended", by, id, why.as_bytes(), None)?;
        self.webhook(id)
    }

    /// Signs with another secret from now on; for a day with the old one as well.
    pub fn change_webhook_secret(
        &mut self,
        id: &str,
        secret: &str,
        by: &str,
    ) -> Result<Webhook, Error> {
        self.webhook(id)?;
        let sealed = self.seal_secret(id, secret)?;
        self.database.change(
            "UPDATE webhooks SET former = secret, former_until = $3, secret = $2 WHERE id = $1",
            &[id.into(), sealed.as_slice().into(), (self.now + OLD_SECRET).into()],
        )?;
        self.journal("webhook.secret-changed", by, id, b"", None)?;
        self.webhook(id)
    }

    /// What messages of a webhook are signed with now.
    pub(crate) fn webhook_secrets(&self, id: &str) -> Result<Vec<Secret>, Error> {
        let row = self
            .database
            .row("SELECT secret, former, former_until FROM webhooks WHERE id = $1", &[id.into()])?;
        let row = row.ok_or_else(|| Error::missing("there is no such webhook"))?;
        let mut sealed = vec![row[0].bytes()];
        if row[2].number_if_any().is_some_and(|until| until > self.now) {
            sealed.push(row[1].bytes());
        }
        let wrong = |_| Error::failed("the secret of a webhook cannot be read; change it");
        let secrets = sealed.into_iter().map(|sealed| {
            let text = open(&self.keys.own, &place(id), sealed)?;
            Secret::parse(&String::from_utf8_lossy(&text)).map_err(wrong)
        });
        secrets.collect()
    }

    fn seal_secret(&self, id: &str, secret: &str) -> Result<Vec<u8>, Error> {
        seal(&self.keys.own, &place(id), secret.as_bytes())
    }
}

fn place(id: &str) -> String {
    format!("webhook {id}")
}

fn read(row: &Row) -> Result<Webhook, Error> {
    let wrong = || Error::failed("a stored webhook cannot be read; restore a backup");
    let topics = row[2].text();
    let topics = topics.split_whitespace().map(|topic| Topic::parse(topic).ok_or_else(wrong));
    Ok(Webhook {
        id: row[0].text(),
        address: row[1].text(),
        topics: topics.collect::<Result<_, Error>>()?,
        certificates: row[3].text_if_any(),
        by: row[4].text(),
        at: row[5].number(),
        ended: row[6].number_if_any().map(|at| (at, row[7].text())),
        waiting: row[8].number(),
        laid_aside: row[9].number(),
    })
}
