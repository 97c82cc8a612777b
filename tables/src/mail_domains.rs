//! Mail domains: throw-away ones with who says so, free ones, and schools'.

use crate::pack::Pack;
use crate::sources::Fetched;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

#[derive(Deserialize)]
struct FakeFilter {
    domains: BTreeMap<String, serde_json::Value>,
}

/// Compiles throw-away domains with their source (0 and 1), free domains, and schools by domain.
pub(crate) fn compile(fetched: &Fetched) -> Result<Vec<u8>> {
    let first = fetched.folder("disposable-email-domains")?.join("disposable_email_domains");
    let second = fetched.folder("fakefilter")?.join("package/json/data.json");
    let free = fetched.folder("free-email-domains")?.join("package/domains.json");
    let mut disposable: BTreeMap<String, u64> = BTreeMap::new();
    let filter: FakeFilter = serde_json::from_slice(&std::fs::read(second)?)?;
    disposable.extend(filter.domains.into_keys().map(|domain| (domain.to_lowercase(), 1)));
    disposable.extend(python_set(&first.join("__init__.py"))?.into_iter().map(|d| (d, 0)));
    let free: BTreeSet<String> = serde_json::from_slice(&std::fs::read(free)?)?;
    let mut pack = Pack::default();
    pack.number(disposable.len() as u64);
    disposable.keys().for_each(|domain| pack.text(domain));
    disposable.values().for_each(|source| pack.number(*source));
    let free: Vec<&String> = free.iter().filter(|d| !disposable.contains_key(*d)).collect();
    pack.number(free.len() as u64);
    free.iter().for_each(|domain| pack.text(domain));
    let schools = school_domains(fetched)?;
    pack.number(schools.len() as u64);
    schools.keys().for_each(|domain| pack.text(domain));
    // A domain of several schools is the whole's; its parts have the longer names.
    let whole = |names: &Vec<String>| names.iter().min_by_key(|name| name.len()).cloned();
    schools.values().for_each(|names| pack.text(&whole(names).unwrap_or_default()));
    Ok(pack.bytes)
}

/// The quoted words of a Python literal.
fn python_set(path: &Path) -> Result<Vec<String>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {path:?}"))?;
    let quoted = text.lines().filter_map(|line| line.trim().strip_prefix('\''));
    Ok(quoted.filter_map(|rest| Some(rest.split_once('\'')?.0.to_lowercase())).collect())
}

/// Schools by domain: the path `edu/mit.txt` stands for `mit.edu`, and holds names, one a line.
pub(crate) fn school_domains(fetched: &Fetched) -> Result<BTreeMap<String, Vec<String>>> {
    let root = fetched.folder("swot")?.join("package/data/lib/domains");
    // The package's list of abused domains holds true schools too, so it leaves nothing out here.
    let stopped = std::fs::read_to_string(root.join("stoplist.txt"))?;
    let left_out: BTreeSet<&str> = stopped.lines().map(str::trim).collect();
    let mut found = BTreeMap::new();
    visit(&root, "", &mut found)?;
    found.retain(|domain, names| {
        domain.contains('.') && !names.is_empty() && !left_out.contains(domain.as_str())
    });
    Ok(found)
}

fn visit(folder: &Path, suffix: &str, found: &mut BTreeMap<String, Vec<String>>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_stem().and_then(|name| name.to_str()) else { continue };
        let join = |name: &str| {
            if suffix.is_empty() { name.to_owned() } else { format!("{name}.{suffix}") }
        };
        if path.is_dir() {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or(name);
            visit(&path, &join(name), found)?;
        } else {
            let text = std::fs::read(&path)?;
            let text = String::from_utf8_lossy(&text);
            let names = text.lines().map(|line| line.trim().trim_end_matches('.').to_owned());
            let names = names.filter(|name| !name.is_empty()).collect();
            found.insert(join(name).to_lowercase(), names);
        }
    }
    Ok(())
}
