//! Applications as they arrive, what they meet by, and who is who.

use crate::{
    Error, Transaction,
    database::{Row, Value},
    seal::{keyed, open, random, seal},
    shortened::{lengthen, shorten},
};
use bonafide_application::Application;
use bonafide_linkage::Key;
use bonafide_log::hex;

/// An application that is to be kept.
pub struct Arrival<'a> {
    /// As claimed.
    pub application: &'a Application,
    /// Its canonical form, of which every byte is kept.
    pub canonical: &'a [u8],
    /// Its keys, each once.
    pub keys: &'a [Key],
    /// What it may have in common with others of its week; sealed.
    pub traits: &'a [u8],
    /// Who sent it, by pseudonym.
    pub actor: &'a str,
}

/// How an arrival was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// Its number, in order of arrival.
    pub number: u32,
    /// The name under which it is spoken of; it says nothing of the person.
    pub pseudonym: String,
    /// Whether it is here since an earlier request that said exactly the same.
    pub repeated: bool,
}

impl Transaction<'_> {
    /// Keeps an application. The same record a second time changes nothing; another record under
    /// the same id is refused.
    pub fn receive(&mut self, arrival: &Arrival<'_>) -> Result<Received, Error> {
        let application = arrival.application;
        let system = application.source.system.as_deref().unwrap_or_default();
        let named = format!("{system}\u{0}{}", application.id);
        let identity = short(keyed(&self.keys.link, "identity", named.as_bytes()));
        let content = short(keyed(&self.keys.link, "content", arrival.canonical));
        let known = self.database.row(
            "SELECT number, pseudonym, content FROM applications WHERE identity = $1",
            &[identity.as_slice().into()],
        )?;
        if let Some(row) = known {
            if row[2].bytes() != content {
                return Err(Error::refused(
                    "another application has this id in this source; give each one of its own",
                ));
            }
            let number = row[0].number() as u32;
            return Ok(Received { number, pseudonym: row[1].text(), repeated: true });
        }
        let number = self.last_application()? + 1;
        let pseudonym = format!("a-{}", hex(&random::<8>()?));
        let subject = self.new_subject()?;
        let hashes: Vec<i64> = arrival.keys.iter().map(|key| self.link_hash(*key)).collect();
        let body = self.sealed(&subject, &place(number), arrival.canonical)?;
        self.database.change(
            "INSERT INTO applications (number, pseudonym, identity, content, subject, received_at, \
             body, person, version, log_odds, band, traits, links) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0.0, 'clear', $9, $10)",
            &[
                number.into(),
                pseudonym.as_str().into(),
                identity.as_slice().into(),
                content.as_slice().into(),
                subject.as_str().into(),
                self.now.into(),
                body.as_slice().into(),
                number.into(),
                seal(&self.keys.link, &format!("traits {number}"), &shorten(arrival.traits)?)?
                    .as_slice()
                    .into(),
                as_bytes(&hashes).as_slice().into(),
            ],
        )?;
        self.links.get_mut().arrive(&hashes, number as u32);
        self.count_arrival(number, application)?;
        self.journal("application.received", arrival.actor, &pseudonym, &content, Some(&subject))?;
        Ok(Received { number: number as u32, pseudonym, repeated: false })
    }

    /// The number of the last application that arrived; -1 before the first.
    pub fn last_application(&self) -> Result<i64, Error> {
        let last = self.database.row("SELECT max(number) FROM applications", &[])?;
        Ok(last.and_then(|row| row[0].number_if_any()).unwrap_or(-1))
    }

    /// The canonical form of an application.
    pub fn canonical(&self, number: u32) -> Result<Vec<u8>, Error> {
        let row = self
            .database
            .row("SELECT subject, body FROM applications WHERE number = $1", &[number.into()])?;
        let row = row.ok_or_else(|| Error::missing("there is no such application"))?;
        self.unsealed(&row[0].text(), &place(i64::from(number)), row[1].bytes())
    }

    /// An application as claimed.
    pub fn application(&self, number: u32) -> Result<Application, Error> {
        serde_json::from_slice(&self.canonical(number)?)
            .map_err(|_| Error::failed("a stored application cannot be read; restore a backup"))
    }

    /// When an application arrived.
    pub fn received_at(&self, number: u32) -> Result<i64, Error> {
        let row = self
            .database
            .row("SELECT received_at FROM applications WHERE number = $1", &[number.into()])?;
        Ok(row.ok_or_else(|| Error::missing("there is no such application"))?[0].number())
    }

    /// The number of the application with a pseudonym.
    pub fn number_of(&self, pseudonym: &str) -> Result<u32, Error> {
        let row = self
            .database
            .row("SELECT number FROM applications WHERE pseudonym = $1", &[pseudonym.into()])?;
        let row = row.ok_or_else(|| Error::missing("there is no such application"))?;
        Ok(row[0].number() as u32)
    }

    /// The pseudonym of an application.
    pub fn pseudonym_of(&self, number: u32) -> Result<String, Error> {
        let row = self
            .database
            .row("SELECT pseudonym FROM applications WHERE number = $1", &[number.into()])?;
        Ok(row.ok_or_else(|| Error::missing("there is no such application"))?[0].text())
    }

    /// Pseudonyms of applications after one, in order of arrival.
    pub fn applications_after(&self, after: i64, most: u32) -> Result<Vec<(u32, String)>, Error> {
        let rows = self.database.rows(
            "SELECT number, pseudonym FROM applications WHERE number > $1 ORDER BY number LIMIT $2",
            &[after.into(), most.into()],
        )?;
        Ok(rows.iter().map(|row| (row[0].number() as u32, row[1].text())).collect())
    }

    /// The claimed person of an application: the number of that person's first application.
    pub fn person(&self, number: u32) -> Result<u32, Error> {
        let row = self
            .database
            .row("SELECT person FROM applications WHERE number = $1", &[number.into()])?;
        Ok(row.ok_or_else(|| Error::missing("there is no such application"))?[0].number() as u32)
    }

    /// The applications of a claimed person, in order of arrival, but for erased ones.
    pub fn applications_of(&self, person: u32) -> Result<Vec<u32>, Error> {
        let rows = self.database.rows(
            "SELECT number FROM applications WHERE person = $1 AND body IS NOT NULL \
             ORDER BY number",
            &[person.into()],
        )?;
        Ok(rows.iter().map(|row| row[0].number() as u32).collect())
    }

    /// A key of a new claimed person.
    pub(crate) fn new_subject(&mut self) -> Result<String, Error> {
        let subject = format!("s-{}", hex(&random::<8>()?));
        let key = random::<32>()?;
        let wrapped = seal(&self.keys.master, &subject, &key)?;
        self.database.change(
            "INSERT INTO subjects (subject, wrapped) VALUES ($1, $2)",
            &[subject.as_str().into(), wrapped.as_slice().into()],
        )?;
        self.opened.get_mut().insert(subject.clone(), key);
        Ok(subject)
    }

    /// The key of a claimed person; refused where it was destroyed.
    pub(crate) fn key_of(&self, subject: &str) -> Result<[u8; 32], Error> {
        if let Some(known) = self.opened.borrow().get(subject) {
            return Ok(*known);
        }
        let row = self
            .database
            .row("SELECT wrapped FROM subjects WHERE subject = $1", &[subject.into()])?;
        let row: Row = row.ok_or_else(|| Error::missing("there is no such person"))?;
        if row[0] == Value::Null {
            return Err(Error::missing("this person was erased"));
        }
        let key: [u8; 32] = open(&self.keys.master, subject, row[0].bytes())?
            .try_into()
            .map_err(|_| Error::failed("a person's key is cut off; restore a backup"))?;
        self.opened.borrow_mut().insert(subject.to_owned(), key);
        Ok(key)
    }

    pub(crate) fn sealed(
        &self,
        subject: &str,
        place: &str,
        plain: &[u8],
    ) -> Result<Vec<u8>, Error> {
        seal(&self.key_of(subject)?, place, &shorten(plain)?)
    }

    pub(crate) fn unsealed(
        &self,
        subject: &str,
        place: &str,
        sealed: &[u8],
    ) -> Result<Vec<u8>, Error> {
        lengthen(open(&self.key_of(subject)?, place, sealed)?)
    }

    /// The subject under whose key an application is kept.
    pub(crate) fn subject_of(&self, number: u32) -> Result<String, Error> {
        let row = self
            .database
            .row("SELECT subject FROM applications WHERE number = $1", &[number.into()])?;
        Ok(row.ok_or_else(|| Error::missing("there is no such application"))?[0].text())
    }
}

/// Values as an application lists them: the first three bytes of each, by which the table finds the
/// few that begin so. A length that is a multiple of eight is that of whole values, as they were
/// listed once.
pub(crate) fn as_bytes(hashes: &[i64]) -> Vec<u8> {
    let first = |hash: &i64| hash.to_be_bytes().into_iter().take(LISTED_BYTES);
    let mut bytes: Vec<u8> = hashes.iter().flat_map(first).collect();
    if bytes.len().is_multiple_of(8) {
        bytes.push(0);
    }
    bytes
}

/// Bytes of a value that an application lists.
pub(crate) const LISTED_BYTES: usize = 3;

/// Half of a keyed hash: 128 bits, of which no two are the same by chance.
fn short(hash: [u8; 32]) -> [u8; 16] {
    *hash.first_chunk().expect("a hash has 32 bytes")
}

fn place(number: i64) -> String {
    format!("application {number}")
}
