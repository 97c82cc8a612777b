//! Whether a row whose name fits a claim is the institution that is meant, or a namesake.

use crate::Tables;
use bonafide_application::{Country, fold};
use bonafide_lists::{Match, Tier, telling_words};

/// Whether a row is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meant {
    /// It is.
    Yes,
    /// Its name is stated as the list writes it, and no place is known: a question of law alone.
    ByName,
    /// A namesake, as far as can be told.
    No,
}

/// A name of two words is another one unless it is spelled as well as this: sounds alone are near
/// too often.
const SHORT_MIN: f64 = 0.96;

/// From this score a name is written as the list writes it, save case and legal form.
const OWN_WORDS: f64 = 0.98;

/// A word worth less says nothing of which institution is meant: `university`, `general`.
const TELLING_MIN: f64 = 0.35;

/// Names of so many words are nobody else's as a whole, though each word is common.
const WHOLE_MIN: u8 = 4;

/// A word of fewer letters is an abbreviation or a name that many give.
const DISTINCT_MIN: usize = 6;

/// Whether the claimed place is that of the row, is another, or is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Same,
    Other,
    Unknown,
}

/// A name that tells stands for itself unless it was elsewhere; one word, or words that many
/// bear, only together with the place.
pub(crate) fn meant(
    claim: &str,
    claimed_place: Option<&str>,
    fit: &Match<'_>,
    tables: &Tables,
) -> Meant {
    let own_words = fit.score >= OWN_WORDS;
    let certain = |is: bool| if is { Meant::Yes } else { Meant::No };
    // The employer's own cases named it in these very words.
    if fit.entry.tier == Tier::Local {
        return certain(own_words);
    }
    let short = fit.words < 3 && fit.score < SHORT_MIN;
    let tells = fit.telling >= TELLING_MIN && fit.words >= 2 && !short;
    match place(claim, claimed_place, fit, tables) {
        Place::Same => Meant::Yes,
        Place::Unknown if tells => Meant::Yes,
        Place::Unknown
            if own_words && fit.entry.tier.is_sanctioned() && is_distinct(fit, tables) =>
        {
            Meant::ByName
        }
        Place::Unknown => Meant::No,
        Place::Other => certain(tells && fit.words >= 3 && fit.score >= 0.97),
    }
}

/// Whether a name is one institution's alone, as far as lists and tables know: of four words or
/// more, or with a long one that tells; not said to be common, and no place, school or employer.
fn is_distinct(fit: &Match<'_>, tables: &Tables) -> bool {
    let is_known = |text: &str| {
        tables.places.find_text(text).is_some()
            || tables.schools.find(text).is_some()
            || tables.employers.founded(text).is_some()
    };
    let telling = telling_words(fit.matched);
    let tells = telling.iter().any(|word| word.len() >= DISTINCT_MIN && !is_known(word));
    !fit.entry.common_name
        && !is_known(fit.matched)
        && (fit.words >= WHOLE_MIN || fit.telling >= TELLING_MIN && tells)
}

fn place(claim: &str, claimed: Option<&str>, fit: &Match<'_>, tables: &Tables) -> Place {
    let countries = &fit.entry.countries;
    let folded = format!(" {} ", fold(claim));
    let own = format!(" {} ", fold(fit.matched));
    let city = |city: &String| {
        let city = format!(" {} ", fold(city));
        let inside = city.len() > 4 && folded.contains(&city);
        inside && (!own.contains(&city) || fit.score >= OWN_WORDS)
    };
    if fit.entry.places.iter().any(city) {
        return Place::Same;
    }
    let stated = claimed.into_iter().filter_map(|text| located(text, tables));
    let pieces: Vec<&str> = claim.split([',', '(', ')']).skip(1).collect();
    let inside = pieces.into_iter().filter_map(|piece| located(piece.trim(), tables));
    let known: Vec<Country> = stated.chain(inside).collect();
    if known.iter().any(|country| countries.contains(country)) {
        Place::Same
    } else if known.is_empty() || countries.is_empty() {
        Place::Unknown
    } else {
        Place::Other
    }
}

fn located(text: &str, tables: &Tables) -> Option<Country> {
    if text.len() < 2 || text.len() > 80 {
        return None;
    }
    let known = tables.places.country(text);
    known.or_else(|| tables.places.find_text(text).map(|located| located.country))
}
