//! Everything that must pass before a change is merged, stage by stage.

use crate::{browser, docs, licenses, process, readme, smoke, tidy};
use anyhow::{Context, Result};
use std::path::Path;
use std::time::Instant;

/// One stage: what its line says, and what it does.
type Stage = (&'static str, fn(&Path) -> Result<()>);

/// In the order in which a mistake is cheapest to find.
const STAGES: &[Stage] = &[
    ("tidy", tidy::run),
    ("format", format),
    ("lint", lint),
    ("documentation", documentation),
    ("tests", tests),
    ("reference pages", docs::check),
    ("commands of the README", readme::run),
    ("smoke", smoke::run),
    ("browser", browser::run),
    ("dependencies", dependencies),
];

/// Runs every stage; the first that fails ends the run.
pub(crate) fn test(root: &Path) -> Result<()> {
    components(root)?;
    postgresql(root);
    let start = Instant::now();
    for (name, stage) in STAGES {
        let begin = Instant::now();
        println!("── {name}");
        stage(root).with_context(|| format!("stage `{name}`"))?;
        println!("── {name}: passed in {:.1} s", begin.elapsed().as_secs_f64());
    }
    println!("{} stages passed in {:.0} s", STAGES.len(), start.elapsed().as_secs_f64());
    Ok(())
}

/// Adds the formatter and the linter where the toolchain came without them.
fn components(root: &Path) -> Result<()> {
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !process::has_cargo_command(root, command) {
            println!("adding {component} to the toolchain");
            process::capture(root, Path::new("rustup"), &["component", "add", component])?;
        }
    }
    Ok(())
}

/// Adds `PostgreSQL`, on which the tests of what is kept run too, where this may install something
/// without asking: in a container, as root. Without it those tests say that they were skipped.
fn postgresql(root: &Path) {
    let installed = |folder: &Path| {
        folder.read_dir().is_ok_and(|mut all| {
            all.any(|version| {
                version.is_ok_and(|version| version.path().join("bin/initdb").exists())
            })
        })
    };
    let user = process::capture(root, Path::new("id"), &["-u"]).unwrap_or_default();
    if installed(Path::new("/usr/lib/postgresql")) || user.trim() != "0" {
        return;
    }
    println!("adding PostgreSQL to the system");
    for arguments in [&["update", "-qq"][..], &["install", "-y", "-qq", "postgresql"]] {
        if let Err(error) = process::capture(root, Path::new("apt-get"), arguments) {
            println!("tests will run on SQLite alone: {error:#}");
            return;
        }
    }
}

fn format(root: &Path) -> Result<()> {
    process::cargo(root, &["fmt", "--all", "--check"])
}

fn lint(root: &Path) -> Result<()> {
    let lint = ["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"];
    process::cargo(root, &lint)
}

fn documentation(root: &Path) -> Result<()> {
    let set = [("RUSTDOCFLAGS", "-D warnings")];
    process::cargo_with(root, &["doc", "--quiet", "--workspace", "--no-deps"], &set)
}

fn tests(root: &Path) -> Result<()> {
    process::cargo(root, &["test", "--workspace", "--no-fail-fast"])
}

/// Licences, sources and duplicates where `cargo-deny` is installed, else licences alone;
/// advisories need the network and are asked for by hand.
fn dependencies(root: &Path) -> Result<()> {
    if process::has_cargo_command(root, "deny") {
        return process::cargo(root, &["deny", "check", "bans", "licenses", "sources"]);
    }
    println!("licences only: cargo-deny is not installed (cargo install --locked cargo-deny)");
    licenses::check(root)
}
