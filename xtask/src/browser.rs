//! The console, walked in a browser: stories, accessibility, HTML, and what its policy refuses.

use crate::process;
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::process::{Command, Stdio};

/// Walks it, and shows what the walk says; a machine without a browser says so, and goes on.
pub(crate) fn run(root: &Path) -> Result<()> {
    walk(root, &[])
}

/// Walks it, and writes anew what the guide shows of it.
pub(crate) fn screenshots(root: &Path) -> Result<()> {
    walk(root, &["--screenshots", "docs/console"])
}

fn walk(root: &Path, arguments: &[&str]) -> Result<()> {
    let program = process::program(root)?;
    let status = Command::new("bash")
        .arg(".ci/browser/run")
        .arg(program)
        .args(arguments)
        .current_dir(root)
        .stdin(Stdio::null())
        .status()
        .context("starting bash")?;
    ensure!(status.success(), "the walk ended with {status}");
    Ok(())
}
