//! Assessments: every version of them, and the rings that they name.

use crate::{Error, Transaction, database::Row, seal::keyed};
use bonafide_log::hex;
use sha2::{Digest, Sha256};

/// What made an assessment, so that it can be made again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions {
    /// Of the program.
    pub program: String,
    /// Of the weights.
    pub weights: String,
    /// Of the tables and lists.
    pub lists: String,
    /// Of the policy.
    pub policy: String,
}

/// A new version of an application's assessment.
#[derive(Clone, Debug)]
pub struct NewAssessment<'a> {
    /// Number of the application.
    pub number: u32,
    /// Its claimed person now.
    pub person: u32,
    /// Its ring now.
    pub ring: Option<&'a str>,
    /// A hash of what lies between it and others.
    pub facts: u64,
    /// Log2 odds.
    pub log_odds: f64,
    /// `clear`, `review` or `priority`.
    pub band: &'a str,
    /// Terms in words, as JSON; quotes what people said of themselves.
    pub body: &'a [u8],
    /// What brought it about: `arrival`, `others` or `erasure`.
    pub cause: &'a str,
}

/// A version of an assessment as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessed {
    /// Its version, from 1.
    pub version: i64,
    /// When it was made.
    pub at: i64,
    /// What brought it about.
    pub cause: String,
    /// Log2 odds.
    pub log_odds: f64,
    /// `clear`, `review` or `priority`.
    pub band: String,
    /// Its ring then.
    pub ring: Option<String>,
    /// Terms in words, as JSON; `None` where the person was erased.
    pub body: Option<Vec<u8>>,
    /// What made it.
    pub versions: Versions,
}

/// A ring as it stands now.
#[derive(Clone, Debug, PartialEq)]
pub struct NewRing<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its pattern.
    pub pattern: &'a str,
    /// Number of claimed persons.
    pub applicants: u64,
    /// Numbers of its applications.
    pub members: &'a [u32],
    /// What ties it: kinds of value and bits, as JSON.
    pub shared: &'a str,
}

