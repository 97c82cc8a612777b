//! What people found out of two applications, as a file: lines of two ids and what is said.

use crate::{inputs, unusable::unusable};
use anyhow::Result;
use bonafide_linkage::Relation;
use bonafide_screen::Related;
use std::path::Path;

/// Reads lines of `one,other,says`; a first line that begins with `one,` is passed over, and so is
/// what follows a third comma. An id with a comma or a quote in it stands in quotes.
pub(crate) fn read(path: &Path) -> Result<Vec<Related>> {
    let text = inputs::read_text(path)?;
    let mut all = Vec::new();
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        if line.trim().is_empty() || (at == 0 && line.starts_with("one,")) {
            continue;
        }
        all.push(related(line).ok_or_else(|| {
            unusable(format!(
                "{}, line {}: give two ids and `not-related` or `same-operator`, as in \
                 A-1,A-2,not-related",
                path.display(),
                at + 1
            ))
        })?);
    }
    Ok(all)
}

fn related(line: &str) -> Option<Related> {
    let (one, rest) = field(line)?;
    let (other, rest) = field(rest)?;
    let says = rest.split(',').next()?.trim();
    let relation = match says {
        "not-related" => Relation::NotRelated,
        "same-operator" => Relation::SameOperator,
        _ => return None,
    };
    (!one.is_empty() && !other.is_empty() && one != other).then_some(Related {
        one,
        other,
        relation,
    })
}

/// The first field, and what follows its comma.
fn field(text: &str) -> Option<(String, &str)> {
    let Some(mut rest) = text.strip_prefix('"') else {
        let (field, rest) = text.split_once(',')?;
        return Some((field.trim().to_owned(), rest));
    };
    let mut field = String::new();
    loop {
        let (part, after) = rest.split_once('"')?;
        field.push_str(part);
        match after.strip_prefix('"') {
            Some(more) => {
                field.push('"');
                rest = more;
            }
            None => return Some((field, after.strip_prefix(',')?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::related;
    use bonafide_linkage::Relation;

    #[test]
    fn lines_are_two_ids_and_what_is_said() {
        let read = |line| related(line).map(|r| (r.one, r.other, r.relation));
        let apart = Relation::NotRelated;
        assert_eq!(read("A-1, A-2,not-related"), Some(("A-1".into(), "A-2".into(), apart)));
        let quoted = "\"A,\"\"1\",A-2,same-operator,met them";
        let found = (r#"A,"1"#.to_owned(), "A-2".to_owned(), Relation::SameOperator);
        assert_eq!(read(quoted), Some(found));
        for line in ["A-1,A-2", "A-1,A-2,perhaps", "A-1,A-1,not-related", ",A-2,not-related", "\"A"]
        {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
