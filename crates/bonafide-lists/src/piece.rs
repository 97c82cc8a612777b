//! Pieces of a text between commas and brackets, each searched by itself: affiliations name a
//! department, its institution, and a town.

use crate::form::Part;
use crate::index::Found;
use crate::vocabulary::{Worth, worth};

/// How sure a piece of a text is beside the whole: a department bears words that many bear, the
/// institution itself one that tells.
pub(crate) fn piece_share(found: &Found) -> f64 {
    0.88 + 0.105 * (found.telling / TELLS).min(1.0)
}

/// How far a piece's find stands behind others that fit as well. Of *Department of Pathology,
/// University of Utah* the department says least, for it belongs to what the other piece names; and
/// *New York* between commas is a town, unless an institution is called just that.
pub(crate) fn behind(piece: &[Part], found: &Found) -> f64 {
    const UNITS: [&str; 9] = [
        "department",
        "division",
        "faculty",
        "graduate",
        "laboratory",
        "program",
        "school",
        "section",
        "unit",
    ];
    const AS_WRITTEN: f64 = 0.98;
    let kinds = |part: &Part| worth(&part.text) == Worth::Generic;
    if piece.first().is_some_and(|part| UNITS.contains(&part.text.as_str())) {
        0.06
    } else if piece.len() <= 2 && found.score < AS_WRITTEN && !piece.iter().any(kinds) {
        0.12
    } else {
        0.0
    }
}

/// A word of this weight tells which institution is meant.
const TELLS: f64 = 0.5;

/// The most pieces of a text that are looked at each by itself.
const PIECES_MAX: usize = 6;

/// The pieces between commas and brackets, where there are several.
pub(crate) fn pieces(query: &str) -> Vec<&str> {
    const BETWEEN: [char; 8] = [',', ';', '(', ')', '|', '/', '–', '—'];
    let all = query.split(BETWEEN).chain(query.split(" - ").skip(1)).map(str::trim);
    let pieces = all.filter(|piece| piece.len() > 2 && *piece != query.trim());
    pieces.take(PIECES_MAX).collect()
}
