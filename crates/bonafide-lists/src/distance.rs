//! How many typing errors lie between two words: insertions, omissions, replacements and swaps of
//! neighbors, counted on the bits of one machine word.
//!
//! H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances",
//! Nordic Journal of Computing 10, 2003.

/// Letters and digits that a word is made of.
const SIGNS: usize = 36;

/// The longest word that is compared; one bit for each letter.
pub(crate) const WORD_MAX: usize = 64;

/// Where each letter stands in a word, prepared once and compared with many.
#[derive(Clone)]
pub(crate) struct Pattern {
    positions: [u64; SIGNS],
    length: usize,
}

impl Pattern {
    /// Prepares a word of lower-case ASCII letters and digits.
    pub(crate) fn of(word: &str) -> Pattern {
        let mut positions = [0; SIGNS];
        let mut length = 0;
        for byte in word.bytes().take(WORD_MAX) {
            if let Some(sign) = sign(byte) {
                positions[sign] |= 1 << length;
            }
            length += 1;
        }
        Pattern { positions, length }
    }

    /// The number of errors that turn the word into another.
    pub(crate) fn distance(&self, other: &str) -> usize {
        if self.length == 0 {
            return other.len();
        }
        let last = 1_u64 << (self.length - 1);
        let (mut up, mut down, mut diagonal, mut before) = (u64::MAX, 0_u64, 0_u64, 0_u64);
        let mut distance = self.length;
        for byte in other.bytes() {
            let here = sign(byte).map_or(0, |sign| self.positions[sign]);
            let swapped = (((!diagonal) & here) << 1) & before;
            diagonal = (((here & up).wrapping_add(up)) ^ up) | here | down | swapped;
            let more = down | !(diagonal | up);
            let less = diagonal & up;
            distance += usize::from(more & last != 0);
            distance -= usize::from(less & last != 0);
            let more = (more << 1) | 1;
            up = (less << 1) | !(diagonal | more);
            down = more & diagonal;
            before = here;
        }
        distance
    }
}

fn sign(byte: u8) -> Option<usize> {
    match byte {
        b'a'..=b'z' => Some(usize::from(byte - b'a')),
        b'0'..=b'9' => Some(26 + usize::from(byte - b'0')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    /// The textbook table, as the yardstick.
    fn slow(a: &str, b: &str) -> usize {
        let (a, b) = (a.as_bytes(), b.as_bytes());
        let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                rows[i][j] = match (i, j) {
                    (0, j) => j,
                    (i, 0) => i,
                    (i, j) => {
                        let cost = usize::from(a[i - 1] != b[j - 1]);
                        let mut least = (rows[i - 1][j] + 1)
                            .min(rows[i][j - 1] + 1)
                            .min(rows[i - 1][j - 1] + cost);
                        let swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                        if swap {
                            least = least.min(rows[i - 2][j - 2] + 1);
                        }
                        least
                    }
                };
            }
        }
        rows[a.len()][b.len()]
    }

    #[test]
    fn errors_are_counted_as_in_the_textbook() {
        let words =
            ["", "a", "ab", "ba", "kim", "kmi", "gim", "chaek", "chek", "kimchaek", "university"];
        for a in words {
            for b in words {
                assert_eq!(Pattern::of(a).distance(b), slow(a, b), "{a} {b}");
            }
        }
    }
}
