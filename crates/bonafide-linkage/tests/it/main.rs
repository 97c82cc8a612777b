//! What the comparison of texts promises.

use bonafide_linkage::{
    Groups, Key, Persons,
    passages::{
        alignment::align,
        candidates::candidates,
        copies::{Copy, compare, weigh},
        sample::sample,
        words::Words,
    },
};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Small numbers in a fixed order that looks like none.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        (self.0 >> 33) as usize % bound
    }
}

type Line = Vec<String>;

/// A résumé of 24 lines of 14 words out of 3,000.
fn resume(numbers: &mut Numbers) -> Vec<Line> {
    let mut line = || (0..14).map(|_| format!("w{}", numbers.below(3_000))).collect();
    (0..24).map(|_| line()).collect()
}

/// The same with one word in so many replaced, and lines in another order.
fn reworded(lines: &[Line], one_in: usize, numbers: &mut Numbers) -> Vec<Line> {
    let mut lines = lines.to_vec();
    for word in lines.iter_mut().flatten() {
        if numbers.below(one_in) == 0 {
            *word = format!("w{}", numbers.below(3_000));
        }
    }
    let middle = lines.len() / 3;
    lines.rotate_left(middle);
    lines
}

fn compared(texts: &[Vec<Line>]) -> Vec<Copy> {
    let words: Vec<Words> = texts
        .iter()
        .map(|lines| {
            let lines: Vec<String> = lines.iter().map(|line| line.join(" ")).collect();
            Words::of(lines.iter().map(String::as_str))
        })
        .collect();
    let mut keys: Vec<(Key, u32)> = Vec::new();
    for (number, words) in words.iter().enumerate() {
        keys.extend(sample(words).into_iter().map(|(key, _)| (key, number as u32)));
    }
    keys.sort_unstable();
    let mut groups = Groups::default();
    groups.add_sorted(&keys);
    let persons = Persons { of: (0..texts.len() as u32).collect() };
    let words: BTreeMap<u32, Words> = (0..).zip(words).collect();
    weigh(compare(&candidates(&groups, &persons), &words), &groups, &persons)
}

fn strangers(count: usize, numbers: &mut Numbers) -> Vec<Vec<Line>> {
    (0..count).map(|_| resume(numbers)).collect()
}

fn found(copies: &[Copy]) -> Vec<(u32, u32)> {
    copies.iter().filter(|copy| copy.share() >= 0.5).map(|copy| (copy.a, copy.b)).collect()
}

#[test]
fn a_copy_is_found_however_much_was_reworded() {
    for one_in in [33, 8, 3] {
        let mut numbers = Numbers(one_in as u64);
        let mut texts = strangers(200, &mut numbers);
        texts.push(reworded(&texts[7].clone(), one_in, &mut numbers));
        let copies = compared(&texts);
        assert_eq!(found(&copies), [(7, 200)], "one word in {one_in}");
        assert!(copies[0].is_body());
    }
}

#[test]
fn the_lines_of_one_job_are_found_in_another_text_and_shown_where_they_stand() {
    let mut numbers = Numbers(5);
    let mut texts = strangers(200, &mut numbers);
    let lifted = texts[7][3..7].to_vec();
    texts[90].splice(10..14, lifted);
    let copies = compared(&texts);
    assert_eq!(found(&copies), [(7, 90)]);
    assert!(!copies[0].is_body());
    let mut places: Vec<_> =
        copies[0].passages.iter().map(|p| (p.a.clone(), p.b.clone())).collect();
    places.retain(|(a, _)| a.len() > 9);
    places.sort_by_key(|(a, _)| a.start);
    assert_eq!(places.len(), 4);
    assert_eq!(places[0], (42..56, 140..154));
}

#[test]
fn a_template_that_many_fill_in_counts_for_nothing() {
    for users in [40, 150] {
        let mut numbers = Numbers(users as u64);
        let mut texts = strangers(300, &mut numbers);
        let template: Vec<Line> = texts[0][..6].to_vec();
        for text in texts.iter_mut().take(users) {
            text.splice(..6, template.clone());
        }
        assert!(found(&compared(&texts)).is_empty(), "{users} users");
    }
}

#[test]
fn the_copies_of_one_text_do_not_make_it_common() {
    let mut numbers = Numbers(9);
    let mut texts = strangers(200, &mut numbers);
    let body = texts[0].clone();
    for text in texts.iter_mut().take(30).skip(1) {
        *text = reworded(&body, 12, &mut numbers);
    }
    let copies = compared(&texts);
    let with_another = |number: u32| copies.iter().any(|c| c.a == number || c.b == number);
    assert!((0..30).all(with_another));
    assert!(copies.iter().all(|copy| copy.b < 30 && copy.share() > 0.99));
}

#[test]
fn the_order_of_texts_changes_nothing() {
    let mut numbers = Numbers(11);
    let mut texts = strangers(120, &mut numbers);
    for number in 0..12 {
        texts[60 + number] = reworded(&texts[number].clone(), 3 + number, &mut numbers);
    }
    let forward = compared(&texts);
    texts.reverse();
    let last = texts.len() as u32 - 1;
    let mut backward: Vec<(u32, u32, f64)> =
        compared(&texts).iter().map(|copy| (last - copy.b, last - copy.a, copy.words)).collect();
    backward.sort_by_key(|(a, b, _)| (*a, *b));
    assert!(forward.len() >= 12);
    for (copy, (a, b, words)) in forward.iter().zip(backward) {
        assert_eq!((copy.a, copy.b), (a, b));
        assert!((copy.words - words).abs() < 1e-9);
    }
}

fn lines() -> impl Strategy<Value = Vec<String>> {
    let word = prop::sample::select(vec!["a", "b", "c", "d", "e", "f", "é", "g", "ж"]);
    let line = prop::collection::vec(word, 0..12).prop_map(|words| words.join(" "));
    prop::collection::vec(line, 0..8)
}

proptest! {
    #[test]
    fn two_texts_have_the_same_in_common_whichever_comes_first(one in lines(), other in lines()) {
        let one = Words::of(one.iter().map(String::as_str));
        let other = Words::of(other.iter().map(String::as_str));
        let mut turned = align(&other, &one);
        for passage in &mut turned {
            std::mem::swap(&mut passage.a, &mut passage.b);
        }
        turned.sort_by_key(|passage| (passage.a.start, passage.b.start));
        prop_assert_eq!(align(&one, &other), turned);
    }

    #[test]
    fn passages_lie_within_lines_and_use_no_word_twice(one in lines(), other in lines()) {
        let one = Words::of(one.iter().map(String::as_str));
        let other = Words::of(other.iter().map(String::as_str));
        let mut used_one = vec![0; one.hashes.len()];
        let mut used_other = vec![0; other.hashes.len()];
        let in_line = |words: &Words, passage: &std::ops::Range<usize>| {
            words.lines().any(|line| line.start <= passage.start && passage.end <= line.end)
        };
        for passage in align(&one, &other) {
            prop_assert!(passage.equal <= passage.a.len().min(passage.b.len()));
            prop_assert!(in_line(&one, &passage.a) && in_line(&other, &passage.b));
            used_one[passage.a.clone()].iter_mut().for_each(|n| *n += 1);
            used_other[passage.b.clone()].iter_mut().for_each(|n| *n += 1);
        }
        prop_assert!(used_one.iter().chain(&used_other).all(|times| *times <= 1));
    }
}
