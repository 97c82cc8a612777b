//! Where two texts have passages in common, word by word.
//!
//! Runs of three equal words are seeds; from each, the passage is extended both ways as long as
//! equal words outweigh different ones (ungapped extension with a drop-off: Altschul and others
//! 1990), and passages that follow each other in both texts are joined over a few words put in or
//! left out. Lines may stand in any order.

use super::words::Words;
use std::ops::Range;

/// Words in a seed: what survives in most lines where every third word was changed.
const SEED_WORDS: usize = 3;

/// How far the balance of equal and different words may fall before a passage ends.
const DROP: i32 = 3;

/// Most words put in or left out between two parts of one passage.
const GAP_WORDS: usize = 4;

/// Most places of one seed that are tried.
const PLACES_MAX: usize = 8;

/// A passage that two texts have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its words in the first text.
    pub a: Range<usize>,
    /// Its words in the second text.
    pub b: Range<usize>,
    /// How many words are equal, in their order.
    pub equal: usize,
}

/// The passages that two texts have in common, in the order of the first. The same two texts give
/// the same passages, whichever comes first.
pub fn align(a: &Words, b: &Words) -> Vec<Passage> {
    let swap = (a.hashes.len(), &a.hashes, &a.ends) > (b.hashes.len(), &b.hashes, &b.ends);
    let (short, long) = if swap { (b, a) } else { (a, b) };
    let mut passages = found(short, long);
    if swap {
        for passage in &mut passages {
            std::mem::swap(&mut passage.a, &mut passage.b);
        }
    }
    passages.sort_unstable_by_key(|passage| (passage.a.start, passage.b.start));
    passages
}

fn found(a: &Words, b: &Words) -> Vec<Passage> {
    let seeds = Seeds::of(a);
    let line_of_a = lines_by_word(a);
    let mut used = vec![false; a.hashes.len()];
    let mut passages: Vec<Passage> = Vec::new();
    for line in b.lines() {
        let mut free = line.start;
        let mut place = line.start;
        while place + SEED_WORDS <= line.end {
            let seed = &b.hashes[place..place + SEED_WORDS];
            let best = seeds
                .places(a, seed)
                .filter(|start| !used[*start..start + SEED_WORDS].contains(&true))
                .map(|start| {
                    let room = unused_around(start, &line_of_a[start], &used);
                    extended(a, &room, start, b, &(free..line.end), place)
                })
                .max_by_key(|passage| (passage.equal, std::cmp::Reverse(passage.a.start)));
            let Some(best) = best else {
                place += 1;
                continue;
            };
            used[best.a.clone()].fill(true);
            (free, place) = (best.b.end, best.b.end);
            match passages.last_mut() {
                Some(last)
                    if continues(last, &best, &line, &line_of_a)
                        && !used[last.a.end..best.a.start].contains(&true) =>
                {
                    used[last.a.end..best.a.start].fill(true);
                    last.a.end = best.a.end;
                    last.b.end = best.b.end;
                    last.equal += best.equal;
                }
                _ => passages.push(best),
            }
        }
    }
    passages
}

/// The words around a seed, within its line, that no passage has used.
fn unused_around(start: usize, line: &Range<usize>, used: &[bool]) -> Range<usize> {
    let before = used[line.start..start].iter().rev().take_while(|used| !**used).count();
    let after = used[start..line.end].iter().take_while(|used| !**used).count();
    start - before..start + after
}

/// Whether a passage goes on where another ended, in both texts, within one line of each.
fn continues(
    last: &Passage,
    next: &Passage,
    line: &Range<usize>,
    line_of_a: &[Range<usize>],
) -> bool {
    last.b.start >= line.start
        && next.b.start - last.b.end <= GAP_WORDS
        && line_of_a[last.a.start] == line_of_a[next.a.start]
        && next.a.start >= last.a.end
        && next.a.start - last.a.end <= GAP_WORDS
}

/// Extends a seed both ways within its lines.
fn extended(
    a: &Words,
    room_a: &Range<usize>,
    start_a: usize,
    b: &Words,
    room_b: &Range<usize>,
    start_b: usize,
) -> Passage {
    let after = a.hashes[start_a + SEED_WORDS..room_a.end]
        .iter()
        .zip(&b.hashes[start_b + SEED_WORDS..room_b.end]);
    let (right, equal_right) = reach(after);
    let before = a.hashes[room_a.start..start_a]
        .iter()
        .rev()
        .zip(b.hashes[room_b.start..start_b].iter().rev());
    let (left, equal_left) = reach(before);
    Passage {
        a: start_a - left..start_a + SEED_WORDS + right,
        b: start_b - left..start_b + SEED_WORDS + right,
        equal: SEED_WORDS + equal_left + equal_right,
    }
}

/// How many words on the balance is highest, and how many of these are equal.
fn reach<'a>(words: impl Iterator<Item = (&'a u32, &'a u32)>) -> (usize, usize) {
    let (mut balance, mut highest) = (0, 0);
    let (mut length, mut equal, mut equal_so_far) = (0, 0, 0);
    for (place, (x, y)) in words.enumerate() {
        balance += if x == y { 1 } else { -1 };
        equal_so_far += usize::from(x == y);
        if balance > highest || (balance == highest && x == y) {
            (highest, length, equal) = (balance, place + 1, equal_so_far);
        }
        if balance <= highest - DROP {
            break;
        }
    }
    (length, equal)
}

