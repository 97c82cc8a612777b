//! An index while names are added: their words, what each weighs, and which are spelled alike.

use super::{BY_BONES, BY_SOUND, BY_WHOLE, Index, Listed, Named, each_shorter, folded_hash, hash};
use crate::form::{Naming, parts};
use crate::sound::bones;
use crate::vocabulary::{Worth, worth};
use crate::word::Word;
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

/// An index while names are added.
#[derive(Default)]
pub(super) struct Building {
    words: Vec<(String, Naming)>,
    known: FxHashMap<(String, Naming), u32>,
    holders: Vec<Vec<u32>>,
    /// A name on a list, for each word that is two of its words.
    pairs: Vec<Vec<u32>>,
    names: Vec<Listed>,
}

impl Building {
    pub(super) fn add(&mut self, named: &Named<'_>) {
        let found = parts(named.name, named.naming);
        let at = self.names.len() as u32;
        let words: Vec<u32> =
            found.iter().map(|part| self.word(&part.text, named.naming)).collect();
        for word in &words {
            push_once(&mut self.holders[*word as usize], at);
        }
        for pair in found.windows(2) {
            let text = format!("{}{}", pair[0].text, pair[1].text);
            if text.len() > 3 && found.len() <= 8 {
                let word = self.word(&text, named.naming);
                push_once(&mut self.pairs[word as usize], at);
            }
        }
        self.names.push(Listed {
            entry: named.entry,
            naming: named.naming,
            folded: folded_hash(&found),
            together: found.iter().map(|part| part.text.as_str()).collect::<String>().into(),
            parts: words,
            weight: 0.0,
        });
    }

    fn word(&mut self, text: &str, naming: Naming) -> u32 {
        if let Some(known) = self.known.get(&(text.to_owned(), naming)) {
            return *known;
        }
        let word = self.words.len() as u32;
        self.words.push((text.to_owned(), naming));
        self.known.insert((text.to_owned(), naming), word);
        self.holders.push(Vec::new());
        self.pairs.push(Vec::new());
        word
    }

    pub(super) fn finish(mut self) -> Index {
        let all = (self.names.len() + 1) as f64;
        let rarity = |held: usize| (all / (held.max(1) as f64)).ln() / all.ln().max(1.0);
        let weights = self.words.iter().zip(&self.holders).map(|((text, naming), holders)| {
            weight(text, *naming, rarity(holders.len()).clamp(0.0, 1.0))
        });
        let weights: Vec<f64> = weights.collect();
        let words: Vec<Word> = self.words.iter().map(|(text, _)| Word::of(text)).collect();
        let mut hashes: Vec<(u64, u32)> = Vec::new();
        for (at, (word, (_, naming))) in words.iter().zip(&self.words).enumerate() {
            let at = at as u32;
            hashes.push((hash(&word.text, *naming), at));
            hashes.push((hash(&word.sound, *naming) ^ BY_SOUND, at));
            hashes.push((hash(&bones(&word.text), *naming) ^ BY_BONES, at));
            each_shorter(&word.text, |shorter| hashes.push((hash(shorter, *naming), at)));
        }
        let (alike, later) = self.alike();
        for (at, name) in self.names.iter().enumerate() {
            if later.contains(&(at as u32)) {
                continue;
            }
            let whole = xxh3_64(name.together.as_bytes()) ^ BY_WHOLE ^ name.naming as u64;
            hashes.push((whole, at as u32));
        }
        hashes.sort_unstable();
        hashes.dedup();
        let mut by_hash: FxHashMap<u64, (u32, u32)> = FxHashMap::default();
        for (at, (hash, _)) in hashes.iter().enumerate() {
            by_hash.entry(*hash).or_insert((at as u32, at as u32)).1 = at as u32 + 1;
        }
        for name in &mut self.names {
            let all: f64 = name.parts.iter().map(|word| weights[*word as usize]).sum();
            name.weight = all as f32;
        }
        let held = self.holders.iter().map(|holders| holders.len() as u32).collect();
        for (holders, pairs) in self.holders.iter_mut().zip(self.pairs) {
            for name in pairs {
                push_once(holders, name);
            }
        }
        // What a word weighs counts every name; what is found by it, every spelling once.
        if !later.is_empty() {
            self.holders.iter_mut().for_each(|names| names.retain(|name| !later.contains(name)));
        }
        Index {
            words,
            weights,
            held,
            by_hash,
            hashed: hashes.into_iter().map(|(_, at)| at).collect(),
            holders: self.holders,
            names: self.names,
            alike,
        }
    }

    /// The names that are spelled as another is, by the first of them, and all but the first.
    fn alike(&self) -> (FxHashMap<u32, Vec<u32>>, FxHashSet<u32>) {
        let mut firsts: FxHashMap<(Naming, &[u32]), u32> = FxHashMap::default();
        let mut alike: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        let mut later = FxHashSet::default();
        for (at, name) in self.names.iter().enumerate() {
            let at = at as u32;
            let first = *firsts.entry((name.naming, &name.parts)).or_insert(at);
            if first != at {
                alike.entry(first).or_insert_with(|| vec![first]).push(at);
                later.insert(at);
            }
        }
        (alike, later)
    }
}

/// Words of people's names that are often left out.
const PARTICLES: &[&str] =
    &["al", "el", "ul", "bin", "ibn", "bint", "de", "del", "la", "da", "dos", "van", "von", "abu"];

/// What a word tells, given how rare it is among the names, in `[0, 1]`.
pub(super) fn weight(text: &str, naming: Naming, rarity: f64) -> f64 {
    match (naming, worth(text)) {
        (Naming::Person, _) if text.len() == 1 => 0.3,
        (Naming::Person, _) if PARTICLES.contains(&text) => 0.2,
        (Naming::Person, _) => 0.55 + 0.45 * rarity,
        (Naming::Institution, Worth::None) => 0.01,
        (Naming::Institution, Worth::Generic) => 0.24,
        (Naming::Institution, Worth::Country) => 0.18,
        (Naming::Institution, Worth::Telling) => 0.4 + 0.6 * rarity,
    }
}

fn push_once(names: &mut Vec<u32>, name: u32) {
    if names.last() != Some(&name) {
        names.push(name);
    }
}
