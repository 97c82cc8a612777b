//! Rings as they are kept: each version of them, and those that stand now.

use crate::{Error, Transaction, database::Row};

/// A version of a ring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRing {
    /// Its id.
    pub id: String,
    /// The version, from 1.
    pub version: i64,
    /// When it was made.
    pub at: i64,
    /// Its pattern, as in `shared_infrastructure`.
    pub pattern: String,
    /// How many claimed persons it has.
    pub applicants: i64,
    /// Numbers of its applications.
    pub members: Vec<u32>,
    /// What ties it: kinds of value and bits, as in `phone 6.07, device 5.04`.
    pub shared: String,
}

const COLUMNS: &str = "r.id, r.version, r.at, r.pattern, r.applicants, r.members, r.shared";

impl Transaction<'_> {
    /// Every version of a ring, the first first.
    ///
    /// # Errors
    ///
    /// Where there is no such ring.
    pub fn ring_versions(&self, id: &str) -> Result<Vec<KeptRing>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM rings r WHERE r.id = $1 ORDER BY r.version");
        let rows = self.database.rows(&sql, &[id.into()])?;
        if rows.is_empty() {
            return Err(Error::missing("there is no such ring"));
        }
        Ok(rows.iter().map(read).collect())
    }

    /// The newest version of a ring; none where there is no such ring.
    pub fn ring_now(&self, id: &str) -> Result<Option<KeptRing>, Error> {
        let sql = format!(
            "SELECT {COLUMNS} FROM rings r WHERE r.id = $1 ORDER BY r.version DESC LIMIT 1"
        );
        Ok(self.database.row(&sql, &[id.into()])?.as_ref().map(read))
    }

    /// The rings that have members now, the one that changed last first.
    pub fn rings_now(&self, skip: usize, most: usize) -> Result<Vec<KeptRing>, Error> {
        let sql = format!(
            "SELECT {COLUMNS} FROM rings r \
             WHERE r.version = (SELECT max(version) FROM rings WHERE id = r.id) \
             AND EXISTS (SELECT 1 FROM applications a WHERE a.ring = r.id) \
             ORDER BY r.at DESC, r.applicants DESC, r.id LIMIT {most} OFFSET {skip}"
        );
        Ok(self.database.rows(&sql, &[])?.iter().map(read).collect())
    }
}

fn read(row: &Row) -> KeptRing {
    let members = row[5].text();
    let members = members.trim_matches(['[', ']']).split(", ");
    KeptRing {
        id: row[0].text(),
        version: row[1].number(),
        at: row[2].number(),
        pattern: row[3].text(),
        applicants: row[4].number(),
        members: members.filter_map(|number| number.parse().ok()).collect(),
        shared: row[6].text(),
    }
}
