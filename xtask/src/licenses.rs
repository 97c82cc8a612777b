//! Licences of all dependencies, held against the list in `deny.toml` where `cargo-deny` is not
//! installed, so that the rule is never skipped.

use crate::process;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::Path;

/// Fails where a dependency's licence is not on the list, or where it names none.
pub(crate) fn check(root: &Path) -> Result<()> {
    let rules = std::fs::read_to_string(root.join("deny.toml")).context("reading deny.toml")?;
    let rules: toml::Table = rules.parse().context("reading deny.toml")?;
    let allowed: Vec<String> =
        rules["licenses"]["allow"].clone().try_into().context("`licenses.allow` is a list")?;
    let arguments = ["metadata", "--format-version", "1", "--locked"];
    let metadata = process::capture(root, &process::cargo_path(), &arguments)?;
    let metadata: Value = serde_json::from_str(&metadata).context("reading what cargo printed")?;
    let packages = metadata["packages"].as_array().context("cargo lists no packages")?;
    let mut refused = Vec::new();
    for package in packages {
        let license = package["license"].as_str().unwrap_or_default();
        if !is_allowed(license, &allowed) {
            refused.push(format!("{} {}: `{license}`", package["name"], package["version"]));
        }
    }
    if !refused.is_empty() {
        bail!("licences that deny.toml does not allow:\n{}", refused.join("\n"));
    }
    println!("{} packages have licences that deny.toml allows", packages.len());
    Ok(())
}

/// Whether an SPDX expression can be satisfied by licences of the list. The slash of old manifests
/// means `OR`.
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    !rest.is_empty() && any(&mut rest, allowed) && rest.is_empty()
}

/// Alternatives, joined by `OR`.
fn any(rest: &mut &[&str], allowed: &[String]) -> bool {
    let mut satisfied = all(rest, allowed);
    while let ["OR", after @ ..] = *rest {
        *rest = after;
        satisfied |= all(rest, allowed);
    }
    satisfied
}

/// Licences that all apply, joined by `AND`.
fn all(rest: &mut &[&str], allowed: &[String]) -> bool {
    let mut satisfied = one(rest, allowed);
    while let ["AND", after @ ..] = *rest {
        *rest = after;
        satisfied &= one(rest, allowed);
    }
    satisfied
}

/// One licence, with its exception, or an expression in parentheses.
fn one(rest: &mut &[&str], allowed: &[String]) -> bool {
    match *rest {
        ["(", after @ ..] => {
            *rest = after;
            let satisfied = any(rest, allowed);
            let [")", after @ ..] = *rest else { return false };
            *rest = after;
            satisfied
        }
        [name, "WITH", exception, after @ ..] => {
            *rest = after;
            allowed.iter().any(|allowed| *allowed == format!("{name} WITH {exception}"))
        }
        [name, after @ ..] => {
            *rest = after;
            allowed.iter().any(|allowed| allowed == name)
        }
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn expressions_are_satisfied_by_the_list() {
        let allowed = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "Unicode-3.0"];
        let allowed = allowed.map(str::to_owned);
        for (expression, want) in [
            ("MIT", true),
            ("GPL-3.0", false),
            ("MIT OR GPL-3.0", true),
            ("MIT/Apache-2.0", true),
            ("MIT AND GPL-3.0", false),
            ("(MIT OR GPL-3.0) AND Unicode-3.0", true),
            ("Apache-2.0 WITH LLVM-exception OR GPL-3.0", true),
            ("GPL-3.0 WITH GCC-exception", false),
            ("", false),
            ("MIT AND", false),
        ] {
            assert_eq!(is_allowed(expression, &allowed), want, "{expression}");
        }
    }
}
