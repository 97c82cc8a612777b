//! What people found out of two applications: one operator, or nothing to do with one another.

use crate::{Error, Transaction, database::Row, seal::random};
use bonafide_log::hex;

/// What is said of two applications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// One operator stands behind both.
    SameOperator,
    /// They have nothing to do with one another.
    NotRelated,
}

impl Says {
    /// `same-operator` or `not-related`.
    pub fn as_str(self) -> &'static str {
        match self {
            Says::SameOperator => "same-operator",
            Says::NotRelated => "not-related",
        }
    }

    /// Reads what [`Says::as_str`] wrote.
    pub fn parse(text: &str) -> Option<Says> {
        [Says::SameOperator, Says::NotRelated].into_iter().find(|says| says.as_str() == text)
    }
}

/// What somebody said of two applications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Its id.
    pub id: String,
    /// Numbers of the two, the earlier one first.
    pub numbers: (u32, u32),
    /// Pseudonyms of the two.
    pub applications: (String, String),
    /// What is said.
    pub says: Says,
    /// Who said so.
    pub by: String,
    /// When.
    pub at: i64,
    /// Why; `None` where the person was erased.
    pub why: Option<String>,
    /// When it was taken back, and by whom.
    pub ended: Option<(i64, String)>,
}

const COLUMNS: &str = "r.id, r.one, r.other, a.pseudonym, b.pseudonym, r.says, r.by_account, \
                       r.at, r.subject, r.why, r.ended_at, r.ended_by FROM relations r \
                       JOIN applications a ON a.number = r.one \
                       JOIN applications b ON b.number = r.other";

impl Transaction<'_> {
    /// Remembers what somebody found out of two applications. What was said of them before ends.
    pub fn relate(
        &mut self,
        (one, other): (u32, u32),
        says: Says,
        account: &str,
        why: &str,
    ) -> Result<Relation, Error> {
        let (one, other) = (one.min(other), one.max(other));
        if one == other {
            return Err(Error::refused("name two different applications"));
        }
        let before = self.relations_of(one)?;
        let same = |known: &&Relation| known.numbers == (one, other) && known.ended.is_none();
        if let Some(known) = before.iter().find(same) {
            if known.says == says {
                return Err(Error::refused("this is said of the two already"));
            }
            self.end_relation(&known.id, account)?;
        }
        let id = format!("r-{}", hex(&random::<8>()?));
        let subject = self.subject_of(one)?;
        let sealed = self.sealed(&subject, &id, why.as_bytes())?;
        self.database.change(
            "INSERT INTO relations (id, one, other, says, by_account, at, subject, why) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            &[
                id.as_str().into(),
                one.into(),
                other.into(),
                says.as_str().into(),
                account.into(),
                self.now.into(),
                subject.as_str().into(),
                sealed.as_slice().into(),
            ],
        )?;
        let (first, second) = (self.pseudonym_of(one)?, self.pseudonym_of(other)?);
        let details = format!("{first} {second} {}\n{why}", says.as_str());
        self.journal("relation.made", account, &id, details.as_bytes(), Some(&subject))?;
        self.relation(&id)
    }

    /// Takes back what was said of two applications.
    pub fn end_relation(&mut self, id: &str, account: &str) -> Result<Relation, Error> {
        let changed = self.database.change(
            "UPDATE relations SET ended_at = $2, ended_by = $3 WHERE id = $1 AND ended_at IS NULL",
            &[id.into(), self.now.into(), account.into()],
        )?;
        let relation = self.relation(id)?;
        if changed == 0 {
            return Err(Error::refused("it was taken back already"));
        }
        self.journal("relation.ended", account, id, b"", None)?;
        Ok(relation)
    }

    /// What was said of two applications.
    pub fn relation(&self, id: &str) -> Result<Relation, Error> {
        let sql = format!("SELECT {COLUMNS} WHERE r.id = $1");
        let row = self.database.row(&sql, &[id.into()])?;
        self.read_relation(&row.ok_or_else(|| Error::missing("there is no such relation"))?)
    }

    /// All that was ever said of an application and others, in order.
    pub fn relations_of(&self, number: u32) -> Result<Vec<Relation>, Error> {
        let sql = format!("SELECT {COLUMNS} WHERE r.one = $1 OR r.other = $1 ORDER BY r.at, r.id");
        let rows = self.database.rows(&sql, &[number.into()])?;
        rows.iter().map(|row| self.read_relation(row)).collect()
    }

    /// All that holds now, in the order in which it was said.
    pub fn relations_now(&self) -> Result<Vec<Relation>, Error> {
        let sql = format!("SELECT {COLUMNS} WHERE r.ended_at IS NULL ORDER BY r.at, r.id");
        let rows = self.database.rows(&sql, &[])?;
        rows.iter().map(|row| self.read_relation(row)).collect()
    }

    /// All that holds now, by numbers of applications alone.
    pub fn relation_pairs(&self) -> Result<Vec<(u32, u32, Says)>, Error> {
        let rows = self.database.rows(
            "SELECT one, other, says FROM relations WHERE ended_at IS NULL ORDER BY one, other",
            &[],
        )?;
        let wrong = || Error::failed("a stored relation cannot be read; restore a backup");
        let read = rows.iter().map(|row| {
            let says = Says::parse(&row[2].text()).ok_or_else(wrong)?;
            Ok((row[0].number() as u32, row[1].number() as u32, says))
        });
        read.collect()
    }

    /// Others of whom it is said now that they have to do with an application, or have not.
    pub fn related(&self, number: u32, says: Says) -> Result<Vec<u32>, Error> {
        let rows = self.database.rows(
            "SELECT CASE WHEN one = $1 THEN other ELSE one END AS them FROM relations \
             WHERE (one = $1 OR other = $1) AND says = $2 AND ended_at IS NULL ORDER BY them",
            &[number.into(), says.as_str().into()],
        )?;
        Ok(rows.iter().map(|row| row[0].number() as u32).collect())
    }

    fn read_relation(&self, row: &Row) -> Result<Relation, Error> {
        let wrong = || Error::failed("a stored relation cannot be read; restore a backup");
        let id = row[0].text();
        let why = self.opened(&row[8].text(), &id, row[9].bytes())?;
        Ok(Relation {
            numbers: (row[1].number() as u32, row[2].number() as u32),
            applications: (row[3].text(), row[4].text()),
            says: Says::parse(&row[5].text()).ok_or_else(wrong)?,
            by: row[6].text(),
            at: row[7].number(),
            why: why.map(|why| String::from_utf8_lossy(&why).into_owned()),
            ended: row[10].number_if_any().map(|at| (at, row[11].text())),
            id,
        })
    }
}