impl Transaction<'_> {
    /// Whether what lies between an application and others is what it was.
    pub fn unchanged(&self, number: u32, facts: u64) -> Result<bool, Error> {
        let row = self
            .database
            .row("SELECT facts FROM applications WHERE number = $1", &[number.into()])?;
        let hidden = self.hidden(facts);
        let is_known = |known: &[u8]| !known.is_empty() && hidden.starts_with(known);
        Ok(row.is_some_and(|row| is_known(row[0].bytes())))
    }

    /// Adds a version; earlier ones stay.
    pub fn assess(&mut self, new: &NewAssessment<'_>, versions: &Versions) -> Result<i64, Error> {
        let row = self.database.row(
            "SELECT version, pseudonym, person FROM applications WHERE number = $1",
            &[new.number.into()],
        )?;
        let row = row.ok_or_else(|| Error::missing("there is no such application"))?;
        let before = row[2].number();
        let (version, pseudonym) = (row[0].number() + 1, row[1].text());
        self.links.get_mut().settle();
        if version == 1 {
            self.join_person(new.number, new.person)?;
        }
        self.count_flag(new.number, new.band != "clear")?;
        let subject = self.subject_of(new.number)?;
        let body = self.sealed(&subject, &place(new.number, version), new.body)?;
        let maker = self.maker(versions)?;
        self.database.change(
            "INSERT INTO assessments (number, version, at, cause, log_odds, band, ring, person, \
             subject, body, maker, program, weights, lists, policy) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '', '', '', '')",
            &[
                new.number.into(),
                version.into(),
                self.now.into(),
                new.cause.into(),
                new.log_odds.into(),
                new.band.into(),
                new.ring.into(),
                new.person.into(),
                subject.as_str().into(),
                body.as_slice().into(),
                maker.into(),
            ],
        )?;
        self.database.change(
            "UPDATE applications SET version = $2, person = $3, facts = $4, log_odds = $5, \
             band = $6, ring = $7 WHERE number = $1",
            &[
                new.number.into(),
                version.into(),
                new.person.into(),
                self.hidden(new.facts)[..FACTS_BYTES].into(),
                new.log_odds.into(),
                new.band.into(),
                new.ring.into(),
            ],
        )?;
        if before != i64::from(new.person) {
            self.apply_again(new.number, new.person)?;
        }
        // What stands in the assessment is kept once; its hash binds it to the entry.
        let details = format!("{version}\n{}", hex(&Sha256::digest(new.body)));
        let details = details.as_bytes();
        self.journal("assessment.made", "program", &pseudonym, details, Some(&subject))?;
        Ok(version)
    }

    /// Keeps a ring as it stands; a version is added where it is not what it was.
    pub fn tie(&mut self, ring: &NewRing<'_>) -> Result<(), Error> {
        let members = format!("{:?}", ring.members);
        let last = self.database.row(
            "SELECT version, pattern, members, shared FROM rings WHERE id = $1 \
             ORDER BY version DESC LIMIT 1",
            &[ring.id.into()],
        )?;
        let version = last.as_ref().map_or(0, |row| row[0].number()) + 1;
        let known = last.as_ref().is_some_and(|row| {
            (row[1].text(), row[2].text(), row[3].text())
                == (ring.pattern.to_owned(), members.clone(), ring.shared.to_owned())
        });
        if known {
            return Ok(());
        }
        self.database.change(
            "INSERT INTO rings (id, version, at, pattern, applicants, members, shared) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &[
                ring.id.into(),
                version.into(),
                self.now.into(),
                ring.pattern.into(),
                (ring.applicants as i64).into(),
                members.as_str().into(),
                ring.shared.into(),
            ],
        )?;
        self.count_ring(ring.id, last.as_ref(), (ring.pattern, ring.members, ring.shared))?;
        self.journal("ring.changed", "program", ring.id, members.as_bytes(), None)?;
        Ok(())
    }

    /// Every version of an application's assessment, the first first.
    pub fn assessments(&self, number: u32) -> Result<Vec<Assessed>, Error> {
        let rows = self.database.rows(&format!("{ASSESSED} ORDER BY version"), &[number.into()])?;
        rows.iter().map(|row| self.assessed(number, row)).collect()
    }

    /// The newest version of an application's assessment, where it has one.
    pub fn last_assessment(&self, number: u32) -> Result<Option<Assessed>, Error> {
        let row = self
            .database
            .row(&format!("{ASSESSED} ORDER BY version DESC LIMIT 1"), &[number.into()])?;
        row.map(|row| self.assessed(number, &row)).transpose()
    }

    fn assessed(&self, number: u32, row: &Row) -> Result<Assessed, Error> {
        let version = row[0].number();
        let body = match self.unsealed(&row[11].text(), &place(number, version), row[6].bytes()) {
            Ok(body) => Some(body),
            Err(error) if error.is_missing() => None,
            Err(error) => return Err(error),
        };
        Ok(Assessed {
            version,
            at: row[1].number(),
            cause: row[2].text(),
            log_odds: row[3].real(),
            band: row[4].text(),
            ring: row[5].text_if_any(),
            body,
            versions: Versions {
                program: row[7].text(),
                weights: row[8].text(),
                lists: row[9].text(),
                policy: row[10].text(),
            },
        })
    }

    /// Keeps what arrived just now under the key of the claimed person whom it turned out to be of.
    /// What was sealed before stays under its own key, which goes when the person is erased.
    fn join_person(&mut self, number: u32, person: u32) -> Result<(), Error> {
        if number == person || self.person(number)? == person {
            return Ok(());
        }
        let (own, theirs) = (self.subject_of(number)?, self.subject_of(person)?);
        if own == theirs || self.key_of(&theirs).is_err() {
            return Ok(());
        }
        let canonical = self.canonical(number)?;
        let body = self.sealed(&theirs, &format!("application {number}"), &canonical)?;
        self.database.change(
            "UPDATE applications SET subject = $2, body = $3, \
             first_subject = coalesce(first_subject, subject) WHERE number = $1",
            &[number.into(), theirs.as_str().into(), body.as_slice().into()],
        )?;
        Ok(())
    }

    /// Keeps whose application it is beside the applications, where it is not the first.
    fn apply_again(&mut self, number: u32, person: u32) -> Result<(), Error> {
        if number == person {
            self.database.change("DELETE FROM again WHERE number = $1", &[number.into()])?;
        } else {
            self.database.change(
                "INSERT INTO again (number, person) VALUES ($1, $2) \
                 ON CONFLICT (number) DO UPDATE SET person = excluded.person",
                &[number.into(), person.into()],
            )?;
        }
        Ok(())
    }

    /// Facts as they are stored: the hash of a value might be guessed, its keyed hash not.
    fn hidden(&self, facts: u64) -> [u8; 32] {
        keyed(&self.keys.link, "facts", &facts.to_be_bytes())
    }
}

/// Bytes that are kept of the hash of facts; all 32 were once.
const FACTS_BYTES: usize = 16;

/// Versions of an assessment. Those that were made before what makes them had a number say it
/// themselves.
const ASSESSED: &str = "SELECT version, at, cause, log_odds, band, ring, body, \
    coalesce(m.program, a.program), coalesce(m.weights, a.weights), \
    coalesce(m.lists, a.lists), coalesce(m.policy, a.policy), subject \
    FROM assessments a LEFT JOIN makers m ON m.maker = a.maker WHERE number = $1";

fn place(number: u32, version: i64) -> String {
    format!("assessment {number} {version}")
}
