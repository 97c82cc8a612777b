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
}

impl Symbols {
    /// No text but the empty one.
    pub(crate) fn new() -> Symbols {
        Symbols { numbers: FxHashMap::default(), texts: String::new(), ends: vec![0] }
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

    /// Numbers that were given, the empty one included.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }
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
        assert_eq!((symbols.text(bo), symbols.number(""), symbols.len()), ("bo", 0, 3));
    }
}
