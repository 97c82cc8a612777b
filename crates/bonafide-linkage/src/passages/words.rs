//! The words of a text as hashes, line by line: what two texts are compared by.

use bonafide_application::{Resume, fold};
use std::ops::Range;

/// Most words of one text that are compared: ten times a long résumé.
pub const WORDS_MAX: usize = 4_096;

/// Words in a run: long enough to be rare, short enough to survive every third word's change.
pub const RUN_WORDS: usize = 4;

/// The words of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Hash of each word, in order.
    pub hashes: Vec<u32>,
    /// Where each line ends, as a number of words; a line without a word has no entry.
    pub ends: Vec<u32>,
    /// The words that tell of jobs; of a text without sections, all. What a course or a template
    /// gives to many stands elsewhere.
    pub jobs: Range<usize>,
}

impl Words {
    /// The words of texts, each of one line or several.
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Words {
        let mut words = Words::default();
        texts.flat_map(str::lines).for_each(|line| words.add(line));
        words.jobs = 0..words.hashes.len();
        words
    }

    /// The words of a résumé, in the order of [`Resume::texts`].
    pub fn of_resume(resume: &Resume) -> Words {
        let before = resume.basics.summary.iter().map(String::as_str);
        let mut words = Words::of(before);
        let start = words.hashes.len();
        let texts = resume.texts().skip(usize::from(resume.basics.summary.is_some()));
        let jobs = resume.work.iter().map(|job| job.highlights.len() + job.summary.iter().len());
        let jobs: usize = jobs.sum();
        let mut end = start;
        for (number, text) in texts.enumerate() {
            text.lines().for_each(|line| words.add(line));
            if number < jobs {
                end = words.hashes.len();
            }
        }
        words.jobs = start..end;
        words
    }

    /// Adds one line.
    pub fn add(&mut self, line: &str) {
        let before = self.hashes.len();
        each_word(line, &mut |hash, _| self.hashes.push(hash));
        self.hashes.truncate(WORDS_MAX);
        if self.hashes.len() > before {
            self.ends.push(self.hashes.len() as u32);
        }
    }

    /// Each line as its range of words.
    pub fn lines(&self) -> impl Iterator<Item = Range<usize>> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| start as usize..*end as usize)
    }

    /// Every run of words within a line: where it begins, and its hash.
    pub fn runs(&self) -> impl Iterator<Item = (usize, u64)> {
        self.lines().flat_map(|line| {
            let start = line.start;
            let runs = self.hashes[line].windows(RUN_WORDS).enumerate();
            runs.map(move |(place, run)| (start + place, hash_of_run(run)))
        })
    }
}

/// One odd factor a place, then mixed (multilinear hashing, Lemire and Kaser 2014).
fn hash_of_run(run: &[u32]) -> u64 {
    const FACTORS: [u64; RUN_WORDS] = [
        0x9E37_79B9_7F4A_7C15,
        0xC2B2_AE3D_27D4_EB4F,
        0x1656_67B1_9E37_79F9,
        0x27D4_EB2F_1656_67C5,
    ];
    let sum = run.iter().zip(FACTORS).fold(0_u64, |sum, (word, factor)| {
        sum.wrapping_add((u64::from(*word) + 1).wrapping_mul(factor))
    });
    mixed(sum)
}

/// The finalizer of `MurmurHash3` (Appleby 2011): every bit depends on all.
fn mixed(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    hash ^ (hash >> 33)
}

/// Start and factor of FNV-1a (Fowler, Noll and Vo 1991): a letter at a time, so that a word is
/// folded and hashed in one pass.
const FNV_START: u64 = 0xCBF2_9CE4_8422_2325;
const FNV_FACTOR: u64 = 0x0000_0100_0000_01B3;

/// Calls `word` with the hash and the place of each word of a line, in order.
///
/// Words are those of [`fold`]: letters and digits in lower case without accents. A sign of a
/// script that is written without spaces is a word of its own.
pub fn each_word(line: &str, word: &mut impl FnMut(u32, Range<usize>)) {
    if !line.is_ascii() {
        each_word_of_any_script(line, word);
        return;
    }
    let (mut hash, mut start, mut open) = (FNV_START, 0, false);
    for (place, byte) in line.bytes().enumerate() {
        match CLASSES[usize::from(byte)] {
            JOINS => {}
            BREAKS => {
                if open {
                    word(mixed(hash) as u32, start..place);
                    (hash, open) = (FNV_START, false);
                }
            }
            letter => {
                if !open {
                    (start, open) = (place, true);
                }
                hash = (hash ^ u64::from(letter)).wrapping_mul(FNV_FACTOR);
            }
        }
    }
    if open {
        word(mixed(hash) as u32, start..line.len());
    }
}

/// A byte that ends a word, and one that is passed over.
const BREAKS: u8 = 0;
const JOINS: u8 = 1;

