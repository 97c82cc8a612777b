//! Which crate may use which: data flows one way.

use super::{Breach, File};

/// A crate, and the crates of the workspace that it may use.
type Arrows = (&'static str, &'static [&'static str]);

/// As ARCHITECTURE.md draws them. A new arrow is a decision: write it down there.
const ARROWS: &[Arrows] = &[
    ("bonafide-application", &[]),
    ("bonafide-ingest", &["application"]),
    ("bonafide-lists", &["application"]),
    ("bonafide-reference", &["application", "lists"]),
    ("bonafide-anomaly", &["application", "reference"]),
    ("bonafide-document", &["application"]),
    // Knows nothing of documents: bytes in, bytes out.
    ("bonafide-isolation", &[]),
    ("bonafide-population", &["application", "reference"]),
    ("bonafide-evidence", &["application", "lists", "reference"]),
    ("bonafide-linkage", &["application", "reference", "evidence"]),
    ("bonafide-score", &["application", "reference", "evidence", "linkage"]),
    ("bonafide-case", &["application", "reference", "evidence", "linkage", "score"]),
    ("bonafide-verification", &["application", "evidence", "linkage", "score", "case"]),
    ("bonafide-gather", &[]),
    (
        "bonafide-screen",
        &[
            "application",
            "lists",
            "reference",
            "anomaly",
            "ingest",
            "evidence",
            "linkage",
            "score",
            "case",
            "gather",
        ],
    ),
    ("bonafide-log", &[]),
    // For tests alone: nothing of it is in the program.
    ("bonafide-testbed", &[]),
    ("bonafide-store", &["log", "application", "score", "linkage", "case", "verification"]),
    // Counts in, rates out: knows nobody, and nothing of where counts come from.
    ("bonafide-insight", &[]),
    // Pages: plain data in, HTML out.
    ("bonafide-console", &[]),
    (
        "bonafide-server",
        &[
            "log",
            "application",
            "ingest",
            "score",
            "linkage",
            "case",
            "verification",
            "store",
            "insight",
            "console",
        ],
    ),
    ("bonafide-resolve", &["application", "ingest", "case", "gather"]),
];

/// What no default crate may bring in, so that the build stays one of a few minutes, and those that
/// may.
const HEAVY: [Arrows; 10] = [
    // The client of PostgreSQL runs on what the server runs on.
    ("tokio", &["bonafide-server", "bonafide-store"]),
    ("datafusion", &[]),
    ("ballista", &[]),
    ("axum", &["bonafide-server"]),
    ("sqlx", &[]),
    ("rusqlite", &["bonafide-store"]),
    ("postgres", &["bonafide-store"]),
    ("tokio-postgres", &[]),
    ("reqwest", &[]),
    ("polars", &[]),
];

/// Checks one file of settings, where it is a crate's manifest.
pub(super) fn check(file: &File) -> Vec<Breach> {
    let Some(folder) =
        file.path.strip_prefix("crates/").and_then(|path| path.strip_suffix("/Cargo.toml"))
    else {
        return Vec::new();
    };
    let mut breaches = Vec::new();
    let mut breach = |line: usize, message: String| {
        breaches.push(Breach { path: file.path.clone(), line, message });
    };
    if !file.text.contains("[lints]\nworkspace = true") {
        breach(0, "`[lints] workspace = true` is missing".into());
    }
    let allowed = ARROWS.iter().find(|(name, _)| *name == folder).map(|(_, allowed)| *allowed);
    if allowed.is_none() && folder != "bonafide" {
        breach(0, format!("`{folder}` has no arrows yet; draw them in ARCHITECTURE.md and here"));
    }
    let mut section = "";
    for (index, line) in file.text.lines().enumerate() {
        if line.starts_with('[') {
            section = line.trim();
            continue;
        }
        let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
        if section != "[dependencies]" || name.is_empty() {
            continue;
        }
        let heavy = HEAVY.iter().find(|(heavy, _)| *heavy == name);
        if heavy.is_some_and(|(_, may)| !may.contains(&folder)) {
            breach(index + 1, format!("`{name}` is too heavy for the default build"));
        }
        if let (Some(used), Some(allowed)) = (name.strip_prefix("bonafide-"), allowed)
            && !allowed.contains(&used)
        {
            breach(index + 1, format!("`{folder}` may not use `{name}`: data flows one way"));
        }
    }
    breaches
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::File;

    fn breaches(folder: &str, dependencies: &str) -> Vec<String> {
        let text = format!("[lints]\nworkspace = true\n\n[dependencies]\n{dependencies}\n");
        let file = File { path: format!("crates/{folder}/Cargo.toml"), text };
        check(&file).into_iter().map(|breach| breach.message).collect()
    }

    #[test]
    fn data_flows_one_way() {
        assert!(breaches("bonafide-score", "bonafide-linkage.workspace = true").is_empty());
        assert_eq!(
            breaches("bonafide-linkage", "bonafide-score.workspace = true"),
            ["`bonafide-linkage` may not use `bonafide-score`: data flows one way"]
        );
        assert!(breaches("bonafide", "bonafide-score.workspace = true").is_empty());
    }

    #[test]
    fn a_new_crate_draws_its_arrows() {
        assert_eq!(breaches("bonafide-new", "").len(), 1);
    }

    #[test]
    fn the_default_build_stays_light() {
        assert_eq!(breaches("bonafide", "tokio = \"1\"").len(), 1);
        assert_eq!(breaches("bonafide-store", "axum = \"1\"").len(), 1);
        assert!(breaches("bonafide-server", "axum = \"1\"").is_empty());
        assert_eq!(breaches("bonafide-screen", "postgres = \"1\"").len(), 1);
    }
}
