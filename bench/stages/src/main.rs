//! Times simulate, screen and evaluate on growing populations: wall, processor and memory.
//!
//! `stages PROGRAM FOLDER [APPLICATIONS...]`, by default 100,000 and 1,000,000. Each stage runs
//! as a process of its own under `/usr/bin/time`, so that its peak memory is its own.

use anyhow::{Context, Result, bail, ensure};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Seed of the populations.
const SEED: &str = "7";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [program, folder, sizes @ ..] = arguments.as_slice() else {
        bail!("name the program and a folder: stages PROGRAM FOLDER [APPLICATIONS...]");
    };
    let shipped = ["100000".to_owned(), "1000000".to_owned()];
    let sizes = if sizes.is_empty() { &shipped[..] } else { sizes };
    println!("| stage | applications | wall s | processor s | peak MiB | per second |");
    println!("|---|---|---|---|---|---|");
    for size in sizes {
        let population: PathBuf = Path::new(folder).join(format!("seed-{SEED}-{size}"));
        let applications = population.join("applications.jsonl");
        let (out, truth) = (population.join("screened"), population.join("truth.jsonl"));
        if !truth.exists() {
            let simulate = ["simulate", "--seed", SEED, "--applications", size, "--out"];
            stage("simulate", size, program, &simulate, &[&population])?;
        }
        for threads in ["1", "2"] {
            let name = format!("screen, {threads} threads");
            let screen = ["screen", "--threads", threads, "--out"];
            stage(&name, size, program, &screen, &[&out, &applications])?;
        }
        stage("evaluate", size, program, &["evaluate"], &[&out, &truth])?;
    }
    Ok(())
}

/// Runs one stage and prints its row.
fn stage(name: &str, size: &str, program: &str, words: &[&str], paths: &[&Path]) -> Result<()> {
    let output = Command::new("/usr/bin/time")
        .args(["-f", "%e %U %S %M", program])
        .args(words)
        .args(paths)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .context("running /usr/bin/time; install the package `time`")?;
    let messages = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{name} failed: {messages}");
    let last = messages.lines().last().unwrap_or_default();
    let numbers: Vec<f64> = last.split(' ').filter_map(|number| number.parse().ok()).collect();
    let [wall, user, system, kilobytes] = numbers.as_slice() else {
        bail!("/usr/bin/time printed {last:?}");
    };
    let rate = size.parse::<f64>()? / wall.max(0.01);
    let (processor, peak) = (user + system, kilobytes / 1024.0);
    println!("| {name} | {size} | {wall:.1} | {processor:.1} | {peak:.0} | {rate:.0} |");
    Ok(())
}
