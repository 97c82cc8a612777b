//! Values as small numbers: every distinct text of a kind is stored once.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

/// The number of a text; 0 stands for none.
pub(crate) type Symbol = u32;

/// Distinct texts of one kind.
pub(crate) struct Symbols {
    numbers: FxHashMap<u64, Symbol>,
    texts: String,
    ends: Vec<u32>,
    traits: Vec<Traits>,
}

/// What of a text can be compared at once, before its letters are.
#[derive(Clone, Copy, Default)]
struct Traits {
    /// One bit for each letter and digit that it holds.
    signs: u64,
    /// Some bit for each of its words of three letters or more.
    words: u32,
    length: u32,
    /// The same for one text in every run, whatever its number.
    hash: u64,
}

impl Symbols {
    /// No text but the empty one.
    pub(crate) fn new() -> Symbols {
        Symbols {
            numbers: FxHashMap::default(),
            texts: String::new(),
            ends: vec![0],
            traits: vec![Traits::default()],
        }
    }

    /// The number of a text, given to it at its first appearance.
    pub(crate) fn number(&mut self, text: &str) -> Symbol {
        if text.is_empty() {
            return 0;
        }
        let mut hash = xxh3_64(text.as_bytes());
        loop {
            match self.numbers.get(&hash) {
                Some(number) if self.text(*number) == text => return *number,
                // Two texts of one hash: the second takes the next place.
                Some(_) => hash = hash.wrapping_add(1),
                None => break,
            }
        }
        self.texts.push_str(text);
        self.ends.push(self.texts.len() as u32);
        self.traits.push(Traits { hash: xxh3_64(text.as_bytes()), ..traits(text) });
        let number = (self.ends.len() - 1) as Symbol;
        self.numbers.insert(hash, number);
        number
    }

    /// The text of a number.
    pub(crate) fn text(&self, number: Symbol) -> &str {
        let number = number as usize;
        if number == 0 {
            return "";
        }
        &self.texts[self.ends[number - 1] as usize..self.ends[number] as usize]
    }

    /// A hash of a text, which does not depend on the order in which texts were met.
    pub(crate) fn hash(&self, number: Symbol) -> u64 {
        self.traits[number as usize].hash
    }

    /// How many bytes a text has.
    pub(crate) fn length(&self, number: Symbol) -> u32 {
        self.traits[number as usize].length
    }

    /// Whether two texts may be a slip or two apart, or share a word; `false` is certain.
    pub(crate) fn may_be_alike(&self, a: Symbol, b: Symbol) -> bool {
        let (a, b) = (self.traits[a as usize], self.traits[b as usize]);
        if a.words & b.words != 0 {
            return true;
        }
        // A sign more or less changes one bit, another sign two; where more is allowed, it is
        // within a tenth of all signs.
        let most = 2.max((a.length + b.length) / 10);
        a.length.abs_diff(b.length) <= most && (a.signs ^ b.signs).count_ones() <= most
    }

    /// Numbers that were given, the empty one included.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }
}

/// One bit for each letter and digit that a text holds.
pub(crate) fn signs(text: &str) -> u64 {
    text.bytes().fold(0, |signs, byte| {
        let place = match byte {
            b'a'..=b'z' => byte - b'a',
            b'0'..=b'9' => byte - b'0' + 26,
            _ => 36 + byte % 28,
        };
        signs | 1 << place
    })
}

fn traits(text: &str) -> Traits {
    let mut traits = Traits { signs: signs(text), words: 0, length: text.len() as u32, hash: 0 };
    for word in text.split(' ').filter(|word| word.len() > 2) {
        traits.words |= 1 << (xxh3_64(word.as_bytes()) % 32);
    }
    traits
}

#[cfg(test)]
mod tests {
    use super::Symbols;

    #[test]
    fn one_text_has_one_number() {
        let mut symbols = Symbols::new();
        let (ana, bo) = (symbols.number("ana"), symbols.number("bo"));
        assert_ne!(ana, bo);
        assert_eq!(symbols.number("ana"), ana);
        assert_eq!(symbols.number(""), 0);
        assert_eq!((symbols.text(bo), symbols.len()), ("bo", 3));
    }
}
