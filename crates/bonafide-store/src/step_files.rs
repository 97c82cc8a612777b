//! Files that people attach to steps of verification: sealed under the key of whom they are about.

use crate::{Error, Transaction, seal::random};
use bonafide_log::hex;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Longest file, in bytes: a scanned letter or a few photographs.
pub const STEP_FILE_BYTES_MAX: usize = 8 << 20;

/// Most files of a step.
const FILES_MAX: i64 = 20;

/// A file of a step, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepFile {
    /// Its id.
    pub id: String,
    /// The step.
    pub step: String,
    /// Who attached it.
    pub by: String,
    /// When.
    pub at: i64,
    /// How long it is, in bytes.
    pub bytes: i64,
    /// Its name and its SHA-256 in hexadecimal; `None` where the person was erased.
    pub said: Option<(String, String)>,
}

impl Transaction<'_> {
    /// Attaches a file to a step. The log commits to its hash, name and length.
    pub fn add_step_file(
        &mut self,
        step: &str,
        account: &str,
        name: &str,
        bytes: &[u8],
    ) -> Result<StepFile, Error> {
        if bytes.is_empty() || bytes.len() > STEP_FILE_BYTES_MAX {
            return Err(Error::refused("a file has between one byte and 8 MB; attach another one"));
        }
        let subject = self.step_subject(step)?;
        // Of somebody who was erased nothing is attached.
        self.key_of(&subject)?;
        let count = "SELECT count(*) FROM step_files WHERE step = $1";
        let kept = self.database.row(count, &[step.into()])?.map_or(0, |row| row[0].number());
        if kept >= FILES_MAX {
            return Err(Error::refused("a step has 20 files at most; attach the rest to another"));
        }
        let id = format!("f-{}", hex(&random::<8>()?));
        let hash = hex(&Sha256::digest(bytes));
        let said = json!({"name": name, "sha256": hash}).to_string();
        let sealed_said = self.sealed(&subject, &format!("file {id} said"), said.as_bytes())?;
        let sealed = self.sealed(&subject, &format!("file {id}"), bytes)?;
        self.database.change(
            "INSERT INTO step_files (id, step, by_account, at, bytes, said, body) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &[
                id.as_str().into(),
                step.into(),
                account.into(),
                self.now.into(),
                (bytes.len() as i64).into(),
                sealed_said.as_slice().into(),
                sealed.as_slice().into(),
            ],
        )?;
        let details =
            json!({"file": id, "name": name, "sha256": hash, "bytes": bytes.len()}).to_string();
        self.journal("step.file-attached", account, step, details.as_bytes(), Some(&subject))?;
        Ok(StepFile {
            id,
            step: step.to_owned(),
            by: account.to_owned(),
            at: self.now,
            bytes: bytes.len() as i64,
            said: Some((name.to_owned(), hash)),
        })
    }

    /// The files of a step, in the order in which they were attached.
    pub fn step_files(&self, step: &str) -> Result<Vec<StepFile>, Error> {
        let rows = self.database.rows(
            "SELECT f.id, f.by_account, f.at, f.bytes, f.said, s.subject FROM step_files f \
             JOIN steps s ON s.id = f.step WHERE f.step = $1 ORDER BY f.at, f.id",
            &[step.into()],
        )?;
        let read = rows.iter().map(|row| {
            let id = row[0].text();
            let place = format!("file {id} said");
            let said = self.opened(&row[5].text(), &place, row[4].bytes())?;
            let said: Option<Value> = said.and_then(|said| serde_json::from_slice(&said).ok());
            let text =
                |said: &Value, name: &str| said[name].as_str().unwrap_or_default().to_owned();
            Ok(StepFile {
                id,
                step: step.to_owned(),
                by: row[1].text(),
                at: row[2].number(),
                bytes: row[3].number(),
                said: said.map(|said| (text(&said, "name"), text(&said, "sha256"))),
            })
        });
        read.collect()
    }

    /// The bytes of a file of a step; missing where the person was erased.
    pub fn step_file(&self, step: &str, id: &str) -> Result<Vec<u8>, Error> {
        let row = self.database.row(
            "SELECT f.body, s.subject FROM step_files f JOIN steps s ON s.id = f.step \
             WHERE f.step = $1 AND f.id = $2",
            &[step.into(), id.into()],
        )?;
        let missing = || Error::missing("there is no such file, or the person was erased");
        let row = row.ok_or_else(missing)?;
        self.opened(&row[1].text(), &format!("file {id}"), row[0].bytes())?.ok_or_else(missing)
    }

    /// Removes the files of an application's steps, names and bytes; that there were some stays.
    pub(crate) fn forget_step_files(&mut self, number: u32) -> Result<(), Error> {
        self.database.change(
            "UPDATE step_files SET said = NULL, body = NULL \
             WHERE step IN (SELECT id FROM steps WHERE number = $1)",
            &[number.into()],
        )?;
        Ok(())
    }
}
