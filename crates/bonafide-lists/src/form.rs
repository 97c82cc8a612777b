//! A name reduced to words that can be compared, whatever script it is written in.

use crate::vocabulary::{Worth, one_spelling, worth, written};
use bonafide_application::fold;
use unicode_normalization::UnicodeNormalization;

/// Whose name it is: people's are ordered, shortened and transliterated in other ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Naming {
    /// A person's.
    Person,
    /// An institution's.
    Institution,
}

/// One word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Lower-case ASCII letters and digits.
    pub(crate) text: String,
    /// Whether the script writes no vowels.
    pub(crate) bare: bool,
}

/// The most letters of a name that are read; no institution on a list has more.
const NAME_MAX: usize = 400;

/// The most words of a name that are compared.
const PARTS_MAX: usize = 24;

/// The words of a name.
pub(crate) fn parts(name: &str, naming: Naming) -> Vec<Part> {
    let name: String = name.nfkc().take(NAME_MAX).collect();
    let name = match naming {
        Naming::Person => name,
        Naming::Institution => name.replace("S&T", "science technology").replace('&', " and "),
    };
    let mut parts = Vec::new();
    for word in split(&name) {
        push(&word, naming, &mut parts);
    }
    join_initials(&mut parts, naming);
    parts.truncate(PARTS_MAX);
    parts
}

/// The words of an institution's name that tell it from others, in their one spelling.
pub fn telling_words(name: &str) -> Vec<String> {
    let parts = parts(name, Naming::Institution).into_iter().map(|part| part.text);
    parts.filter(|word| worth(word) == Worth::Telling).collect()
}