/// The line of each word.
fn lines_by_word(words: &Words) -> Vec<Range<usize>> {
    let mut lines = Vec::with_capacity(words.hashes.len());
    for line in words.lines() {
        lines.extend(std::iter::repeat_n(line.clone(), line.len()));
    }
    lines
}

/// The seeds of a text, by hash; those of one slot are chained.
struct Seeds {
    first: Vec<u32>,
    next: Vec<u32>,
    shift: u32,
}

/// No seed.
const NONE: u32 = u32::MAX;

impl Seeds {
    fn of(words: &Words) -> Seeds {
        let slots = (words.hashes.len() * 2).next_power_of_two().max(2);
        let shift = 64 - slots.trailing_zeros();
        let mut seeds =
            Seeds { first: vec![NONE; slots], next: vec![NONE; words.hashes.len()], shift };
        let lines: Vec<Range<usize>> = words.lines().collect();
        // From the last on, so that a chain begins with the earliest.
        for line in lines.into_iter().rev() {
            let runs = words.hashes[line.clone()].windows(SEED_WORDS).enumerate();
            for (place, run) in runs.rev() {
                let slot = seeds.slot(run);
                let start = line.start + place;
                seeds.next[start] = seeds.first[slot];
                seeds.first[slot] = start as u32;
            }
        }
        seeds
    }

    fn slot(&self, run: &[u32]) -> usize {
        const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
        let hash = run.iter().fold(0_u64, |hash, word| {
            (hash.rotate_left(21) ^ u64::from(*word)).wrapping_mul(GOLDEN)
        });
        (hash >> self.shift) as usize
    }

    fn places<'a>(&'a self, words: &'a Words, seed: &'a [u32]) -> impl Iterator<Item = usize> {
        let mut at = self.first[self.slot(seed)];
        let chain = std::iter::from_fn(move || {
            let place = at;
            if place == NONE {
                return None;
            }
            at = self.next[place as usize];
            Some(place as usize)
        });
        let equal = |place: &usize| words.hashes[*place..].starts_with(seed);
        chain.take(PLACES_MAX * 4).filter(equal).take(PLACES_MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::{Passage, align};
    use crate::passages::words::Words;

    fn words(lines: &[&str]) -> Words {
        Words::of(lines.iter().copied())
    }

    #[test]
    fn lines_in_another_order_are_found_each() {
        let one = words(&["built the ledger for a bank", "cut the cost of search by half"]);
        let other = words(&["cut the cost of search by half", "built the ledger for a bank"]);
        let passages = align(&one, &other);
        assert_eq!(
            passages,
            [Passage { a: 0..6, b: 7..13, equal: 6 }, Passage { a: 6..13, b: 0..7, equal: 7 }]
        );
    }

    #[test]
    fn a_line_with_words_changed_put_in_and_left_out_is_one_passage() {
        let one = words(&["led a team of seven that built a retrieval system over contracts"]);
        let other =
            words(&["headed a team of seven that built a new retrieval system over contracts"]);
        let passages = align(&one, &other);
        assert_eq!(passages.len(), 1);
        assert_eq!((passages[0].equal, passages[0].a.clone()), (11, 1..12));
    }

    #[test]
    fn different_texts_have_nothing_in_common() {
        let one = words(&["designed the onboarding of a bank"]);
        let other = words(&["wrote the importer of a clinic with two interns"]);
        assert!(align(&one, &other).is_empty());
        assert!(align(&words(&[]), &other).is_empty());
    }

    #[test]
    fn a_sentence_said_again_and_again_is_matched_once() {
        let one = words(&["kept the importer running for years"]);
        let line = "kept the importer running for years";
        let other = words(&[line, line, line]);
        assert_eq!(align(&one, &other).iter().map(|p| p.equal).sum::<usize>(), 6);
    }

    #[test]
    fn a_passage_ends_where_another_has_taken_the_words() {
        let one = words(&["a a b a e a a", "z z b a a b a a a a", "a a a a a a"]);
        let other = words(&["z z b b a b a a"]);
        let mut times = [0; 23];
        for passage in align(&one, &other) {
            passage.a.for_each(|word| times[word] += 1);
        }
        assert!(times.contains(&1) && times.iter().all(|n| *n <= 1));
    }

    #[test]
    fn which_text_comes_first_changes_nothing() {
        let texts = [
            words(&["a b c d e f g h", "x y z a b c", "k l m n o"]),
            words(&["a b c q e f g h a b c", "k l m n o k l m"]),
            words(&["a b c", "a b c", "n o k l m n o"]),
        ];
        for one in &texts {
            for other in &texts {
                let turned: Vec<Passage> = align(other, one)
                    .into_iter()
                    .map(|p| Passage { a: p.b, b: p.a, equal: p.equal })
                    .collect();
                let mut straight = align(one, other);
                straight.sort_by_key(|p| (p.b.start, p.a.start));
                if one != other {
                    assert_eq!(straight, turned);
                }
            }
        }
    }
}
