//! What is left of a word when the choices of a transliteration are taken away.
//!
//! `Jeong`, `Jong` and `Chung` write one Korean syllable, `Kasim` and `Qassem` one Arabic name: the
//! letters differ, the sounds are near. A sound is a key to meet by, never a reason by itself.

/// Family names whose usual spellings follow no rule; all of a row sound alike.
const SPELLINGS: &[&[&str]] = &[
    &["ri", "li", "lee", "rhee", "yi", "ree", "rhie", "lhee"],
    &["pak", "park", "bak", "pahk", "bahk"],
    &["choe", "choi", "chwe", "choy", "chey"],
    &["no", "ro", "roh", "noh", "rho"],
    &["im", "rim", "lim", "yim", "leem", "rhim"],
    &["yu", "ryu", "yoo", "ryoo", "lyu", "you"],
    &["o", "oh", "au"],
    &["u", "woo", "wu", "ou"],
    &["an", "ahn"],
    &["paek", "baek", "paik", "baik", "back"],
    &["kwon", "gwon", "kweon"],
    &["son", "sohn"],
    &["muhammad", "mohammed", "mohamed", "muhammed", "mohammad", "mohamad", "muhamad", "mohd"],
    &["al", "el", "ul"],
    &["abd", "abdul", "abdel", "abdal"],
    &["yusuf", "yousef", "yousif", "youssef", "yusef", "josef", "joseph"],
];

/// The longest of these.
const SPELLED_MAX: usize = 8;

/// Letters that are written for one sound; longer ones first, so that each is met before its part.
const SOUNDS: &[(&str, &str)] = &[
    ("shch", "s"),
    ("phyo", "po"),
    ("tsch", "j"),
    ("tch", "j"),
    ("sch", "s"),
    ("dzh", "j"),
    ("sh", "s"),
    ("ch", "j"),
    ("zh", "j"),
    ("ts", "j"),
    ("tz", "j"),
    ("dj", "j"),
    ("kh", "k"),
    ("gh", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "t"),
    ("ck", "k"),
    ("ks", "ks"),
    ("yeo", "o"),
    ("you", "o"),
    ("yoo", "o"),
    ("wae", "i"),
    ("eou", "o"),
    ("eo", "o"),
    ("eu", "o"),
    ("oo", "o"),
    ("ou", "o"),
    ("yu", "o"),
    ("yo", "o"),
    ("io", "o"),
    ("iu", "o"),
    ("ya", "a"),
    ("ia", "a"),
    ("wa", "a"),
    ("wo", "o"),
    ("we", "i"),
    ("wi", "i"),
    ("ae", "i"),
    ("ai", "i"),
    ("ay", "i"),
    ("oe", "i"),
    ("oi", "i"),
    ("ui", "i"),
    ("ee", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("ie", "i"),
    ("ye", "i"),
    ("yi", "i"),
    ("a", "a"),
    ("b", "p"),
    ("c", "k"),
    ("d", "t"),
    ("e", "i"),
    ("f", "f"),
    ("g", "k"),
    ("h", "h"),
    ("i", "i"),
    ("j", "j"),
    ("k", "k"),
    ("l", "l"),
    ("m", "m"),
    ("n", "n"),
    ("o", "o"),
    ("p", "p"),
    ("q", "k"),
    ("r", "l"),
    ("s", "s"),
    ("t", "t"),
    ("u", "o"),
    ("v", "f"),
    ("w", "f"),
    ("x", "s"),
    ("y", "i"),
    ("z", "s"),
];

/// The sound of a word of lower-case ASCII letters.
pub(crate) fn sound(word: &str) -> String {
    let spelled = word.len() <= SPELLED_MAX;
    match SPELLINGS.iter().position(|row| spelled && row.contains(&word)) {
        Some(row) => format!("={row}"),
        None => spoken(word),
    }
}

/// The consonants of the sound: all that a script without vowels writes, `w` and `y` not among
/// them, since they stand for vowels as well.
pub(crate) fn bones(word: &str) -> String {
    let word = word.trim_start_matches("aa").replace(['w', 'y'], "");
    let mut bones = String::with_capacity(word.len());
    for heard in spoken(&word).chars() {
        if !matches!(heard, 'a' | 'i' | 'o' | 'h') && !bones.ends_with(heard) {
            bones.push(heard);
        }
    }
    bones
}

fn spoken(word: &str) -> String {
    let mut sound = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let begins = rest.as_bytes()[0];
        let fit = |written: &str| written.as_bytes()[0] == begins && rest.starts_with(written);
        let met = SOUNDS.iter().find(|(written, _)| fit(written));
        let (length, heard) = met.map_or((first.len_utf8(), ""), |(w, heard)| (w.len(), *heard));
        let silent = heard == "h" && !sound.is_empty();
        let heard = if met.is_none() { &rest[..length] } else { heard };
        if !silent && !sound.ends_with(heard) {
            sound.push_str(heard);
        }
        rest = &rest[length..];
    }
    sound
}

#[cfg(test)]
mod tests {
    use super::sound;

    #[test]
    fn spellings_of_one_syllable_sound_alike() {
        for (one, other) in [
            ("jong", "jeong"),
            ("jong", "chung"),
            ("kim", "gim"),
            ("un", "eun"),
            ("chaek", "chaeg"),
            ("ri", "lee"),
            ("pyongyang", "phyongyang"),
            ("hyon", "hyun"),
            ("qassem", "kasim"),
            ("chol", "cheol"),
        ] {
            assert_eq!(sound(one), sound(other), "{one} {other}");
        }
        for (one, other) in [("kim", "kam"), ("jong", "song"), ("nam", "nim"), ("min", "nim")] {
            assert_ne!(sound(one), sound(other), "{one} {other}");
        }
    }
}
