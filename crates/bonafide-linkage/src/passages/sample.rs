//! The sample of a text's runs by which it meets others.
//!
//! A run is kept by its hash alone (Broder 1997; `FracMinHash`, Hera, Pierce-Ward and Koslicki
//! 2023), so that two texts keep the same of what they have in common, wherever it stands and
//! however long the rest is: the share kept in common estimates containment, not resemblance.

use super::words::Words;
use crate::{key::Key, kind::Kind};

/// One run in so many is kept.
const RATE: u64 = 3;

/// Most runs kept of one text, those of the smallest hashes: all of a résumé of 500 words.
const KEPT_MAX: usize = 160;

/// The sampled runs of a text: each once, with the place where it first stands, by key.
pub fn sample(words: &Words) -> Vec<(Key, u32)> {
    let kept = words.runs().filter(|(_, hash)| *hash < u64::MAX / RATE);
    let mut kept: Vec<(Key, u32)> =
        kept.map(|(place, hash)| (Key::of_hash(Kind::Passages, hash), place as u32)).collect();
    kept.sort_unstable();
    kept.dedup_by_key(|(key, _)| *key);
    kept.truncate(KEPT_MAX);
    kept
}

#[cfg(test)]
mod tests {
    use super::{KEPT_MAX, sample};
    use crate::passages::words::Words;

    fn line(from: u32, to: u32) -> String {
        (from..to).map(|n| format!("w{n}")).collect::<Vec<String>>().join(" ")
    }

    #[test]
    fn what_two_texts_have_in_common_is_sampled_alike() {
        let common = line(0, 120);
        let one = Words::of([line(500, 560).as_str(), &common].into_iter());
        let other = Words::of([common.as_str(), &line(800, 900)].into_iter());
        let of_common = sample(&Words::of([common.as_str()].into_iter()));
        assert!(of_common.len() > 20 && of_common.len() < 60, "{}", of_common.len());
        for text in [one, other] {
            let kept = sample(&text);
            assert!(of_common.iter().all(|(key, _)| kept.iter().any(|(k, _)| k == key)));
        }
    }

    #[test]
    fn a_long_text_keeps_a_bounded_number() {
        assert_eq!(sample(&Words::of([line(0, 4_000).as_str()].into_iter())).len(), KEPT_MAX);
    }
}
