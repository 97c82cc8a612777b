//! The main job on the committed example, twice: the same bytes whatever the number of threads.

use crate::process;
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::path::Path;

const EXAMPLE: &str = "examples/applications.jsonl";

/// What a screening must leave behind.
const OUTPUTS: [&str; 5] =
    ["persons.jsonl", "rejected.jsonl", "report.html", "rings.jsonl", "screened.jsonl"];

/// Screens the example with one thread and with two, and compares every byte.
pub(crate) fn run(root: &Path) -> Result<()> {
    let program = process::program(root)?;
    let folder = root.join("target").join("smoke");
    let mut outputs = Vec::new();
    for threads in ["1", "2"] {
        let out = folder.join(threads);
        if out.exists() {
            std::fs::remove_dir_all(&out).context("removing the outputs of an earlier run")?;
        }
        let out_text = out.to_str().context("the workspace lies at a path that is not UTF-8")?;
        process::capture(
            root,
            &program,
            &["screen", EXAMPLE, "--out", out_text, "--threads", threads],
        )?;
        outputs.push(contents(&out)?);
    }
    for name in OUTPUTS {
        ensure!(outputs[0].contains_key(name), "a screening leaves no {name}");
    }
    for (name, bytes) in &outputs[0] {
        let same = outputs[1].get(name) == Some(bytes);
        ensure!(same, "{name} differs between one thread and two");
    }
    ensure!(outputs[0].len() == outputs[1].len(), "one thread and two leave different files");
    println!("{} outputs, equal with one thread and with two", outputs[0].len());
    Ok(())
}

/// Every file of a folder by its name.
fn contents(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut contents = BTreeMap::new();
    let entries = std::fs::read_dir(folder)
        .with_context(|| format!("opening the outputs in {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        contents.insert(name, std::fs::read(entry.path())?);
    }
    Ok(contents)
}
