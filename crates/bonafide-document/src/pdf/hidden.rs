//! Takes from a page the letters that its reader does not see.
//!
//! What is hidden is shown to the reviewer as it stands, and is no part of the text: it reaches
//! neither the résumé nor anything else.

use super::page::{Drawn, Letter, Shown, Surface};
use crate::found::note;
use bonafide_application::{Hidden, Hiding};

/// Height below which nobody reads a letter, in points; the smallest print is 4.
const READABLE_SIZE_MIN: f32 = 1.5;

/// Most by which red, green and blue differ between colors that look the same, of 255.
const SAME_COLOR_DIFFERENCE: u8 = 10;

/// Share of the page from which a picture makes it a scan, whose text layer has no ink.
const SCAN_SHARE: f32 = 0.4;

/// Surfaces and pictures that a letter is held against, at most.
const SURFACES_MAX: usize = 3_000;

/// A way of hiding, what is hidden so, and where the last letter of it ended.
type Found = (Hiding, String, Option<(f32, f32)>);

/// Moves hidden letters of a page to the list of what is hidden.
pub(crate) fn take(drawn: &mut Drawn<'_>, page: u32, hidden: &mut Vec<Hidden>) {
    let scan = drawn.covers.iter().any(|cover| {
        let [left, top, right, bottom] = cover.place;
        (right - left) * (bottom - top) > SCAN_SHARE * drawn.width * drawn.height
    });
    let letters = std::mem::take(&mut drawn.letters);
    let mut found: Vec<Found> = Vec::new();
    for letter in letters {
        let how = if letter.character.is_whitespace() { None } else { how(&letter, drawn, scan) };
        let Some(how) = how else {
            drawn.letters.push(letter);
            continue;
        };
        let place = found.iter().position(|(other, ..)| *other == how);
        let place = place.unwrap_or_else(|| {
            found.push((how, String::new(), None));
            found.len() - 1
        });
        let (_, text, end) = &mut found[place];
        let apart = end.is_some_and(|(right, y)| {
            (letter.y - y).abs() > letter.size * 0.5
                || (letter.left - right).abs() > letter.size.max(0.1) * 0.17
        });
        if apart {
            text.push(' ');
        }
        text.push(letter.character);
        *end = Some((letter.right, letter.y));
    }
    for (how, text, _) in found {
        note(hidden, how, page, &text);
    }
}

fn how(letter: &Letter, drawn: &Drawn<'_>, scan: bool) -> Option<Hiding> {
    match letter.shown {
        Shown::NoInk if scan => return None,
        Shown::LayerOff | Shown::NoInk => return Some(Hiding::NotShown),
        Shown::Yes => {}
    }
    let middle = (f32::midpoint(letter.left, letter.right), letter.y - letter.size * 0.3);
    let off = middle.0 < 0.0 || middle.0 > drawn.width || letter.y < 0.0;
    if off || middle.1 > drawn.height {
        return Some(Hiding::OffPage);
    }
    if letter.size < READABLE_SIZE_MIN && !letter.turned {
        return Some(Hiding::TooSmall);
    }
    let covered = |surfaces: &[Surface]| {
        let mut near = surfaces.iter().rev().take(SURFACES_MAX);
        near.any(|surface| surface.order > letter.order && holds(surface, middle))
    };
    if covered(&drawn.covers) || covered(&drawn.surfaces) {
        return Some(Hiding::BehindPicture);
    }
    let under = |surfaces: &'_ [Surface]| {
        let mut near = surfaces.iter().rev().take(SURFACES_MAX);
        near.find(|surface| surface.order < letter.order && holds(surface, middle)).cloned()
    };
    let ground = match (under(&drawn.surfaces), under(&drawn.covers)) {
        // On a picture any color may be seen.
        (surface, Some(cover)) if surface.as_ref().is_none_or(|s| s.order < cover.order) => None,
        (Some(surface), _) => surface.color,
        (None, _) => Some([255; 3]),
    };
    let same = ground.zip(letter.color).is_some_and(|(ground, color)| {
        ground.iter().zip(color).all(|(a, b)| a.abs_diff(b) <= SAME_COLOR_DIFFERENCE)
    });
    same.then_some(Hiding::PageColor)
}

fn holds(surface: &Surface, (x, y): (f32, f32)) -> bool {
    let [left, top, right, bottom] = surface.place;
    left <= x && x <= right && top <= y && y <= bottom
}
