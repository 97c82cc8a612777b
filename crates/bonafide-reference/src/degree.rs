//! The level of a degree, as people write it.

use crate::Degree;
use bonafide_application::fold;

/// Beginnings of words that name a level, the highest first.
const BEGINNINGS: &[(&str, Degree)] = &[
    ("juris", Degree::Professional),
    ("doctora", Degree::Doctorate),
    ("doctor", Degree::Doctorate),
    ("postgraduate diploma", Degree::Certificate),
    ("graduate certificate", Degree::Certificate),
    ("master", Degree::Master),
    ("magister", Degree::Master),
    ("bachelor", Degree::Bachelor),
    ("associate", Degree::Associate),
    ("certificat", Degree::Certificate),
    ("bootcamp", Degree::Certificate),
];

/// Abbreviations without dots.
const SHORT: &[(Degree, &[&str])] = &[
    (Degree::Professional, &["jd", "md", "dds", "dmd", "dvm", "pharmd"]),
    (Degree::Doctorate, &["phd", "dphil", "dsc", "scd", "edd", "dba", "deng"]),
    (
        Degree::Master,
        &[
            "ms", "msc", "ma", "meng", "mtech", "mba", "mfa", "mca", "mphil", "mph", "mpa", "mps",
            "med", "llm", "msee", "mscs", "mse", "mis", "mcs", "march",
        ],
    ),
    (
        Degree::Bachelor,
        &[
            "bs", "bsc", "ba", "beng", "btech", "be", "bba", "bcom", "bfa", "bca", "bed", "bsee",
            "bscs", "bse", "bas", "llb", "barch", "ab", "sb",
        ],
    ),
    (Degree::Associate, &["aa", "as", "aas"]),
];

/// The longest text that is read.
const TEXT_MAX: usize = 200;

/// The highest level that a text names; a diploma or licence of another system is none.
pub(crate) fn of(text: &str) -> Option<Degree> {
    let text: String = text.chars().take(TEXT_MAX).filter(|c| *c != '.').collect();
    let folded = fold(&text);
    if folded.starts_with("doctor of medicine") {
        return Some(Degree::Professional);
    }
    let padded = format!(" {folded}");
    let long = BEGINNINGS.iter().find(|(word, _)| padded.contains(&format!(" {word}")));
    if let Some((_, degree)) = long {
        return Some(*degree);
    }
    // Short forms are words of English elsewhere: they count first, or joined as in "BS/MS", or
    // spaced as in "B Sc".
    let mut words = folded.split(' ');
    let (first, second) = (words.next()?, words.next().unwrap_or_default());
    let joined = format!("{first}{second}");
    let named = |word: &str| {
        SHORT.iter().find(|(_, short)| short.contains(&word)).map(|(degree, _)| *degree)
    };
    let spaced = if first.len() == 1 { named(&joined) } else { None };
    let both = named(first).into_iter().chain(named(second).filter(|_| text.contains('/')));
    both.max().or(spaced)
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::Degree;

    #[test]
    fn levels_as_people_write_them() {
        for (text, want) in [
            ("B.Sc.", Some(Degree::Bachelor)),
            ("BS", Some(Degree::Bachelor)),
            ("B. Tech", Some(Degree::Bachelor)),
            ("Bachelor of Science", Some(Degree::Bachelor)),
            ("Bachelor's degree", Some(Degree::Bachelor)),
            ("Master of Science", Some(Degree::Master)),
            ("MS in Computer Science", Some(Degree::Master)),
            ("BS/MS", Some(Degree::Master)),
            ("MBA", Some(Degree::Master)),
            ("PhD", Some(Degree::Doctorate)),
            ("Ph.D.", Some(Degree::Doctorate)),
            ("Doctor of Philosophy", Some(Degree::Doctorate)),
            ("J.D.", Some(Degree::Professional)),
            ("Associate of Applied Science", Some(Degree::Associate)),
            ("Graduate Certificate", Some(Degree::Certificate)),
            ("High School", None),
            ("Computer Science", None),
            ("", None),
        ] {
            assert_eq!(of(text), want, "{text:?}");
        }
    }
}
