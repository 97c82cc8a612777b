//! Every check and kind of sharing is explained and verifiable; every check is tested in a file of
//! its name.

use super::{Breach, File};
use bonafide_evidence::Check;
use bonafide_linkage::Sharing;

/// What a reviewer reads of a check or of a kind of sharing.
struct Words {
    name: &'static str,
    question: &'static str,
    others: [&'static str; 3],
    innocent: &'static [&'static str],
}

/// Checks the list of checks against the files.
pub(super) fn check(checks: &[Check], files: &[File]) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (index, check) in checks.iter().enumerate() {
        let path = path(check.name);
        let file = files.iter().find(|file| file.path == path);
        let mut breach = |message: &str| breaches.push(breach(&path, check.name, message));
        if file.is_none() {
            breach("a check lies in a file of its name");
        }
        if file.is_some_and(|file| !file.text.contains("#[test]")) {
            breach("a check has tests of its answers");
        }
        if checks[..index].iter().any(|other| other.name == check.name) {
            breach("two checks have one name");
        }
        let others = [check.rationale, check.source, check.verify];
        let Check { name, question, innocent, .. } = *check;
        breaches.extend(explained(&path, &Words { name, question, others, innocent }));
    }
    breaches
}

/// Checks the list of kinds of sharing.
pub(super) fn check_sharing(kinds: &[Sharing]) -> Vec<Breach> {
    let path = "crates/bonafide-linkage/src/kind.rs";
    let words = kinds.iter().map(|kind| {
        let others = [kind.rationale, kind.source, kind.verify];
        let Sharing { name, question, innocent, .. } = *kind;
        Words { name, question, others, innocent }
    });
    words.flat_map(|words| explained(path, &words)).collect()
}

fn explained(path: &str, words: &Words) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let mut breach = |message: &str| breaches.push(breach(path, words.name, message));
    if !words.name.chars().all(|c| c.is_ascii_lowercase() || c == '-') {
        breach("a name is a neutral noun in lower case with hyphens");
    }
    if !words.question.ends_with('?') {
        breach("a question ends with a question mark");
    }
    if words.innocent.is_empty() || words.innocent.iter().any(|text| text.trim().is_empty()) {
        breach("a finding carries its innocent explanations");
    }
    if words.others.iter().any(|text| text.trim().is_empty()) {
        breach("rationale, source and verification are never empty");
    }
    breaches
}

fn breach(path: &str, name: &str, message: &str) -> Breach {
    Breach { path: path.to_owned(), line: 0, message: format!("`{name}`: {message}") }
}

fn path(name: &str) -> String {
    format!("crates/bonafide-evidence/src/checks/{}.rs", name.replace('-', "_"))
}

#[cfg(test)]
mod tests {
    use super::{check, check_sharing};
    use crate::tidy::File;
    use bonafide_evidence::{Answer, Check};
    use bonafide_linkage::{KINDS, Sharing};

    const CHECK: Check = Check {
        name: "phone-region",
        question: "Does the number belong to the claimed place?",
        rationale: "Numbers are borrowed.",
        source: "A page",
        innocent: &["People move."],
        verify: "Call it.",
        levels: &["far"],
        ask: |_| Answer::Unknown,
    };

    fn breaches(question: Check, text: &str) -> usize {
        let path = "crates/bonafide-evidence/src/checks/phone_region.rs".to_owned();
        check(&[question], &[File { path, text: text.to_owned() }]).len()
    }

    #[test]
    fn a_check_is_whole() {
        assert_eq!(breaches(CHECK, "#[test]"), 0);
        assert_eq!(breaches(CHECK, ""), 1);
        assert_eq!(breaches(Check { name: "phone-place", ..CHECK }, "#[test]"), 1);
        assert_eq!(breaches(Check { innocent: &[], ..CHECK }, "#[test]"), 1);
        assert_eq!(breaches(Check { verify: " ", ..CHECK }, "#[test]"), 1);
    }

    #[test]
    fn a_kind_of_sharing_is_whole() {
        assert!(check_sharing(KINDS).is_empty());
        assert_eq!(check_sharing(&[Sharing { innocent: &[], ..KINDS[0] }]).len(), 1);
    }
}
