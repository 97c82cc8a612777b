//! How many people hold a name that is a slip of the pen from another.
//!
//! Names a slip apart tell more the fewer names there are around them: of two people, one
//! Morgenroth and one Morgenrot, hardly any others are a letter from either; of a Lee and a Li,
//! many are. Two names at most a sign apart become the same when each loses at most one (the
//! deletion neighborhood: Mor and Fraenkel, *A hash code method for detecting and correcting
//! spelling errors*, 1982), so that all neighbors are found by sorting.

use crate::symbols::{Symbol, Symbols};
use xxhash_rust::xxh3::xxh3_64;

/// Names shorter than this are near none, as everything is near to them.
const LENGTH_MIN: usize = 3;

/// Of each name, how many hold one that is a sign apart; `holders` says how many hold each.
pub(crate) fn neighbors(texts: &Symbols, holders: &[u32]) -> Vec<u32> {
    let mut around = vec![0_u32; holders.len()];
    let held = |symbol: Symbol| holders[symbol as usize];
    let mut all: Vec<(u64, Symbol)> = Vec::new();
    let mut shorter = Vec::new();
    for symbol in (0..holders.len() as Symbol).filter(|symbol| held(*symbol) > 0) {
        let text = texts.text(symbol).as_bytes();
        if text.len() < LENGTH_MIN {
            continue;
        }
        all.push((xxh3_64(text), symbol));
        for (at, sign) in text.iter().enumerate() {
            // Of equal neighbors, it is the same which is lost.
            if at > 0 && text[at - 1] == *sign {
                continue;
            }
            shorter.clear();
            shorter.extend(&text[..at]);
            shorter.extend(&text[at + 1..]);
            all.push((xxh3_64(&shorter), symbol));
        }
    }
    all.sort_unstable();
    for same in all.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        let sum = same.iter().fold(0_u32, |sum, (_, symbol)| sum.saturating_add(held(*symbol)));
        for (_, symbol) in same {
            let near = &mut around[*symbol as usize];
            *near = near.saturating_add(sum - held(*symbol).min(sum));
        }
    }
    around
}

#[cfg(test)]
mod tests {
    use super::neighbors;
    use crate::symbols::Symbols;

    #[test]
    fn those_who_hold_a_name_a_sign_apart_are_counted() {
        let mut texts = Symbols::new();
        let names = ["morgenroth", "morgenrot", "morgenrots", "smith", "al"];
        let numbers = names.map(|name| texts.number(name) as usize);
        let mut holders = vec![0; texts.len()];
        for (number, held) in numbers.iter().zip([5, 2, 1, 70, 9]) {
            holders[*number] = held;
        }
        let around = neighbors(&texts, &holders);
        let of = numbers.map(|number| around[number]);
        // The first and the third become the same when each loses its last letter.
        assert_eq!(of, [3, 6, 7, 0, 0]);
    }
}
