//! Names like the one that was typed, for the error that says it is unknown.

/// Most names that are offered.
const OFFERED: usize = 3;

/// The names seen so far that are most like the one that was typed.
pub(crate) struct Near<'a> {
    typed: &'a str,
    found: Vec<(usize, String)>,
}

impl<'a> Near<'a> {
    /// None so far.
    pub(crate) fn to(typed: &'a str) -> Near<'a> {
        Near { typed, found: Vec::new() }
    }

    /// Looks at one name.
    pub(crate) fn see(&mut self, name: &str) {
        let Some(distance) = distance(self.typed, name) else { return };
        let at = self.found.partition_point(|(other, _)| *other <= distance);
        if at < OFFERED {
            self.found.insert(at, (distance, name.to_owned()));
            self.found.truncate(OFFERED);
        }
    }

    /// What to say of them: `; did you mean A or B?`, or nothing.
    pub(crate) fn hint(&self) -> String {
        let names: Vec<&str> = self.found.iter().map(|(_, name)| name.as_str()).collect();
        if names.is_empty() {
            String::new()
        } else {
            format!("; did you mean {}?", names.join(" or "))
        }
    }
}

/// Changes of one letter between two names, where they are few; containing counts as one.
fn distance(typed: &str, name: &str) -> Option<usize> {
    let (a, b) = (typed.to_lowercase(), name.to_lowercase());
    if a == b {
        return Some(0);
    }
    if a.len() >= 3 && b.contains(&a) {
        return Some(1);
    }
    let most = if a.len() < 5 { 1 } else { 2 };
    if a.len().abs_diff(b.len()) > most || b.len() > 256 {
        return None;
    }
    Some(edits(a.as_bytes(), b.as_bytes())).filter(|edits| *edits <= most)
}

fn edits(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(left != right);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::Near;

    #[test]
    fn a_slip_finds_the_name() {
        let mut near = Near::to("a-20391");
        for name in ["A-20931", "B-00001", "A-20391x", "A-20390"] {
            near.see(name);
        }
        assert_eq!(near.hint(), "; did you mean A-20391x or A-20390 or A-20931?");
        assert_eq!(Near::to("zzz").hint(), "");
    }
}
