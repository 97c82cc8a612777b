//! Every check is explained, verifiable, tested and in a file of its name.

use super::{Breach, File};
use bonafide_evidence::Check;

/// Checks the list of checks against the files.
pub(super) fn check(checks: &[Check], files: &[File]) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (index, question) in checks.iter().enumerate() {
        let path = path(question.name);
        let file = files.iter().find(|file| file.path == path);
        let mut breach = |message: &str| {
            let message = format!("`{}`: {message}", question.name);
            breaches.push(Breach { path: path.clone(), line: 0, message });
        };
        if file.is_none() {
            breach("a check lies in a file of its name");
        }
        if file.is_some_and(|file| !file.text.contains("#[test]")) {
            breach("a check has tests of its answers");
        }
        if checks[..index].iter().any(|other| other.name == question.name) {
            breach("two checks have one name");
        }
        if !question.name.chars().all(|c| c.is_ascii_lowercase() || c == '-') {
            breach("a name is a neutral noun in lower case with hyphens");
        }
        if !question.question.ends_with('?') {
            breach("a question ends with a question mark");
        }
        if question.innocent.is_empty() || question.innocent.iter().any(|text| text.is_empty()) {
            breach("a finding carries its innocent explanations");
        }
        let words = [question.rationale, question.source, question.verify];
        if words.iter().any(|text| text.trim().is_empty()) {
            breach("rationale, source and verification are never empty");
        }
    }
    breaches
}

fn path(name: &str) -> String {
    format!("crates/bonafide-evidence/src/checks/{}.rs", name.replace('-', "_"))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::File;
    use bonafide_evidence::{Answer, Check};

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
}
