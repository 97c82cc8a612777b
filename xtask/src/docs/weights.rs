//! The page of the weights that this release ships.

use super::markdown::{bits, cell};
use anyhow::{Context, Result};
use bonafide_evidence::Check;
use bonafide_linkage::Sharing;
use bonafide_score::Weights;
use std::fmt::Write;

/// Every row with its source; a check or kind of sharing without a row is an error.
pub(super) fn page(weights: &Weights, checks: &[Check], kinds: &[Sharing]) -> Result<String> {
    let fitted = weights.fitted.as_deref().unwrap_or("as published, not fitted");
    let mut page = format!(
        "# Weights\n\n\
         Written by `cargo xtask docs` from `weights/`; do not edit.\n\n\
         A weight is the log2 of a likelihood ratio, in bits: +1 doubles the odds, −1 halves \
         them, 0 says nothing.\n\
         An unknown answer has no weight.\n\n\
         Version {}: {fitted}.\n\
         Before any population is known, one application in {} is not who they say they are.\n\
         The whole stays within {} bits either way.\n\
         A shared value that stands alone keeps {} of its bits.\n",
        weights.version, weights.one_in, weights.limit, weights.alone,
    );
    page.push_str(
        "\n## Checks\n\n| check | answer | bits | group | source |\n|---|---|---|---|---|\n",
    );
    for check in checks {
        let row = weights.checks.get(check.name);
        let row = row.with_context(|| format!("`{}` has no row in weights/", check.name))?;
        let name = format!("[{0}](checks.md#{0})", check.name);
        let (group, source) = (&row.group, cell(&row.source));
        let _ = writeln!(page, "| {name} | clear | {} | {group} | {source} |", bits(row.clear));
        for level in check.levels {
            let worth = row.noted.get(*level);
            let worth =
                worth.with_context(|| format!("`{}` has no bits for `{level}`", check.name))?;
            let _ = writeln!(page, "| | `{level}` | {} | | |", bits(*worth));
        }
    }
    page.push_str(
        "\n## Sharing\n\nWhere two hold the value and nothing explains it; more holders, less.\n\n\
         | kind | bits | group | source |\n|---|---|---|---|\n",
    );
    for kind in kinds {
        let row = weights.links.get(kind.name);
        let row = row.with_context(|| format!("`{}` has no row in weights/", kind.name))?;
        let name = format!("[{0}](checks.md#{0})", kind.name);
        let (worth, source) = (bits(row.bits), cell(&row.source));
        let _ = writeln!(page, "| {name} | {worth} | {} | {source} |", row.group);
    }
    page.push_str(
        "\n## Groups\n\nRows that measure one fact stay within these bounds together.\n\n\
         | group | cap | floor | fact |\n|---|---|---|---|\n",
    );
    for (name, group) in &weights.groups {
        let (cap, floor) = (bits(group.cap), bits(group.floor));
        let _ = writeln!(page, "| {name} | {cap} | {floor} | {} |", cell(&group.source));
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::page;
    use bonafide_linkage::KINDS;
    use bonafide_score::Weights;

    #[test]
    fn what_is_shared_is_shown_with_its_source() {
        let weights = Weights::shipped();
        let page = page(&weights, &[], &KINDS[..1]).expect("a page");
        assert!(page.contains("| [shared-phone](checks.md#shared-phone) | +"), "{page}");
    }

    #[test]
    fn a_kind_without_a_row_is_an_error() {
        let mut weights = Weights::shipped();
        weights.links.clear();
        assert!(page(&weights, &[], &KINDS[..1]).is_err());
    }
}
