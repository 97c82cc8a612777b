//! How alike two words are, each prepared once.

use crate::distance::Pattern;
use crate::sound::{bones, sound};

/// One word, prepared.
pub(crate) struct Word {
    /// Lower-case ASCII letters and digits.
    pub(crate) text: Box<str>,
    /// What it sounds like.
    pub(crate) sound: Box<str>,
    /// Which letters and digits stand in the word, and which in its sound, one bit each.
    letters: u64,
    heard: u64,
}

impl Word {
    pub(crate) fn of(text: &str) -> Word {
        let sound = sound(text);
        Word {
            letters: letters(text),
            heard: letters(&sound),
            text: text.into(),
            sound: sound.into(),
        }
    }
}

/// One bit for each letter and digit that stands in a text.
fn letters(text: &str) -> u64 {
    text.bytes().fold(0, |letters, byte| letters | 1 << (byte & 63))
}

/// At least so many errors lie between two words with these letters: each letter that only one of
/// them has is one.
fn errors_min(a: u64, b: u64) -> usize {
    (a & !b).count_ones().max((b & !a).count_ones()) as usize
}

/// One word of a query, prepared for many comparisons.
pub(crate) struct Asked {
    pub(crate) word: Word,
    /// Its consonants, where its script writes no vowels.
    pub(crate) bones: Option<String>,
    /// Whether some name holds the word as it is: then it is no slip of another word's.
    pub(crate) known: bool,
    pattern: Pattern,
    sound_pattern: Pattern,
}

/// How much less a word that names hold is another that is spelled nearly so.
const KNOWN: f64 = 0.6;

/// Likeness below this is none: two words of three letters that share two are different words.
const LEAST: f64 = 0.5;

impl Asked {
    pub(crate) fn of(text: &str, bare: bool) -> Asked {
        let word = Word::of(text);
        Asked {
            pattern: Pattern::of(&word.text),
            sound_pattern: Pattern::of(&word.sound),
            bones: bare.then(|| bones(text)),
            known: false,
            word,
        }
    }

    /// How alike the words are, in `[0, 1]`; 1 only where they are equal.
    pub(crate) fn likeness(&self, other: &Word) -> f64 {
        if self.word.letters == other.letters && self.word.text == other.text {
            return 1.0;
        }
        let (a, b) = (self.word.text.len(), other.text.len());
        if a == 1 || b == 1 {
            return initial(&self.word.text, &other.text);
        }
        let longest = a.max(b);
        let least = errors_min(self.word.letters, other.letters).max(a.abs_diff(b));
        let spelled = if spelled(least, longest) < LEAST {
            0.0
        } else {
            spelled(self.pattern.distance(&other.text), longest)
        };
        let near = spelled.max(self.nearly_heard(other));
        let near = if self.known { near * KNOWN } else { near };
        let likeness = near.max(self.heard(other));
        if likeness < LEAST { 0.0 } else { likeness }
    }

    /// The number of errors that turn the word into another.
    pub(crate) fn errors(&self, other: &str) -> usize {
        self.pattern.distance(other)
    }

    /// How alike they sound.
    fn heard(&self, other: &Word) -> f64 {
        if self.word.heard == other.heard && self.word.sound == other.sound {
            return 0.93;
        }
        if self.bones.as_ref().is_some_and(|own| own.len() > 1 && *own == bones(&other.text)) {
            return 0.9;
        }
        0.0
    }

    /// How alike they sound with an error in it.
    fn nearly_heard(&self, other: &Word) -> f64 {
        let (a, b) = (self.word.sound.len(), other.sound.len());
        let least = errors_min(self.word.heard, other.heard);
        if a.min(b) < 4 || a.abs_diff(b) > 1 || 0.85 * spelled(least, a.max(b)) < LEAST {
            return 0.0;
        }
        0.85 * spelled(self.sound_pattern.distance(&other.sound), a.max(b))
    }
}

/// An initial stands for any word that begins with it, and says little.
fn initial(a: &str, b: &str) -> f64 {
    if a.as_bytes().first() == b.as_bytes().first() { 0.6 } else { 0.0 }
}

/// Likeness by the number of errors among so many letters.
fn spelled(errors: usize, letters: usize) -> f64 {
    let share = errors as f64 / letters as f64;
    match (errors, letters) {
        (1, 2) => 0.0,
        (1, 3) => 0.7,
        (1, 4..) => 0.97 - share * 0.7,
        (2, 7..) => 0.95 - share * 0.9,
        _ => 1.0 - share * 1.3,
    }
    .max(0.0)
}

#[cfg(test)]
mod tests {
    use super::{Asked, Word};

    fn likeness(a: &str, b: &str) -> f64 {
        Asked::of(a, false).likeness(&Word::of(b))
    }

    #[test]
    fn errors_and_sounds_leave_words_alike() {
        assert!((likeness("kim", "kim") - 1.0).abs() < 1e-9);
        for (a, b, least) in [
            ("jeong", "jong", 0.8),
            ("universty", "university", 0.8),
            ("kimchaek", "kimchaeg", 0.8),
            ("k", "kim", 0.5),
        ] {
            assert!(likeness(a, b) >= least, "{a} {b} {}", likeness(a, b));
            assert!(likeness(a, b) < 1.0, "{a} {b}");
        }
        for (a, b) in [("kim", "pak"), ("un", "il"), ("beijing", "harbin"), ("k", "pak")] {
            assert!(likeness(a, b) < 0.5, "{a} {b} {}", likeness(a, b));
        }
        let arabic = Asked::of("mhmwd", true).likeness(&Word::of("mahmoud"));
        assert!(arabic > 0.5, "{arabic}");
    }
}
