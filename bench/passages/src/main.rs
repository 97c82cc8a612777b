//! Finds texts that have passages in common, on one core, as a screening does.
//!
//! `passages TEXTS.jsonl PAIRS.tsv`: each line of the first holds `{"text": …}`; each line of the
//! second is the numbers of two texts, how much the copying counts and what share is contained.
//! Prints the processor seconds of each step; reading the file is none of them.

use anyhow::{Context, Result, bail};
use bonafide_linkage::{
    Groups, Key, Persons,
    passages::{
        candidates::candidates,
        copies::{compare, weigh},
        sample::sample,
        words::Words,
    },
};
use std::collections::BTreeMap;
use std::fmt::Write;

/// From here on two texts are reported: half of what counts in full.
const SHARE_MIN: f64 = 0.5;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, output] = arguments.as_slice() else {
        bail!("name the texts and the output: passages TEXTS.jsonl PAIRS.tsv");
    };
    let texts = texts(input)?;
    let mut steps = vec![("start", seconds()?)];

    let mut keys: Vec<(Key, u32)> = Vec::new();
    let words: Vec<Words> = texts.iter().map(|t| Words::of([t.as_str()].into_iter())).collect();
    steps.push(("words", seconds()?));
    for (number, words) in words.iter().enumerate() {
        keys.extend(sample(words).into_iter().map(|(key, _)| (key, number as u32)));
    }
    steps.push(("samples", seconds()?));
    keys.sort_unstable();
    let mut groups = Groups::default();
    groups.add_sorted(&keys);
    steps.push(("groups", seconds()?));
    let persons = Persons { of: (0..texts.len() as u32).collect() };
    let candidates = candidates(&groups, &persons);
    steps.push(("candidates", seconds()?));
    let words: BTreeMap<u32, Words> = (0_u32..).zip(words).collect();
    let found = weigh(compare(&candidates, &words), &groups, &persons);
    steps.push(("copies", seconds()?));

    let mut lines = String::new();
    for copy in found.iter().filter(|copy| copy.share() >= SHARE_MIN) {
        writeln!(lines, "{}\t{}\t{:.3}\t{:.3}", copy.a, copy.b, copy.words, copy.contained)?;
    }
    std::fs::write(output, lines).context("writing the pairs")?;
    for step in steps.windows(2) {
        println!("{} {:.3}", step[1].0, step[1].1 - step[0].1);
    }
    println!("candidates_found {}", candidates.len());
    println!("cpu {:.3}", steps[steps.len() - 1].1 - steps[0].1);
    Ok(())
}

fn texts(path: &str) -> Result<Vec<String>> {
    let lines = std::fs::read_to_string(path).with_context(|| format!("reading {path}"))?;
    let text = |line: &str| -> Result<String> {
        let value: serde_json::Value = serde_json::from_str(line)?;
        Ok(value["text"].as_str().context("a line without a text")?.to_owned())
    };
    lines.lines().map(text).collect()
}

/// Processor seconds of this process, which has one thread.
fn seconds() -> Result<f64> {
    let times = std::fs::read_to_string("/proc/self/schedstat").context("reading schedstat")?;
    let nanoseconds: f64 = times.split(' ').next().unwrap_or_default().parse()?;
    Ok(nanoseconds / 1e9)
}
