//! The page of all checks, from their own words.

use bonafide_evidence::Check;
use std::fmt::Write;

/// One section a check, after a table of their questions.
pub(crate) fn page(checks: &[Check]) -> String {
    let mut page = String::from(
        "# Checks\n\n\
         Written by `cargo xtask docs` from the checks themselves; do not edit.\n\n\
         Each check is one question asked of one application.\n\
         It answers *unknown* (and contributes exactly nothing), *clear* or *noted*.\n\
         What an answer is worth is a row of the [weights](weights.md).\n\n\
         | check | question |\n|---|---|\n",
    );
    for check in checks {
        let _ = writeln!(page, "| [{0}](#{0}) | {1} |", check.name, cell(check.question));
    }
    for check in checks {
        section(&mut page, check);
    }
    page
}

fn section(page: &mut String, check: &Check) {
    let levels: Vec<String> = check.levels.iter().map(|level| format!("`{level}`")).collect();
    let levels = match levels.as_slice() {
        [] => ": none; it only ever speaks for the applicant".to_owned(),
        [only] => format!(": {only}"),
        several => format!(", weakest first: {}", several.join(", ")),
    };
    let _ = write!(
        page,
        "\n## {}\n\n{}\n\n**Why it is asked.** {}\n\n**Source.** {}\n\n\
         **Levels**{}.\n\n**Innocent explanations**\n\n",
        check.name, check.question, check.rationale, check.source, levels,
    );
    for innocent in check.innocent {
        let _ = writeln!(page, "- {innocent}");
    }
    let _ = writeln!(page, "\n**How to verify.** {}", check.verify);
}

/// Text that stays within one cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::page;
    use bonafide_evidence::{Answer, Check};

    #[test]
    fn a_check_is_shown_whole() {
        let check = Check {
            name: "phone-region",
            question: "Does the number belong to the claimed place?",
            rationale: "Numbers are borrowed.",
            source: "A page",
            innocent: &["People move.", "Numbers are kept."],
            verify: "Call it.",
            levels: &["near", "far"],
            ask: |_| Answer::Unknown,
        };
        let page = page(&[check]);
        for part in [
            "| [phone-region](#phone-region) | Does the number belong to the claimed place? |",
            "\n## phone-region\n",
            "**Levels**, weakest first: `near`, `far`.",
            "- People move.\n- Numbers are kept.\n",
            "**How to verify.** Call it.\n",
        ] {
            assert!(page.contains(part), "{part:?} is not in:\n{page}");
        }
    }
}
