//! How well the words of two names fit, whatever their order.

use crate::form::Naming;
use crate::vocabulary::one_spelling;
use crate::word::{Asked, Word};

/// One word of the name that was asked for.
pub(crate) struct AskedPart {
    pub(crate) asked: Asked,
    /// What the word tells.
    pub(crate) weight: f64,
}

/// One word of a name on a list.
#[derive(Clone, Copy)]
pub(crate) struct ListedPart<'a> {
    pub(crate) word: &'a Word,
    /// How alike it is to each word that was asked for.
    pub(crate) likeness: &'a [f64],
    /// What the word tells.
    pub(crate) weight: f64,
}

/// What a word that only one of two names has takes away, in its own weight.
struct Costs {
    /// A word that only the query has.
    added: f64,
    /// A word that only the list has.
    left_out: f64,
    /// A word of one in the place of a word of the other.
    replaced: f64,
}

/// People leave out names; who bears another one in its place is another person.
const PERSON: Costs = Costs { added: 0.55, left_out: 0.45, replaced: 2.2 };

/// Institutions are shortened, and have departments and places added.
const INSTITUTION: Costs = Costs { added: 0.8, left_out: 0.5, replaced: 2.0 };

/// Words in another order are the same name, a little less surely than in the same.
const OTHER_ORDER: f64 = 0.985;

/// Words of this weight and less say nothing of which institution is meant.
const NOTHING: f64 = 0.05;

/// Likeness from which a word that no name holds is taken for a slip of one that some do.
const SLIP: f64 = 0.7;

/// How well two names fit, in `[0, 1]`, and the weight of the words that met.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Fit {
    pub(crate) score: f64,
    /// The weight of the most telling word that met.
    pub(crate) telling: f64,
    /// Words that met and are worth something.
    pub(crate) words: u8,
}

/// The words of a query and those of a listed name, each with what it met.
pub(crate) struct Alignment<'a> {
    asked: &'a [AskedPart],
    listed: &'a [ListedPart<'a>],
    met_asked: Vec<bool>,
    met_listed: Vec<bool>,
    /// Weight that met, and weight that likeness fell short of.
    met: f64,
    short: f64,
    telling: f64,
    words: u8,
    order: Vec<(usize, usize)>,
}

/// Fits the words of a query to those of a listed name.
pub(crate) fn fit(asked: &[AskedPart], listed: &[ListedPart<'_>], naming: Naming) -> Fit {
    let mut alignment = Alignment {
        asked,
        listed,
        met_asked: vec![false; asked.len()],
        met_listed: vec![false; listed.len()],
        met: 0.0,
        short: 0.0,
        telling: 0.0,
        words: 0,
        order: Vec::with_capacity(asked.len()),
    };
    alignment.meet_joined();
    alignment.meet_single();
    alignment.fit(naming)
}

impl Alignment<'_> {
    /// Two neighboring words of one that the other writes as one.
    fn meet_joined(&mut self) {
        for at in 0..self.asked.len() {
            for to in 0..self.listed.len().saturating_sub(1) {
                let pair = [self.listed[to].word, self.listed[to + 1].word];
                let met = self.met_asked[at] || self.met_listed[to] || self.met_listed[to + 1];
                if met || !joined(&self.asked[at].asked.word.text, &pair) {
                    continue;
                }
                let weight = self.listed[to].weight + self.listed[to + 1].weight;
                self.meet((at, to), weight, weight, 0.97);
                self.met_listed[to + 1] = true;
            }
        }
        for to in 0..self.listed.len() {
            for at in 0..self.asked.len().saturating_sub(1) {
                let pair = [&self.asked[at].asked.word, &self.asked[at + 1].asked.word];
                let met = self.met_listed[to] || self.met_asked[at] || self.met_asked[at + 1];
                if met || !joined(&self.listed[to].word.text, &pair) {
                    continue;
                }
                let weight = self.listed[to].weight;
                self.meet((at, to), weight, weight, 0.97);
                self.met_asked[at + 1] = true;
            }
        }
    }

    /// Single words, the most alike first.
    fn meet_single(&mut self) {
        let mut pairs = Vec::with_capacity(self.asked.len() * self.listed.len());
        for at in (0..self.asked.len()).filter(|at| !self.met_asked[*at]) {
            for (to, listed) in self.listed.iter().enumerate() {
                if self.met_listed[to] {
                    continue;
                }
                let likeness = listed.likeness[at];
                if likeness > 0.0 {
                    let off = at.abs_diff(to) as f64 * 1e-4;
                    pairs.push((likeness - off, likeness, at, to));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.2, a.3).cmp(&(b.2, b.3))));
        for (_, likeness, at, to) in pairs {
            if !self.met_asked[at] && !self.met_listed[to] {
                let listed = self.listed[to].weight;
                // A word that no name holds is a slip of the one that it met, and tells as much.
                let slip = !self.asked[at].asked.known && likeness > SLIP;
                let asked = if slip { listed } else { self.asked[at].weight };
                self.meet((at, to), asked, listed, likeness);
            }
        }
    }

    fn meet(&mut self, at: (usize, usize), asked: f64, listed: f64, likeness: f64) {
        self.met_asked[at.0] = true;
        self.met_listed[at.1] = true;
        let weight = f64::midpoint(asked, listed);
        self.met += weight * likeness;
        self.short += weight * (1.0 - likeness);
        if likeness > 0.8 {
            self.telling = self.telling.max(asked.min(listed));
            self.words += u8::from(listed > NOTHING);
        }
        self.order.push(at);
    }

    fn fit(mut self, naming: Naming) -> Fit {
        let costs = match naming {
            Naming::Person => PERSON,
            Naming::Institution => INSTITUTION,
        };
        let left = |met: &[bool], weight: &dyn Fn(usize) -> f64| -> f64 {
            met.iter().enumerate().filter(|(_, met)| !**met).map(|(at, _)| weight(at)).sum()
        };
        let added = left(&self.met_asked, &|at| self.asked[at].weight);
        let left_out = left(&self.met_listed, &|to| self.listed[to].weight);
        let replaced = added.min(left_out);
        let lost = self.short
            + costs.replaced * replaced
            + costs.added * (added - replaced)
            + costs.left_out * (left_out - replaced);
        let mut score = if self.met > 0.0 { self.met / (self.met + lost) } else { 0.0 };
        self.order.sort_unstable();
        if self.order.windows(2).any(|pair| pair[0].1 > pair[1].1) {
            score *= OTHER_ORDER;
        }
        Fit { score, telling: self.telling, words: self.words }
    }
}

/// Whether a word is two others written together.
fn joined(word: &str, pair: &[&Word; 2]) -> bool {
    let (first, second) = (&*pair[0].text, &*pair[1].text);
    if word.len() <= first.len().max(3) || word.as_bytes()[0] != first.as_bytes()[0] {
        return false;
    }
    let Some(rest) = word.strip_prefix(first) else { return false };
    rest == second || one_spelling(rest) == Some(second)
}
