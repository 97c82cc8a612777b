//! The part of a mail domain that spells an organization's name, and domains that are nearly
//! another one.

/// Second-level labels under which registries sell names, as in `acme.co.uk`.
const REGISTRIES: [&str; 7] = ["ac", "co", "com", "edu", "gov", "net", "org"];
/// Endings that say nothing of a country or trade: one organization seldom writes from two.
const GENERIC: [&str; 6] = ["biz", "co", "com", "info", "net", "org"];
/// Words put to a company's name in domains that only answer questions about employment.
const OF_HIRING: [&str; 14] = [
    "background",
    "career",
    "careers",
    "employment",
    "hiring",
    "hr",
    "job",
    "jobs",
    "payroll",
    "recruiting",
    "recruitment",
    "reference",
    "references",
    "verification",
];
/// Shorter labels are near each other by chance.
const LABEL_BYTES_MIN: usize = 5;

/// The label that was registered, and what stands after it: (`acme`, `co.uk`) of
/// `mail.acme.co.uk`.
pub(crate) fn registered(domain: &str) -> Option<(&str, &str)> {
    let mut dots = domain.rmatch_indices('.').map(|(at, _)| at);
    let mut end = dots.next()?;
    let mut start = dots.next().map_or(0, |at| at + 1);
    if start > 0 && REGISTRIES.contains(&&domain[start..end]) {
        end = start - 1;
        start = dots.next().map_or(0, |at| at + 1);
    }
    Some((&domain[start..end], &domain[end + 1..]))
}

/// Whether the domain is close to the site's, and not it: another generic ending, or a name that
/// differs in one or two letters.
pub(crate) fn is_near(domain: &str, site: &str) -> bool {
    let (Some((name, ending)), Some((of, with))) = (registered(domain), registered(site)) else {
        return false;
    };
    if name == of {
        return ending != with && GENERIC.contains(&ending) && GENERIC.contains(&with);
    }
    name.len().min(of.len()) >= LABEL_BYTES_MIN && edits(name, of) <= 2
}

/// Whether the label is a name with a word of hiring put to it (`acme-hr`, `acmecareers`).
pub(crate) fn is_of_hiring(label: &str) -> bool {
    OF_HIRING.iter().any(|word| {
        let rest = label.strip_suffix(word).or_else(|| label.strip_prefix(word));
        // `hr` and `job` end many a name: short words count only beside a hyphen.
        rest.is_some_and(|rest| {
            rest.len() >= 3 && (word.len() > 4 || rest.starts_with('-') || rest.ends_with('-'))
        })
    })
}

/// Letters to insert, remove or replace to make one of the other (Levenshtein).
fn edits(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.bytes().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{is_near, is_of_hiring, registered};

    #[test]
    fn the_registered_label_is_found() {
        for (domain, want) in [
            ("acme.com", Some(("acme", "com"))),
            ("mail.acme.co.uk", Some(("acme", "co.uk"))),
            ("co.uk", Some(("co", "uk"))),
            ("eu.acme.io", Some(("acme", "io"))),
            ("acme", None),
        ] {
            assert_eq!(registered(domain), want, "{domain}");
        }
    }

    #[test]
    fn near_domains_are_told_from_same_and_other_ones() {
        for (domain, site, want) in [
            ("northmill.org", "northmill.com", true),
            ("northmi1l.com", "northmill.com", true),
            ("northmills.com", "northmill.com", true),
            ("mail.northmill.com", "northmill.com", false),
            // A company's branch in another country has another ending.
            ("northmill.de", "northmill.com", false),
            ("initech.com", "northmill.com", false),
            ("abd.com", "abc.com", false),
        ] {
            assert_eq!(is_near(domain, site), want, "{domain} and {site}");
        }
    }

    #[test]
    fn words_of_hiring_stand_beside_a_name() {
        for (label, want) in [
            ("acme-hr", true),
            ("acmecareers", true),
            ("jobs-acme", true),
            ("acme", false),
            ("careers", false),
            ("rohr", false),
        ] {
            assert_eq!(is_of_hiring(label), want, "{label}");
        }
    }
}
