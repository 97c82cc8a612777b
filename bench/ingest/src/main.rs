//! Times reading alone: one input, cut and parsed on one core, nothing kept.
//!
//! `ingest FILE`, such as the `applications.jsonl` that `bonafide simulate` writes. The file is
//! read into memory first, so that the disk does not count.

use anyhow::{Context, Result};
use bonafide_application::Country;
use bonafide_ingest::{Options, open};
use jiff::Timestamp;
use std::io::Cursor;
use std::sync::Arc;
use std::time::Instant;

/// The best of so many rounds counts, since the machine has other things to do.
const ROUNDS: usize = 5;

fn main() -> Result<()> {
    let path = std::env::args().nth(1).context("name a file: ingest FILE")?;
    let bytes = std::fs::read(&path).with_context(|| format!("reading {path}"))?;
    let options = Options {
        submitted_at: Timestamp::UNIX_EPOCH,
        mapping: None,
        country: Arc::new(Country::parse),
        documents: None,
        attachments: None,
    };
    let (mut cut, mut whole, mut records, mut rejected) = (f64::MAX, f64::MAX, 0, 0);
    for _ in 0..ROUNDS {
        let mut reader = open(&path, Box::new(Cursor::new(bytes.clone())), &options)?;
        let started = Instant::now();
        while reader.next_batch().is_some() {}
        cut = cut.min(started.elapsed().as_secs_f64());
        let mut reader = open(&path, Box::new(Cursor::new(bytes.clone())), &options)?;
        let started = Instant::now();
        (records, rejected) = (0_u64, 0_u64);
        while let Some(batch) = reader.next_batch() {
            for record in batch.read() {
                records += 1;
                rejected += u64::from(record.is_err());
            }
        }
        whole = whole.min(started.elapsed().as_secs_f64());
    }
    let megabytes = bytes.len() as f64 / 1e6;
    println!("{records} records, {rejected} rejected, {megabytes:.0} MB");
    println!("cut:            {cut:.2} s, {:.0} MB/s", megabytes / cut);
    println!("cut and parsed: {whole:.2} s, {:.0} MB/s", megabytes / whole);
    println!("                {:.0} records/s", records as f64 / whole);
    Ok(())
}
