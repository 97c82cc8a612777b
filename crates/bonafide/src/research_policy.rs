//! The table `research-security` of a policy: for which roles the tier is turned on, and why.

use crate::{inputs, unusable::unusable};
use anyhow::Result;
use bonafide_reference::ResearchSecurity;
use serde::Deserialize;
use std::path::Path;

/// A policy, as far as it is read here; its other tables are others' to read.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Policy {
    research_security: Option<Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    roles: Vec<String>,
    reason: String,
}

/// The shortest reason: a sentence, not a word.
const REASON_MIN: usize = 20;

/// Reads a policy; `None` where it does not turn the tier on.
pub(crate) fn read(path: &Path) -> Result<Option<ResearchSecurity>> {
    let text = inputs::read_text(path)?;
    parse(&text).map_err(|error| unusable(format!("{}: {error}", path.display())))
}

fn parse(text: &str) -> Result<Option<ResearchSecurity>, String> {
    let policy: Policy =
        toml::from_str(text).map_err(|error| error.message().replace('\n', ", "))?;
    let Some(table) = policy.research_security else { return Ok(None) };
    if table.roles.iter().all(|role| role.trim().is_empty()) {
        return Err(
            "research-security: name the roles it is for, as in [\"radar engineer\"]".into()
        );
    }
    if table.reason.trim().len() < REASON_MIN {
        return Err(
            "research-security: give the reason, in a sentence; every report shows it".into()
        );
    }
    Ok(Some(ResearchSecurity { roles: table.roles, reason: table.reason.trim().to_owned() }))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn the_tier_is_off_without_roles_and_a_written_reason() {
        assert_eq!(parse("[sign-off]\nby = 2\n"), Ok(None));
        for (text, want) in [
            ("[research-security]\nroles = []\nreason = \"x\"", "name the roles"),
            ("[research-security]\nroles = [\"a\"]\nreason = \"law\"", "give the reason"),
            ("[research-security]\nrole = [\"a\"]\nreason = \"x\"", "unknown field"),
        ] {
            let error = parse(text).expect_err("refused");
            assert!(error.contains(want), "{error}");
        }
        let on = "[research-security]\nroles = [\"radar engineer\"]\n\
                  reason = \"export license 22 CFR 120 covers this laboratory\"";
        assert!(parse(on).expect("a policy").is_some());
    }
}
