//! The page of all checks and kinds of sharing, from their own words.

use super::markdown::{cell, list};
use bonafide_evidence::Check;
use bonafide_linkage::Sharing;
use std::fmt::Write;

/// One section a check, after a table of their questions; then the same of kinds of sharing.
pub(super) fn page(checks: &[Check], kinds: &[Sharing]) -> String {
    let mut page = String::from(
        "# Checks and sharing\n\n\
         Written by `cargo xtask docs` from the checks themselves; do not edit.\n\n\
         A check is one question asked of one application.\n\
         It answers *unknown* (and contributes exactly nothing), *clear* or *noted*.\n\
         A kind of sharing asks the same of different claimed persons who hold one value.\n\
         What an answer is worth is a row of the [weights](weights.md).\n\n\
         | of one application | question |\n|---|---|\n",
    );
    for check in checks {
        let _ = writeln!(page, "| [{0}](#{0}) | {1} |", check.name, cell(check.question));
    }
    page.push_str("\n| between applications | question |\n|---|---|\n");
    for kind in kinds {
        let _ = writeln!(page, "| [{0}](#{0}) | {1} |", kind.name, cell(kind.question));
    }
    for check in checks {
        let head = [check.name, check.question, check.rationale, check.source];
        let levels = format!("**Levels**{}.", levels(check.levels));
        section(&mut page, head, &levels, check.innocent, check.verify);
    }
    for kind in kinds {
        let head = [kind.name, kind.question, kind.rationale, kind.source];
        let most =
            format!("**Common** where more than {} claimed persons hold it.", kind.holders_max);
        section(&mut page, head, &most, kind.innocent, kind.verify);
    }
    page
}

fn section(page: &mut String, head: [&str; 4], own: &str, innocent: &[&str], verify: &str) {
    let [name, question, rationale, source] = head;
    let _ = write!(
        page,
        "\n## {name}\n\n{question}\n\n**Why it is asked.** {rationale}\n\n**Source.** {source}\n\n\
         {own}\n\n**Innocent explanations**\n\n{}\n**How to verify.** {verify}\n",
        list(innocent),
    );
}

fn levels(levels: &[&str]) -> String {
    let levels: Vec<String> = levels.iter().map(|level| format!("`{level}`")).collect();
    match levels.as_slice() {
        [] => ": none; it only ever speaks for the applicant".to_owned(),
        [only] => format!(": {only}"),
        several => format!(", weakest first: {}", several.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::page;
    use bonafide_evidence::{Answer, Check};
    use bonafide_linkage::KINDS;

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
        let page = page(&[check], &KINDS[..1]);
        for part in [
            "| [phone-region](#phone-region) | Does the number belong to the claimed place? |",
            "| [shared-phone](#shared-phone) |",
            "\n## phone-region\n",
            "**Levels**, weakest first: `near`, `far`.",
            "- People move.\n- Numbers are kept.\n\n",
            "**How to verify.** Call it.\n",
            "\n## shared-phone\n",
        ] {
            assert!(page.contains(part), "{part:?} is not in:\n{page}");
        }
    }
}