/// Runs of letters and digits; an apostrophe or an invisible sign inside one does not end it.
fn split(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in name.chars() {
        if c.is_alphanumeric() || is_mark(c) {
            words.last_mut().expect("never empty").push(c);
        } else if !joins(c) && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Signs that people write inside one word.
fn joins(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | 'ʼ' | '\u{00AD}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
        || ('\u{200B}'..='\u{200F}').contains(&c)
        || ('\u{202A}'..='\u{202E}').contains(&c)
}

fn is_mark(c: char) -> bool {
    ('\u{0300}'..='\u{036F}').contains(&c)
}

fn push(word: &str, naming: Naming, parts: &mut Vec<Part>) {
    let script = script(word);
    match script {
        Script::Syllables | Script::Signs if naming == Naming::Institution => {
            let mut run = String::new();
            let mut rest = word;
            while let Some(c) = rest.chars().next() {
                if let Some((length, meaning)) = written(rest) {
                    add_run(&run, script, parts);
                    run.clear();
                    meaning.split(' ').for_each(|word| add(word, false, parts));
                    rest = &rest[length..];
                } else {
                    run.push(c);
                    rest = &rest[c.len_utf8()..];
                }
            }
            add_run(&run, script, parts);
        }
        Script::Syllables | Script::Signs => add_run(word, script, parts),
        Script::Mixed => add_spelled(&fold(&look_alike(word)), naming, false, parts),
        Script::Bare => add_spelled(&fold(word), naming, true, parts),
        Script::Letters => add_spelled(&fold(word), naming, false, parts),
    }
}

/// Syllables of Hangul stand alone, for so they are transliterated; other signs together.
fn add_run(run: &str, script: Script, parts: &mut Vec<Part>) {
    if script == Script::Syllables {
        for c in run.chars() {
            add(&fold(c.encode_utf8(&mut [0; 4])), false, parts);
        }
    } else {
        add(&fold(run).replace(' ', ""), false, parts);
    }
}

fn add_spelled(folded: &str, naming: Naming, bare: bool, parts: &mut Vec<Part>) {
    for word in folded.split(' ') {
        let one = if naming == Naming::Institution { one_spelling(word) } else { None };
        add(one.unwrap_or(word), bare, parts);
    }
}

fn add(text: &str, bare: bool, parts: &mut Vec<Part>) {
    if !text.is_empty() {
        let text = text.chars().take(crate::distance::WORD_MAX).collect();
        parts.push(Part { text, bare });
    }
}

/// `K U T` and `K.U.T.` are one word where an institution is meant.
fn join_initials(parts: &mut Vec<Part>, naming: Naming) {
    if naming == Naming::Person {
        return;
    }
    let mut joined: Vec<Part> = Vec::with_capacity(parts.len());
    let mut open = false;
    for part in parts.drain(..) {
        let single = part.text.len() == 1 && part.text.as_bytes()[0].is_ascii_alphabetic();
        match joined.last_mut() {
            Some(last) if single && open => last.text.push_str(&part.text),
            _ => joined.push(part),
        }
        open = single;
    }
    *parts = joined;
}

/// How the letters of a word are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    /// Latin, Cyrillic, Greek and the like, one alone.
    Letters,
    /// Latin letters and such that look like them.
    Mixed,
    /// Hangul.
    Syllables,
    /// Han, kana.
    Signs,
    /// Arabic, Hebrew and others that leave vowels out.
    Bare,
}

fn script(word: &str) -> Script {
    let (mut latin, mut look_alike) = (false, false);
    for c in word.chars() {
        match c {
            '\u{AC00}'..='\u{D7A3}' | '\u{1100}'..='\u{11FF}' => return Script::Syllables,
            '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' => {
                return Script::Signs;
            }
            '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FEFC}' => return Script::Bare,
            '\u{0370}'..='\u{052F}' => look_alike = true,
            'a'..='z' | 'A'..='Z' | '0'..='9' => latin = true,
            _ => {}
        }
    }
    let odd_digit = word.chars().any(|c| c.is_ascii_digit())
        && word.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    if latin && (look_alike || odd_digit) { Script::Mixed } else { Script::Letters }
}

/// A word with every letter replaced by the Latin one that it looks like.
fn look_alike(word: &str) -> String {
    let lettered = word.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    word.chars()
        .enumerate()
        .map(|(at, c)| match c {
            'а' | 'А' | 'α' | 'Α' => 'a',
            'в' | 'В' | 'Β' | 'β' => 'b',
            'с' | 'С' => 'c',
            'ԁ' => 'd',
            'е' | 'Е' | 'ё' | 'Ё' | 'Ε' | 'ε' => 'e',
            'һ' | 'Һ' | 'н' | 'Н' | 'Η' => 'h',
            'і' | 'І' | 'ї' | 'ι' | 'Ι' => 'i',
            'ј' | 'Ј' => 'j',
            'к' | 'К' | 'κ' | 'Κ' => 'k',
            'м' | 'М' | 'Μ' => 'm',
            'Ν' | 'п' => 'n',
            'о' | 'О' | 'ο' | 'Ο' => 'o',
            'р' | 'Р' | 'ρ' | 'Ρ' => 'p',
            'ѕ' | 'Ѕ' => 's',
            'т' | 'Т' | 'τ' | 'Τ' => 't',
            'ԝ' => 'w',
            'ν' => 'v',
            'х' | 'Х' | 'χ' | 'Χ' => 'x',
            'у' | 'У' | 'υ' | 'Υ' | 'γ' => 'y',
            'Ζ' => 'z',
            '0' if lettered => 'o',
            '1' if lettered && at > 0 => 'l',
            '5' if lettered && at > 0 => 's',
            '3' if lettered && at > 0 => 'e',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Naming, parts};

    #[track_caller]
    fn expect(name: &str, naming: Naming, want: &str) {
        let found: Vec<String> = parts(name, naming).into_iter().map(|part| part.text).collect();
        assert_eq!(found.join(" "), want, "{name}");
    }

    #[test]
    fn institutions_in_any_script() {
        let expect = |name, want| expect(name, Naming::Institution, want);
        expect("Kimchaek Univ. of Tech., Pyongyang", "kimchaek university of technology pyongyang");
        expect("김책공업종합대학", "gim chaeg technology university");
        expect("北京大学", "beijing university");
        expect("K.U.T.", "kut");
        expect("Cho'ngsong United", "chongsong united");
        expect("Kіm Сhaek Univеrsity", "kim chaek university");
        expect("", "");
    }

    #[test]
    fn people_in_any_script() {
        let expect = |name, want| expect(name, Naming::Person, want);
        expect("KIM, Jong-un", "kim jong un");
        expect("김정은", "gim jeong eun");
        expect("Владимир Путин", "vladimir putin");
        expect("Ri Y.", "ri y");
        expect("Univ Dev", "univ dev");
    }
}
