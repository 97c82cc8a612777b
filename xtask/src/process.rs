//! Other programs, run from the folder of the workspace.

use anyhow::{Context, Result, bail, ensure};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Runs cargo and shows what it prints.
pub(crate) fn cargo(root: &Path, arguments: &[&str]) -> Result<()> {
    cargo_with(root, arguments, &[])
}

/// Runs cargo under additional environment variables and shows what it prints.
pub(crate) fn cargo_with(root: &Path, arguments: &[&str], set: &[(&str, &str)]) -> Result<()> {
    let mut command = Command::new(cargo_path());
    command.args(arguments).current_dir(root).envs(set.iter().copied());
    let status = command.status().context("starting cargo")?;
    ensure!(status.success(), "cargo {} ended with {status}", arguments.join(" "));
    Ok(())
}

/// Runs a program without a terminal and returns what it printed to standard output.
pub(crate) fn capture(root: &Path, program: &Path, arguments: &[&str]) -> Result<String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(root)
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("starting {}", program.display()))?;
    if !output.status.success() {
        let printed = String::from_utf8_lossy(&output.stderr);
        bail!("{} {} failed: {printed}", program.display(), arguments.join(" "));
    }
    String::from_utf8(output.stdout)
        .with_context(|| format!("{} printed what is not UTF-8", program.display()))
}

/// Whether a subcommand of cargo is there.
pub(crate) fn has_cargo_command(root: &Path, name: &str) -> bool {
    capture(root, &cargo_path(), &[name, "--version"]).is_ok()
}

/// Builds the program as its tests do, so that one build serves both, and returns where it lies.
pub(crate) fn program(root: &Path) -> Result<PathBuf> {
    cargo(root, &["test", "--quiet", "--workspace", "--no-run"])?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from);
    Ok(target.join("debug").join(format!("bonafide{}", std::env::consts::EXE_SUFFIX)))
}

/// The cargo that runs this program, so that one toolchain does everything.
pub(crate) fn cargo_path() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}
