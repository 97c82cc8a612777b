//! Searches a list for names, and says how long importing, preparing and one search take.
//!
//! `names person|institution NAMES FILE...`: one JSON object a line on the standard output, in the
//! order of NAMES; the times on the standard error, as JSON: passed, and spent on a core.

use anyhow::{Context, Result, anyhow};
use bonafide_lists::{Lists, Naming, Reading, Source, import};
use serde_json::json;
use std::time::Instant;

/// Searches more often than this are not needed for a stable mean.
const SEARCHES: usize = 20_000;

/// Matches of each name that are written.
const TOP: usize = 20;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let naming = match arguments.next().as_deref() {
        Some("person") => Naming::Person,
        Some("institution") => Naming::Institution,
        _ => return Err(anyhow!("give person or institution, a file of names, and a list")),
    };
    let names = arguments.next().context("give a file of names")?;
    let names = std::fs::read_to_string(&names).with_context(|| names.clone())?;
    let files: Vec<(String, Vec<u8>)> =
        arguments.map(|path| Ok((path.clone(), std::fs::read(path)?))).collect::<Result<_>>()?;
    let sources: Vec<Source<'_>> =
        files.iter().map(|(name, bytes)| Source { name, bytes }).collect();
    let start = Instant::now();
    let list = import("list", &sources, Reading { country: &|_| None }).map_err(|e| anyhow!(e))?;
    let imported = start.elapsed();
    let count: usize = list.entries.iter().map(|entry| entry.names().count()).sum();
    let start = Instant::now();
    let lists = Lists::of(vec![list], naming);
    let prepared = start.elapsed();
    let queries: Vec<&str> = names.lines().collect();
    for query in &queries {
        let matches: Vec<_> = lists
            .search(query, naming, TOP, 0.0)
            .iter()
            .map(|m| json!({"id": m.entry.id, "name": m.entry.name, "score": m.score}))
            .collect();
        println!("{}", json!({ "query": query, "matches": matches }));
    }
    let (start, cpu) = (Instant::now(), on_cpu());
    let mut found = 0;
    for query in queries.iter().cycle().take(SEARCHES) {
        found += lists.search(query, naming, 1, 0.5).len();
    }
    let searched = start.elapsed().as_secs_f64() / SEARCHES as f64;
    let cpu = on_cpu().zip(cpu).map(|(after, before)| (after - before) / SEARCHES as f64 * 1e6);
    eprintln!(
        "{}",
        json!({
            "names": count, "import_seconds": imported.as_secs_f64(),
            "prepare_seconds": prepared.as_secs_f64(), "query_microseconds": searched * 1e6,
            "query_cpu_microseconds": cpu, "found": found,
        })
    );
    Ok(())
}

/// Seconds that this process was on a core, where the system says so: on a busy machine the only
/// honest measure.
fn on_cpu() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    text.split(' ').next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds / 1e9)
}
