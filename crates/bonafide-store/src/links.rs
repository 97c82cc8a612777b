//! Values by which applications meet: written many together, and who holds them.

use crate::{Error, Transaction, applications::LISTED_BYTES, database::Value};
use bonafide_linkage::Key;
use std::collections::{HashMap, HashSet};
use std::mem::take;
use std::sync::LazyLock;

/// Values of applications that arrived in this transaction.
#[derive(Default)]
pub(crate) struct Links {
    /// Values and their holders that are yet to be written.
    waiting: Vec<(i64, u32)>,
    /// Values that nobody else holds, with their holder, whose claimed person is not decided yet.
    /// Most values are so, and are asked for several times.
    alone: HashMap<i64, u32>,
}

impl Links {
    /// Takes the values of an application that arrived.
    pub(crate) fn arrive(&mut self, hashes: &[i64], number: u32) {
        self.waiting.extend(hashes.iter().map(|hash| (*hash, number)));
    }

    /// Forgets who is alone: claimed persons are decided, or somebody leaves.
    pub(crate) fn settle(&mut self) {
        take(&mut self.alone);
    }
}

impl Transaction<'_> {
    /// The first applications, at most so many, that hold a value, with their claimed persons.
    pub fn holders(&self, key: Key, most: usize) -> Result<Vec<(u32, u32)>, Error> {
        self.write_links()?;
        let hash = self.link_hash(key);
        if let Some(number) = self.links.borrow().alone.get(&hash) {
            return Ok(vec![(*number, *number)]);
        }
        let rows = self.database.rows(
            "SELECT k.number, coalesce(a.person, k.number) FROM link_keys k \
             LEFT JOIN again a ON a.number = k.number \
             WHERE k.hash = $1 ORDER BY k.number LIMIT $2",
            &[hash.into(), (most as i64).into()],
        )?;
        Ok(rows.iter().map(|row| (row[0].number() as u32, row[1].number() as u32)).collect())
    }

    /// Writes values that arrived, in order of value: neighbors in the table are written together.
    pub(crate) fn write_links(&self) -> Result<(), Error> {
        let mut waiting = take(&mut self.links.borrow_mut().waiting);
        if waiting.is_empty() {
            return Ok(());
        }
        waiting.sort_unstable();
        waiting.dedup();
        self.look_who_is_alone(&waiting)?;
        let (many, rest) = waiting.as_chunks::<LINKS_AT_A_TIME>();
        for links in many {
            self.database.change(&INSERT_MANY, &values(links))?;
        }
        for link in rest {
            self.database.change(INSERT_ONE, &values(&[*link]))?;
        }
        Ok(())
    }

    /// Remembers which values that are to be written nobody holds yet, but one who arrives.
    fn look_who_is_alone(&self, sorted: &[(i64, u32)]) -> Result<(), Error> {
        let several = sorted.chunk_by(|a, b| a.0 == b.0);
        let once: Vec<(i64, u32)> =
            several.filter(|holders| holders.len() == 1).map(|holders| holders[0]).collect();
        let mut held = HashSet::new();
        for links in once.chunks(LINKS_AT_A_TIME) {
            let mut asked: Vec<Value> = links.iter().map(|(hash, _)| Value::from(*hash)).collect();
            asked.resize(LINKS_AT_A_TIME, asked[0].clone());
            let rows = self.database.rows(&HELD, &asked)?;
            held.extend(rows.iter().map(|row| row[0].number()));
        }
        let alone = &mut self.links.borrow_mut().alone;
        for (hash, _) in sorted {
            alone.remove(hash);
        }
        alone.extend(once.into_iter().filter(|(hash, _)| !held.contains(hash)));
        Ok(())
    }

    /// The values that an application holds, as they are stored.
    pub(crate) fn links_of(&self, number: u32) -> Result<Vec<i64>, Error> {
        self.write_links()?;
        let row = self
            .database
            .row("SELECT links FROM applications WHERE number = $1", &[number.into()])?;
        let row = row.ok_or_else(|| Error::missing("there is no such application"))?;
        let listed = row[0].bytes();
        if listed.len().is_multiple_of(8) {
            let (hashes, _) = listed.as_chunks::<8>();
            return Ok(hashes.iter().map(|hash| i64::from_be_bytes(*hash)).collect());
        }
        let (prefixes, _) = listed.as_chunks::<LISTED_BYTES>();
        let mut all = Vec::with_capacity(prefixes.len());
        for [a, b, c] in prefixes {
            let least = i64::from_be_bytes([*a, *b, *c, 0, 0, 0, 0, 0]);
            let most = i64::from_be_bytes([*a, *b, *c, 255, 255, 255, 255, 255]);
            let rows = self.database.rows(
                "SELECT hash FROM link_keys WHERE hash BETWEEN $1 AND $2 AND number = $3",
                &[least.into(), most.into(), number.into()],
            )?;
            all.extend(rows.iter().map(|row| row[0].number()));
        }
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }

    /// A key as it is stored: 64 bits that mean nothing without the key of the installation.
    pub(crate) fn link_hash(&self, key: Key) -> i64 {
        let hash = self.keys.meeting.of(&key.0.to_be_bytes());
        let (first, _) = hash.split_first_chunk::<8>().expect("a hash has 32 bytes");
        i64::from_be_bytes(*first)
    }
}

/// Values that are written, or asked for, by one statement.
const LINKS_AT_A_TIME: usize = 64;

const INSERT_ONE: &str =
    "INSERT INTO link_keys (hash, number) VALUES ($1, $2) ON CONFLICT DO NOTHING";

static INSERT_MANY: LazyLock<String> = LazyLock::new(|| {
    let places: Vec<String> = (0..LINKS_AT_A_TIME)
        .map(|link| format!("(${}, ${})", 2 * link + 1, 2 * link + 2))
        .collect();
    let places = places.join(", ");
    format!("INSERT INTO link_keys (hash, number) VALUES {places} ON CONFLICT DO NOTHING")
});

/// Which of so many values somebody holds: each is looked for until its first holder.
static HELD: LazyLock<String> = LazyLock::new(|| {
    let places: Vec<String> =
        (1..=LINKS_AT_A_TIME).map(|place| format!("(CAST(${place} AS BIGINT))")).collect();
    let places = places.join(", ");
    format!(
        "SELECT asked.column1 FROM (VALUES {places}) AS asked \
         WHERE EXISTS (SELECT 1 FROM link_keys k WHERE k.hash = asked.column1)"
    )
});

fn values(links: &[(i64, u32)]) -> Vec<Value> {
    links.iter().flat_map(|(hash, number)| [Value::from(*hash), Value::from(*number)]).collect()
}
