//! A passage as it stands in its text, to be shown.

use super::words::{WORDS_MAX, each_word};
use std::ops::Range;

/// Most characters that are shown; of a longer passage, its beginning.
const SHOWN_MAX: usize = 280;

/// The text from the first to the last word of a passage, as it was typed.
pub fn quote(texts: &[&str], passage: &Range<usize>) -> String {
    let mut first = 0;
    for line in texts.iter().flat_map(|text| text.lines()) {
        let mut place = first;
        let (mut start, mut end) = (None, 0);
        each_word(line, &mut |_, range| {
            if passage.contains(&place) && place < WORDS_MAX {
                start.get_or_insert(range.start);
                end = range.end;
            }
            place += 1;
        });
        if let Some(start) = start {
            return shortened(&line[start..end]);
        }
        first = place;
    }
    String::new()
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn a_passage_is_shown_as_it_was_typed() {
        let texts = ["Calm, thorough.", "Cut p95-latency by 37%; used by\nthe sales force."];
        assert_eq!(quote(&texts, &(2..6)), "Cut p95-latency by");
        assert_eq!(quote(&texts, &(9..12)), "the sales force");
        assert_eq!(quote(&texts, &(40..41)), "");
    }

    #[test]
    fn a_long_passage_is_shortened() {
        let long = "é".repeat(400) + " and";
        assert_eq!(quote(&[&long], &(0..2)).chars().count(), 281);
    }
}
