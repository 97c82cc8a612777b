//! Rules for Markdown: one title, and links that lead somewhere.

use super::{Breach, File};
use std::path::Path;

/// Checks one page.
pub(super) fn check(root: &Path, file: &File) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let mut breach = |line: usize, message: String| {
        breaches.push(Breach { path: file.path.clone(), line, message });
    };
    let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut titles = 0;
    let mut fenced = false;
    for (index, line) in file.text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        if fenced {
            continue;
        }
        titles += usize::from(line.starts_with("# "));
        for target in targets(line) {
            if !root.join(folder).join(target).exists() {
                breach(index + 1, format!("the link leads nowhere: {target}"));
            }
        }
    }
    if fenced {
        breach(0, "a fenced block is not closed".into());
    }
    if titles != 1 {
        breach(0, format!("{titles} titles (`# …`); a page has one"));
    }
    breaches
}

/// Targets of the relative links in a line, without their anchors.
fn targets(line: &str) -> Vec<&str> {
    line.match_indices("](")
        .filter_map(|(at, _)| line[at + 2..].split([')', ' ']).next())
        .filter(|target| !target.contains("://") && !target.starts_with("mailto:"))
        .filter_map(|target| target.split('#').next())
        .filter(|target| !target.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::File;
    use std::path::Path;

    fn breaches(text: &str) -> Vec<String> {
        let file = File { path: "xtask/A.md".into(), text: text.into() };
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace");
        check(root, &file).into_iter().map(|breach| breach.message).collect()
    }

    #[test]
    fn a_page_has_one_title() {
        assert!(breaches("# A\n\n## B\n```sh\n# no title\n```\n").is_empty());
        assert_eq!(breaches("## B\n"), ["0 titles (`# …`); a page has one"]);
        assert_eq!(breaches("# A\n# B\n").len(), 1);
    }

    #[test]
    fn links_lead_somewhere() {
        assert!(breaches("# A\n[a](Cargo.toml) [b](../Cargo.toml#x) [c](#a)\n").is_empty());
        assert_eq!(breaches("# A\n[a](none.md)\n"), ["the link leads nowhere: none.md"]);
    }

    #[test]
    fn blocks_are_closed() {
        assert_eq!(breaches("# A\n```\n"), ["a fenced block is not closed"]);
    }
}
