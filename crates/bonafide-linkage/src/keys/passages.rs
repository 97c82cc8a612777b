//! Keys of the résumé's text: a consistent sample of its runs of words.
//!
//! Every run of [`RUN_WORDS`] words is hashed, and one in [`SAMPLE`] is kept by the hash alone, so
//! that two texts keep the same runs wherever they stand: re-ordered blocks and lifted bullets
//! still meet (sampling as in Broder 1997; mod-p sketches as in Heintze 1996). Runs that many
//! claimed persons hold are common phrases and are dropped later, where counts are known.

use crate::{
    key::{Key, Said},
    kind::Kind,
};
use bonafide_reference::Subject;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// Words in a run: long enough to be rare, short enough to survive every third word's change.
const RUN_WORDS: usize = 4;

/// One run in so many is kept.
const SAMPLE: u64 = 3;

/// Most runs kept of one résumé: those of the smallest hashes.
const RUNS_MAX: usize = 96;

pub(crate) fn keys(subject: &Subject<'_>, said: Said<'_>) {
    let Some(resume) = &subject.application.resume else {
        return;
    };
    let mut runs: Vec<(u64, usize)> = Vec::new();
    let texts: Vec<&str> = resume.texts().collect();
    for (index, text) in texts.iter().enumerate() {
        let folded = bonafide_application::fold(text);
        let words: Vec<u64> =
            folded.split(' ').filter(|w| !w.is_empty()).map(|w| xxh3_64(w.as_bytes())).collect();
        for run in words.windows(RUN_WORDS) {
            let hash =
                run.iter().fold(0, |seed, word| xxh3_64_with_seed(&word.to_le_bytes(), seed));
            if hash.is_multiple_of(SAMPLE) {
                runs.push((hash, index));
            }
        }
    }
    runs.sort_unstable();
    runs.dedup_by_key(|(hash, _)| *hash);
    for (hash, index) in runs.into_iter().take(RUNS_MAX) {
        said(Key::new(Kind::Passages, &hash.to_string()), texts[index]);
    }
}