/// What each ASCII byte is to a word: its lower case, a break, or nothing, as in [`fold`].
const CLASSES: [u8; 256] = {
    let mut classes = [BREAKS; 256];
    let mut byte = 0;
    while byte < 128 {
        let c = byte as u8;
        if c.is_ascii_alphanumeric() {
            classes[byte] = c.to_ascii_lowercase();
        } else if c == b'\'' || (c.is_ascii_control() && !c.is_ascii_whitespace()) {
            classes[byte] = JOINS;
        }
        byte += 1;
    }
    classes
};

fn each_word_of_any_script(line: &str, word: &mut impl FnMut(u32, Range<usize>)) {
    let mut say = |range: Range<usize>| {
        let folded = fold(&line[range.clone()]);
        let letters = folded.bytes().filter(u8::is_ascii_alphanumeric);
        let mut any = false;
        let hash = letters.fold(FNV_START, |hash, letter| {
            any = true;
            (hash ^ u64::from(letter)).wrapping_mul(FNV_FACTOR)
        });
        if any {
            word(mixed(hash) as u32, range);
        }
    };
    let mut start = None;
    for (place, c) in line.char_indices() {
        let alone = is_written_without_spaces(c);
        let breaks = c.is_whitespace() || (c.is_ascii() && CLASSES[c as usize] == BREAKS);
        let breaks = breaks || (!c.is_ascii() && is_sign(c));
        if alone || breaks {
            if let Some(start) = start.take() {
                say(start..place);
            }
            if alone {
                say(place..place + c.len_utf8());
            }
        } else if start.is_none() {
            start = Some(place);
        }
    }
    if let Some(start) = start {
        say(start..line.len());
    }
}

/// Punctuation beyond ASCII: general punctuation except its invisible characters, and bullets,
/// arrows, shapes and the like.
fn is_sign(c: char) -> bool {
    let invisible = matches!(
        c,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
    );
    let apostrophe = matches!(c, '\u{2018}' | '\u{2019}');
    let of_signs = matches!(
        c,
        '\u{00A0}'..='\u{00BF}'
            | '\u{2010}'..='\u{2BFF}'
            | '\u{3000}'..='\u{303F}'
            | '\u{FF00}'..='\u{FF0F}'
    );
    of_signs && !c.is_alphanumeric() && !invisible && !apostrophe
}

/// Han, Hiragana and Katakana.
fn is_written_without_spaces(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3134F}')
}

#[cfg(test)]
mod tests {
    use super::{WORDS_MAX, Words, each_word};

    fn words(line: &str) -> Vec<&str> {
        let mut words = Vec::new();
        each_word(line, &mut |_, range| words.push(&line[range]));
        words
    }

    #[test]
    fn words_are_letters_and_digits_wherever_the_signs_are() {
        assert_eq!(words("Cut p95-latency, by 37%."), ["Cut", "p95", "latency", "by", "37"]);
        assert_eq!(words("• Réduit les coûts — de 37 %"), ["Réduit", "les", "coûts", "de", "37"]);
        assert_eq!(words("…"), [""; 0]);
        assert_eq!(words("負責系統 API"), ["負", "責", "系", "統", "API"]);
    }

    #[test]
    fn case_accents_signs_and_invisible_characters_make_no_other_word() {
        let hashes = |text: &str| Words::of([text].into_iter()).hashes;
        assert_eq!(hashes("Łukasz's COÛT"), hashes("lukaszs — cout"));
        assert_eq!(hashes("O’Neill re\u{200B}built"), hashes("oneill Rebuilt"));
        assert_ne!(hashes("built it"), hashes("it built"));
    }

    #[test]
    fn lines_end_where_texts_and_lines_end_and_are_bounded() {
        let words = Words::of(["one two\n\n three", "four"].into_iter());
        assert_eq!(words.ends, [2, 3, 4]);
        let long = "word ".repeat(3 * WORDS_MAX);
        assert_eq!(Words::of([long.as_str(), "more"].into_iter()).hashes.len(), WORDS_MAX);
    }

    #[test]
    fn the_words_of_jobs_are_told_from_the_rest() {
        let resume = r#"{"basics": {"summary": "calm person"},
            "work": [{"summary": "a bank", "highlights": ["cut cost", "led five"]}],
            "projects": [{"description": "a game of chess"}]}"#;
        let resume: bonafide_application::Resume = serde_json::from_str(resume).expect("a résumé");
        let words = Words::of_resume(&resume);
        assert_eq!((words.hashes.len(), words.jobs.clone()), (12, 2..8));
        assert_eq!(words.hashes, Words::of(resume.texts()).hashes);
    }

    #[test]
    fn runs_lie_within_a_line() {
        let words = Words::of(["a b c d e", "a b c", "b c d e"].into_iter());
        let runs: Vec<(usize, u64)> = words.runs().collect();
        let places: Vec<usize> = runs.iter().map(|(place, _)| *place).collect();
        assert_eq!(places, [0, 1, 8]);
        assert_eq!(runs[1].1, runs[2].1);
    }
}
