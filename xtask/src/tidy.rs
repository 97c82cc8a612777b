//! The house rules that no compiler knows, as a test.

mod arrows;
mod hosts;
mod markdown;
mod questions;
mod source;

use anyhow::{Context, Result, bail};
use std::fmt;
use std::path::Path;

/// One breach of a rule.
#[derive(Debug, PartialEq, Eq)]
struct Breach {
    /// File, relative to the workspace, with `/` between folders.
    path: String,
    /// Line from 1; 0 where the whole file is meant.
    line: usize,
    /// What is wrong and what to do.
    message: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.message)
    }
}

/// One text file of the workspace.
struct File {
    /// Relative to the workspace, with `/` between folders.
    path: String,
    text: String,
}

/// Folders that hold nothing that people wrote.
const SKIPPED: [&str; 7] =
    ["target", ".git", "downloads", "corpus", "artifacts", "node_modules", "out"];

/// Extensions of the files that are read.
const READ: [&str; 10] = ["rs", "toml", "md", "html", "css", "js", "py", "sh", "yml", "json"];

/// Checks every rule and lists every breach.
pub(crate) fn run(root: &Path) -> Result<()> {
    let files = files(root)?;
    let mut breaches = Vec::new();
    for file in &files {
        breaches.extend(hosts::check(file));
        match file.path.rsplit(['.', '/']).next() {
            Some("rs") => breaches.extend(source::check(file)),
            Some("md") => breaches.extend(markdown::check(root, file)),
            Some("toml") => breaches.extend(arrows::check(file)),
            _ => {}
        }
    }
    breaches.extend(questions::check(bonafide_evidence::CHECKS, &files));
    breaches.extend(questions::check_sharing(bonafide_linkage::KINDS));
    if breaches.is_empty() {
        println!("{} files are tidy", files.len());
        return Ok(());
    }
    for breach in &breaches {
        println!("{breach}");
    }
    bail!("{} breaches of the house rules in {} files", breaches.len(), files.len())
}

/// Every text file that people write, by path.
fn files(root: &Path) -> Result<Vec<File>> {
    let mut files = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder)
            .with_context(|| format!("opening the folder {}", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = entry.path();
            if entry.file_type()?.is_dir() {
                if !SKIPPED.contains(&name.as_str()) {
                    folders.push(path);
                }
                continue;
            }
            let extension = path.extension().and_then(|extension| extension.to_str());
            let script = folder.ends_with(".ci");
            if !script && !extension.is_some_and(|extension| READ.contains(&extension)) {
                continue;
            }
            let text = std::fs::read_to_string(&path)
                .with_context(|| format!("reading {}", path.display()))?;
            let relative = path.strip_prefix(root).unwrap_or(&path);
            let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
            files.push(File { path: parts.join("/"), text });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn the_workspace_is_tidy() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace");
        super::run(root).expect("no breach of the house rules");
    }
}
